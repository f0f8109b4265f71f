"""People, row 6 of Table 1: people staying purely in role and not stepping up."""

from collections.abc import Iterator

from joinedup import (
    GOOD_PRACTICE, HIGH, LESS, LOW, MEDIUM, Barrier, Board, Budget, Count, Development, Limits, Months, NotAssessed,
    Partnership, Question, Risk, Role, Table1, Yielded, limit, needs, nfer, tiers,
)  # fmt: skip
from joinedup.facts import (
    ask_about_event, ask_members, ask_who_works, core_agencies, count, current_work, day, in_last, lately, leads,
    member_agencies, named, targets_and_services, working_on,
)  # fmt: skip

barrier = Barrier(
    "People staying purely in role and not stepping up",
    cite=Table1(row=6),
    statement="People here take the lead where it helps a child, whatever their post.",
    solutions=("power/distributed-leadership", "power/let-go", "people/resilience"),
    development=("mentoring", "shadowing", "action-learning"),
)

GROWING = ("shadowing", "mentoring", "secondment", "action-learning")
"""The kinds of development in which people learn to lead."""


def _has_deputy(role: Role) -> bool:
    return role.deputy is not None and role.deputy != role.id


@barrier.rule(
    tiers(LOW, chair=MEDIUM),
    needs=needs("roles", any_of=("boards", "targets", "services")),
    basis=GOOD_PRACTICE,
    main=True,
)
def no_deputy(partnership: Partnership) -> Iterator[Yielded]:
    """A role that leads has no deputy.

    A role leads the targets and current services it is accountable for, and the boards it chairs. It weighs more for
    a chair. A deputy counts once it is named, even while the deputy's own post is vacant.

    ## Why it matters

    When the one who leads is ill or leaves, it is not clear who may decide. Nobody is learning to lead either, and work
    for children waits for a successor from outside.

    ## What to do

    Name a deputy, if possible from another agency. Let the deputy lead once this year while the other looks on.
    Write down what the deputy may decide alone.
    """
    led_by = {
        role.id: [thing for thing in leads(partnership)[role.id] if not isinstance(thing, Budget)]
        for role in partnership.roles
    }
    if not any(led_by.values()) and (targets_and_services(partnership) or partnership.boards):
        yield NotAssessed(because="no role is said to lead a board, target or current service")
    for role in partnership.roles:
        led = led_by[role.id]
        if not led or _has_deputy(role):
            continue
        chairs = [thing for thing in led if isinstance(thing, Board)]
        works = [thing for thing in led if not isinstance(thing, Board)]
        does = [f"chairs {named(chairs)}"] if chairs else []
        does += [f"answers for {named(works)}"] if works else []
        yield Risk(
            subject=role,
            because=f"{role} ({partnership.agency(role.agency)}) {' and '.join(does)}, and no deputy is named.",
            at=(role, *led),
            agencies=(role.agency,),
            tier="chair" if chairs else "usual",
            remedy="Name another role under `deputy`.",
        )


class HatsLimits(Limits):
    """How much one role may lead."""

    things: Count = limit(5, "how many things one role may lead", stricter=LESS)


@barrier.rule(
    tiers(MEDIUM, alone=HIGH),
    needs=needs("roles", any_of=("boards", "targets", "services", "budgets")),
    basis=GOOD_PRACTICE,
)
def too_many_hats(partnership: Partnership, limits: HatsLimits) -> Iterator[Yielded]:
    """One role leads too many things.

    Counts the targets and current services it is accountable for, the boards it chairs and the current budgets it
    controls. It weighs more where the role names no deputy.

    ## Why it matters

    A role that leads this much may have time only for what is urgent. The slow work that keeps children out of trouble
    comes last, and nobody else gets practice in leading.

    ## What to do

    List what the role leads, and hand on whatever another role could lead as well. Begin with what a second agency
    already does most of. Name a deputy for the rest.
    """
    if not any(leads(partnership).values()) and (current_work(partnership) or partnership.boards):
        yield NotAssessed(because="no role is said to lead anything")
    for role in partnership.roles:
        led = leads(partnership)[role.id]
        if len(led) <= limits.things:
            continue
        alone = "" if _has_deputy(role) else " No deputy is named."
        yield Risk(
            subject=role,
            because=f"{role} ({partnership.agency(role.agency)}) leads {count(len(led), 'thing')}: "
            f"{named(led)}; the limit is {limits.things}.{alone}",
            at=(role, *led),
            agencies=(role.agency,),
            tier="alone" if alone else "usual",
            remedy="Name other roles under `accountable`, `chair` or `controlled_by`.",
        )


