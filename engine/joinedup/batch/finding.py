"""Which files a batch checks, and what each report is called."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.reading.files import DESCRIPTIONS

ROLL_UP = "roll-up"
"""What the page and the JSON of the whole set are called; no report is."""
SCHEMA = ".schema.json"
"""How the files end that `joinedup init` and `joinedup schema` write beside a description."""
LOCK = "~$"
"""How the file begins that Excel puts beside a workbook while it is open."""


class Task(Frozen):
    """A file to check.

    Attributes:
        path: The file, as it was named or found.
        name: What its report is called, below the folder of reports, without a suffix: `north/trust`.
        unread: Why it cannot be read, where it is a folder that cannot be looked into.
    """

    path: str
    name: str
    unread: str = ""


def tasks(given: Sequence[str], out: Path) -> list[Task]:
    """The files to check, each once, in alphabetical order of their paths.

    In a folder that is every `.yaml`, `.yml`, `.json` and `.xlsx` file, also in the folders inside it. Hidden ones are
    left out, and so are schemas, what Excel puts beside an open workbook, and the folder of reports. A report
    is called as its file is, in the same folders. Where two would be called the same, each gets eight letters more,
    which its path alone decides.

    Args:
        given: Files and folders, as they were typed.
        out: The folder of reports.

    Raises:
        UserError: there is no file, or a report would be written over one.
    """
    found: dict[str, Task] = {}
    for name in given:
        if not name:
            raise UserError("a path is empty: name a file or a folder")
        place = Path(name)
        if place.is_dir() and place.resolve() == out.resolve():
            raise UserError(f"{name}: this is the folder of reports: give another one with --out")
        for task in _in_folder(place, out) if place.is_dir() else (Task(name, place.stem),):
            found.setdefault(os.path.realpath(task.path), task)
    if not found:
        raise UserError(f"{', '.join(given)}: there is no .yaml, .yml, .json or .xlsx file")
    named = sorted(_apart(found), key=lambda task: task.path)
    for task in named:
        for suffix in (".html", ".json"):
            report = os.path.realpath(out / f"{task.name}{suffix}")
            if report in found:
                raise UserError(f"{report}: this is an input and a report would overwrite it: change --out")
    return named


def _in_folder(folder: Path, out: Path) -> Iterator[Task]:
    reports = out.resolve()
    unread: list[OSError] = []
    for at, inside, files in os.walk(folder, onerror=unread.append):
        here = Path(at)
        inside[:] = sorted(name for name in inside if name[0] != "." and (here / name).resolve() != reports)
        for name in sorted(files):
            if (
                not name.startswith((".", LOCK))
                and name.lower().endswith(DESCRIPTIONS)
                and not name.lower().endswith(SCHEMA)
            ):
                path = here / name
                yield Task(str(path), path.relative_to(folder).with_suffix("").as_posix())
    for error in unread:
        path = Path(error.filename)
        yield Task(str(path), path.relative_to(folder).as_posix(), f"cannot be read: {error.strerror}")


def _apart(found: dict[str, Task]) -> Iterator[Task]:
    """The tasks with names of their own, also where capitals are not told apart."""
    taken = Counter(task.name.casefold() for task in found.values())
    taken[ROLL_UP] += 1
    for real, task in found.items():
        more = f"-{sha256(real.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"
        yield Task(task.path, task.name + more if taken[task.name.casefold()] > 1 else task.name, task.unread)
