"""What kind of value each field holds: taken from the models' annotations, and from nowhere else."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from joinedup.frozen import Frozen
from joinedup.model import Field
from joinedup.partnership import SECTIONS, Partnership
from joinedup.partnership.base import PRESET, Record, Ref

TEXT = "text"
NUMBER = "a number"
TRUTH = "yes or no"
DATE = "a date"
PERIOD = "a length of time"
LIST = "a list"
RECORD = "a record"
TABLE = "a table"
NULL = "null"

MAY = "may be absent"
"""Absent, nobody wrote it down: what depends on it cannot be told."""
STATED = "absent on purpose"
"""Absent, it says something (no `vacant_since`: the post is filled): there is no such thing, and that is known."""

WITHHELD: Mapping[str, str] = {
    "holder": "names persons, and rules are about roles",
    "survey": "holds counts from which small groups could be worked out",
    "answers": "holds counts from which small groups could be worked out",
    "not_applicable": "holds counts from which small groups could be worked out",
    "format": "says nothing about the partnership",
}
"""Fields that no expression or message may use, and why."""


class Kind(Frozen):
    """A kind of value.

    Attributes:
        name: One of the constants above, as a message says it.
        words: The only words that a text can be; for a date, the words that may stand in its place.
        item: What a list or a table holds.
        key: What a table is looked up by.
        model: The model of a record.
        ref: Whose id a text is.
        money: Whether a number is pounds.
        absent: Nothing, `MAY` or `STATED`.
    """

    name: str
    words: tuple[str, ...] = ()
    item: "Kind | None" = None
    key: "Kind | None" = None
    model: type[Record] | None = None
    ref: Ref | None = None
    money: bool = False
    absent: str = ""

    def left_out(self, absent: str) -> "Kind":
        """The same kind, absent in this way."""
        return self.but(absent=absent)


_SIMPLE = {str: TEXT, bool: TRUTH, int: NUMBER, Decimal: NUMBER, date: DATE}


class Known(Frozen):
    """A field: its name in the model, and its kind."""

    attribute: str
    kind: Kind


@cache
def fields(model: type[Record]) -> Mapping[str, Known]:
    """The fields of a model by their names in the file, but for those that are withheld."""
    found = {}
    for name, info in model.declared.items():
        if name not in WITHHELD:
            found[info.alias or name] = Known(name, _of_field(model, name, info))
    return MappingProxyType(found)


def section(name: str) -> Kind:
    """What a section of the description holds: a list of records, one record or a table."""
    return fields(Partnership)[name].kind


def _of_field(model: type[Record], name: str, info: Field) -> Kind:
    kind = _of(info.annotation, tuple(info.marks))
    if model is Partnership and name in SECTIONS:
        return kind.left_out("" if info.required else MAY)  # a section that is not described is not an empty one
    if kind.absent and info.absent == PRESET:
        return kind.left_out(STATED)
    return kind


def _of(annotation: Any, marks: tuple[Any, ...] = ()) -> Kind:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _of(args[0], args[1:] + marks)
    if origin in (Union, UnionType):
        return _union([arg for arg in args if arg is not NoneType], marks, NoneType in args)
    if origin is tuple:
        return Kind(LIST, item=_of(args[0]))
    if origin is Literal:
        return Kind(TEXT, words=args)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return Kind(TABLE, key=_of(args[0]), item=_of(args[1]))
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return Kind(RECORD, model=annotation)
    ref = next((mark for mark in marks if isinstance(mark, Ref)), None)
    return Kind(_SIMPLE[annotation], ref=ref, money=annotation is Decimal and bool(marks))


def _union(choices: list[Any], marks: tuple[Any, ...], optional: bool) -> Kind:
    kinds = [_of(choice, marks) for choice in choices]
    words = tuple(word for kind in kinds for word in kind.words)
    kind = next((kind for kind in kinds if not kind.words), kinds[0])
    return kind.but(words=words, absent=MAY if optional else "")
