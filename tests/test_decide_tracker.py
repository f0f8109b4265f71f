"""`joinedup decide --from actions.xlsx`: the tracker that a check wrote, filled in, read, and read again."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from openpyxl import load_workbook

from deciding import DCS, HOLDER, NO_VISION, NOBODY_ANSWERS, OVERDUE_ACTION, Trust, trust

__all__ = ["trust"]
FILLED = {"Owner": "Director of Children's Services", "Due": date(2026, 9, 30)}
READ = ("--on", "2026-07-14")


@pytest.fixture
def tracker(trust: Trust) -> Path:
    """The tracker of the check."""
    path = trust.folder / "actions.xlsx"
    trust.check("2026-06-30", "--quiet", "-o", str(path))
    return path


def fill(path: Path, rows: Mapping[str, Mapping[str, Any]]) -> Mapping[str, int]:
    """Fills rows in by their references, those that are not there below; returns the number of each."""
    book = load_workbook(path)
    sheet: Any = book["Actions"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    numbers = {str(sheet.cell(number, 1).value): number for number in range(2, sheet.max_row + 1)}
    for ref, values in rows.items():
        numbers.setdefault(ref, max(numbers.values()) + 1)
        for heading, value in {"Reference": ref, **values}.items():
            sheet.cell(numbers[ref], columns[heading]).value = value
    book.save(path)
    return numbers


def read(trust: Trust, path: Path, *more: str, code: int = 0) -> list[str]:
    """What is said when it is read, without the names of the file and the history."""
    return trust.decide("--from", str(path), *(more or READ), code=code).replace(f"{path}: ", "").splitlines()


def test_a_row_with_an_owner_and_a_day_is_a_decision(trust: Trust, tracker: Path) -> None:
    """Its status is the decision's; what was not filled in is none."""
    done = {"Status": "done", "Updated": date(2026, 7, 10), "Result": "Agreed by all"}
    fill(tracker, {NOBODY_ANSWERS: FILLED, NO_VISION: {**FILLED, "Owner": "police", **done}})
    said = read(trust, tracker)
    assert said[0] == "sheet Actions was read"
    (open_one,) = [line for line in said if NOBODY_ANSWERS in line]
    (done_one,) = [line for line in said if NO_VISION in line]
    assert len(said) == 3
    assert open_one.endswith(f"({NOBODY_ANSWERS}) · {DCS}, by 30 September 2026")
    assert "  promised  " in open_one
    assert done_one.endswith("· Northby Police, by 30 September 2026; done on 10 July 2026: Agreed by all")


def test_read_again_only_what_changed_is_recorded(trust: Trust, tracker: Path) -> None:
    """In the words of the workbook; the list of an earlier day stays as it was."""
    fill(tracker, {NOBODY_ANSWERS: FILLED, NO_VISION: FILLED})
    read(trust, tracker)
    before = trust.decide("--list", "--on", "2026-08-31")
    assert read(trust, tracker, "--on", "2026-08-01")[1:] == ["nothing is different from what is recorded"]
    fill(tracker, {NOBODY_ANSWERS: {"Due": date(2026, 12, 31), "Status": "blocked", "Result": "No lawyer"}})
    (said,) = read(trust, tracker, "--on", "2026-09-01")[1:]
    assert said.endswith("by 31 December 2026 (moved from 30 September 2026): blocked: No lawyer")
    fill(tracker, {NOBODY_ANSWERS: {"Status": "open", "Result": None}})
    assert read(trust, tracker, "--on", "2026-09-02")[1].endswith(": no longer blocked")
    fill(tracker, {NOBODY_ANSWERS: {"Status": "dropped", "Result": "Another board does it"}})
    assert "; dropped on 3 September 2026: Another board does it" in read(trust, tracker, "--on", "2026-09-03")[1]
    fill(tracker, {NOBODY_ANSWERS: {"Status": "open", "Owner": "police", "Result": None}})
    assert "  promised  " in read(trust, tracker, "--on", "2026-09-04")[1]
    assert trust.decide("--list", "--on", "2026-08-31") == before
    assert len(trust.decide("--list", "--on", "2026-09-04").splitlines()) == 2


