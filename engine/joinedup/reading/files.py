"""Rulesets and lenses on disk: found by name or path, and read as they stand."""

import os
from collections.abc import Collection, Iterable, Mapping
from importlib import import_module
from pathlib import Path

from joinedup.frozen import Frozen

from . import load, read_tree
from .problems import Problem, UnreadableFile, nearest, told_of
from .source import Source, is_workbook
from .tree import Tree

SUFFIXES = (".yaml", ".yml", ".json")
DESCRIPTIONS = (*SUFFIXES, ".xlsx")
"""What a description's name can end in; rulesets and lenses are text."""


class File(Frozen):
    """A file, as it stands.

    Attributes:
        path: Where it was found.
        source: Its text.
        tree: Its values.
        problems: What is wrong with its syntax.
    """

    path: Path
    source: Source
    tree: Tree
    problems: tuple[Problem, ...]

    def quoted(self, problems: Iterable[Problem]) -> list[Problem]:
        """Problems of this file, each with its path and line."""
        told, rest = told_of(problems)
        lines = {line: self.source.quote(line) for line in {problem.line for problem in told}}
        quoted = [p.but(file=str(self.path), quoted=lines[p.line]) for p in told]
        return [*quoted, *(p.but(file=str(self.path)) for p in rest)]


def opened(path: Path) -> File:
    """The file at a path.

    Raises:
        UnreadableFile: it is missing or no text.
    """
    if is_workbook(str(path)):
        what = "a workbook holds a description, and this is to be a ruleset or lens: give one in YAML or JSON"
        raise UnreadableFile(str(path), [Problem(0, 0, "", what)])
    source = load(str(path))
    tree, problems = read_tree(source)
    return File(path, source, tree, tuple(problems))


def shipped_in(package: str) -> Mapping[str, Path]:
    """The files that come with joinedup in a package, by name."""
    return files_in(Path(str(import_module(package).__file__)).parent)


def files_in(folder: Path) -> Mapping[str, Path]:
    """The YAML files of a folder, by name: what stands before the suffix."""
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def found(name: str, known: Mapping[str, Path], folder: Path = Path()) -> Path | None:
    """The file that a name or path stands for, whether it is there or not.

    Args:
        name: A name, or a path.
        known: The files that go by a name.
        folder: Where a relative path starts.

    Returns:
        None where it is no name that is known and looks like no path.
    """
    if name in known:
        return known[name]
    path = folder / name
    looks_like_one = os.sep in name or "/" in name or name.lower().endswith(SUFFIXES) or there(path)
    return path if looks_like_one else None


def there(path: Path) -> bool:
    """Whether a path leads to something; a name that is too long leads nowhere."""
    return os.path.exists(path)  # noqa: PTH110 - where a name is too long, pathlib raises


def real(path: Path) -> Path:
    """Where a path leads, with every link followed; the path itself where that cannot be told."""
    try:
        return Path(os.path.realpath(path))
    except ValueError:  # no file can have this name
        return path


def unknown_name(name: str, noun: str, known: Collection[str]) -> Problem:
    """The problem with a name that stands for no file.

    Args:
        name: The name.
        noun: What it should name: "ruleset".
        known: The names that there are.
    """
    listed = ", ".join(known)
    choice = f", or one of {listed}" if listed else ""
    return Problem(0, 0, "", f"no {noun} of this name: give a file{choice}", nearest(name, known), file=name)
