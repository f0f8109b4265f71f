"""A file as plain values, with the place of each kept beside it.

Mappings are dicts, sequences lists. A plain scalar is a `str`, one in quotes a `Quoted`, one without a value None;
what it means is decided later, by the type of the field it stands in. Places are small integers in a side table:
they become line and column only where an error or a finding needs them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from joinedup.frozen import Frozen

LINE = 1 << 32
FILE = 1 << 64
"""A place is file * FILE + line * LINE + column, all from 0: of the file, where several were merged into one tree. Of a
workbook it is sheet * FILE + row * LINE + column."""

Step = str | int


REFUSED = object()
"""Stands for a value that was refused and reported already."""


class Cell(Frozen):
    """A cell of a workbook.

    Attributes:
        number: The number of its sheet, from 0.
        sheet: The name of its sheet.
        ref: Its column and row: F14.
        heading: What its column is called; its row, where labels stand on the left.
    """

    number: int
    sheet: str
    ref: str
    heading: str = ""

    def __str__(self) -> str:
        called = f" ({self.heading})" if self.heading else ""
        return f"sheet {self.sheet}, cell {self.ref}{called}"


class Sheet(Frozen):
    """A sheet of a workbook that values come from.

    Attributes:
        name: Its name.
        columns: What its columns are called, by number from 1.
        rows: What its rows are called instead, where labels stand on the left.
    """

    name: str
    columns: Mapping[int, str]
    rows: Mapping[int, str]

    def cell(self, number: int, row: int, column: int) -> Cell:
        """The cell in a row and column, both from 1, of this sheet, which is the one of a number."""
        letters, left = "", column
        while left:
            left, last = divmod(left - 1, 26)
            letters = chr(65 + last) + letters
        heading = self.rows.get(row, "") if self.rows else self.columns.get(column, "")
        return Cell(number, self.name, f"{letters}{row}", heading)


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
        sheets: The sheets of the workbook that it is, in whose rows and columns its values stand; empty for a text.
        notes: What its author should know of how it was read: clauses, without the file's name.
        orders: For each mapping a place was asked of, by its `id()`: the number of each key.
    """

    root: Any = None
    places: dict[int, list[int]] = field(default_factory=dict)
    broken: bool = False
    files: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    notes: tuple[str, ...] = ()
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

    def cell(self, steps: Iterable[Step], of_key: bool = False) -> Cell | None:
        """The cell that the value stands in, where the file is a workbook; see `place`."""
        if not self.sheets:
            return None
        at = self._at(steps, of_key)
        return self.sheets[at // FILE].cell(at // FILE, at % FILE // LINE + 1, at % LINE + 1)

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
