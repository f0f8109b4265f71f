"""Attendance as minutes hold it -> who came to each meeting of a board.

Three shapes are read: a row an agency and a column a meeting; a row a meeting and a column an agency; and a row for
each agency at each meeting.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.partnership import Partnership

from .columns import SEARCHED, key
from .days import agreed_order
from .how import How
from .marks import Mark, told
from .roll_call import RollCall, is_day
from .tables import Row, cell

WHY_ALL = (
    "Nothing was imported: an agency whose row is left out would look as if nobody had come for it. "
    'Mend these, or leave a row or column out with --map "its name="'
)


class Register(Frozen):
    """Who came when.

    Attributes:
        marks: For each board and day what each agency did.
        guesses: What was taken for what, and how often.
        left_out: Columns and rows that say nothing of attendance, or were to be left out.
        shape: How the tracker was understood.
    """

    marks: Mapping[tuple[str, date], Mapping[str, Mark]]
    guesses: Mapping[tuple[str, str, str], int]
    left_out: tuple[str, ...]
    shape: str


def register(rows: Sequence[Row], partnership: Partnership, how: How) -> Register:
    """Who came when, by a tracker.

    Args:
        rows: Its rows.
        partnership: The description it is for.
        how: How it is to be read. What it says of headings holds for the names of rows too.

    Raises:
        UserError: with everything that cannot be made out, as a meeting that is told in part tells an untruth.
    """
    reading = RollCall(partnership, {key(name): meant for name, meant in how.columns.items()}, told(how.words))
    head = max(rows[:SEARCHED], key=lambda row: sum(map(reading.known, row.cells)))
    below = [row for row in rows if row.number > head.number]
    labels = {number: reading.label(text) for number, text in enumerate(head.cells)}
    days = [number for number, text in enumerate(head.cells) if is_day(text) and not labels[number]]
    by_label = {label: number for number, label in reversed(labels.items()) if label}
    columns = [text for number, text in enumerate(head.cells) if number in days]
    if not days and "on" in by_label:
        columns = [cell(row, by_label["on"]) for row in below]
    try:
        reading.order = agreed_order(columns, how.day_first)
    except ValueError as error:
        raise UserError(str(error)) from None
    reading.default = None if how.board is None else reading.board_of(how.board)
    if days:
        shape = "a row for each agency, a column for each meeting"
        reading.by_agency(head, below, days, by_label)
    elif "on" in by_label and {"agency", "attendance"} <= by_label.keys():
        shape = "a row for each agency at each meeting"
        reading.long(below, by_label)
    elif "on" in by_label:
        shape = "a row for each meeting, a column for each agency"
        reading.by_meeting(head, below, by_label)
    else:
        shape = ""
        reading.wrong.append("no row of headings was found: it names the meetings by their dates, or the agencies")
    if reading.wrong:
        raise UserError("\n".join((*reading.wrong, WHY_ALL)))
    return Register(
        reading.marks, dict(reading.guesses), tuple(reading.left_out), f"row {head.number} holds the headings: {shape}"
    )
