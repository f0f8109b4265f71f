"""The page about workbooks says what is true: its file is saved, its commands run, its messages are there."""

import re
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from guide import Guide
from workbooks import problems, put, read_changed

GUIDE = Guide("workbook.md")


def test_its_steps_work_one_after_the_other(tmp_path: Path) -> None:
    """Each command is run in a folder of its own."""
    assert GUIDE.follow(tmp_path) == 5
    assert sorted(path.name for path in tmp_path.iterdir()) == ["northby.xlsx", "northby.yaml", "trust.xlsx"]


def test_the_days_it_names_are_read() -> None:
    """The last one is asked about."""
    section = GUIDE.text.partition("## Days\n")[2].partition("\n## ")[0]
    *read, asked = re.findall("`([^`a-z]*[0-9][^`]*)`", section)
    assert len(read) == 4
    for typed in read:
        assert read_changed(put(Actions_H2=typed)).partnership.actions[0].due == date(2026, 9, 30)
    assert "can be read as 4 March 2026 (2026-03-04) or as 3 April 2026" in problems(put(Actions_H2=asked))[0]


def test_the_messages_it_explains_are_said() -> None:
    """Each in the words that a reader will look for."""

    def change(book: Workbook) -> None:
        book["Actions"]["C2"], book["Actions"]["D1"] = "haed", "ownr"
        book["Actions"]["H2"], book["Actions"]["G2"] = "03/04/2026", "=1+1"
        book["Agencies"]["A4"], book["Agencies"]["B4"] = "example: council", "Mine"
        book["Agencies"].merge_cells("C2:C3")

    said = "\n".join(problems(change))
    for message in GUIDE.first_column("Your own notes, columns and sheets")[:6]:
        assert message.partition("…")[0] in said
