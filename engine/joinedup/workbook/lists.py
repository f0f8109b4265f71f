"""The drop-down lists: words, yes and no, and the ids of other sheets."""

from collections.abc import Sequence
from typing import Literal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from joinedup.partnership.base import Ref
from joinedup.partnership.fields import Either, Kind, Plain, Several, Words

from .layout import LISTS, Column, Sheet, by_section
from .notes import pointed
from .values import NO, YES

LAST = 2000
"""The last row that has a drop-down list."""
LONGEST = 500
"""How many ids of several sheets are offered together."""
Strict = Literal["stop", "warning"] | None
"""What happens to a value that is not on the list: it is refused, asked about, or taken."""


class Lists:
    """The drop-down lists of one workbook.

    Args:
        barriers: The barriers that a survey can ask about.
        first: The first row of ids on each sheet, behind the headings and an example.
    """

    def __init__(self, barriers: Sequence[str], first: int) -> None:
        self.barriers = barriers
        self.first = first
        self.together: list[Ref] = []

    def offer(self, page: Worksheet, sheet: Sheet) -> None:
        """Gives each column of a sheet its list; on the sheet of label and value, each row."""
        for number, column in enumerate(sheet.all, start=1):
            source, strict = self._source(column.kind)
            if source:
                made = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=strict is not None)
                made.errorStyle = strict
                made.errorTitle, made.error = _what(column)
                letter = get_column_letter(number)
                made.add(f"{letter}2:{letter}{LAST}" if sheet.section else f"B{number + 1}")
                page.add_data_validation(made)

    def write(self, book: Workbook) -> None:
        """The hidden sheet on which the ids of several sheets are put together."""
        page = book.create_sheet(LISTS)
        page.sheet_state = "hidden"
        for row, barrier in enumerate(self.barriers, start=1):
            page.cell(row, 1, barrier)
        for number, ref in enumerate(self.together, start=2):
            start = 1
            if ref.word:
                page.cell(1, number, ref.word)
                start = 2
            for row in range(start, LONGEST + 1):
                page.cell(row, number, self._id(ref.sections, row - start + 1))

    def _source(self, kind: Kind) -> tuple[str, Strict]:
        """Where a list comes from, and what happens to other values."""
        if isinstance(kind, Several):
            return self._source(kind.item)[0], None
        if isinstance(kind, Either):
            words = next(choice for choice in kind.choices if isinstance(choice, Words))
            return self._source(words)[0], None
        if isinstance(kind, Words):
            return f'"{",".join(kind.words)}"', "stop"
        if kind == Plain(bool):
            return f'"{YES},{NO}"', "stop"
        return (self._ids(kind), "warning") if isinstance(kind, Ref) else ("", None)

    def _ids(self, ref: Ref) -> str:
        if ref.sections[0] not in by_section():
            return f"{LISTS}!$A$1:$A${len(self.barriers)}" if self.barriers else ""
        if len(ref.sections) == 1:
            cells = self._cells(ref.sections[0])
            return f"OFFSET({cells.partition(':')[0]},0,0,MAX(1,COUNTA({cells})),1)"
        if ref not in self.together:
            self.together.append(ref)
        letter = get_column_letter(self.together.index(ref) + 2)
        cells = f"{LISTS}!${letter}$1:${letter}${LONGEST}"
        return f'OFFSET({LISTS}!${letter}$1,0,0,MAX(1,COUNTIF({cells},"?*")),1)'

    def _cells(self, section: str) -> str:
        """The cells of a sheet that hold its ids."""
        return f"'{by_section()[section].name}'!$A${self.first}:$A${LAST}"

    def _id(self, sections: Sequence[str], number: int) -> str:
        """The formula that gives an id by its number, counted through several sheets."""
        first, *rest = map(self._cells, sections)
        before = [f"COUNTA({first})"]
        formula = f"IF({number}<={before[0]},INDEX({first},{number}),%s)"
        for cells in rest:
            left = f"{number}-{'-'.join(before)}"
            formula %= f"IF({left}<=COUNTA({cells}),INDEX({cells},{left}),%s)"
            before.append(f"COUNTA({cells})")
        return "=" + formula % '""'


def _what(column: Column) -> tuple[str, str]:
    """The title and the words of the message where a value is not on the list."""
    kind = column.kind
    if isinstance(kind, Ref):
        return "Is this id right?", f"It does not stand on {pointed(kind)}."
    return "Not on the list", "Please choose from the list, or leave the cell empty."
