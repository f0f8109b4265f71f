"""Trackers brought into a description: columns, words, dates, rows that do not fit, second imports, hostile files."""

import csv
import io
import os
import pty
import subprocess
import sys
import time
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from joinedup.cli.main import main
from joinedup.partnership import Partnership
from joinedup.reading import read

TRACKERS = Path(__file__).parent.parent / "examples" / "trackers"
TODAY = date(2026, 9, 30)
HEAD = "Action,Owner,Due,Status"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    """A description of its own for each test."""
    path = tmp_path / "trust.yaml"
    path.write_bytes((TRACKERS / "trust.yaml").read_bytes())
    return path


def held(path: Path) -> Partnership:
    """What a description says now."""
    return read(str(path), TODAY).partnership


def bring(kind: str, tracker: Path | str | bytes, trust: Path, *options: str, name: str = "tracker.csv") -> int:
    """The exit code of an import; a text is saved as a tracker first."""
    if not isinstance(tracker, Path):
        path = trust.parent / name
        path.write_bytes(tracker if isinstance(tracker, bytes) else tracker.encode())
        tracker = path
    return main(["import", kind, str(tracker), "--into", str(trust), "--yes", *options])


def workbook(*rows: list[Any], title: str = "Sheet1") -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_actions_as_a_clerk_keeps_them(trust: Path, tmp_path: Path, capsys: Capture) -> None:
    """A title above the headings, own references, British dates, own words for a status; and what does not fit."""
    rest = tmp_path / "mend.csv"
    assert bring("actions", TRACKERS / "actions.csv", trust, "--rest", str(rest)) == 1
    said = capsys.readouterr().out
    assert "Lead officer -> owner  (a guess)" in said
    assert "RAG          -> left out" in said
    assert "Status: In progress -> open" in said
    assert "rows 1, 2 above them: left out" in said
    assert 'row 6: Lead officer: "Head of Erly Help" is not among the roles of the description' in said
    assert 'did you mean "Head of Early Help"?' in said
    assert "one of its roles is needed: Chair of the Schools Forum" in said
    first, second = held(trust).actions
    assert (first.id, first.due, first.earlier_due) == ("a-001", date(2026, 11, 30), (date(2026, 7, 31),))
    assert (second.id, second.owner, second.due, second.status) == ("a-002", "forum-chair", date(2026, 9, 5), "done")
    left = list(csv.DictReader(io.StringIO(rest.read_text("utf-8-sig"))))
    assert [row["No."] for row in left] == ["A 003", "A 004"]
    mended = rest.read_text("utf-8-sig").replace("Erly", "Early").replace("Northby Schools Forum", "")
    assert bring("actions", mended, trust) == 0
    assert [(action.id, action.owner) for action in held(trust).actions][2:] == [
        ("a-003", "early-help-lead"), ("a-004", None),
    ]  # fmt: skip


def test_a_second_import_changes_what_changed(trust: Path, capsys: Capture) -> None:
    """Records are known by their id; without one by their title. What the tracker lacks stays, and is counted."""
    table = f"{HEAD}\nWrite the plan,Head of Early Help,31/12/2026,open\nPrint it,,,\n"
    assert bring("actions", table, trust) == 0
    assert "2 actions: 2 new, 0 changed, 0 the same. 1 action of the description not in the tracker" in (
        capsys.readouterr().out
    )
    before = trust.read_bytes()
    assert bring("actions", table, trust) == 0
    captured = capsys.readouterr()
    assert "0 new, 0 changed, 2 the same" in captured.out
    assert "nothing was written" in captured.err
    assert trust.read_bytes() == before
    assert bring("actions", table.replace("open", "done"), trust) == 0
    assert "status: open -> done" in capsys.readouterr().out
    assert [action.id for action in held(trust).actions] == ["a-001", "write-the-plan", "print-it"]


def test_a_cell_left_empty_changes_nothing(trust: Path) -> None:
    """What the description knows and the tracker does not say stays."""
    assert bring("actions", "Ref,Action,Owner,Status\na-001,,,done\n", trust) == 0
    (action,) = held(trust).actions
    assert (action.title, action.owner, action.status) == (
        "Agree one front door for early help", "early-help-lead", "done",
    )  # fmt: skip


def test_none_is_not_the_same_as_nothing(trust: Path) -> None:
    """A list that is said to be empty is empty; what is not known yet is left out."""
    table = "Target,Partners,Accountable\nFewer children are persistently absent,None,TBC\nMore,TBC,none\n"
    assert bring("targets", table, trust) == 0
    first, second = held(trust).targets
    assert (first.contributors, first.accountable) == ((), ("early-help-lead",))
    assert (second.contributors, second.accountable) == (None, ())


