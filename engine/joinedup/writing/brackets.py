"""Changes of what stands in brackets and braces: JSON, and lists and mappings of YAML on one line."""

from collections.abc import Callable
from typing import Any

from .as_json import value_of
from .as_yaml import flow, name_of
from .nodes import Entry, Node
from .places import INDENT, begins_line, line_start
from .splices import Splice

Write = Callable[[str, Any, str, bool], str]
"""Writes a field (or an item, whose name is empty) on a line that is indented so far; or all of it on one line."""


def in_yaml(name: str, value: Any, _: str, __: bool) -> str:
    """A field or item inside of YAML's brackets."""
    return f"{name_of(name)}: {flow(value, True)}" if name else flow(value, True)


def in_json(unit: str) -> Write:
    """How JSON is written in a file that indents each level by `unit`."""

    def write(name: str, value: Any, indent: str, on_one_line: bool) -> str:
        said = value_of(value, "" if on_one_line else unit, indent)
        return f"{value_of(name)}: {said}" if name else said

    return write


def added(text: str, node: Node, name: str, value: Any, write: Write, unit: str) -> list[Splice]:
    """A field or item more at the end, laid out as the last one is."""
    spans = [(entry.start, entry.node) for entry in node.entries.values()] or [(one.start, one) for one in node.items]
    margin = indent_of(text, node.start)
    if not spans:
        opening, closing = text[node.start], text[node.end - 1]
        inner = f"\n{margin}{unit}" if unit else ""
        said = write(name, value, margin + unit, not unit)
        return [Splice(node.start, node.end, f"{opening}{inner}{said}{inner and chr(10) + margin}{closing}")]
    start, last = spans[-1]
    if not begins_line(text, start):
        return [Splice(last.end, last.end, f", {write(name, value, margin, True)}")]
    margin = indent_of(text, start)
    like_last = isinstance(last.value, dict) and bool(last.value) and on_one_line(text, last)
    return [Splice(last.end, last.end, f",\n{margin}{write(name, value, margin, like_last)}")]


def put(text: str, entry: Entry | None, node: Node, value: Any, write: Write) -> list[Splice]:
    """Another value for a field, or for an item, which is no entry."""
    start = entry.start if entry else node.start
    short = not begins_line(text, start) or (not isinstance(node.value, str) and on_one_line(text, node))
    return [Splice(node.start, node.end, write("", value, indent_of(text, start), short))]


def out(spans: list[tuple[int, int]], number: int) -> list[Splice]:
    """Takes the field or item out that is `number` (from 0) of several, with one of the commas beside it."""
    if number:
        return [Splice(spans[number - 1][1], spans[number][1], "")]
    return [Splice(spans[0][0], spans[1][0], "")]


def indent_of(text: str, at: int) -> str:
    """What the line is indented by that a place is in."""
    match = INDENT.match(text, line_start(text, at))
    return match.group() if match else ""


def on_one_line(text: str, node: Node) -> bool:
    """Whether a list or mapping that is not empty stands on one line."""
    return bool(node.value) and "\n" not in text[node.start : node.end]
