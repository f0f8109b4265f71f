"""What staff answered to a survey statement, without what a few could be known by."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from joinedup.frozen import Frozen
from joinedup.partnership import Partnership, Survey

from .memory import remembered

LEAST_ANSWERS = 10
"""Fewer answers than this are not shown and not used on their own; a ruleset may lower it."""
NEVER_FEWER = 5
"""No ruleset may show a group smaller than this."""


class Wave(Frozen):
    """The newest answers of one agency, or of several pooled, to one statement.

    Attributes:
        agencies: Whose answers they are.
        answers: How many there are; "not applicable" never counts.
        points: Their sum, from 1 (disagree strongly) to 5 (agree strongly) each.
        records: Where they stand in the description.
    """

    agencies: tuple[str, ...]
    answers: int
    points: int
    records: tuple[Survey, ...]

    @property
    def mean(self) -> Fraction:
        """The mean answer, unrounded.

        Raises:
            ZeroDivisionError: nobody answered.
        """
        return Fraction(self.points, self.answers)


@remembered
def newest_waves(partnership: Partnership) -> Mapping[str, tuple[Wave, ...]]:
    """For each statement, by the id of its barrier, the newest wave of each agency that answered up to today.

    Counts of one agency for one day are one wave, however many rows they stand in.
    """
    newest: dict[tuple[str, str], list[Survey]] = {}
    for row in sorted(partnership.survey, key=lambda row: (row.barrier, row.agency, row.on)):
        if row.on <= partnership.as_of:
            rows = newest.setdefault((row.barrier, row.agency), [])
            if rows and rows[-1].on < row.on:
                rows.clear()
            rows.append(row)
    found: dict[str, list[Wave]] = {}
    for (barrier, _), rows in newest.items():
        found.setdefault(barrier, []).append(_wave(rows))
    return {barrier: tuple(waves) for barrier, waves in found.items()}


def _wave(rows: Iterable[Survey]) -> Wave:
    kept = tuple(rows)
    return Wave(
        tuple(sorted({row.agency for row in kept})),
        sum(sum(row.answers) for row in kept),
        sum(score * number for row in kept for score, number in enumerate(row.answers, start=1)),
        kept,
    )


def pooled(waves: Iterable[Wave]) -> Wave:
    """Several waves as one: every answer weighs the same, whichever agency it comes from."""
    return _wave(row for wave in waves for row in wave.records)


def shown(waves: Iterable[Wave], least: int) -> tuple[Wave, ...]:
    """The waves that may be shown on their own.

    Hidden are those of fewer than `least` answers and, where the hidden answers could be worked out by subtraction
    (one group alone, or all of them together still too few), the next smallest until they cannot.
    """
    ranked = sorted((wave for wave in waves if wave.answers), key=lambda wave: (wave.answers, wave.agencies))
    small = sum(wave.answers < least for wave in ranked)
    hidden = small
    while 0 < hidden < len(ranked) and (hidden < 2 or sum(wave.answers for wave in ranked[:hidden]) < least):
        hidden += 1
    return tuple(ranked[hidden:])
