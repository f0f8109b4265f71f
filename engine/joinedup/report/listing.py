"""A decision on a line, for the list of decisions."""

from datetime import date

from joinedup.history.decision import Decision

from .ledger import Decided
from .ledger_words import when


def state_of(decision: Decision, day: date) -> str:
    """How a decision stands on a day: overdue, promised, done or dropped."""
    return decision.state or ("overdue" if decision.now.by < day else "promised")


def line(decision: Decision, day: date) -> str:
    """A decision on a line: its number, how it stands, what was decided on which findings, and who sees to it.

    Args:
        decision: The decision.
        day: The day for which it is told; what happened later is not.
    """
    one, state = decision, state_of(decision, day)
    told = Decided(
        one.number, one.text, one.now.name, one.now.agency, one.now.by, one.on, one.refs, state, one.closed, one.note,
        one.moved,
    )  # fmt: skip
    return f"{one.number:>3}  {state:<8}  {one.text} ({', '.join(one.refs)}) · {when(told)}"
