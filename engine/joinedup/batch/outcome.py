"""What became of one file of a batch. It travels between processes and is kept beside the report."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from joinedup.assessment import Assessment, Failure, Status
from joinedup.errors import UserError
from joinedup.facts.words import count
from joinedup.reading import Problem, UnreadableFile
from joinedup.verdict import verdict

CHECKED, REFUSED, BROKEN = "checked", "could not be used", "broke"
"""Whether a file was checked, could not be read or its report not written, or joinedup failed at it."""
MOST = 5
"""How many problems of a file are told; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file.

    Attributes:
        path: The file, as it was named or found.
        state: Whether it was checked, could not be used, or broke joinedup.
        said: The verdict, or what is wrong, on one line each.
        as_of: The day of the check as 2026-09-30; empty where there was none.
        fails: Whether an open finding reaches the fail-on level.
        barriers: The status of each barrier, by its id.
        failures: What joinedup or a plugin failed at, a line each.
    """

    path: str
    state: str
    said: tuple[str, ...]
    as_of: str = ""
    fails: bool = False
    barriers: Mapping[str, str] = field(default_factory=dict)
    failures: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it was checked and nothing failed: only such a result is kept for the next batch."""
        return self.state == CHECKED and not self.failures

    @property
    def assessed(self) -> int:
        """How many barriers could be assessed."""
        return sum(status != Status.NOT_ASSESSED.value for status in self.barriers.values())

    @property
    def line(self) -> str:
        """It in one line, for the terminal."""
        head = "" if self.state == CHECKED else f"{self.state}: "
        failed = "".join(f" Failed: {failure}." for failure in self.failures)
        more = f"; and {count(len(self.said) - 1, 'more line')} in the roll-up" if len(self.said) > 1 else ""
        return f"{self.path}: {head}{self.said[0]}{more}{failed}"


def checked(path: str, result: Assessment) -> Outcome:
    """The outcome of a check."""
    return Outcome(
        path=path,
        state=CHECKED,
        said=(verdict(result),),
        as_of=result.as_of.isoformat(),
        fails=result.fails,
        barriers={barrier.id: barrier.status.value for barrier in result.barriers},
        failures=tuple(_failure(failure) for failure in result.failures),
    )


def refused(path: str, error: UserError) -> Outcome:
    """The outcome of a file that could not be read, or whose report could not be written."""
    lines = [_problem(problem) for problem in error.problems] if isinstance(error, UnreadableFile) else [str(error)]
    more = len(lines) - MOST
    said = (*lines[:MOST], f"{count(more, 'more problem')}") if more > 0 else tuple(lines)
    return Outcome(path=path, state=REFUSED, said=said)


def _problem(problem: Problem) -> str:
    """A problem on one line; the file is named already, unless it is another one."""
    place = f"{problem.place}: " if problem.place else ""
    return place + problem.but(line=0, quoted="", cell=None).text("").removeprefix(": ")


def broke(path: str, error: BaseException) -> Outcome:
    """The outcome of a file at which joinedup failed."""
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return Outcome(path=path, state=BROKEN, said=(said,), failures=(said,))


def _failure(failure: Failure) -> str:
    return " ".join(f"{failure.rule or f'plugin {failure.plugin}'}: {failure.error}".split()).rstrip(".")
