"""A value as it stands in a cell, and back: what is written is read as the same value."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from joinedup.errors import UserError
from joinedup.partnership.fields import Either, Kind, Nested, Plain, Several

NONE = "none"
"""Says that there are none: of a section, or in a list."""
BARE = "nothing to say"
"""Says that a record is there, and nothing of it is known: `{}` in a file."""
YES, NO = "yes", "no"
FIRST_DAY = date(1900, 3, 1)
"""Excel has a 29 February 1900, so that days before this one are off by one: they are written as text."""
MOST_FIGURES = 15
"""Figures that a number of Excel holds."""
LONGEST = 32_767
"""Characters that a cell holds."""
HEX = re.compile(r"x(?=[0-9A-Fa-f]{4}_)")
ESCAPED = re.compile(r"_x(0078|000D)_")
"""Excel writes a character it cannot hold as _xHHHH_: a text that looks like one has its x written so."""
NO_ID = f'the id "{NONE}" has no place in a workbook, where the word says that there are none: choose another id'
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Cell = str | int | float | date | None


def cell_of(value: Any, kind: Kind) -> Cell:
    """A value as it is put into a cell.

    Args:
        value: Plain data: str, bool, int, Decimal, date, or a list of them.
        kind: What the column holds.

    Raises:
        UserError: no cell can hold it, or it would be read as something else.
    """
    if isinstance(kind, Nested):
        return BARE
    if isinstance(value, list):
        return _text(", ".join(_item(item) for item in value) or NONE)
    if isinstance(kind, Several):
        return _text(_item(value))
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, int | Decimal):
        return _number(Decimal(value))
    if isinstance(value, date):
        return value if value >= FIRST_DAY else value.isoformat()
    return _text(str(value))


def text_of(value: Any) -> str:
    """What a cell holds, as the text that a file would hold; empty for nothing.

    Args:
        value: As openpyxl gives it.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _written(Decimal(repr(value)))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value)).strip()


def items_of(text: str) -> list[str]:
    """The items of a cell that holds several: "council, police"."""
    if text.casefold() == NONE:
        return []
    return [item for part in re.split("[,;\n]", text) if (item := part.strip())]


def holds_day(kind: Kind) -> bool:
    """Whether a day can stand there."""
    if isinstance(kind, Several):
        return holds_day(kind.item)
    if isinstance(kind, Either):
        return any(map(holds_day, kind.choices))
    return isinstance(kind, Plain) and kind.of is date


def is_text(kind: Kind) -> bool:
    """Whether any text at all can stand there, so that no word has a meaning of its own."""
    return isinstance(kind, Plain) and kind.of is str


def _item(value: Any) -> str:
    if value == NONE:
        raise UserError(
            f'the id "{NONE}" has no place in a workbook, where it says that there are none: choose another'
        )
    return _written(Decimal(value)) if isinstance(value, int | Decimal) else str(value)


def _number(value: Decimal) -> Cell:
    """A number, or the text of one that has more figures than Excel keeps."""
    if len(value.normalize().as_tuple().digits) > MOST_FIGURES:
        return _written(value)
    return int(value) if value == value.to_integral_value() else float(value)


def _written(value: Decimal) -> str:
    """A number written out, without zeros behind its last figure."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(text: str) -> str:
    wrong = UNWRITABLE.search(text)
    if wrong:
        raise UserError(f"a workbook cannot hold the character U+{ord(wrong.group()):04X}: leave it out")
    safe = HEX.sub("_x0078_", text)
    if len(safe) > LONGEST:
        raise UserError(f"a cell of a workbook holds {LONGEST:,} characters, and this is longer: {text[:40]}…")
    return safe


def at(record: Mapping[str, Any], steps: tuple[str, ...]) -> Any:
    """What stands in a record behind some steps; None where nothing does."""
    value: Any = record
    for step in steps:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value
