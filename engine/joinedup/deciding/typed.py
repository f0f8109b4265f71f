"""Decisions as they are typed: a new one, and what became of those that are there."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from joinedup.errors import UserError
from joinedup.facts.words import day
from joinedup.frozen import Frozen
from joinedup.history.decision import CHANGED, DONE, DROPPED, REOPENED, Decision, Event, Terms
from joinedup.history.decisions import Orders
from joinedup.reading.scalars import Wrong

from .background import REFERENCE, Background, one_line, problem

WORDS = {DONE: "done", DROPPED: "dropped"}


class Typed(Frozen):
    """A new decision as it was typed.

    Attributes:
        words: References of findings, and the text.
        owner: The role or agency; None where none was given.
        by: Until when; None where it was not said.
        on: When it was decided.
    """

    words: Sequence[str]
    owner: str | None
    by: date | None
    on: date


def new(typed: Typed, background: Background, recorded: datetime) -> Decision:
    """The decision that was typed.

    Raises:
        UserError: with all that is wrong.
    """
    refs, text = _split(typed.words)
    wrong: list[str] = []
    taken = [background.ref(ref) for ref in refs]
    wrong += [problem(ref, one) for ref, one in zip(refs, taken, strict=True) if isinstance(one, Wrong)]
    if not refs:
        wrong.append("say on which finding it was decided, by its reference in the report: PO-K7QF2M")
    said = background.said(text)
    if isinstance(said, Wrong):
        wrong.append(problem("the text", said))
    elif not said:
        wrong.append('say what was decided, in quotation marks: "Put the contributions in the agreement"')
    if typed.by is None:
        wrong.append("--by: say until when it is to be done: --by 2027-01-31")
    elif typed.by < typed.on:
        wrong.append(f"--by {typed.by}: this is before the day of the decision ({typed.on}); --on says when that was")
    terms = background.owner(typed.owner, typed.by or date.max) if typed.owner else None
    if terms is None:
        wrong.append("--owner: say who sees to it: a role or an agency of the description")
    elif isinstance(terms, Wrong):
        wrong.append(problem("--owner", terms))
    if wrong or isinstance(terms, Wrong | None) or isinstance(said, Wrong):
        raise UserError("\n".join(wrong))
    known = tuple(sorted({ref for ref in taken if isinstance(ref, str)}))
    return Decision(background.partnership.name, said, known, typed.on, recorded, terms)


def _split(words: Sequence[str]) -> tuple[Sequence[str], str]:
    """The references, and the text: what looks like no reference, or the last of what does not."""
    texts = [word for word in words if not REFERENCE.fullmatch(word.strip())]
    if not texts:
        return words, ""
    text = texts[-1]
    return [word for word in words if word is not text], text


def same(decision: Decision, held: Sequence[Decision]) -> Decision | None:
    """The decision that is there already and says the same; None where there is none."""
    wanted = (decision.text, decision.refs, decision.terms.owner, decision.terms.by)
    return next((one for one in held if (one.text, one.refs, one.now.owner, one.now.by) == wanted), None)


class Happened(Frozen):
    """What became of decisions.

    Attributes:
        kind: done, dropped, reopened or changed.
        numbers: Of which.
        on: On which day.
        note: What was said of it.
        by: The new day; None where it stays.
        owner: The new owner; None where it stays.
    """

    kind: str
    numbers: Sequence[int]
    on: date
    note: str = ""
    by: date | None = None
    owner: str | None = None


def events(
    happened: Happened, held: Sequence[Decision], recorded: datetime, place: str, background: Background | None = None
) -> Orders:
    """What is to be recorded.

    Args:
        happened: What became of decisions.
        held: The decisions that are there.
        recorded: When it is recorded.
        place: Where the history is, for messages.
        background: What may be named; None where the description is not at hand, and no owner is given.

    Raises:
        UserError: with all that is wrong.
    """
    by_number = {one.number: one for one in held}
    note = background.said(happened.note) if background else one_line(happened.note)
    wrong = [problem("the text", note)] if isinstance(note, Wrong) else []
    if happened.kind == DROPPED and not note:
        wrong.append('say why it was dropped: --dropped 3 "…"')
    found: list[tuple[int, Event]] = []
    for number in dict.fromkeys(happened.numbers):
        decision = by_number.get(number)
        if decision is None:
            wrong.append(f"{place}: no decision has the number {number}; `joinedup decide --list` shows them")
            continue
        by = happened.by or decision.now.by
        terms: Terms | Wrong = decision.now.but(by=by)
        if background and happened.owner is not None:
            terms = background.owner(happened.owner, by)
        if isinstance(terms, Wrong):
            wrong.append(problem("--owner", terms))
            continue
        wrong += [f"decision {number}: {what}" for what in _contradictions(happened, decision, terms)]
        if event := _event(happened, decision, Event(happened.kind, happened.on, recorded, terms, str(note))):
            found.append((number, event))
    if wrong:
        raise UserError("\n".join(dict.fromkeys(wrong)))
    return Orders(events=found)


def _event(happened: Happened, decision: Decision, event: Event) -> Event | None:
    """What is recorded: where it is so already, what more is said of it, if anything is."""
    if decision.state != WORDS.get(happened.kind):
        return event
    return event.but(kind=CHANGED) if event.note not in ("", decision.note) else None


def _contradictions(happened: Happened, decision: Decision, terms: Terms) -> Iterator[str]:
    """Why something cannot have become of a decision."""
    if happened.on < decision.last:
        last = "it was decided" if not decision.events else "the last was recorded of it"
        yield f"{happened.on} is before the day on which {last} ({decision.last}); --on says when it was"
    if terms.by < decision.on:
        yield f"--by {terms.by} is before the day of the decision ({decision.on})"
    state, closed = decision.state, decision.closed
    if happened.kind == REOPENED and not state:
        yield "it is open"
    elif closed and happened.kind != REOPENED and state != WORDS.get(happened.kind):
        yield f"it was {state} on {day(closed)}; --reopen {decision.number} opens it again"
    elif happened.kind == CHANGED and terms == decision.now and not happened.note:
        yield "nothing is different: --by gives another day, and --owner another owner"
