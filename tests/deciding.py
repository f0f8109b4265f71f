"""A small partnership whose board takes decisions: its description, its checks, and what was decided."""

import json
from pathlib import Path
from typing import Any

import pytest

from joinedup.cli.main import main

NOBODY_ANSWERS, OVERDUE_ACTION, NO_VISION = "PO-EQL5G4", "PR-AHR63G", "PU-QMTV4M"
HOLDER = "Ada Featherstone"
READ = "readings: [{value: 298, on: 2026-03-31}]"
TRUST = f"""format: joinedup/1
name: Northby Partnership
agencies:
  - {{id: council, name: Northby Council, kind: local-authority, lead: true, core: true}}
  - {{id: police, name: Northby Police, kind: police}}
roles:
  - {{id: dcs, title: Director of Children's Services, agency: council, holder: {HOLDER}, top: true}}
  - {{id: commander, title: Police Commander, agency: police, top: true}}
targets:
  - id: fewer-first-offences
    title: Fewer first offences
    indicator: first-time-entrants
    direction: decrease
    unit: per 100,000
    goal: {{value: 220, on: 2027-03-31}}
    {READ}
    contributors: [council, police]
  - {{id: solved, title: More crime solved, direction: increase, contributors: [police], accountable: [commander]}}
actions:
  - {{id: a-1, title: Agree a protocol, owner: dcs, supports: [solved], due: 2026-06-01, status: open}}
"""
DCS = "Director of Children's Services (Northby Council)"


class Trust:
    """A folder with a description, in which the commands are typed.

    Args:
        folder: The folder.
        capsys: Catches what is said.
    """

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.file, self.history = folder / "trust.yaml", folder / "joinedup.db"
        self.write(TRUST)

    def write(self, text: str) -> None:
        """Saves the description."""
        self.file.write_text(text, "utf-8")

    def replace(self, old: str, new: str) -> None:
        """Changes the description."""
        text = self.file.read_text("utf-8")
        assert old in text
        self.write(text.replace(old, new))

    def check(self, day: str, *more: str) -> str:
        """A check of a day that is recorded; returns what is printed."""
        return self.says(0, "check", str(self.file), "--record", "--fail-on", "never", "--as-of", day, *more)[0]

    def data(self, day: str, *more: str) -> Any:
        """The JSON of a check of a day that is not recorded, and looks at the last one."""
        wanted = ("--since", "last", "--fail-on", "never", "--format", "json", "--as-of", day, *more)
        return json.loads(self.says(0, "check", str(self.file), *wanted)[0])

    def decide(self, *words: str, code: int = 0) -> str:
        """What `joinedup decide` says, on either stream, without the place of the history."""
        out, err = self.says(code, "decide", *words, "--file", str(self.file))
        return (out + err).replace(f"{self.history}: ", "")

    def says(self, code: int, *words: str) -> tuple[str, str]:
        """What a command prints and says."""
        self._capsys.readouterr()
        assert main(words) == code, self._capsys.readouterr()
        said = self._capsys.readouterr()
        return said.out, said.err


@pytest.fixture
def trust(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Trust:
    """A partnership with one recorded check, of 30 June 2026."""
    made = Trust(tmp_path, capsys)
    made.check("2026-06-30", "--quiet")
    return made
