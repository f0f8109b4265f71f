"""The ledger of decisions: each with how it stands on the day of a check, and what became of its findings."""

from datetime import date

from joinedup.frozen import Frozen

STATES = ("overdue", "promised", "done", "dropped")
"""How a decision may stand, what is late first. overdue: open, and to be done before the day of the check."""
OPEN = ("overdue", "promised")
THERE = frozenset(("worse", "came-back", "still-there", "better"))
"""What may have become of a finding that is there, and that nobody has accepted since."""


class Followed(Frozen):
    """What became of a finding that a decision was taken on.

    Attributes:
        ref: Its reference.
        because: What was seen: now, where it is still there, or else then. Empty where no recorded check says it.
        then: Its severity when the decision was taken, as a word; empty where no recorded check says it.
        kind: still-there, worse, better, came-back, accepted, no-longer-found, no-longer-assessed; not-compared where
            no recorded check says how it stood.
        now: Its severity now, as a word; empty where it is not there.
        note: What to bear in mind, as a sentence or two; empty where there is nothing.
        found: The day of the check that the decision was taken on, or of the first since that is kept and has it; None
            where there is neither.
        last: The day of the last check that found it; None where none is kept.
        seen: What was seen when the decision was taken, where that was otherwise; else empty.
    """

    ref: str
    because: str
    then: str
    kind: str
    now: str = ""
    note: str = ""
    found: date | None = None
    last: date | None = None
    seen: str = ""


class Read(Frozen):
    """A target that the findings of a decision are about, or whose work they stand in the way of.

    Attributes:
        title: What the target is called; its id where it is no longer described.
        unit: The unit of its readings; empty where it is not said.
        before: Its last reading up to the day of the decision, as its day and value; None where there is none.
        after: Its readings after that day up to the day of the check, oldest first, each as its day and value.
        direction: Which way is meant to be better: increase, decrease or maintain; empty where it is not said.
        goal: Where it should be, as the day and value; None where it is not said.
        described: Whether the description still has it.
    """

    title: str
    unit: str
    before: tuple[date, str] | None
    after: tuple[tuple[date, str], ...]
    direction: str = ""
    goal: tuple[date, str] | None = None
    described: bool = True


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
        tracked: The record that sees to it (`roles.dcs`), where the decision was read from a tracker; else empty.
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
    tracked: str = ""

    @property
    def there(self) -> int:
        """How many of its findings are there."""
        return sum(followed.kind in THERE for followed in self.findings)


class Ledger(Frozen):
    """The decisions up to the day of a check.

    Attributes:
        decided: Those that are overdue first, then those that are promised, each by their days; then those that are
            done although a finding is there; then the others, the last first.
        later: How many decisions are of a day after the check, and are not among them.
    """

    decided: tuple[Decided, ...]
    later: int = 0

    def of(self, *states: str) -> tuple[Decided, ...]:
        """The decisions that stand so."""
        return tuple(one for one in self.decided if one.state in states)

    def without_words(self) -> "Ledger":
        """The decisions without what was written of them, for a version that may be published."""
        return self.but(decided=tuple(one.but(text="", note="", findings=(), targets=()) for one in self.decided))
