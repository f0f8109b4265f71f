"""Rulesets on disk: found by name or path, with everything they extend, each file once."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from joinedup.reading import Problem, UnreadableFile
from joinedup.reading.files import SUFFIXES, File, found, opened, real, shipped_in, unknown_name
from joinedup.reading.problems import nearest
from joinedup.reading.scalars import shown
from joinedup.reading.tree import Tree

STANDARD = "standard"
DEEPEST = 10
"""How long a line of rulesets that extend each other may be."""


def shipped() -> Mapping[str, Path]:
    """The rulesets that come with joinedup, by name."""
    return shipped_in("joinedup_rulesets")


def chain(name: str) -> list[File]:
    """The files of a ruleset: what it extends before itself, each once, the standard one first.

    Raises:
        UnreadableFile: a file is missing or unreadable, or rulesets extend each other in a loop or too deeply.
    """
    path = found(name, shipped())
    if path is None:
        raise UnreadableFile(name, [unknown_name(name, "ruleset", shipped())])
    return list(_Chain().files(path, ()))


class _Chain:
    """Walks from a ruleset to what it extends; remembers the files it has met."""

    def __init__(self) -> None:
        self.met: set[Path] = set()

    def files(self, path: Path, above: tuple[Path, ...]) -> Iterator[File]:
        place = real(path)
        if place in self.met:
            return
        file = opened(path)
        for number, parent in enumerate(_parents(file.tree, path)):
            yield from self.parent(parent, number, file, (*above, place))
        self.met.add(place)
        yield file

    def parent(self, name: str, number: int, child: File, above: tuple[Path, ...]) -> Iterator[File]:
        """The files of one entry of `extends`; what is wrong with it is said at that entry."""
        path = found(name, shipped(), child.path.parent)
        if path is None:
            raise _refused(child, number, f"no ruleset {shown(name)}", nearest(name, shipped()))
        if not path.name.lower().endswith(SUFFIXES):
            raise _refused(child, number, f"{shown(name)} is no ruleset: its name ends in {' or '.join(SUFFIXES)}")
        if real(path) in above:
            loop = " → ".join(met.name for met in (*above[above.index(real(path)) :], path))
            raise _refused(child, number, f"rulesets extend each other in a loop: {loop}")
        if len(above) >= DEEPEST:
            raise _refused(child, number, f"more than {DEEPEST} rulesets extend one another")
        try:
            yield from self.files(path, above)
        except UnreadableFile as error:
            as_a_whole = error.path == str(path) and not error.problems[0].line
            if as_a_whole:
                raise _refused(child, number, f"{shown(name)}: {error.problems[0].what}") from None
            raise


def _parents(tree: Tree, path: Path) -> list[str]:
    """The names a file extends. Left out, it is the standard ruleset - but for that itself."""
    given = tree.root.get("extends") if isinstance(tree.root, dict) else None
    if given is None:
        return [] if real(path) == real(shipped()[STANDARD]) else [STANDARD]
    names = given if isinstance(given, list) else [given]
    return [name for name in names if isinstance(name, str)]


def _refused(child: File, number: int, what: str, meant: str = "") -> UnreadableFile:
    several = isinstance(child.tree.root["extends"], list)
    line, column = child.tree.place(["extends", number] if several else ["extends"])
    problem = Problem(line, column, "extends", what, meant)
    return UnreadableFile(str(child.path), [problem.but(quoted=child.source.quote(line))])
