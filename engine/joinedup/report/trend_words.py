"""The trend in words and tables: the same in the terminal, on the page and on paper."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from joinedup.assessment import Status
from joinedup.facts.words import count, day, in_turn
from joinedup.frozen import Frozen

from .trend import JOINEDUP, PLUGINS, RULESET, WAIVERS, Point, Trend

CHANGED = {
    RULESET: "the ruleset or its files",
    JOINEDUP: "joinedup itself",
    PLUGINS: "a plugin",
    WAIVERS: "the counting of accepted risks",
}
MOST_BREAKS = 5
"""How many breaks are told one by one; the tables tell them all."""
NO_BETTER = "A barrier that is not assessed any more is no better than before: nobody can tell."
PART = "(in part)"
NOT_ASSESSED = "not assessed"
BREAKS = "The numbers before and after these days cannot simply be compared:"
BARRIERS, FINDINGS = "How the barriers stood", "Findings by theme"


class Counts(Frozen):
    """The numbers of the trend with a check a row.

    Attributes:
        title: What they count.
        head: The heading of each column.
        rows: The cells of each row.
        changes: Whether the last column says what else changed before a check.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    changes: bool


def heading(trend: Trend) -> str:
    """What is shown: "The trend over 6 checks"."""
    return f"The trend over {count(len(trend.points), 'check')}"


def too_few(trend: Trend) -> str:
    """From when on there is a trend; empty where there is one."""
    if trend.drawn:
        return ""
    return "The history has one check before this one. With the third, on a later day, a picture of the trend begins."


def summary(trend: Trend) -> Iterator[str]:
    """Sentences on how the barriers developed, and what to bear in mind."""
    first, last = trend.points[0], trend.points[-1]
    if trend.checks > len(trend.points):
        yield f"These are the last {len(trend.points)} of {trend.checks} checks."
    yield f"On {day(first.day)} the barriers stood so: {_standing(first)}."
    yield f"On {day(last.day)}: {_standing(last)}."
    yield from _how_much_is_known(first, last)


def _how_much_is_known(first: Point, last: Point) -> Iterator[str]:
    """What it means for the numbers that more or less could be looked at."""
    unknown = last.statuses[Status.NOT_ASSESSED] - first.statuses[Status.NOT_ASSESSED]
    if unknown > 0:
        yield f"At the end {count(unknown, 'more barrier')} could not be assessed than at the start."
    yield NO_BETTER
    if last.ran < first.ran:
        fewer = count(first.ran - last.ran, "fewer rule")
        yield f"At the end {fewer} ran than at the start, so more may go unseen."
    if last.ran > first.ran:
        more = count(last.ran - first.ran, "more rule")
        yield f"At the end {more} ran than at the start, so some of what was found may have been there before."


def _standing(point: Point) -> str:
    return in_turn(f"{number} {status.words}" for status, number in point.statuses.items())


def breaks(trend: Trend) -> Sequence[str]:
    """Between which checks something else changed than the partnership, or there was no check for long."""
    said = [*_failed(trend.points[0])]
    for before, after in pairwise(trend.points):
        said += _failed(after)
        days = f"{day(before.day)} and {day(after.day)}"
        if after.changed:
            said.append(f"Between {days}, {in_turn(CHANGED[what] for what in after.changed)} changed.")
        if after.without:
            said.append(f"There is no check between {days}.")
    rest = len(said) - MOST_BREAKS
    return [*said[:MOST_BREAKS], f"The tables name {rest} more."] if rest > 0 else said


def _failed(point: Point) -> Iterator[str]:
    """That a check shows less than it should, where part of it failed."""
    if point.failed:
        yield f"{count(point.failed, 'part').capitalize()} of the check of {day(point.day)} failed, so it shows less."


def tables(trend: Trend) -> tuple[Counts, Counts]:
    """How the barriers stood in each check, and how many findings each theme had."""
    points = trend.points
    broken = any(point.broken or point.failed for point in points)
    changed = ("Changed before it",) * broken
    barriers = [
        (day(point.day), *map(str, (*point.statuses.values(), point.ran)), *(_before(point),) * broken)
        for point in points
    ]
    findings = [
        (day(point.day), *(found(point, id) for id in trend.themes), str(point.accepted), *(_before(point),) * broken)
        for point in points
    ]
    statuses = tuple(status_title(status) for status in Status)
    themes = (*trend.themes.values(), "Accepted, not counted")
    return (
        Counts(BARRIERS, ("Check of", *statuses, "Rules that ran", *changed), tuple(barriers), broken),
        Counts(FINDINGS, ("Check of", *themes, *changed), tuple(findings), broken),
    )


def status_title(status: Status) -> str:
    """A status at the head of a column: "In the way"."""
    return status.words.capitalize()


def found(point: Point, theme: str) -> str:
    """How many findings a theme had in a check: "3", "3 (in part)", "not assessed"."""
    number = point.findings[theme]
    if number is None:
        return NOT_ASSESSED
    return f"{number} {PART}" if theme in point.partial else str(number)


def notes(trend: Trend, partly: str = f'"{PART}"', unknown: str = f'"{NOT_ASSESSED}"') -> Iterator[str]:
    """What the numbers of findings leave out, where they leave out anything.

    Args:
        trend: The checks.
        partly: How it is shown that only some barriers of a theme could be assessed.
        unknown: How it is shown that none could.
    """
    if any(point.partial for point in trend.points):
        yield (
            f"{partly}: some barriers of the theme could not be assessed in that check, so there may have been more "
            "findings."
        )
    if any(None in point.findings.values() for point in trend.points):
        yield f"{unknown}: no barrier of the theme could be assessed in that check, which is not the same as 0."
    if any(point.accepted for point in trend.points):
        yield "Accepted findings are not counted."


def _before(point: Point) -> str:
    said = [CHANGED[what] for what in point.changed]
    said += [f"no check for {count(point.without, 'day')}"] if point.without else []
    said += [f"{count(point.failed, 'part')} of this check failed"] if point.failed else []
    return "; ".join(said) or "–"


def lines(trend: Trend) -> Iterator[str]:
    """The trend for a terminal: the barriers in the way and those not assessed, check by check."""
    if not trend.drawn:
        yield too_few(trend)
        return
    first, last = trend.points[0], trend.points[-1]
    yield f"Over {count(len(trend.points), 'check')}, {day(first.day)} to {day(last.day)}:"
    for status in (Status.IN_THE_WAY, Status.NOT_ASSESSED):
        said = ""
        for point in trend.points:
            joint = (" | " if point.broken else ", ") if said else ""
            said += f"{joint}{point.statuses[status]}"
        yield f"{status_title(status)}: {said}"
    if any(point.broken for point in trend.points):
        yield "|: " + " ".join(breaks(trend))
