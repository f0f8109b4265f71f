"""A sheet as a table: which columns are known, what is wrong with its headings, and the rows that hold something."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from joinedup.reading import tree
from joinedup.reading.problems import Problem, nearest
from joinedup.reading.scalars import shown
from joinedup.reading.tree import FILE, LINE

from .grid import Page
from .layout import Column, Sheet, folded
from .scan import REFERENCE, column_of
from .values import text_of

OWN = ("#", "note")
"""What the name of a sheet or column begins with that is its author's own."""
HEADINGS = 1
"""The row of the headings."""
LABELS, VALUES = 1, 2
"""The columns of the sheet of label and value that are read."""

Row = dict[Column, tuple[int, int]]
"""For each column that holds something in a row: where."""


def is_own(name: str) -> bool:
    """Whether a sheet or column says that it is its author's own."""
    return folded(name).startswith(OWN)


@dataclass
class Table:
    """One sheet with what is known of it.

    Attributes:
        number: Its number among the sheets that are read.
        sheet: What it should be.
        page: What was found.
        problems: What is wrong with it so far.
        lacking: What is not filled in yet, and must be.
        own: The letters of the columns that are not read.
    """

    number: int
    sheet: Sheet
    page: Page
    problems: list[Problem] = field(default_factory=list)
    lacking: list[Problem] = field(default_factory=list)
    own: list[str] = field(default_factory=list)

    def at(self, row: int, column: int) -> int:
        """A place as the tree keeps it."""
        return self.number * FILE + (row - 1) * LINE + column - 1

    @cached_property
    def named(self) -> tree.Sheet:
        """The names of its columns or rows, for problems and findings."""
        names = {number: column.name for column, number in self.places.items()}
        down = not self.sheet.section
        return tree.Sheet(self.page.name, {} if down else names, names if down else {})

    def wrong(self, row: int, column: int, what: str, meant: str = "") -> None:
        """Notes a problem at a cell."""
        self.problems.append(Problem(row, column, "", what, meant, cell=self.named.cell(self.number, row, column)))

    def lacks(self, row: int, column: int, what: str) -> None:
        """Notes at a cell that something must still be filled in."""
        self.lacking.append(Problem(row, column, "", what, cell=self.named.cell(self.number, row, column)))

    def text(self, row: int, column: int) -> str:
        """What a cell holds, as text."""
        return text_of(self.page.cells.get((row, column)))

    @cached_property
    def places(self) -> Mapping[Column, int]:
        """The number of each known column; of its row, on the sheet of label and value."""
        if not self.sheet.section:
            return self._known({row: self.text(row, column) for row, column in self.page.cells if column == LABELS})
        return self._known({column: self.text(row, column) for row, column in self.page.cells if row == HEADINGS})

    def _known(self, headings: Mapping[int, str]) -> Mapping[Column, int]:
        known = {folded(column.name): column for column in self.sheet.all}
        found: dict[Column, int] = {}
        for number in sorted(headings):
            column = known.get(folded(headings[number]))
            if column is not None:
                found.setdefault(column, number)
        return found

    def check_headings(self) -> None:
        """Notes columns that nobody knows, that are there twice, or whose heading was lost."""
        used = {column for row, column in self.page.cells if row != HEADINGS}
        headed = {column for row, column in self.page.cells if row == HEADINGS}
        known = {folded(column.name): column for column in self.sheet.all}
        behind_gap = False
        for number in range(1, max(used | headed, default=0) + 1):
            heading = self.text(HEADINGS, number)
            if number not in used and not heading:
                behind_gap = True
            elif folded(heading) in known:
                if self.places[known[folded(heading)]] != number:
                    self.wrong(HEADINGS, number, f"a second column {shown(heading)}")
            elif behind_gap or is_own(heading):
                self.own.append(self.named.cell(0, 1, number).ref[:-1])
            elif not heading:
                self.wrong(HEADINGS, number, "this column holds something and has no heading")
            else:
                what = f"{shown(heading)} is no column of this sheet; begin it with # if it is your own"
                self.wrong(HEADINGS, number, what, nearest(heading, [column.name for column in known.values()]))
        self._check_needed(used)

    def _check_needed(self, used: set[int]) -> None:
        if used:
            for column in self.sheet.all:
                if (column.needed or column is self.sheet.of) and column not in self.places:
                    self.wrong(HEADINGS, 1, f'the column "{column.name}" is missing')

    def check_labels(self) -> None:
        """Notes rows of label and value that nobody knows, or that are there twice."""
        known = {folded(column.name): column for column in self.sheet.all}
        for row, column in sorted(self.page.cells):
            label = self.text(row, LABELS)
            if column == LABELS and row > HEADINGS and folded(label) not in known and not is_own(label):
                what = f"{shown(label)} is no row of this sheet; begin it with # if it is your own"
                self.wrong(row, LABELS, what, nearest(label, [column.name for column in known.values()]))
            elif column == LABELS and folded(label) in known and self.places[known[folded(label)]] != row:
                self.wrong(row, LABELS, f"a second row {shown(label)}")
            elif column == VALUES and row > HEADINGS and not label:
                self.wrong(row, VALUES, "this row holds a value and has no label")

    def check_merged(self) -> None:
        """Notes merged cells among those that are read: all of their rows but the first would be empty."""
        for merged in self.page.seen.merged:
            first, _, last = merged.partition(":")
            start, end = REFERENCE.fullmatch(first), REFERENCE.fullmatch(last or first)
            if start and end:
                touched = range(column_of(start[1]), column_of(end[1]) + 1)
                down = not self.sheet.section
                if (VALUES in touched and start[2] != end[2]) if down else self._reads(touched):
                    what = f"the cells {merged} are merged, so that only the first of them holds a value"
                    self.wrong(int(start[2]), column_of(start[1]), f"{what}: take the cells apart and fill in each")

    def _reads(self, columns: range) -> bool:
        return any(number in columns for number in self.places.values())

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Each row below the headings that holds something in a known column."""
        by_number = {number: column for column, number in self.places.items()}
        held: dict[int, Row] = {}
        for row, number in sorted({*self.page.cells, *self._unvalued}):
            if row > HEADINGS and number in by_number:
                held.setdefault(row, {})[by_number[number]] = (row, number)
        yield from held.items()

    @cached_property
    def _unvalued(self) -> Mapping[tuple[int, int], str]:
        matches = map(REFERENCE.fullmatch, self.page.seen.unvalued)
        return {(int(match[2]), column_of(match[1])): match[0] for match in matches if match}

    def raw(self, row: int, column: int) -> Any:
        """What a cell holds; None, with a problem, where it shows an error or a formula that was never worked out."""
        if (row, column) in self._unvalued:
            what = "the formula has no value yet: open the workbook in Excel or LibreOffice, and save it"
            self.wrong(row, column, what)
            return None
        if (row, column) in self.page.errors:
            self.wrong(row, column, f"the cell shows the error {self.text(row, column)}")
            return None
        return self.page.cells.get((row, column))
