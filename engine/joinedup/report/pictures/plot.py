"""Two lines over the days, drawn small: a group and those it is compared with, and how far they are apart."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import ceil

from joinedup.facts import figure
from joinedup.facts.words import MONTHS
from joinedup.frozen import Frozen

from .drawing import BROWN, MUTED, NAVY, Sheet, Style, Words
from .shapes import circle, number, square
from .text import STEP, clean, width, wrap

WIDE = 380
"""The width of the picture in its own units: on a telephone each is shown three quarters as large."""
TOP, BOTTOM, TALL = 12, 172, 226
ASIDE = 118
"""How much is kept on the right for the words at the ends of the lines."""
AIR = 8
DAYS, GAPS = BOTTOM + 26, BOTTOM + 47
"""Where the words about the days stand, and those about the gap."""
MOST_MARKS = 12
"""Up to how many readings each has a mark; the newest always has."""
LONGEST = 11
"""How long a figure may be; a longer one is given to three digits, and in full in the table."""
OWN = Style("own", "the group", NAVY, 2.5)
THEIRS = Style("theirs", "those it is compared with", MUTED, 2, "7 5")
APART = Style("apart", "how far they are apart", BROWN, 1.5, "2 3")


class Series(Frozen):
    """A line: what it is called, and its readings, the oldest first."""

    name: str
    readings: Mapping[date, Decimal]


def plot(own: Series, theirs: Series, under: Sequence[tuple[date, str]]) -> Sheet:
    """Draws both lines, with the days on which both were measured joined.

    Args:
        own: The group. It has a reading or more.
        theirs: Those it is compared with. They have one or more.
        under: Up to two days, in their order, with words to stand below them.
    """
    return _Plot(own, theirs).drawn(under)


class _Plot:
    """The scales, and what is drawn on them."""

    def __init__(self, own: Series, theirs: Series) -> None:
        self.own, self.theirs = own, theirs
        self.days = sorted({*own.readings, *theirs.readings})
        values = [*own.readings.values(), *theirs.readings.values()]
        self.low, self.high = min(values), max(values)
        self.left = AIR + max(width(short(value)) for value in (self.low, self.high))

    def x(self, on: date) -> float:
        """Where a day stands; in the middle where it is the only one."""
        start, room = self.left + AIR, WIDE - ASIDE - 2 * AIR - self.left
        span = (self.days[-1] - self.days[0]).days
        return start + room * ((on - self.days[0]).days / span if span else 0.5)

    def y(self, value: Decimal) -> float:
        """How far down a value stands; half way where all are the same."""
        span = self.high - self.low
        return BOTTOM - (BOTTOM - TOP) * (float((value - self.low) / span) if span else 0.5)

    def drawn(self, under: Sequence[tuple[date, str]]) -> Sheet:
        """The picture, with words below up to two days."""
        sheet = Sheet(height=TALL)
        for value in sorted({self.low, self.high}):
            sheet.rules.append(f"M{number(self.left)} {number(self.y(value))}H{WIDE - ASIDE}")
            sheet.words.append(Words(self.left - AIR / 2, self.y(value) + 5.5, short(value), end=True))
        sheet.rules += [f"M{number(self.x(on))} {BOTTOM + 4}v5" for on in self.days]
        both = [on for on in self.own.readings if on in self.theirs.readings]
        bars = (
            f"M{number(self.x(on))} {number(self.y(self.own.readings[on]))}V{number(self.y(self.theirs.readings[on]))}"
            for on in both
        )
        sheet.lines = {
            APART: ["".join(bars)] if both else [],
            THEIRS: [self._line(self.theirs)],
            OWN: [self._line(self.own)],
        }
        for series in (self.own, self.theirs):
            points = [(self.x(on), self.y(value)) for on, value in series.readings.items()]
            for x, y in points[:: -ceil(len(points) / MOST_MARKS)]:
                self._mark(sheet, series, x, y)
        self._names(sheet)
        ends = [self.days[0], self.days[-1]][: len(self.days)]
        _below(sheet, [(self.x(on), brief_day(on)) for on in ends], DAYS)
        _below(sheet, [(self.x(on), words) for on, words in under], GAPS)
        return sheet

    def _mark(self, sheet: Sheet, series: Series, x: float, y: float) -> None:
        """A hollow circle for the group, a full square for the others: of two in one place both can be seen."""
        if series is self.own:
            sheet.hollow.append(circle(x, y, 4))
        else:
            sheet.full.append(square(x, y))

    def _line(self, series: Series) -> str:
        points = (f"{number(self.x(on))} {number(self.y(value))}" for on, value in series.readings.items())
        return "M" + "L".join(points)

    def _names(self, sheet: Sheet) -> None:
        """At the right the newest value of each line with its mark, and below that its name; none over the other."""
        ends = []
        for series in (self.own, self.theirs):
            value = [*series.readings.values()][-1]
            name = wrap(clean(series.name), ASIDE - AIR, 3)
            ends.append((self.y(value), (short(value), *name), series))
        ends.sort(key=lambda end: end[0])
        (upper, above, _), (lower, below, _) = ends
        top, foot = STEP * len(above) / 2, BOTTOM + AIR - STEP * len(below) / 2
        apart = STEP * (len(above) + len(below)) / 2 + 2
        push = max(0.0, apart - (lower - upper)) / 2
        upper = min(max(upper - push, top), foot - apart)
        lower = min(max(lower + push, upper + apart), foot)
        for middle, (_, lines, series) in zip((upper, lower), ends, strict=True):
            x, y = WIDE - ASIDE + AIR, middle - STEP * (len(lines) - 1) / 2
            self._mark(sheet, series, x + 5, y)
            sheet.words.append(Words(x + 2 * AIR, y + 5.5, lines[0], bold=True))
            sheet.words += [Words(x, y + 5.5 + STEP * step, line) for step, line in enumerate(lines[1:], start=1)]


def _below(sheet: Sheet, said: Sequence[tuple[float, str]], y: float) -> None:
    """Words under one place or two, as near as they can stand without meeting."""
    wide = [width(words) for _, words in said]
    at = [min(max(x - own / 2, 0), WIDE - own) for (x, _), own in zip(said, wide, strict=True)]
    if len(at) > 1:
        at[1] = min(max(at[1], at[0] + wide[0] + AIR), WIDE - wide[1])
        at[0] = max(0, min(at[0], at[1] - AIR - wide[0]))
    sheet.words += [Words(x, y, words) for x, (_, words) in zip(at, said, strict=True)]


def short(value: Decimal) -> str:
    """A figure with room for it in a small picture."""
    said = figure(value)
    return said if len(said) <= LONGEST else f"{value:.3g}"


def brief_day(on: date) -> str:
    """A day with little room: "31 Aug 2026"."""
    return f"{on.day} {MONTHS[on.month - 1][:3]} {on.year}"
