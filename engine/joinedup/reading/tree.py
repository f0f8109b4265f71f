"""A file as plain values, with the place of each kept beside it.

Mappings are dicts, sequences lists. A plain scalar is a `str`, one in quotes a `Quoted`, one without a value None;
what it means is decided later, by the type of the field it stands in. Places are small integers in a side table:
they become line and column only where an error or a finding needs them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

LINE = 1 << 32
FILE = 1 << 64
"""A place is file * FILE + line * LINE + column, all from 0; the file where several were merged into one tree."""

Step = str | int


REFUSED = object()
"""Stands for a value that was refused and reported already."""


class Quoted(str):
    """A text that its author put in quotes: never a number, a yes or a no."""

    __slots__ = ()


@dataclass(slots=True)
class Tree:
    """The values of a file and where they stand.

    Attributes:
        root: The outermost value.
        places: For each container, by its `id()`: where it starts, then the place of each key and value in turn
            (of each item, for a list).
        broken: Whether the text could not be followed to its end.
        files: The paths of the files that were merged, where there are several.
        orders: For each mapping a place was asked of, by its `id()`: the number of each key.
    """

    root: Any = None
    places: dict[int, list[int]] = field(default_factory=dict)
    broken: bool = False
    files: tuple[str, ...] = ()
    orders: dict[int, dict[Step, int]] = field(default_factory=dict)

    def place(self, steps: Iterable[Step], of_key: bool = False) -> tuple[int, int]:
        """Line and column (from 1) of the value that `steps` lead to from the root.

        Where a step leads nowhere, the place of the last value on the way. With `of_key` the last step's key.
        """
        at = self._at(steps, of_key)
        return at % FILE // LINE + 1, at % LINE + 1

    def file(self, steps: Iterable[Step]) -> str:
        """The path of the file that the value comes from; empty where there is only one."""
        return self.files[self._at(steps, False) // FILE] if self.files else ""

    def _at(self, steps: Iterable[Step], of_key: bool) -> int:
        value, at = self.root, self._start(self.root)
        for step in steps:
            table = self.places.get(id(value))
            if isinstance(value, dict) and step in value and table is not None:
                index = 1 + 2 * self._order(value)[step]
                key_at, at = table[index], table[index + 1]
                value = value[step]
                if of_key:
                    at = key_at
            elif isinstance(value, list) and isinstance(step, int) and step < len(value) and table is not None:
                at = table[1 + step]
                value = value[step]
            else:
                break
        return at

    def get(self, steps: Iterable[Step]) -> Any:
        """The value that `steps` lead to, or None where they lead nowhere."""
        value = self.root
        for step in steps:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def _order(self, value: dict[Step, Any]) -> dict[Step, int]:
        """The number of each key. Looking for one key in thousands, for thousands of problems, would take for ever."""
        found = self.orders.get(id(value))
        if found is None:
            found = self.orders[id(value)] = {key: number for number, key in enumerate(value)}
        return found

    def _start(self, value: Any) -> int:
        return self.places.get(id(value), [0])[0]
