"""Rows -> the bytes of a workbook, laid out for people who fill it in. The same rows give the same bytes."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from joinedup.outputs.office import settled
from joinedup.partnership.base import Mark
from joinedup.partnership.fields import Kind, Plain, Several

from .layout import README, Column, Sheet, sheets
from .lists import Lists
from .notes import EXAMPLE, INTRODUCTION, index, is_money, note
from .rows import Row, rows
from .values import Cell, holds_day, is_text

DAY, POUNDS, TEXT, GENERAL = "dd mmm yyyy", "£#,##0.00;-£#,##0.00", "@", "General"
WIDE, MEDIUM, NARROW = 44, 24, 14
NEEDED, OTHER, GREY = (PatternFill("solid", fgColor=colour) for colour in ("1F3A5F", "5B7794", "ECEFF2"))
EPOCH = date(1980, 1, 1)
"""The day that a workbook is of, as far as its properties say: a description has none of its own."""
FONT = "Calibri"
HEADING = Font(FONT, bold=True, color="FFFFFF")
SHOWN = Font(FONT, italic=True, color="6B7280")
TOP = Alignment(vertical="top", wrap_text=True)
LEFT = Alignment(vertical="top", wrap_text=True, horizontal="left")
LINE, FITS = 15, 105
"""Points of a line of the first sheet, and the characters that it holds."""
VALUE_WIDTHS = (NARROW * 2, WIDE, WIDE * 1.5, WIDE)
VALUE_HEADINGS = ("What", "Value", "What it says")
FOR_EXAMPLE = "For example"


def workbook(root: Mapping[str, Any], example: Mapping[str, Any] | None = None, barriers: Sequence[str] = ()) -> bytes:
    """A description as a workbook.

    Args:
        root: The description as plain data.
        example: A description of which each sheet shows the first row, marked as an example.
        barriers: The barriers that a survey can ask about, for a drop-down list.

    Raises:
        UserError: a value has no place in a workbook.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    readme = book.create_sheet(README)
    lists = Lists(barriers, first=2 if example is None else 3)
    for sheet in sheets():
        page = book.create_sheet(sheet.name)
        shown = rows(sheet, example) if example else []
        if sheet.section:
            marked = [[f"{EXAMPLE}{shown[0][0]}", *shown[0][1:]]] if shown else []
            _records(page, sheet, marked, rows(sheet, root))
        else:
            _values(page, sheet, shown, rows(sheet, root))
        lists.offer(page, sheet)
    _readme(readme)
    lists.write(book)
    saved = BytesIO()
    book.save(saved)
    return settled(saved.getvalue(), EPOCH)


def _records(page: Worksheet, sheet: Sheet, marked: Sequence[Row], given: Sequence[Row]) -> None:
    """A sheet with a column for each field."""
    for number, column in enumerate(sheet.all, start=1):
        _heading(page, 1, number, column.name, column)
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = _width(column.kind)
        page.column_dimensions[letter].number_format = _format(column.kind)
        for row, values in enumerate([*marked, *given], start=2):
            _put(page, row, number, values[number - 1] if number <= len(values) else None, column.kind)
    for row in range(2, 2 + len(marked)):
        _as_example(page, row, len(sheet.all))
    _fit_rows(page)
    _set_up(page, page.cell(2, 3 if sheet.of else 2).coordinate)


def _values(page: Worksheet, sheet: Sheet, shown: Sequence[Row], given: Sequence[Row]) -> None:
    """The sheet with a row for each field: label, value, what it says."""
    headings = (*VALUE_HEADINGS, FOR_EXAMPLE) if shown else VALUE_HEADINGS
    for number, (heading, width) in enumerate(zip(headings, VALUE_WIDTHS, strict=False), start=1):
        _heading(page, 1, number, heading)
        page.column_dimensions[get_column_letter(number)].width = width
    for row, column in enumerate(sheet.columns, start=2):
        _heading(page, row, 1, column.name, column)
        _put(page, row, 2, given[row - 2][0], column.kind)
        page.cell(row, 3, note(column).replace("\n", " ")).alignment = TOP
        if shown:
            _put(page, row, 4, shown[row - 2][0], column.kind)
            page.cell(row, 4).font, page.cell(row, 4).fill = SHOWN, GREY
    _fit_rows(page)
    _set_up(page, "B2")


def _heading(page: Worksheet, row: int, number: int, name: str, column: Column | None = None) -> None:
    cell = page.cell(row, number, name[:1].upper() + name[1:])
    cell.font, cell.alignment = HEADING, TOP
    cell.fill = NEEDED if column is None or column.needed else OTHER
    if column is not None:
        said = Comment(note(column), "joinedup")
        said.width, said.height = 340, 150
        cell.comment = said


def _put(page: Worksheet, row: int, number: int, value: Cell, kind: Kind) -> None:
    cell = page.cell(row, number)
    cell.alignment = LEFT if holds_day(kind) else TOP
    cell.number_format = _format(kind)
    if value is None:
        return
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
        cell.number_format = TEXT
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))  # and so would Excel, once somebody edits it


def _fit_rows(page: Worksheet) -> None:
    """Makes room for texts of several lines: LibreOffice does not, and Excel only where it wrote the file itself."""
    for row, values in enumerate(page.iter_rows(min_row=2, values_only=True), start=2):
        lines = 1
        for column, value in enumerate(values, start=1):
            room = page.column_dimensions[get_column_letter(column)].width
            lines = max(lines, ceil(len(str(value or "")) / room))
        if lines > 1:
            page.row_dimensions[row].height = LINE * lines


def _as_example(page: Worksheet, row: int, columns: int) -> None:
    for number in range(1, columns + 1):
        page.cell(row, number).font, page.cell(row, number).fill = SHOWN, GREY


def _format(kind: Kind) -> str:
    if holds_day(kind) and not isinstance(kind, Several):
        return DAY
    if is_money(kind):
        return POUNDS
    return GENERAL if isinstance(kind, Plain) and kind.of not in (str,) and not isinstance(kind.of, Mark) else TEXT


def _width(kind: Kind) -> int:
    if is_text(kind) or isinstance(kind, Several):
        return WIDE
    return NARROW if isinstance(kind, Plain) and not isinstance(kind.of, Mark) else MEDIUM


def _set_up(page: Worksheet, frozen: str | None) -> None:
    """Freezes the headings, and lets the sheet be printed: across on A4, no wider than a page."""
    if frozen:
        page.freeze_panes = frozen
        page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _readme(page: Worksheet) -> None:
    """The first sheet: what this is, how it is filled in, and a list of the sheets that leads to them."""
    row = 0
    for title, text in INTRODUCTION:
        row += 1
        if title.startswith("# "):
            row += row > 1
            page.cell(row, 1, title[2:]).font = Font(FONT, bold=True, size=14, color="1F3A5F")
            row += bool(text)
        elif title:
            page.cell(row, 1, title).font = Font(FONT, bold=True)
        page.cell(row, 2, text or None)
        page.row_dimensions[row].height = LINE * (1 + len(text) // FITS) if text else None
    for name, about, knows in index():
        row += 1
        link = page.cell(row, 1, name)
        link.hyperlink = f"#'{name}'!A1"
        link.font = Font(FONT, underline="single", color="0B5CAD")
        page.cell(row, 2, about)
        page.cell(row, 3, knows)
    for cells in page.iter_rows():
        for cell in cells:
            cell.alignment = TOP
    for letter, width in zip("ABC", (30, 96, 52), strict=True):
        page.column_dimensions[letter].width = width
    page.sheet_view.showGridLines = False
    _set_up(page, None)
