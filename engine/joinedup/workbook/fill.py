"""The rows of one sheet put into the tree: each record, list and table with the cell that it stands in."""

from collections.abc import Sequence
from typing import Any

from joinedup.partnership.fields import Nested, Several
from joinedup.reading.build import NOUNS
from joinedup.reading.problems import nearest
from joinedup.reading.scalars import Wrong, shown
from joinedup.reading.tree import REFUSED, Tree

from .days import iso_day
from .example import example
from .grown import Grown
from .layout import Column, Sheet, folded
from .notes import EXAMPLE
from .rows import rows
from .table import VALUES, Row, Table
from .values import BARE, NONE, holds_day, is_text, items_of, text_of

NOTHING = frozenset(("n/a", "na", "nil", "no", "nothing", "-", "0", "(none)", "not applicable"))
"""What people write where they mean that there are none."""
MISSING = "a value is missing here"


def is_example(table: Table, row: Row) -> bool:
    """Whether a row is marked as an example."""
    first = table.sheet.all[0]
    return first in row and table.text(*row[first]).casefold().startswith(EXAMPLE.strip())


class Filling:
    """Puts one sheet into a tree.

    Args:
        tree: The tree so far; the sheets of the sections come before those that belong to their records.
        table: The sheet; its problems are noted there.
    """

    def __init__(self, tree: Tree, table: Table) -> None:
        self.tree = tree
        self.grown = Grown(tree)
        self.table = table
        self.empty: list[tuple[Any, tuple[int, int]]] = []
        self.sheet: Sheet = table.sheet

    def fill(self) -> None:
        """Puts in every row."""
        if not self.sheet.section:
            self._values()
            return
        self.table.check_headings()
        self.table.check_merged()
        given = [(number, row) for number, row in self.table.rows() if not self._example(row)]
        for number, row in given:
            if self._says_none(number, row):
                continue
            if self.sheet.key:
                self._keyed(number, row)
            elif self.sheet.of:
                self._inner(number, row)
            else:
                self._complete(self._record(self.tree.root, (self.sheet.section,), number), number, row)
        for container, place in self.empty:
            if container:
                self.table.wrong(
                    *place, f'this says "{NONE}", and other rows say the contrary: delete one or the other'
                )

    def _record(self, holder: dict[str, Any], steps: Sequence[str], row: int) -> dict[str, Any]:
        """A new record at the end of a list."""
        return self.grown.record(holder, steps, self.table.at(row, min(self.table.places.values(), default=1)))

    def _none(self, holder: dict[str, Any], steps: Sequence[str], place: tuple[int, int]) -> None:
        """Puts in that there are none; rows that say the contrary may still come."""
        kind = dict if self.sheet.key else list
        self.empty.append((self.grown.inside(holder, steps, self.table.at(*place), kind), place))

    def _values(self) -> None:
        """The sheet of label and value."""
        self.table.check_labels()
        self.table.check_merged()
        for column in self.sheet.columns:
            row = self.table.places.get(column)
            if row is None:
                continue
            value = self._value(column, row, VALUES)
            if value is None and column.needed:
                self.table.lacks(row, VALUES, MISSING)
                value = REFUSED
            if value is not None:
                self.grown.set(self.tree.root, column.steps, value, self.table.at(row, VALUES))

    def _complete(self, record: dict[str, Any], number: int, row: Row) -> None:
        """Gives a record what its row says, and says what it does not."""
        for column in self.sheet.columns:
            if column in row:
                value = self._value(column, *row[column])
                if value is not None:
                    self.grown.set(record, column.steps, value, self.table.at(*row[column]))
            elif column.needed:
                where = self.table.places.get(column)
                if where:
                    self.table.lacks(number, where, MISSING)
                self.grown.set(record, column.steps, REFUSED, self.table.at(number, where or 1))

    def _inner(self, number: int, row: Row) -> None:
        """A row that belongs to a record of another sheet."""
        owner = self._owner(number, row)
        if owner is not None:
            self._complete(self._record(owner, self.sheet.steps, number), number, row)

    def _keyed(self, number: int, row: Row) -> None:
        """A row that says something of one agency."""
        assert self.sheet.key is not None  # noqa: S101 - asked before
        owner = self._owner(number, row) if self.sheet.of else self.tree.root
        if owner is None:
            return
        if self.sheet.key not in row:
            self.table.wrong(number, self.table.places.get(self.sheet.key, 1), MISSING)
            return
        key = self.table.text(*row[self.sheet.key])
        filled = [column for column in self.sheet.columns if column in row]
        if not filled:
            where = self.table.places.get(self.sheet.columns[0], 1)
            self.table.wrong(number, where, f"nothing is said of {shown(key)} here")
        for column in filled:
            self._enter(owner, column, key, row)

    def _enter(self, owner: dict[str, Any], column: Column, key: str, row: Row) -> None:
        """One value of a table."""
        assert self.sheet.key is not None  # noqa: S101 - asked before
        at, key_at = self.table.at(*row[column]), self.table.at(*row[self.sheet.key])
        steps = column.steps if self.sheet.of else (self.sheet.section,)
        table = self.grown.inside(owner, steps, at, dict)
        if key.casefold() == NONE:
            if folded(self.table.text(*row[column])) != NONE:
                self.table.wrong(*row[column], f"write {NONE} here too, or say which agency it is")
            self._none(owner, steps, row[column])
            return
        if key in table:
            self.table.wrong(*row[column], f"this is given for {shown(key)} twice")
            return
        value = self._value(column, *row[column])
        if value is not None:
            self.grown.put(table, key, value, at, key_at)

    def _owner(self, number: int, row: Row) -> dict[str, Any] | None:
        """The record that a row belongs to; None, with a problem, where there is none."""
        of = self.sheet.of
        assert of is not None  # noqa: S101 - asked before
        if of not in row:
            self.table.wrong(number, self.table.places.get(of, 1), f"say which {of.name} this belongs to")
            return None
        id = self.table.text(*row[of])
        records = self.tree.root.get(self.sheet.section)
        known = {one.get("id"): one for one in records if isinstance(one, dict)} if isinstance(records, list) else {}
        if id not in known:
            noun = NOUNS.get(self.sheet.section, of.name)
            names = {str(one.get("name") or one.get("title")): key for key, one in known.items()}
            meant = names.get(id) or nearest(id, [key for key in known if isinstance(key, str)])
            self.table.wrong(*row[of], f"no {noun} {shown(id)}", meant)
            return None
        return known[id]

    def _example(self, row: Row) -> bool:
        """Whether a row is an example, which is never read; one that was changed is a problem, as it may be meant."""
        if not is_example(self.table, row):
            return False
        first = self.sheet.all[0]
        shown_row = rows(self.sheet, example())[0]
        written = {column: text_of(value) for column, value in zip(self.sheet.all, shown_row, strict=False) if value}
        written[first] = f"{EXAMPLE}{written[first]}"
        if written != {column: self.table.text(*place) for column, place in row.items()}:
            what = f'this row is marked as an example and was changed: take "{EXAMPLE.strip()}" away if it is yours'
            self.table.wrong(*row[first], f"{what}, or delete the row")
        return True

    def _says_none(self, number: int, row: Row) -> bool:
        """Takes a row that says that there are none: of a section, or of what a record holds several times."""
        says = self.sheet.all[1] if self.sheet.of else self.sheet.all[0]
        expected = {says, self.sheet.of} - {None}
        if set(row) != expected:
            return False
        text = folded(self.table.text(*row[says]))
        if text != NONE:
            if text in NOTHING:
                self.table.wrong(*row[says], f"{shown(text)} can mean that there are none", NONE)
            return text in NOTHING
        if self.sheet.of:
            self._none_of_record(number, row)
        else:
            self._none(self.tree.root, (self.sheet.section,), row[says])
        return True

    def _none_of_record(self, number: int, row: Row) -> None:
        owner = self._owner(number, row)
        if owner is None:
            return
        if self.sheet.key and len(self.sheet.columns) > 1:
            what = f"say of what there is none: write {NONE} in that column as well"
            self.table.wrong(number, self.table.places.get(self.sheet.columns[0], 1), what)
            return
        steps = self.sheet.columns[0].steps if self.sheet.key else self.sheet.steps
        self._none(owner, steps, row[self.sheet.all[1]])

    def _value(self, column: Column, row: int, number: int) -> Any:
        """What a cell says, as a file would; None for nothing, `REFUSED` where a problem was noted."""
        problems = len(self.table.problems)
        text = text_of(self.table.raw(row, number))
        if not text:
            return REFUSED if len(self.table.problems) > problems else None
        if isinstance(column.kind, Nested):
            if folded(text) == BARE:
                return self.grown.made({}, self.table.at(row, number))
            self.table.wrong(row, number, f'{shown(text)} has no place here: leave it empty, or write "{BARE}"')
            return REFUSED
        if not isinstance(column.kind, Several):
            return self._one(column, text, row, number)
        items = [self._one(column, item, row, number) for item in items_of(text)]
        at = self.table.at(row, number)
        made = self.grown.made(items, at)
        self.tree.places[id(made)] += [at] * len(items)
        return made

    def _one(self, column: Column, text: str, row: int, number: int) -> Any:
        if holds_day(column.kind):
            day = iso_day(text)
            if isinstance(day, Wrong):
                self.table.wrong(row, number, day.what, day.meant)
                return REFUSED
            return day
        return text if is_text(column.kind) else " ".join(text.split())
