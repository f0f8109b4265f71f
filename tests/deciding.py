"""A small partnership whose board takes decisions: its description, its checks, and what was decided."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hostile import hostile_check
from joinedup.assessment import Assessment
from joinedup.cli.main import main
from joinedup.outputs import Context
from joinedup.report.ledger import STATES, Decided, Followed, Ledger, Read
from joinedup.report.ledger_words import FOLLOWED, MOST

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
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)> javascript:alert(1) `code` ' + "w" * 200
JUNE, JULY = date(2026, 6, 30), date(2026, 7, 14)
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


@cache
def with_ledger() -> tuple[Assessment, Context]:
    """A report with more decisions than its first page has room for, in every state, with all that may follow."""
    result, context = hostile_check("case-studies/partners-in-prevention-before")
    there = result.open_findings[0].ref
    findings = tuple(
        Followed(there if kind == "still-there" else f"PO-{kind}", HOSTILE, "high", kind, "low", HOSTILE, JUNE, JUNE)
        for kind in FOLLOWED
    )
    after = tuple((date(2026, 7, number), str(number)) for number in range(15, 25))
    targets = (
        Read(HOSTILE, HOSTILE, (JUNE, "1"), after, "decrease", (JULY, "2")),
        Read("gone", "", None, (), "", None, False),
    )
    decided = tuple(
        Decided(
            number=number, text=HOSTILE, owner=HOSTILE, agency="", by=JULY, on=JUNE, refs=(there,),
            state=STATES[number % len(STATES)], closed=JULY if number % len(STATES) > 1 else None, note=HOSTILE,
            moved=(JUNE, JULY), findings=findings if number % 2 else (), targets=targets if number % 2 else (),
        )
        for number in range(1, MOST + 3)
    )  # fmt: skip
    return result, context.but(ledger=Ledger(decided, 3))
