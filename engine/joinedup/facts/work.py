"""Who works on what."""

from collections.abc import Mapping

from joinedup.partnership import Budget, Partnership, Service, Target

from .memory import remembered
from .names import by_kind
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


@remembered
def targets_and_services(partnership: Partnership) -> tuple[Target | Service, ...]:
    """The targets and the current services, by kind and id: what roles can be accountable for."""
    return by_kind((*partnership.targets, *current_services(partnership)))


@remembered
def current_work(partnership: Partnership) -> tuple[Work, ...]:
    """The targets, current services and current budgets, by kind and id: what agencies can work on together."""
    return by_kind((*partnership.targets, *current_services(partnership), *current_budgets(partnership)))


def accountable_agencies(partnership: Partnership, work: Target | Service) -> frozenset[str]:
    """The agencies of the roles accountable for a target or service."""
    return frozenset(partnership.role(role).agency for role in work.accountable or ())


def working_on(partnership: Partnership, *items: Work) -> frozenset[str]:
    """The agencies that work on targets (as contributor, or through the accountable role), run services, or pay."""
    return frozenset[str]().union(*(_working_on(partnership, item) for item in items))


def _working_on(partnership: Partnership, item: Work) -> frozenset[str]:
    if isinstance(item, Target):
        return accountable_agencies(partnership, item).union(item.contributors or ())
    if isinstance(item, Service):
        return frozenset(item.agencies or ())
    return frozenset(agency for agency, amount in (item.contributions or {}).items() if amount > 0)


def says_who_works(item: Work) -> bool:
    """Whether a record says which agencies work on it; "none" is an answer too."""
    if isinstance(item, Target):
        return item.contributors is not None
    return (item.agencies if isinstance(item, Service) else item.contributions) is not None


@remembered
def shared_work(partnership: Partnership) -> Mapping[str, frozenset[str]]:
    """For each agency, the paths of the targets, current services and current budgets that it works on."""
    found: dict[str, set[str]] = {agency.id: set() for agency in partnership.agencies}
    for item in current_work(partnership):
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


def is_evaluated(partnership: Partnership, service: Service) -> bool:
    """Whether somebody has looked by today whether a service works."""
    return any(evaluation.on <= partnership.as_of for evaluation in service.evaluations or ())


def high_risk(target: Target, least: int) -> str:
    """Says "its risk score is 16 (high from 15)"; nothing where a target is not of high risk, or has no score."""
    if target.risk is None or target.risk < least:
        return ""
    return f"its risk score is {target.risk} (high from {least})"


def same_cohort(one: str | None, other: str | None) -> bool:
    """Whether two cohorts are the same but for case and spaces; two absent ones are ("everybody")."""
    return fold(one) == fold(other)


def fold(cohort: str | None) -> str:
    """A cohort's name without what may differ between two writers."""
    return " ".join((cohort or "").casefold().split())
