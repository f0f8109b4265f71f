"""The rows of a tracker that was filled in, each cell as the words and days that it stands for."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.history.decision import DROPPED, Terms
from joinedup.importing.cells import Taking
from joinedup.importing.columns import Column, Columns, key, letter, matched
from joinedup.importing.days import agreed_order
from joinedup.importing.kinds import IMPORTS, fields_of
from joinedup.importing.proposal import unreadable
from joinedup.importing.records import BLANKS
from joinedup.importing.tables import ERROR, MERGED, UNSAVED, Row, Rows, cell
from joinedup.reading.scalars import Wrong

from .background import REFERENCE, Background, problem

ACTIONS = IMPORTS["actions"]
NEEDED = {"id": "Reference", "owner": "Owner", "due": "Due"}
"""The columns without which nothing can be read, each as the tracker heads it."""
FIELDS = ("id", "title", "owner", "due", "status", "updated", "result")
DAYS = ("due", "updated")
UNTOUCHED = ("", "open")
"""What stands under Status in a row of which nothing was filled in."""
NO_FINDING = "no reference of a finding"


class Filled(Frozen):
    """A row that was filled in; None and empty where a cell says nothing.

    Attributes:
        number: Its number in the sheet.
        ref: The reference of its finding.
        text: What is to be done.
        owner: Who sees to it, without a day.
        due: Until when.
        status: open, blocked, done or dropped.
        updated: When it was last updated.
        result: What came of it.
    """

    number: int
    ref: str
    text: str
    owner: Terms | None
    due: date | None
    status: str
    updated: date | None
    result: str


class TrackerRows:
    """The rows of a tracker that were filled in.

    Args:
        path: The file, for messages.
        rows: What it holds.
        background: What it may name.
        day_first: Whether 03/04/2026 is 3 April; None where the column alone can tell.

    Attributes:
        filled: The rows, in order.
        wrong: All that is wrong with cells, each with its place.
        left_out: For each reason the numbers of the rows that are no decisions.

    Raises:
        UserError: it has no row of headings, or lacks a column.
    """

    def __init__(self, path: str, rows: Rows, background: Background, day_first: bool | None) -> None:
        self._path, self._sheet, self._background = path, rows.sheet, background
        self._columns = _columns(path, rows)
        below = [row for row in rows.rows if row.number > self._columns.row]
        self.wrong: list[str] = []
        self.left_out: dict[str, list[int]] = {}
        self._taking = Taking(background.names, {}, self._orders(below, day_first), Counter())
        self.filled = [filled for row in below if (filled := self._row(row)) is not None]
        for ref, many in Counter(one.ref for one in self.filled).items():
            numbers = ", ".join(str(one.number) for one in self.filled if one.ref == ref)
            self.wrong += [f"{self._place()}: {ref} stands in the rows {numbers}: leave one"] if many > 1 else []

    def say(self, row: int, field: str, wrong: Wrong) -> None:
        """Notes what is wrong with a cell.

        Args:
            row: The number of its row.
            field: The field that its column gives.
            wrong: What is wrong.
        """
        self.wrong.append(problem(self._place(self._columns.of(field), row), wrong))

    def _row(self, row: Row) -> Filled | None:
        """A row that may be a decision; None where nothing was filled in, or it is about no finding."""
        texts = {field: self._text(row, field) for field in FIELDS}
        filled_in = any(texts[field] for field in ("owner", "due", "result"))
        if not filled_in and texts["status"].casefold() in UNTOUCHED:
            return None
        if not REFERENCE.fullmatch(texts["id"]):
            self.left_out.setdefault(NO_FINDING, []).append(row.number)
            return None
        ref = self._good(row, "id", self._background.ref(texts["id"]))
        text, result = (self._good(row, field, self._background.said(texts[field])) for field in ("title", "result"))
        owner = self._background.owner(texts["owner"], date.max) if texts["owner"] else None
        if isinstance(owner, Wrong):
            self.say(row.number, "owner", owner)
        due, status, updated = (self._value(row, field, texts[field]) for field in ("due", "status", "updated"))
        if status == DROPPED and not texts["result"]:
            self.say(row.number, "result", Wrong("say why it was dropped"))
        terms = owner if isinstance(owner, Terms) else None
        return Filled(row.number, ref, text, terms, _day(due), status, _day(updated), result) if ref else None

    def _text(self, row: Row, field: str) -> str:
        """What stands in a cell; nothing for what people write where nothing is known yet."""
        column = self._columns.of(field)
        text = cell(row, column.number) if column else ""
        if text in (UNSAVED, MERGED) or ERROR.fullmatch(text):
            self.say(row.number, field, Wrong(unreadable(text)))
            return ""
        return "" if field != "title" and key(text) in BLANKS else text

    def _value(self, row: Row, field: str, text: str) -> str:
        column = self._columns.of(field)
        if column is None or not text:
            return ""
        taken = self._taking.take(column.heading, field, fields_of(ACTIONS)[field], text)
        return self._good(row, field, taken if isinstance(taken, Wrong) else str(taken))

    def _good(self, row: Row, field: str, taken: str | Wrong) -> str:
        """What a cell says; nothing, and noted, where it is wrong."""
        if isinstance(taken, Wrong):
            self.say(row.number, field, taken)
            return ""
        return taken

    def _orders(self, rows: list[Row], told: bool | None) -> Mapping[str, bool | None]:
        """For each column of days whether the day stands first in it."""
        found: dict[str, bool | None] = {}
        for column in filter(None, map(self._columns.of, DAYS)):
            try:
                found[column.field] = agreed_order((cell(row, column.number) for row in rows), told)
            except ValueError as error:
                raise UserError(f"{self._place()}, {column.heading}: {error}") from None
        return found

    def _place(self, column: Column | None = None, row: int = 0) -> str:
        """The place in words: "actions.xlsx: sheet Actions, cell F14 (Due)"."""
        at = f"cell {letter(column.number)}{row} ({column.heading})" if column else f"row {row}" if row else ""
        sheet = f"sheet {self._sheet}" if self._sheet else ""
        return ": ".join(filter(None, (self._path, ", ".join(filter(None, (sheet, at))))))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _columns(path: str, rows: Rows) -> Columns:
    give = "give the tracker that `joinedup check -o actions.xlsx` wrote, filled in"
    try:
        columns = matched(rows.rows, ACTIONS, {}, {})
    except UserError:  # whose advice is about importing
        raise UserError(f"{path}: it has no row of headings such as Reference, Owner and Due; {give}") from None
    lacking = [heading for field, heading in NEEDED.items() if columns.of(field) is None]
    if lacking:
        raise UserError(f"{path}: it lacks the column {' and '.join(lacking)}; {give}")
    return columns
