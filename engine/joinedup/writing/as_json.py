"""Plain data -> JSON, in which every number stands as its digits are."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from .scalars import one_line, plain, quoted

UNIT = "  "
"""What each level of a description that is written whole is indented by."""


def text(root: Mapping[str, Any]) -> str:
    """A description as JSON.

    Args:
        root: The description as plain data; see `joinedup.writing`.
    """
    return value_of(root, UNIT) + "\n"


def value_of(value: Any, unit: str = "", indent: str = "") -> str:
    """A value as JSON; a list of single values on one line.

    Args:
        value: Plain data.
        unit: What each level is indented by; empty for all on one line.
        indent: How far the line is indented that the value begins on.
    """
    if isinstance(value, Mapping):
        inner = [f"{quoted(str(name))}: {value_of(one, unit, indent + unit)}" for name, one in value.items()]
        return _bracketed("{", inner, "}", unit, indent)
    if isinstance(value, str | date):
        return quoted(one_line(str(value)))
    if isinstance(value, Sequence):
        inner = [value_of(one, unit, indent + unit) for one in value]
        records = any(isinstance(one, Mapping) for one in value)
        return _bracketed("[", inner, "]", unit if records else "", indent)
    return plain(value)


def _bracketed(opening: str, inner: Sequence[str], closing: str, unit: str, indent: str) -> str:
    if not unit or not inner:
        return opening + ", ".join(inner) + closing
    return f"{opening}\n{indent}{unit}" + f",\n{indent}{unit}".join(inner) + f"\n{indent}{closing}"
