"""People, row 1 of Table 1: lack of staff commitment."""

from collections.abc import Iterator
from typing import NamedTuple

from joinedup import (
    GOOD_PRACTICE, HIGH, LESS, LOW, MEDIUM, Barrier, Board, Count, Days, Limits, Meeting, NotAssessed, Partnership,
    Question, Quorum, Risk, Share, Table1, Yielded, limit, needs, tiers,
)  # fmt: skip
from joinedup.facts import (
    Attendance, agencies_named, as_limit, ask, ask_meetings, ask_members, attendance, by_id, count, covering,
    current_work, day, days_listed, days_past, in_turn, is_vacant, leads, member_agencies, named, past_meetings,
)  # fmt: skip

barrier = Barrier(
    "Lack of staff commitment",
    cite=Table1(row=1),
    statement="My agency gives this partnership the time it needs.",
    solutions=("people/key-players", "processes/meeting-structures", "purposes/common-threads"),
    development=("induction", "action-learning"),
)


class _Seat(NamedTuple):
    """The seat of one agency on one board, and how it was taken at the last meetings."""

    board: Board
    agency: str
    seen: Attendance

    def of_the_last(self, meetings: tuple[Meeting, ...]) -> str:
        """Say "2 of the last 4 Trust Board meetings"."""
        number = len(self.seen.meetings)
        return f"{len(meetings)} of the last {number} {self.board} meeting{'s' if number > 1 else ''}"


NO_BOARD = "no board is described"


def _seats(partnership: Partnership, last: int) -> list[_Seat]:
    return [
        _Seat(board, agency, attendance(partnership, board, agency, last))
        for board in by_id(partnership.boards)
        for agency in member_agencies(partnership, board)
    ]


def _gaps(partnership: Partnership, seats: list[_Seat], last: int, least: int) -> Iterator[Yielded]:
    """What keeps seats from being judged."""
    for board in partnership.boards:
        if board.members is None:
            yield ask_members(partnership, board)
        yield from _ask_who_came(partnership, board, last)
    most = max((len(seat.seen.meetings) for seat in seats), default=0)
    if not seats:
        unsaid = any(board.members is None for board in partnership.boards)
        nobody = "no board has a member" if partnership.boards else NO_BOARD
        yield NotAssessed(because="no board says who its members are" if unsaid else nobody)
    elif most < least:
        yield NotAssessed(because=f"{count(most, 'meeting')} recorded; {least} needed")
    else:
        yield from _too_few(partnership, [seat for seat in seats if len(seat.seen.meetings) < least], least)


def _too_few(partnership: Partnership, seats: list[_Seat], least: int) -> Iterator[NotAssessed]:
    """Of which seats too few meetings are recorded, board by board; a board that names none is asked for them."""
    said: dict[tuple[str, str, int], list[_Seat]] = {}
    for seat in seats:
        if seat.board.meetings is not None:
            said.setdefault((str(seat.board), seat.board.id, len(seat.seen.meetings)), []).append(seat)
    for (board, _, number), own in sorted(said.items()):
        late = all(seat.agency in (seat.board.joined or ()) for seat in own)
        since = f" since {agencies_named(partnership, (seat.agency for seat in own))} joined" if late else ""
        yield NotAssessed(because=f"{count(number, f'{board} meeting')} recorded{since}; {least} needed", part=True)


def _ask_who_came(partnership: Partnership, board: Board, last: int) -> Iterator[Question]:
    """What is missing to know who came to the last `last` meetings of a board."""
    if board.meetings is None:
        yield ask_meetings(partnership, board)
    for meeting in past_meetings(partnership, board)[:last]:
        if meeting.present is None:
            yield ask(partnership, board, f"Who was present at the {board} meeting on {day(meeting.on)}?", (meeting,))


def _by_agency(seats: list[_Seat]) -> dict[str, list[_Seat]]:
    found: dict[str, list[_Seat]] = {}
    for seat in sorted(seats, key=lambda seat: (str(seat.board), seat.board.id)):
        found.setdefault(seat.agency, []).append(seat)
    return found


class LowAttendanceLimits(Limits):
    """How often a seat may be empty."""

    last: Count = limit(4, "how many of a board's latest meetings are looked at")
    least_meetings: Count = limit(3, "how many of them, since the agency joined, are needed to judge")
    empty_share: Share = limit("0.25", "the share of them at which a seat may be empty", stricter=LESS)
    empty_meetings: Count = limit(2, "the number of them from which an empty seat counts", stricter=LESS)
    high_share: Share = limit("0.5", "the share above which it is high", stricter=LESS)


