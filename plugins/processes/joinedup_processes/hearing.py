"""Whether evidence rests on what a group of people said, and what is asked where it does not say."""

from collections.abc import Iterable, Iterator
from datetime import date

from joinedup import Evidence, NotAssessed, Partnership, Question, Risk, Yielded
from joinedup.facts import ask, ask_day, ask_heard, ask_kind, count, day, in_last, lately, lead_agency


def not_heard(partnership: Partnership, months: int, voices: frozenset[str], who: str) -> Iterator[Yielded]:
    """A risk where no evidence of the last `months` heard one of some voices.

    Args:
        partnership: Where evidence is looked for.
        months: How far back hearing them counts.
        voices: Words of `heard`, any of which is enough: {"children", "young-people"}.
        who: What a sentence calls them: "children or young people".
    """
    today, heard, unclear = partnership.as_of, [], []
    for evidence in partnership.evidence:
        if evidence.on and evidence.heard is not None:
            if evidence.on <= today and voices.intersection(evidence.heard):
                heard.append((evidence.on, evidence.id, evidence))
        elif may_be_recent(evidence, months, today) and (evidence.heard is None or voices.intersection(evidence.heard)):
            unclear.append(evidence)
    on, _, newest = max(heard, default=(None, "", None))
    if on and in_last(months, on, today):
        return
    if unclear:
        yield from ask_for(partnership, unclear, "heard", "on")
        yield NotAssessed(because=f"who was heard, or the day, is not given for {pieces(unclear)}")
        return
    last = f'; the last that did, "{newest}", is of {day(on)}' if on else ""
    yield Risk(
        subject=partnership,
        because=f"No evidence of {lately(months)} heard {who}{last}.",
        at=((newest, "on"),) if newest else ((partnership, "evidence"),),
        agencies=lead_agency(partnership),
        remedy="Add what they said to `evidence`, with `heard` and its day in `on`.",
    )


def ask_for(partnership: Partnership, evidence: Iterable[Evidence], *fields: str) -> Iterator[Question]:
    """Asks for those of the fields `kind`, `covers`, `heard` and `on` that pieces of evidence do not give."""
    asks = {"kind": ask_kind, "covers": _ask_covers, "heard": ask_heard, "on": ask_day}
    for piece in evidence:
        yield from (asks[field](partnership, piece) for field in fields if getattr(piece, field) is None)


def _ask_covers(partnership: Partnership, evidence: Evidence) -> Question:
    return ask(partnership, evidence, f'Which targets or services does "{evidence}" cover?')


def may_be_recent(evidence: Evidence, months: int, today: date) -> bool:
    """Whether evidence is of the last `months`, or does not say of when it is."""
    return evidence.on is None or in_last(months, evidence.on, today)


def pieces(evidence: Iterable[object]) -> str:
    """How many pieces of evidence, in words."""
    return count(len(list(evidence)), "piece of evidence")
