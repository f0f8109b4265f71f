"""A workbook is changed in the cells that are meant, and nowhere else."""

import re
import zipfile
from copy import copy
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from joinedup.errors import UserError
from joinedup.reading import Source, load, read_source
from joinedup.workbook.example import example
from joinedup.workbook.write import workbook as filled
from joinedup.writing import plain, written
from joinedup.writing.changes import Add, Change, Put
from joinedup.writing.plain_changes import changed_data
from joinedup.writing.workbook_changes import changed
from partnerships import partnerships
from workbooks import TODAY, TRUST, put, read_bytes, workbook

FORMULA = re.compile(rb"(<c [^>]*)><f>1</f><v ?/?>(?:</v>)?")
WESTMARSH = Path(__file__).parent.parent / "examples" / "westmarsh.yaml"


def after(data: bytes, *changes: Change) -> bytes:
    """A workbook after some changes."""
    return changed(Source("trust.xlsx", data, ""), changes)


def cells(data: bytes) -> dict[tuple[str, str], Any]:
    """What each cell holds, formulas as they are."""
    return {
        (page.title, cell.coordinate): cell.value
        for page in load_workbook(BytesIO(data)).worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.value is not None
    }


def different(before: bytes, made: bytes) -> dict[tuple[str, str], Any]:
    """The cells that hold something else than before."""
    old, new = cells(before), cells(made)
    return {place: new.get(place) for place in sorted(old.keys() | new.keys()) if old.get(place) != new.get(place)}


def midnight(day: date) -> Any:
    """A day as openpyxl gives it."""
    from datetime import datetime

    return datetime(day.year, day.month, day.day)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Put("actions.a-001.due", date(2027, 1, 31)), {("Actions", "H2"): midnight(date(2027, 1, 31))}),
        (Put("actions.a-001.owner", None), {("Actions", "C2"): None}),
        (Put("actions.a-001.urgent", True), {("Actions", "J2"): "yes"}),
        (Put("as_of", date(2026, 9, 30)), {("Partnership", "B5"): midnight(date(2026, 9, 30))}),
        (Put("vision.statement", "=Every child"), {("Partnership", "B7"): "=Every child"}),
        (Put("agencies.council.core", None), {("Agencies", "D2"): None}),
        (Put("boards.board.voices", []), {("Boards", "L2"): "none"}),
        (Put("boards.board.quorum", {}), {("Boards", "I2"): "nothing to say"}),
        (Put("boards.board.members", ["head"]), {("Boards", "E2"): "head"}),
        (Put("budgets.pool.contributions.police", Decimal("41.5")), {("Budgets by agency", "C3"): 41.5}),
        (Put("budgets.pool.received.police", 1), {("Budgets by agency", "E3"): 1}),
        (
            Put("budgets.pool.contributions.police", None),
            {("Budgets by agency", "A3"): None, ("Budgets by agency", "B3"): None, ("Budgets by agency", "C3"): None},
        ),
        (
            Put("confirmed_by.police", date(2026, 9, 28)),
            {("Confirmed by", "A2"): "police", ("Confirmed by", "B2"): midnight(date(2026, 9, 28))},
        ),
        (Put("plans", []), {("Plans", "A2"): "none"}),
        (Put("boards.board.meetings", []), {("Board meetings", "A2"): "board", ("Board meetings", "B2"): "none"}),
        (
            Put("boards.board.meetings[1]", {"on": date(2026, 7, 14), "present": ["council"]}),
            {
                ("Board meetings", "A2"): "board",
                ("Board meetings", "B2"): midnight(date(2026, 7, 14)),
                ("Board meetings", "C2"): "council",
            },
        ),
        (
            Add("actions", {"id": "a-002", "title": "<b> & c"}),
            {("Actions", "A3"): "a-002", ("Actions", "B3"): "<b> & c"},
        ),
        (Add("policies", {"id": "p", "title": "P"}), {("Policies", "A2"): "p", ("Policies", "B2"): "P"}),
        (
            Put("actions.a-001", None),
            {
                ("Actions", "A2"): None,
                ("Actions", "B2"): None,
                ("Actions", "C2"): None,
                ("Actions", "H2"): None,
                ("Actions", "A3"): "none",
            },
        ),
    ],
)
def test_only_the_cells_that_are_meant_change(change: Change, expected: dict[tuple[str, str], Any]) -> None:
    """Everything else in the file is there byte for byte: looks, notes, lists, other sheets."""
    before = workbook()
    made = after(before, change)
    assert different(before, made) == expected
    with zipfile.ZipFile(BytesIO(before)) as old, zipfile.ZipFile(BytesIO(made)) as new:
        assert old.namelist() == new.namelist()
        touched = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert len(touched) == 1
    assert touched[0].startswith("xl/worksheets/")


