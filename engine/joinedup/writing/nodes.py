"""The text of a file as nodes that know where they begin and end: one can be changed and the rest left alone."""

from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from joinedup.reading.json_text import Reader


@dataclass(slots=True)
class Node:
    """A value in a text.

    Attributes:
        start: Where it begins, in code points from 0.
        end: Behind its last character.
        value: Entries by name, items, or the text of a single value.
        flow: Whether it stands in brackets, or is a single value on one line.
    """

    start: int
    end: int
    value: "Value"
    flow: bool = True

    @property
    def entries(self) -> "dict[str, Entry]":
        """What a mapping holds; nothing for other values."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> "list[Node]":
        """What a list holds; nothing for other values."""
        return self.value if isinstance(self.value, list) else []


class Entry(NamedTuple):
    """A field: where its name begins, where the colon behind it ends, and its value."""

    start: int
    colon: int
    node: Node


Value: TypeAlias = str | list[Node] | dict[str, Entry]


def of_yaml(text: str) -> Node:
    """The nodes of a YAML text that the reader takes: one document without anchors and tags."""
    from ruamel.yaml import events
    from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]

    parser = CParser(text)

    def build(event: Any) -> Node:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, events.ScalarEvent):
            whole = text[start:end].rstrip()  # the end of a text in several lines lies behind its line end
            return Node(start, start + len(whole), event.value or "", event.style not in ("|", ">"))
        flow = bool(event.flow_style)
        if isinstance(event, events.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(event := parser.get_event(), events.SequenceEndEvent):
                items.append(build(event))
            return Node(start, event.end_mark.index if flow else _end(items), items, flow)
        entries: dict[str, Entry] = {}
        while not isinstance(event := parser.get_event(), events.MappingEndEvent):
            node = build(parser.get_event())
            colon = text.find(":", event.end_mark.index, node.start) + 1
            entries[event.value] = Entry(event.start_mark.index, colon or node.start, node)
        nodes = [entry.node for entry in entries.values()]
        return Node(start, event.end_mark.index if flow else _end(nodes), entries, flow)

    while isinstance(event := parser.get_event(), (events.StreamStartEvent, events.DocumentStartEvent)):
        pass
    return build(event)


def _end(nodes: list[Node]) -> int:
    """Where a block ends: behind its last value. What follows are comments and blank lines."""
    return nodes[-1].end


def of_json(text: str) -> Node:
    """The nodes of a JSON text that the reader takes."""
    reader = _JsonNodes(text)
    node: Node = reader.value(reader.skip(0), 0)[0]
    return node


class _JsonNodes(Reader):
    """Reads nodes in the place of values."""

    def value(self, at: int, depth: int) -> tuple[Any, int]:
        found, end = super().value(at, depth)
        if not isinstance(found, dict):
            return Node(at, end, found or ""), end
        starts = [self.offset(place) for place in self.tree.places[id(found)][1::2]]
        named = zip(starts, found.items(), strict=True)
        return Node(at, end, {name: Entry(start, node.start, node) for start, (name, node) in named}), end
