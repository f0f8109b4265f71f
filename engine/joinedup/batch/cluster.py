"""Hands the files of a batch to a Dask cluster, where a set outgrows one computer."""

from collections import deque
from collections.abc import Generator, Sequence
from pathlib import Path

from joinedup.errors import UserError
from joinedup.reading.files import SUFFIXES

from .finding import Task
from .work import Job
from .workers import AHEAD, Back, handed

MISSING = "--dask needs Dask, which is not installed: pip install 'joinedup[dask]'"
PATIENCE = 30
"""Seconds that a scheduler has to answer, and a first worker to be there."""


def on_cluster(job: Job, tasks: Sequence[Task], address: str) -> Generator[Back, None, None]:
    """Checks files on a cluster. A worker that is lost has its files checked by the others.

    The descriptions are sent and the reports sent back. An own ruleset or lens is read by each worker from the same
    path as here, and each needs the same joinedup and plugins: one that has others refuses to work.

    Args:
        job: How they are checked.
        tasks: The files.
        address: Where the scheduler is, as `tcp://host:8786`.

    Raises:
        UserError: Dask is not installed, or no scheduler or no worker answers.
    """
    if not tasks:
        return
    try:
        from distributed import Client
    except ImportError:
        raise UserError(MISSING) from None
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
        client.wait_for_workers(1, timeout=PATIENCE)
    except (OSError, ValueError, ImportError) as error:
        raise UserError(f"--dask {address}: no cluster can be used there: {error}") from None
    with client:
        threads = sum(client.nthreads().values())
        with client.get_executor(pure=False) as executor:
            yield from handed(executor, _anywhere(job), deque(tasks), threads * AHEAD)


def _anywhere(job: Job) -> Job:
    """The same job for workers that were started in another folder."""
    options = job.options
    lenses = tuple(map(_absolute, options.lenses))
    return job.but(options=options.but(ruleset=_absolute(options.ruleset), lenses=lenses))


def _absolute(name: str) -> str:
    """A path from the root; a name that stands for no file here stays a name."""
    return str(Path(name).resolve()) if "/" in name or name.lower().endswith(SUFFIXES) else name
