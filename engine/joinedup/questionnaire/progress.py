"""How far a survey is: what was counted, and how many replies more each agency needs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from joinedup.facts.answers import NEVER_FEWER
from joinedup.facts.words import count, day

from . import Questionnaire, Reply


def outcome(replies: Sequence[Reply], on: date, written: bool) -> str:
    """What became of the replies.

    Args:
        replies: Those that were counted.
        on: The day they are counted for.
        written: Whether the description was changed.
    """
    said = f"{count(len(replies), 'reply', 'replies')} counted for {day(on)}."
    if max(Counter(reply.agency for reply in replies).values()) < NEVER_FEWER:
        return f"{said} No agency has {NEVER_FEWER} yet, so nothing was written."
    return said if written else f"{said} Nothing is new."


def needed(replies: Sequence[Reply], asked: Questionnaire) -> Iterator[str]:
    """A line for each agency: how many more it needs to be kept, and to be shown on its own."""
    sizes = Counter(reply.agency for reply in replies)
    for agency, name in asked.agencies.items():
        missing = asked.least - sizes[agency]
        if not sizes[agency]:
            yield f"  {name}: no reply yet"
        elif sizes[agency] < NEVER_FEWER:
            kept = NEVER_FEWER - sizes[agency]
            yield f"  {name}: needs {kept} more to be kept, and {missing} more to be shown on its own"
        elif missing > 0:
            yield f"  {name}: needs {missing} more to be shown on its own"
        else:
            few = sum(_answers(replies, agency, one.barrier) < asked.least for one in asked.statements)
            but = f", but for {count(few, 'statement')} that fewer than {asked.least} answered" if few else ""
            yield f"  {name}: enough to be shown on its own{but}"


def _answers(replies: Sequence[Reply], agency: str, barrier: str) -> int:
    return sum(reply.agency == agency and reply.answers.get(barrier) is not None for reply in replies)
