"""Plain data -> YAML as people write it: a line a field, short lists and records in brackets."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from joinedup.reading.scalars import NO, NUMBER, PERCENT, YES
from joinedup.reading.yaml_text import NOTHING

from .scalars import one_line, plain, quoted

WIDTH = 120
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
MISREAD = NOTHING | YES | NO
"""Plain words that YAML, or an older reader of it, takes for something else than text."""
ODD = re.compile(r": |:$| #|[\"'`\\]")
ODD_INSIDE = re.compile(r"[:,?\[\]{}]")
"""What a text in brackets cannot hold without quotes."""


def text(root: Mapping[str, Any]) -> str:
    """A description as YAML, with an empty line before each section that is long.

    Args:
        root: The description as plain data; see `joinedup.writing`.
    """
    lines: list[str] = []
    for name, value in root.items():
        block = list(entry(str(name), value, 0))
        if lines and len(block) > 1:
            lines.append("")
        lines += block
    return "\n".join(lines) + "\n"


def entry(name: str, value: Any, indent: int) -> Iterator[str]:
    """The lines of a field: one where it has room there, and holds no list of records.

    Args:
        name: The field.
        value: Plain data.
        indent: How far it is indented.
    """
    start = f"{' ' * indent}{name_of(name)}:"
    line = f"{start} {flow(value)}"
    nested = _nested(value) and value
    if not nested or (len(line) <= WIDTH and not _holds_records(value)):
        yield line
        return
    yield start
    yield from block(value, indent + 2)


def block(value: Any, indent: int) -> Iterator[str]:
    """The lines of a mapping or list that is not empty: a line a field, a dash an item.

    Records with an id have their fields on lines of their own, others where there is no room for them on one.
    """
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from entry(str(name), inner, indent)
        return
    for item in value:
        line = f"{' ' * indent}- {flow(item)}"
        if isinstance(item, Mapping) and item and ("id" in item or len(line) > WIDTH):
            yield from record(item, indent)
        else:
            yield line


def record(value: Mapping[str, Any], indent: int) -> Iterator[str]:
    """The lines of a record in a list, a line a field and a dash before the first."""
    first, *rest = block(value, indent + 2)
    yield f"{' ' * indent}- {first.lstrip()}"
    yield from rest


def flow(value: Any, inside: bool = False) -> str:
    """A value on one line.

    Args:
        value: Plain data.
        inside: Whether it stands in brackets or braces.
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name_of(str(name))}: {flow(inner, True)}" for name, inner in value.items()) + "}"
    if isinstance(value, str):
        return _text(one_line(value), inside)
    if _nested(value):
        return "[" + ", ".join(flow(inner, True) for inner in value) + "]"
    return plain(value)


def name_of(name: str) -> str:
    """The name of a field. `on` is one, and stands without quotes."""
    return name if NAME.fullmatch(name) and name not in NOTHING else _text(name, True)


def _nested(value: Any) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, Sequence) and not isinstance(value, str))


def _holds_records(value: Any) -> bool:
    return not isinstance(value, Mapping) and any(isinstance(item, Mapping) for item in value)


def _text(text: str, inside: bool) -> str:
    """A text, in quotes where it could be taken for anything else."""
    stands = (
        text[:1].isalnum()
        and text not in MISREAD
        and text.isprintable()
        and not NUMBER.fullmatch(text)
        and not PERCENT.fullmatch(text)
        and not ODD.search(text)
        and not (inside and ODD_INSIDE.search(text))
    )
    return text if stands else quoted(text)
