"""A description as rows of cells, sheet by sheet."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from joinedup.errors import UserError
from joinedup.partnership.fields import Nested

from .layout import Column, Sheet
from .values import NO_ID, NONE, Cell, at, cell_of

Row = Sequence[Cell]


def rows(sheet: Sheet, root: Mapping[str, Any]) -> list[Row]:
    """The rows that a sheet has below its headings, a cell for each of its columns.

    Args:
        sheet: The sheet. On the one of label and value a row is one cell: the value.
        root: A description as plain data.

    Raises:
        UserError: a value has no place in a workbook.
    """
    if not sheet.section:
        return [(_cell(at(root, column.steps), column, column.name),) for column in sheet.columns]
    given = root.get(sheet.section)
    if given is None:
        return []
    if sheet.of is None:
        return list(_by_key(sheet, {"": given}, sheet.section) if sheet.key else _records(sheet, given)) or [(NONE,)]
    found: list[Row] = []
    for record in given:
        first = (record["id"],)
        place = f"{sheet.section}.{record['id']}"
        if sheet.key:
            tables = {column.name: at(record, column.steps) for column in sheet.columns}
            found += [(*first, *row) for row in _by_key(sheet, tables, place)]
        else:
            inner = at(record, sheet.steps)
            if inner is not None:
                found += [(*first, *row) for row in _inner(sheet, inner, place)]
    return found


def _records(sheet: Sheet, records: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    for number, record in enumerate(records, start=1):
        place = f"{sheet.section}.{record.get('id', f'[{number}]')}"
        yield [_cell(at(record, column.steps), column, place) for column in sheet.columns]


def _inner(sheet: Sheet, records: Sequence[Mapping[str, Any]], place: str) -> Iterator[Row]:
    """The rows of what a record holds several times; one that says so where it holds none."""
    if not records:
        yield (NONE,)
    for record in records:
        yield [_cell(at(record, column.steps), column, place) for column in sheet.columns]


def _by_key(sheet: Sheet, tables: Mapping[str, Mapping[str, Any] | None], place: str) -> Iterator[Row]:
    """A row for each agency with its value in each table, and one that says which tables have none."""
    stated = {name: table for name, table in tables.items() if table is not None}
    if any(not table for table in stated.values()):
        yield (NONE, *(NONE if name in stated and not stated[name] else None for name in tables))
    for key in dict.fromkeys(key for table in stated.values() for key in table):
        if key == NONE:
            raise UserError(f"{place}: {NO_ID}")
        values = zip(sheet.columns, tables, strict=True)
        yield (key, *(_cell(stated.get(name, {}).get(key), column, place) for column, name in values))


def _cell(value: Any, column: Column, place: str) -> Cell:
    """A value as its column shows it."""
    if value is None or (isinstance(column.kind, Nested) and value):
        return None
    try:
        return cell_of(value, column.kind)
    except UserError as error:
        raise UserError(f"{place}: {error}") from None
