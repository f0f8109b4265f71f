"""What the responsibility matrix is made of, and its words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cached_property

from joinedup.facts import Led, count
from joinedup.frozen import Frozen
from joinedup.partnership import Board, Partnership, Role

from .parts import Part

SECTIONS = ("targets", "services", "budgets", "boards")
"""The sections that tasks come from, in the order in which they are shown."""


class Mark(Enum):
    """What is wrong with who answers for a task; the worst first."""

    GAP = "gap"
    DOUBLE = "double"
    NOT_DESCRIBED = "not-described"


class Duty(Frozen):
    """A part that an agency plays in a task.

    Attributes:
        part: The part.
        roles: The roles that play it, by id; empty where the description names the agency alone.
        vacant: Whether it plays it through nothing but posts that are vacant today.
    """

    part: Part
    roles: tuple[Role, ...]
    vacant: bool

    @property
    def sign(self) -> str:
        """How a narrow column says it: "A", or "A*" where the post is vacant."""
        return f"{self.part.letter}*" if self.vacant else self.part.letter


class Row(Frozen):
    """A task with who plays which part in it.

    Attributes:
        section: The section it stands in.
        task: The target, service, budget or board.
        marks: What is wrong with who answers for it.
        answering: The roles that answer, or the board that does.
        who: The same in words, with posts that are vacant and who can stand in; empty where nobody is named.
        duties: For the id of each agency that plays a part, its parts.
        unsaid: The parts of which the description does not say, or not in full, who plays them.
    """

    section: str
    task: Led
    marks: tuple[Mark, ...]
    answering: tuple[Role | Board, ...]
    who: str
    duties: Mapping[str, Sequence[Duty]]
    unsaid: tuple[Part, ...]

    def may_do_more(self, agency: str) -> bool:
        """Whether an agency may play a part that it is not recorded with, as the description leaves that open."""
        return bool(self.unsaid) and not {duty.part for duty in self.duties.get(agency, ())}.issuperset(self.unsaid)

    @property
    def marked(self) -> Mapping[Mark, str]:
        """Its marks, each in words: "nobody answers", "2 answer", "not described"."""
        several = f"{len(self.answering)} {'are named' if Mark.GAP in self.marks else 'answer'}"
        words = {Mark.GAP: "nobody answers", Mark.DOUBLE: several, Mark.NOT_DESCRIBED: "not described"}
        return {mark: words[mark] for mark in self.marks}


class Matrix(Frozen):
    """The tasks of a partnership by its agencies.

    Attributes:
        partnership: The partnership.
        rows: The tasks, section by section; in each those with a mark first, then by title.
    """

    partnership: Partnership
    rows: tuple[Row, ...]

    @cached_property
    def agencies(self) -> Sequence[str]:
        """The ids of the agencies that play a part, those with most parts first."""
        number = Counter[str]()
        for row in self.rows:
            number.update({agency: len(duties) for agency, duties in row.duties.items()})
        return sorted(number, key=lambda id: (-number[id], id))

    @cached_property
    def idle(self) -> Sequence[str]:
        """The ids of the agencies that play no part, as far as is described."""
        return [agency.id for agency in self.partnership.agencies if agency.id not in self.agencies]

    @property
    def sections(self) -> Mapping[str, Sequence[Row]]:
        """The rows of each section that has any, and the sections that are not described, without rows."""
        rows = {section: [row for row in self.rows if row.section == section] for section in SECTIONS}
        return {name: own for name, own in rows.items() if own or name in self.not_described}

    @property
    def not_described(self) -> Sequence[str]:
        """The sections that tasks would come from, and that the description does not give."""
        return [section for section in SECTIONS if section not in self.partnership.described]

    def marked(self, mark: Mark) -> int:
        """How many tasks have a mark."""
        return sum(mark in row.marks for row in self.rows)

    @property
    def summary(self) -> str:
        """How many tasks there are, and for how many nobody or several answer."""
        gaps, doubles, silent = map(self.marked, Mark)
        said = [f"{count(len(self.rows), 'task')}: targets, current services and budgets, and boards."]
        said += [f"Nobody in post answers for {gaps} of them."] if gaps else []
        several = f"For {count(doubles, 'task')} more than one role answers, and no joint duty is declared."
        said += [several] if doubles else []
        said += [f"For {count(silent, 'task')} the description does not say who answers."] if silent else []
        return " ".join(
            said if said[1:] else [*said, "For each of them somebody in post answers, and no more than one."]
        )

    @property
    def notes(self) -> Sequence[str]:
        """What the signs mean that stand beside the letters, as far as they are used."""
        duties = [duty for row in self.rows for own in row.duties.values() for duty in own]
        said = ["An empty cell: no part is recorded."]
        said += ["A star: the post is vacant."] if any(duty.vacant for duty in duties) else []
        asks = "A question mark: the description does not say in full who takes part, and the agency may do more."
        return [*said, asks] if any(row.unsaid for row in self.rows) else said
