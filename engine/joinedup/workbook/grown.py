"""The tree of a workbook while it grows: every list and mapping has its place beside it."""

from collections.abc import Sequence
from typing import Any

from joinedup.reading.tree import Tree


class Grown:
    """Puts values into a tree.

    Args:
        tree: The tree, whose root is a mapping.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def made(self, container: Any, at: int) -> Any:
        """A new list or mapping, which begins at a place."""
        self.tree.places[id(container)] = [at]
        return container

    def put(self, holder: dict[str, Any], name: str, value: Any, at: int, key_at: int | None = None) -> None:
        """Puts a value into a mapping; where its name stands elsewhere, `key_at` says where."""
        holder[name] = value
        self.tree.places[id(holder)] += (at if key_at is None else key_at, at)

    def inside(self, holder: dict[str, Any], steps: Sequence[str], at: int, last: type[Any]) -> Any:
        """What stands in a record behind some steps; made, with an empty one of type `last` at the end, if need be.

        Where a value on the way was refused, it is one that leads nowhere: its problem is noted already.
        """
        for number, step in enumerate(steps, start=1):
            if step not in holder:
                self.put(holder, step, self.made(last() if number == len(steps) else {}, at), at)
            holder = holder[step]
            if not isinstance(holder, dict | list):
                return self.made(last(), at)
        return holder

    def set(self, record: dict[str, Any], steps: Sequence[str], value: Any, at: int) -> None:
        """Puts a value into a record, behind some steps."""
        holder = self.inside(record, steps[:-1], at, dict)
        if steps[-1] not in holder:
            self.put(holder, steps[-1], value, at)

    def record(self, holder: dict[str, Any], steps: Sequence[str], at: int) -> dict[str, Any]:
        """A new record at the end of the list that stands behind some steps."""
        records = self.inside(holder, steps, at, list)
        record: dict[str, Any] = self.made({}, at)
        records.append(record)
        self.tree.places[id(records)].append(at)
        return record
