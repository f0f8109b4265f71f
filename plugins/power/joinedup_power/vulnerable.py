"""The money that goes to work for vulnerable groups. Shares are exact: fractions, never floats."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from joinedup import NotAssessed, Partnership, Risk, Target, Yielded
from joinedup.facts import (
    ask_amount, ask_what_for, budget_value, by_id, count, current_budgets, fold, listed, named, percent, pounds,
    working_on,
)  # fmt: skip

from .money import exact


def little_for_groups(partnership: Partnership, least: Decimal, least_budgets: int) -> Iterator[Yielded]:
    """A risk where less than the share `least` of the money in current budgets goes to work for vulnerable groups."""
    groups = by_id(target for target in partnership.targets if fold(target.cohort))
    if not groups:
        yield NotAssessed(because="no target is for a named vulnerable group")
        return
    budgets = current_budgets(partnership)
    silent = [budget for budget in budgets if budget.funds is None or (budget.funds and budget_value(budget) is None)]
    for budget in silent:
        yield ask_what_for(partnership, budget) if budget.funds is None else ask_amount(partnership, budget)
    judged = [budget for budget in budgets if budget.funds and budget_value(budget)]
    theirs, whole = _money(partnership)
    if len(judged) < max(least_budgets, 1):
        need = f"{max(least_budgets, 1)} needed"
        yield NotAssessed(because=f"{count(len(judged), 'current budget')} with amount and purpose recorded; {need}")
    elif theirs < whole * Fraction(least):
        if silent:
            gives = "gives" if len(silent) == 1 else "give"
            yield NotAssessed(because=f"nothing says how much {named(silent)} {gives} to whom")
        else:
            yield _little(partnership, groups, theirs, whole, least)


def _money(partnership: Partnership) -> tuple[Fraction, Fraction]:
    """The money of current budgets for work for a named group, and that for all work, in pounds.

    A budget counts in equal parts for each target or service it funds. A service without a group of its own counts in
    equal parts for each target it supports.
    """
    of_targets = {target.id: Fraction(bool(fold(target.cohort))) for target in partnership.targets}
    of_services = {}
    for service in partnership.services:
        supported = [of_targets[target] for target in service.supports or ()]
        of_services[service.id] = (
            Fraction(1) if fold(service.cohort) else sum(supported, Fraction(0)) / max(len(supported), 1)
        )
    shares = {**of_services, **of_targets}
    theirs = whole = Fraction(0)
    for budget in current_budgets(partnership):
        amount, funded = Fraction(budget_value(budget) or 0), budget.funds or ()
        whole += amount if funded else 0
        theirs += sum((shares[work] * amount / len(funded) for work in funded), Fraction(0))
    return theirs, whole


def _little(
    partnership: Partnership, groups: Sequence[Target], theirs: Fraction, whole: Fraction, least: Decimal
) -> Risk:
    return Risk(
        subject=partnership,
        because=f"{pounds(exact(theirs))} of the {pounds(exact(whole))} in current budgets goes to work for vulnerable "
        f"groups ({percent(exact(theirs / whole))}); it should be at least {percent(least)}. Targets name "
        f"{listed({fold(target.cohort): target.cohort for target in groups}.values())}.",
        at=tuple((target, "cohort") for target in groups),
        agencies=working_on(partnership, *groups),
        remedy="Name these targets, or services for these groups, in `funds` of more or larger budgets.",
    )
