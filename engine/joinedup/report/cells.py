"""The cells of the responsibility matrix: a thousand of them, and only a few different ones."""

from functools import cache

from markupsafe import Markup

from joinedup.matrix import Row
from joinedup.matrix.parts import Part


def cell(row: Row, agency: str) -> Markup:
    """The parts of an agency in a task: the letter of each for the eye, and its word for screen readers."""
    duties = tuple((duty.part, duty.sign) for duty in row.duties.get(agency, ()))
    return _cell(duties, row.may_do_more(agency))


@cache
def _cell(duties: tuple[tuple[Part, str], ...], may_do_more: bool) -> Markup:
    shown = " ".join(
        f"{f'<b>{sign}</b>' if part is Part.ACCOUNTABLE else sign}<i> {part.value}</i>" for part, sign in duties
    )
    return Markup(shown + " ?" * may_do_more)  # noqa: S704 - our own words alone
