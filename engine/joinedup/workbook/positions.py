"""Which row of a sheet says what: the same names for the rows that are there and for those that should be."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from .layout import Column, Sheet
from .rows import rows
from .table import HEADINGS, VALUES, Row, Table
from .values import NONE, Cell, text_of

Name = tuple[Hashable, ...]
"""What a row is told by: its id; the record it belongs to and its number there; the agency it is about."""


def wanted(sheet: Sheet, root: Mapping[str, Any]) -> dict[Name, dict[Column, Cell]]:
    """What each row of a sheet says of a description, by its name.

    Raises:
        UserError: a value has no place in a workbook.
    """
    if not sheet.section:
        values = zip(sheet.columns, rows(sheet, root), strict=True)
        return {(column,): {column: row[0]} for column, row in values if row[0] is not None}
    found: dict[Name, dict[Column, Cell]] = {}
    counted: Counter[str] = Counter()
    for row in rows(sheet, root):
        filled: dict[Column, Cell] = {
            column: cell for column, cell in zip(sheet.all, row, strict=False) if cell is not None
        }
        name = _name(sheet, {column: text_of(cell) for column, cell in filled.items()}, counted)
        found[name] = filled
    return found


def there(table: Table, given: Sequence[tuple[int, Row]]) -> dict[Name, list[int]]:
    """The rows of a sheet that is there, by their names; one may be told in several rows.

    Args:
        table: The sheet.
        given: Its rows, without an example.
    """
    if not table.sheet.section:
        return {(column,): [row] for column, row in table.places.items() if (row, VALUES) in table.page.cells}
    found: dict[Name, list[int]] = {}
    counted: Counter[str] = Counter()
    for number, row in given:
        texts = {column: table.text(*place) for column, place in row.items()}
        found.setdefault(_name(table.sheet, texts, counted), []).append(number)
    return found


def next_row(table: Table) -> int:
    """The first row below everything that stands on a sheet."""
    return 1 + max((row for row, _ in table.page.cells), default=HEADINGS)


def _name(sheet: Sheet, texts: Mapping[Column, str], counted: Counter[str]) -> Name:
    """The name of a row; `counted` counts those that have no better one than their number."""
    of = texts.get(sheet.of, "") if sheet.of else ""
    if sheet.key:
        key = texts.get(sheet.key, "")
        return of, NONE if key.casefold() == NONE else key
    first = sheet.columns[0]
    if not of and first.name == "id":
        text = texts.get(first, "")
        return (NONE if text.casefold() == NONE else text,)
    counted[of] += 1
    return of, counted[of]
