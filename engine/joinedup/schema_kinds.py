"""What a value of each kind must be, in JSON Schema."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from .partnership import SECTIONS
from .partnership.base import GAP, ID, LOCAL_ID, PRESET, RAW, UNKNOWN, Record, Ref
from .partnership.fields import Either, Explained, Kind, Nested, Plain, Several, Table, Words, fields
from .reading.scalars import LONGEST_ID, LONGEST_TEXT, NO, PERCENT, SLUG, YES

DAY = "(19|2[01])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
MEANS: Mapping[str | None, str] = MappingProxyType(
    {
        None: "Must be given.",
        GAP: "Left out, it counts as a gap, which a rule may report.",
        UNKNOWN: "Left out, it is unknown: a rule that needs it asks, and judges nothing.",
    }
)
"""What leaving a field out means."""
NAMES: Mapping[Any, str] = MappingProxyType(
    {ID: "id", LOCAL_ID: "local-id", str: "text", bool: "yes-or-no", int: "whole", Decimal: "number", date: "day"}
)


def _whole_text(pattern: str) -> str:
    return f"^({pattern})$"


PLAIN: Mapping[Any, Mapping[str, Any]] = MappingProxyType(
    {
        # an editor takes a word without quotes such as 2026 for a number; joinedup goes by the field
        ID: {"type": ["string", "integer"], "pattern": _whole_text(SLUG.pattern), "maxLength": LONGEST_ID},
        LOCAL_ID: {"type": "string", "pattern": _whole_text(f"{SLUG.pattern}/{SLUG.pattern}"), "maxLength": LONGEST_ID},
        str: {"type": ["string", "number", "boolean"], "pattern": "\\S", "maxLength": LONGEST_TEXT},
        bool: {
            "anyOf": [
                {"type": "boolean"},
                {"enum": sorted(w for w in YES | NO if w.lower() in ("yes", "no", "on", "off"))},
            ]
        },
        int: {"type": "integer"},
        Decimal: {"anyOf": [{"type": "number"}, {"type": "string", "pattern": _whole_text(PERCENT.pattern)}]},
        date: {"type": "string", "format": "date", "pattern": _whole_text(DAY)},
    }
)


class Making:
    """One schema in the making; `parts` are the definitions that it refers to."""

    def __init__(self, known: Mapping[str, Collection[str]], means: Mapping[str | None, str]) -> None:
        self.known = known
        self.means = means
        self.parts: dict[str, Any] = {}

    def record(self, model: type[Record]) -> dict[str, Any]:
        """A mapping with the fields of a model and no others."""
        given = list(fields(model))
        return {
            "title": getattr(model, "noun", "") or re.sub("(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower(),
            "description": (model.__doc__ or "").partition("\n")[0],
            "type": "object",
            "properties": {field.name: self.field(field) for field in given},
            "required": [field.name for field in given if field.absent is None],
            "additionalProperties": False,
            **model.schema_extra,
        }

    def field(self, field: Explained) -> dict[str, Any]:
        """A field with its own words and what leaving it out means."""
        means = self.means[field.absent] if field.absent != PRESET else ""
        if field.preset is not None:
            means = f"Left out means {field.preset or 'none'}."
        said = {"title": field.name.replace("_", " "), "description": f"{field.about} {means}".rstrip()}
        default = {"default": field.default} if isinstance(field.default, bool | int) else {}
        return {**said, **self.kind(field.kind), **default}

    def kind(self, kind: Kind) -> dict[str, Any]:
        """What a value of a kind must be."""
        match kind:
            case Plain():
                return {**self.plain(kind.of), **_range("minimum", kind.least, "maximum", kind.most)}
            case Words():
                return {"const": kind.words[0]} if len(kind.words) == 1 else {"enum": list(kind.words)}
            case Ref():
                return self.reference(kind)
            case Several():
                return self.several(kind)
            case Table():
                return {
                    "type": "object",
                    "propertyNames": self.kind(kind.key),
                    "additionalProperties": self.kind(kind.value),
                }
            case Nested():
                name = kind.model.__name__
                if name not in self.parts:
                    self.parts[name] = None  # taken, so that a record may hold others of its kind
                    self.parts[name] = self.record(kind.model)
                return {"$ref": f"#/$defs/{name}"}
            case Either():
                return {"anyOf": [self.kind(choice) for choice in kind.choices]}

    def plain(self, of: Any) -> dict[str, Any]:
        """A single value, by reference to its definition."""
        if of is RAW:
            return {}
        self.parts[NAMES[of]] = dict(PLAIN[of])
        return {"$ref": f"#/$defs/{NAMES[of]}"}

    def reference(self, ref: Ref) -> dict[str, Any]:
        """The id of a record elsewhere, or of something known beforehand."""
        if any(section in self.known for section in ref.sections):
            words = [id for section in ref.sections for id in self.known.get(section, ())]
            return {"enum": [*words, ref.word] if ref.word else words}
        if ref.sections[0] not in SECTIONS:
            return self.plain(str)
        found = {**self.plain(ID), "$comment": f"an id of {' or '.join(ref.sections)}"}
        return {"anyOf": [found, {"const": ref.word}]} if ref.word else found

    def several(self, kind: Several) -> dict[str, Any]:
        """A list; an item twice is a slip, unless the list holds counts or records."""
        item = self.kind(kind.item)
        made = {"type": "array", "items": item, **_range("minItems", kind.least, "maxItems", kind.most)}
        if not isinstance(kind.item, Nested | Several) and not (isinstance(kind.item, Plain) and kind.item.of is int):
            made["uniqueItems"] = True
        return {"anyOf": [made, item]} if kind.or_one else made


def _range(least_name: str, least: int | None, most_name: str, most: int | None) -> dict[str, int]:
    named = {least_name: least, most_name: most}
    return {name: value for name, value in named.items() if value is not None}
