"""Rulesets on disk: found by name or path, with everything they extend, each file once."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from joinedup.reading import Problem, Source, UnreadableFile, load, read_tree
from joinedup.reading.problems import nearest
from joinedup.reading.tree import Tree

STANDARD = "standard"
DEEPEST = 10
"""How long a line of rulesets that extend each other may be."""
SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class File:
    """A ruleset's file, as it stands.

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


def shipped() -> Mapping[str, Path]:
    """The rulesets that come with joinedup, by name."""
    folder = Path(str(import_module("joinedup_rulesets").__file__)).parent
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def chain(name: str) -> list[File]:
    """The files of a ruleset: what it extends before itself, each once, the standard one first.

    Raises:
        UnreadableFile: a file is missing or unreadable, or rulesets extend each other in a loop or too deeply.
    """
    path = _find(name, Path())
    if path is None:
        known = shipped()
        what = f"no ruleset of this name: give a file, or one of {', '.join(known)}"
        raise UnreadableFile(name, [Problem(0, 0, "", what, nearest(name, known))])
    return list(_Chain().files(path, ()))


def _find(name: str, folder: Path) -> Path | None:
    """The file that a name or path stands for; a relative path starts from `folder`."""
    known = shipped()
    if name in known:
        return known[name]
    path = folder / name
    looks_like_one = os.sep in name or "/" in name or name.lower().endswith(SUFFIXES) or path.exists()
    return path if looks_like_one else None


class _Chain:
    """Walks from a ruleset to what it extends; remembers the files it has met."""

    def __init__(self) -> None:
        self.met: set[Path] = set()

    def files(self, path: Path, above: tuple[Path, ...]) -> Iterator[File]:
        real = path.resolve()
        if real in self.met:
            return
        source = load(str(path))
        tree, problems = read_tree(source)
        for number, parent in enumerate(_parents(tree, path)):
            yield from self.parent(parent, number, File(path, source, tree, ()), (*above, real))
        self.met.add(real)
        yield File(path, source, tree, tuple(problems))

    def parent(self, name: str, number: int, child: File, above: tuple[Path, ...]) -> Iterator[File]:
        """The files of one entry of `extends`; what is wrong with it is said at that entry."""
        found = _find(name, child.path.parent)
        if found is None:
            raise _refused(child, number, f'no ruleset "{name}"', nearest(name, shipped()))
        if found.resolve() in above:
            loop = " → ".join(path.name for path in (*above[above.index(found.resolve()) :], found))
            raise _refused(child, number, f"rulesets extend each other in a loop: {loop}")
        if len(above) >= DEEPEST:
            raise _refused(child, number, f"more than {DEEPEST} rulesets extend one another")
        try:
            yield from self.files(found, above)
        except UnreadableFile as error:
            missing = error.path == str(found) and not error.problems[0].line and not found.is_file()
            if missing:
                raise _refused(child, number, f'"{name}": {error.problems[0].what}') from None
            raise


def _parents(tree: Tree, path: Path) -> list[str]:
    """The names a file extends. Left out, it is the standard ruleset - but for that itself."""
    given = tree.root.get("extends") if isinstance(tree.root, dict) else None
    if given is None:
        return [] if path.resolve() == shipped()[STANDARD].resolve() else [STANDARD]
    names = given if isinstance(given, list) else [given]
    return [name for name in names if isinstance(name, str)]


def _refused(child: File, number: int, what: str, meant: str = "") -> UnreadableFile:
    several = isinstance(child.tree.root["extends"], list)
    line, column = child.tree.place(["extends", number] if several else ["extends"])
    problem = Problem(line, column, "extends", what, meant)
    return UnreadableFile(str(child.path), [replace(problem, quoted=child.source.quote(line))])
