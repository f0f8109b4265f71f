"""Attendance as minutes hold it, in three shapes; what is not sure is asked about: it would look like absence."""

from datetime import date
from pathlib import Path

import pytest

from joinedup.importing.marks import BY_WORD, MEANINGS, Mark, mark_of
from test_import import TRACKERS, Capture, bring, held, trust

__all__ = ["trust"]
WIDE = "Agency,14/07/2026\nNorthby Council,{}\nNorthby Police,P\n"


def came(path: Path, on: date) -> dict[str, tuple[str, ...]]:
    """Who came to a meeting of the only board."""
    (meeting,) = [meeting for meeting in held(path).boards[0].meetings or () if meeting.on == on]
    return {"present": meeting.present or (), "deputies": meeting.deputies, "apologies": meeting.apologies}


def test_a_row_an_agency_and_a_column_a_meeting(trust: Path, capsys: Capture) -> None:
    """Came, deputy, apologies, nothing; a second import changes nothing."""
    assert bring("attendance", TRACKERS / "attendance.csv", trust) == 0
    assert "attendance: A -> apologies (3 times)" in capsys.readouterr().out
    expected = {"present": ("council", "schools"), "deputies": ("nhs",), "apologies": ("police",)}
    assert came(trust, date(2026, 7, 14)) == expected
    assert came(trust, date(2026, 9, 15)) == {"present": ("council",), "deputies": (), "apologies": ("nhs",)}
    before = trust.read_bytes()
    assert bring("attendance", TRACKERS / "attendance.csv", trust) == 0
    assert "0 new, 0 changed, 3 the same" in capsys.readouterr().out
    assert trust.read_bytes() == before


@pytest.mark.parametrize(
    "table",
    [
        "Date,Northby Council,nhs,Northby Police,Schools rep\n14/07/2026,✓,D,a,yes\n",
        "Board,Meeting date,Name,Attendance\n"
        "Children's Partnership Board,14 July 2026,Director of Children's Services,Present\n"
        "Children's Partnership Board,14 July 2026,Head of Early Help,apologies\n"
        "Children's Partnership Board,14 July 2026,Northby Integrated Care Board,Deputy\n"
        "Children's Partnership Board,14 July 2026,Partnerships Superintendent,Apols\n"
        "Children's Partnership Board,14 July 2026,schools,attended\n",
    ],
)
def test_a_row_a_meeting_and_a_row_each(trust: Path, table: str) -> None:
    """The same meeting; people stand for their agency, and who of them came counts."""
    assert bring("attendance", table, trust, "--map", "Schools rep=schools") == 0
    expected = {"present": ("council", "schools"), "deputies": ("nhs",), "apologies": ("police",)}
    assert came(trust, date(2026, 7, 14)) == expected


def test_agencies_that_the_tracker_does_not_name_are_said(trust: Path, capsys: Capture) -> None:
    """They are recorded as having said nothing, and that can be wrong."""
    assert bring("attendance", WIDE.format("P"), trust) == 0
    said = capsys.readouterr().out
    assert "14 July 2026: nothing is said of Northby Integrated Care Board, Northby Schools Forum" in said


def test_a_meeting_that_is_there_keeps_who_the_tracker_does_not_name(trust: Path, capsys: Capture) -> None:
    """Only the agencies of the tracker are changed."""
    assert bring("attendance", "Agency,21/04/2026\nNorthby Police,D\n", trust) == 0
    expected = {"present": ("council", "nhs"), "deputies": ("police",), "apologies": ("schools",)}
    assert came(trust, date(2026, 4, 21)) == expected
    assert "present: council, nhs, police -> council, nhs" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("table", "options", "said"),
    [
        (WIDE.format("x"), [], '"x" can mean that somebody came, or that nobody did'),
        (WIDE.format("late"), [], '"late" does not say who came: it can be present, deputy, apologies, nothing'),
        ("Agency,14/07/2026\nNorthby Polic,P\n", [], 'row 2: "Northby Polic" is not among the agencies'),
        ("Agency,14/07/2026\nTotal,4\n", [], '"Total" is not among the agencies'),
        ("Agency,04/07/2026\nNorthby Police,P\n", [], "--dates dmy"),
        ("Date,Northby Police,Guest\n14/07/2026,P,P\n", [], 'column C: "Guest" is not among the agencies'),
        ("some,thing\n1,2\n", [], "no row of headings was found"),
        (WIDE.format("P"), ["--board", "partnership-bord"], 'did you mean "partnership-board"?'),
        (WIDE.format("P"), ["--dates", "mdy"], "has the day before the month"),
    ],
)
def test_what_is_not_sure_keeps_everything_out(
    trust: Path, capsys: Capture, table: str, options: list[str], said: str
) -> None:
    """A meeting told in part would show an agency as absent."""
    before = trust.read_bytes()
    assert bring("attendance", table, trust, *options) == 2
    assert said in capsys.readouterr().err
    assert trust.read_bytes() == before


def test_words_rows_and_columns_as_they_are_told(trust: Path, capsys: Capture) -> None:
    """--word for a mark, --map for a row or column."""
    table = WIDE.format("x") + "Total,2\n"
    assert bring("attendance", table, trust, "--word", "x=present", "--map", "Total=") == 0
    assert "row 4 (Total)" in capsys.readouterr().out
    assert came(trust, date(2026, 7, 14))["present"] == ("council", "police")


def test_no_mark_has_two_meanings() -> None:
    """Each word stands for one thing, and each thing is known by its own name."""
    listed = [word.strip() for words in MEANINGS.values() for word in words.split(",")]
    assert len(listed) == len(BY_WORD)
    assert all(mark_of(mark, {}) is mark for mark in Mark)
    assert mark_of("", {}) is mark_of("  ", {}) is Mark.NOTHING
