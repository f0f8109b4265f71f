"""The ledger of decisions: each with how it stands on the day of a check, and what became of its findings."""

from datetime import date

from joinedup.frozen import Frozen

STATES = ("overdue", "promised", "done", "dropped")
"""How a decision may stand, what is late first. overdue: open, and to be done before the day of the check."""
OPEN = ("overdue", "promised")


class Followed(Frozen):
    """What became of a finding that a decision was taken on.

    Attributes:
        ref: Its reference.
        because: What was seen; as it is seen now, where it is still there.
        then: Its severity when the decision was taken, as a word.
        kind: still-there, worse, better, accepted, no-longer-found, no-longer-assessed, or not-compared where no
            recorded check says how it stood.
        now: Its severity now, as a word; empty where it is not there.
        note: What to bear in mind, as a sentence or two; empty where there is nothing.
    """

    ref: str
    because: str
    then: str
    kind: str
    now: str = ""
    note: str = ""


class Read(Frozen):
    """A target that a finding is about, or whose work it stands in the way of.

    Attributes:
        title: What the target is called.
        unit: The unit of its readings; empty where it is not said.
        before: Its last reading up to the day of the decision, as its day and value; None where there is none.
        after: Its readings after that day up to the day of the check, oldest first, each as its day and value.
        direction: Which way is meant to be better: increase, decrease or maintain; empty where it is not said.
    """

    title: str
    unit: str
    before: tuple[date, str] | None
    after: tuple[tuple[date, str], ...]
    direction: str = ""


class Decided(Frozen):
    """A decision of the board.

    Attributes:
        number: Its number in the ledger.
        text: What was decided.
        owner: Who sees to it, as it is shown: the title of a role, or the name of an agency.
        agency: The id of the agency that answers for it; empty where it is unknown.
        by: Until when.
        on: When it was decided.
        refs: References of the findings that it was taken on.
        state: One of `STATES`, as of the day of the check.
        closed: When it was done or dropped; None where it is open.
        note: What was said when it was done or dropped; empty where nothing was.
        moved: The days until which it was to be done before, in order.
        findings: What became of each finding.
        targets: The targets that the findings concern.
    """

    number: int
    text: str
    owner: str
    agency: str
    by: date
    on: date
    refs: tuple[str, ...]
    state: str
    closed: date | None = None
    note: str = ""
    moved: tuple[date, ...] = ()
    findings: tuple[Followed, ...] = ()
    targets: tuple[Read, ...] = ()


class Ledger(Frozen):
    """The decisions up to the day of a check.

    Attributes:
        decided: Those that are overdue first, then in the order of their days.
    """

    decided: tuple[Decided, ...]

    def of(self, *states: str) -> tuple[Decided, ...]:
        """The decisions that stand so."""
        return tuple(one for one in self.decided if one.state in states)
