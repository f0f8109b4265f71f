"""The gaps: for each target with a vulnerable group a small picture of both lines, with the same numbers as a table."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from joinedup.facts import Course, Gap, figure

from .drawing import Picture, Say, Table, write
from .plot import WIDE, Series, brief_day, plot, short
from .text import clean

MOST = 12
"""How many are drawn: two pages of paper. The others are shown as tables alone."""
WORST = (Course.GREW, Course.STAYED, None, Course.UNMOVED, Course.NARROWED, Course.CLOSED)
"""Which are drawn first: gaps that do not narrow, then those of which nobody can tell."""


def gap_pictures(gaps: Sequence[Gap], say: Say = str) -> list[Picture]:
    """A picture for each gap, the worst first.

    Its `description` is what becomes of the gap, its `note` the cautions; from the 13th on `svg` is empty.

    Args:
        gaps: The gaps of which both groups were measured.
        say: Puts words of the report's own into an authority's words.
    """
    worst = sorted(gaps, key=lambda gap: (WORST.index(gap.course), gap.target.title.casefold(), gap.target.id))
    return [_picture(gap, number, say) for number, gap in enumerate(worst, start=1)]


def _picture(gap: Gap, number: int, say: Say) -> Picture:
    name, title, said = f"gap-{number}", clean(gap.target.title), gap.verdict
    svg = Markup("")
    if number <= MOST:
        own, theirs = (
            Series(name, {on: reading.value for on, reading in readings.items()})
            for name, readings in ((gap.target.cohort or "", gap.own), (say(gap.others), gap.theirs))
        )
        ends = gap.days[:1] + gap.days[1:][-1:]
        under = [(on, words) for on in ends if (words := _brief(gap, on))]
        svg = write(name, title, said, [plot(own, theirs, under)], WIDE)
    return Picture(name, title, said, svg, _table(gap, say), " ".join(gap.cautions))


def apart(gap: Gap, on: date) -> str:
    """How far the group is behind on a day on which both were measured: "22.5", "none", "3 ahead"; or "not known"."""
    far = gap.behind(on)
    if far is None:
        return "not known"
    return (figure(far) if far > 0 else f"{figure(-far)} ahead") if far else "none"


def _brief(gap: Gap, on: date) -> str:
    """The same with less room; empty where it is not known."""
    far = gap.behind(on)
    if far is None:
        return ""
    return (f"gap {short(far)}" if far > 0 else f"{short(-far)} ahead") if far else "no gap"


def _table(gap: Gap, say: Say) -> Table:
    others = say(gap.others)
    headings = (say("Day"), clean(gap.target.cohort or ""), others[:1].upper() + others[1:], say("Gap"))
    days = sorted({*gap.own, *gap.theirs})
    both = set(gap.days)
    rows = (
        (
            brief_day(on),
            *(figure(known[on].value) if on in known else "not measured" for known in (gap.own, gap.theirs)),
            apart(gap, on) if on in both else "not known",
        )
        for on in days
    )
    return Table(headings, tuple(rows))
