"""Sums and questions about budgets that several rules share. Shares are exact: Decimal or Fraction, never floats."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from joinedup import Budget, Partnership, Question, Service, Target
from joinedup.facts import (
    ask, ask_arrangement, ask_dates, ask_payers, budget_value, budgets_for, current, current_budgets, current_services,
    listed, named, working_on,
)  # fmt: skip


def holders(partnership: Partnership, budget: Budget) -> frozenset[str]:
    """The agencies whose money a budget is: those that pay in, else its host."""
    return working_on(partnership, budget) or frozenset(filter(None, (budget.hosted_by,)))


def in_kind(partnership: Partnership, budget: Budget) -> str:
    """What is given in kind, as a sentence to add: it carries no amount, and is named. Nothing where there is none."""
    given = [f"{what} ({partnership.agency(giver)})" for giver, what in (budget.in_kind or {}).items()]
    return f" Given in kind: {listed(given)}." if given else ""


def shared_budgets(partnership: Partnership) -> Iterator[tuple[Target | Service, list[Budget]]]:
    """Each target and service that two current budgets or more pay for, with those."""
    for id, budgets in budgets_for(partnership).items():
        if len(budgets) > 1:
            today = [budget for budget in budgets if current(budget, partnership.as_of)]
            if len(today) > 1:
                yield partnership.work(id), today


def exact(part: Fraction) -> Decimal:
    """A fraction as the figures are said; comparing is done before."""
    return Decimal(part.numerator) / Decimal(part.denominator)


def silent_among(budgets: Sequence[Budget]) -> tuple[list[Budget], bool]:
    """Of budgets to compare, those that do not say what they pay for; and whether fewer than two do."""
    silent = [budget for budget in budgets if budget.funds is None] if len(budgets) > 1 else []
    return silent, bool(silent) and len(budgets) - len(silent) < 2


def money_tied(partnership: Partnership, scored: Mapping[str, Target]) -> dict[str, Fraction]:
    """For each target, the money of current budgets that is tied to it.

    A budget counts in equal parts for each target or service it funds, and a service in equal parts for each target
    it supports.
    """
    services = {service.id: service.supports or () for service in current_services(partnership)}
    tied = {target: Fraction(0) for target in scored}
    for budget in current_budgets(partnership):
        amount, funded = budget_value(budget), budget.funds or ()
        for work in funded if amount else ():
            part = Fraction(amount or 0) / len(funded)
            supported = services.get(work, (work,))
            for target in supported:
                if target in tied:
                    tied[target] += part / len(supported)
    return tied


def behind(partnership: Partnership, budget: Budget, grace: int) -> list[tuple[str, Decimal, Decimal]]:
    """The agencies that have paid less than is due: each with what it paid and what was due, in order of names."""
    if not (budget.starts and budget.ends and budget.contributions):
        return []
    whole = (budget.ends - budget.starts).days + 1
    run = min(max((partnership.as_of - timedelta(days=grace) - budget.starts).days + 1, 0), whole)
    paid = {agency: (budget.received or {}).get(agency, Decimal(0)) for agency in budget.contributions}
    late = [
        (agency, paid[agency], promised * run / whole)
        for agency, promised in budget.contributions.items()
        if paid[agency] * whole < promised * run
    ]
    return sorted(late, key=lambda entry: (partnership.agency(entry[0]).name, entry[0]))


def ask_holder(partnership: Partnership, budget: Budget) -> Question | None:
    """Asks how a budget is held, or by whom if that is one agency; None where both are known."""
    if budget.arrangement is None:
        return ask_arrangement(partnership, budget)
    if budget.arrangement == "single" and not holders(partnership, budget):
        return ask_payers(partnership, budget)
    return None


def ask_receipts(partnership: Partnership, budget: Budget, grace: int) -> Question | None:
    """Asks for what is needed to tell whether promises to a budget were kept; None where all of it is known."""
    if budget.received is None and budget.arrangement is None:
        return ask_arrangement(partnership, budget)
    if budget.contributions is None:
        return ask_payers(partnership, budget)
    if not (budget.starts and budget.ends):
        return ask_dates(partnership, budget)
    promised = any(budget.contributions.values())
    if promised and budget.received is None and budget.starts <= partnership.as_of - timedelta(days=grace):
        return ask(partnership, budget, f'What has each agency paid towards "{budget}" so far?')
    return None


def not_said(silent: Sequence[Budget]) -> str:
    """Why nothing is judged: budgets do not say what they pay for, and any of them could be the one."""
    return f"nothing says what {named(silent)} {'pays' if len(silent) == 1 else 'pay'} for"
