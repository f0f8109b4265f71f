"""Purposes, row 2 of Table 1: unsure how each agency can contribute."""

from collections.abc import Iterator, Sequence

from joinedup import (
    GOOD_PRACTICE, HIGH, LOW, MEDIUM, MORE, Barrier, Count, Limits, NotAssessed, Partnership, Risk, Table1, Target,
    Yielded, limit, needs, tiers,
)  # fmt: skip
from joinedup.facts import (
    agencies_named, ask_contributors, ask_who_works, count, current_budgets, current_services, current_work, in_turn,
    says_who_works, shared_work, working_on,
)  # fmt: skip

barrier = Barrier(
    "Unsure how each agency can contribute",
    cite=Table1(row=2),
    statement="Each of our agencies knows what it can bring to our shared work.",
    solutions=("people/key-players", "purposes/common-threads", "processes/define-roles"),
    development=("induction", "shadowing"),
)


@barrier.rule(tiers(LOW, core=MEDIUM), needs=needs(), basis=GOOD_PRACTICE, main=True)
def no_contribution(partnership: Partnership) -> Iterator[Yielded]:
    """An agency does not say what it brings to the partnership.

    ## Why it matters

    Partners cannot ask for what they do not know is there. A family may be put on a waiting list while the help it
    needs is free next door.

    ## What to do

    Ask the agency for one sentence: the people, places, money or knowledge it puts into the shared work. Read the
    sentences of all agencies together at the board, and look for what nobody brings.
    """
    for agency in partnership.agencies:
        if agency.brings is not None:
            continue
        core = ", a core agency," if agency.core else ""
        yield Risk(
            subject=agency,
            because=f"{agency}{core} does not say what it brings to the partnership.",
            at=(agency,),
            agencies=(agency.id,),
            tier="core" if agency.core else "usual",
            remedy="Say in `brings` what the agency puts in, in its own words.",
        )


@barrier.rule(
    tiers(MEDIUM, core=HIGH),
    needs=needs("targets", "services", helped_by=("budgets",)),
    basis=GOOD_PRACTICE,
)
def no_part_to_play(partnership: Partnership) -> Iterator[Yielded]:
    """An agency works on nothing that the partnership does.

    An agency has a part if it works towards a target or answers for one. It also has one if it helps to run a current
    service or pays into a current budget. Records that do not say who works on them are asked about, and left out of
    the count.

    ## Why it matters

    An agency without a part in the work can only listen. What it knows about children, and what it could do for them,
    does not reach the shared work.

    ## What to do

    Go through the targets with the agency and agree one to which it can add something. If there is none, ask openly
    whether it needs to be a partner, or only to be kept informed.
    """
    idle = [agency for agency in partnership.agencies if not shared_work(partnership)[agency.id]]
    if not idle:
        return
    targets = [target for target in partnership.targets if says_who_works(target)]
    services = [service for service in current_services(partnership) if says_who_works(service)]
    budgets = [budget for budget in current_budgets(partnership) if says_who_works(budget)]
    yield from filter(None, (ask_who_works(partnership, work) for work in current_work(partnership)))
    known = (targets, services, budgets)
    if not any(known):
        yield NotAssessed(because="no target, current service or current budget says who works on it")
        return
    for agency in idle:
        core = ", a core agency," if agency.core else ""
        yield Risk(
            subject=agency,
            because=f"{agency}{core} has no part in {_named(known)}.",
            at=(agency,),
            agencies=(agency.id,),
            tier="core" if agency.core else "usual",
            remedy="Name the agency in `contributors` of a target, `agencies` of a service or `contributions` of a "
            "budget.",
        )


def _named(known: Sequence[Sequence[object]]) -> str:
    nouns = ("target", "current service", "current budget")
    parts = [count(len(items), noun) for items, noun in zip(known, nouns, strict=True) if items]
    one = sum(len(items) for items in known) == 1
    return f"the {in_turn(parts)} that {'says who works on it' if one else 'say who works on them'}"


class LoneLimits(Limits):
    """How many agencies a shared outcome needs."""

    agencies: Count = limit(2, "how many agencies must work on a target that serves an outcome", stricter=MORE)


@barrier.rule(LOW, needs=needs("targets"), basis=GOOD_PRACTICE)
def lone_target(partnership: Partnership, limits: LoneLimits) -> Iterator[Yielded]:
    """A target that serves a shared outcome is left to too few agencies.

    Only targets tied to an outcome are looked at: an agency may well have targets of its own. An agency works on a
    target if it contributes to it or if its role is accountable for it.

    ## Why it matters

    Outcomes for children hang on several agencies at once. Alone, an agency can reach its figure while the child is no
    better off.

    ## What to do

    Ask at the board which other agency sees the same children, and what it could add. Write it down as `contributors`,
    or untie the target from the outcome if it is one agency's own business.
    """
    tied = [target for target in partnership.targets if target.outcome]
    judged = False
    for target in tied:
        working = working_on(partnership, target)
        if len(working) >= limits.agencies:
            judged = True
        elif target.contributors is None:
            yield ask_contributors(partnership, target)
        else:
            judged = True
            yield _lone(partnership, limits, target, working)
    if partnership.targets and "outcomes" not in partnership.described:
        yield NotAssessed(because="the description does not give outcomes, to which targets could be tied")
    elif tied and not judged:
        yield NotAssessed(because="no target tied to an outcome says who works on it")


def _lone(partnership: Partnership, limits: LoneLimits, target: Target, working: frozenset[str]) -> Risk:
    names = agencies_named(partnership, working)
    who = f"Only {names} {'works' if len(working) == 1 else 'work'}" if working else "Nobody works"
    outcome = partnership.find("outcomes", str(target.outcome))
    return Risk(
        subject=target,
        because=f'{who} on "{target}", which serves the outcome "{outcome}"; it needs at least '
        f"{count(limits.agencies, 'agency')}.",
        at=(target, (target, "outcome")),
        agencies=working,
        remedy="Name the agencies that work towards the target in `contributors`.",
    )
