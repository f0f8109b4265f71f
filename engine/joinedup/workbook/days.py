"""Days as people type them: read where they can mean one day only, asked about where they can mean two."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from joinedup.reading.scalars import Wrong, shown

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
LATE = 50
"""Years of two figures from here on may lie in the last century or in this one."""
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
FIGURES = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]+([a-z]+)[-/., ]+(\d{4}|\d{2})")
MONTH_FIRST = re.compile(r"([a-z]+)[. ]+(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})")


def iso_day(text: str) -> str | Wrong:
    """A day as 2026-09-30, from a text that may say it in another way.

    Returns:
        The text as it was where it looks like no day, for the reader of the field to refuse; a `Wrong` where it can be
        read as two days.
    """
    words = " ".join(text.replace("\u2013", "-").split()).casefold()
    found = sorted(set(_readings(words)))
    if not found:
        return text
    if len(found) == 1:
        return found[0].isoformat()
    choices = " or as ".join(f"{one.day} {MONTHS[one.month - 1].title()} {one.year} ({one})" for one in found)
    return Wrong(f"{shown(text)} can be read as {choices}: write the one that is meant")


def _readings(words: str) -> Iterator[date]:
    """Every day that a text can stand for."""
    if match := ISO.fullmatch(words):
        yield from _day(*map(int, match.groups()))
    elif match := FIGURES.fullmatch(words):
        for year in _years(match[3]):
            yield from _day(year, int(match[2]), int(match[1]))
            yield from _day(year, int(match[1]), int(match[2]))
    elif match := DAY_FIRST.fullmatch(words):
        for year in _years(match[3]):
            yield from _day(year, _month(match[2]), int(match[1]))
    elif match := MONTH_FIRST.fullmatch(words):
        yield from _day(int(match[3]), _month(match[1]), int(match[2]))


def _day(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return


def _years(figures: str) -> Sequence[int]:
    """The years that some figures can stand for."""
    year = int(figures)
    if len(figures) == 4:
        return (year,)
    return (2000 + year,) if year < LATE else (1900 + year, 2000 + year)


def _month(word: str) -> int:
    """The number of a month by its name or the start of it; 0 for none."""
    found = [number for number, name in enumerate(MONTHS, start=1) if len(word) >= 3 and name.startswith(word)]
    return found[0] if len(found) == 1 else 0
