"""Power, row 2 of Table 1: managers not lowering the drawbridge to let others in."""

from collections import defaultdict
from collections.abc import Iterator

from joinedup import (
    GOOD_PRACTICE, LESS, LOW, MEDIUM, Barrier, Board, Count, Limits, NotAssessed, Partnership, Risk, Role, Share,
    Table1, Yielded, limit, needs, nfer, tiers,
)  # fmt: skip
from joinedup.facts import (
    ask, ask_arrangement, ask_deciders, ask_who_runs, by_id, controller, count, current_budgets, current_services,
    listed, named, percent, working_on,
)  # fmt: skip

barrier = Barrier(
    "Managers not lowering the drawbridge to let others in",
    cite=Table1(row=2),
    statement="Managers here give partner agencies a real say in decisions.",
    solutions=("power/let-go", "power/distributed-leadership", "processes/all-views"),
    development=("shadowing", "mentoring"),
)


@barrier.rule(MEDIUM, needs=needs("services"), basis=GOOD_PRACTICE, main=True)
def decides_alone(partnership: Partnership) -> Iterator[Yielded]:
    """One agency decides alone about a service that several run.

    Only current services count. A decision that the law gives to one agency is left out where the file says
    `statutory_decision: true`.

    ## Why it matters

    Partners who carry the work without a say in it may offer fewer ideas, and then fewer staff. The children lose what
    those agencies know about them.

    ## What to do

    Agree which decisions about the service all its agencies take together, and write that into its terms of
    reference. Start with opening hours, referrals and who is helped first.
    """
    left_out = judged = 0
    for service in current_services(partnership):
        if not service.agencies:
            left_out += 1
            yield ask_who_runs(partnership, service)
        elif len(service.agencies) < 2 or service.statutory_decision:
            judged += 1
        elif not service.decided_by:
            left_out += 1
            yield ask_deciders(partnership, service)
        else:
            judged += 1
            if len(service.decided_by) > 1:
                continue
            alone = partnership.agency(service.decided_by[0])
            yield Risk(
                subject=service,
                because=f'{alone} alone decides about "{service}", which {count(len(service.agencies), "agency")} run.',
                at=((service, "decided_by"), (service, "agencies")),
                agencies={*service.agencies, alone.id},
                remedy="Name more agencies in `decided_by`, or write `statutory_decision: true` where the law says so.",
            )
    if left_out and not judged:
        yield NotAssessed(because="no current service says both who runs it and whose agreement its decisions need")


class SameChairLimits(Limits):
    """How many of the boards one agency may chair."""

    most: Share = limit("0.6", "the share of the boards that one agency may chair", stricter=LESS)
    least_boards: Count = limit(3, "how many boards must name a chair")


@barrier.rule(tiers(LOW, every=MEDIUM), needs=needs("boards", "roles"), basis=GOOD_PRACTICE)
def same_chair(partnership: Partnership, limits: SameChairLimits) -> Iterator[Yielded]:
    """One agency chairs most of the boards.

    Only boards that name a chair count. It weighs more where the agency chairs every one of them. An agency without
    partners has nobody to share the chairs with.

    ## Why it matters

    Whoever chairs sets the agenda. Where that is always one agency, the children it does not see can come last.

    ## What to do

    Offer the chair of one board to another agency when the term next ends. Share the writing of the agenda until
    then.
    """
    if len(partnership.agencies) < 2:
        return
    chaired: dict[str, list[Board]] = defaultdict(list)
    for board in partnership.boards:
        if board.chair:
            chaired[partnership.role(board.chair).agency].append(board)
    total = sum(map(len, chaired.values()))
    if total < limits.least_boards:
        recorded = f"{count(total, 'board')} with a chair recorded"
        yield NotAssessed(because=f"{recorded}; {limits.least_boards} needed")
        return
    unled = [board for board in partnership.boards if not board.chair]
    if unled:
        yield NotAssessed(because=f"{named(unled)} {'names' if len(unled) == 1 else 'name'} no chair", part=True)
    for id, boards in chaired.items():
        if len(boards) <= total * limits.most:
            continue
        every = len(boards) == total
        of = f"all {total} boards" if every else f"{len(boards)} of {count(total, 'board')}"
        yield Risk(
            subject=partnership.agency(id),
            because=f"{partnership.agency(id)} chairs {of} that name a chair; the limit is {percent(limits.most)}.",
            at=tuple((board, "chair") for board in by_id(boards)),
            agencies=(id,),
            tier="every" if every else "usual",
            remedy="Name a role of another agency as `chair` of one of the boards.",
        )


@barrier.rule(MEDIUM, needs=needs("budgets"), basis=GOOD_PRACTICE)
def one_holder(partnership: Partnership) -> Iterator[Yielded]:
    """A single role controls a pooled budget.

    Only current budgets count. To host a budget, that is to keep its account, is not to control it. A pooled budget
    that nobody controls is looked at elsewhere.

    ## Why it matters

    Agencies that have no say in a pool may put in less next year. The service that it pays for then reaches fewer
    children.

    ## What to do

    Give control to a board on which every payer has a seat. Let the role go on running the budget from day to day,
    up to a sum that the board sets.
    """
    held = [
        (budget, role)
        for budget in current_budgets(partnership)
        if isinstance(role := controller(partnership, budget), Role)
    ]
    for budget, role in held:
        if budget.arrangement is None:
            yield ask_arrangement(partnership, budget)
        elif budget.arrangement == "pooled":
            yield Risk(
                subject=budget,
                because=f'{role} alone controls the pooled budget "{budget}".',
                at=((budget, "controlled_by"), (budget, "arrangement")),
                agencies={role.agency, *working_on(partnership, budget)},
                remedy="Name a board in `controlled_by`.",
            )
    may_be_pooled = [b for b in current_budgets(partnership) if b.arrangement in (None, "pooled")]
    if may_be_pooled and not any(controller(partnership, budget) for budget in may_be_pooled):
        yield NotAssessed(because="no pooled budget says who controls it")
    elif held and len(held) == len(current_budgets(partnership)) and all(b.arrangement is None for b, _ in held):
        yield NotAssessed(because="no current budget says whether it is pooled")


@barrier.rule(MEDIUM, needs=needs("boards"), basis=nfer("section 3.2"))
def users_not_in_the_room(partnership: Partnership) -> Iterator[Yielded]:
    """No board has a seat for those it serves.

    One seat on one board is enough for this rule: for young people, children, parents, carers or the community.

    ## Why it matters

    Decisions about children are then made without those who live with them. What does not work is found out late, from
    complaints.

    ## What to do

    Ask the youth council or a parent carer forum to name two people for one board. Pay their fares, brief them before
    each meeting, and tell them afterwards what came of what they said.
    """
    if any(board.voices for board in partnership.boards):
        return
    unknown = [board for board in partnership.boards if board.voices is None]
    for board in unknown:
        yield ask(partnership, board, f"Who of those it serves has a seat on {board}?")
    if unknown:
        yield NotAssessed(because=f"{count(len(unknown), 'board')} without a word on who has a seat")
        return
    boards = by_id(partnership.boards)
    none = f"None of the {len(boards)} boards" if len(boards) > 1 else f"{listed(boards) or 'No board'}"
    has = "has no seat" if len(boards) == 1 else "has a seat"
    yield Risk(
        subject=partnership,
        because=f"{none} {has} for young people, children, parents, carers or the community.",
        at=tuple((board, "voices") for board in boards) or ((partnership, "boards"),),
        remedy="Name in `voices` of a board who has a seat.",
    )
