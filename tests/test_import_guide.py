"""The page on importing says what is true: its commands are run on the trackers it shows."""

import shutil
from pathlib import Path

from guide import DOCS, Guide
from joinedup.importing.kinds import ATTENDANCE, IMPORTS

GUIDE = Guide("import.md")
TRACKERS = DOCS.parent / "examples" / "trackers"


def test_its_steps_work_one_after_the_other(tmp_path: Path) -> None:
    """Each command is run in a copy of the folder of examples, and says what the page quotes."""
    shutil.copytree(TRACKERS, tmp_path, dirs_exist_ok=True)
    assert GUIDE.follow(tmp_path) == 8


def test_it_names_every_kind_and_shows_the_trackers_as_they_are() -> None:
    """In its table; each row of the examples' log and register stands on the page."""
    assert [command.split()[-1] for command in GUIDE.first_column("Bring over what you have")] == [
        "actions", "targets", ATTENDANCE, "budgets", "agreements",
    ]  # fmt: skip
    assert set(IMPORTS) == {"actions", "targets", "budgets", "agreements"}
    cells = {cell.strip() for line in GUIDE.text.splitlines() if line.startswith("|") for cell in line.split("|")}
    for name in ("actions.csv", "attendance.csv"):
        for line in (TRACKERS / name).read_text("utf-8").splitlines():
            if line.count(",,") == 0:
                assert set(line.split(",")) - {""} <= cells
