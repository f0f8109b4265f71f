"""Changes tried out: a description as it would be, read and checked in memory. Nothing is written."""

from collections.abc import Sequence
from typing import Any

from joinedup.assessment import Assessment
from joinedup.checker import Checker
from joinedup.errors import UserError
from joinedup.locate import PART, Finder
from joinedup.reading import Described, Source, UnreadableFile
from joinedup.reading.problems import nearest
from joinedup.reading.source import of_bytes
from joinedup.writing.changes import Add, Change, Put, changed
from joinedup.writing.plain_changes import changed_data

from .typed import said


def tried(described: Described, changes: Sequence[Change], checker: Checker) -> tuple[Assessment, Source]:
    """The check of a description after some changes, and the file as it would be.

    Args:
        described: The description as it is, without a problem.
        changes: What would be different, one after the other.
        checker: What applies.

    Raises:
        UserError: the description would have problems, each with its path and the nearest right answer.
    """
    _refuse_nothing(described, changes)
    source = _after(described, changes)
    try:
        result, after = checker.check(source)
    except UnreadableFile as error:  # its lines are those of a file that nobody has
        problems = [one.but(line=0, column=0, quoted="", cell=None) for one in error.problems]
        raise UnreadableFile(f"{source.path}, with these changes", problems) from None
    return result, after.source


def _refuse_nothing(described: Described, changes: Sequence[Change]) -> None:
    """Refuses to take out what is not there: a slip in the path would look like a change that solves nothing.

    Raises:
        UserError: with each such path, and the nearest that there is.
    """
    finder = Finder(described.tree)
    # What an earlier change puts in, a later one can take out.
    known = [one.path for one in changes if isinstance(one, Put) and one.value is not None]
    added = {one.section for one in changes if isinstance(one, Add)}
    wrong = []
    for one in changes:
        if not isinstance(one, Put) or one.value is not None or one.path.partition(".")[0] in added:
            continue
        if not finder.reaches(one.path) and not any(path.startswith(one.path) for path in known):
            meant = _meant(finder, one.path)
            hint = f'; did you mean "{meant}"?' if meant else ""
            wrong.append(f"{one.path}: there is nothing to take out{hint}")
    if wrong:
        raise UserError("\n".join(wrong))


def _meant(finder: Finder, path: str) -> str:
    """The path as far as its first step that leads nowhere, with the nearest right step; empty where none is near."""
    done = ""
    for part in PART.findall(path):
        names = _names(finder.follow(done)[1])
        if part not in names and not part.startswith("["):
            meant = nearest(part, names)
            return f"{done}.{meant}".lstrip(".") if meant else ""
        done = (f"{done}{part}" if part.startswith("[") else f"{done}.{part}").lstrip(".")
    return ""


def _names(value: Any) -> list[str]:
    """The fields of a mapping, or the ids of a list's records."""
    if isinstance(value, list):
        return [str(one["id"]) for one in value if isinstance(one, dict) and "id" in one]
    return list(value) if isinstance(value, dict) else []


def _after(described: Described, changes: Sequence[Change]) -> Source:
    source = described.source
    if not changes:
        return source
    try:
        return of_bytes(source.path, changed(source, changes))
    except UnreadableFile:
        raise
    except UserError:
        changed_data(described.tree.root, changes)  # which knows the nearest right answer
        raise


def told(described: Described, changes: Sequence[Change]) -> list[str]:
    """Each change in words, with what stands there now."""
    finder = Finder(described.tree)
    return [said(one, finder.value(one.path) if isinstance(one, Put) else "") for one in changes]
