"""The trend for a terminal, and the findings that do not go away."""

from collections.abc import Iterator

from joinedup.report.stuck import MOST, in_short
from joinedup.report.trend import Trend
from joinedup.report.trend_words import lines as trend_lines

from .text import wrap


def lines(trend: Trend) -> Iterator[str]:
    """How many findings do not go away with the references of the worst, then the barriers from check to check."""
    if trend.stuck:
        worst, more = ", ".join(change.ref for change in trend.stuck[:MOST]), len(trend.stuck) - MOST
        rest = f" and {more} more" if more > 0 else ""
        yield wrap(f"Stuck: {in_short(trend)} The worst: {worst}{rest}.")
    yield from (wrap(line) for line in trend_lines(trend))
