"""The guide to batches says what is true. Its files are read, its commands run, and all options are there."""

import json
from pathlib import Path

from click import Option

from guide import Guide
from joinedup.cli.batch import command

GUIDE = Guide("batch.md")


def test_its_steps_work_one_after_the_other(tmp_path: Path) -> None:
    """Each file is saved and each command run; then only what was mended has been checked anew."""
    assert GUIDE.follow(tmp_path) == 2
    reports = tmp_path / "reports"
    assert (reports / "northby.html").stat().st_mtime_ns < (reports / "westmarsh.html").stat().st_mtime_ns
    made = json.loads((reports / "roll-up.json").read_text("utf-8"))
    assert (made["checked"], made["not_checked"], made["assessed_percent"]) == (2, [], None)
    assert "2 partnerships are too few to say anything" in (reports / "roll-up.html").read_text("utf-8")


def test_its_table_names_every_option() -> None:
    """In the order of `--help`."""
    options = [parameter.opts[0] for parameter in command.params if isinstance(parameter, Option)]
    assert GUIDE.first_column("Running a large set") == options