@barrier.rule(tiers(MEDIUM, mostly_empty=HIGH), needs=needs("boards", "roles"), basis=GOOD_PRACTICE, main=True)
def low_attendance(partnership: Partnership, limits: LowAttendanceLimits) -> Iterator[Yielded]:
    """An agency's seat on a board is often empty.

    A seat is empty when neither the agency's member nor a deputy came. Only meetings since the agency joined count,
    and only those that say who was present. Boards of one agency are gathered on one card. Attendance hints at
    commitment and proves nothing: people who care may be short of time, or of a reason to come.

    ## Why it matters

    A board can only promise what is in the room. Where a seat stays empty, that agency's part of the help for
    children is left out, or decided without those who know it.

    ## What to do

    Ask the agency what keeps it away: the day, the papers, the distance or the use of it. Agree who comes and who
    stands in. If the board is not where this agency is needed, give it another place and say so.
    """
    seats = _seats(partnership, limits.last)
    yield from _gaps(partnership, seats, limits.last, limits.least_meetings)
    often = []
    for seat in seats:
        of, empty = len(seat.seen.meetings), len(seat.seen.empty)
        enough = of >= limits.least_meetings and empty >= limits.empty_meetings
        if enough and empty > of * limits.empty_share:
            often.append(seat)
    for agency, own in _by_agency(often).items():
        high = any(len(seat.seen.empty) > len(seat.seen.meetings) * limits.high_share for seat in own)
        parts = in_turn(seat.of_the_last(seat.seen.empty) for seat in own)
        yield Risk(
            subject=partnership.agency(agency),
            because=f"Nobody came for {partnership.agency(agency)} to {parts}; the limit is "
            f"{as_limit(limits.empty_share)}. An empty seat is a sign, not proof, of low commitment.",
            at=tuple(meeting for seat in own for meeting in reversed(seat.seen.empty)),
            agencies=(agency,),
            tier="mostly_empty" if high else "usual",
            remedy="Agree with the agency who comes, and list it under `present` or `deputies` of the next meetings.",
        )


class AlwaysADeputyLimits(Limits):
    """How often an agency may send somebody else."""

    last: Count = limit(4, "how many of a board's latest meetings are looked at")
    least_meetings: Count = limit(3, "how many of them, since the agency joined, are needed to judge")
    deputy_share: Share = limit("0.5", "the share of them to which a deputy may come", stricter=LESS)


@barrier.rule(LOW, needs=needs("boards", "roles"), basis=GOOD_PRACTICE)
def always_a_deputy(partnership: Partnership, limits: AlwaysADeputyLimits) -> Iterator[Yielded]:
    """An agency mostly sends a deputy to a board.

    Only meetings since the agency joined count, and only those that say who was present. As with empty seats, fewer
    meetings than the smallest sample are not judged. Attendance hints at commitment and proves nothing: a deputy
    with the authority to decide may be the right member.

    ## Why it matters

    A deputy may have to take the question home. Decisions about children then wait for one more meeting.

    ## What to do

    Ask the agency whether its member or its deputy can better speak for it. Make that role the member. If the
    deputy goes on coming, let the deputy decide on the agency's behalf, and minute it.
    """
    seats = _seats(partnership, limits.last)
    yield from _gaps(partnership, seats, limits.last, limits.least_meetings)
    mostly = []
    for seat in seats:
        of, sent = len(seat.seen.meetings), len(seat.seen.deputised)
        if of >= limits.least_meetings and sent > of * limits.deputy_share:
            mostly.append(seat)
    for agency, own in _by_agency(mostly).items():
        parts = in_turn(seat.of_the_last(seat.seen.deputised) for seat in own)
        yield Risk(
            subject=partnership.agency(agency),
            because=f"{partnership.agency(agency)} sent a deputy to {parts}; the limit is "
            f"{as_limit(limits.deputy_share)}. A deputy in the seat is a sign, not proof, of low commitment.",
            at=tuple(meeting for seat in own for meeting in reversed(seat.seen.deputised)),
            agencies=(agency,),
            remedy="Put the role that comes among the board's `members`, so that it stands under `present`.",
        )


class InquorateLimits(Limits):
    """How often a board may be without its quorum."""

    last: Count = limit(4, "how many of the latest meetings are looked at")
    missed: Count = limit(1, "the number of meetings without a quorum from which it counts", stricter=LESS)
    high_missed: Count = limit(2, "the number from which it is high", stricter=LESS)


