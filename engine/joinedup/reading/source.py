"""A file on disk -> text, or one clear message why not."""

import os
import re
import stat
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from joinedup.frozen import Frozen

from .problems import Problem, UnreadableFile

LARGEST = 32 * 1024 * 1024
"""Bytes. A description of 50,000 lines is about 2 MB."""

HOLDER = re.compile(r"""(["']?\bholder["']?\s*:\s*)("[^"]*"?|'[^']*'?|\[[^\]\n]*\]?|[^,}\n]*)""")
PRIVATE = re.compile(r"""(["']?\b(?:answers|not_applicable)["']?\s*:\s*)(\[[^\]\n]*\]?|[^,}\n]*)""")
"""Counts of a survey: a small group could be worked out from them."""

OTHER_TABLES = frozenset((".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".csv"))
"""What else spreadsheet programs write."""
ZIP = b"PK\x03\x04"
SAVE_AS = (
    "joinedup reads workbooks that end in .xlsx: open this one in Excel or LibreOffice and save it as an Excel "
    "workbook (.xlsx)"
)
RENAME = "this is a workbook or another packed file: if it is from Excel, its name must end in .xlsx"


class Source(Frozen):
    """A file that was read.

    Attributes:
        path: The path as it was typed.
        data: Its bytes.
        text: Its text; none where it is a workbook.
    """

    path: str
    data: bytes
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, as editors count them."""
        return re.split("\r\n|\r|\n", self.text)

    def quote(self, line: int, holders: Sequence[str] = ()) -> str:
        """Line number `line` (from 1), with blanks for those who hold a role and for survey counts.

        Every character stays in its column, so that a caret below it still points at the right one.

        Args:
            line: The number.
            holders: Who holds a role, the longest name first.
        """
        if not 0 < line <= len(self.lines):
            return ""
        text = self.lines[line - 1]
        for pattern in (HOLDER, PRIVATE):
            text = pattern.sub(lambda match: match[1] + "_" * len(match[2]), text)
        for holder in holders:
            text = text.replace(holder, "_" * len(holder))
        return text


def is_workbook(path: str) -> bool:
    """Whether a file is read as a workbook, by its name."""
    return path.lower().endswith(".xlsx")


def load(path: str) -> Source:
    """Reads the file at `path`.

    Raises:
        UnreadableFile: it is missing, no ordinary file, too large, empty, or neither a workbook nor UTF-8.
    """
    return of_bytes(path, read_bytes(path))


def read_bytes(path: str) -> bytes:
    """The bytes of the file at `path`, whatever they are.

    Raises:
        UnreadableFile: it is missing, no ordinary file, or too large.
    """
    try:
        return bytes_of(path)
    except FileNotFoundError:
        raise _unreadable(path, missing(path)) from None
    except ValueError:
        raise _unreadable(path, "cannot be read: no file can have this name") from None
    except OSError as error:
        raise _unreadable(path, f"cannot be read: {error.strerror or error}") from None


def of_bytes(path: str, data: bytes) -> Source:
    """The file that `path` would be if it held these bytes.

    Raises:
        UnreadableFile: the path is no workbook's, and they are no UTF-8, or nothing.
    """
    if is_workbook(path):
        return Source(path, data, "")
    if Path(path).suffix.lower() in OTHER_TABLES:
        raise _unreadable(path, SAVE_AS)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data.startswith(ZIP):
            raise _unreadable(path, RENAME) from None
        before = data[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise _unreadable(path, "not UTF-8 text: save the file as UTF-8 without a password", line, column) from None
    if not text.strip():
        raise _unreadable(path, "the file is empty")
    return Source(path, data, text)


def _unreadable(path: str, what: str, line: int = 0, column: int = 0) -> UnreadableFile:
    return UnreadableFile(path, [Problem(line, column, "", what)])


def bytes_of(path: str, largest: int = LARGEST) -> bytes:
    """The bytes of an ordinary file that is not too large.

    Args:
        path: The file.
        largest: How many bytes it may have.

    Raises:
        OSError: it cannot be read, is no ordinary file, or has more.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    mode = Path(path).stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(0, "it is a folder, not a file")
    if not stat.S_ISREG(mode):
        raise OSError(0, "it is no ordinary file")
    with os.fdopen(os.open(path, flags), "rb") as file:
        data: bytes | None = file.read(largest + 1)
    if data is None:  # a pipe was put in its place since
        raise OSError(0, "it is no ordinary file")
    if len(data) > largest:
        raise OSError(0, f"it is larger than {largest // 2**20} MB")
    return data


def missing(path: str) -> str:
    """Why a file that is not there cannot be read, with the nearest name beside it."""
    from .problems import nearest

    folder = Path(path).parent
    try:
        near = nearest(Path(path).name, [entry.name for entry in folder.iterdir()] if folder.is_dir() else [])
    except OSError:
        near = ""
    if near:
        return f'there is no such file; did you mean "{folder / near}"?'
    return f"there is no such file{' in this folder' if folder == Path() else ''}"
