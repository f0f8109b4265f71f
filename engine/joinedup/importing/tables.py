"""A file that a spreadsheet wrote -> rows of text, or one clear message why not."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import islice

from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.reading.scalars import shown

SEPARATORS = (",", ";", "\t")
MOST_ROWS = 50_000
MOST_COLUMNS = 500
LONGEST_CELL = 100_000
"""Characters. A quote that is not closed makes one cell of all that follows."""
ARCHIVE, OLD_OR_LOCKED = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
WIDE = (b"\xff\xfe", b"\xfe\xff")
NAMES_SEPARATOR = re.compile(r"sep=(.)\s*\n", re.IGNORECASE)
SPACE = re.compile(r"\s+")
ERROR = re.compile("#(?:REF|VALUE|NAME|NULL|NUM|DIV/0|SPILL|CALC)[!?]|#N/A|#+")
"""What a spreadsheet shows where it has no value."""
UNSAVED = "#formula"
"""Stands for a formula whose value was not saved with it."""
MERGED = "#merged"
"""Stands for a cell that is merged with one above it, which alone holds the value."""
INERT = re.compile(r"'(?=[=+\-@\t\r＝＋－＠])")
"""What actions.csv puts before a text so that no spreadsheet takes it for a formula."""


class Row(Frozen):
    """A row that says something.

    Attributes:
        number: Its number in the spreadsheet, from 1.
        cells: Its texts, without blanks at either end; empty where a cell is.
    """

    number: int
    cells: tuple[str, ...]


class Rows(Frozen):
    """What a file or a sheet holds.

    Attributes:
        rows: The rows that say something, in order.
        notes: What a reader should know of how it was read.
        sheet: The name of the sheet; empty where the file has none.
    """

    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    sheet: str = ""


def cell(row: Row, number: int) -> str:
    """The text of a cell, by the number of its column from 0; empty behind the last one."""
    return row.cells[number] if number < len(row.cells) else ""


def of_csv(path: str, data: bytes) -> Rows:
    """The rows of a file of separated values, as Excel and others save it.

    Args:
        path: Its name, for messages.
        data: Its bytes: UTF-8, UTF-16 or Windows-1252; separated by comma, semicolon or tab.

    Raises:
        UserError: it is no such file, or larger than a tracker is.
    """
    if data.startswith(ARCHIVE):
        raise UserError(f"{path}: this is an Excel workbook with another name: let its name end in .xlsx")
    if data.startswith(OLD_OR_LOCKED):
        raise UserError(f"{path}: this is an old .xls file, or has a password: save it as .xlsx or .csv without one")
    text, notes = _decoded(path, data)
    named = NAMES_SEPARATOR.match(text)
    skipped = 1 if named else 0
    text = text[named.end() :] if named else text
    separator = named[1] if named else max(SEPARATORS, key=lambda one: _columns(text, one))
    return Rows(tuple(rows(path, _cells(path, text, separator, skipped))), tuple(notes))


def rows(path: str, numbered: Iterable[tuple[int, Sequence[str]]]) -> list[Row]:
    """The rows that say something.

    Args:
        path: The file, for messages.
        numbered: Every row with its number.

    Raises:
        UserError: there are none, or more than a tracker has.
    """
    found: list[Row] = []
    for number, cells in numbered:
        held = [INERT.sub("", _close(text), count=1) for text in cells]
        while held and not held[-1]:
            held.pop()
        if len(held) > MOST_COLUMNS:
            raise UserError(f"{path}: row {number} has {len(held):,} columns: at most {MOST_COLUMNS}")
        if held:
            found.append(Row(number, tuple(held)))
        if len(found) > MOST_ROWS:
            raise UserError(f"{path}: more than {MOST_ROWS:,} rows: split the file")
    if not found:
        raise UserError(f"{path}: there is nothing in it")
    return found


def _close(text: str) -> str:
    """A text without blanks at its ends, and with one between words; a line that ends inside it stays one."""
    return SPACE.sub(lambda match: "\n" if "\n" in match[0] else " ", text.strip())


def _decoded(path: str, data: bytes) -> tuple[str, list[str]]:
    encodings = ("utf-16",) if data.startswith(WIDE) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise UserError(f"{path}: this is no text: save the sheet as CSV UTF-8")
        return text, [] if encoding != "cp1252" else ["read as Windows text: it is no UTF-8"]
    raise UserError(f"{path}: the letters cannot be made out: save the sheet as CSV UTF-8")


def _columns(text: str, separator: str) -> int:
    """How many cells the fullest of the first rows has."""
    first = csv.reader(io.StringIO(text[:LONGEST_CELL], newline=""), delimiter=separator)
    try:
        return max(map(len, islice(first, 20)), default=0)
    except csv.Error:
        return 0


def _cells(path: str, text: str, separator: str, number: int) -> Iterable[tuple[int, Sequence[str]]]:
    """Every row; a line break inside quotes is none."""
    before = csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for row in reader:
            number += 1
            yield number, row
            line = reader.line_num + 1
    except csv.Error as error:
        unclosed = "end of data" in str(error) or "limit" in str(error)
        what = "a quote is not closed" if unclosed else "a quote stands where none can"
        start = "".join(text.splitlines()[line - 1 : line])
        raise UserError(f"{path}: {what} in the row that begins in line {line}: {shown(start)}") from None
    finally:
        csv.field_size_limit(before)