def test_only_the_lines_that_change_change(trust: Path) -> None:
    """Comments and the rest of the file are as they were."""
    before = trust.read_text("utf-8").splitlines()
    assert bring("actions", "Ref,Status\na-001,done\n", trust) == 0
    after = trust.read_text("utf-8").splitlines()
    assert [line for line in after if line not in before] == ["    status: done"]
    assert len(after) == len(before)


@pytest.mark.parametrize(
    ("encoding", "separator"), [("utf-8-sig", ","), ("cp1252", ";"), ("utf-16", "\t"), ("utf-8", "\t")]
)
def test_files_as_programs_save_them(trust: Path, encoding: str, separator: str) -> None:
    """UTF-8 with its mark, Windows text, Excel's Unicode text; comma, semicolon or tab; line ends of any kind."""
    rows = (HEAD.split(","), ["Café at the – hub", "Head of Early Help", "31/12/2026", "Done"])
    table = "\r\n".join(separator.join(row) for row in rows)
    assert bring("actions", table.encode(encoding), trust) == 0
    assert held(trust).actions[-1].title == "Café at the – hub"


def test_excel_says_its_separator(trust: Path) -> None:
    """In a line of its own, which is no row."""
    assert bring("actions", "sep=;\nAction;Due\nSend it, with a stamp;1 Dec 2026\n", trust) == 0
    assert held(trust).actions[-1].title == "Send it, with a stamp"


@pytest.mark.parametrize(
    ("column", "options", "expected"),
    [
        (["03/04/2026", "31/12/2026"], [], [date(2026, 4, 3), date(2026, 12, 31)]),
        (["03/04/2026", "12/31/2026"], [], [date(2026, 3, 4), date(2026, 12, 31)]),
        (["03/04/2026", "31/12/2026", "12/31/2026"], [], [None, date(2026, 12, 31), date(2026, 12, 31)]),
        (["03/04/2026"], [], [None]),
        (["03/04/2026"], ["--dates", "dmy"], [date(2026, 4, 3)]),
        (["03/04/26"], ["--dates", "mdy"], [date(2026, 3, 4)]),
        (["04/05/87"], ["--dates", "dmy"], [None]),
        (["04/05/0026"], ["--dates", "dmy"], [None]),
        (["05/05/2026", "3rd April 2026", "2026-04-03"], [], [date(2026, 5, 5), date(2026, 4, 3), date(2026, 4, 3)]),
        (["31/02/2026"], [], [None]),
    ],
)
def test_a_day_is_never_guessed(
    trust: Path, capsys: Capture, column: list[str], options: list[str], expected: list[date | None]
) -> None:
    """The column decides, or the user does; else the row does not fit, and both readings are offered."""
    table = "Action,Due\n" + "".join(f"Action {number},{text}\n" for number, text in enumerate(column))
    assert bring("actions", table, trust, *options) == (1 if None in expected else 0)
    due = {action.id: action.due for action in held(trust).actions}
    assert [due.get(f"action-{number}") for number in range(len(column))] == expected
    if expected == [None] and "03" in column[0]:
        assert "3 April 2026" in (said := capsys.readouterr().out) and "4 March 2026" in said


def test_what_was_told_of_dates_is_held_against_the_column(trust: Path, capsys: Capture) -> None:
    """A column that shows the other order is not read as told."""
    assert bring("actions", "Action,Due\nA,31/12/2026\n", trust, "--dates", "mdy") == 2
    assert 'Due: --dates: "31/12/2026" has the day before the month' in capsys.readouterr().err


