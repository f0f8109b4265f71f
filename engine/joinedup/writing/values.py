"""Plain values as YAML and JSON write them, so that the reader reads the same value back."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from joinedup.reading.scalars import NO, NUMBER, YES
from joinedup.reading.yaml_text import NOTHING

WIDTH = 120
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
MISREAD = NOTHING | YES | NO
"""Plain words that YAML, or an older reader of it, takes for something else than text."""
LAST_OF_FOUR_DIGITS = 0xFFFF
ODD = re.compile(r": |:$| #|[\"'`\\]")
ODD_INSIDE = re.compile(r"[:,\[\]{}]")
"""What a text in brackets cannot hold without quotes."""


def yaml(value: Any, inside: bool = False) -> str:
    """A value on one line.

    Args:
        value: Plain data; see `changes.Plain`.
        inside: Whether it stands in brackets or braces.
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{yaml_name(name)}: {yaml(inner, True)}" for name, inner in value.items()) + "}"
    if isinstance(value, str):
        return _yaml_text(" ".join(value.split()), inside)
    if isinstance(value, Sequence):
        return "[" + ", ".join(yaml(inner, True) for inner in value) + "]"
    return _plain(value)


def yaml_name(name: str) -> str:
    """The name of a field. `on` is one, and stands without quotes."""
    return name if NAME.fullmatch(name) and name not in NOTHING else _yaml_text(name, True)


def yaml_entry(name: str, value: Any, indent: int) -> Iterator[str]:
    """The lines of a field in a block: on one line where that is not too long."""
    start = f"{' ' * indent}{yaml_name(name)}:"
    line = f"{start} {yaml(value)}"
    if len(line) <= WIDTH or not value or isinstance(value, str | bool | int | Decimal | date):
        yield line
    else:
        yield start
        yield from yaml_block(value, indent + 2)


def yaml_block(value: Any, indent: int) -> Iterator[str]:
    """The lines of a mapping or list that is not empty: a line a field, a dash an item."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from yaml_entry(name, inner, indent)
        return
    for item in value:
        if isinstance(item, Mapping) and item:
            first, *rest = yaml_block(item, indent + 2)
            yield f"{' ' * indent}- {first.lstrip()}"
            yield from rest
        else:
            yield f"{' ' * indent}- {yaml(item)}"


def _yaml_text(text: str, inside: bool) -> str:
    plain = (
        text[:1].isalnum()
        and text not in MISREAD
        and text.isprintable()
        and not NUMBER.fullmatch(text)
        and not ODD.search(text)
        and not (inside and ODD_INSIDE.search(text))
    )
    return text if plain else _quoted(text)


def json(value: Any, unit: str = "", indent: str = "") -> str:
    """A value as JSON.

    Args:
        value: Plain data; see `changes.Plain`.
        unit: What each level is indented by; empty for all on one line.
        indent: How far the line is indented that the value begins on.
    """
    if isinstance(value, Mapping):
        inner = [f"{_quoted(name)}: {json(one, unit, indent + unit)}" for name, one in value.items()]
        return _bracketed("{", inner, "}", unit, indent)
    if isinstance(value, date):
        return f'"{value}"'
    if isinstance(value, str):
        return _quoted(" ".join(value.split()))
    if isinstance(value, Sequence):
        return _bracketed("[", [json(one, unit, indent + unit) for one in value], "]", unit, indent)
    return _plain(value)


def _bracketed(opening: str, inner: Sequence[str], closing: str, unit: str, indent: str) -> str:
    if not unit or not inner:
        return opening + ", ".join(inner) + closing
    return f"{opening}\n{indent}{unit}" + f",\n{indent}{unit}".join(inner) + f"\n{indent}{closing}"


def _plain(value: bool | int | Decimal | date) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _quoted(text: str) -> str:
    """A text in double quotes, as both YAML and JSON read it."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable() or ord(character) > LAST_OF_FOUR_DIGITS:  # flags are made of characters nobody sees
        return character
    return f"\\u{ord(character):04x}"
