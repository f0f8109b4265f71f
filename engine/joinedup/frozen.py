"""Records that cannot be changed, and that cost next to nothing to declare."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self, dataclass_transform, get_origin


def of_class(annotation: Any) -> bool:
    """Whether an annotation declares something of the class, not a field."""
    return annotation is ClassVar or get_origin(annotation) is ClassVar


@dataclass_transform(frozen_default=True)
class Frozen:
    """A record that keeps what it was made with. Fields are declared as for a dataclass, by their annotations.

    A dataclass writes and compiles six functions whenever its module is imported. On the way of a check stand a hundred
    classes, and that was an eighth of its time.

    Raises:
        TypeError: a field is missing, unknown or given twice.
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _known: ClassVar[frozenset[str]] = frozenset()
    _presets: ClassVar[Mapping[str, Any]] = {}

    def __init_subclass__(cls, eq: bool = True, kw_only: bool = False) -> None:
        """Notes the fields.

        Args:
            eq: Whether records with the same values are the same; if not, each is itself alone.
            kw_only: Whether type checkers insist on names, because the order of the fields is nobody's business.
        """
        if not eq:
            cls.__eq__, cls.__hash__ = object.__eq__, object.__hash__  # type: ignore[method-assign]
        given = vars(cls)
        own = [name for name, annotation in given.get("__annotations__", {}).items() if not of_class(annotation)]
        cls._fields = (*cls._fields, *(name for name in own if name not in cls._known))
        cls._known = frozenset(cls._fields)
        cls._presets = {**cls._presets, **{name: given[name] for name in own if name in given}}

    def __init__(self, *given: Any, **named: Any) -> None:
        held = self.__dict__
        held.update(self._presets)
        if given:
            held.update(zip(self._fields, given, strict=False))
        if named:
            held.update(named)
        if len(held) != len(self._fields) or len(given) > len(held) or (named and self._misnamed(given, named)):
            fields, said = ", ".join(self._fields), ", ".join([*map(repr, given), *named])
            raise TypeError(f"{type(self).__name__} has the fields {fields}; it was given {said}")

    def _misnamed(self, given: tuple[Any, ...], named: Mapping[str, Any]) -> bool:
        """Whether a name is that of no field, or of one that was given already."""
        return not named.keys() <= self._known or not named.keys().isdisjoint(self._fields[: len(given)])

    def but(self, **changes: Any) -> Self:
        """The same with other values.

        Raises:
            TypeError: there is no such field.
        """
        return type(self)(**{**self._values(), **changes})

    def _values(self) -> dict[str, Any]:
        held = self.__dict__
        return {name: held[name] for name in self._fields}

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be taken out")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        held = self.__dict__
        return hash(tuple([held[name] for name in self._fields]))

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in self._values().items())
        return f"{type(self).__name__}({said})"
