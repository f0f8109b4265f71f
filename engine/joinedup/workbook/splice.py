"""Some cells of a sheet changed in its XML, and every other byte kept: looks, notes, formulas, columns of one's own."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from xml.parsers.expat import ParserCreate
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from joinedup.errors import UserError

from .scan import REFERENCE, column_of
from .values import Cell

DATA = "sheetData"
EPOCH = date(1899, 12, 30)
"""Excel counts days from here, from March 1900 on."""


@dataclass(slots=True)
class Found:
    """A cell as it stands in the XML.

    Attributes:
        start: Where it begins, in bytes.
        end: Where it ends.
        style: The number of its style; empty for none.
        formula: Whether it holds a formula.
    """

    start: int
    end: int
    style: str
    formula: bool = False


@dataclass(slots=True)
class RowFound:
    """A row as it stands in the XML.

    Attributes:
        start: Where it begins, in bytes.
        inner: Where its first cell would begin; 0 where it has none and is closed at once.
        end: Where it ends.
        cells: Its cells by column.
    """

    start: int
    inner: int
    end: int = 0
    cells: dict[int, Found] = field(default_factory=dict)


class SheetXml:
    """The XML of one sheet.

    Args:
        data: Its bytes, which `scan` went through already.
        dates: The styles that show a number as a day.
    """

    def __init__(self, data: bytes, dates: frozenset[str]) -> None:
        self.data = data
        self.dates = dates
        self.rows: dict[int, RowFound] = {}
        self.styles: dict[int, str] = {}
        self.prefix = ""
        self.inner = self.outer = 0
        self.row = self.column = 0
        self.parser = ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.Parse(data, True)

    def _start(self, name: str, given: dict[str, str]) -> None:
        prefix, _, local = name.rpartition(":")
        at = self.parser.CurrentByteIndex
        if local == DATA:
            self.prefix = f"{prefix}:" if prefix else ""
            self.outer, self.inner = at, self._after(at)
        elif local == "row":
            self.row, self.column = int(given.get("r", self.row + 1)), 0
            self.rows[self.row] = RowFound(at, self._after(at))
        elif local == "c":
            match = REFERENCE.fullmatch(given.get("r", ""))
            self.column = column_of(match[1]) if match else self.column + 1
            self.rows[self.row].cells[self.column] = Found(at, 0, given.get("s", ""))
        elif local == "f":
            self.rows[self.row].cells[self.column].formula = True
        elif local == "col" and "style" in given:
            for number in range(int(given["min"]), min(int(given["max"]), 1000) + 1):
                self.styles[number] = given["style"]

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "row":
            self.rows[self.row].end = self._end_of(self.rows[self.row].start)
        elif local == "c":
            cell = self.rows[self.row].cells[self.column]
            cell.end = self._end_of(cell.start)

    def _end_of(self, start: int) -> int:
        """Where the element ends whose end was just met, and which began at a byte."""
        after = self._after(start)
        return after if self.data[after - 2 : after] == b"/>" else self._after(self.parser.CurrentByteIndex)

    def _after(self, at: int) -> int:
        """Where the tag ends that begins at a byte."""
        quoted = b""
        for end in range(at, len(self.data)):
            byte = self.data[end : end + 1]
            if byte == b">" and not quoted:
                return end + 1
            if byte in (b'"', b"'") and quoted in (b"", byte):
                quoted = b"" if quoted else byte
        return len(self.data)

    def changed(self, cells: Mapping[tuple[int, int], Cell]) -> bytes:
        """The XML with other values in some cells.

        Args:
            cells: The new values by row and column; None empties a cell.

        Raises:
            UserError: one of them holds a formula.
        """
        by_row: dict[int, dict[int, Cell]] = {}
        for (row, column), value in cells.items():
            by_row.setdefault(row, {})[column] = value
        edits = _joined([edit for row, values in sorted(by_row.items()) for edit in self._edits(row, values)])
        data = self.data
        for start, end, new in sorted(edits, reverse=True):
            wrapped = new
            if (start, end) == (self.outer, self.inner):  # a sheet without any row
                wrapped = f"<{self.prefix}{DATA}>{new}</{self.prefix}{DATA}>"
            data = data[:start] + wrapped.encode() + data[end:]
        return data

    def _edits(self, row: int, values: Mapping[int, Cell]) -> list[tuple[int, int, str]]:
        """What is put in the place of which bytes."""
        found = self.rows.get(row)
        if found is None or self.data[found.inner - 2 : found.inner] == b"/>":
            return [self._new_row(row, found, values)]
        edits = []
        columns = sorted(found.cells)
        closing = self.data.rindex(b"</", found.start, found.end)
        for column, value in values.items():
            old = found.cells.get(column)
            if old is None:
                later = columns[bisect_left(columns, column) :]
                at = found.cells[later[0]].start if later else closing
                edits.append((at, at, self._cell(row, column, value, "")))
            elif old.formula:
                place = f"{get_column_letter(column)}{row}"
                raise UserError(f"cell {place} holds a formula: change it in the workbook itself")
            else:
                edits.append((old.start, old.end, self._cell(row, column, value, old.style)))
        return edits

    def _new_row(self, row: int, found: RowFound | None, values: Mapping[int, Cell]) -> tuple[int, int, str]:
        inner = "".join(self._cell(row, column, value, "") for column, value in sorted(values.items()))
        text = f'<{self.prefix}row r="{row}">{inner}</{self.prefix}row>'
        if found is not None:
            start = self.data[found.start : found.inner].decode().removesuffix("/>").rstrip()
            return found.start, found.inner, f"{start}>{inner}</{self.prefix}row>"
        later = [number for number in self.rows if number > row]
        if later:
            at = self.rows[min(later)].start
            return at, at, text
        if self.data[self.inner - 2 : self.inner] == b"/>":
            return self.outer, self.inner, text
        at = max((one.end for one in self.rows.values()), default=self.inner)
        return at, at, text

    def _cell(self, row: int, column: int, value: Cell, style: str) -> str:
        """A cell with a value, in its style or that of its column; a day as text where neither shows one."""
        style = style or self.styles.get(column, "")
        name = f"{self.prefix}c"
        start = f'<{name} r="{get_column_letter(column)}{row}"' + (f' s="{style}"' if style else "")
        if isinstance(value, date) and style in self.dates:
            value = (value - EPOCH).days
        if value is None:
            return f"{start}/>"
        if isinstance(value, int | float):
            return f"{start}><{self.prefix}v>{value!r}</{self.prefix}v></{name}>"
        text = escape(value.isoformat() if isinstance(value, date) else value)
        inner = f'<{self.prefix}is><{self.prefix}t xml:space="preserve">{text}</{self.prefix}t></{self.prefix}is>'
        return f'{start} t="inlineStr">{inner}</{name}>'


def _joined(edits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Edits of which those at one place are one, in the order of their columns."""
    found: dict[tuple[int, int], str] = {}
    for start, end, text in edits:
        found[start, end] = found.get((start, end), "") + text
    return [(start, end, text) for (start, end), text in found.items()]


def date_styles(data: bytes) -> frozenset[str]:
    """The styles of a workbook that show a number as a day.

    Args:
        data: The part xl/styles.xml.
    """
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

    formats: dict[int, str] = dict(BUILTIN_FORMATS)
    numbers: list[int] = []
    inside = False

    def start(name: str, given: dict[str, Any]) -> None:
        nonlocal inside
        local = name.rpartition(":")[2]
        if local == "numFmt":
            formats[int(given["numFmtId"])] = given["formatCode"]
        elif local == "cellXfs":
            inside = True
        elif local == "xf" and inside:
            numbers.append(int(given.get("numFmtId", 0)))

    def end(name: str) -> None:
        nonlocal inside
        inside = inside and name.rpartition(":")[2] != "cellXfs"

    parser = ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)
    return frozenset(str(n) for n, number in enumerate(numbers) if is_date_format(formats.get(number, "")))