def test_columns_as_they_are_told(trust: Path, capsys: Capture) -> None:
    """--map gives a column a field, or leaves it out; --word says what a word means."""
    table = "What,Boss,When done,Where we are\nMeet,Head of Early Help,31/12/2026,Parked\n"
    options = ["--map", "What=title", "--map", "Boss=owner", "--map", "When done=", "--map", "Where we are=status"]
    assert bring("actions", table, trust, *options) == 1
    assert '"Parked" is not a word this field knows' in capsys.readouterr().out
    assert bring("actions", table, trust, *options, "--word", "parked=blocked") == 0
    action = held(trust).actions[-1]
    assert (action.title, action.owner, action.due, action.status) == ("Meet", "early-help-lead", None, "blocked")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--map", "Du=due"], 'there is no column "Du"; did you mean "Due"?'),
        (["--map", "Due=dew"], 'there is no field "dew"; did you mean "due"?'),
        (["--map", "Due"], 'write it as "Due date=due"'),
        (["--map", "Due=owner", "--map", "Owner=owner"], "owner is given by two columns"),
        (["--board", "partnership-board"], "--board is for attendance alone"),
        (["--sheet", "One"], "--sheet is for workbooks alone"),
        (["--rest", "rest.yaml"], "give the name of a .csv file"),
    ],
)
def test_options_that_cannot_be(trust: Path, capsys: Capture, options: list[str], said: str) -> None:
    """Each with its nearest right answer, and nothing is written."""
    before = trust.read_bytes()
    assert bring("actions", f"{HEAD}\nMeet,,,\n", trust, *options) == 2
    assert said in capsys.readouterr().err
    assert trust.read_bytes() == before


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",Head of Early Help,,", "neither an id nor a title"),
        ("A,,,Nearly", '"Nearly" is not a word this field knows'),
        ("A,#REF!,,", "the cell shows #REF!"),
        ("A,,soon,", '"soon" is not a date'),
        ("!!!,,,", "has no letter or figure to make an id of"),
        ("A,Head of Early Help / Director of Children's Services,,", "is not among the roles"),
    ],
)
def test_rows_that_do_not_fit(trust: Path, capsys: Capture, row: str, said: str) -> None:
    """The row, its column and what is wrong; the others are brought over."""
    assert bring("actions", f"{HEAD}\n{row}\nGood,,,\n", trust) == 1
    shown = capsys.readouterr().out
    assert "  row 2: " in shown and said in shown
    assert [action.id for action in held(trust).actions] == ["a-001", "good"]


def test_two_rows_of_one_id(trust: Path, capsys: Capture) -> None:
    """The second does not fit."""
    assert bring("actions", "Action\nMeet\nmeet!\n", trust) == 1
    assert 'row 3: row 2 is "meet" already' in capsys.readouterr().out


def test_a_record_that_cannot_be_true_does_not_fit(trust: Path, capsys: Capture) -> None:
    """The reader's own rules hold for each row, with what the description says already."""
    assert bring("actions", "Ref,Closed on,Status\na-001,01/05/2026,open\n", trust, "--dates", "dmy") == 1
    assert "the action has a day of closing but its status is open" in capsys.readouterr().out
    assert bring("actions", "Ref,Closed on\na-001,20/04/2026\n", trust) == 1
    assert "lies before agreed" in capsys.readouterr().out


def test_nobody_is_named(trust: Path, capsys: Capture) -> None:
    """A person's name leads to the role that he or she holds, and is not said again."""
    text = trust.read_text("utf-8").replace("level: tactical,", "level: tactical, holder: B. Person,")
    trust.write_text(text, "utf-8")
    assert bring("actions", f"{HEAD}\nMeet,B. Person,,\n", trust) == 0
    assert "B. Person" not in "".join(capsys.readouterr())
    assert held(trust).actions[-1].owner == "early-help-lead"


def test_targets_budgets_and_agreements(trust: Path, capsys: Capture) -> None:
    """A scorecard with its newest reading, money as people write it, a column an agency, two kinds of agreement."""
    assert bring("targets", TRACKERS / "scorecard.csv", trust) == 0
    assert bring("budgets", TRACKERS / "budgets.csv", trust, "--dates", "dmy") == 0
    assert bring("agreements", TRACKERS / "agreements.csv", trust, "--dates", "dmy") == 0
    said = capsys.readouterr().out
    assert "Northby Integrated Care Board: £60k -> 60000" in said
    now = held(trust)
    target, new = now.targets
    assert target.baseline is not None and target.readings is not None
    assert (str(target.baseline.value), target.readings[0].on) == ("21.4", date(2026, 7, 31))
    assert new.contributors == ("council", "nhs")
    (budget,) = now.budgets
    assert budget.contributions is not None
    assert (budget.amount, dict(budget.contributions)) == (
        Decimal(180_000), {"council": Decimal(120_000), "nhs": Decimal(60_000)},
    )  # fmt: skip
    assert (budget.arrangement, budget.starts) == ("pooled", date(2026, 4, 1))
    assert [one.kind for one in now.data_sharing] == ["agreement"]
    assert [one.kind for one in now.agreements] == ["partnership"]
    newer = "Target,Latest,Latest date\nFewer children are persistently absent,19.8,31/08/2026\n"
    assert bring("targets", newer, trust) == 0
    assert [str(one.value) for one in held(trust).targets[0].readings or ()] == ["20.9", "19.8"]


def test_an_agreement_of_no_kind_has_no_place(trust: Path, capsys: Capture) -> None:
    """Where nothing tells the section, nobody guesses."""
    assert bring("agreements", "Agreement,Review date\nSome agreement,31/12/2026\n", trust) == 1
    assert "agreement, memorandum, protocol for data sharing; partnership" in capsys.readouterr().out


