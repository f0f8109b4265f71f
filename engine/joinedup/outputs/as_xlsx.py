"""The action plan as an Excel tracker: a row a finding, with columns to fill in that `import actions` reads back."""

import io
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from joinedup.assessment import Assessment
from joinedup.partnership import Action, Partnership
from joinedup.partnership.fields import Words, fields

from . import Context
from .as_csv import FORMULAS, HEADINGS, plan
from .office import one_line, settled

FILL_IN = ("Owner", "Due", "Status", "Updated", "Result")
"""The columns that are filled in while the actions are done; the others say what the check found."""
DAYS = ("Due", "Updated")
WIDTHS = {"Reference": 14, "Severity": 10, "Line": 7, "What was seen": 50, "What to do": 50, "Owner": 32, "Result": 40}
USUAL_WIDTH = 18
"""Characters."""
LINE, TALLEST = 15.5, 400
"""Points of a line of text, and of a row: not every program makes rows as tall as their text needs."""
SPARE = 200
"""Rows below the plan in which own actions find the same lists to choose from."""
LONGEST = 32_767
"""Characters that a cell of Excel holds."""
ACTIONS, LISTS = "Actions", "Lists"
STATUSES = {field.name: field.kind.words for field in fields(Action) if isinstance(field.kind, Words)}["status"]


def render(assessment: Assessment, context: Context) -> bytes:
    """The open findings, worst first, as a sheet to work through; the same bytes for the same input."""
    book = Workbook()
    book.properties.title = one_line(f"{assessment.partnership.name}: action plan")
    book.properties.creator = "joinedup"
    book.properties.language = "en-GB"
    sheet = book.worksheets[0]
    sheet.title = ACTIONS
    headings, rows = _table(assessment)
    for number, row in enumerate((headings, *rows), start=1):
        for column, text in enumerate(row, start=1):
            put(sheet.cell(number, column), text)
    owners = owner_names(assessment.partnership)
    if context.ledger is not None and not context.public:
        from .tracked import fill_in

        fill_in(sheet, headings, context.ledger, owners)
    _layout(sheet, headings, len(rows) + 1)
    for number, row in enumerate(rows, start=2):
        lines = max(ceil(len(text) / _width(heading)) for heading, text in zip(headings, row, strict=True))
        sheet.row_dimensions[number].height = min(max(lines, 1) * LINE, TALLEST)
    _choices(sheet, headings, len(rows) + 1 + SPARE, len(owners))
    _lists(book.create_sheet(LISTS), owners)
    made = io.BytesIO()
    book.save(made)
    return settled(made.getvalue(), assessment.as_of)


def owner_names(partnership: Partnership) -> Mapping[str, str]:
    """What each role is called where an owner is chosen, with its id: its title, or its id where two share a title."""
    titles = [one_line(role.title).casefold() for role in partnership.roles]
    taken = {title for title in titles if titles.count(title) > 1}
    return {
        role.id if title in taken else one_line(role.title): role.id
        for role, title in zip(partnership.roles, titles, strict=True)
    }


def _table(assessment: Assessment) -> tuple[Sequence[str], list[Sequence[str]]]:
    """The plan of actions.csv, whose owner is an agency, with empty columns to fill in instead."""
    head, rows = plan(assessment)
    kept = [number for number, heading in enumerate(head) if heading not in FILL_IN]
    first = HEADINGS.index("Owner")
    headings = [head[number] for number in kept]
    headings[first:first] = FILL_IN
    status = dict.fromkeys(FILL_IN, "") | {"Status": "open"}
    made: list[Sequence[str]] = []
    for row in rows:
        cells = [row[number] for number in kept]
        cells[first:first] = status.values()
        made.append(cells)
    return headings, made


def put(cell: Any, text: str) -> None:
    """Writes a text that stays one: Excel shows what looks like a formula, also after somebody edits the cell."""
    held = one_line(text)
    held = held if len(held) <= LONGEST else held[: LONGEST - 1] + "…"
    if held:
        cell.value = held
        cell.data_type = "s"
        cell.quotePrefix = held.startswith(FORMULAS)


def _layout(sheet: Worksheet, headings: Sequence[str], last: int) -> None:
    thin = Side(style="thin", color="6B7276")
    for column, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _width(heading)
        head = sheet.cell(1, column)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="FFDD00" if heading in FILL_IN else "E3EEF8")
        for number in range(1, last + 1):
            sheet.cell(number, column).alignment = Alignment(wrap_text=True, vertical="top")
            sheet.cell(number, column).border = Border(bottom=thin)
        for number in range(2, last + 1 + SPARE) if heading in DAYS else ():
            sheet.cell(number, column).number_format = "dd mmm yyyy"
    end = get_column_letter(len(headings))
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{end}{last}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _width(heading: str) -> int:
    return WIDTHS.get(heading, USUAL_WIDTH)


def _choices(sheet: Worksheet, headings: Sequence[str], last: int, owners: int) -> None:
    """Lists to choose from, and days that are days."""
    lists = {"Status": f'"{",".join(STATUSES)}"'} | ({"Owner": f"{LISTS}!$A$2:$A${owners + 1}"} if owners else {})
    for heading in FILL_IN:
        column = get_column_letter(headings.index(heading) + 1)
        if heading in lists:
            rule = DataValidation(type="list", formula1=lists[heading], allow_blank=True)
            rule.error = "Choose from the list."
        elif heading in DAYS:
            rule = DataValidation(type="date", operator="greaterThan", formula1="1", allow_blank=True)
            rule.error = "Write a date, such as 30/09/2026."
        else:
            continue
        rule.showErrorMessage = True
        rule.add(f"{column}2:{column}{last}")
        sheet.add_data_validation(rule)


def _lists(sheet: Worksheet, owners: Iterable[str]) -> None:
    for number, text in enumerate(("Owners: the roles of the description", *owners), start=1):
        put(sheet.cell(number, 1), text)
    sheet["A1"].font = Font(bold=True)
    sheet.column_dimensions["A"].width = 60
