"""The action plan as an Excel tracker, read back: rows, lists to choose from, and text that stays text."""

import csv
import io
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from hostile import hostile_check, hostile_ruleset
from joinedup.outputs import as_xlsx
from joinedup.outputs.as_xlsx import owner_names
from joinedup.partnership import Action
from joinedup.partnership.fields import Words, fields
from test_outputs import ROOT, check, rendered

WESTMARSH = str(ROOT / "examples" / "westmarsh.yaml")


def opened(made: bytes) -> Any:
    """A workbook, formulas and all."""
    return load_workbook(io.BytesIO(made))


def table(sheet: Any) -> list[list[Any]]:
    """The values of a sheet."""
    return [[cell.value for cell in row] for row in sheet.iter_rows(max_row=sheet.max_row) if row[0].value]


def test_it_holds_what_actions_csv_holds() -> None:
    """A row a finding, in the same order, with columns to fill in for the rest."""
    result, context = check(WESTMARSH)
    head, *rows = table(opened(as_xlsx.render(result, context))["Actions"])
    plan = list(csv.DictReader(io.StringIO(rendered("csv", WESTMARSH).removeprefix("\ufeff"))))
    assert set(head) == {*plan[0], "Updated", "Result"}
    for name in ("Reference", "Severity", "Barrier", "What was seen", "What to do", "Agencies", "Status"):
        assert [row[head.index(name)] or "" for row in rows] == [line[name].removeprefix("'") for line in plan]
    assert {row[head.index(name)] for row in rows for name in ("Owner", "Due", "Updated", "Result")} == {None}
    assert {row[head.index("Status")] for row in rows} == {"open"}


def test_it_is_laid_out_to_be_worked_with() -> None:
    """Headings frozen, a filter, days as days, and lists of the statuses and of the roles."""
    result, context = check(WESTMARSH)
    book = opened(as_xlsx.render(result, context))
    sheet = book["Actions"]
    head = [cell.value for cell in sheet[1]]
    last = len(result.open_findings) + 1
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, len(head)).column_letter}{last}"
    assert sheet.cell(2, head.index("Due") + 1).number_format == "dd mmm yyyy"
    lists = {
        head[sheet[str(rule.sqref).partition(":")[0]].column - 1]: rule.formula1
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    statuses = {field.name: field.kind.words for field in fields(Action) if isinstance(field.kind, Words)}["status"]
    titles = [row[0] for row in table(book["Lists"])][1:]
    assert lists == {"Status": f'"{",".join(statuses)}"', "Owner": f"Lists!$A$2:$A${len(titles) + 1}"}
    assert titles == list(owner_names(result.partnership))
    assert set(owner_names(result.partnership).values()) == {role.id for role in result.partnership.roles}


def test_roles_of_one_title_are_told_apart_by_id() -> None:
    """A choice stands for one role."""
    result, _ = check(WESTMARSH)
    first, second, *rest = result.partnership.roles
    twins = result.partnership.but(roles=(first, second.but(title=first.title.upper()), *rest))
    names = owner_names(twins)
    assert (names[first.id], names[second.id]) == (first.id, second.id)
    assert first.title not in names


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """No formula, not even after somebody edits the cell; no text longer than a cell; no link."""
    result, context = hostile_check("westmarsh", hostile_ruleset(tmp_path))
    made = as_xlsx.render(result, context)
    cells = [cell for sheet in opened(made) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    formulas = [cell for cell in cells if cell.value.startswith(("=", "+", "-", "@"))]
    assert formulas and all(cell.quotePrefix for cell in formulas)
    assert all(len(cell.value) <= as_xlsx.LONGEST and cell.hyperlink is None for cell in cells)
    assert b"<f>" not in b"".join(ZipFile(io.BytesIO(made)).read(f"xl/worksheets/sheet{n}.xml") for n in (1, 2))


def test_the_same_input_gives_the_same_bytes() -> None:
    """Nothing of the moment is in it."""
    first, second = (as_xlsx.render(*check(WESTMARSH)) for _ in range(2))
    assert first == second
    archive = ZipFile(io.BytesIO(first))
    assert {info.date_time[0] for info in archive.infolist()} == {1980}
    assert b"2026-09-30T00:00:00Z" in archive.read("docProps/core.xml")
    assert archive.read("docProps/core.xml").count(b"T00:00:00Z") == 2
