"""The trend: a small picture for each status of barriers, and one for the findings of each theme, over the days."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from markupsafe import Markup

from joinedup.assessment import Status
from joinedup.facts.words import day, in_turn
from joinedup.frozen import Frozen
from joinedup.report.trend import Trend
from joinedup.report.trend_words import NOT_ASSESSED, PART, Counts, found, notes, status_title, tables

from .drawing import BROWN, NAVY, Picture, Sheet, Style, Table, Words, write
from .plot import brief_day
from .shapes import circle, number
from .text import STEP, clean, width, wrap

WIDE = 240
"""The width of a panel in its own units: four stand side by side, and each is shown about so large everywhere."""
TALL, BELOW, AIR = 96, 24, 7
"""How tall the scale is, how far below it the days stand, and how far things are kept apart."""
MARK = 3
MOST_LINES = 2
"""How many lines the title of a panel may have."""
COUNT = Style("count", "how many", NAVY, 2)
BREAK = Style("break", "something else changed, or there was no check for long", BROWN, 1.5, "4 4")
HOLLOW, NO_MARK = f'A hollow circle, or "{PART}"', f'No circle, or "{NOT_ASSESSED}"'


class Panel(Frozen):
    """What one small picture shows.

    Attributes:
        name: What ends its name among all pictures.
        title: Whose numbers these are.
        values: How many in each check; None where that is not known.
        partial: Whether each is known in part alone.
        said: Each number in words.
    """

    name: str
    title: str
    values: Sequence[int | None]
    partial: Sequence[bool]
    said: Sequence[str]


def trend_pictures(trend: Trend) -> list[Picture]:
    """Two rows of small pictures, each row with one scale and a table: barriers by status, and findings by theme.

    Args:
        trend: The checks, two or more of them.
    """
    barriers, findings = tables(trend)
    return [
        _row("trend-barriers", barriers, _by_status(trend), trend, ""),
        _row("trend-findings", findings, _by_theme(trend), trend, " ".join(notes(trend, HOLLOW, NO_MARK))),
    ]


def _by_status(trend: Trend) -> list[Panel]:
    made = []
    for status in Status:
        values = [point.statuses[status] for point in trend.points]
        made.append(Panel(status.value, status_title(status), values, [False] * len(values), [*map(str, values)]))
    return made


def _by_theme(trend: Trend) -> list[Panel]:
    return [
        Panel(
            id,
            clean(title),
            [point.findings[id] for point in trend.points],
            [id in point.partial for point in trend.points],
            [found(point, id) for point in trend.points],
        )
        for id, title in trend.themes.items()
    ]


def _row(name: str, counts: Counts, panels: Sequence[Panel], trend: Trend, note: str) -> Picture:
    """Panels of one height, with one scale from nought to the largest number of any of them."""
    days, broken = [point.day for point in trend.points], [point.broken for point in trend.points]
    most = max((value for panel in panels for value in panel.values if value is not None), default=0)
    titles = [wrap(panel.title, WIDE, MOST_LINES) for panel in panels]
    top = STEP * max(map(len, titles)) + 2 * AIR
    svg = Markup("").join(
        write(
            f"{name}-{panel.name}",
            panel.title,
            f"{in_turn(panel.said)} ({day(days[0])} to {day(days[-1])}).",
            [_Plot(panel, days, broken, max(most, 1), top).drawn(title)],
            WIDE,
        )
        for panel, title in zip(panels, titles, strict=True)
    )
    said = f"One scale for all, from 0 to {most}. Each circle is a check."
    return Picture(name, counts.title, said, svg, Table(counts.head, counts.rows), note)


class _Plot:
    """The scales of a panel, and what is drawn on them."""

    def __init__(self, panel: Panel, days: Sequence[date], broken: Sequence[bool], most: int, top: float) -> None:
        self.panel, self.days, self.broken, self.most = panel, days, broken, most
        self.top, self.foot = top, top + TALL
        room = width(str(most))
        self.left, self.right = room + AIR, WIDE - room * 1.1 - 2 * AIR

    def x(self, on: date) -> float:
        """Where a day stands."""
        start, room = self.left + AIR, self.right - self.left - 2 * AIR
        return start + room * (on - self.days[0]).days / max((self.days[-1] - self.days[0]).days, 1)

    def y(self, value: int) -> float:
        """How far down a number stands."""
        return self.foot - TALL * value / self.most

    def drawn(self, title: Sequence[str]) -> Sheet:
        """The picture, with the lines of its title."""
        sheet = Sheet(height=self.foot + BELOW + AIR)
        sheet.words += [Words(0, STEP * line - 4, words, bold=True) for line, words in enumerate(title, start=1)]
        for end in (0, self.most):
            sheet.rules.append(f"M{number(self.left)} {number(self.y(end))}H{number(self.right)}")
            sheet.words.append(Words(self.left - AIR / 2, self.y(end) + 5.5, str(end), end=True))
        sheet.rules += [f"M{number(self.x(on))} {number(self.foot + 4)}v5" for on in self.days]
        breaks = (f"M{number(x)} {number(self.top - AIR)}V{number(self.foot + AIR)}" for x in self._breaks())
        sheet.lines = {BREAK: ["".join(breaks)] if any(self.broken) else [], COUNT: [*self._lines()]}
        for on, value, partial in zip(self.days, self.panel.values, self.panel.partial, strict=True):
            if value is not None:
                (sheet.hollow if partial else sheet.full).append(circle(self.x(on), self.y(value), MARK))
        last = self.panel.values[-1]
        if last is None:
            sheet.words.append(Words(self.right + AIR / 2, self.foot - TALL / 2, "?", bold=True))
        else:
            sheet.words.append(Words(self.right + AIR / 2, self.y(last) + 5.5, str(last), bold=True))
        first, newest = brief_day(self.days[0]), brief_day(self.days[-1])
        sheet.words += [Words(0, self.foot + BELOW, first), Words(WIDE, self.foot + BELOW, newest, end=True)]
        return sheet

    def _breaks(self) -> Iterator[float]:
        """Where a dashed line stands: half way between two checks."""
        for (before, after), broken in zip(pairwise(self.days), self.broken[1:], strict=True):
            if broken:
                yield (self.x(before) + self.x(after)) / 2

    def _lines(self) -> Iterator[str]:
        """The lines from check to check, which end where something else changed and where nothing is known."""
        run: list[str] = []
        for on, value, broken in zip(self.days, self.panel.values, self.broken, strict=True):
            if value is None or broken:
                yield from ["M" + "L".join(run)] if len(run) > 1 else []
                run = []
            if value is not None:
                run.append(f"{number(self.x(on))} {number(self.y(value))}")
        yield from ["M" + "L".join(run)] if len(run) > 1 else []
