"""What the models say of their fields, taken apart once for all that explains them: docs, schema and scaffold."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from joinedup.frozen import Frozen
from joinedup.model import Long, Within

from .base import ID, LOCAL_ID, ONE_OR_MORE, PRESET, RAW, Record, Ref


class Plain(Frozen):
    """A single value: `of` is ID, LOCAL_ID, str, bool, int, Decimal or date; RAW stands for any value at all."""

    of: Any
    least: int | None = None
    most: int | None = None


class Words(Frozen):
    """One of a few words."""

    words: tuple[str, ...]


class Several(Frozen):
    """A list; with `or_one`, one item may stand without it. `least` and `most` say how many."""

    item: "Kind"
    or_one: bool = False
    least: int | None = None
    most: int | None = None


class Table(Frozen):
    """A mapping whose keys are data: agencies, mostly."""

    key: "Kind"
    value: "Kind"


class Nested(Frozen):
    """A record with fields of its own."""

    model: type[Record]


class Either(Frozen):
    """A value of one kind or another."""

    choices: tuple["Kind", ...]


Kind: TypeAlias = Plain | Words | Ref | Several | Table | Nested | Either


class Explained(Frozen):
    """A field as its model explains it.

    Attributes:
        name: Its name in a file.
        about: What it says, in a sentence.
        kind: What it holds.
        absent: What its absence means: `GAP`, `UNKNOWN`, `PRESET`; None where it must be given.
        default: What it stands for where it is left out; None stands for nothing.
    """

    name: str
    about: str
    kind: Kind
    absent: str | None
    default: Any = None

    @property
    def preset(self) -> str | None:
        """The word for what it stands for where it is left out: "false", "1"; empty for none, None for no default."""
        if self.absent != PRESET or self.default == date.min:
            return None
        return "" if self.default in (None, ()) else str(self.default).lower()


def fields(model: type[Record]) -> Iterator[Explained]:
    """The fields of a model, in their order."""
    for name, info in model.declared.items():
        absent = None if info.required else info.absent or PRESET
        kind = kind_of(info.annotation, tuple(info.marks))
        yield Explained(info.alias or name, info.about, kind, absent, None if absent is None else info.default)


def kind_of(annotation: Any, marks: tuple[Any, ...] = ()) -> Kind:
    """What a type holds; `marks` are what `Annotated` says of it."""
    origin, args = get_origin(annotation), get_args(annotation)
    if RAW in marks:
        return Plain(RAW)
    if origin is Annotated:
        return kind_of(args[0], (*args[1:], *marks))
    if origin in (Union, UnionType):
        choices = tuple(kind_of(arg, marks) for arg in args if arg is not NoneType)
        return choices[0] if len(choices) == 1 else Either(choices)
    if origin is Literal:
        return Words(args)
    if origin is tuple:
        return Several(kind_of(args[0]), ONE_OR_MORE in marks, *_bounds(marks, Long))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return Table(kind_of(args[0]), kind_of(args[1]))
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return Nested(annotation)
    reference = next((mark for mark in marks if isinstance(mark, Ref)), None)
    of = next((mark for mark in (ID, LOCAL_ID) if mark in marks), annotation)
    return reference or Plain(of, *_bounds(marks, Within))


def record_of(kind: Kind) -> type[Record] | None:
    """The record that a field holds, alone or in a list, if it holds one."""
    if isinstance(kind, Nested):
        return kind.model
    return record_of(kind.item) if isinstance(kind, Several) else None


def _bounds(marks: tuple[Any, ...], of: type[Within] | type[Long]) -> tuple[int | None, int | None]:
    found = next((mark for mark in marks if isinstance(mark, of)), of())
    return found.least, found.most
