"""What is kept of a file that was checked, so that a batch that was stopped goes on where it was."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from joinedup.errors import UserError
from joinedup.outputs.files import write_all
from joinedup.reading import load

from .finding import Task
from .outcome import Outcome
from .work import Done, Job

FOLDER = ".done"
"""The folder, in that of the reports, that says what was done."""


def keep(task: Task, done: Done, job: Job, out: Path) -> None:
    """Writes the report and the JSON of a file, and last what was done. Each is written whole or not at all.

    Args:
        task: The file.
        done: What a worker made of it.
        job: How it was checked.
        out: The folder of reports.

    Raises:
        UserError: a file cannot be written.
    """
    if not done.files:
        return
    contents = {str(_place(task, out, suffix)): data for suffix, data in done.files.items()}
    if done.outcome.whole:
        said = {
            "job": job.digest,
            "input": done.sha256,
            "today": done.today,
            "reports": {suffix: sha256(data).hexdigest() for suffix, data in done.files.items()},
            "outcome": asdict(done.outcome),
        }
        contents[str(_record(task, out))] = json.dumps(said).encode()
    try:
        for path in contents:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{error.filename}: this folder cannot be made: {error.strerror}") from None
    write_all(contents, (task.path,))


def kept(task: Task, job: Job, out: Path) -> Outcome | None:
    """What became of a file in an earlier batch; None unless all that it depends on is as it was.

    Args:
        task: The file.
        job: How it would be checked now.
        out: The folder of reports.
    """
    try:
        said = json.loads(_record(task, out).read_bytes())
        same = (
            said["job"] == job.digest
            and said["outcome"]["path"] == task.path
            and said["input"] == sha256(load(task.path).data).hexdigest()
            and said["today"] in ("", job.options.today.isoformat())
            and all(_digest(_place(task, out, suffix)) == digest for suffix, digest in said["reports"].items())
        )
        return _outcome(said["outcome"]) if same else None
    except (
        OSError,
        UserError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
    ):  # nothing is kept, or it is no longer whole
        return None


def _outcome(given: Mapping[str, Any]) -> Outcome:
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    return Outcome(**fields)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _place(task: Task, out: Path, suffix: str) -> Path:
    return out / f"{task.name}{suffix}"


def _record(task: Task, out: Path) -> Path:
    return out / FOLDER / f"{task.name}.json"
