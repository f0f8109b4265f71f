"""Today, months, deadlines and periods. "Today" is always `partnership.as_of`."""

from calendar import monthrange
from datetime import date
from functools import cache

from joinedup.partnership.base import Period

YEAR = 365
"""Days of a year, for intervals and rates."""


@cache
def months_before(when: date, months: int) -> date:
    """The same day of the month `months` earlier, or the last day of a month that is too short for it."""
    index = max(when.year * 12 + when.month - 1 - months, 12)
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(when.day, monthrange(year, month)[1]))


def in_last(months: int, when: date, today: date) -> bool:
    """Whether `when` lies in the last `months` calendar months, both ends included."""
    return months_before(today, months) <= when <= today


def days_past(when: date | None, today: date) -> int:
    """How many days `when` is over: 0 today, in the future, or where there is no such day."""
    return max((today - when).days, 0) if when else 0


def current(item: Period, today: date) -> bool:
    """Whether something has started and not ended; without dates it is current."""
    return (item.starts is None or item.starts <= today) and not has_ended(item, today)


def has_ended(item: Period, today: date) -> bool:
    """Whether the last day of something is over. One that ends today, or gives no last day, has not ended."""
    return item.ends is not None and item.ends < today