@barrier.rule(
    LOW, needs=needs("agencies", "roles", any_of=("targets", "services", "budgets", "boards")), basis=GOOD_PRACTICE
)
def not_leading(partnership: Partnership) -> Iterator[Yielded]:
    """A core agency leads nothing that agencies do together.

    Two or more agencies must work on what is led: a target, a current service, a current budget or a board. Where
    something an agency leads does not say who works on it, that is asked, and the agency is not judged. Where
    nothing is done together at all, no agency is.

    ## Why it matters

    An agency that leads nothing has little say in what is done. What it knows about children then shapes nothing, and a
    few partners carry the rest.

    ## What to do

    Offer the agency the lead of one target or group that fits what it is good at. Ask the present lead to step back
    to deputy for a year.
    """
    shared, thin = _done_together(partnership)
    core = core_agencies(partnership)
    led = {agency.id: set[str]() for agency in partnership.agencies}
    for role in partnership.roles:
        led[role.agency].update(partnership.path(thing) for thing in leads(partnership)[role.id])
    idle = [agency for agency in core if not led[agency.id] & shared]
    unsure = {agency.id for agency in idle if led[agency.id] & thin.keys()}
    matter = set[str]().union(*(led[id] & thin.keys() for id in unsure))
    yield from (thin[path] for path in sorted(matter))
    yield from _why_not(partnership, shared, unsure)
    for agency in idle if shared else ():
        if agency.id not in unsure:
            yield Risk(
                subject=agency,
                because=f"No role of {agency} leads a target, service, budget or board in which two or more agencies "
                "take part, though it is a core agency.",
                at=(agency,),
                agencies=(agency.id,),
                remedy="Name a role of the agency under `accountable`, `chair` or `controlled_by` of shared work.",
            )


def _done_together(partnership: Partnership) -> tuple[set[str], dict[str, Question]]:
    """The paths of what two or more agencies do together; and what is to be asked where that is not known."""
    shared, thin = set[str](), dict[str, Question]()
    for thing in current_work(partnership):
        question = ask_who_works(partnership, thing)
        if len(working_on(partnership, thing)) > 1:
            shared.add(partnership.path(thing))
        elif question:
            thin[partnership.path(thing)] = question
    for board in partnership.boards:
        if board.members is None:
            thin[partnership.path(board)] = ask_members(partnership, board)
        elif len(member_agencies(partnership, board)) > 1:
            shared.add(partnership.path(board))
    return shared, thin


def _why_not(partnership: Partnership, shared: set[str], unsure: set[str]) -> Iterator[NotAssessed]:
    if not core_agencies(partnership):
        yield NotAssessed(because="no agency is marked as core")
    elif unsure:
        yield NotAssessed(because="it is not recorded which agencies take part in what core agencies lead")
    elif not shared:
        yield NotAssessed(because="nothing described is done by two or more agencies")


class GrowingLimits(Limits):
    """How long ago people last learned to lead."""

    months: Months = limit(12, "how many months back an event counts", stricter=LESS)


@barrier.rule(LOW, needs=needs("development"), basis=nfer("appendix 5"))
def no_growing_leaders(partnership: Partnership, limits: GrowingLimits) -> Iterator[Yielded]:
    """No recent development of future leaders is on record.

    Shadowing, mentoring, secondments and action learning count. Some events do not say what they were or when. One that
    could be any of these is asked about, and nothing is judged.

    ## Why it matters

    Those who lead today will leave. If nobody has tried leading beside them, the partnership starts again with each
    departure, and so do the families it works with.

    ## What to do

    Begin with the cheapest: ten days of shadowing, each in another agency. Ask every director to mentor one person from
    elsewhere. Look among front-line staff, too.
    """
    kinds = [event for event in partnership.development if event.kind in (*GROWING, None)]
    recent = [event for event in kinds if event.on is None or in_last(limits.months, event.on, partnership.as_of)]
    thin = [event for event in recent if event.kind is None or event.on is None]
    if len(recent) > len(thin):
        return
    for event in thin:
        yield from ask_about_event(partnership, event, "kind", "on")
    if thin:
        yield NotAssessed(because=f"too little is recorded of {named(thin)}")
        return
    past = [event for event in kinds if event.kind and event.on and event.on <= partnership.as_of]
    last = max(past, key=lambda event: (event.on, event.id), default=None)
    yield Risk(
        subject=partnership,
        because="No shadowing, mentoring, secondment or action learning is on record for "
        f"{lately(limits.months)}.{_when(last)}",
        at=((partnership, "development"), *((last,) if last else ())),
        remedy="Add what is done under `development`, with its `kind`, day and agencies.",
    )


def _when(last: Development | None) -> str:
    return f' The last was "{last}" on {day(last.on)}.' if last and last.on else ""
