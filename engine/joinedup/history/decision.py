"""A decision of the board, as it was taken, and what was recorded of it since."""

from datetime import date, datetime
from itertools import pairwise

from joinedup.frozen import Frozen

DONE, DROPPED, REOPENED, CHANGED = "done", "dropped", "reopened", "changed"
KINDS = (DONE, DROPPED, REOPENED, CHANGED)
"""What can happen to a decision. changed: its day or owner is another, or more was said of it."""
TYPED, TRACKER = "typed", "tracker"
"""Where a decision was read from."""


class Terms(Frozen):
    """Who sees to a decision, and until when.

    Attributes:
        owner: The record of the description: `roles.dcs`, `agencies.council`.
        name: What people called it when it was recorded.
        agency: The id of the agency that answers.
        by: Until when.
    """

    owner: str
    name: str
    agency: str
    by: date


class Event(Frozen):
    """Something that happened to a decision.

    Attributes:
        kind: One of `KINDS`.
        on: The day on which it happened.
        recorded: When it was recorded.
        terms: The owner and day that hold from then on.
        note: What was said of it; empty where nothing was.
    """

    kind: str
    on: date
    recorded: datetime
    terms: Terms
    note: str = ""


class Decision(Frozen):
    """A decision of a board.

    Attributes:
        partnership: The name of the partnership whose board took it.
        text: What was decided.
        refs: References of the findings that it was taken on, in alphabetical order.
        on: When it was decided.
        recorded: When it was recorded.
        terms: Who sees to it, and until when.
        origin: `TYPED` or `TRACKER`.
        number: Its number in the history; 0 before it has one.
        events: What happened to it since, in the order of recording. No event is of a day before an earlier one.
    """

    partnership: str
    text: str
    refs: tuple[str, ...]
    on: date
    recorded: datetime
    terms: Terms
    origin: str = TYPED
    number: int = 0
    events: tuple[Event, ...] = ()

    @property
    def now(self) -> Terms:
        """The owner and day that hold after all events."""
        return self.events[-1].terms if self.events else self.terms

    @property
    def state(self) -> str:
        """done, dropped, or empty while it is open."""
        kinds = [event.kind for event in self.events if event.kind != CHANGED]
        return kinds[-1] if kinds and kinds[-1] != REOPENED else ""

    @property
    def last(self) -> date:
        """The day of the last that happened."""
        return self.events[-1].on if self.events else self.on

    @property
    def closed(self) -> date | None:
        """Since when it is done or dropped; None while it is open."""
        days = [event.on for event in self.events if event.kind != CHANGED]
        return days[-1] if self.state else None

    @property
    def note(self) -> str:
        """What was said last, since it was opened, done or dropped."""
        said = ""
        for event in self.events:
            said = event.note or (said if event.kind == CHANGED else "")
        return said

    @property
    def moved(self) -> tuple[date, ...]:
        """The days until which it was to be done before, in order."""
        days = [self.terms.by, *(event.terms.by for event in self.events)]
        return tuple(day for day, following in pairwise(days) if day != following)

    def as_of(self, day: date) -> "Decision":
        """The decision as it stood at the end of a day."""
        return self.but(events=tuple(event for event in self.events if event.on <= day))
