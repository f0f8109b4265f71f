"""The values of tests in plain words: as strict as the description, with days told from the day of the check."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from joinedup.reading import scalars
from joinedup.reading.scalars import Wrong, shown

from .agreement import not_a_word
from .days import days_from, months_ago
from .errors import ExpressionError
from .kinds import DATE, LIST, NUMBER, RECORD, TABLE, TEXT, TRUTH, Kind
from .values import Typed

RELATIVE = re.compile(r"(in )?([0-9]{1,5}) (day|week|month|year)s?( ago)?", re.ASCII)
TAKE = {TRUTH: scalars.yes_or_no, NUMBER: scalars.number, DATE: scalars.day, TEXT: scalars.text}


def taken(value: Any, kind: Kind, field: str, item: int | None = None) -> Typed:
    """A value of a test, for a field of this kind.

    Raises:
        ExpressionError: it is not what the field can be.
    """
    try:
        return _taken(value, kind, field)
    except ExpressionError as error:
        raise ExpressionError(0, error.what, error.meant, "value", item) from None


def _taken(value: Any, kind: Kind, field: str) -> Typed:
    if value is None:
        raise ExpressionError(0, "a value is needed here")
    if isinstance(value, list | tuple | dict):
        raise ExpressionError(0, "a single value is needed here")
    if kind.name in (LIST, TABLE, RECORD):
        raise ExpressionError(0, f'the items of "{field}" have no names to compare with: ask how many there are')
    text = _written(value)
    if kind.name == DATE:
        relative = _relative(text)
        if relative:
            return relative
        if text in kind.words:
            return _literal(TEXT, str(text), text)
    if kind.name == TEXT and kind.words:
        if text not in kind.words:
            raise not_a_word(text, kind.words, 0, field)
        return _literal(TEXT, str(text), text)
    found = TAKE[kind.name](text)
    if isinstance(found, Wrong):
        hint = ', or as "90 days ago" or "in 30 days"' if kind.name == DATE and not found.meant else ""
        raise ExpressionError(0, found.what + hint, found.meant)
    return _literal(kind.name, found, text)


def _written(value: Any) -> str:
    """A value as it would stand in the file; a text keeps whether it was quoted."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _literal(kind: str, value: Any, text: str) -> Typed:
    said = shown(text).strip('"')
    return Typed(Kind(kind), lambda _: value, 1, said, literal=value)


def _relative(text: str) -> Typed | None:
    """`today`, `90 days ago` or `in 3 months`; None for anything else."""
    words = " ".join(text.split()).casefold()
    if words == "today":
        return Typed(Kind(DATE), lambda env: env.today, 1, words)
    match = RELATIVE.fullmatch(words)
    if not match or bool(match[1]) == bool(match[4]):
        return None
    number = int(match[2]) * {"day": 1, "week": 7, "month": 1, "year": 12}[match[3]] * (1 if match[1] else -1)
    if match[3] in ("day", "week"):
        return Typed(Kind(DATE), lambda env: days_from(env.today, number), 1, words)
    return Typed(Kind(DATE), lambda env: months_ago(env.today, -number), 1, words)
