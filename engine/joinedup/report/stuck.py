"""The findings that do not go away, raised to the board: the worst with who is named, and what the board is asked."""

from collections.abc import Sequence
from datetime import date

from joinedup.assessment import Assessment, Finding
from joinedup.facts.words import count, day
from joinedup.frozen import Frozen
from joinedup.outputs import Context
from joinedup.partnership import Partnership
from joinedup.verdict import be, names

from .decisions import deciding_boards
from .ledger import Ledger
from .since import Change
from .trend import Trend

MOST = 5
"""How many are named on the first page; the rest is counted."""
HEADING = "Stuck: there for three checks or more"
ASKED = (
    "For each, the board is asked to name who will settle it and by when. Where the way agreed has not worked, it can "
    "choose another solution. Or it can accept the risk, with a reason and a last day."
)


class Stuck(Frozen):
    """The findings that do not go away.

    Attributes:
        said: How many there are, since when, and how often the board met since.
        worst: The worst of them, each with who is named and how the last decision on it stands.
        rest: How many more there are; empty where there are none.
    """

    said: str
    worst: Sequence[tuple[Change, str]]
    rest: str

    heading = HEADING
    asked = ASKED


def stuck_part(assessment: Assessment, context: Context) -> Stuck | None:
    """What is raised to the board; None where nothing is stuck, or where no history was read."""
    trend = context.trend
    if trend is None or not trend.stuck:
        return None
    by_ref = {finding.ref: finding for finding in assessment.findings}
    ledger = None if context.public else context.ledger  # of which no single decision goes out
    worst = [
        (change, f"{_named(assessment, by_ref[change.ref])} {_decided(ledger, change.ref)}".rstrip())
        for change in trend.stuck[:MOST]
    ]
    more = len(trend.stuck) - MOST
    rest = f"And {count(more, 'more finding')} of no greater weight." if more > 0 else ""
    return Stuck(f"{in_short(trend)} {_met(assessment.partnership, trend)}".strip(), worst, rest)


def in_short(trend: Trend) -> str:
    """How many findings are stuck: "3 findings are there for three checks or more, the first since 30 June 2026."."""
    found = f"{count(len(trend.stuck), 'finding')} {be(len(trend.stuck))}"
    return f"{found} there for three checks or more, the first since {day(_since(trend))}."


def _since(trend: Trend) -> date:
    return min(change.first for change in trend.stuck if change.first)


def _met(partnership: Partnership, trend: Trend) -> str:
    """How often the board met since, where there is one board to decide and its meetings are described."""
    boards = deciding_boards(partnership)
    if len(boards) != 1 or boards[0].meetings is None:
        return ""
    met = sum(_since(trend) < meeting.on <= partnership.as_of for meeting in boards[0].meetings)
    return f"Since that day, {boards[0].name} has {count(met, 'meeting')} on record."


def _decided(ledger: Ledger | None, ref: str) -> str:
    """How the last decision on a finding stands; empty where no decision of any kind is on record."""
    if ledger is None or not ledger.decided:
        return ""
    last = max((one for one in ledger.decided if ref in one.refs), key=lambda one: (one.on, one.number), default=None)
    if last is None:
        return "No decision on it is on record."
    return f"Decided on {day(last.on)} and {last.state}: {last.owner}, by {day(last.by)}."


def _named(assessment: Assessment, finding: Finding) -> str:
    return f"Named: {names(assessment, finding.agencies)}." if finding.agencies else "Nobody is named."
