"""A first look at the parts of a workbook, event by event: what openpyxl would take too long for, or not say."""

import re
import zlib
from dataclasses import dataclass, field
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile

from .archive import SAVE, Refused

MOST_CELLS = 500_000
"""Cells and rows, over all sheets. A description of 2,600 lines has about 10,000."""
MOST_WIDTH = 5_000_000
"""Columns that the rows of a workbook reach over together: openpyxl fills in the empty ones."""
LAST_ROW = 1_048_576
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
SHEETS = "xl/worksheets/"
CHUNK = 1 << 16


@dataclass(slots=True)
class Seen:
    """What was seen of a sheet.

    Attributes:
        unvalued: The cells whose formula has no value, by reference.
        merged: The ranges of merged cells.
        hidden_rows: The rows that are hidden.
        hidden_columns: The first and last columns of those that are hidden.
    """

    unvalued: set[str] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


def scan(file: ZipFile) -> dict[str, Seen]:
    """Goes once through every part that is XML.

    Args:
        file: The zip file, opened by `archive.opened`.

    Returns:
        What was seen of each sheet, by the path of its part.

    Raises:
        Refused: a part is damaged, declares entities, or has more cells than a description can have.
    """
    found: dict[str, Seen] = {}
    scanner = _Scanner()
    for part in file.infolist():
        if part.filename.endswith((".xml", ".rels", ".vml")):
            seen = Seen()
            if part.filename.startswith(SHEETS):
                found[part.filename] = seen
            try:
                scanner.go(file, part.filename, seen)
            except (ExpatError, BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
                raise Refused(f"its part {part.filename} is damaged: {SAVE}, or take an earlier copy") from None
    return found


def column_of(letters: str) -> int:
    """The number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


class _Scanner:
    """Counts over all parts; `seen` is what was seen of the present one."""

    def __init__(self) -> None:
        self.cells = 0
        self.width = 0
        self.widest = 0
        self.cell = ""
        self.formula = self.valued = self.inside = False
        self.seen = Seen()

    def go(self, file: ZipFile, name: str, seen: Seen) -> None:
        self.seen = seen
        parser = ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self.doctype
        if name.startswith(SHEETS):
            parser.StartElementHandler = self.start
            parser.EndElementHandler = self.end
            parser.CharacterDataHandler = self.text
        with file.open(name) as part:
            while chunk := part.read(CHUNK):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def doctype(self, *_: Any) -> None:
        raise Refused("it declares entities, which no workbook does: it was not made by a spreadsheet program")

    def start(self, name: str, given: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if name == "c":
            self.cell, self.formula, self.valued = given.get("r", ""), False, given.get("t") == "str"
            match = REFERENCE.fullmatch(self.cell)
            self.widest = max(self.widest, column_of(match[1]) if match else self.widest + 1)
            self.count()
        elif name == "row":
            row = given.get("r", "1")
            if not row.isdecimal() or len(row) > 7 or not 0 < int(row) <= LAST_ROW:
                raise ValueError(row)
            if given.get("hidden") in ("1", "true"):
                self.seen.hidden_rows.append(int(row))
            self.count()
        elif name == "f":
            self.formula = True
        elif name == "v":
            self.inside = True
        elif name == "mergeCell":
            self.seen.merged.append(given.get("ref", ""))
        elif name == "col" and given.get("hidden") in ("1", "true"):
            self.seen.hidden_columns.append((int(given["min"]), int(given["max"])))

    def end(self, name: str) -> None:
        name = name.rpartition(" ")[2]
        self.inside = False
        if name == "c" and self.formula and not self.valued:
            self.seen.unvalued.add(self.cell)
        elif name == "row":
            self.width += self.widest
            self.widest = 0
            if self.width > MOST_WIDTH:
                raise Refused(
                    "its rows reach too far to the right: delete the empty columns behind the last one in use"
                )

    def text(self, _: str) -> None:
        self.valued = self.valued or self.inside

    def count(self) -> None:
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise Refused(
                f"it has more than {MOST_CELLS:,} rows and cells, and no description is that large: "
                f"delete the empty rows below the last one in use"
            )
