"""What changed since an earlier check, for a terminal: what is as it was is counted alone."""

from collections.abc import Iterator, Sequence

from joinedup.assessment import Assessment
from joinedup.facts.words import count
from joinedup.report.since import Change, Since
from joinedup.report.since_words import KINDS, cautions, counted, mark, noted, said_of, still_there, stood


def lines(assessment: Assessment, since: Since) -> Iterator[tuple[str, str]]:
    """The changes as lines of any length, each with its indent."""
    yield "", counted(since)
    yield from (("", caution) for caution in cautions(since, "partnership"))
    for kind in KINDS:
        if kind != "still-there":
            yield from _changes(kind, since.of(kind))
    for said, group in still_there(since).items():
        yield "  ", f"Still there: {count(len(group), 'finding')}. {said}"
    if since.statuses:
        yield "  ", "Barriers that stand otherwise"
        for barrier in assessment.barriers:
            was = stood(since, barrier.id)
            if was:
                yield "    ", f"{barrier.title}: {barrier.status.words} ({was})"


def _changes(kind: str, changes: Sequence[Change]) -> Iterator[tuple[str, str]]:
    """The findings of which the same became."""
    heading, note = KINDS[kind]
    if changes and kind.startswith("no-longer"):
        yield "  ", f"{heading}. {note}"
        for change in changes:
            yield "    ", f"{change.severity.word} {change.ref}{_mark(change)}: {change.because} {said_of(change)}"
        return
    for said, group in noted(changes).items():  # each is told in full below
        yield "  ", f"{heading}{_mark(group[0])}: {', '.join(change.ref for change in group)}"
        if said:
            yield "    ", said


def _mark(change: Change) -> str:
    return f" ({mark(change)})" if mark(change) else ""
