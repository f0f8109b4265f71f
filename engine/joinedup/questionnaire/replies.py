"""A folder of replies, each read and none kept; what is no reply is told with its reason."""

import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.reading.source import bytes_of

from . import NotAReply, Questionnaire, Reply

FORMATS: Mapping[str, str] = {".json": "as_html", ".xlsx": "as_xlsx", ".docx": "as_docx"}
"""The suffix of each kind of reply, with the module that reads it."""
FORMS: Mapping[str, str] = {".html": "as_html", ".xlsx": "as_xlsx", ".docx": "as_docx"}
"""The suffix of each kind of form, with the module that makes it."""
LARGEST = 2 * 1024 * 1024
"""Bytes of a reply."""
MOST_FILES = 20_000
LEFT_BY_PROGRAMS = frozenset(("thumbs.db", "desktop.ini"))


class Collected(Frozen):
    """What a folder holds.

    Attributes:
        replies: The replies that can be counted.
        refused: Each other file, with why it cannot be.
    """

    replies: Sequence[Reply]
    refused: Mapping[Path, str]


def form(suffix: str, asked: Questionnaire) -> bytes:
    """The survey as a form to fill in, in the format of a suffix of `FORMS`."""
    made: bytes = import_module(f"{__package__}.{FORMS[suffix]}").form(asked)
    return made


def collect(folder: str, asked: Questionnaire) -> Collected:
    """Reads every file of a folder, but for those that programs leave there.

    Two files with the same mark are one person's. If they say the same, the first by name counts; if they do not,
    nobody can tell which was meant, and neither does.

    Raises:
        UserError: it is no folder, or cannot be read.
    """
    read: dict[str, list[tuple[Path, Reply]]] = {}
    refused: dict[Path, str] = {}
    for path in _files(folder):
        try:
            found = _reply(path, asked)
            read.setdefault(found.id, []).append((path, found))
        except NotAReply as error:
            refused[path] = str(error)
    replies = []
    for same in read.values():
        first, reply = same[0]
        if all(other == reply for _, other in same):
            replies.append(reply)
            refused |= {path: f"it is the same reply as {first.name}" for path, _ in same[1:]}
        else:
            names = ", ".join(path.name for path, _ in same)
            refused |= {path: f"{names} come from one form and differ: keep the one that was meant" for path, _ in same}
    return Collected(replies, {path: refused[path] for path in sorted(refused)})


def _files(folder: str) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(Path(entry.path) for _, entry in zip(range(MOST_FILES + 1), entries, strict=False))
    except NotADirectoryError:
        raise UserError(f"{folder}: this is a file: name the folder that holds the replies") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "no folder can have this name"
        raise UserError(f"{folder}: the folder of replies cannot be read: {why}") from None
    if len(found) > MOST_FILES:
        raise UserError(f"{folder}: the folder holds more than {MOST_FILES:,} files")
    return [path for path in found if not _left_by_program(path.name)]


def _left_by_program(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in LEFT_BY_PROGRAMS


def _reply(path: Path, asked: Questionnaire) -> Reply:
    if path.is_symlink():
        raise NotAReply("it is a link to another file: put the reply itself into the folder")
    if path.is_dir():
        raise NotAReply("it is a folder, and replies in it are not counted: move them up")
    module = FORMATS.get(path.suffix.lower())
    if module is None:
        listed = ", ".join(FORMATS)
        raise NotAReply(f"a reply is a file that ends in {listed}")
    try:
        data = bytes_of(str(path), LARGEST)
    except OSError as error:
        raise NotAReply(f"cannot be read: {error.strerror or error}") from None
    found: Reply = import_module(f"{__package__}.{module}").reply(str(path), data, asked)
    return found
