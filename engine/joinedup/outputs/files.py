"""Writes files whole or not at all.

Each is written beside its place under a name such as `.board.html.0f1e2d3c4b5a.joinedup.part`, and moved there when it
is whole. Only a process that is killed half-way leaves such a file; a later one that writes into the folder removes it.
"""

import os
import re
import secrets
import stat
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from joinedup.errors import UserError

PART = re.compile(r"\..*\.[0-9a-f]{12}\.joinedup\.part")
"""The name of a file that is not whole yet."""
ABANDONED = 3600
"""Seconds after which nobody can be writing such a file any more."""


def write_all(contents: Mapping[str, bytes], inputs: tuple[str, ...] = ()) -> None:
    """Writes several files, each first beside its place and then moved into it.

    Args:
        contents: The bytes of each file, by path. A link is followed; a file that is there keeps its mode.
        inputs: Files that must not be written over.

    Raises:
        UserError: a file cannot be written. Those that could not be are as they were.
    """
    waiting: dict[Path, Path] = {}
    path = ""
    try:
        for path in contents:
            _refuse(path, inputs)
        for path, data in contents.items():
            place = Path(path).resolve()
            _clear(place.parent)
            waiting[_beside(place, data)] = place
        for temporary, place in list(waiting.items()):
            path = str(place)
            temporary.replace(place)
            del waiting[temporary]
    except RuntimeError:  # what pathlib raises where links lead round in a circle
        raise UserError(f"{path}: cannot be written: it is a link that leads back to itself") from None
    except PermissionError as error:  # Windows says so too of a file that is open
        hint = "if it is open in another program, close it there"
        raise UserError(f"{path}: cannot be written: {error.strerror or error}; {hint}") from None
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror or error}") from None
    finally:
        for temporary in waiting:
            temporary.unlink(missing_ok=True)


def write_out(data: bytes) -> None:
    """Writes to standard output, in UTF-8 whatever the terminal says of itself.

    Raises:
        UserError: it is closed, or the disk behind it is full.
        BrokenPipeError: its reader has gone.
    """
    if sys.stdout is None:
        raise UserError("standard output is closed: there is nowhere to print to")
    try:
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None:
            sys.stdout.write(data.decode())
        else:
            sys.stdout.flush()
            buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        sys.stdout = None
        raise UserError(f"standard output: cannot be written: {error.strerror or error}") from None


def _refuse(path: str, inputs: tuple[str, ...]) -> None:
    place = Path(path)
    if place.is_dir():
        raise UserError(f"{path}: cannot be written: it is a folder")
    if place.exists() and not place.is_file():
        raise UserError(f"{path}: cannot be written: it is no ordinary file")
    if not place.parent.is_dir():
        raise UserError(f"{path}: cannot be written: there is no folder {place.parent}")
    for given in inputs:
        if place.exists() and Path(given).exists() and place.samefile(given):
            raise UserError(f"{path}: this is an input of the check and would be overwritten")


@cache
def _clear(folder: Path) -> None:
    """Removes what killed processes left in a folder, once a run. What may still be written is let be."""
    with suppress(OSError):  # who may write into a folder need not be allowed to list it, or to remove from it
        for left in folder.iterdir():
            if PART.fullmatch(left.name) and left.lstat().st_mtime < time.time() - ABANDONED:
                left.unlink()


def _beside(place: Path, data: bytes) -> Path:
    temporary = place.with_name(f".{place.name[:50]}.{secrets.token_hex(6)}.joinedup.part")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            temporary.chmod(stat.S_IMODE(place.stat().st_mode))
    except BaseException:  # also Ctrl-C
        temporary.unlink(missing_ok=True)
        raise
    return temporary
