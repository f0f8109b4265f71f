"""What is put in and taken out of a text, at places of the text as it was."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

BREAK = re.compile("\r\n|\r|\n")


class Splice(NamedTuple):
    """Puts a text in the place of what stands between two places; its line ends are those of the file."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """A text with some splices, none of which reaches into another; those at one place in the order given."""
    found = BREAK.search(text)
    line_end = found.group() if found else "\n"
    parts, at = [], 0
    for splice in sorted(splices, key=lambda splice: splice.start):
        parts += [text[at : splice.start], splice.text.replace("\n", line_end)]
        at = splice.end
    return "".join([*parts, text[at:]])


def meet(waiting: Sequence[Splice], more: Sequence[Splice]) -> bool:
    """Whether any splice of one touches one of the other: then the second must see what the first has done."""
    return any(one.start <= other.end and other.start <= one.end for one in waiting for other in more)
