"""What a budget comes to, and what pays for a piece of work."""

from collections.abc import Mapping
from decimal import Decimal

from joinedup.partnership import Budget, Partnership, Target

from .memory import remembered
from .time import current
from .work import services_for


def budget_value(budget: Budget) -> Decimal | None:
    """The amount of a budget, or what its contributions come to; None where it gives neither."""
    if budget.amount is not None or budget.contributions is None:
        return budget.amount
    return sum(budget.contributions.values(), Decimal(0))


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
