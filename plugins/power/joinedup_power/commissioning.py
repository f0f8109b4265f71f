"""Services that agencies pay for together and decide on together."""

from collections.abc import Iterator, Sequence

from joinedup import Budget, NotAssessed, Partnership, Question, Risk, Service, Yielded
from joinedup.facts import (
    ask_arrangement, ask_deciders, ask_what_for, ask_who_runs, budgets_for, by_id, count, current, current_budgets,
    current_services, named, working_on,
)  # fmt: skip


def commissioned_apart(partnership: Partnership, least_services: int) -> Iterator[Yielded]:
    """A risk where agencies run services together, and none is both paid from a pool and decided by several."""
    services = current_services(partnership)
    joint = by_id(service for service in services if len(service.agencies or ()) > 1)
    if len(joint) < max(least_services, 1):
        yield from (ask_who_runs(partnership, service) for service in services if service.agencies is None)
        run = count(len(joint), "current service")
        yield NotAssessed(because=f"{run} run by several agencies recorded; {max(least_services, 1)} needed")
        return
    paying = {service.id: _paying_for(partnership, service) for service in services}
    pooled = [s for s in services if any(budget.arrangement == "pooled" for budget in paying[s.id])]
    if any(_by_several(service) for service in pooled):
        return
    questions = list(_ask_which(partnership, paying))
    yield from questions
    if questions:
        yield NotAssessed(because="not every current service says who decides on it and how its money is held")
    else:
        yield _apart(partnership, joint, by_id(pooled))


def _by_several(service: Service) -> bool:
    return len(service.decided_by or ()) > 1


def _paying_for(partnership: Partnership, service: Service) -> Sequence[Budget]:
    """The current budgets that fund a service, or a target it supports."""
    works = (service.id, *(service.supports or ()))
    budgets = (budget for work in works for budget in budgets_for(partnership)[work])
    return [budget for budget in budgets if current(budget, partnership.as_of)]


def _ask_which(partnership: Partnership, paying: dict[str, Sequence[Budget]]) -> Iterator[Question]:
    """Asks for what keeps a service from counting as one that agencies commission together."""
    may_count = [s for s in current_services(partnership) if _by_several(s) or not s.decided_by]
    for service in may_count:
        may_be_pooled = [budget for budget in paying[service.id] if budget.arrangement in ("pooled", None)]
        if may_be_pooled and not service.decided_by:
            yield ask_deciders(partnership, service)
        yield from (ask_arrangement(partnership, b) for b in may_be_pooled if b.arrangement is None)
    for budget in current_budgets(partnership) if may_count else ():
        if budget.funds is None and budget.arrangement in ("pooled", None):
            yield ask_what_for(partnership, budget)


def _apart(partnership: Partnership, joint: Sequence[Service], pooled: Sequence[Service]) -> Risk:
    several = count(sum(map(_by_several, joint)), "is", "are")
    money = f"Pooled money pays for {named(pooled)}" if pooled else "Pooled money pays for none of them"
    run = "is run" if len(joint) == 1 else "are run"
    return Risk(
        subject=partnership,
        because=f"{count(len(joint), 'current service')} {run} by several agencies ({named(joint)}). {money}, and "
        f"{several} decided by several agencies; no service has both.",
        at=tuple(
            (service, field) for service in joint for field in ("agencies", "decided_by") if getattr(service, field)
        ),
        agencies=working_on(partnership, *joint),
        remedy="Name a service in `funds` of a budget with `arrangement: pooled`, and who decides in `decided_by`.",
    )
