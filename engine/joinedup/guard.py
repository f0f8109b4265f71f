"""Holds the code of plugins to a time limit, and keeps what they print off standard output.

docs/plugins.md says how far that reaches: it guards against mistakes, not against a plugin that means harm.
"""

import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType, TracebackType
from typing import Any, NoReturn, Self

from .errors import Stopped
from .plugins import Plugins, load_themes
from .terminal import printable

BROKEN = 3
"""The exit code for a failure of ours or of a plugin."""
SECONDS = 30.0
"""How long one rule, or the loading of one plugin, may take: a thousand times what the slowest of ours needs."""
AGAIN = 0.5
"""Seconds until code that went on regardless is stopped once more."""
PATIENCE = 4
"""How often it is stopped before the whole check is."""
OUTPUT, ERRORS = 1, 2
"""Standard output and standard error, as the operating system numbers them."""


def installed() -> Plugins:
    """The plugins that are installed, each loaded under guard; see `load_themes`."""
    with guarded(SECONDS) as guard:
        return load_themes(guard=guard)


@contextmanager
def guarded(seconds: float = SECONDS) -> Iterator["PluginGuard"]:
    """Sets the guard up, and takes it down. What is printed meanwhile goes to standard error.

    Outside the main thread, and on Windows, there is no time limit: Python has no way there to stop code that runs.

    Args:
        seconds: How long each piece of a plugin's code may take.
    """
    guard = PluginGuard(seconds)
    with _output_aside(guard), _signals(guard):
        yield guard


class PluginGuard:
    """Runs one piece of a plugin's code at a time: `with guard("power/unfunded"): …`.

    Made by `guarded`. Costs two system calls a piece.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.limited = False
        self.listens = False
        self.name = ""
        self.stopped = 0
        self.interrupted = False
        self.prints = _Prints(self)

    def __call__(self, name: str) -> Self:
        """The guard of what is reported as `name`."""
        self.name = name
        return self

    def __enter__(self) -> None:
        self.stopped = 0
        if self.limited:
            signal.setitimer(signal.ITIMER_REAL, self.seconds, AGAIN)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        """Raises what the code swallowed, and tells a plugin's own KeyboardInterrupt from the user's.

        Raises:
            Stopped: the time ran out, or the plugin raised KeyboardInterrupt.
            KeyboardInterrupt: the user pressed Ctrl-C.
        """
        self.prints.end_line()
        self.name = ""  # from here on an alarm does nothing
        if self.limited:
            signal.setitimer(signal.ITIMER_REAL, 0)
        sys.stdout = self.prints  # the plugin may have put another in its place
        if self.interrupted:
            raise KeyboardInterrupt from error
        if self.stopped:
            raise Stopped(self.late) from error
        if kind is not None and issubclass(kind, KeyboardInterrupt) and self.listens:
            raise Stopped("it raised KeyboardInterrupt") from error

    @property
    def late(self) -> str:
        """What is said of code that does not end."""
        return f"it did not end within {self.seconds:g} seconds"

    def alarm(self, _: int, __: FrameType | None) -> None:
        """Stops what runs; if it goes on regardless, again and again, and in the end the check."""
        if not self.name:
            return
        self.stopped += 1
        if self.stopped > PATIENCE:
            _end(f"failed: {self.name}: {self.late}, and would not be stopped. Nothing was written.")
        raise Stopped(self.late)

    def interrupt(self, _: int, __: FrameType | None) -> NoReturn:
        """The user pressed Ctrl-C: remembered, in case a plugin swallows it."""
        self.interrupted = True
        raise KeyboardInterrupt


def _end(said: str) -> NoReturn:
    """The last resort: no more Python code runs, which the plugin could get hold of."""
    with suppress(OSError):
        os.write(ERRORS, f"{printable(said)}\n".encode())
    os._exit(BROKEN)


class _Prints(io.TextIOBase):
    """Standard output as a plugin sees it: each line goes to standard error, with the name of what printed it."""

    def __init__(self, guard: PluginGuard) -> None:
        self.guard = guard
        self.to = sys.stderr
        self.begun = ""

    def writable(self) -> bool:
        """It takes text, and gives none back."""
        return True

    def write(self, text: str) -> int:
        """Says the lines that are whole, and keeps the rest until it is."""
        *lines, self.begun = (self.begun + text).split("\n")
        for line in lines if self.to else ():
            print(printable(f"{self.guard.name or 'a plugin'} prints: {line}"), file=self.to)
        return len(text)

    def end_line(self) -> None:
        """Says a line that its end never came to."""
        if self.begun:
            self.write("\n")

    def close(self) -> None:
        """Stays open: the next plugin may print, too."""


@contextmanager
def _output_aside(guard: PluginGuard) -> Iterator[None]:
    """Puts `_Prints` in the place of standard output, and standard error in the place of the file behind it.

    The first names who prints; the second catches what C code and other programs print, which cannot be named.
    """
    ours = sys.stdout
    _flush()
    sys.stdout = guard.prints
    kept = None
    with suppress(OSError):  # one of the two is closed
        kept = os.dup(OUTPUT)
        os.dup2(ERRORS, OUTPUT)
    try:
        yield
    finally:
        guard.prints.end_line()
        sys.stdout = ours
        _flush()  # what a plugin wrote into sys.__stdout__ belongs to standard error, too
        if kept is not None:
            os.dup2(kept, OUTPUT)
            os.close(kept)


def _flush() -> None:
    with suppress(OSError, ValueError, AttributeError):  # it is closed, full, or not there
        sys.__stdout__.flush()  # type: ignore[union-attr]


@contextmanager
def _signals(guard: PluginGuard) -> Iterator[None]:
    """Lets the alarm and Ctrl-C come to the guard, where the system has the one and this thread may ask for it."""
    before: dict[int, Any] = {}
    with suppress(AttributeError, ValueError):
        before[signal.SIGALRM] = signal.signal(signal.SIGALRM, guard.alarm)
        guard.limited = True
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            before[signal.SIGINT] = signal.signal(signal.SIGINT, guard.interrupt)
            guard.listens = True
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