def test_the_tracker_of_the_next_check_takes_nothing_back(trust: Trust, tracker: Path) -> None:
    """It is empty until somebody fills it in, and an empty row says nothing of a decision."""
    fill(tracker, {NOBODY_ANSWERS: {**FILLED, "Status": "done"}, NO_VISION: FILLED})
    read(trust, tracker)
    trust.check("2026-07-31", "--quiet", "-o", str(tracker))
    assert read(trust, tracker, "--on", "2026-08-01")[1:] == ["nothing is different from what is recorded"]


def test_what_is_wrong_is_said_at_once_with_its_cell(trust: Trust, tracker: Path) -> None:
    """And nothing is recorded, of no row."""
    rows = fill(
        tracker,
        {
            NO_VISION: FILLED,
            NOBODY_ANSWERS: {"Owner": "Director of Childrens Service", "Due": "31/31/2026", "Status": "perhaps"},
            OVERDUE_ACTION: {**FILLED, "Due": date(2026, 7, 1), "Status": "dropped", "Updated": "03/04/2026"},
            "PO-EQL5G5": FILLED,
            "PU-5DFLDY": {**FILLED, "Result": f"{HOLDER} will do it", "Status": "done"},
            "PR-UA696B": {**FILLED, "Due": "#REF!"},
        },
    )
    said = "\n".join(read(trust, tracker, code=2))
    two, three, four, five, six = (
        rows[ref] for ref in (NOBODY_ANSWERS, OVERDUE_ACTION, "PO-EQL5G5", "PU-5DFLDY", "PR-UA696B")
    )
    for where, what in (
        (f"H{two} (Owner)", 'did you mean "Director of Children\'s Services"?'),
        (f"I{two} (Due)", '"31/31/2026" is not a date'),
        (f"J{two} (Status)", '"perhaps" is not a word this field knows'),
        (f"I{three} (Due)", "2026-07-01 is before the day of the decision (2026-07-14); --on says when it was decided"),
        (f"K{three} (Updated)", "can be read as 4 March 2026 (2026-03-04) or as 3 April 2026"),
        (f"L{three} (Result)", "say why it was dropped"),
        (f"A{four} (Reference)", f'no recorded check has the finding "PO-EQL5G5"; did you mean "{NOBODY_ANSWERS}"?'),
        (f"L{five} (Result)", 'it names who holds the role "dcs"'),
        (f"I{six} (Due)", "the cell shows #REF! and not a value"),
    ):
        assert f"sheet Actions, cell {where}: " in said
        assert what in said
    assert len(said.splitlines()) == 9
    assert HOLDER not in said
    assert "no decision is recorded" in trust.decide("--list", "--on", "2026-12-31")


def test_what_is_no_decision_yet_is_said(trust: Trust, tracker: Path) -> None:
    """Rows that lack an owner or a day, and actions of people's own that are about no finding."""
    own = {"Own 1": FILLED, "Own 2": FILLED}
    rows = fill(tracker, {NO_VISION: {"Owner": "dcs"}, NOBODY_ANSWERS: {"Due": date(2026, 9, 30)}, **own})
    said = read(trust, tracker)
    numbers = sorted((rows[NO_VISION], rows[NOBODY_ANSWERS]))
    assert f"left out, with no reference of a finding: rows {rows['Own 1']}, {rows['Own 2']}" in said
    assert f"left out, with no owner, or no day: rows {numbers[0]}, {numbers[1]}" in said
    assert said[-1] == "nothing is different from what is recorded"


def test_one_finding_stands_in_one_row(trust: Trust, tracker: Path) -> None:
    """Two rows would contradict each other."""
    rows = fill(tracker, {NO_VISION: FILLED, "x": FILLED})
    book = load_workbook(tracker)
    book["Actions"].cell(rows["x"], 1).value = NO_VISION
    book.save(tracker)
    (said,) = read(trust, tracker, code=2)
    assert said == f"sheet Actions: {NO_VISION} stands in the rows {rows[NO_VISION]}, {rows['x']}: leave one"


