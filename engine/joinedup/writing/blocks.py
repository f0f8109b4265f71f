"""Changes of what YAML writes on lines of its own: fields below each other, items behind dashes."""

from collections.abc import Mapping, Sequence
from typing import Any

from . import as_yaml
from .nodes import Entry, Node
from .places import begins_line, below, column, dash, line_end, line_start, next_line, parted
from .splices import Splice


def field_added(text: str, block: Node, name: str, value: Any, after: Entry, section: bool) -> list[Splice]:
    """A field more, below another one.

    Args:
        text: The text.
        block: The mapping.
        name: The field.
        value: Its value.
        after: The field that it follows.
        section: Whether it is a section of the file, which has its records on lines of their own and a blank line.
    """
    indent = column(text, next(iter(block.entries.values())).start)
    apart = section and not isinstance(value, str) and isinstance(value, Sequence | dict)
    if apart and value:
        lines = [f"{' ' * indent}{as_yaml.name_of(name)}:", *as_yaml.block(value, indent + 2)]
    else:
        lines = list(as_yaml.entry(name, value, indent))
    at = below(text, after.node, indent)
    new = "\n".join(["", *([""] if apart else []), *lines])
    follows = text[next_line(text, at) : line_end(text, next_line(text, at))]
    return [Splice(at, at, new + ("\n" if apart and follows.strip() else ""))]


def field_put(text: str, entry: Entry, name: str, value: Any) -> list[Splice]:
    """Another value for a field; a comment behind the field stays."""
    indent, node = column(text, entry.start), entry.node
    lines = "\n".join(as_yaml.entry(name, value, indent))
    new = lines[indent + len(as_yaml.name_of(name)) + 1 :]
    key_end = line_end(text, entry.colon)
    if node.start > key_end and new.startswith("\n"):
        return [Splice(key_end, node.end, new)]
    if node.start > key_end:
        return [Splice(entry.colon, entry.colon, new), Splice(key_end, node.end, "")]
    if new.startswith("\n"):
        return [Splice(entry.colon, node.end, new)]
    return [Splice(node.start, node.end, new.lstrip())]


def records_put(text: str, entry: Entry, records: Sequence[Any]) -> list[Splice]:
    """Records for a section that says that it has none."""
    key_end, indent = line_end(text, entry.colon), column(text, entry.start)
    new = "\n".join(["", *as_yaml.block(records, indent + 2)])
    return [Splice(entry.colon, entry.node.end, ""), Splice(key_end, key_end, new)]


def items_added(text: str, block: Node, values: Sequence[Any]) -> list[Splice]:
    """Items more at the end of a list, written as its last one is and as far apart."""
    indent, last = column(text, block.start), block.items[-1]
    between = "\n\n" if len(block.items) > 1 and parted(text, block.items[-2], last) else "\n"
    at = below(text, last, indent)
    new = []
    for value in values:
        line = f"{' ' * indent}- {as_yaml.flow(value)}"
        in_lines = isinstance(value, Mapping) and value and not (last.flow and len(line) <= as_yaml.WIDTH)
        new.append("\n".join(as_yaml.record(value, indent)) if in_lines else line)
    return [Splice(at, at, "".join(between + item for item in new))]


def item_put(text: str, item: Node, value: Any) -> list[Splice]:
    """Another value for an item of a list."""
    if item.flow or not isinstance(value, dict) or not value:
        return [Splice(item.start, item.end, as_yaml.flow(value))]
    lines = "\n".join(as_yaml.block(value, column(text, item.start)))
    return [Splice(item.start, item.end, lines.lstrip())]


def field_out(text: str, block: Node, name: str) -> list[Splice]:
    """Takes a field out, with its lines; it is not the only one."""
    entry = block.entries[name]
    if begins_line(text, entry.start):
        return [_lines_out(text, entry.start, entry.node.end)]
    following = list(block.entries.values())[1]  # the first of a record stands behind the record's dash
    return [Splice(entry.start, following.start, "")]


def item_out(text: str, block: Node, number: int) -> list[Splice]:
    """Takes an item out of a list, with its lines; it is not the only one."""
    start = dash(text, block, number)
    if begins_line(text, start):
        return [_lines_out(text, start, block.items[number].end)]
    return [Splice(start, dash(text, block, number + 1), "")]


def _lines_out(text: str, start: int, end: int) -> Splice:
    first, behind = line_start(text, start), next_line(text, end)
    if behind == line_end(text, end) and first:  # the last line has no line end: take the one before it
        first = line_end(text, line_start(text, first - 1))
    return Splice(first, behind, "")
