"""YAML in two columns, what a line says on the left and what it means on the right: for files to fill in.

Lines that begin with `## ` explain. Lines that begin with `# ` are switched off: without those two characters they are
read. A line that explains stays a comment when a whole block is switched on.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from joinedup.frozen import Frozen

from .partnership.base import GAP, Record, Ref
from .partnership.fields import Either, Explained, Kind, Several, Table, Words, fields, record_of

WIDTH = 120
COLUMN = 52
"""Where the right column begins."""
FURTHEST = 90
"""Where it may begin beside a longer line."""
OFF = "# "
HELD_TOGETHER = "\u00a0"


class Line(Frozen):
    """A line of YAML: its indentation, what stands there, what it means, whether it is switched off."""

    indent: int
    text: str
    about: str = ""
    off: bool = False


def note(text: str = "", indent: int = 0) -> Iterator[str]:
    """A paragraph that explains, cut at words."""
    yield from (f"## {' ' * indent}{part}".rstrip() for part in _cut(text, WIDTH - 3 - indent) or [""])


def laid_out(lines: Iterable[Line], off: bool = False) -> Iterator[str]:
    """Lines in two columns; with `off` all of them are switched off."""
    start = OFF if off else ""
    for line in lines:
        left = f"{start}{' ' * line.indent}{OFF if line.off else ''}{line.text}"
        if not line.about:
            yield left
            continue
        column = max(COLUMN, len(left) + 2)
        if column > FURTHEST:  # no room beside it: the words stand below
            yield left
            left, column = start, COLUMN
        first, *rest = _cut(line.about, WIDTH - column - 2)
        yield f"{left:<{column}}# {first}"
        yield from (f"{start:<{column}}# {part}" for part in rest)


def _cut(text: str, width: int) -> list[str]:
    """Text cut at spaces, but not at those that hold words together."""
    parts = wrap(text, width, break_on_hyphens=False, break_long_words=False)
    return [part.replace(HELD_TOGETHER, " ") for part in parts]


def written(
    field: Explained, value: Any, explained: set[Explained], indent: int = 0, off: bool = False
) -> Iterator[Line]:
    """A field with its value.

    Args:
        field: What the model says of it.
        value: What it holds, as the reader's tree has it.
        explained: Fields that were explained already; this one is added.
        indent: How far it is indented.
        off: Whether it is switched off.
    """
    about = "" if field in explained else meaning(field)
    explained.add(field)
    model = record_of(field.kind)
    if model is None:
        yield Line(indent, f"{field.name}: {_flow(value)}", about, off)
        return
    yield Line(indent, f"{field.name}:", about, off)
    if isinstance(value, Mapping):
        yield from record(model, value, explained, indent + 2)
    else:
        yield from records(model, value, explained, indent + 2)


def records(
    model: type[Record], values: Sequence[Mapping[str, Any]], explained: set[Explained], indent: int
) -> Iterator[Line]:
    """A list of records, a dash before the first line of each."""
    for value in values:
        first, *rest = record(model, value, explained, indent + 2)
        yield Line(indent, f"- {first.text}", first.about)
        yield from rest


def record(model: type[Record], value: Mapping[str, Any], explained: set[Explained], indent: int) -> Iterator[Line]:
    """The fields of a record, in the order of `value`; a name that begins with `# ` is switched off."""
    known = {field.name: field for field in fields(model)}
    for name, inner in value.items():
        off = name.startswith(OFF)
        yield from written(known[name.removeprefix(OFF)], inner, explained, indent, off)


def meaning(field: Explained) -> str:
    """What a field says, what it can hold, and what leaving it out means."""
    left_out = ""
    if field.absent == GAP:
        left_out = "Left out: a gap.".replace(" ", HELD_TOGETHER)
    elif field.preset:
        left_out = f"Left out: {field.preset}.".replace(" ", HELD_TOGETHER)
    needed = "Needed." if field.absent is None else ""
    return " ".join(part for part in (field.about, _hint(field.kind), left_out, needed) if part)


def _hint(kind: Kind) -> str:
    if isinstance(kind, Words) and len(kind.words) > 1:
        return f"One of: {', '.join(kind.words)}."
    if isinstance(kind, Ref):
        return f"An id from {_pointed(kind)}."
    if isinstance(kind, Table) and isinstance(kind.key, Ref):
        return f"By id from {_pointed(kind.key)}."
    if isinstance(kind, Either):
        return " ".join(filter(None, map(_hint, kind.choices)))
    if isinstance(kind, Several) and isinstance(kind.item, Words):
        return f"Any of: {', '.join(kind.item.words)}."
    if isinstance(kind, Several) and isinstance(kind.item, Ref):
        return f"Ids from {_pointed(kind.item)}."
    return ""


def _pointed(ref: Ref) -> str:
    return " or ".join([*ref.sections, f"the word {ref.word}"] if ref.word else ref.sections)


def _flow(value: Any, inside: bool = False) -> str:
    """A value on one line; a text in quotes where it could be taken for something else."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_flow(inner, True)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner, True) for inner in value) + "]"
    odd = ": " in value or " #" in value or not value[0].isalnum() or (inside and set(value) & set(",[]{}"))
    return json.dumps(value, ensure_ascii=False) if odd else str(value)
