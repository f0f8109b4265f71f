"""Attendance as minutes hold it -> who came to each meeting of a board.

Three shapes are read: a row an agency and a column a meeting; a row a meeting and a column an agency; and a row for
each agency at each meeting.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.partnership import Partnership
from joinedup.reading.scalars import Wrong, day

from .columns import SEARCHED, key, letter
from .days import agreed_order, iso_day
from .marks import Mark, mark_of, told
from .names import Names
from .records import hint
from .tables import Row

LABELS: Mapping[str, str] = {
    "board": "board, name of board, group, meeting of",
    "on": "on, date, meeting date, date of meeting, meeting",
    "agency": "agency, organisation, organization, partner, partner agency, member, members, representing, name, role",
    "attendance": "attendance, attended, status, came, mark",
}
BY_LABEL = {key(name): label for label, names in LABELS.items() for name in names.split(",")}
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


def register(
    rows: Sequence[Row],
    partnership: Partnership,
    given: Mapping[str, str],
    words: Mapping[str, str],
    order: bool | None,
    board: str | None,
) -> Register:
    """Who came when, by a tracker.

    Args:
        rows: Its rows.
        partnership: The description it is for.
        given: For headings and for names of rows the agency or label they stand for; nothing to leave them out.
        words: What marks stand for, as it was told.
        order: Whether the day stands before the month where a date can be read in two ways; None for not known.
        board: The board, where the tracker does not say it.

    Raises:
        UserError: with everything that cannot be made out, as a meeting that is told in part tells an untruth.
    """
    reading = _Reading(partnership, {key(name): meant for name, meant in given.items()}, told(words))
    head = max(rows[:SEARCHED], key=lambda row: sum(map(reading.known, row.cells)))
    below = [row for row in rows if row.number > head.number]
    labels = {number: reading.label(cell) for number, cell in enumerate(head.cells)}
    days = [number for number, cell in enumerate(head.cells) if _is_day(cell) and not labels[number]]
    by_label = {label: number for number, label in reversed(labels.items()) if label}
    columns = [cell for number, cell in enumerate(head.cells) if number in days]
    if not days and "on" in by_label:
        columns = [_cell(row, by_label["on"]) for row in below]
    try:
        reading.order = agreed_order(columns, order)
    except ValueError as error:
        raise UserError(str(error)) from None
    reading.default = board if board is None else reading.board_of(board)
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


@dataclass(slots=True)
class _Reading:
    """One reading of one tracker."""

    partnership: Partnership
    given: Mapping[str, str]
    words: Mapping[str, str]
    order: bool | None = None
    default: str | None = None
    marks: dict[tuple[str, date], dict[str, Mark]] = field(default_factory=dict)
    guesses: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    left_out: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        self.names = Names(self.partnership)

    def known(self, cell: str) -> bool:
        """Whether a heading says something: a label, a day or an agency."""
        return bool(cell) and (bool(self.label(cell)) or _is_day(cell) or isinstance(self.agency(cell), str))

    def label(self, heading: str) -> str:
        """The label that a heading stands for, if it is one."""
        said = self.given.get(key(heading), heading)
        return BY_LABEL.get(key(said), "")

    def is_out(self, name: str) -> bool:
        """Whether a column or row is to be left out."""
        return self.given.get(key(name)) == ""

    def agency(self, name: str) -> str | Wrong:
        """The agency that a name stands for: its own, or that of the role."""
        said = self.given.get(key(name), name)
        found = self.names.find(said, ("agencies",))
        if isinstance(found, str):
            return found
        role = self.names.find(said, ("roles",))
        return found if isinstance(role, Wrong) else self.names.agency_of[role]

    def board_of(self, name: str) -> str:
        """The id of a board; a problem where there is none."""
        found = self.names.find(name, ("boards",))
        if isinstance(found, str):
            return found
        self.wrong.append(f"{found.what}{hint(found.meant)}")
        return ""

    def the_board(self) -> str:
        """The board where no column says it: the one that was told, or the only one."""
        boards = [board.id for board in self.partnership.boards]
        if self.default is None:
            self.default = boards[0] if len(boards) == 1 else ""
            if len(boards) != 1:
                listed = f": {', '.join(boards)}" if boards else ", and the description has none"
                self.wrong.append(f"which board met is not said: add --board with its id{listed}")
        return self.default

    def on(self, text: str, at: str) -> date | None:
        """The day of a meeting; a problem where it is none."""
        taken = iso_day(text, self.order)
        found = day(taken) if isinstance(taken, str) else taken
        if isinstance(found, date):
            return found
        self.wrong.append(f"{at}: {found.what}{hint(found.meant)}")
        return None

    def note(self, board: str, on: date | None, agency: str | Wrong, name: str, cell: str, at: str) -> None:
        """Notes what an agency did at a meeting; of several of its people the one who did most counts."""
        mark = mark_of(cell, self.words)
        for problem in (agency, mark):
            if isinstance(problem, Wrong):
                self.wrong.append(f"{at}: {problem.what}{hint(problem.meant)}")
        if isinstance(agency, Wrong) or isinstance(mark, Wrong) or on is None:
            return
        if not self.names.is_exact(name, agency, ("agencies",)):
            self.guesses["agency", self.names.shown(name), agency] += 1
        if cell and key(cell) != key(mark):
            self.guesses["attendance", cell, mark] += 1
        held = self.marks.setdefault((board, on), {})
        order = list(Mark)
        held[agency] = min(mark, held.get(agency, Mark.NOTHING), key=order.index)

    def by_agency(self, head: Row, below: Sequence[Row], days: Sequence[int], labels: Mapping[str, int]) -> None:
        """A row an agency, a column a meeting."""
        board = self.the_board()
        first = labels.get("agency", 0)
        self._leave(head, {*days, first})
        on = {number: self.on(head.cells[number], f"column {letter(number)}") for number in days}
        for row in below:
            name = _cell(row, first)
            if self.is_out(name):
                self.left_out.append(f"row {row.number} ({name})")
                continue
            agency = self.agency(name) if name else Wrong("no agency is named")
            if isinstance(agency, Wrong):
                self.wrong.append(f"row {row.number}: {agency.what}{hint(agency.meant)}")
                continue
            for number in days:
                at = f"row {row.number}, column {letter(number)}"
                self.note(board, on[number], agency, name, _cell(row, number), at)

    def by_meeting(self, head: Row, below: Sequence[Row], labels: Mapping[str, int]) -> None:
        """A row a meeting, a column an agency."""
        agencies: dict[int, str] = {}
        for number, heading in enumerate(head.cells):
            if not heading or self.is_out(heading) or number in labels.values():
                continue
            agency = self.agency(heading)
            if isinstance(agency, Wrong):
                self.wrong.append(f"column {letter(number)}: {agency.what}{hint(agency.meant)}")
            else:
                agencies[number] = agency
        self._leave(head, {*agencies, *labels.values()})
        for row in below:
            on = self.on(_cell(row, labels["on"]), f"row {row.number}")
            board = self._board(row, labels)
            for number, agency in agencies.items():
                at = f"row {row.number}, column {letter(number)}"
                self.note(board, on, agency, head.cells[number], _cell(row, number), at)

    def long(self, below: Sequence[Row], labels: Mapping[str, int]) -> None:
        """A row for each agency at each meeting."""
        for row in below:
            at, name = f"row {row.number}", _cell(row, labels["agency"])
            if self.is_out(name):
                self.left_out.append(f"{at} ({name})")
                continue
            on = self.on(_cell(row, labels["on"]), at)
            self.note(self._board(row, labels), on, self.agency(name), name, _cell(row, labels["attendance"]), at)

    def _board(self, row: Row, labels: Mapping[str, int]) -> str:
        return self.board_of(_cell(row, labels["board"])) if "board" in labels else self.the_board()

    def _leave(self, head: Row, used: set[int]) -> None:
        unused = (cell for number, cell in enumerate(head.cells) if cell and number not in used)
        self.left_out += [f"column {cell}" for cell in unused]


def _is_day(text: str) -> bool:
    return isinstance(iso_day(text, True), str) and isinstance(day(str(iso_day(text, True))), date)


def _cell(row: Row, number: int) -> str:
    return row.cells[number] if number < len(row.cells) else ""
