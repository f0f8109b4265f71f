"""Changes of a text, each worked out as the few characters to put in or take out: nothing else can change."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, get_origin

from joinedup.errors import UserError
from joinedup.locate import PART
from joinedup.partnership import Partnership

from . import blocks, brackets
from .changes import Add, Change
from .nodes import Node, of_json, of_yaml
from .places import begins_line
from .splices import Splice, meet, spliced


def edited(text: str, changes: Sequence[Change], json: bool) -> str:
    """A text with some changes, one after the other; see `changes.changed`."""
    editing = _Editing(text, json)
    for section, group in groupby(changes, lambda change: change.section if isinstance(change, Add) else ""):
        if section:
            editing.add(section, [change.record for change in group if isinstance(change, Add)])
        else:
            for change in group:
                if not isinstance(change, Add):
                    editing.put(change.path, change.value)
    return editing.done()


class _Editing:
    """A text that is being changed. Splices wait as long as they do not touch, so that the text is read seldom."""

    def __init__(self, text: str, json: bool) -> None:
        self.text, self.json = text, json
        self.waiting: list[Splice] = []
        self.read()

    def read(self) -> None:
        """Finds the nodes of the text, and how it is laid out."""
        self.root = of_json(self.text) if self.json else of_yaml(self.text)
        if not self.root.entries:
            raise UserError("the file is no mapping of sections: there is nothing in it to change")
        first = next(iter(self.root.entries.values())).start
        pretty = self.json and begins_line(self.text, first)
        self.unit = brackets.indent_of(self.text, first) if pretty else ""
        self.write = brackets.in_json(self.unit) if self.json else brackets.in_yaml

    def done(self) -> str:
        """The text with everything that waits."""
        self.text, self.waiting = spliced(self.text, self.waiting), []
        return self.text

    def add(self, section: str, records: Sequence[Any]) -> None:
        """Adds records to a section."""
        if self.waiting:
            self.done()
            self.read()
        entry = self.root.entries.get(section)
        if entry is None:
            self.waiting += self.added(self.root, section, list(records))
        elif not isinstance(entry.node.value, list):
            raise UserError(f"{section}: not a list of records: nothing can be added to it")
        elif entry.node.flow and not entry.node.items and not self.root.flow:
            self.waiting += blocks.records_put(self.text, entry, records)
        elif not entry.node.flow:
            self.waiting += blocks.items_added(self.text, entry.node, records)
        else:
            for number, record in enumerate(records, len(entry.node.items) + 1):
                self.put(f"{section}[{number}]", record)

    def put(self, path: str, value: Any) -> None:
        """Gives a field a value, or takes it out."""
        way = PART.findall(path)
        splices = self.worked_out(way, value)
        if self.waiting and (not splices or meet(self.waiting, splices)):
            self.done()
            self.read()
            splices = self.worked_out(way, value)
        if splices is None:
            raise UserError(f"{path}: there is no such place in the file")
        self.waiting += splices
        if value is None and splices:  # what is numbered behind it has another number now
            self.done()
            self.read()

    def worked_out(self, way: Sequence[str], value: Any) -> list[Splice] | None:
        """What a value at the end of a way puts in and takes out; None where the way leads nowhere."""
        nodes = [self.root]
        for part in way:
            child = _child(nodes[-1], part)
            if child is None:
                break
            nodes.append(child)
        missing = way[len(nodes) - 1 :]
        if not missing:
            return self.out(nodes, way) if value is None else self.replaced(nodes, way[-1], value)
        if value is None:
            return []
        holder, name = nodes[-1], missing[0]
        if any(part.startswith("[") and part != "[1]" for part in missing[1:]):
            return None
        if holder is self.root and len(missing) > 1 and missing[1] != "[1]" and _holds_records(name):
            return None
        for part in reversed(missing[1:]):
            value = [value] if part == "[1]" else {part: value}
        if isinstance(holder.value, str):  # one word where a list is allowed
            return self.replaced(nodes, way[len(nodes) - 2], value) if missing == ["[1]"] else None
        if isinstance(holder.value, list) and name != f"[{len(holder.items) + 1}]":
            return None
        return None if isinstance(holder.value, dict) and name.startswith("[") else self.added(holder, name, value)

    def added(self, holder: Node, name: str, value: Any) -> list[Splice]:
        """What puts a new field into a mapping, or an item at the end of a list."""
        if holder.flow:
            name = "" if isinstance(holder.value, list) else name
            return brackets.added(self.text, holder, name, value, self.write, self.unit)
        if isinstance(holder.value, list):
            return blocks.items_added(self.text, holder, [value])
        entries = list(holder.entries)
        before = _before(name, entries) if holder is self.root else entries[-1]
        after = holder.entries[before]
        return blocks.field_added(self.text, holder, name, value, after, holder is self.root)

    def replaced(self, nodes: Sequence[Node], name: str, value: Any) -> list[Splice]:
        """What puts a value in the place of the last node, the one called `name` in the node before it."""
        holder, node = nodes[-2:]
        entry = holder.entries.get(name)
        if holder.flow:
            return brackets.put(self.text, entry, node, value, self.write)
        if entry:
            return blocks.field_put(self.text, entry, name, value)
        return blocks.item_put(self.text, node, value)

    def out(self, nodes: Sequence[Node], way: Sequence[str]) -> list[Splice]:
        """What takes the last node out; where it is the only one of its holder, that stays, and is empty."""
        holder, node = nodes[-2:]
        if len(holder.entries or holder.items) == 1 and len(nodes) > 2:
            return self.replaced(nodes[:-1], way[-2], [] if holder.items else {})
        number = next(number for number, one in enumerate(_spans(holder)) if one[1] == node.end)
        if holder.flow:
            return brackets.out(_spans(holder), number)
        if holder.items:
            return blocks.item_out(self.text, holder, number)
        return blocks.field_out(self.text, holder, way[-1])


def _spans(holder: Node) -> list[tuple[int, int]]:
    """Where each field or item of a holder begins and ends."""
    fields = [(entry.start, entry.node.end) for entry in holder.entries.values()]
    return fields or [(item.start, item.end) for item in holder.items]


def _child(node: Node, part: str) -> Node | None:
    """What one part of a path leads to: a field, a numbered item, or a record by its id."""
    if part in node.entries:
        return node.entries[part].node
    if part.startswith("["):
        number = int(part[1:-1])
        return node.items[number - 1] if 0 < number <= len(node.items) else None
    of_id = (item for item in node.items if "id" in item.entries and item.entries["id"].node.value == part)
    return next(of_id, None)


def _holds_records(section: str) -> bool:
    return section in Partnership.declared and get_origin(Partnership.declared[section].annotation) is tuple


def _before(section: str, given: Sequence[str]) -> str:
    """The section of a file that a new one is put behind: they stand in the order of the model."""
    order = list(Partnership.declared)
    earlier = order[: order.index(section)] if section in order else order
    return next((name for name in reversed(earlier) if name in given), given[-1])
