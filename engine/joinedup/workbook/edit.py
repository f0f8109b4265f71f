"""A workbook with some cells changed, so that it says another description; everything else in it is kept."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import load_workbook

from joinedup.errors import UserError

from .fill import is_example
from .layout import Column, sheets
from .positions import Name, next_row, there, wanted
from .splice import SheetXml, date_styles
from .table import HEADINGS, LABELS, VALUES, Row, Table
from .values import Cell, text_of

STYLES = "xl/styles.xml"
Cells = dict[tuple[int, int], Cell]
Rows = Mapping[Name, Mapping[Column, Cell]]


def edited(data: bytes, tables: Sequence[Table], before: Mapping[str, Any], after: Mapping[str, Any]) -> bytes:
    """The bytes of a workbook in which the cells that differ between two descriptions were changed.

    Args:
        data: The bytes of the workbook, which can be read.
        tables: Its sheets, as they were read.
        before: What it describes, as plain data or texts.
        after: What it should describe, as plain data.

    Raises:
        UserError: there is no sheet for something, a value has no place in a workbook, or a cell holds a formula.
    """
    known = {table.sheet: table for table in tables}
    cells: dict[str, Cells] = {}
    for sheet in sheets():
        old, new = wanted(sheet, before), wanted(sheet, after)
        if texts(old) == texts(new):
            continue
        table = known.get(sheet)
        if table is None:
            raise UserError(f'the workbook has no sheet "{sheet.name}": add an empty one of this name')
        cells[table.page.name] = _of_rows(table, old, new) if sheet.section else _of_values(table, old, new)
    return _with_cells(data, cells) if cells else data


def texts(rows: Rows) -> Mapping[Name, Mapping[Column, str]]:
    """Rows as they are compared: what would be read of each cell."""
    return {name: {column: text_of(cell) for column, cell in row.items()} for name, row in rows.items()}


def _of_values(table: Table, old: Rows, new: Rows) -> Cells:
    """The cells that change on the sheet of label and value."""
    found, last = Cells(), next_row(table)
    for name in [*old, *(name for name in new if name not in old)]:
        (column,) = cast("tuple[Column]", name)
        value = new.get(name, {}).get(column)
        if text_of(value) == text_of(old.get(name, {}).get(column)):
            continue
        row = table.places.get(column)
        if row is None:
            row, last = last, last + 1
            found[row, LABELS] = column.name
        found[row, VALUES] = value
    return found


def _of_rows(table: Table, old: Rows, new: Rows) -> Cells:
    """The cells that change on a sheet of records; a new record gets a row below the others."""
    filled: dict[int, Row] = {number: row for number, row in table.rows() if not is_example(table, row)}
    rows, found, last = there(table, list(filled.items())), Cells(), next_row(table)
    columns = _columns(table, found, new)
    for name in old.keys() - new.keys():
        found.update({filled[number][column]: None for number in rows[name] for column in filled[number]})
    for name, values in new.items():
        numbers, was = rows.get(name, []), old.get(name, {})
        if not numbers:
            numbers, last = [last], last + 1
        for column in table.sheet.all:
            if text_of(values.get(column)) != text_of(was.get(column)):
                number = next((one for one in numbers if column in filled.get(one, ())), numbers[0])
                found[number, columns[column]] = values.get(column)
    return found


def _columns(table: Table, found: Cells, new: Rows) -> Mapping[Column, int]:
    """The number of each column; those that are missing and have something to hold are put behind the last one."""
    columns = dict(table.places)
    last = max((column for _, column in table.page.cells), default=0)
    for column in table.sheet.all:
        if column not in columns:
            last += 1
            columns[column] = last
            if any(column in row for row in new.values()):
                found[HEADINGS, last] = column.name
    return columns


def _with_cells(data: bytes, cells: Mapping[str, Cells]) -> bytes:
    """The workbook with new values in some cells of some sheets."""
    book = load_workbook(BytesIO(data), read_only=True)
    parts = {cast("str", cast("Any", book[name])._worksheet_path): name for name in cells}
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        dates = date_styles(old.read(STYLES)) if STYLES in old.namelist() else frozenset()
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename in parts:
                content = _spliced(content, dates, parts[entry.filename], cells)
            new.writestr(entry, content, ZIP_DEFLATED)
    return made.getvalue()


def _spliced(content: bytes, dates: frozenset[str], name: str, cells: Mapping[str, Cells]) -> bytes:
    try:
        return SheetXml(content, dates).changed(cells[name])
    except UserError as error:
        raise UserError(f"sheet {name}, {error}") from None
