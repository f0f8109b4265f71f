"""The rows of a tracker -> records of a description, each read with the reader's own rules."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.partnership import Partnership
from joinedup.partnership.base import Record as Model
from joinedup.partnership.fields import Kind, Table, fields, record_of
from joinedup.reading import Described
from joinedup.reading.build import Building
from joinedup.reading.scalars import Wrong, shown
from joinedup.reading.tree import Tree

from .cells import Raw, Taking, slug
from .columns import Column, Columns, key
from .days import agreed_order
from .kinds import Import, fields_of, model_of
from .names import Names
from .tables import ERROR, UNSAVED, Row

BLANKS = frozenset(("", "tbc", "tba", "n a", "na", "none", "unknown", "not known", "to be confirmed"))
"""What people write into a cell of which nothing is known yet, by its `key`: also a dash or a question mark."""
LONGEST_ID = 60
APART = {"targets": "services", "services": "targets", "roles": "boards", "boards": "roles"}
"""Sections whose records one field may name, so that their ids must differ."""


class Misfit(Frozen):
    """A row that was not brought over, with all that is wrong with it."""

    row: Row
    why: tuple[str, ...]


class Taken(Frozen):
    """A row that is a record now.

    Attributes:
        row: Its number in the tracker.
        section: The section it belongs to.
        id: Its id.
        given: The names of the fields that the row gives.
        record: The record, with what the description said of it before.
    """

    row: int
    section: str
    id: str
    given: frozenset[str]
    record: Model


class Proposal(Frozen):
    """What a tracker would bring.

    Attributes:
        taken: The rows that fit.
        misfits: Those that do not.
        guesses: What was taken for what, and how often: heading, text, value.
    """

    taken: tuple[Taken, ...]
    misfits: tuple[Misfit, ...]
    guesses: Mapping[tuple[str, str, str], int]


def proposed(
    rows: Sequence[Row],
    kind: Import,
    columns: Columns,
    described: Described,
    words: Mapping[str, str],
    order: bool | None,
) -> Proposal:
    """The records that a tracker holds.

    Args:
        rows: Its rows.
        kind: What they are.
        columns: Which column gives which field.
        described: The description they are for.
        words: What words of the tracker stand for, as it was told.
        order: Whether the day stands before the month where a date can be read in two ways; None for not known.

    Raises:
        UserError: the dates of a column show another order than was told.
    """
    below = [row for row in rows if row.number > columns.row]
    orders = {column.field: _order(column, below, order) for column in columns.used}
    names = Names(described.partnership)
    taking = Taking(names, {key(word): meant for word, meant in words.items()}, orders, Counter())
    reading = _Reading(kind, columns, described, taking)
    return reading.all(below)


class _Reading:
    """One reading of one tracker."""

    def __init__(self, kind: Import, columns: Columns, described: Described, taking: Taking) -> None:
        self.kind, self.columns, self.taking = kind, columns, taking
        self.fields = fields_of(kind)
        self.partnership: Partnership = described.partnership
        root = described.tree.root
        self.raw = {section: _by_id(root.get(section)) for section in kind.sections}
        self.ids = {
            field.name: {record.id: record.label for record in getattr(self.partnership, field.name)}
            for field in fields(Partnership)
            if (model := record_of(field.kind)) is not None and "id" in model.declared
            if isinstance(getattr(self.partnership, field.name), tuple)
        }
        self.seen: dict[str, int] = {}
        self.titles: dict[str, dict[str, list[str]]] = {section: {} for section in kind.sections}
        for section in kind.sections:
            for id, label in self.ids[section].items():
                self.titles[section].setdefault(key(label), []).append(id)

    def all(self, rows: Sequence[Row]) -> Proposal:
        """Every row, as a record or with what is wrong with it."""
        misfits: list[Misfit] = []
        found: list[tuple[Row, str, dict[str, Any]]] = []
        for row in rows:
            values, wrong = self.values(row)
            section = self.section(values)
            wrong += [] if section else [self.which()]
            wrong += [] if wrong else self.identified(row, section, values)
            if wrong:
                misfits.append(Misfit(row, tuple(wrong)))
            else:
                found.append((row, section, values))
                self.ids[section].setdefault(values["id"], str(values.get("title", values["id"])))
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
            text = _cell(row, column.number)
            if not text:
                continue
            if text == UNSAVED or ERROR.fullmatch(text):
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

    def section(self, values: Mapping[str, Any]) -> str:
        """The section that a row belongs to: the one that knows its kind, or alone knows one of its fields."""
        fitting = []
        for section in self.kind.sections:
            of = {field.name: field.kind for field in fields(model_of(section))}
            words = getattr(of.get("kind"), "words", ())
            if set(values) <= of.keys() and ("kind" not in values or values["kind"] in words):
                fitting.append(section)
        return fitting[0] if len(fitting) == 1 else ""

    def which(self) -> str:
        """What to say of a row of which the section cannot be told."""
        known = [
            f"{', '.join(field.kind.words)} for {section.replace('_', ' ')}"  # type: ignore[union-attr]
            for section in self.kind.sections
            for field in fields(model_of(section))
            if field.name == "kind"
        ]
        return f"its kind does not say where it belongs: {'; '.join(known)}"

    def identified(self, row: Row, section: str, values: dict[str, Any]) -> list[str]:
        """Gives a row its id: its own, that of the record of the same title, or one made from the title."""
        title = str(values.get("title", ""))
        if "id" not in values:
            if not title:
                return ["neither an id nor a title: one of the two is needed"]
            same = self.titles[section].get(key(title), [])
            if len(same) > 1:
                return [f"{shown(title)} is the title of {' and '.join(same)}: give the id of the one that is meant"]
            made = slug(title)
            if isinstance(made, Wrong):
                return [made.what]
            values["id"] = same[0] if same else _short(made)
        id = values["id"]
        before = self.seen.setdefault(id, row.number)
        if before != row.number:
            return [f"row {before} is {shown(id)} already: give each row an id of its own"]
        if id in self.ids.get(APART.get(section, ""), {}):
            return [f"{shown(id)} is the id of one of the {APART[section]} already: give this row another"]
        label = self.ids[section].get(id)
        if label is not None and title and key(label) != key(title) and self.columns.of("id") is None:
            return [f"{shown(id)} is the id of {shown(label)} already: give this row an id of its own"]
        return []

    def read(self, section: str, values: Mapping[str, Any]) -> tuple[Model | None, list[str]]:
        """The record with what the description said of it before, read as a file is read."""
        building = Building(Tree({}), self.ids)
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
        return agreed_order((_cell(row, column.number) for row in rows), told)
    except ValueError as error:
        raise UserError(f"{column.heading}: {error}") from None


def unreadable(text: str) -> str:
    """Why a cell that shows an error, or a formula without its value, cannot be read."""
    if text == UNSAVED:
        return "a formula whose value was not saved: open the file in Excel or LibreOffice and save it"
    return f"the cell shows {text} and not a value: mend it"


def hint(meant: str) -> str:
    """The nearest right answer, as every message gives it."""
    return f'; did you mean "{meant}"?' if meant else ""


def _cell(row: Row, number: int) -> str:
    return row.cells[number] if number < len(row.cells) else ""


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


def _short(id: str) -> str:
    """An id made from a title, cut at a word."""
    return id if len(id) <= LONGEST_ID else id[: LONGEST_ID + 1].rpartition("-")[0]
