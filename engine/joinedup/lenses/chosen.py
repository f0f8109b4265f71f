"""The lenses a check looks through: those that its ruleset always has, and those that were asked for."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from joinedup.assessment import Assessment, Failure
from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.plugins import Plugins
from joinedup.reading import Problem, UnreadableFile
from joinedup.reading.files import real

from .contents import Lens
from .look import look
from .reader import Known, read_lens
from .shelf import Shelf, shelf


class Chosen(Frozen):
    """Lenses that were read.

    Attributes:
        lenses: The lenses, in order.
        paths: Where each was found.
        failures: Plugins whose lenses cannot be used.
    """

    lenses: tuple[Lens, ...]
    paths: tuple[Path, ...]
    failures: tuple[Failure, ...]

    def shown(self, assessment: Assessment, least_answers: int) -> Assessment:
        """The assessment with what each lens shows of it."""
        return assessment.but(lenses=tuple(look(lens, assessment, least_answers) for lens in self.lenses))


def chosen(names: Sequence[str], plugins: Plugins, known: Known, always: Sequence[Path] = ()) -> Chosen:
    """Finds and reads lenses.

    Args:
        names: Names or paths, as they were typed.
        plugins: Where lenses may come from, beside those that come with joinedup.
        known: What a lens may name.
        always: Lenses that come first, whatever is asked for. One that is asked for as well is not shown twice.

    Raises:
        UnreadableFile: one is not there or has problems; with all problems of all of them.
        UserError: one was asked for twice, or two have the same name.
    """
    there = shelf(plugins)
    problems: list[Problem] = []
    places = list(always)
    asked: dict[Path, str] = {}
    for name in names:
        path = there.find(name)
        if isinstance(path, Problem):
            problems.append(path)
        elif real(path) in asked:
            raise UserError(f"{name}: this lens is asked for twice")
        else:
            asked[real(path)] = name
            places += [path] if real(path) not in map(real, always) else []
    lenses, failures = _read(places, there, known, problems)
    _refuse_doubles(places)
    return Chosen(tuple(lenses), tuple(places), (*there.failures, *failures))


def every(plugins: Plugins, known: Known) -> Chosen:
    """All lenses that go by a name: those that come with joinedup, and those of plugins."""
    return chosen(list(shelf(plugins).places), plugins, known)


def _read(
    places: Sequence[Path], there: Shelf, known: Known, problems: list[Problem]
) -> tuple[list[Lens], list[Failure]]:
    """The lenses at some places. What is wrong with a plugin's lens is the plugin's failure; the others go on."""
    lenses, failures = [], []
    for path in places:
        plugin = there.plugin_of(path)
        try:
            lenses.append(read_lens(path, known, plugin))
        except UnreadableFile as error:
            if plugin:
                failures.append(Failure(plugin, f"its lens cannot be read: {'; '.join(_briefly(path, error))}"))
            else:
                problems += [problem.but(file=problem.file or error.path) for problem in error.problems]
    if problems:
        raise UnreadableFile("", problems)
    return lenses, failures


def _briefly(path: Path, error: UnreadableFile) -> Iterator[str]:
    """The problems of a plugin's lens, each in a line without the place where plugins are installed."""
    for problem in error.problems:
        yield problem.but(quoted="", file="").text(path.name)


def _refuse_doubles(places: Sequence[Path]) -> None:
    by_name: dict[str, Path] = {}
    for path in places:
        if path.stem in by_name:
            raise UserError(f'two lenses are called "{path.stem}": {by_name[path.stem]} and {path}; rename one')
        by_name[path.stem] = path
