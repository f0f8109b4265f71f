"""A batch: what was done before is taken as it is, the rest is handed out, and each report written as it comes."""

import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from joinedup.errors import UserError

from .finding import Task
from .kept import keep, kept
from .outcome import Outcome, refused
from .work import Done, Job
from .workers import Back

HandOut = Callable[[Job, Sequence[Task]], Generator[Back, None, None]]
"""Has files checked by somebody, and gives back each once, in any order."""


def run(
    given: Sequence[Task], job: Job, out: Path, hand_out: HandOut, tell: Callable[[int], None]
) -> Generator[Outcome, None, None]:
    """What becomes of each file, in the order of the files.

    Args:
        given: The files.
        job: How they are checked.
        out: The folder of reports.
        hand_out: Who checks them.
        tell: Is told how many files are done.
    """
    known = dict(_known(given, job, out))
    left = [task for task in given if task.path not in known]
    turn = deque(given)
    tell(len(known))
    yield from _next(turn, known)
    with closing(hand_out(job, left)) as backs:
        for number, (task, done) in enumerate(backs, len(given) - len(left) + 1):
            known[task.path] = _written(task, done, job, out)
            tell(number)
            yield from _next(turn, known)


def _known(given: Sequence[Task], job: Job, out: Path) -> Iterator[tuple[str, Outcome]]:
    """What needs no check: what cannot be read, and what was done and has not changed since."""
    for task in given:
        outcome = refused(task.path, UserError(task.unread)) if task.unread else kept(task, job, out)
        if outcome:
            yield task.path, outcome


def _next(turn: deque[Task], known: dict[str, Outcome]) -> Iterator[Outcome]:
    """The outcomes whose turn it is."""
    while turn and turn[0].path in known:
        yield known[turn.popleft().path]


def _written(task: Task, done: Done, job: Job, out: Path) -> Outcome:
    """The outcome, once the report is written."""
    try:
        with _undisturbed():
            keep(task, done, job, out)
    except UserError as error:
        return refused(task.path, error)
    return done.outcome


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Has Ctrl-C wait the few milliseconds until a report, its JSON and what was done are written together."""
    if threading.current_thread() is not threading.main_thread():  # no other thread is ever interrupted
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            raise KeyboardInterrupt
