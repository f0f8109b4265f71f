"""What is wrong with a file, said so that its author can mend it."""

from collections.abc import Iterable, Sequence

from joinedup.errors import UserError
from joinedup.frozen import Frozen

from .tree import Cell

MOST_PROBLEMS = 50_000
"""Problems of a file after which no more are noted: the file is refused anyway, and memory has an end."""
MOST_TOLD = 2_000
"""Problems that are printed; the rest is counted."""
LONGEST_STEP = 80
"""Characters of a name or id that a path shows."""


def brief(step: str) -> str:
    """A name or id as a path shows it, cut when long: a thousand problems may stand below it."""
    return step if len(step) <= LONGEST_STEP else f"{step[:LONGEST_STEP]}…"


class Problem(Frozen):
    """One thing wrong with a file, at a place.

    Attributes:
        line: Line in the file from 1; 0 where the file as a whole is meant.
        column: Column in code points from 1.
        where: Path of the field in the file's own words, such as `targets.fewer-exclusions.goal`.
        what: What is wrong, as a clause without a capital or full stop.
        meant: The nearest right answer, or nothing.
        quoted: The line itself, with names of persons left out.
        file: The file, where several are read together.
        cell: The cell, where the file is a workbook.
    """

    line: int
    column: int
    where: str
    what: str
    meant: str = ""
    quoted: str = ""
    file: str = ""
    cell: Cell | None = None

    @property
    def place(self) -> str:
        """The place in words: "line 12", or "sheet Actions, cell F14 (owner)"; empty for the file as a whole."""
        return str(self.cell) if self.cell else f"line {self.line}" if self.line else ""

    def text(self, path: str) -> str:
        """The problem as a compiler would print it, with the line quoted and a caret below the place."""
        path = self.file or path
        place = f"{path}:{self.line}:{self.column}" if self.line else path
        where = f"{self.where}: " if self.where else ""
        if self.cell:
            place, where = f"{path}: {self.cell}", ""  # which is what its author has before his eyes
        meant = f'; did you mean "{self.meant}"?' if self.meant else ""
        message = f"{place}: {where}{self.what}{meant}"
        if not self.quoted or self.quoted.isspace():
            return message
        text, caret = _window(self.quoted, self.column - 1)
        return f"{message}\n    {text}\n    {' ' * caret}^"


def _order(problem: Problem) -> tuple[str | int, ...]:
    sheet = problem.cell.number if problem.cell else 0
    return problem.file, sheet, problem.line, problem.column, problem.where, problem.what, problem.meant


def told_of(problems: Iterable[Problem]) -> tuple[Sequence[Problem], Sequence[Problem]]:
    """The problems that are printed, and the rest, of which no line needs to be quoted."""
    every = sorted(set(problems), key=_order)
    return every[:MOST_TOLD], every[MOST_TOLD:]


class UnreadableFile(UserError):
    """A file that cannot be used, with every problem in it."""

    def __init__(self, path: str, problems: Iterable[Problem]) -> None:
        self.path = path
        told, rest = told_of(problems)
        self.problems: Sequence[Problem] = [*told, *rest]
        more = [f"… and {len(rest):,} more problems: mend these first"] if rest else []
        super().__init__("\n".join([*(problem.text(path) for problem in told), *more]))


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice that `word` is most likely a slip of, or an empty string."""
    from difflib import get_close_matches  # on the way to an error only

    known = list(choices)
    by_fold = {choice.casefold().replace("_", "-").replace(" ", "-"): choice for choice in known}
    folded = word.casefold().replace("_", "-").replace(" ", "-").strip()
    if folded in by_fold:
        return by_fold[folded]
    found = get_close_matches(folded[:100], by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else ""


def _window(text: str, at: int, width: int = 110) -> tuple[str, int]:
    """A stretch of a long line around column `at` (from 0), and where the column stands in it."""
    start = max(0, at - width // 2) if len(text) > width else len(text) - len(text.lstrip())
    start = min(start, at)
    cut = text[start : start + width].rstrip().expandtabs(1)
    before, after = ("…" if start and len(text) > width else ""), ("…" if len(text) > start + width else "")
    return before + cut + after, at - start + len(before)
