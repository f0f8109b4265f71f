"""One safe way to change a description: worked out, read back, and written only if nobody else wrote meanwhile."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from joinedup.errors import UserError
from joinedup.outputs.files import write_all
from joinedup.reading import Described, Source, UnreadableFile, load, read_source
from joinedup.reading.source import of_bytes

from .changes import Change, changed


def edited(source: Source, changes: Sequence[Change], today: date, barriers: Mapping[str, str] | None) -> Described:
    """The description that a file holds after some changes, as the reader reads it. Nothing is written.

    Args:
        source: The file as it was read.
        changes: What is to be different, one after the other.
        today: The day of the check, where the file does not say which day it describes.
        barriers: The barriers whose statements a survey may have asked, with their labels.

    Raises:
        UnreadableFile: with every problem that the file would have.
        UserError: a change is to a record that is not there.
    """
    return read_source(of_bytes(source.path, changed(source, changes)), today, barriers=barriers)


class WouldNotRead(Exception):
    """What joinedup was about to write cannot be read back: a fault of joinedup. The file is as it was."""


def apply(source: Source, changes: Sequence[Change], today: date, barriers: Mapping[str, str] | None) -> bool:
    """Changes a file by values that are right for certain; returns whether there was anything to write.

    Args:
        source: See `edited`.
        changes: See `edited`.
        today: See `edited`.
        barriers: See `edited`.

    Raises:
        WouldNotRead: the file would have a problem, which is no fault of its author.
        UserError: somebody else changed the file meanwhile, or it cannot be written.
    """
    try:
        after = edited(source, changes, today, barriers)
    except UnreadableFile as error:
        raise WouldNotRead(
            f"{source.path} was left as it was. What could not be read: {error.problems[0].where}"
        ) from error
    return save(source, after.source)


def save(before: Source, after: Source) -> bool:
    """Writes a changed file in the place of the one that was read; returns whether there was anything to write.

    Args:
        before: The file as it was read.
        after: The file as it should be, read back already; see `edited`.

    Raises:
        UserError: somebody else changed the file meanwhile, has it open, or it cannot be written. It is as it was.
    """
    if load(before.path).data != before.data:
        raise UserError(
            f"{before.path}: this file was changed by somebody else while joinedup worked on it, and was left alone. "
            "Close it in other programs, and try again"
        )
    if after.data == before.data:
        return False
    _refuse_open(Path(before.path))
    write_all({before.path: after.data})
    return True


def _refuse_open(file: Path) -> None:
    """Leaves a file alone that somebody works on: one of both would be lost."""
    for lock in (file.with_name(f"~${file.name}"), file.with_name(f".~lock.{file.name}#")):
        if lock.exists():
            raise UserError(
                f"{file}: this file is open in Excel or LibreOffice, and was left alone. Save and close it there, and "
                f"try again. If it is open nowhere, delete {lock.name} beside it"
            )
