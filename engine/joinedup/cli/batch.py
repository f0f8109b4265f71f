"""joinedup batch DIR|FILES…: checks a set of descriptions, and says how widespread each barrier is in it."""

import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from joinedup import __version__
from joinedup.batch.finding import ROLL_UP, tasks
from joinedup.batch.outcome import REFUSED, Outcome
from joinedup.batch.roll_up import as_dict, roll_up
from joinedup.batch.run import HandOut, run
from joinedup.batch.work import Job, digest_of
from joinedup.batch.workers import in_processes, processors
from joinedup.checker import Options, prepare
from joinedup.errors import UserError
from joinedup.outputs.files import write_all

from .checking import checking
from .main import BROKEN, FOUND, OK, WRONG_INPUT
from .options import PATH
from .progress import Progress


@click.command("batch", short_help="Check a set of descriptions, and roll it up.")
@click.argument("paths", metavar="DIR|FILE...", type=PATH, nargs=-1, required=True)
@click.option("--out", type=PATH, default="reports", metavar="DIR", help="Where the reports go. Default: reports.")
@click.option("--workers", type=click.IntRange(1, 512), help="How many processes. Default: one for each processor.")
@click.option("--dask", metavar="ADDRESS", help="Hand the work to the Dask cluster whose scheduler is there.")
@checking
@click.pass_context
def command(
    context: click.Context,
    /,
    paths: Sequence[str],
    out: str,
    workers: int | None,
    dask: str | None,
    **how: Any,
) -> int:
    """Check every description named or found in a folder, and write a roll-up of the set.

    \b
    joinedup batch trusts --out reports
    joinedup batch north.yaml south.yaml --ruleset strict --workers 4

    Each report and its JSON go into the folder of reports, and so does roll-up.html: how widespread each barrier is.
    No partnership is ranked. A batch that was stopped goes on where it was; what has not changed is not done again.

    Exit codes: 3 if joinedup or a plugin failed at any file; else 2 if one could not be read or written; else 1 if
    one has findings at or above the fail-on level; else 0.
    """
    if dask is not None and not dask.strip():
        raise UserError("--dask needs the address of a scheduler, such as tcp://host:8786")
    if dask and workers:
        raise UserError("--dask and --workers contradict each other: the cluster has its own workers")
    if dask and context.get_parameter_source("time_limit") is not click.core.ParameterSource.DEFAULT:
        raise UserError("--dask and --time-limit contradict each other: on a cluster no rule is held to a time limit")
    options = Options(today=date.today(), **how)
    checker = prepare(options)
    job, folder = Job(options, digest_of(checker)), Path(out)
    given = tasks(paths, folder)
    _make(folder)
    outcomes: list[Outcome] = []
    hand_out = _cluster(dask) if dask else partial(in_processes, workers=workers or processors())
    with Progress(len(given)) as progress, closing(run(given, job, folder, hand_out, progress.at)) as each:
        for outcome in each:
            progress.say(outcome.line)
            outcomes.append(outcome)
    made = roll_up(outcomes, checker.plugins.themes, checker.ruleset.name, __version__)
    from joinedup.report.roll_up import render

    pages = {
        str(folder / f"{ROLL_UP}.html"): render(made).encode("utf-8", "replace"),
        str(folder / f"{ROLL_UP}.json"): (json.dumps(as_dict(made), indent=2) + "\n").encode(),
    }
    write_all(pages, tuple(task.path for task in given))
    for path in pages:
        print(f"written: {path}", file=sys.stderr)
    return _code(outcomes)


def _cluster(address: str) -> HandOut:
    """Hands files to a cluster; what speaks with it is loaded only where there is one."""
    from joinedup.batch.cluster import on_cluster

    return partial(on_cluster, address=address)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"--out {folder}: this folder cannot be made: {error.strerror}") from None


def _code(outcomes: Iterable[Outcome]) -> int:
    """The exit code of a set: the highest of its files."""
    return max(_code_of(outcome) for outcome in outcomes)


def _code_of(outcome: Outcome) -> int:
    if outcome.failures:
        return BROKEN
    if outcome.state == REFUSED:
        return WRONG_INPUT
    return FOUND if outcome.fails else OK