def test_our_own_tracker_filled_in_comes_back(trust: Path, tmp_path: Path) -> None:
    """What -o actions.xlsx wrote, filled in by Excel: owner from the list, days as days, one status changed."""
    tracker = tmp_path / "actions.xlsx"
    main(["check", str(trust), "-o", str(tracker), "--quiet"])
    book = load_workbook(tracker)
    sheet = book["Actions"]
    head = {cell.value: number for number, cell in enumerate(sheet[1], start=1)}
    sheet.cell(2, head["Owner"]).value = book["Lists"]["A3"].value
    sheet.cell(2, head["Due"]).value = datetime(2026, 12, 1)
    sheet.cell(2, head["Status"]).value = "blocked"
    book.save(tracker)
    references = [row[0].value for row in sheet.iter_rows(min_row=2) if row[0].value]
    assert bring("actions", tracker, trust) == 0
    _, first, *others = held(trust).actions
    assert [action.id for action in (first, *others)] == [str(reference).lower() for reference in references]
    assert (first.owner, first.due, first.status) == ("early-help-lead", date(2026, 12, 1), "blocked")
    before = trust.read_bytes()
    assert bring("actions", tracker, trust) == 0
    assert trust.read_bytes() == before


def test_the_plan_as_csv_comes_back_without_its_guards(trust: Path, tmp_path: Path) -> None:
    """The quote that keeps a text from being run is no part of it."""
    assert bring("actions", "Action,Result\n'=SUM(A1),'-5 places\n", trust) == 0
    action = held(trust).actions[-1]
    assert (action.title, action.result) == ("=SUM(A1)", "-5 places")


def test_workbooks(trust: Path, capsys: Capture) -> None:
    """A sheet by name, days as days, other sheets said; a formula without its value does not fit."""
    book = load_workbook(io.BytesIO(workbook(["Notes"], ["nothing here"])))
    sheet = book.create_sheet("Log")
    for row in (["No.", "Action", "Due"], [7, "Meet", datetime(2026, 12, 1)], [8, '="a"&"b"', None]):
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    assert bring("actions", made.getvalue(), trust, "--sheet", "log", name="a.xlsx") == 1
    said = capsys.readouterr().out
    assert "sheet Log was read, and not Sheet1" in said
    assert "Action: a formula whose value was not saved" in said
    action = held(trust).actions[-1]
    assert (action.id, action.due) == ("7", date(2026, 12, 1))
    assert bring("actions", made.getvalue(), trust, "--sheet", "Lag", name="a.xlsx") == 2
    assert 'there is no sheet "Lag"; did you mean "Log"?' in capsys.readouterr().err


def test_an_example_of_ours_is_no_action(trust: Path, tmp_path: Path, capsys: Capture) -> None:
    """Not even where all it names is there; where no sheet is named, what was read is said."""
    other = tmp_path / "other.xlsx"
    assert main(["init", str(other)]) == 0
    book = load_workbook(other)
    book["Actions"]["A2"], book["Actions"]["C2"], book["Actions"]["D2"] = "example: a-900", None, None
    book["Actions"]["G2"] = None
    book.save(other)
    before = trust.read_bytes()
    assert bring("actions", other, trust, "--sheet", "Actions") == 0
    assert "rows that are examples of ours were left out: 2" in capsys.readouterr().out
    assert bring("actions", other, trust) == 2
    said = capsys.readouterr().err
    assert "sheet Read me was read, and not Partnership" in said
    assert "no row of headings was found" in said
    assert trust.read_bytes() == before


