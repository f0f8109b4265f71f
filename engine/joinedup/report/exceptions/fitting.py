"""What fits one sheet of paper: some entries of each list, in turn, until the sheet is full."""

from collections.abc import Iterable, Sequence
from math import ceil

from joinedup.facts.words import in_turn
from joinedup.report.blocks import Block, Heading, Item, Items, Paragraph, Said, Tag
from joinedup.report.pictures.text import reach

SHEET = 66.0
"""How many lines of the small print of `.one-page` a sheet of A4 has between its margins, less one to be safe."""
SIZE = 8.5
"""Points of a letter, of which a line is 1.3 high."""
WIDE, NARROW = 510.0, 455.0
"""Points that a paragraph and an entry of a list are wide."""
RAGGED = 1.05
"""How much more room text takes because lines end where words do."""
BETWEEN = 0.2
"""What part of a line stands below a paragraph or an entry."""
TITLE, HEADING = 2.0, 2.0
"""Lines that the title takes for each of its own, and another heading."""
LONGEST_NAME = 70
"""Characters of a name or label; what is longer is cut, and stands in the full report."""
MOST = 4
"""How many of a kind are named at one place; the rest is counted."""


def fitting(
    lists: Sequence[Sequence[Item]], shares: Sequence[int], others: Iterable[Block], sheet: float = SHEET
) -> list[int]:
    """How many entries of each list fit, counted from its first: each list has its turn until none has room left.

    Args:
        lists: The entries; each list stands under a heading, and has a last line that counts what is left out.
        shares: How many entries of each list go in at its turn.
        others: What else stands on the sheet.
        sheet: How many lines there are.
    """
    waiting = [number for number, entries in enumerate(lists) if entries]
    taken, left = [0] * len(lists), sheet - sum(map(_height, others)) - len(waiting) * (HEADING + 1 + BETWEEN)
    while waiting:
        for number in list(waiting):
            first = taken[number]
            for entry in lists[number][first : first + shares[number]]:
                needed = _lines(entry.said, NARROW)
                if needed > left:
                    waiting.remove(number)
                    break
                taken[number], left = taken[number] + 1, left - needed
        waiting = [number for number in waiting if taken[number] < len(lists[number])]
    return taken


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters, with … where it was cut."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def first_of(labels: Sequence[str]) -> str:
    """The first of several labels, each cut to a length, and how many more there are."""
    shown = [shortened(label, LONGEST_NAME) for label in labels[:MOST]]
    return in_turn([*shown, *[f"{len(labels) - MOST} more"] * (len(labels) > MOST)])


def _height(block: Block) -> float:
    if isinstance(block, Heading):
        return TITLE * _lines((block.text,), WIDE * SIZE / 15)
    if isinstance(block, Paragraph):
        return _lines(block.said, WIDE)
    entries = block.items if isinstance(block, Items) else ()
    return sum(_lines(item.said, NARROW) for item in entries)


def _lines(said: Said, room: float) -> float:
    beside = "".join(text for text in said if not isinstance(text, Tag))  # which stands before the lines
    return ceil(reach(beside, SIZE) * RAGGED / room) + BETWEEN
