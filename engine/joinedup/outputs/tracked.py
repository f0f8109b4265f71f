"""What was read from a tracker goes into the next one, so that nobody has to write it twice."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from joinedup.deciding.tracker import BLOCKED
from joinedup.report.ledger import OPEN, Decided, Ledger

from .as_xlsx import put


def fill_in(sheet: Worksheet, headings: Sequence[str], ledger: Ledger, owners: Mapping[str, str]) -> None:
    """Fills in the rows of findings on which a tracker had a decision: read again as they are, they change nothing.

    Args:
        sheet: The tracker, with a row for each finding below its headings.
        headings: Its headings.
        ledger: The decisions.
        owners: For what each role is called in the tracker its id.
    """
    called = {f"roles.{id}": name for name, id in owners.items()}
    by_ref = {one.refs[0]: one for one in ledger.decided if one.tracked}
    for row in range(2, sheet.max_row + 1):
        one = by_ref.get(str(sheet.cell(row, headings.index("Reference") + 1).value))
        for heading, value in _cells(one, called) if one else ():
            cell = sheet.cell(row, headings.index(heading) + 1)
            if isinstance(value, date):
                cell.value = value
            else:
                put(cell, value)


def _cells(one: Decided, called: Mapping[str, str]) -> Iterator[tuple[str, str | date]]:
    blocked = one.state in OPEN and one.note.startswith(BLOCKED)
    yield "Due", one.by
    yield "Status", BLOCKED if blocked else "open" if one.state in OPEN else one.state
    yield "Result", one.note.removeprefix(BLOCKED).removeprefix(": ") if blocked else one.note
    if one.closed:
        yield "Updated", one.closed
    if one.agency:  # an owner that is no longer described is left for somebody to choose
        yield "Owner", called.get(one.tracked, one.owner)
