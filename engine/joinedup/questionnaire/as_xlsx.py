"""The form as a workbook with a drop-down in each row, and the workbook that comes back."""

import io
from hashlib import sha256
from typing import Any

from joinedup.outputs.office import one_line, settled

from . import AGENCY, HOW_TO, LONG_AGO, NAMED_BY_PROGRAM, NotAReply, Questionnaire, Reply, answered
from .archives import refuse_bombs
from .marks import SAID, answer

MOST_ROWS, MOST_COLUMNS = 200, 3
NAVY, PALE, TO_FILL_IN = "FF12436D", "FFF3F5F7", "FFFFF8D9"
SHEET, LISTS = "Survey", "Lists"


def form(asked: Questionnaire) -> bytes:
    """One sheet to fill in, which prints on paper as well."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    book.properties.creator, book.properties.title = "joinedup", one_line(asked.title)
    sheet: Any = book.active
    sheet.title = SHEET
    _lay_out(sheet)
    for text in (one_line(asked.title), HOW_TO, "How your answers are kept", *asked.kept, NAMED_BY_PROGRAM):
        sheet.append([text])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=3)
        _wrap(sheet.cell(sheet.max_row, 1), 105, bold=text in (one_line(asked.title), "How your answers are kept"))
    sheet["A1"].font = Font(name="Arial", size=16, bold=True, color=NAVY)
    sheet.row_dimensions[1].height = 26
    sheet.append([])
    sheet.append([None, AGENCY, None])
    _to_fill_in(sheet.cell(sheet.max_row, 3))
    _offer_agencies(book, sheet, asked, sheet.max_row)
    sheet.append([])
    _statements(sheet, asked)
    made = io.BytesIO()
    book.save(made)
    return settled(made.getvalue(), LONG_AGO)


def _lay_out(sheet: Any) -> None:
    for column, width in (("A", 6), ("B", 70), ("C", 30)):
        sheet.column_dimensions[column].width = width
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _wrap(cell: Any, letters: int, bold: bool = False) -> None:
    """Lets a text run over several lines, in a row that is high enough for them."""
    from openpyxl.styles import Alignment, Font

    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(name="Arial", size=11, bold=bold)
    lines = -(-len(str(cell.value)) // letters)
    cell.parent.row_dimensions[cell.row].height = 15 * lines + 3


def _to_fill_in(cell: Any) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    side = Side(style="thin", color="FF6B7276")
    cell.border = Border(left=side, right=side, top=side, bottom=side)
    cell.fill = PatternFill("solid", fgColor=TO_FILL_IN)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(name="Arial", size=11)
    number, said = cell.parent.cell(cell.row, 1), cell.parent.cell(cell.row, 2)
    _wrap(said, 72, bold=said.value == AGENCY)
    number.alignment, number.font = Alignment(horizontal="center", vertical="top"), Font(name="Arial", size=11)


def _offer_agencies(book: Any, sheet: Any, asked: Questionnaire, row: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    if not asked.agencies:
        return
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for name in asked.agencies.values():
        lists.append([one_line(name)])
        lists.cell(lists.max_row, 1).data_type = "s"  # a name that begins with = is no formula
    offered = DataValidation(type="list", formula1=f"{LISTS}!$A$1:$A${len(asked.agencies)}", allow_blank=True)
    offered.error, offered.errorTitle = "Choose an agency from the list.", AGENCY
    sheet.add_data_validation(offered)
    offered.add(f"C{row}")


def _statements(sheet: Any, asked: Questionnaire) -> None:
    from openpyxl.styles import Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    offered = DataValidation(type="list", formula1=f'"{",".join(SAID)}"', allow_blank=True)
    offered.error, offered.errorTitle = "Choose one of the answers of the list.", "Answer"
    sheet.add_data_validation(offered)
    sheet.append(["No.", "Statement", "Your answer"])
    for column in (1, 2, 3):
        head = sheet.cell(sheet.max_row, column)
        head.font = Font(name="Arial", size=11, bold=True, color="FFFFFFFF")
        head.fill = PatternFill("solid", fgColor=NAVY)
    sheet.print_title_rows = f"{sheet.max_row}:{sheet.max_row}"
    for theme, statements in asked.themes.items():
        sheet.append([None, theme])
        for column in (1, 2, 3):
            sheet.cell(sheet.max_row, column).fill = PatternFill("solid", fgColor=PALE)
        sheet.cell(sheet.max_row, 2).font = Font(name="Arial", size=12, bold=True, color=NAVY)
        for statement in statements:
            sheet.append([statement.number, statement.text, None])
            _to_fill_in(sheet.cell(sheet.max_row, 3))
            offered.add(f"C{sheet.max_row}")


def reply(path: str, data: bytes, asked: Questionnaire) -> Reply:
    """Reads a form that somebody has filled in.

    Raises:
        NotAReply: it is none.
    """
    refuse_bombs(data)
    rows = _rows(data)
    agency = next((row[2] for row in rows if row[1] == AGENCY), None)
    if agency is None:
        raise NotAReply("it is not the survey form")
    answers: dict[str, int | None] = {}
    for number, text, said in rows:
        statement = asked.statement(text)
        if statement is None and number.isdigit() and text:
            raise NotAReply(f"statement {number} is not one of this survey's: was it changed, or is the form older?")
        if statement and said:
            answers[statement.barrier] = answer(said, statement.number)
    return Reply(sha256(data).hexdigest(), asked.agency(agency), answered(answers))


def _rows(data: bytes) -> list[list[str]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        found = list(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True))
    except Exception:  # the library raises whatever a damaged part leads it to
        raise NotAReply("it cannot be read as a workbook") from None
    rows = [[" ".join(str("" if value is None else value).split()) for value in row] for row in found]
    return [[*row, "", "", ""][:MOST_COLUMNS] for row in rows]
