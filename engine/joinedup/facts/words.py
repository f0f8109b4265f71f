"""How figures, days and names are said, so that every rule says them the same way."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 action", "3 actions", "2 agencies".

    Args:
        number: How many.
        one: The noun for one.
        many: The noun for several, where it is not `one` with an s (or -ies for -y).
    """
    if number == 1:
        return f"1 {one}"
    return f"{number:,} {many or plural(one)}"


def plural(noun: str) -> str:
    """The plural of a regular noun: "agencies", "boards", "pieces of evidence"."""
    first, space, rest = noun.partition(" of ")
    ends_in_y = first.endswith("y") and first[-2:-1] not in "aeiou"
    return (first[:-1] + "ies" if ends_in_y else first + "s") + space + rest


def in_turn(things: Iterable[object], joiner: str = "and") -> str:
    """Words or clauses in the order in which they come: "a, b and c"."""
    *first, last = [str(thing) for thing in things] or [""]
    return f"{', '.join(first)} {joiner} {last}" if first else last


def alphabetical(things: Iterable[object]) -> list[str]:
    """Things as words, in alphabetical order whatever their case, so that the order of the file never shows."""
    return sorted(map(str, things), key=lambda name: (name.casefold(), name))


def listed(things: Iterable[object], joiner: str = "and") -> str:
    """Words in alphabetical order: "A, B and C". Two things with one name are said twice, as they are two."""
    return in_turn(alphabetical(things), joiner)


def pounds(amount: Decimal) -> str:
    """An amount of money: "£180,000", "£1,250.50"."""
    sign = "-" if amount < 0 else ""
    exact = abs(amount).quantize(Decimal("0.01"))
    return f"{sign}£{exact:,.0f}" if exact == exact.to_integral_value() else f"{sign}£{exact:,.2f}"


def figure(value: Decimal | int) -> str:
    """A measured value without needless noughts: "12.5", "1,234"."""
    exact = Decimal(value).quantize(Decimal("0.01")).normalize()
    return f"{exact:,f}"


def percent(part: Decimal) -> str:
    """A share as people say it: "25%", "0.5%"."""
    return f"{figure(Decimal(part) * 100)}%"


def as_limit(share: Decimal) -> str:
    """A share as people say a limit: "none", "half", "a third", "1 in 4"; others in per cent."""
    if not share:
        return "none"
    for parts, word in enumerate(("half", "a third", "1 in 4", "1 in 5"), start=2):
        if abs(share * parts - 1) < Decimal("0.001"):
            return word
    return percent(share)


def day(when: date) -> str:
    """A day as people write it: "31 July 2026"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def days_listed(days: Iterable[date]) -> str:
    """Days in their order, each once: "12 May 2026 and 14 July 2026"."""
    return in_turn(day(when) for when in sorted(set(days)))


def lately(months: int) -> str:
    """A window up to today: "the last 12 months", "the last month"."""
    return "the last month" if months == 1 else f"the last {count(months, 'month')}"
