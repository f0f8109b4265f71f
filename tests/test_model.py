"""Records hold what they declare: pydantic agrees with the reader, and nothing can change them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pydantic
import pytest

from joinedup import Partnership
from joinedup.model import Long, Model, Within
from joinedup.partnership import Reading
from joinedup.reading import read

EXAMPLES = Path(__file__).parent.parent / "examples"
TODAY = date(2026, 9, 30)


def as_pydantic(model: type[Model]) -> Any:
    """The same fields as a model of pydantic's, which looks at what it is given."""
    fields: dict[str, Any] = {
        name: (of_type(field.annotation, field.marks), ... if field.required else field.default)
        for name, field in model.declared.items()
    }
    strict = pydantic.ConfigDict(strict=True, extra="forbid", from_attributes=True)
    return pydantic.create_model(model.__name__, __config__=strict, **fields)


def of_type(annotation: Any, marks: tuple[Any, ...] = ()) -> Any:
    """A type of ours as one of pydantic's, with its bounds."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return of_type(args[0], (*args[1:], *marks))
    kind: Any = annotation
    if origin in (Union, UnionType):
        kind = Union.__getitem__(tuple(of_type(arg, marks) for arg in args))
    elif origin is tuple:
        kind = tuple[of_type(args[0]), ...]  # type: ignore[misc]
    elif origin is Mapping:
        kind = Mapping[of_type(args[0]), of_type(args[1])]  # type: ignore[misc]
    elif isinstance(annotation, type) and issubclass(annotation, Model):
        kind = as_pydantic(annotation)
    for mark in marks:
        if isinstance(mark, Within):
            kind = Annotated[kind, pydantic.Field(ge=mark.least, le=mark.most)]
        if isinstance(mark, Long):
            kind = Annotated[kind, pydantic.Field(min_length=mark.least, max_length=mark.most)]
    return kind


@pytest.mark.parametrize("name", ["westmarsh", "northby"])
def test_what_the_reader_builds_is_what_the_models_declare(name: str) -> None:
    """Reading decides every type; pydantic, asked afterwards and strictly, agrees with all of it."""
    partnership = read(str(EXAMPLES / f"{name}.yaml"), TODAY).partnership
    strict = as_pydantic(Partnership)
    assert strict.model_validate(partnership).roles[0].id == partnership.roles[0].id
    with pytest.raises(pydantic.ValidationError, match="should be"):
        strict.model_validate(partnership.but(name=7))


def test_records_are_frozen_and_made_of_what_they_declare() -> None:
    """No field can be set, none is left out that must be given, and none is there that does not exist."""
    reading = Reading(value=Decimal(7), on=TODAY)
    assert reading == Reading(on=TODAY, value=Decimal(7))
    assert hash(reading) == hash(reading.but(value=Decimal("7.0")))
    assert reading != reading.but(value=Decimal(8))
    assert reading.stated == reading.but(value=Decimal(8)).stated == frozenset(("value", "on"))
    assert repr(reading).startswith("Reading(value=Decimal('7'), on=")
    with pytest.raises(AttributeError, match="frozen"):
        reading.value = Decimal(9)  # type: ignore[misc]
    with pytest.raises(AttributeError, match="frozen"):
        del reading.value
    with pytest.raises(TypeError, match="no field 'vlaue', 'value' is missing"):
        Reading(vlaue=7, on=TODAY)  # type: ignore[call-arg]
