"""How a value of each type is taken from the tree: the types come from the models, and from nowhere else."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType, NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from joinedup.model import Field, Within
from joinedup.partnership.base import ID, LOCAL_ID, ONE_OR_MORE, RAW, Record, Ref

from . import scalars
from .problems import nearest
from .scalars import Wrong, shown

if TYPE_CHECKING:
    from .build import Building

Take = Callable[[Any, "Building"], Any]
"""Takes a raw value, says what is wrong with it, and returns what the model holds."""


def of_field(info: Field) -> Take:
    """How a field of a model is taken."""
    return of_type(info.annotation, tuple(info.marks))


def of_type(annotation: Any, marks: tuple[Any, ...] = ()) -> Take:
    """How a value of a type is taken; `marks` are what `Annotated` says of it."""
    origin, args = get_origin(annotation), get_args(annotation)
    if RAW in marks:
        return lambda value, building: value
    if origin is Annotated:
        return of_type(args[0], args[1:] + marks)
    if origin in (Union, UnionType):
        return _union([arg for arg in args if arg is not NoneType], marks)
    if origin is tuple:
        return _several(of_type(args[0]), ONE_OR_MORE in marks)
    if origin is Literal:
        return _scalar(lambda value: scalars.choice(value, args))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _table(of_type(args[0]), of_type(args[1]))
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return lambda value, building: building.record(annotation, value)
    for mark in marks:
        if isinstance(mark, Ref):
            return _reference(mark)
    special = next((mark for mark in (ID, LOCAL_ID) if mark in marks), annotation)
    return _scalar(_within(_SIMPLE[special], marks))


_SIMPLE: dict[Any, Callable[[str], Any]] = {
    ID: scalars.identifier,
    LOCAL_ID: scalars.local_identifier,
    str: scalars.text,
    bool: scalars.yes_or_no,
    int: scalars.whole,
    Decimal: scalars.share,
    date: scalars.day,
}


def _union(choices: list[Any], marks: tuple[Any, ...]) -> Take:
    """Of several types: a word is tried first, then the rest (a day, or `not-needed`)."""
    if len(choices) == 1:
        return of_type(choices[0], marks)
    words = [word for choice in choices if get_origin(choice) is Literal for word in get_args(choice)]
    other = of_type(next(choice for choice in choices if get_origin(choice) is not Literal), marks)

    def take(value: Any, building: "Building") -> Any:
        if value in words:
            return str(value)
        meant = nearest(value, words) if isinstance(value, str) and value[:1].isalpha() else ""  # else it is a day
        if meant:
            return building.wrong(f"{shown(value)} is not a word this field knows", meant)
        return other(value, building)

    return take


def _scalar(convert: Callable[[str], Any]) -> Take:
    def take(value: Any, building: "Building") -> Any:
        if isinstance(value, str):
            taken = convert(value)
            if type(taken) is not Wrong:
                return taken
            return building.wrong(taken.what, taken.meant)
        return building.wrong(
            f"a single value is needed here, not a {'list' if isinstance(value, list) else 'mapping'}"
        )

    return take


def _within(convert: Callable[[str], Any], marks: tuple[Any, ...]) -> Callable[[str], Any]:
    """Adds the bounds of `Within`."""
    bounds = next((mark for mark in marks if isinstance(mark, Within)), None)
    if bounds is None:
        return convert
    least, most = bounds.least, bounds.most

    def take(value: str) -> Any:
        taken = convert(value)
        if isinstance(taken, Wrong):
            return taken
        if least is not None and taken < least:
            return Wrong(f"{value} is too small: at least {least}" if least else f"{value} is negative")
        if most is not None and taken > most:
            return Wrong(f"{value} is too large: at most {most}")
        return taken

    return take


def _reference(ref: Ref) -> Take:
    def take(value: Any, building: "Building") -> Any:
        if not isinstance(value, str):
            return building.wrong("an id is needed here, not a list or mapping")
        for section in ref.sections:
            if value in building.ids[section]:
                return str(value)
        if value == ref.word:
            return ref.word
        return building.unknown(value, ref)

    return take


def _several(item: Take, one_is_enough: bool) -> Take:
    def take(value: Any, building: "Building") -> Any:
        if isinstance(value, str) and one_is_enough:
            return (item(value, building),)
        if not isinstance(value, list):
            hint = f": write [{value}]" if isinstance(value, str) and len(value) < 60 else ""
            return building.wrong(f"a list is needed here{hint}")
        taken = tuple([building.step(position, inner, item) for position, inner in enumerate(value)])
        building.no_doubles(value)
        return taken

    return take


def _table(key: Take, inner: Take) -> Take:
    def take(value: Any, building: "Building") -> Any:
        if not isinstance(value, dict):
            return building.wrong("a mapping is needed here, such as {council: …}")
        return MappingProxyType(
            {
                building.step(name, name, key, of_key=True): building.step(name, given, inner)
                for name, given in value.items()
            }
        )

    return take
