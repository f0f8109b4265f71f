"""The roll-up of a set of partnerships: how widespread each barrier is. No authority is ranked or shown."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from joinedup.assessment import Status
from joinedup.frozen import Frozen
from joinedup.themes import Theme

from .outcome import CHECKED, Outcome

FORMAT = "joinedup-roll-up/1"
LEAST = 5
"""Partnerships under which nothing is said of a barrier: with fewer, one could be told apart."""
STANDING = (Status.IN_THE_WAY, Status.FORMING, Status.CLEAR)
"""How a barrier that was assessed can stand."""


class Spread(Frozen):
    """How widespread one barrier is.

    Attributes:
        id: The barrier.
        title: Its label.
        theme: The title of its theme.
        assessed: In how many partnerships it was assessed; None where they are too few to be told.
        standing: In how many of these it stands how; None where they are too few to be told.
    """

    id: str
    title: str
    theme: str
    assessed: int | None
    standing: Mapping[Status, int] | None

    @property
    def share(self) -> int | None:
        """In how many of a hundred partnerships that could tell it is in the way."""
        if self.standing is None or not self.assessed:
            return None
        return percent(self.standing[Status.IN_THE_WAY], self.assessed)


class RollUp(Frozen, kw_only=True):
    """What is said of a set.

    Attributes:
        spreads: Each barrier, in the order of the themes.
        checked: How many partnerships were checked.
        in_part: In how many of these a part of the check failed.
        failures: What failed, each once.
        not_checked: The files that could not be used or broke joinedup, and why.
        days: The first and the last day of the checks; empty where there was none.
        assessed: Of a hundred barriers of all partnerships, how many could be assessed; None where not told.
        ruleset: The name of the ruleset.
        version: The version of joinedup.
    """

    spreads: Sequence[Spread]
    checked: int
    in_part: int
    failures: Sequence[str]
    not_checked: Sequence[Outcome]
    days: tuple[str, ...]
    assessed: int | None
    ruleset: str
    version: str

    @property
    def told(self) -> bool:
        """Whether there are partnerships enough to say anything of barriers."""
        return self.checked >= LEAST


def percent(part: int, whole: int) -> int:
    """A part in hundredths of the whole; a half is rounded up."""
    return (200 * part + whole) // (2 * whole)


def roll_up(outcomes: Iterable[Outcome], themes: Sequence[Theme], ruleset: str, version: str) -> RollUp:
    """Counts a set.

    Args:
        outcomes: What became of each file, each file once.
        themes: The themes, in the order in which they are shown.
        ruleset: The name of the ruleset.
        version: The version of joinedup.
    """
    all_of_them = sorted(outcomes, key=lambda outcome: outcome.path)
    checked = [outcome for outcome in all_of_them if outcome.state == CHECKED]
    spreads = [
        _spread(id, barrier.label, theme.title, [one.barriers.get(id, "") for one in checked])
        for theme in themes
        for id, barrier in theme.each_barrier()
    ]
    days = sorted({outcome.as_of for outcome in checked})
    cells = len(spreads) * len(checked)
    known = sum(outcome.assessed for outcome in checked)
    return RollUp(
        spreads=spreads,
        checked=len(checked),
        in_part=sum(bool(outcome.failures) for outcome in checked),
        failures=sorted({failure for outcome in checked for failure in outcome.failures}),
        not_checked=[outcome for outcome in all_of_them if outcome.state != CHECKED],
        days=(days[0], days[-1]) if days else (),
        assessed=percent(known, cells) if cells and len(checked) >= LEAST else None,
        ruleset=ruleset,
        version=version,
    )


def _spread(id: str, title: str, theme: str, statuses: Sequence[str]) -> Spread:
    standing = {status: statuses.count(status.value) for status in STANDING}
    assessed = sum(standing.values())
    if assessed < LEAST:
        return Spread(id, title, theme, None, None)
    return Spread(id, title, theme, assessed, standing)


def as_dict(made: RollUp) -> Mapping[str, Any]:
    """The roll-up as plain values, for other programs; what is hidden is null: docs/roll-up.schema.json."""
    return {
        "format": FORMAT,
        "joinedup": made.version,
        "ruleset": made.ruleset,
        "days": list(made.days),
        "least": LEAST,
        "checked": made.checked,
        "checked_in_part": made.in_part,
        "failures": list(made.failures),
        "assessed_percent": made.assessed,
        "barriers": [
            {
                "id": spread.id,
                "title": spread.title,
                "assessed": spread.assessed,
                "standing": spread.standing and {status.value: n for status, n in spread.standing.items()},
            }
            for spread in made.spreads
        ],
        "not_checked": [
            {"path": outcome.path, "state": outcome.state, "why": list(outcome.said)} for outcome in made.not_checked
        ],
    }
