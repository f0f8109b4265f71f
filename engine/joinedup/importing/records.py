"""The rows of a tracker -> records of a description, each read with the reader's own rules."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from joinedup.errors import UserError
from joinedup.partnership.base import Record as Model
from joinedup.partnership.fields import Kind, Table
from joinedup.reading import Described
from joinedup.reading.build import Building
from joinedup.reading.scalars import Wrong
from joinedup.reading.tree import Tree

from .cells import Raw, Taking
from .columns import Column, Columns, key
from .days import agreed_order
from .how import How
from .identity import Identity
from .kinds import Import, fields_of, model_of
from .names import Names
from .proposal import Misfit, Proposal, Taken, hint, unreadable
from .tables import ERROR, MERGED, UNSAVED, Row, cell

BLANKS = frozenset(("", "tbc", "tba", "n a", "na", "none", "unknown", "not known", "to be confirmed"))
"""What people write into a cell of which nothing is known yet, by its `key`: also a dash or a question mark."""


def proposed(
    rows: Sequence[Row],
    kind: Import,
    columns: Columns,
    described: Described,
    how: How,
) -> Proposal:
    """The records that a tracker holds.

    Args:
        rows: Its rows.
        kind: What they are.
        columns: Which column gives which field.
        described: The description they are for.
        how: How it is to be read.

    Raises:
        UserError: the dates of a column show another order than was told.
    """
    below = [row for row in rows if row.number > columns.row]
    orders = {column.field: _order(column, below, how.day_first) for column in columns.used}
    names = Names(described.partnership)
    taking = Taking(names, {key(word): meant for word, meant in how.words.items()}, orders, Counter())
    reading = _Reading(kind, columns, described, taking)
    return reading.all(below)


class _Reading:
    """One reading of one tracker."""

    def __init__(self, kind: Import, columns: Columns, described: Described, taking: Taking) -> None:
        self.columns, self.taking = columns, taking
        self.fields = fields_of(kind)
        root = described.tree.root
        self.raw = {section: _by_id(root.get(section)) for section in kind.sections}
        self.identity = Identity(kind, described.partnership, columns.of("id") is not None)

    def all(self, rows: Sequence[Row]) -> Proposal:
        """Every row, as a record or with what is wrong with it."""
        misfits: list[Misfit] = []
        found: list[tuple[Row, str, dict[str, Any]]] = []
        for row in rows:
            values, wrong = self.values(row)
            section = self.identity.section(values)
            wrong += [] if section else [self.identity.which()]
            wrong += [] if wrong else self.identity.identified(row, section, values)
            if wrong:
                misfits.append(Misfit(row, tuple(wrong)))
            else:
                found.append((row, section, values))
        taken: list[Taken] = []
        for row, section, values in found:
            record, wrong = self.read(section, values)
            if record is None:
                misfits.append(Misfit(row, tuple(wrong)))
            else:
                taken.append(Taken(row.number, section, values["id"], frozenset(values), record))
        misfits.sort(key=lambda misfit: misfit.row.number)
        return Proposal(tuple(taken), tuple(misfits), dict(self.taking.guesses))

    def values(self, row: Row) -> tuple[dict[str, Any], list[str]]:
        """What the cells of a row say, by field, and what is wrong with them."""
        values: dict[str, Any] = {}
        wrong: list[str] = []
        for column in self.columns.used:
            text = cell(row, column.number)
            if not text:
                continue
            if text in (UNSAVED, MERGED) or ERROR.fullmatch(text):
                wrong.append(f"{column.heading}: {unreadable(text)}")
                continue
            kind, path = self.place(column.field)
            taken = self.taking.take(column.heading, column.field, kind, text)
            if isinstance(taken, Wrong) and key(text) in BLANKS:
                self.taking.guesses[column.heading, text, "left out"] += 1
            elif isinstance(taken, Wrong):
                wrong.append(f"{column.heading}: {taken.what}{hint(taken.meant)}")
            else:
                _set(values, path, taken)
        return values, wrong

    def place(self, field: str) -> tuple[Kind, tuple[str, ...]]:
        """What a column's cells hold, and where in a record they stand."""
        if field in self.fields:
            return self.fields[field], tuple(field.split("."))
        name, _, agency = field.partition(".")
        table = self.fields[name]
        assert isinstance(table, Table)  # noqa: S101 - the columns were checked
        return table.value, (name, agency)

    def read(self, section: str, values: Mapping[str, Any]) -> tuple[Model | None, list[str]]:
        """The record with what the description said of it before, read as a file is read."""
        building = Building(Tree({}), self.identity.ids)
        merged = _merged(self.raw[section].get(values["id"], {}), values)
        record: Model | None = building.record(model_of(section), merged)
        headings = {column.field: column.heading for column in self.columns.used}
        said = [
            ": ".join(filter(None, (headings.get(problem.where, problem.where.replace("_", " ")), problem.what)))
            + hint(problem.meant)
            for problem in building.problems
        ]
        return (None if said else record), said


def _order(column: Column, rows: Sequence[Row], told: bool | None) -> bool | None:
    """Whether the dates of a column have the day first."""
    try:
        return agreed_order((cell(row, column.number) for row in rows), told)
    except ValueError as error:
        raise UserError(f"{column.heading}: {error}") from None


def _by_id(records: Any) -> dict[str, Any]:
    listed = records if isinstance(records, list) else []
    return {record["id"]: record for record in listed if isinstance(record, dict) and "id" in record}


def _set(values: dict[str, Any], path: tuple[str, ...], taken: Raw) -> None:
    if len(path) == 1:
        held = values.get(path[0])
        values[path[0]] = {**taken, **held} if isinstance(held, dict) and isinstance(taken, dict) else taken
    else:
        values.setdefault(path[0], {})[path[1]] = taken


def _merged(before: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """A record as it was, with what a row says. One reading of several goes to those there are."""
    made = dict(before)
    for name, value in values.items():
        held = made.get(name)
        if name == "readings":
            made[name] = [*(one for one in held or () if one.get("on") != value.get("on")), value]
        elif isinstance(value, dict) and isinstance(held, dict):
            made[name] = {**held, **value}
        else:
            made[name] = value
    return made
