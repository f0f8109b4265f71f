"""docs/guide.md, followed from the empty folder to the board paper: what it says is filled in, and typed."""

import csv
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from openpyxl import load_workbook

from guide import Guide, assert_says
from test_questionnaire import AGREE, saved

GUIDE = Guide("guide.md")
TABLE = r"\n\n((?:^\|[^\n]*\n)+)"
STEP = re.compile(
    r"^```console\n(?P<console>.*?)^```"
    r"|On the sheet\s\*\*(?P<on>\w+)\*\*, write `(?P<put>\w+)` into cell (?P<cell>\w+)"
    rf"|^On the sheet \*\*(?P<sheet>\w+)\*\*,[^|]*?:{TABLE}"
    rf"|^as `(?P<file>\S+\.csv)`:{TABLE}",
    re.DOTALL | re.MULTILINE,
)
ASKED = re.compile(r"(?<=\[y/N\]: )(\w)\n")
TRUST = "Westmarsh Children's Trust"


def cells(table: str) -> list[list[str]]:
    """The rows of a table of the page, its headings first."""
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()]
    return [rows[0], *rows[2:]]


class Reader:
    """A trust manager with the page on one side and the folder on the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.typed: list[str] = []

    def follow(self) -> None:
        """Does what the page says, in its order."""
        for step in STEP.finditer(GUIDE.text):
            tables = [group for group in step.groups() if group and group.startswith("|")]
            if step["console"]:
                for command in re.split(r"^\$ ", step["console"], flags=re.MULTILINE)[1:]:
                    self.type(*command.split("\n", 1))
            elif step["sheet"]:
                self.fill(step["sheet"], cells(tables[0]))
            elif step["file"]:
                with (self.folder / step["file"]).open("w", encoding="cp1252", newline="") as file:
                    csv.writer(file).writerows(cells(tables[0]))
            else:
                self.put(step["on"], step["cell"], step["put"])

    def fill(self, sheet: str, rows: Sequence[Sequence[str]]) -> None:
        """Fills rows in below the example, or beside the labels of the sheet that has them."""
        book = load_workbook(self.folder / "trust.xlsx")
        there = book[sheet]
        if [cell.value for cell in there[1]][:2] == ["What", "Value"]:
            labels = {row[0].value: row[1] for row in there.iter_rows(min_row=2)}
            for label, value in rows[1:]:
                labels[label].value = value
        else:
            places = {cell.value: number for number, cell in enumerate(there[1], start=1)}
            for number, row in enumerate(rows[1:], start=3):
                for heading, value in zip(rows[0], row, strict=True):
                    there.cell(number, places[heading]).value = value or None
        book.save(self.folder / "trust.xlsx")

    def put(self, sheet: str, cell: str, value: str) -> None:
        """Corrects one cell."""
        book = load_workbook(self.folder / "trust.xlsx")
        book[sheet][cell] = value
        book.save(self.folder / "trust.xlsx")

    def type(self, command: str, expected: str) -> None:
        """Types a command, answers what is asked, and compares what is said, in its order."""
        words = shlex.split(command)
        self.typed.append(command)
        if words[0] == "mkdir":
            (self.folder / words[1]).mkdir()
        elif words[0] == "cd":
            self.folder /= words[1]
        else:
            assert words[0] == "joinedup"
            self.prepare(command)
            assert_says(self.said(words[1:], "".join(ASKED.findall(expected))), ASKED.sub("", expected))

    def prepare(self, command: str) -> None:
        """What others do before a command: staff reply, and the board decides on the tracker."""
        if "survey add" in command:
            (self.folder / "replies").mkdir()
            for number, agency in enumerate([*["council"] * 12, *["police"] * 7, *["schools"] * 3]):
                reply = saved(number, agency, AGREE, TRUST)
                (self.folder / "replies" / f"reply-{number:x}.json").write_text(reply, "utf-8")
        elif "import actions actions.xlsx" in command:
            book = load_workbook(self.folder / "actions.xlsx")
            sheet = book["Actions"]
            sheet.delete_rows(3, sheet.max_row)
            places = {cell.value: number for number, cell in enumerate(sheet[1], start=1)}
            sheet.cell(2, places["Owner"]).value = "Director of Children's Services"
            sheet.cell(2, places["Due"]).value = "15 January 2027"
            book.save(self.folder / "actions.xlsx")

    def said(self, arguments: Sequence[str], answers: str) -> str:
        """What joinedup says to somebody who sits before it."""
        ours, theirs = os.openpty()
        os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
        environment = {**os.environ, "BROWSER": "true", "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
        try:
            done = subprocess.run(
                [sys.executable, "-m", "joinedup", *arguments], cwd=self.folder, stdin=theirs, env=environment,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False, timeout=60,
            )  # fmt: skip
        finally:
            os.close(ours)
            os.close(theirs)
        assert "Traceback" not in done.stdout
        return done.stdout


def test_it_leads_from_an_empty_folder_to_the_board_paper(tmp_path: Path) -> None:
    """Each table is filled in, each command typed in its order, and each answer is what the page says."""
    reader = Reader(tmp_path)
    reader.follow()
    assert len([command for command in reader.typed if command.startswith("joinedup")]) == GUIDE.text.count(
        "\n$ joinedup"
    )
    made = {path.name for path in reader.folder.iterdir()}
    assert set(GUIDE.first_column("Who may see what")) | {"mend.csv", "september.json"} <= made
    owners = [row[2].value for row in load_workbook(reader.folder / "trust.xlsx")["Actions"].iter_rows(min_row=3)]
    assert [owner for owner in owners if owner] == ["head-of-inclusion", "commander", "director"]


def test_it_installs_what_it_uses() -> None:
    """The extra that writes papers for Word is one of ours."""
    (extra,) = re.findall(r'pipx install "joinedup\[(\w+)\]"', GUIDE.text)
    setup = (Path(__file__).parent.parent / "setup.cfg").read_text("utf-8")
    assert re.search(rf"^{extra} =\n(?:    .*\n)*    python-docx", setup, re.MULTILINE)


def test_its_pictures_are_small() -> None:
    """A page of docs opens at once."""
    for picture in set(re.findall(r"!\[[^]]+\]\((\S+\.png)\)", GUIDE.text)):
        assert 0 < (Path(__file__).parent.parent / "docs" / picture).stat().st_size < 180_000, picture
