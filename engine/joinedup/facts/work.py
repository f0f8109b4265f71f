"""Who works on what, and what pays for it."""

from collections.abc import Mapping

from joinedup.partnership import Budget, Partnership, Service, Target
from joinedup.partnership.base import Entry

from .memory import remembered
from .time import current

Work = Target | Service | Budget
"""What agencies can work on."""


@remembered
def current_services(partnership: Partnership) -> tuple[Service, ...]:
    """Services that have started and not ended."""
    return tuple(service for service in partnership.services if current(service, partnership.as_of))


@remembered
def current_budgets(partnership: Partnership) -> tuple[Budget, ...]:
    """Budgets that have started and not ended."""
    return tuple(budget for budget in partnership.budgets if current(budget, partnership.as_of))


def accountable_agencies(partnership: Partnership, work: Target | Service) -> frozenset[str]:
    """The agencies of the roles accountable for a target or service."""
    return frozenset(partnership.role(role).agency for role in work.accountable or ())


def working_on(partnership: Partnership, item: Work) -> frozenset[str]:
    """The agencies that work on a target (as contributor, or through its accountable role), run a service, or pay."""
    if isinstance(item, Target):
        return accountable_agencies(partnership, item).union(item.contributors or ())
    if isinstance(item, Service):
        return frozenset(item.agencies or ())
    return frozenset(agency for agency, amount in (item.contributions or {}).items() if amount > 0)


@remembered
def shared_work(partnership: Partnership) -> Mapping[str, frozenset[str]]:
    """For each agency, the paths of the targets, current services and current budgets that it works on."""
    found: dict[str, set[str]] = {agency.id: set() for agency in partnership.agencies}
    items: tuple[Work, ...] = (*partnership.targets, *current_services(partnership), *current_budgets(partnership))
    for item in items:
        for agency in working_on(partnership, item):
            found[agency].add(partnership.path(item))
    return {agency: frozenset(paths) for agency, paths in found.items()}


@remembered
def services_for(partnership: Partnership) -> Mapping[str, tuple[Service, ...]]:
    """For the id of each target, the current services that support it."""
    found: dict[str, list[Service]] = {target.id: [] for target in partnership.targets}
    for service in current_services(partnership):
        for target in service.supports or ():
            found[target].append(service)
    return {target: tuple(services) for target, services in found.items()}


@remembered
def budgets_for(partnership: Partnership) -> Mapping[str, tuple[Budget, ...]]:
    """For the id of each target or service, every budget that funds it itself, current or not."""
    found: dict[str, list[Budget]] = {work.id: [] for work in (*partnership.targets, *partnership.services)}
    for budget in partnership.budgets:
        for work in budget.funds or ():
            found[work].append(budget)
    return {work: tuple(budgets) for work, budgets in found.items()}


def money_for(partnership: Partnership, target: Target) -> tuple[Budget, ...]:
    """The current budgets that fund a target, itself or through a current service that supports it."""
    by_work = budgets_for(partnership)
    paid = [*by_work[target.id]]
    for service in services_for(partnership)[target.id]:
        paid += by_work[service.id]
    unique = {budget.id: budget for budget in paid if current(budget, partnership.as_of)}
    return tuple(unique.values())


def same_cohort(one: str | None, other: str | None) -> bool:
    """Whether two cohorts are the same but for case and spaces; two absent ones are ("everybody")."""
    return fold(one) == fold(other)


def fold(cohort: str | None) -> str:
    """A cohort's name without what may differ between two writers."""
    return " ".join((cohort or "").casefold().split())


def answers_for(partnership: Partnership, work: Entry) -> tuple[str, ...]:
    """Whom to ask about a record: its accountable or contributing agencies, else the lead agency."""
    asked: frozenset[str] = frozenset()
    if isinstance(work, Target | Service):
        asked = accountable_agencies(partnership, work) or working_on(partnership, work)
    elif isinstance(work, Budget) and work.hosted_by:
        asked = frozenset((work.hosted_by,))
    lead = tuple(agency.id for agency in partnership.agencies if agency.lead)
    return tuple(sorted(asked)) or lead
