"""The cells of the tables with a column an agency: a thousand of them, and only a few different ones."""

from collections.abc import Sequence
from functools import cache

from markupsafe import Markup

from joinedup.assessment import BarrierResult, Status
from joinedup.matrix import Row
from joinedup.matrix.parts import Part

from .agency_table import AgencyTable


def cells(row: Row, agencies: Sequence[str]) -> Markup:
    """The parts of agencies in a task, a cell each: the letter of each for the eye, and its word for screen readers."""
    return Markup("").join([_cell_of(row, agency) for agency in agencies])


def _cell_of(row: Row, agency: str) -> Markup:
    duties = tuple([(duty.part, duty.sign) for duty in row.duties.get(agency, ())])
    return _cell(duties, row.may_do_more(agency))


@cache
def _cell(duties: tuple[tuple[Part, str], ...], may_do_more: bool) -> Markup:
    shown = " ".join(
        f"{f'<b>{sign}</b>' if part is Part.ACCOUNTABLE else sign}<i> {part.value}</i>" for part, sign in duties
    )
    return Markup(f"<td>{shown}{' ?' * may_do_more}</td>")  # noqa: S704 - our own words alone


def heat(table: AgencyTable, barrier: BarrierResult) -> Markup:
    """How many findings of a barrier name each agency, a cell each, the darker the more."""
    numbers = [table.cells.get((barrier.id, agency), 0) for agency in table.columns]
    untold = barrier.status is Status.NOT_ASSESSED
    shown = [f"<td{_darkness(table, number)}>{'?' if untold else number}</td>" for number in numbers]
    return Markup("".join(shown))  # noqa: S704 - numbers alone


def _darkness(table: AgencyTable, number: int) -> str:
    return f' class="heat-{table.step(number)}"' if number else ""
