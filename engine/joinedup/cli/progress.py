"""A line on standard error that says how far a long command is; nothing where no terminal shows it."""

import sys
from types import TracebackType

from joinedup.terminal import printable

WIDE = 30
CLEAR = "\r\x1b[2K"


class Progress:
    """A bar on the terminal, with lines of output above it.

    Args:
        total: How many files there are.
    """

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.shown = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> "Progress":
        self._draw()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._clear()

    def at(self, done: int) -> None:
        """Says that so many files are done."""
        self.done = done
        self._draw()

    def say(self, line: str) -> None:
        """Prints a line to standard output; the bar stays below it."""
        self._clear()
        print(printable(line), flush=True)
        self._draw()

    def _draw(self) -> None:
        if self.shown:
            full = WIDE * self.done // self.total
            bar = "█" * full + "░" * (WIDE - full)
            print(f"{CLEAR}{bar} {self.done} of {self.total} files", end="", file=sys.stderr, flush=True)

    def _clear(self) -> None:
        if self.shown:
            print(CLEAR, end="", file=sys.stderr, flush=True)
