"""What the board paper says of the recorded checks: the trend as tables, and the findings that do not go away."""

from collections.abc import Iterator

from .blocks import Block, Heading, Item, Strong, listing, table, words
from .since_words import said_of
from .stuck import stuck_part
from .trend_words import BREAKS, Counts, breaks, heading, notes, summary, tables, too_few
from .view import View


def stuck(view: View) -> Iterator[Block]:
    """The findings that do not go away, where there are any."""
    part = stuck_part(view.assessment, view.context)
    if part is None:
        return
    yield Heading(part.heading)
    yield words(f"{part.said} {view.say(part.asked)}")
    yield listing(
        Item((Strong(f"{change.severity.word} {change.ref}"), f" {change.because} {said_of(change)} {named}"))
        for change, named in part.worst
    )
    if part.rest:
        yield words(part.rest)


def trend(view: View) -> Iterator[Block]:
    """The trend, where a history was read."""
    found = view.context.trend
    if found is None:
        return
    yield Heading(heading(found), 3)
    if not found.drawn:
        yield words(too_few(found))
        return
    yield words(" ".join(summary(found)))
    for counts in tables(found):
        yield Heading(counts.title, 3)
        yield table(counts.head, counts.rows, _widths(counts))
    if any(notes(found)):
        yield words(" ".join(notes(found)))
    if breaks(found):
        yield words(BREAKS)
        yield listing(breaks(found))


def _widths(counts: Counts) -> tuple[float, ...]:
    """A column for each number, and more room for the day and what changed."""
    numbers = len(counts.head) - 1 - counts.changes
    rest = 100 - 20 - 24 * counts.changes
    return (20.0, *(rest / numbers for _ in range(numbers)), *(24.0,) * counts.changes)
