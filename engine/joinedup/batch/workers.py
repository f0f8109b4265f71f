"""Hands the files of a batch to worker processes, and takes back what became of each, as it comes."""

import multiprocessing
import os
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager

from joinedup.errors import UserError
from joinedup.reading import load

from .finding import Task
from .outcome import broke, refused
from .work import Done, Job, start, work

AHEAD = 2
"""How many files a worker has waiting, the one it works on among them."""
LOADED = ["joinedup.batch.work", "joinedup.report", "joinedup.outputs.as_json"]
"""What all workers need, loaded once for all of them."""

Back = tuple[Task, Done]


class WorkerEnded(Exception):
    """A worker process ended before it could say anything."""


def processors() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def in_processes(job: Job, tasks: Sequence[Task], workers: int) -> Generator[Back, None, None]:
    """Checks files in worker processes of this computer.

    Where a worker ends before its time, each file that was under way is tried once more, alone. The one that ends
    its worker again is broken; the others and the rest go on.

    Args:
        job: How they are checked.
        tasks: The files.
        workers: How many processes.
    """
    waiting = deque(tasks)
    while waiting:
        suspects: list[Task] = []
        with _pool(min(workers, len(waiting))) as pool:
            yield from handed(pool, job, waiting, workers * AHEAD, suspects)
        for task in suspects:
            again: list[Task] = []
            with _pool(1) as pool:
                yield from handed(pool, job, deque([task]), 1, again)
            for broken in again:
                yield broken, Done(broke(broken.path, WorkerEnded("its worker process ended, twice")))


def handed(
    executor: Executor, job: Job, waiting: deque[Task], most: int, suspects: list[Task] | None = None
) -> Generator[Back, None, None]:
    """Hands files to an executor, never more than some at a time.

    Args:
        executor: Who does the work.
        job: How they are checked.
        waiting: The files; those that were handed over are taken out.
        most: How many may be under way.
        suspects: Takes the files that were under way when the executor broke. The rest is still waiting.
    """
    under_way: dict[Future[Done], Task] = {}
    while waiting or under_way:
        try:
            while waiting and len(under_way) < most:
                try:
                    source = load(waiting[0].path)
                except UserError as error:
                    yield waiting[0], Done(refused(waiting.popleft().path, error))
                else:
                    under_way[executor.submit(work, job, source)] = waiting[0]
                    waiting.popleft()
            ready, _ = wait(under_way, return_when=FIRST_COMPLETED) if under_way else ((), ())
            for future in ready:
                done = _done(future, under_way[future])
                yield under_way.pop(future), done
        except BrokenExecutor:
            if suspects is None or not under_way:
                raise
            suspects += under_way.values()
            return


def _done(future: Future[Done], task: Task) -> Done:
    try:
        return future.result()
    except BrokenExecutor:
        raise
    except Exception as error:  # what the executor could not do for this file is no reason to leave out the others
        return Done(broke(task.path, error))


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Worker processes. When it is left, also by Ctrl-C, what nobody has begun is dropped and no process stays."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    context.set_forkserver_preload(LOADED)
    pool = ProcessPoolExecutor(workers, context, start)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
