"""One thing that leaders are told of, and the words for what it may be."""

from collections.abc import Mapping

from joinedup.frozen import Frozen
from joinedup.report.since_words import KINDS as HEADINGS

from .lights import Light
from .whom import Whom

OVERDUE, UNTOLD, LEFT = "overdue", "untold", "left"
WORDS: Mapping[str, str] = {
    OVERDUE: "Overdue",
    **{kind: heading for kind, (heading, _) in HEADINGS.items()},
    UNTOLD: "Cannot be told any more",
    LEFT: "No longer described",
}
"""What a notice may be of, in the order in which it is said."""


class Notice(Frozen):
    """One thing that leaders are told of.

    Attributes:
        light: Its light.
        kind: One of `WORDS`.
        label: What rows call it: its reference, where it has one.
        severity: Its severity as a word; empty where it is no finding.
        seen: What was seen.
        more: Since when, and what to bear in mind.
        whom: Whom it concerns.
    """

    light: Light
    kind: str
    label: str
    severity: str
    seen: str
    more: str
    whom: Whom