def test_what_is_the_authors_own_stays() -> None:
    """Formulas with their values, hidden rows, columns and sheets that are not read, and the look of a cell."""

    def change(book: Workbook) -> None:
        book["Actions"]["S1"], book["Actions"]["S2"] = "# check", "=LEN(B2)"
        book["Actions"]["H2"].fill = copy(book["Actions"]["A1"].fill)
        book["Actions"].row_dimensions[2].hidden = True
        book.create_sheet("# mine")["A1"] = "x"

    before = workbook(change)
    made = after(before, Put("actions.a-001.due", date(2027, 1, 31)), Add("actions", {"id": "b", "title": "B"}))
    assert different(before, made) == {
        ("Actions", "H2"): midnight(date(2027, 1, 31)), ("Actions", "A3"): "b", ("Actions", "B3"): "B",
    }  # fmt: skip
    assert load_workbook(BytesIO(made))["Actions"]["H2"].fill.fgColor.rgb == "001F3A5F"


def test_rows_are_added_to_a_new_workbook_below_its_examples() -> None:
    before = filled({"format": "joinedup/1"}, example())
    made = after(before, Put("name", "Northby"), Add("agencies", {"id": "police", "name": "Police"}))
    partnership = read_bytes(made).partnership
    assert (partnership.name, [one.id for one in partnership.agencies]) == ("Northby", ["police"])
    assert different(before, made) == {
        ("Partnership", "B3"): "Northby", ("Agencies", "A3"): "police", ("Agencies", "B3"): "Police",
    }  # fmt: skip


def test_columns_and_rows_that_were_deleted_are_put_back() -> None:
    def change(book: Workbook) -> None:
        book["Actions"].delete_cols(8)
        book["Partnership"].delete_rows(5)
        book["Plans"].delete_rows(1)

    made = after(
        workbook(change),
        Put("actions.a-001.due", date(2027, 1, 31)),
        Put("as_of", TODAY),
        Add("plans", {"id": "p", "title": "Plan"}),
    )
    partnership = read_bytes(made).partnership
    assert (partnership.actions[0].due, partnership.as_of) == (date(2027, 1, 31), TODAY)
    assert partnership.plans[0].title == "Plan"


def test_what_cannot_be_changed_is_said() -> None:
    """A formula, a record and a sheet that is not there."""
    with pytest.raises(UserError, match="sheet Actions, cell C2 holds a formula"):
        after(with_value(), Put("actions.a-001.owner", "other"))
    with pytest.raises(UserError, match=r'actions.a-002.due: there is no "a-002"; did you mean "a-001"\?'):
        after(workbook(), Put("actions.a-002.due", TODAY))
    with pytest.raises(UserError, match='the workbook has no sheet "Plans"'):
        after(workbook(lambda book: book.remove(book["Plans"])), Put("plans", []))


def with_value() -> bytes:
    """The trust's workbook with a formula that was worked out, as Excel saves it."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook(put(Actions_C2="=1")))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, FORMULA.sub(rb'\1 t="str"><f>1</f><v>head</v>', old.read(name)))
    return made.getvalue()


def in_order(root: dict[str, Any]) -> dict[str, Any]:
    """A description with its records in the order of their ids: a row that stays keeps its place on its sheet."""

    def sorted_(records: Any) -> Any:
        ids = isinstance(records, list) and all(isinstance(one, dict) and "id" in one for one in records)
        return sorted(records, key=lambda one: str(one["id"])) if ids else records

    return {name: sorted_(records) for name, records in root.items()}


def test_any_description_becomes_any_other() -> None:
    """By changes of its sections alone, one workbook says what another one says."""

    @settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
    @given(first=partnerships(), second=partnerships())
    def holds(first: Any, second: Any) -> None:
        old, new = plain(first), plain(second)
        changes = [Put(name, new.get(name)) for name in {**old, **new}]
        made = after(written(old, "trust.xlsx"), *changes)
        assert in_order(plain(read_bytes(made).partnership)) == in_order(new)

    holds()


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_westmarsh_takes_any_changes(data: st.DataObject) -> None:
    """Dates, owners and answers of its records, all at once: the same as if they were made in plain data."""
    root = plain(read_source(load(str(WESTMARSH)), TODAY).partnership)
    ids = st.sampled_from([action["id"] for action in root["actions"]])
    changes: list[Change] = []
    for _ in range(data.draw(st.integers(1, 8))):
        id = data.draw(ids)
        field, value = data.draw(st.sampled_from([("due", TODAY), ("owner", None), ("result", "12"), ("urgent", True)]))
        changes.append(Put(f"actions.{id}.{field}", value))
    made = after(written(root, "trust.xlsx"), *changes)
    assert plain(read_bytes(made).partnership) == changed_data(root, changes)


def test_the_trust_is_what_the_tests_say() -> None:
    assert plain(read_bytes(workbook()).partnership) == TRUST