@barrier.rule(tiers(MEDIUM, repeated=HIGH), needs=needs("boards"), basis=GOOD_PRACTICE)
def inquorate(partnership: Partnership, limits: InquorateLimits) -> Iterator[Yielded]:
    """A board met without its quorum.

    The quorum is who must be there for a decision to stand. It is counted in agencies, and a deputy counts for the
    agency. Where it names agencies, each of them must be there. Attendance hints at commitment and proves nothing.

    ## Why it matters

    What an inquorate meeting decides can be challenged and undone. Services for children are then held up by a
    question of procedure.

    ## What to do

    Have the next quorate meeting confirm what was decided, item by item. Look at the quorum: fewer agencies that
    always come are worth more than many that do not. Let the clerk check two days before who is coming.
    """
    judged = False
    for board in partnership.boards:
        if board.quorum is None or not (board.quorum.at_least or board.quorum.agencies):
            yield ask(partnership, board, f"What is the quorum of {board}?")
            continue
        yield from _ask_who_came(partnership, board, limits.last)
        known = [meeting for meeting in past_meetings(partnership, board) if meeting.present is not None]
        held = known[: limits.last]
        judged = judged or bool(held)
        short = [meeting for meeting in reversed(held) if _without_quorum(board.quorum, meeting)]
        if not short or len(short) < limits.missed:
            continue
        yield Risk(
            subject=board,
            because=f"{board} was without its quorum at {len(short)} of its last {count(len(held), 'meeting')} "
            f"({days_listed(meeting.on for meeting in short)}); {_quorum_limits(limits)}. Decisions taken there may "
            "not stand; an empty seat is a sign, not proof, of low commitment.",
            at=(board.quorum, *short),
            agencies={agency for meeting in short for agency in _missed(partnership, board, board.quorum, meeting)},
            tier="repeated" if len(short) >= limits.high_missed else "usual",
            remedy="Hold quorate meetings that confirm the decisions, or change `quorum` to one the board can keep.",
        )
    if not judged:
        unsaid = "no board gives both its quorum and who was present"
        yield NotAssessed(because=unsaid if partnership.boards else NO_BOARD)


def _quorum_limits(limits: InquorateLimits) -> str:
    """Both limits in words: "1 such meeting counts; 2 are high"."""
    counts, high = "counts" if limits.missed == 1 else "count", "is" if limits.high_missed == 1 else "are"
    return f"{count(limits.missed, 'such meeting')} {counts}; {limits.high_missed} {high} high"


def _came(meeting: Meeting) -> set[str]:
    return {*(meeting.present or ()), *meeting.deputies}


def _without_quorum(quorum: Quorum, meeting: Meeting) -> bool:
    came = _came(meeting)
    return len(came) < (quorum.at_least or 0) or not came.issuperset(quorum.agencies)


def _missed(partnership: Partnership, board: Board, quorum: Quorum, meeting: Meeting) -> set[str]:
    """The agencies that should have been there: members, and those that the quorum names."""
    return {*quorum.agencies, *member_agencies(partnership, board)} - _came(meeting)


class LongVacancyLimits(Limits):
    """How long a post may stay empty."""

    vacant_days: Days = limit(90, "how many days a post that leads something may be vacant", stricter=LESS)


@barrier.rule(
    tiers(HIGH, covered=MEDIUM),
    needs=needs("roles", any_of=("boards", "targets", "services", "budgets")),
    basis=GOOD_PRACTICE,
)
def long_vacancy(partnership: Partnership, limits: LongVacancyLimits) -> Iterator[Yielded]:
    """A post that leads something has stood vacant for too long.

    A role leads what it is accountable for, chairs or controls. With a deputy whose own post is filled it weighs less.
    Services and budgets count while they run.

    ## Why it matters

    Work without a lead goes on by habit. If it fails, that is noticed late, and nobody has the authority to change it
    for the children it is for.

    ## What to do

    Hand each thing the post leads to a named role today, even for a few months. Ask the agency for the date on
    which the post will be filled. If it will not be filled, move the work for good.
    """
    nobody_leads = not any(leads(partnership).values()) and (current_work(partnership) or partnership.boards)
    if nobody_leads and any(is_vacant(partnership, role) for role in partnership.roles):
        yield NotAssessed(because="no role is said to lead anything, so nobody knows what the vacant posts lead")
    for role in partnership.roles:
        days = days_past(role.vacant_since, partnership.as_of)
        led = leads(partnership)[role.id]
        if not led or not is_vacant(partnership, role) or days <= limits.vacant_days or role.vacant_since is None:
            continue
        deputy = covering(partnership, role)
        cover = f"{deputy} stands in" if deputy else "no filled deputy stands in"
        yield Risk(
            subject=role,
            because=f"{role} ({partnership.agency(role.agency)}) has been vacant since {day(role.vacant_since)}, for "
            f"{count(days, 'day')}; the limit is {count(limits.vacant_days, 'day')}. It leads {named(led)}, and "
            f"{cover}.",
            at=((role, "vacant_since"), *led, *((deputy,) if deputy else ())),
            agencies=(role.agency,),
            tier="covered" if deputy else "usual",
            remedy="Fill the post and take out `vacant_since`, or hand what it leads to a role that is filled.",
        )
