"""Days told from the day of the check, never out of the calendar."""

from datetime import date, timedelta

from joinedup.facts import months_before


def days_from(today: date, days: int) -> date:
    """A day so many days later, or earlier; the first or last day of all days where there is none."""
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def months_ago(today: date, months: int) -> date:
    """The same day so many months earlier, or later where it is negative; never out of the calendar."""
    return months_before(today, max(min(months, 24_000), -84_000))
