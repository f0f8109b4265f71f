"""Plain data -> YAML as people write it: a line a field, short lists and records in brackets."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from joinedup.reading.scalars import NO, NUMBER, PERCENT, YES
from joinedup.reading.yaml_text import FORBIDDEN, NOTHING, UNUSUAL

WIDTH = 120
WORDS = YES | NO | NOTHING
BREAKING = frozenset(",[]{}:?")
"""What ends a text inside brackets."""


def text(root: Mapping[str, Any]) -> str:
    """A description as YAML, with an empty line before each section that is long.

    Args:
        root: The description as plain data; see `joinedup.writing`.
    """
    lines: list[str] = []
    for name, value in root.items():
        block = list(_field(str(name), value, 0))
        if lines and len(block) > 1:
            lines.append("")
        lines += block
    return "\n".join(lines) + "\n"


def _field(name: str, value: Any, indent: int) -> Iterator[str]:
    """A field with its value: on one line where it has room there."""
    start = f"{' ' * indent}{scalar(name)}:"
    line = f"{start} {_flow(value)}"
    nested = isinstance(value, Mapping | list) and value
    if not nested or (len(line) <= WIDTH and not _long(value)):
        yield line
        return
    yield start
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _field(str(key), inner, indent + 2)
    else:
        for item in value:
            yield from _item(item, indent + 2)


def _long(value: Any) -> bool:
    """Whether each of the records in a list has lines of its own: where one has an id."""
    return isinstance(value, list) and any(isinstance(item, Mapping) for item in value)


def _item(item: Any, indent: int) -> Iterator[str]:
    line = f"{' ' * indent}- {_flow(item)}"
    if not isinstance(item, Mapping) or not item or ("id" not in item and len(line) <= WIDTH):
        yield line
        return
    lines = [line for name, value in item.items() for line in _field(str(name), value, indent + 2)]
    yield f"{' ' * indent}- {lines[0].lstrip()}"
    yield from lines[1:]


def _flow(value: Any, inside: bool = False) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        return (
            "{" + ", ".join(f"{scalar(str(name), True)}: {_flow(inner, True)}" for name, inner in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner, True) for inner in value) + "]"
    return scalar(value, inside)


def scalar(value: Any, inside: bool = False) -> str:
    """A single value, so that it is read as the same one; text in quotes where it could be taken for anything else.

    Args:
        value: A str, bool, int, Decimal or date.
        inside: Whether it stands inside brackets.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int | date):
        return str(value)
    plain = (
        value[:1].isalnum()
        and value not in WORDS
        and not (inside and BREAKING.intersection(value))
        and not re.search(r":\s|:$|\s#|\s$", value)
        and not NUMBER.fullmatch(value)
        and not PERCENT.fullmatch(value)
        and not FORBIDDEN.search(value)
        and not UNUSUAL.search(value)
        and "\n" not in value
    )
    return str(value) if plain else _quoted(value)


def _quoted(text: str) -> str:
    """A text in double quotes, with what YAML does not let stand written as its number."""
    inner = json.dumps(text, ensure_ascii=False)
    for pattern in (FORBIDDEN, UNUSUAL):
        inner = pattern.sub(lambda match: f"\\u{ord(match.group()):04x}", inner)
    return inner
