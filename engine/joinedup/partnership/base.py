"""What every record of a description is made of: frozen models and the kinds of field they hold.

A field that is absent is one of three things, and its declaration says which: `gap` (the absence is itself
the point), `unknown` (a rule that needs it asks, and does not judge) or `preset` (a stated default).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, TypeVar

from joinedup.frozen import Frozen
from joinedup.model import Field, Model, Within

K = TypeVar("K")
V = TypeVar("V")

GAP = "gap"
UNKNOWN = "unknown"
PRESET = "preset"


class Ref(Frozen):
    """Marks a text as the id of a record of one of `sections`, or as the one `word` allowed beside them."""

    sections: tuple[str, ...]
    word: str | None = None


class Mark(Frozen):
    """Marks how the reader takes a value: see the constants below."""

    name: str


ID = Mark("an id")
LOCAL_ID = Mark("an id with a prefix")
ONE_OR_MORE = Mark("one or several")
RAW = Mark("as it stands")

Id = Annotated[str, ID]
LocalId = Annotated[str, LOCAL_ID]
"""The id of a rule of an authority's own, with its prefix: northby/police-not-core."""
Money = Annotated[Decimal, Within(0)]
"""Pounds, never negative."""
Measure = Decimal
"""A reading of an indicator; may be negative."""
Count = Annotated[int, Within(0)]
AgencyId = Annotated[str, Ref(("agencies",))]
RoleId = Annotated[str, Ref(("roles",))]
BoardId = Annotated[str, Ref(("boards",))]
TargetId = Annotated[str, Ref(("targets",))]
WorkId = Annotated[str, Ref(("targets", "services"))]
"""A target or a service."""
CoveredId = Annotated[str, Ref(("targets", "services"), word="all")]
BarrierId = Annotated[str, Ref(("barriers",))]
"""A barrier of an installed theme, such as people/trust."""
ControllerId = Annotated[str, Ref(("roles", "boards"))]

Table = Mapping[K, V]
"""A mapping; the reader makes one that nobody can change."""


def required(about: str, alias: str = "") -> Any:
    """A field every record of its kind must give."""
    return Field(about, alias=alias)


def gap(about: str) -> Any:
    """A field whose absence is itself what a rule looks for."""
    return Field(about, None, GAP)


def unknown(about: str, alias: str = "") -> Any:
    """A field whose absence means that nobody wrote it down: a rule that needs it asks."""
    return Field(about, None, UNKNOWN, alias=alias)


def preset(value: Any, about: str) -> Any:
    """A field that stands for `value` where it is left out."""
    return Field(about, value, PRESET)


class Record(Model):
    """One entry of a section. Frozen to the bottom, so that no rule can change what the next one sees."""

    schema_extra: ClassVar[Mapping[str, object]] = {}
    """What its JSON Schema says beside its fields."""
    in_order: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Pairs of date fields of which the first may not lie after the second."""

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """What the record says that cannot be true: the field, and what is wrong with it."""
        for first, last in self.in_order:
            what = out_of_order(getattr(self, first), getattr(self, last), first)
            if what:
                yield last, what


def out_of_order(earlier: object, later: object, name: str) -> str:
    """What is wrong with two days, of which the first (called `name`) may not lie after the second; "" if nothing."""
    if isinstance(earlier, date) and isinstance(later, date) and later < earlier:
        return f"{later} lies before {name.replace('_', ' ')} ({earlier})"
    return ""


class Entry(Record):
    """A record with an id of its own, which other records can refer to."""

    noun: ClassVar[str]
    """What one such record is called in a sentence: "agency", "sharing agreement"."""

    id: Id = required("Lower-case words with hyphens, unique in the section, the same from check to check.")

    @property
    def label(self) -> str:
        """The name or title people know the record by."""
        return str(getattr(self, "name", None) or getattr(self, "title", None) or self.id)

    def __str__(self) -> str:
        return self.label


class Period(Entry):
    """An entry that may have a first and a last day."""

    in_order = (("starts", "ends"),)

    starts: date | None = unknown("First day.")
    ends: date | None = unknown("Last day.")
