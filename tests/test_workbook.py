"""Workbooks that people filled in: what is read, what is asked about, and what is said of each mistake."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from joinedup.workbook.example import example
from joinedup.workbook.write import workbook as filled
from workbooks import problems, put, read_bytes, read_changed, workbook

START = {"format": "joinedup/1"}


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {"Actions_C2": "haed"},
            ['sheet Actions, cell C2 (owner): no role "haed"; did you mean "head"?'],
        ),
        (
            {"Actions_C2": "haed", "Agencies_C3": "polcie", "Partnership_B3": None},
            [
                "sheet Partnership, cell B3 (name): a value is missing here",
                'sheet Agencies, cell C3 (kind): "polcie" is not a word this field knows; did you mean "police"?',
                'sheet Actions, cell C2 (owner): no role "haed"; did you mean "head"?',
            ],
        ),
        ({"Agencies_B3": None}, ["sheet Agencies, cell B3 (name): a value is missing here"]),
        (
            {"Roles_A3": "head", "Roles_B3": "Head", "Roles_C3": "police"},
            [
                'sheet Roles, cell A3 (id): the id "head" is taken already, in row 2',
            ],
        ),
        (
            {"Budgets_G2": "£120,000"},
            [
                'sheet Budgets, cell G2 (amount): "£120,000" is not a number; did you mean "120000"?',
            ],
        ),
        ({"Budgets_G2": -5}, ["sheet Budgets, cell G2 (amount): -5 is negative"]),
        (
            {"Budgets__by__agency_B3": "polcie"},
            [
                'sheet Budgets by agency, cell B3 (agency): no agency "polcie"; did you mean "police"?',
            ],
        ),
        (
            {"Budgets__by__agency_A3": "pol"},
            [
                'sheet Budgets by agency, cell A3 (budget): no budget "pol"; did you mean "pool"?',
            ],
        ),
        (
            {"Budgets__by__agency_B3": "council"},
            [
                'sheet Budgets by agency, cell C3 (contributions): this is given for "council" twice',
            ],
        ),
        (
            {"Budgets__by__agency_A3": None},
            [
                "sheet Budgets by agency, cell A3 (budget): say which budget this belongs to",
            ],
        ),
        (
            {"Board__meetings_A2": "bord", "Board__meetings_B2": date(2026, 1, 2)},
            [
                'sheet Board meetings, cell A2 (board): no board "bord"; did you mean "board"?',
            ],
        ),
        (
            {"Agencies_A4": "none"},
            [
                "sheet Agencies, cell A4 (id): "
                'this says "none", and other rows say the contrary: delete one or the other',
            ],
        ),
        (
            {
                "Board__meetings_A2": "board",
                "Board__meetings_B2": "none",
                "Board__meetings_A3": "board",
                "Board__meetings_B3": date(2026, 1, 2),
            },
            [
                'sheet Board meetings, cell B2 (on): this says "none", and other rows say the contrary: '
                "delete one or the other",
            ],
        ),
        (
            {"Budgets__by__agency_A4": "pool", "Budgets__by__agency_B4": "none", "Budgets__by__agency_C4": "none"},
            [
                "sheet Budgets by agency, cell C4 (contributions): "
                'this says "none", and other rows say the contrary: delete one or the other',
            ],
        ),
        (
            {"Boards_I2": "some", "Boards_J2": 5},
            [
                'sheet Boards, cell I2 (quorum): "some" has no place here: leave it empty, or write "nothing to say"',
            ],
        ),
        ({"Plans_A2": "n/a"}, ['sheet Plans, cell A2 (id): "n/a" can mean that there are none; did you mean "none"?']),
        (
            {"Actions_C1": "ownr"},
            [
                "sheet Actions, cell C1: "
                '"ownr" is no column of this sheet; begin it with # if it is your own; did you mean "owner"?',
            ],
        ),
        (
            {"Actions_B1": None},
            [
                'sheet Actions, cell A1 (id): the column "title" is missing',
                "sheet Actions, cell B1: this column holds something and has no heading",
            ],
        ),
        ({"Actions_D1": "owner"}, ['sheet Actions, cell D1: a second column "owner"']),
        (
            {"Partnership_A4": "authorty"},
            [
                "sheet Partnership, cell A4: "
                '"authorty" is no row of this sheet; begin it with # if it is your own; did you mean "authority"?',
            ],
        ),
        ({"Boards_J2": "yes"}, ['sheet Boards, cell J2 (quorum at least): "yes" is not a number']),
        (
            {"Boards_I2": "yes"},
            [
                'sheet Boards, cell I2 (quorum): "yes" has no place here: leave it empty, or write "nothing to say"',
            ],
        ),
        (
            {"Actions_H2": "=1+1"},
            [
                "sheet Actions, cell H2 (due): "
                "the formula has no value yet: open the workbook in Excel or LibreOffice, and save it",
            ],
        ),
    ],
)
def test_each_mistake_is_told_with_its_cell(cells: dict[str, Any], said: list[str]) -> None:
    """All in one go, with the nearest right answer."""
    assert problems(put(**cells)) == [f"trust.xlsx: {one}" for one in said]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("30 September 2026", date(2026, 9, 30)),
        ("30/09/2026", date(2026, 9, 30)),
        ("30 Sep 26", date(2026, 9, 30)),
        ("30.9.2026", date(2026, 9, 30)),
        ("1st October 2026", date(2026, 10, 1)),
        ("30-Sept-2026", date(2026, 9, 30)),
        ("September 30, 2026", date(2026, 9, 30)),
        ("09/30/2026", date(2026, 9, 30)),
        ("05/05/2026", date(2026, 5, 5)),
        (" 2026-09-30 ", date(2026, 9, 30)),
        ("2026/9/30", date(2026, 9, 30)),
        (datetime(2026, 9, 30, 14, 30), date(2026, 9, 30)),
    ],
)
def test_a_day_is_read_as_people_type_it(typed: Any, day: date) -> None:
    """Where it can mean one day only."""
    assert read_changed(put(Actions_H2=typed)).partnership.actions[0].due == day


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("03/04/2026", "can be read as 4 March 2026 (2026-03-04) or as 3 April 2026 (2026-04-03)"),
        ("3.4.26", "can be read as 4 March 2026 (2026-03-04) or as 3 April 2026 (2026-04-03)"),
        ("30 Sep 85", "can be read as 30 September 1985 (1985-09-30) or as 30 September 2085 (2085-09-30)"),
        ("soon", "is not a date"),
        ("31/02/2026", "is not a date"),
        ("30 Ju 2026", "is not a date"),
        ("September 2026", "is not a date"),
    ],
)
def test_a_day_that_can_mean_two_is_asked_about(typed: Any, says: str) -> None:
    """It is never guessed."""
    (said,) = problems(put(Actions_H2=typed))
    assert "cell H2 (due)" in said
    assert says in said


def test_absent_and_none_are_told_apart() -> None:
    """A sheet without rows is not described; one that says none is empty; so is a cell, and what a record holds."""
    assert "plans" not in read_changed(lambda book: None).partnership.described
    made = read_changed(put(Plans_A2="None ", Boards_L2="none", Board__meetings_A2="board", Board__meetings_B2="none"))
    assert (made.partnership.plans, "plans" in made.partnership.described) == ((), True)
    assert (made.partnership.boards[0].voices, made.partnership.boards[0].meetings) == ((), ())
    made = read_changed(
        put(
            Budgets__by__agency_A4="pool",
            Budgets__by__agency_B4="none",
            Budgets__by__agency_E4="none",
            Confirmed__by_A2="none",
        )
    )
    budget = made.partnership.budgets[0]
    assert (budget.received, budget.in_kind, len(budget.contributions or ())) == ({}, None, 2)
    assert "confirmed_by" in made.partnership.described


def test_none_must_say_of_what() -> None:
    """Where a sheet says several things of each agency."""
    (said,) = problems(put(Budgets__by__agency_A4="pool", Budgets__by__agency_B4="none"))
    assert "cell C4 (contributions): say of what there is none: write none in that column as well" in said


def test_examples_are_never_read() -> None:
    """A new workbook describes nothing, though each sheet shows how it is filled in."""
    name, agencies = problems(filled(START, example()))
    assert name == "trust.xlsx: sheet Partnership, cell B3 (name): a value is missing here"
    assert agencies.startswith("trust.xlsx: sheet Agencies, cell A3 (id): nothing is filled in here yet")


def test_an_example_that_was_changed_stops_the_reading() -> None:
    """It may be a real row that would be left out; without the word it is one."""

    def fill(book: Workbook) -> None:
        book["Partnership"]["B3"] = "Northby"
        book["Agencies"]["A3"], book["Agencies"]["B3"] = "police", "Northby Police"

    start = filled(START, example())
    partnership = read_bytes(workbook_of(start, fill)).partnership
    assert [agency.id for agency in partnership.agencies] == ["police"]
    assert partnership.described == {"agencies"}

    def overwrite(book: Workbook) -> None:
        fill(book)
        book["Agencies"]["B2"] = "Northby Council"

    (said,) = problems(workbook_of(start, overwrite))
    assert 'cell A2 (id): this row is marked as an example and was changed: take "example:" away if it is yours' in said

    def make_it_ours(book: Workbook) -> None:
        overwrite(book)
        book["Agencies"]["A2"] = "council"

    assert len(read_bytes(workbook_of(start, make_it_ours)).partnership.agencies) == 2


def workbook_of(data: bytes, change: Any) -> bytes:
    """A workbook of bytes, changed."""
    from io import BytesIO

    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data))
    change(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_what_is_the_authors_own_is_left_alone_and_said() -> None:
    """Sheets and columns that say so, and what stands behind an empty column."""

    def change(book: Workbook) -> None:
        book["Actions"]["S1"], book["Actions"]["S2"] = "# check", "ask Anna"
        book["Actions"]["T1"], book["Actions"]["T2"] = "Notes", "later"
        book["Actions"]["W1"], book["Actions"]["W2"] = "whatever", 3
        book.create_sheet("# Actions old")["A1"] = "x"
        book.create_sheet("Working")["A1"] = "x"

    read = read_changed(change)
    assert read.tree.notes == (
        "not read, because they are your own: # Actions old; Working; columns S, T, W of Actions",
    )


@pytest.mark.parametrize("name", ["Actions (2)", "Acton", "action", "Action log"])
def test_a_sheet_that_may_be_meant_is_never_left_out(name: str) -> None:
    """A misspelt name, and a second copy."""

    def change(book: Workbook) -> None:
        book.copy_worksheet(book["Actions"]).title = name

    (said,) = problems(change)
    assert f"sheet {name}: it is not one of this workbook's sheets" in said
    assert 'did you mean "Action' in said


def test_a_renamed_sheet_is_known_by_its_columns() -> None:
    def change(book: Workbook) -> None:
        book["Roles"].title = "Who is who"

    assert 'begin its name with #; did you mean "Roles"?' in problems(change)[0]


def test_hidden_sheets_rows_and_columns_are_read_and_said() -> None:
    def change(book: Workbook) -> None:
        book["Roles"].sheet_state = "hidden"
        book["Agencies"].row_dimensions[3].hidden = True
        book["Actions"].column_dimensions["C"].hidden = True

    read = read_changed(change)
    assert len(read.partnership.agencies) == 2
    assert read.tree.notes == (
        "sheet Roles is hidden, and was read",
        "sheet Agencies has hidden rows, which were read: 3",
        "sheet Actions has hidden columns, which were read",
    )


def test_merged_cells_are_a_problem() -> None:
    """All but the first of them would silently be empty."""

    def change(book: Workbook) -> None:
        book["Agencies"].merge_cells("C2:C3")
        book["Read me"].merge_cells("A1:B1")

    (said,) = problems(change)
    assert "sheet Agencies, cell C2 (kind): the cells C2:C3 are merged" in said


def test_rows_spaces_numbers_and_words_are_read_kindly() -> None:
    """Blank rows, spaces around what was typed, numbers kept as floats, TRUE, other capitals in headings, any order."""

    def change(book: Workbook) -> None:
        agencies, actions = book["Agencies"], book["Actions"]
        agencies.insert_rows(3, 4)
        agencies["A9"], agencies["B9"], agencies["D9"] = " nhs\u00a0", "  Northby  NHS ", True
        actions["C2"], actions["C1"] = " head ", " OWNER "
        book["Budgets"]["G2"], book["Budgets"]["E2"] = 120000.0, None
        actions.move_range("B1:B2", cols=30)
        actions.delete_cols(2)

    made = read_changed(change).partnership
    assert made.agencies[2].id == "nhs"
    assert (made.agencies[2].name, made.agencies[2].core) == ("Northby NHS", True)
    assert (made.actions[0].owner, made.actions[0].title) == ("head", "Train staff")
    assert str(made.budgets[0].amount) == "120000"


def test_errors_of_formulas_are_told() -> None:
    def change(book: Workbook) -> None:
        book["Budgets"]["G2"].value = "#REF!"
        book["Budgets"]["G2"].data_type = "e"

    assert problems(change) == ["trust.xlsx: sheet Budgets, cell G2 (amount): the cell shows the error #REF!"]


def test_every_heading_has_a_note_and_every_choice_a_list() -> None:
    """In plain words, without the signs of a text file; references offer the ids of the other sheet."""
    from io import BytesIO

    from openpyxl import load_workbook
    from openpyxl.utils import get_column_letter

    from joinedup.partnership.base import Ref
    from joinedup.partnership.fields import Plain, Several, Words
    from joinedup.workbook.layout import sheets

    book = load_workbook(BytesIO(filled(START, example(), ("people/trust",))))
    for sheet in sheets():
        page = book[sheet.name]
        lists = {cell for made in page.data_validations.dataValidation for cell in str(made.sqref).split()}
        for number, column in enumerate(sheet.all, start=1):
            heading = page.cell(1, number) if sheet.section else page.cell(number + 1, 1)
            assert heading.comment is not None
            assert not set("[]{}_") & set(heading.comment.text), heading.comment.text
            kind = column.kind.item if isinstance(column.kind, Several) else column.kind
            if isinstance(kind, Ref | Words) or kind == Plain(bool):
                letter = get_column_letter(number)
                assert (f"{letter}2:{letter}2000" if sheet.section else f"B{number + 1}") in lists, column.name
        assert page.freeze_panes


def test_the_evidence_of_findings_gives_the_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the terminal, as HTML, JSON and CSV; questions too."""
    import csv
    import json

    from joinedup.cli.main import main

    path = tmp_path / "trust.xlsx"
    path.write_bytes(workbook(put(Actions_H2=date(2026, 1, 31), Actions_L2="open")))
    files = {suffix: tmp_path / f"out{suffix}" for suffix in (".html", ".json", ".csv")}
    main(["check", str(path), "--as-of", "2026-09-30", *(f"-o{file}" for file in files.values())])
    main(["check", str(path), "--as-of", "2026-09-30"])
    text = capsys.readouterr().out
    assert f"{path}: sheet Actions, cell H2: actions.a-001.due  2026-01-31" in text
    assert "Sheet Actions, cell H2: " in files[".html"].read_text("utf-8")
    found = [one for item in json.loads(files[".json"].read_text("utf-8"))["findings"] for one in item["evidence"]]
    place = {"line": 2, "column": 8, "sheet": "Actions", "cell": "H2"}
    assert {"path": "actions.a-001.due", "value": "2026-01-31", **place} in found
    with files[".csv"].open(encoding="utf-8-sig") as table:
        assert any(row["Line"].startswith("Actions!") for row in csv.DictReader(table))