def test_a_table_of_text_is_read_as_well(trust: Trust) -> None:
    """As people keep it, with the day first where they say so."""
    path = trust.folder / "actions.csv"
    path.write_text(f"Reference;Owner;Due;Status\n{NO_VISION};police;03/09/2026;complete\n", "utf-8")
    said = read(trust, path, *READ, "--dates", "dmy")
    assert f"({NO_VISION}) · Northby Police, by 3 September 2026; done on 14 July 2026" in said[0]
    assert "The partnership has no vision statement" in said[0]  # what was found, as the table does not say what to do


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Reference,Owner\nPU-QMTV4M,dcs\n", "it lacks the column Due; give the tracker"),
        ("nothing,here\n1,2\n", "it has no row of headings such as Reference, Owner and Due"),
        ("", "there is nothing in it"),
    ],
)
def test_a_file_that_is_no_tracker(trust: Trust, text: str, says: str) -> None:
    """It is said what it lacks."""
    path = trust.folder / "actions.csv"
    path.write_text(text, "utf-8")
    assert says in read(trust, path, code=2)[0]


def test_decisions_that_were_typed_stay_apart(trust: Trust, tracker: Path) -> None:
    """The tracker does not know them, and cannot take them back."""
    trust.decide(NO_VISION, "Write one", "--owner", "dcs", "--by", "2026-10-31", *READ)
    fill(tracker, {NO_VISION: FILLED})
    read(trust, tracker)
    assert len(trust.decide("--list", *READ).splitlines()) == 2


def test_the_next_tracker_has_what_the_last_one_said(trust: Trust, tracker: Path) -> None:
    """So that a check that writes over it loses nothing that was read; and read as it is, it changes nothing."""
    done = {"Status": "done", "Updated": date(2026, 7, 10), "Result": "Agreed by all"}
    blocked = {"Status": "blocked", "Result": "No lawyer"}
    given = {
        NOBODY_ANSWERS: {**FILLED, **done},
        NO_VISION: {**FILLED, **blocked, "Owner": "Northby Police"},
        OVERDUE_ACTION: {**FILLED, **blocked, "Result": None},
    }
    fill(tracker, given)
    read(trust, tracker)
    trust.check("2026-07-31", "--quiet", "-o", str(tracker))
    sheet: Any = load_workbook(tracker)["Actions"]
    head, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    found = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    for ref, values in given.items():
        shown = {name: value.date() if hasattr(value, "date") else value for name, value in found[ref].items()}
        assert {**shown, **values} == shown
    assert read(trust, tracker, "--on", "2026-08-01")[1:] == ["nothing is different from what is recorded"]
    trust.check("2026-07-31", "--quiet", "-o", str(tracker), "--as-of", "2026-08-31")
    fill(tracker, {NO_VISION: {"Status": "open", "Result": None}})
    assert len(read(trust, tracker, "--on", "2026-08-01")) == 2


def test_a_tracker_to_publish_says_nothing_of_decisions(trust: Trust, tracker: Path) -> None:
    """What was filled in stays with the board."""
    fill(tracker, {NO_VISION: {**FILLED, "Result": "Secret"}})
    read(trust, tracker)
    trust.says(0, "check", str(trust.file), "--since", "last", "--public", "--fail-on", "never", "-o", str(tracker))
    assert all(row[7].value is None for row in load_workbook(tracker)["Actions"].iter_rows(min_row=2))


def test_an_old_tracker_takes_nothing_back(trust: Trust, tracker: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was typed since it was read stands, and the row is named; one that is dated says that it holds again."""
    hours = iter(range(9, 24))
    clock = Mock(wraps=datetime, now=lambda zone: datetime(2026, 8, 1, next(hours), tzinfo=zone))
    monkeypatch.setattr("joinedup.cli.taking.datetime", clock)
    row = fill(tracker, {NO_VISION: FILLED})[NO_VISION]
    read(trust, tracker)
    trust.decide("--done", "1", "Agreed by the board", "--on", "2026-08-01")
    before = trust.decide("--list")
    named, unchanged = read(trust, tracker, "--on", "2026-08-02")[1:]
    assert named.startswith("left out, with what was recorded before, and is otherwise now")
    assert named.endswith(f"row {row}")
    assert (unchanged, trust.decide("--list")) == ("nothing is different from what is recorded", before)
    fill(tracker, {NO_VISION: {"Updated": date(2026, 8, 3)}})
    assert "  promised  " in read(trust, tracker, "--on", "2026-08-04")[1]
