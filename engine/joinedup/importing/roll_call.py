"""Rows of a register -> what each agency did at each meeting, with all that cannot be made out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from joinedup.facts.words import day as in_words
from joinedup.partnership import Partnership
from joinedup.reading.scalars import Wrong, day

from .columns import key, letter
from .days import iso_day
from .marks import Mark, mark_of
from .names import Names
from .proposal import hint
from .tables import Row, cell

LABELS: Mapping[str, str] = {
    "board": "board, name of board, group, meeting of",
    "on": "on, date, meeting date, date of meeting, meeting",
    "agency": "agency, organisation, organization, partner, partner agency, member, members, representing, name, role",
    "attendance": "attendance, attended, status, came, mark",
}
BY_LABEL = {key(name): label for label, names in LABELS.items() for name in names.split(",")}


@dataclass(slots=True)
class RollCall:
    """One reading of one register: what is found, guessed, left out and wrong."""

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

    def known(self, text: str) -> bool:
        """Whether a heading says something: a label, a day or an agency."""
        return bool(text) and (bool(self.label(text)) or is_day(text) or isinstance(self.agency(text), str))

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

    def note(self, board: str, on: date | None, agency: str | Wrong, name: str, text: str, at: str) -> None:
        """Notes what an agency did at a meeting; of several of its people the one who did most counts."""
        mark = mark_of(text, self.words)
        for problem in (agency, mark):
            if isinstance(problem, Wrong):
                self.wrong.append(f"{at}: {problem.what}{hint(problem.meant)}")
        if isinstance(agency, Wrong) or isinstance(mark, Wrong) or on is None:
            return
        if not self.names.is_exact(name, agency, ("agencies",)):
            self.guesses["agency", self.names.shown(name), agency] += 1
        if text and key(text) != key(mark):
            self.guesses["attendance", text, mark] += 1
        held = self.marks.setdefault((board, on), {})
        order = list(Mark)
        held[agency] = min(mark, held.get(agency, Mark.NOTHING), key=order.index)

    def by_agency(self, head: Row, below: Sequence[Row], days: Sequence[int], labels: Mapping[str, int]) -> None:
        """A row an agency, a column a meeting."""
        first = labels.get("agency", 0)
        self._leave(head, {*days, first, *labels.values()})
        on = {number: self.on(head.cells[number], f"column {letter(number)}") for number in days}
        self._no_doubles([(f"column {letter(number)}", "", one) for number, one in on.items()])
        for row in below:
            name = cell(row, first)
            if self.is_out(name):
                self.left_out.append(f"row {row.number} ({name})")
                continue
            agency = self.agency(name) if name else Wrong("no agency is named")
            if isinstance(agency, Wrong):
                self.wrong.append(f"row {row.number}: {agency.what}{hint(agency.meant)}")
                continue
            board = self._board(row, labels)
            for number in days:
                at = f"row {row.number}, column {letter(number)}"
                self.note(board, on[number], agency, name, cell(row, number), at)

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
        meetings = [
            (f"row {row.number}", self._board(row, labels), self.on(cell(row, labels["on"]), f"row {row.number}"))
            for row in below
        ]
        self._no_doubles(meetings)
        for row, (_, board, on) in zip(below, meetings, strict=True):
            for number, agency in agencies.items():
                at = f"row {row.number}, column {letter(number)}"
                self.note(board, on, agency, head.cells[number], cell(row, number), at)

    def long(self, below: Sequence[Row], labels: Mapping[str, int]) -> None:
        """A row for each agency at each meeting."""
        for row in below:
            at, name = f"row {row.number}", cell(row, labels["agency"])
            if self.is_out(name):
                self.left_out.append(f"{at} ({name})")
                continue
            on = self.on(cell(row, labels["on"]), at)
            self.note(self._board(row, labels), on, self.agency(name), name, cell(row, labels["attendance"]), at)

    def _board(self, row: Row, labels: Mapping[str, int]) -> str:
        return self.board_of(cell(row, labels["board"])) if "board" in labels else self.the_board()

    def _no_doubles(self, meetings: Sequence[tuple[str, str, date | None]]) -> None:
        """Notes that two columns, or two rows, are of one meeting: a board has one on a day."""
        first: dict[tuple[str, date], str] = {}
        for at, board, on in meetings:
            if on is not None and first.setdefault((board, on), at) != at:
                self.wrong.append(f"{at}: {first[board, on]} is of {in_words(on)} already")

    def _leave(self, head: Row, used: set[int]) -> None:
        unused = (cell for number, cell in enumerate(head.cells) if cell and number not in used)
        self.left_out += [f"column {cell}" for cell in unused]


def is_day(text: str) -> bool:
    """Whether a heading is a day, whichever of its figures is the month."""
    taken = iso_day(text, True)
    return isinstance(taken, str) and isinstance(day(taken), date)
