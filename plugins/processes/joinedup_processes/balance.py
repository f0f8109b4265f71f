"""Processes, row 6 of Table 1: balance between strategic, operational and tactical actions not known."""

from collections.abc import Iterator

from joinedup import (
    GOOD_PRACTICE, LESS, LOW, MEDIUM, Barrier, Board, Count, Limits, Meeting, NotAssessed, Partnership, Question, Risk,
    Share, Table1, Yielded, limit, needs, nfer,
)  # fmt: skip
from joinedup.facts import (
    ask, ask_level, ask_meetings, ask_statuses, at_the_table, by_id, core_agencies, count, day, listed, open_actions,
    owner_agencies, past_meetings, percent, without_status,
)  # fmt: skip

barrier = Barrier(
    "Balance between strategic, operational and tactical actions not known",
    cite=Table1(row=6),
    statement="We know how our work is shared out between strategy and day-to-day tasks.",
    solutions=("processes/meeting-structures", "purposes/bigger-picture", "power/distributed-leadership"),
    development=("mentoring", "action-learning"),
)

LEVELS = ("political", "strategic", "operational")


class LevelLimits(Limits):
    """How many actions may leave their level open."""

    most: Share = limit("0.1", "the share of open actions that may say no level", stricter=LESS)


@barrier.rule(LOW, needs=needs("actions"), basis=GOOD_PRACTICE, main=True)
def level_unknown(partnership: Partnership, limits: LevelLimits) -> Iterator[Yielded]:
    """Many open actions do not say whether they are strategic, tactical or operational.

    A strategic action changes how agencies work together, a tactical one plans how to get there, and an operational one
    is day-to-day work.

    ## Why it matters

    A board that cannot see what kind of work it has agreed cannot see what is missing. It can fill up with small tasks
    while changes that would reach more children wait.

    ## What to do

    Write a level beside each action when it is agreed. Once a year count the actions at each level, and ask whether
    the board wants that balance.
    """
    yield from ask_statuses(partnership)
    actions = open_actions(partnership)
    silent = by_id(action for action in actions if action.level is None)
    if len(silent) > len(actions) * limits.most:
        yield Risk(
            subject=partnership,
            because=f"{len(silent)} of {count(len(actions), 'open action')} {'says' if len(silent) == 1 else 'say'} no "
            f"level; the limit is {percent(limits.most)}.",
            at=silent,
            agencies=owner_agencies(partnership, silent),
            remedy="Give each open action its `level`: political, strategic, tactical or operational.",
        )
    if without_status(partnership) and not actions:
        yield NotAssessed(because="no action says its status")


class OperationalLimits(Limits):
    """How much of a strategic board's time may go on operational matters."""

    most: Share = limit("0.5", "the share of meetings that may be mostly operational", stricter=LESS)
    meetings: Count = limit(4, "how many of the last meetings are looked at")
    least_meetings: Count = limit(3, "how many meetings it takes to judge")


@barrier.rule(MEDIUM, needs=needs("boards"), basis=nfer("section 3.7"))
def too_operational(partnership: Partnership, limits: OperationalLimits) -> Iterator[Yielded]:
    """A strategic board spends most of its meetings on operational matters.

    Only boards at the strategic level are looked at, and only meetings up to today that say what the time went on.

    ## Why it matters

    The strategic board is the only place where partners can change how the whole system works for children. An hour
    spent there on one team's rota is an hour nobody else can make good.

    ## What to do

    Send operational items to the group that can settle them, before the agenda is made. Put the targets first and
    reports for information last. Ask at the end of each meeting what the time went on.
    """
    judged, unclear, most, few = False, False, 0, list[str]()
    for board in partnership.boards:
        if board.level is None:
            unclear = True
            yield ask_level(partnership, board)
        if board.level != "strategic":
            continue
        yield from _ask_about_meetings(partnership, board, limits.meetings)
        told = [meeting for meeting in past_meetings(partnership, board) if meeting.mostly][: limits.meetings]
        most = max(most, len(told))
        if len(told) < limits.least_meetings:
            unclear = True
            few += [f"{_recorded(len(told), str(board))}; {limits.least_meetings} needed"] * (
                board.meetings is not None
            )
            continue
        judged = True
        operational = [meeting for meeting in told if meeting.mostly == "operational"]
        if len(operational) > len(told) * limits.most:
            yield _operational(partnership, limits, board, operational, len(told))
    if unclear and not judged:
        yield NotAssessed(because=f"{_recorded(most, 'a strategic board')}; {limits.least_meetings} needed")
    elif judged:
        yield from (NotAssessed(because=because, part=True) for because in sorted(few))


def _recorded(meetings: int, board: str) -> str:
    return f"{count(meetings, 'meeting')} of {board} recorded with what the time went on"


def _operational(
    partnership: Partnership, limits: OperationalLimits, board: Board, operational: list[Meeting], told: int
) -> Risk:
    spent = "its last meeting" if told == 1 else f"{len(operational)} of its last {told} meetings"
    return Risk(
        subject=board,
        because=f"{board}, a strategic board, spent {spent} mostly on operational matters; the limit is "
        f"{percent(limits.most)}.",
        at=((board, "level"), *((meeting, "mostly") for meeting in operational)),
        agencies=at_the_table(partnership, board),
        remedy="Keep coming agendas strategic, and record it in each meeting's `mostly`.",
    )


def _ask_about_meetings(partnership: Partnership, board: Board, last: int) -> Iterator[Question]:
    if board.meetings is None:
        yield ask_meetings(partnership, board)
    for meeting in past_meetings(partnership, board)[:last]:
        if meeting.mostly is None:
            asks = f"What did the time go on at the {board} meeting on {day(meeting.on)}?"
            yield ask(partnership, board, asks, at=(meeting,))


@barrier.rule(LOW, needs=needs("roles"), basis=nfer("section 3.7"))
def missing_level(partnership: Partnership) -> Iterator[Yielded]:
    """No role is recorded at one of three levels of leadership: political, strategic or operational.

    A vacant post counts as there.

    ## Why it matters

    Councillors give the work its backing, directors give it direction, and front-line managers make it happen. Where
    one of the three is missing, plans may not reach children, or practice may not reach the plan.

    ## What to do

    Ask which role at that level already works with the partnership, and write it down. If there is none, invite one:
    the lead member, a director, or a manager from the front line.
    """
    levels = {role.level for role in partnership.roles}
    missing = [level for level in LEVELS if level not in levels]
    if not missing:
        return
    unclear = [role for role in partnership.roles if role.level is None]
    if unclear:
        for role in unclear:
            yield ask_level(partnership, role)
        yield NotAssessed(because=f"the level of {count(len(unclear), 'role')} is not given")
        return
    yield Risk(
        subject=partnership,
        because=f"No role at the {listed(missing, 'or')} level is recorded ({count(len(partnership.roles), 'role')} "
        "in all)."
        if partnership.roles
        else "No role is recorded at any level.",
        at=((partnership, "roles"),),
        agencies=(agency.id for agency in core_agencies(partnership)),
        remedy="Add the role to `roles` with its `level`.",
    )
