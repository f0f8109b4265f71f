"""The year of six checks in examples/year: made by its script, and every state of a finding occurs in it."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from test_outputs import ROOT

DAYS = ("2026-09-30", "2026-11-30", "2027-01-31", "2027-03-31", "2027-06-30", "2027-09-30")
SCRIPT = str(ROOT / "examples" / "year" / "make.py")
Change = Mapping[str, Any]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The year, made once."""
    folder = tmp_path_factory.mktemp("year") / "westmarsh"
    made = subprocess.run([sys.executable, SCRIPT, str(folder)], capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    return folder


def check(year: Path, day: str) -> Mapping[str, Any]:
    """What a check of the year says."""
    said: Mapping[str, Any] = json.loads((year / f"{day}.json").read_text("utf-8"))
    return said


def changes(year: Path, day: str) -> Mapping[str, Change]:
    """What became of each finding since the check before, by its reference."""
    return {change["ref"]: change for change in check(year, day)["since"]["changes"]}


def test_it_is_a_year_of_six_checks(year: Path) -> None:
    assert [check(year, day)["as_of"] for day in DAYS] == list(DAYS)
    assert check(year, DAYS[0])["since"] is None
    assert [check(year, day)["since"]["day"] for day in DAYS[1:]] == list(DAYS[:-1])


def test_every_state_occurs(year: Path) -> None:
    kinds = Counter(change["kind"] for day in DAYS[1:] for change in changes(year, day).values())
    assert set(kinds) == {
        "new", "came-back", "worse", "better", "accepted", "no-longer-found", "no-longer-assessed", "still-there",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "ref", "kind", "because"),
    [
        ("2026-11-30", "PE-GN5VZR", "no-longer-found", "the post of head of SEND was filled"),
        ("2027-01-31", "PE-X6R3UM", "worse", "the college missed a third meeting"),
        ("2027-01-31", "PE-EYMEHP", "no-longer-assessed", "the figures on disputes were taken out"),
        ("2027-01-31", "PR-HJJPKY", "no-longer-found", "the old policy was taken out"),
        ("2027-03-31", "PE-EYMEHP", "still-there", "the figures are back, and so is the finding"),
        ("2027-03-31", "PE-7LXF4S", "better", "the health board came to the workforce group"),
        ("2027-03-31", "PO-Z45FE2", "accepted", "the board accepted the risk"),
        ("2027-06-30", "PO-B8RHBZ", "came-back", "the head of SEND left"),
        ("2027-09-30", "PE-GN5VZR", "came-back", "the post is empty for more than 90 days again"),
        ("2027-09-30", "PO-9SQNP8", "worse", "the target weighs more in the risk register"),
    ],
)
def test_what_happened_shows(year: Path, day: str, ref: str, kind: str, because: str) -> None:
    assert changes(year, day)[ref]["kind"] == kind, because