def test_merged_cells_are_not_taken_for_empty_ones(trust: Path, capsys: Capture) -> None:
    """Only the first row of them holds the value: the others do not fit. A title across the sheet does no harm."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Our log"], ["Action", "Owner"], ["Meet", "Head of Early Help"], ["Write", None], ["Send", None]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("B3:B4")
    made = io.BytesIO()
    book.save(made)
    assert bring("actions", made.getvalue(), trust, name="a.xlsx") == 1
    assert "row 4: Owner: the cell is merged with the one above" in capsys.readouterr().out
    assert [action.id for action in held(trust).actions] == ["a-001", "meet", "send"]


KINDS = {
    "actions": "actions.csv", "targets": "scorecard.csv", "attendance": "attendance.csv", "budgets": "budgets.csv",
    "agreements": "agreements.csv",
}  # fmt: skip


def test_a_workbook_takes_what_yaml_takes(trust: Path) -> None:
    """Every kind, into both: the same partnership comes of it, and a second import changes nothing."""
    other = trust.with_suffix(".xlsx")
    assert main(["convert", str(trust), str(other)]) == 0
    for kind, tracker in KINDS.items():
        codes = [bring(kind, TRACKERS / tracker, into, "--dates", "dmy") for into in (trust, other)]
        assert codes == ([1, 1] if kind == "actions" else [0, 0])
    assert held(other) == held(trust)
    assert len(held(other).actions) == 2
    before = other.read_bytes()
    assert bring("attendance", TRACKERS / "attendance.csv", other) == 0
    assert other.read_bytes() == before


MANY = f"{HEAD},{','.join(f'c{number}' for number in range(1_000_000))}\n"


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.csv", "there is nothing in it"),
        (b"Action,Due\n\0\0\n", "a.csv", "this is no text"),
        (b"\x81\x8d\xff", "a.csv", "the letters cannot be made out"),
        (MANY.encode(), "a.csv", "1,000,004 columns: at most 500"),
        (f'{HEAD}\n"Meet,,,\nMore,,,\n'.encode(), "a.csv", "a quote is not closed in the row that begins in line 2"),
        (f'{HEAD}\n"{"x" * 200_000}",,,\n'.encode(), "a.csv", "a quote is not closed"),
        (b"Due,Due\n1,2\n", "a.csv", 'two columns are headed "due"'),
        (b"some,thing\nelse,here\n", "a.csv", "no row of headings was found"),
        (b"PK\x03\x04rest", "a.csv", "let its name end in .xlsx"),
        (b"\xd0\xcf\x11\xe0", "a.csv", "an old .xls file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xlsx", "old Excel workbook"),
        (b"PK\x03\x04rest", "a.xlsx", "damaged"),
        (b"anything", "a.pdf", "a tracker is read as .xlsx or .csv"),
        (b"Action\n" + b"x\n" * 60_000, "a.csv", "more than 50,000 rows"),
    ],
)  # fmt: skip
def test_files_that_are_no_trackers(trust: Path, capsys: Capture, data: bytes, name: str, said: str) -> None:
    """One clear message, and the description is as it was."""
    before = trust.read_bytes()
    assert bring("actions", data, trust, name=name) == 2
    assert said in capsys.readouterr().err
    assert trust.read_bytes() == before


def test_a_file_of_100_mb_is_refused_at_once(trust: Path, tmp_path: Path, capsys: Capture) -> None:
    """Without reading it."""
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(100 * 2**20)
    started = time.monotonic()
    assert bring("actions", path, trust) == 2
    assert "it is larger than 32 MB" in capsys.readouterr().err
    assert time.monotonic() - started < 20


def test_many_rows_that_do_not_fit_take_seconds(trust: Path, capsys: Capture) -> None:
    """The nearest right answer is looked for as long as that takes no longer."""
    rows = "".join(f"Action {number},Nobody {number} at all,31/12/2026,open\n" for number in range(3_000))
    started = time.monotonic()
    assert bring("actions", f"{HEAD}\n{rows}", trust) == 1
    assert time.monotonic() - started < 60
    assert "3,000 rows do not fit" in capsys.readouterr().out


def test_without_a_terminal_nothing_is_written_unasked(trust: Path, tmp_path: Path, capsys: Capture) -> None:
    """The plan is shown."""
    before = trust.read_bytes()
    tracker = tmp_path / "a.csv"
    tracker.write_text("Action\nMeet\n")
    assert main(["import", "actions", str(tracker), "--into", str(trust)]) == 2
    captured = capsys.readouterr()
    assert "new      actions.meet: Meet" in captured.out
    assert "add --yes" in captured.err
    assert trust.read_bytes() == before


@pytest.mark.parametrize(("answer", "written"), [(b"y\n", True), (b"n\n", False), (b"\n", False)])
def test_on_a_terminal_it_asks(trust: Path, tmp_path: Path, answer: bytes, written: bool) -> None:
    """No is the answer of whoever just presses Return."""
    before = trust.read_bytes()
    tracker = tmp_path / "a.csv"
    tracker.write_text("Action\nMeet\n")
    ours, theirs = pty.openpty()
    os.write(ours, answer)
    command = [sys.executable, "-m", "joinedup", "import", "actions", str(tracker), "--into", str(trust)]
    done = subprocess.run(command, stdin=theirs, capture_output=True, text=True, check=False)
    os.close(ours)
    os.close(theirs)
    assert f"Write this into {trust}? [y/N]:" in done.stdout + done.stderr
    assert (done.returncode, trust.read_bytes() != before) == ((0, True) if written else (2, False))
