"""Which sheet and column holds which field: worked out from the models, so that a new field has its place at once.

A section is a sheet, and a record is a row. What stands in a record once has columns of its own ("baseline value").
What it holds several times has a sheet ("Board meetings"), so has what it says of each agency ("Budgets by agency").
What the whole partnership has once stands on the sheet Partnership, a label and a value in each row.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from joinedup.partnership import Partnership
from joinedup.partnership.base import Entry, Record, Ref
from joinedup.partnership.fields import Explained, Kind, Nested, Several, Table, fields, record_of
from joinedup.partnership.sections import section_words

README = "Read me"
VALUES = "Partnership"
"""The sheet of label and value."""
LISTS = "Lists"
"""The sheet that drop-down lists are put together on; nobody needs to see it."""

Placed = tuple[tuple[str, ...], Explained]
"""A field, and the names that lead to it from its record."""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column of a sheet; a row on the sheet of label and value.

    Attributes:
        steps: The names of the fields that lead to it from the record: `("baseline", "value")`.
        name: What its heading says.
        about: What its field says, in a sentence.
        kind: What a cell holds. `Nested` stands for a record without any field: its other columns are empty.
        absent: What an empty cell means, as in `Explained`.
        preset: What an empty cell stands for, as in `Explained`.
        within: Whether it belongs to a record inside the record, which may be left out as a whole.
    """

    steps: tuple[str, ...]
    name: str
    about: str
    kind: Kind
    absent: str | None
    preset: str | None = None
    within: bool = False

    @property
    def needed(self) -> bool:
        """Whether no row is one without it."""
        return self.absent is None and not self.within


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A sheet of records, or the one of label and value.

    Attributes:
        name: Its name.
        about: What it is for, in a sentence.
        section: The section it belongs to; empty for the sheet of label and value.
        columns: The fields of its records, without those below.
        of: The column that says which record of the section a row belongs to, where the section has several sheets.
        key: The column that says which agency a row is about, where a row is no record.
        steps: The names of the fields that lead from a record of the section to what this sheet holds.
    """

    name: str
    about: str
    section: str
    columns: tuple[Column, ...]
    of: Column | None = None
    key: Column | None = None
    steps: tuple[str, ...] = ()

    @property
    def all(self) -> Sequence[Column]:
        """Every column, in order."""
        return [*(column for column in (self.of, self.key) if column), *self.columns]


@cache
def sheets() -> tuple[Sheet, ...]:
    """The sheets, in the order of the model."""
    values = [column for field in fields(Partnership) if not _several(field) for column in _columns(field, (), False)]
    first = Sheet(VALUES, "What the whole partnership has once.", "", tuple(values))
    return first, *(sheet for field in fields(Partnership) if _several(field) for sheet in _of_section(field))


@cache
def by_name() -> Mapping[str, Sheet]:
    """The sheets by the name that the reader compares."""
    return MappingProxyType({folded(sheet.name): sheet for sheet in sheets()})


@cache
def by_section() -> Mapping[str, Sheet]:
    """The sheet that holds the records of each section."""
    return MappingProxyType({sheet.section: sheet for sheet in sheets() if sheet.section and not sheet.of})


def folded(name: str) -> str:
    """A name or heading as it is compared: nobody is sent back for a capital, a space or an underscore."""
    return " ".join(name.replace("_", " ").split()).casefold()


def _several(field: Explained) -> bool:
    """Whether it holds rows: several records, or something of each agency."""
    return isinstance(field.kind, Table) or (isinstance(field.kind, Several) and record_of(field.kind) is not None)


def _columns(field: Explained, before: tuple[str, ...], within: bool) -> Iterator[Column]:
    """The columns of a field; none where it has a sheet of its own."""
    steps = (*before, field.name)
    name = " ".join(steps).replace("_", " ")
    if _several(field):
        return
    if not isinstance(field.kind, Nested):
        yield Column(steps, name, field.about, field.kind, field.absent, field.preset, within)
        return
    model = field.kind.model
    if _may_be_bare(model):
        yield Column(steps, name, field.about, field.kind, field.absent, field.preset, within)
    for inner in fields(model):
        yield from _columns(inner, steps, True)


def _may_be_bare(model: type[Record]) -> bool:
    """Whether a record may be there without saying anything: a vision that nobody has put into words."""
    return not any(field.required for field in model.declared.values()) and not list(model.made().contradictions())


def _of_section(field: Explained) -> Iterator[Sheet]:
    words = _capital(section_words(field.name))
    if isinstance(field.kind, Table):
        key, value = _key(field.kind), Column((), "on", field.about, field.kind.value, None)
        yield Sheet(words, field.about, field.name, (value,), key=key)
        return
    model = record_of(field.kind)
    assert model is not None  # noqa: S101 - what `_several` says
    yield Sheet(words, field.about, field.name, _of_model(model))
    inner = list(_with_sheets(model, ()))
    if inner:
        assert issubclass(model, Entry)  # noqa: S101 - rows of another sheet say which record they belong to by its id
        of = Column((), model.noun, f"The {model.noun} it belongs to.", Ref((field.name,)), None)
        yield from _beside(field.name, words, of, inner)


def _beside(
    section: str, words: str, of: Column, inner: Sequence[tuple[tuple[str, ...], Explained]]
) -> Iterator[Sheet]:
    """The sheets of what the records of a section hold several times."""
    tables = [(steps, field) for steps, field in inner if isinstance(field.kind, Table)]
    for steps, field in inner:
        model = record_of(field.kind)
        if model is not None:
            name = f"{_capital(of.name)} {' '.join(steps).replace('_', ' ')}"
            yield Sheet(name, field.about, section, _of_model(model), of, None, steps)
    if tables:
        key = _key(tables[0][1].kind)
        columns = tuple(_of_key(steps, field) for steps, field in tables)
        about = " ".join(column.about for column in columns)
        yield Sheet(f"{words} by {key.name}", about, section, columns, of, key)


def _of_key(steps: tuple[str, ...], field: Explained) -> Column:
    """The column of a table: one of its values in each row."""
    assert isinstance(field.kind, Table)  # noqa: S101 - only tables have such columns
    name = " ".join(steps).replace("_", " ")
    return Column(steps, name, field.about, field.kind.value, field.absent, field.preset, True)


def _of_model(model: type[Record]) -> tuple[Column, ...]:
    """The columns of a record, those first that it is none without: its id and what people call it."""
    found = [column for field in fields(model) for column in _columns(field, (), False)]
    return tuple(sorted(found, key=lambda column: not column.needed))


def _with_sheets(model: type[Record], before: tuple[str, ...]) -> Iterator[Placed]:
    """The fields of a record, however deep, that have a sheet of their own, and the names that lead to them."""
    for field in fields(model):
        steps = (*before, field.name)
        if _several(field):
            yield steps, field
        elif isinstance(field.kind, Nested):
            yield from _with_sheets(field.kind.model, steps)


def _key(kind: Kind) -> Column:
    assert isinstance(kind, Table) and isinstance(kind.key, Ref)  # noqa: S101 - there are no others
    return Column((), "agency", "The agency it is about.", kind.key, None)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
