"""Days as a tracker writes them: the column as a whole may tell which of two figures is the day."""

from collections.abc import Iterable, Mapping

from joinedup.reading.scalars import Wrong, day, shown
from joinedup.workbook.days import FIGURES, LATE
from joinedup.workbook.days import iso_day as sure_day


def day_first(texts: Iterable[str]) -> Mapping[bool, str]:
    """What dates of a column show: a date that has the day first, one that has the month first, as far as any does."""
    found: dict[bool, str] = {}
    for text in texts:
        match = FIGURES.fullmatch(" ".join(text.split()))
        if match and isinstance(sure_day(text), str) and match[1] != match[2]:
            found.setdefault(int(match[1]) > 12, text)
    return found


def agreed_order(texts: Iterable[str], told: bool | None) -> bool | None:
    """Whether the day stands before the month in a column; None where nothing, or not everything, says so.

    Args:
        texts: The cells of the column.
        told: What was said of it; None for nothing.

    Raises:
        ValueError: the column shows otherwise than was said.
    """
    shows = day_first(texts)
    if told is not None and set(shows) == {not told}:
        order = ("month", "day") if told else ("day", "month")
        raise ValueError(f"--dates: {shown(shows[not told])} has the {order[0]} before the {order[1]}")
    return told if told is not None or len(shows) != 1 else next(iter(shows))


def iso_day(text: str, day_first: bool | None) -> str | Wrong:
    """A day as 2026-09-30.

    Args:
        text: As it was written.
        day_first: Whether the day stands before the month where it can be either; None where nothing tells.
    """
    taken = sure_day(text)
    match = FIGURES.fullmatch(" ".join(text.split()))
    if isinstance(taken, str):
        return _within(taken)
    if match is None or (len(match[3]) == 2 and int(match[3]) >= LATE):  # of which century no order tells
        return taken
    if day_first is None:
        return Wrong(f"{taken.what}, or say --dates dmy or --dates mdy")
    first, second = (match[1], match[2]) if day_first else (match[2], match[1])
    year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
    return _within(f"{year}-{int(second):02}-{int(first):02}")


def _within(text: str) -> str | Wrong:
    """A day that a description takes."""
    found = day(text)
    return found if isinstance(found, Wrong) else text
