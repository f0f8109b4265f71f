"""Frozen records that declare what they hold: the sections of a description, a ruleset, a rule's limits.

The reader decides every type before a record is made, with the line and column of what is wrong; nothing is decided
twice here. `check` pays for whatever stands on its way, so this is no library: a test has pydantic agree.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import (
    Annotated,
    Any,
    Self,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from .frozen import Frozen, of_class

MISSING: Any = object()
"""The default of a field that must be given."""


class Within(Frozen):
    """Marks the least and the most a number may be, both included."""

    least: int | None = None
    most: int | None = None


class Long(Frozen):
    """Marks how few and how many items a list may have."""

    least: int | None = None
    most: int | None = None


class Field(Frozen):
    """What is declared of a field.

    Attributes:
        about: What it says, in a sentence.
        default: What it stands for where it is left out.
        absent: What leaving it out means: gap, unknown or preset; empty where it must be given.
        stricter: For a limit, which direction finds more.
        alias: Its name in a file, where that is not its name here.
        annotation: Its type.
        marks: What `Annotated` says of the type.
    """

    about: str = ""
    default: Any = MISSING
    absent: str = ""
    stricter: str | None = None
    alias: str = ""
    annotation: Any = None
    marks: tuple[Any, ...] = ()

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.default is MISSING


@cache
def _declared(model: "Declaring") -> Mapping[str, Field]:
    found: dict[str, Field] = {}
    for base in reversed(model.__mro__):
        annotations = getattr(base, "__annotations__", {})
        if any(isinstance(annotation, str) for annotation in annotations.values()):
            annotations = {name: get_type_hints(base, include_extras=True)[name] for name in annotations}
        for name, annotation in annotations.items():
            if not of_class(annotation):
                found[name] = _field(vars(base).get(name, MISSING), annotation)
    return MappingProxyType(found)


def _field(given: Any, annotation: Any) -> Field:
    marks: tuple[Any, ...] = ()
    if get_origin(annotation) is Annotated:
        annotation, *found = get_args(annotation)
        marks = tuple(found)
    said = given if isinstance(given, Field) else Field(default=given)
    return Field(said.about, said.default, said.absent, said.stricter, said.alias, annotation, marks)


@cache
def _defaults(model: "Declaring") -> dict[str, Any]:
    return {name: None if field.required else field.default for name, field in _declared(model).items()}


class Declaring(type):
    """The class of models: it knows their fields, worked out when somebody asks. Most limits are never asked about."""

    @property
    def declared(cls) -> Mapping[str, Field]:
        """Each field by its name, in order."""
        return _declared(cls)


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Model(Frozen, metaclass=Declaring):
    """A record of a file: it knows what is declared of its fields, and which of them it was made with."""

    def __init__(self, **values: Any) -> None:
        fields = _declared(type(self))
        strange = values.keys() - fields.keys()
        lacking = [name for name, field in fields.items() if field.required and name not in values]
        if strange or lacking:
            what = [f"no field {name!r}" for name in sorted(strange)] + [f"{name!r} is missing" for name in lacking]
            raise TypeError(f"{type(self).__name__}: {', '.join(what)}")
        self._hold(values, frozenset(values))

    @classmethod
    def made(cls, values: Mapping[str, Any] = MappingProxyType({})) -> Self:
        """A record of values that were read and found right."""
        new = cls.__new__(cls)
        new._hold(values, frozenset(values))
        return new

    def _hold(self, values: Mapping[str, Any], stated: frozenset[str]) -> None:
        held = self.__dict__
        held.update(_defaults(type(self)))
        held.update(values)
        held["_stated"] = stated

    @property
    def stated(self) -> frozenset[str]:
        """The names of the fields that it was made with; the others stand for their defaults."""
        found: frozenset[str] = self.__dict__["_stated"]
        return found

    def but(self, **changes: Any) -> Self:
        """The same with other values. Which fields are stated does not change."""
        new = type(self).__new__(type(self))
        new._hold({**self._values(), **changes}, self.stated)
        return new

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={self.__dict__[name]!r}" for name in self.__dict__ if name in self.stated)
        return f"{type(self).__name__}({said})"
