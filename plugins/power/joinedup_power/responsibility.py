"""Power, row 1 of Table 1: lines of responsibility unclear."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from joinedup import (
    GOOD_PRACTICE, HIGH, LOW, MEDIUM, Barrier, Board, Count, Limits, NotAssessed, Partnership, Question, Risk, Role,
    Table1, Target, Yielded, limit, needs, tiers,
)  # fmt: skip
from joinedup.facts import (
    ask_members, by_id, can_be_led, count, current_work, lead_agency, loops, named, several_answer,
    targets_and_services,
)  # fmt: skip

from .lacks import Lack, finder, gathered, lack_of, undescribed_leads
from .loops import say_loop, way_round

barrier = Barrier(
    "Lines of responsibility unclear",
    cite=Table1(row=1),
    statement="I know which role answers for each piece of our joint work.",
    solutions=("processes/define-roles", "purposes/common-threads", "power/distributed-leadership"),
    development=("simulation", "workshop"),
)

BREAK = "Take one `reports_to` of the loop out, and write `top: true` for what stands highest."
"""The remedy for a loop."""


class NobodyAccountableLimits(Limits):
    """When findings of one kind are gathered."""

    gather_over: Count = limit(5, "how many targets, services or budgets without a lead have a finding each")


@barrier.rule(
    tiers(HIGH, covered=MEDIUM),
    needs=needs(any_of=("targets", "services", "budgets"), helped_by=("roles", "boards")),
    basis=GOOD_PRACTICE,
    main=True,
)
def nobody_accountable(partnership: Partnership, limits: NobodyAccountableLimits) -> Iterator[Yielded]:
    """Nobody in post answers for a target, service or budget.

    A target or current service needs an accountable role. A current budget needs a role or a board that controls it. A
    vacant role answers for nothing; with a deputy in post it weighs less. Where many of one kind lack a lead, each
    agency has one finding for all of them. It goes to the agency of the vacant role, else to the host of the budget,
    else to the lead authority. Where roles are not described, nothing can name one, and no target or service is judged.
    A budget is judged only where both roles and boards are described.

    ## Why it matters

    When nobody answers for a piece of work, it can stop without anybody noticing. Each agency may believe that another
    has it in hand, and children wait for help that nobody is sending.

    ## What to do

    Name one role for each piece of work, and tell its holder. Where a post is vacant, minute who stands in and until
    when. If no agency will take the lead, bring that to the board as a decision.
    """
    lacking: dict[str, list[Lack]] = defaultdict(list)
    works = [work for work in current_work(partnership) if can_be_led(partnership, work)]
    for work in works:
        lack = lack_of(partnership, work)
        if lack:
            lacking[work.noun].append(lack)
    for lacks in lacking.values():
        if len(lacks) <= limits.gather_over:
            yield from (lack.risk for lack in lacks)
            continue
        by_agency: dict[str, list[Lack]] = defaultdict(list)
        for lack in lacks:
            by_agency[finder(partnership, lack)].append(lack)
        for agency, own in by_agency.items():
            yield gathered(partnership, agency, own)
    if current_work(partnership) and not works:
        yield NotAssessed(because=f"the description does not give {undescribed_leads(partnership)}")


@barrier.rule(HIGH, needs=needs(any_of=("targets", "services")), basis=GOOD_PRACTICE)
def many_accountable(partnership: Partnership) -> Iterator[Yielded]:
    """Several roles answer for one target or service.

    Services count while they are current. Where law or agreement makes a duty joint, the file says
    `joint_duty: true`, and nothing is found.

    ## Why it matters

    Each of the roles can think that the other has it in hand. When figures turn bad, nobody is sure who should act,
    and months pass in which children get no help.

    ## What to do

    Choose one role that answers for it, and let the others contribute. If the duty is joint by law or agreement, say
    so in the file and write down who acts first.
    """
    works = targets_and_services(partnership)
    if works and not any(work.accountable for work in works):
        yield NotAssessed(because="no target or current service says who is accountable for it")
    for work in works:
        if not several_answer(work):
            continue
        roles = [partnership.role(role) for role in work.accountable or ()]
        yield Risk(
            subject=work,
            because=f'{count(len(roles), "role")} answer for the {work.noun} "{work}", and no joint duty is declared: '
            f"{named(roles)}.",
            at=((work, "accountable"),),
            agencies={role.agency for role in roles},
            remedy="Leave one role in `accountable`, or write `joint_duty: true`.",
        )


@barrier.rule(tiers(HIGH, boards=MEDIUM), needs=needs(any_of=("roles", "boards")), basis=GOOD_PRACTICE)
def reporting_loop(partnership: Partnership) -> Iterator[Yielded]:
    """Roles or boards report to each other in a loop.

    A loop can run through several steps. Loops that share a role or board are one finding. A loop of boards weighs
    less than one of roles.

    ## Why it matters

    In a loop nobody has the last word. A worry about a child can be passed on for ever, each time to somebody who
    passes it on.

    ## What to do

    Decide which role or board stands highest, and take the line out that leads from it back down. Tell all of them
    on the same day.
    """
    if _without_lines((*partnership.roles, *partnership.boards)):
        yield NotAssessed(because="no role or board says what it reports to")
    roles = {role.id: role.reports_to or () for role in partnership.roles}
    boards = {board.id: (board.reports_to,) if board.reports_to else () for board in partnership.boards}
    for group in loops(roles):
        own = [partnership.role(id) for id in group]
        way = [partnership.role(id) for id in way_round(roles, group)]
        yield Risk(
            subject=tuple(own),
            because=say_loop(own, way),
            at=tuple((role, "reports_to") for role in own),
            agencies={role.agency for role in own},
            remedy=BREAK,
        )
    boards_by_id = {board.id: board for board in partnership.boards}
    for group in loops(boards):
        around = [boards_by_id[id] for id in group]
        yield Risk(
            subject=tuple(around),
            because=say_loop(around, [boards_by_id[id] for id in way_round(boards, group)]),
            at=tuple((board, "reports_to") for board in around),
            agencies=_chairs(partnership, around),
            tier="boards",
            remedy=BREAK,
        )


def _without_lines(records: Sequence[Role | Board]) -> bool:
    """Whether there are lines to be drawn, and none is."""
    return any(not record.top for record in records) and not any(record.reports_to for record in records)


def _chairs(partnership: Partnership, boards: Iterable[Board]) -> set[str]:
    return {partnership.role(board.chair).agency for board in boards if board.chair}


@barrier.rule(LOW, needs=needs("roles"), basis=GOOD_PRACTICE)
def two_lines(partnership: Partnership) -> Iterator[Yielded]:
    """A role reports to more than one role.

    This is usual in joint posts and no fault. It is worth writing down who decides what.

    ## Why it matters

    Two managers can ask for two things in one week. Whoever is in the post is then left to choose which child waits.

    ## What to do

    Write half a page: which manager sets the work, which one appraises, and who decides when they differ. Then accept
    the finding, with that page as the reason.
    """
    if _without_lines(partnership.roles):
        yield NotAssessed(because="no role says whom it reports to")
    for role in partnership.roles:
        if len(role.reports_to or ()) > 1:
            above = [partnership.role(id) for id in role.reports_to or ()]
            yield Risk(
                subject=role,
                because=f"{role} reports to {count(len(above), 'role')}: {named(above)}.",
                at=((role, "reports_to"),),
                agencies={role.agency, *(higher.agency for higher in above)},
                remedy="Leave one role in `reports_to`; or write down who decides what, and accept the finding.",
            )


@barrier.rule(MEDIUM, needs=needs(any_of=("roles", "boards")), basis=GOOD_PRACTICE)
def no_line(partnership: Partnership) -> Iterator[Yielded]:
    """Roles or boards report to nobody, and are not said to be the top.

    All such roles are one finding, and all such boards another. Where no role at all says whom it reports to, the
    lines were probably never written down, and one question is asked instead.

    ## Why it matters

    Work that reports to nobody is easily overlooked. What it learns about children may reach no one who could change
    anything.

    ## What to do

    Give each of them one role or board to report to. Mark those that truly stand at the top, and say to whom they
    answer outside the partnership.
    """
    roles = [role for role in partnership.roles if not role.reports_to and not role.top]
    if _without_lines(partnership.roles):
        yield Question(asks="To whom does each role report?", of=lead_agency(partnership), at=by_id(roles))
        yield NotAssessed(because="no role says whom it reports to", part=bool(partnership.boards))
    elif roles:
        yield _unled(partnership, roles, {role.agency for role in roles})
    boards = [board for board in partnership.boards if not board.reports_to and not board.top]
    if boards:
        yield _unled(partnership, boards, _chairs(partnership, boards))


def _unled(partnership: Partnership, records: Sequence[Role] | Sequence[Board], agencies: Iterable[str]) -> Risk:
    noun, one = records[0].noun, len(records) == 1
    verbs = "reports to nobody and is" if one else "report to nobody and are"
    return Risk(
        subject=(partnership, f"{noun}s"),
        because=f"{count(len(records), noun)} {verbs} not marked as the top: {named(records)}.",
        at=by_id(records),
        agencies=agencies,
        remedy="Fill in `reports_to`, or write `top: true` for what stands at the top.",
    )


@barrier.rule(MEDIUM, needs=needs("roles", "boards", "targets"), basis=GOOD_PRACTICE)
def out_of_earshot(partnership: Partnership) -> Iterator[Yielded]:
    """A role answers for a target, and neither it nor anyone above it sits on a board.

    A chair sits on its board. Those above a role are all it reports to, step by step to the top.

    ## Why it matters

    The board decides about the target without those who know how it goes. Bad news arrives late, and help that
    depends on a decision arrives later.

    ## What to do

    Give the role a seat, or let it report to somebody who has one. Until then, ask it to each meeting at which its
    target is on the agenda.
    """
    answering: dict[str, list[Target]] = defaultdict(list)
    for target in partnership.targets:
        for id in target.accountable or ():
            answering[id].append(target)
    if partnership.targets and not answering:
        yield NotAssessed(because="no target says who is accountable for it")
    unheard = set(answering) - _heard(partnership)
    unknown = [board for board in partnership.boards if board.members is None]
    if unheard and unknown:
        for board in unknown:
            yield ask_members(partnership, board)
        if len(unheard) == len(answering):
            yield NotAssessed(because=f"{count(len(unknown), 'board')} without members recorded")
        return
    for role in map(partnership.role, unheard):
        targets = by_id(answering[role.id])
        above = "nor does anyone it reports to" if role.reports_to else "and reports to nobody"
        yield Risk(
            subject=role,
            because=f"{role} answers for {named(targets)} but sits on no board, {above}.",
            at=(role, *((target, "accountable") for target in targets)),
            agencies=(role.agency,),
            remedy="Put the role, or one it reports to, among the `members` of a board.",
        )


def _heard(partnership: Partnership) -> set[str]:
    """The roles that sit on a board, and all below them."""
    below: dict[str, list[str]] = defaultdict(list)
    for role in partnership.roles:
        for higher in role.reports_to or ():
            below[higher].append(role.id)
    heard: set[str] = set()
    waiting = [role for board in partnership.boards for role in (*(board.members or ()), board.chair) if role]
    while waiting:
        role_id = waiting.pop()
        if role_id not in heard:
            heard.add(role_id)
            waiting += below[role_id]
    return heard
