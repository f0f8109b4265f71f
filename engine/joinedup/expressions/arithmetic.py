"""Calculating with numbers and dates, exactly."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Context, Decimal
from typing import Any

from .agreement import wrong_kind
from .errors import ExpressionError
from .kinds import DATE, NUMBER, PERIOD, Kind
from .operators import asked
from .values import Between, Typed, Unknown, unknown

EXACT = Context(prec=80)
"""Figures have at most 24 digits, so that sums and products of money are exact."""


def calculated(sign: str, left: Typed, right: Typed) -> Typed:
    """`+`, `-`, `*` or `/` of numbers, and the difference between two dates.

    Raises:
        ExpressionError: these two cannot be calculated with.
    """
    names = (left.kind.name, right.kind.name)
    if names == (DATE, DATE) and sign == "-":
        return asked(left, right, Kind(PERIOD), _between)
    if DATE in names and NUMBER in names:
        raise ExpressionError(right.at, "days are not added to a date: write days_ago(90) or in_days(30)")
    for part in (left, right):
        if part.kind.name != NUMBER or part.kind.words:
            raise wrong_kind(part, f'"{sign}" needs numbers')
    money = left.kind.money != right.kind.money if sign in "*/" else left.kind.money or right.kind.money
    zero = Unknown((f"{right.said or 'the divisor'} (it is 0)",))

    def work(one: Any, other: Any) -> Any:
        unsure = unknown(value.why for value in (one, other) if isinstance(value, Between))
        if unsure:
            return unsure
        if sign == "/" and not other:
            return zero
        return ARITHMETIC[sign](Decimal(one), Decimal(other))

    return asked(left, right, Kind(NUMBER, money=money), work)


ARITHMETIC: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": EXACT.add, "-": EXACT.subtract, "*": EXACT.multiply, "/": EXACT.divide
}  # fmt: skip


def _between(one: Any, other: Any) -> Any:
    return one - other if isinstance(one, date) and isinstance(other, date) else None


def minus(part: Typed) -> Typed:
    """A number with its sign turned.

    Raises:
        ExpressionError: it is not a number.
    """
    if part.literal is not None and part.kind.name == NUMBER:
        value = -part.literal
        return part.but(literal=value, run=lambda _: value, said=f"-{part.said}")
    zero = Typed(Kind(NUMBER, money=part.kind.money), lambda _: Decimal(0), part.at, "0")
    return calculated("-", zero, part)
