"""The tracker workbook, filled in -> decisions, and what became of them since it was last read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.history.decision import CHANGED, DONE, DROPPED, REOPENED, TRACKER, Decision, Event, Terms
from joinedup.history.decisions import Orders
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
DAYS = ("due", "updated")
BLOCKED = "blocked"
OPEN = ("", "open")
FIELDS = ("id", "title", "owner", "due", "status", "updated", "result")
NO_FINDING = "no reference of a finding"
UNFINISHED = "no owner, or no day"


class Filled(Frozen):
    """A row that was filled in; None and empty where a cell says nothing."""

    number: int
    ref: str
    text: str
    owner: Terms | None
    due: date | None
    status: str
    updated: date | None
    result: str


class Tracker:
    """A tracker that was filled in.

    Args:
        path: The file, for messages.
        rows: What it holds.
        background: What it may name.
        on: The day on which it is read, or its decisions were taken.
        day_first: Whether 03/04/2026 is 3 April; None where the column alone can tell.

    Raises:
        UserError: it has no row of headings, or lacks a column.
    """

    def __init__(self, path: str, rows: Rows, background: Background, on: date, day_first: bool | None = None) -> None:
        self._path, self._rows, self._background, self._on = path, rows, background, on
        self._columns = _columns(path, rows)
        self._below = [row for row in rows.rows if row.number > self._columns.row]
        self._wrong: list[str] = []
        self._taking = Taking(background.names, {}, self._orders(day_first), Counter())
        self.left_out: dict[str, list[int]] = {}
        self._filled = [filled for row in self._below if (filled := self._row(row)) is not None]
        for ref, many in Counter(one.ref for one in self._filled).items():
            rows_of = ", ".join(str(one.number) for one in self._filled if one.ref == ref)
            self._wrong += [f"{self._place()}: {ref} stands in the rows {rows_of}: leave one"] if many > 1 else []

    def orders(self, held: Sequence[Decision], recorded: datetime) -> Orders:
        """What is to be recorded: each row with an owner and a day is a decision; of those there, what changed.

        Raises:
            UserError: with every cell that cannot be read.
        """
        there = {one.refs[0]: one for one in held if one.origin == TRACKER}
        new: list[Decision] = []
        events: list[tuple[int, Event]] = []
        for filled in self._filled:
            before = there.get(filled.ref)
            terms = self._terms(filled, before)
            if terms is None:
                continue
            if before is None:
                new.append(self._new(filled, terms, recorded))
            elif event := self._event(filled, terms, before, recorded):
                events.append((before.number, event))
        if self._wrong:
            raise UserError("\n".join(self._wrong))
        return Orders(new, events)

    def _terms(self, filled: Filled, before: Decision | None) -> Terms | None:
        """The owner and day of a row; what it leaves blank is as it was. None where it is no decision yet."""
        now = before.now if before else None
        by = filled.due or (now.by if now else None)
        if by is None or not (filled.owner or now):
            if filled.owner or filled.due or filled.status in (DONE, DROPPED):
                self.left_out.setdefault(UNFINISHED, []).append(filled.number)
            return None
        terms = filled.owner or now
        return terms.but(by=by) if terms else None

    def _new(self, filled: Filled, terms: Terms, recorded: datetime) -> Decision:
        on = min(self._on, filled.updated or self._on)
        if terms.by < on:
            early = f"{terms.by} is before the day of the decision ({on}); --on says when it was decided"
            self._say(filled.number, "due", Wrong(early))
        text = filled.text or self._background.seen[filled.ref].title
        made = Decision(self._background.partnership.name, text, (filled.ref,), on, recorded, terms, TRACKER)
        event = self._event(filled, terms, made, recorded)
        return made.but(events=(event,)) if event else made

    def _event(self, filled: Filled, terms: Terms, before: Decision, recorded: datetime) -> Event | None:
        """What is different from what is recorded; None where nothing is."""
        state = filled.status if filled.status in (DONE, DROPPED) else "" if filled.status else before.state
        blocked = BLOCKED if filled.status == BLOCKED else ""
        note = ": ".join(filter(None, (blocked, filled.result)))
        on = filled.updated if filled.updated and filled.updated >= before.last else max(self._on, before.last)
        if state != before.state:
            return Event(state or REOPENED, on, recorded, terms, note)
        same = (terms.owner, terms.by) == (before.now.owner, before.now.by) and note in ("", before.note)
        return None if same else Event(CHANGED, on, recorded, terms, note)

    def _row(self, row: Row) -> Filled | None:
        """A row that may be a decision, with what is wrong with its cells said."""
        texts = {field: self._text(row, field) for field in FIELDS}
        filled_in = any(texts[field] for field in ("owner", "due", "result"))
        if not filled_in and texts["status"].casefold() in OPEN:
            return None
        if not REFERENCE.fullmatch(texts["id"]):
            self.left_out.setdefault(NO_FINDING, []).append(row.number)
            return None
        ref = self._background.ref(texts["id"])
        if isinstance(ref, Wrong):
            self._say(row.number, "id", ref)
            return None
        said = {field: self._background.said(texts[field]) for field in ("title", "result")}
        for field, taken in said.items():
            if isinstance(taken, Wrong):
                self._say(row.number, field, taken)
        if key(texts["status"]) == DROPPED and not texts["result"]:
            self._say(row.number, "result", Wrong("say why it was dropped"))
        values = {field: self._value(row, field, texts[field]) for field in ("due", "status", "updated")}
        return Filled(
            row.number,
            ref,
            str(said["title"]),
            self._owner(row, texts["owner"]),
            date.fromisoformat(values["due"]) if values["due"] else None,
            values["status"],
            date.fromisoformat(values["updated"]) if values["updated"] else None,
            str(said["result"]),
        )

    def _owner(self, row: Row, text: str) -> Terms | None:
        taken = self._background.owner(text, date.max) if text else None
        if isinstance(taken, Wrong):
            self._say(row.number, "owner", taken)
            return None
        return taken

    def _text(self, row: Row, field: str) -> str:
        """What stands in a cell; nothing for what people write where nothing is known yet."""
        column = self._columns.of(field)
        text = cell(row, column.number) if column else ""
        if text in (UNSAVED, MERGED) or ERROR.fullmatch(text):
            self._say(row.number, field, Wrong(unreadable(text)))
            return ""
        return "" if field != "title" and key(text) in BLANKS else text

    def _value(self, row: Row, field: str, text: str) -> str:
        column = self._columns.of(field)
        if column is None or not text:
            return ""
        taken = self._taking.take(column.heading, field, fields_of(ACTIONS)[field], text)
        if isinstance(taken, Wrong):
            self._say(row.number, field, taken)
            return ""
        return str(taken)

    def _orders(self, told: bool | None) -> Mapping[str, bool | None]:
        """For each column of days whether the day stands first in it."""
        found: dict[str, bool | None] = {}
        for column in filter(None, map(self._columns.of, DAYS)):
            try:
                found[column.field] = agreed_order((cell(row, column.number) for row in self._below), told)
            except ValueError as error:
                raise UserError(f"{self._place()}, {column.heading}: {error}") from None
        return found

    def _say(self, row: int, field: str, wrong: Wrong) -> None:
        column = self._columns.of(field)
        self._wrong.append(problem(self._place(column, row), wrong))

    def _place(self, column: Column | None = None, row: int = 0) -> str:
        """The place in words: "actions.xlsx: sheet Actions, cell F14 (Due)"."""
        at = f"cell {letter(column.number)}{row} ({column.heading})" if column else f"row {row}" if row else ""
        sheet = f"sheet {self._rows.sheet}" if self._rows.sheet else ""
        return ": ".join(filter(None, (self._path, ", ".join(filter(None, (sheet, at))))))


def _columns(path: str, rows: Rows) -> Columns:
    try:
        columns = matched(rows.rows, ACTIONS, {}, {})
    except UserError as error:
        raise UserError(f"{path}: {error}") from None
    lacking = [heading for field, heading in NEEDED.items() if columns.of(field) is None]
    if lacking:
        raise UserError(
            f"{path}: it lacks {' and '.join(lacking)}; give the tracker that `joinedup check -o actions.xlsx` wrote, "
            "filled in"
        )
    return columns
