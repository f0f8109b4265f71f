"""What staff say about each barrier, and how it compares with what the record shows.

One generic rule a barrier reads the survey. Two cross-checks are made after all rules ran: they read how the barrier
stands by the records, so they are no rules.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from joinedup.model import Within

from .assessment import Status
from .citations import GOOD_PRACTICE
from .facts.answers import Wave, newest_waves, pooled
from .facts.words import count, figure
from .limits import MORE, Limits, limit
from .pages import Page
from .partnership import Partnership
from .rules import NotAssessed, Risk, Rule, Yielded, needs, tiers
from .severity import Severity

Mean = Annotated[Decimal, Within(1, 5)]
"""A mean answer, from 1 (disagree strongly) to 5 (agree strongly)."""

PAGE = Page(
    title="What staff say falls short of a strength",
    intro="The mean is the average of the newest answers of all agencies together. It is not rounded before it is "
    "judged.",
    why="Staff often meet a barrier before any record shows it. What they say tells how it is to work here, and "
    "families are the next to feel it.",
    do="Show the result to those who answered, and ask them for two examples. Agree one change with them, make it, "
    "and ask the same statement again in six months.",
)


class SurveyLimits(Limits):
    """Where a mean answer turns from a strength into a concern."""

    concern: Mean = limit("3", "the mean answer under which it is a concern", stricter=MORE)
    strength: Mean = limit("4", "the mean answer from which it is a strength", stricter=MORE)

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """What is a concern cannot be a strength."""
        if self.concern > self.strength:
            yield (
                "concern",
                f"{self.concern} lies above the strength of {self.strength}: what is a concern is no strength",
            )


def survey_rule_id(barrier_id: str) -> str:
    """The id of the rule that reads the answers to a barrier's statement: `people/staff-commitment-survey`."""
    return f"{barrier_id.replace('_', '-')}-survey"


def survey_rule(barrier_id: str, statement: str) -> Rule:
    """The rule that reads the answers to one barrier's statement."""
    stem = barrier_id.partition("/")[2]

    def read_answers(partnership: Partnership, limits: SurveyLimits, least_answers: int) -> Iterator[Yielded]:
        wave = pooled(newest_waves(partnership).get(barrier_id, ()))
        if wave.answers < least_answers:
            yield too_few(wave, least_answers)
        elif wave.mean < Fraction(limits.strength):
            concern = wave.mean < Fraction(limits.concern)
            yield Risk(
                subject=(partnership, stem),
                because=f"{said(wave)} to the statement “{statement}” Below {figure(limits.concern)} is a concern, "
                f"{figure(limits.strength)} and over a strength.",
                at=wave.records,
                agencies=wave.agencies,
                tier="usual" if concern else "borderline",
                remedy=f"The next answers average {figure(limits.strength)} or more.",
            )

    return Rule(
        name=survey_rule_id(barrier_id).partition("/")[2],
        function=read_answers,
        tiers=tiers(Severity.HIGH, borderline=Severity.LOW),
        needs=needs("survey"),
        basis=GOOD_PRACTICE,
        main=False,
        solutions=(),
        wants=("partnership", "limits", "least_answers"),
        limits=SurveyLimits,
        page=PAGE,
    )


def too_few(wave: Wave, least: int) -> NotAssessed:
    """Why nothing is said about a statement. How many did answer stays hidden where somebody did."""
    if not wave.answers:
        return NotAssessed(because="nobody answered its survey statement")
    return NotAssessed(because=f"fewer than {least} people answered its survey statement")


def said(wave: Wave) -> str:
    """A mean in words: "57 people answered 2.84 on average, on a scale from 1 to 5,"."""
    return f"{count(wave.answers, 'person', 'people')} answered {mean_words(wave.mean)} on average, from 1 to 5,"


def mean_words(mean: Fraction) -> str:
    """A mean cut (never rounded up) to two places, so that 3.996 does not read as the 4 that it is not."""
    return figure(Decimal(mean.numerator * 100 // mean.denominator) / 100)


ROSIER, WORSE = "rosier-than-the-record", "worse-than-the-record"
"""The cross-checks, by name."""


def _cross_check(name: str, severity: Severity, page: Page) -> Rule:
    return Rule(
        name=name,
        function=lambda: iter(()),
        tiers=tiers(severity),
        needs=needs("survey"),
        basis=GOOD_PRACTICE,
        main=False,
        solutions=(),
        wants=(),
        limits=None,
        page=page,
    )


CROSS_CHECKS = (
    _cross_check(
        ROSIER,
        Severity.MEDIUM,
        Page(
            title="Staff see a strength where the records show a barrier",
            why="The records may be out of date, or people may have got used to something that does not work. What "
            "nobody notices, nobody mends, and children live with it.",
            do="Lay the findings and the answers side by side before those who answered. Ask what the records miss, "
            "and what may have become too usual to notice. Then correct the description, or act on the findings.",
        ),
    ),
    _cross_check(
        WORSE,
        Severity.LOW,
        Page(
            title="Staff see a concern where the records are clear",
            why="The description may miss something, or what is written down may not be what happens. People who "
            "meet children may know more than this file says.",
            do="Ask those who answered what they had in mind. Add what is missing to the description, and check again.",
        ),
    ),
)
"""Made after all rules ran; a ruleset can switch them off or weigh them otherwise, theme by theme."""


def disagreements(
    partnership: Partnership, barrier_id: str, by_records: Status, limits: Limits | None
) -> Iterator[tuple[str, Risk]]:
    """Where what staff say of a barrier and how it stands by the records contradict each other.

    Yields the name of a cross-check, and what it saw.

    Args:
        partnership: What is checked.
        barrier_id: The barrier.
        by_records: How it stands without what staff said.
        limits: Where an answer is a concern or a strength.
    """
    assert isinstance(limits, SurveyLimits)  # noqa: S101 - the rule made it so
    wave = pooled(newest_waves(partnership)[barrier_id])
    strength, concern = figure(limits.strength), figure(limits.concern)
    name, because = "", ""
    if wave.mean >= Fraction(limits.strength) and by_records is Status.IN_THE_WAY:
        name = ROSIER
        because = f"which is a strength from {strength}; the records put this barrier in the way."
    elif wave.mean < Fraction(limits.concern) and by_records is Status.CLEAR:
        name = WORSE
        because = f"which is a concern below {concern}; the records are clear. The description may miss something."
    if name:
        subject = (partnership, barrier_id.partition("/")[2])
        yield name, Risk(subject=subject, because=f"{said(wave)} {because}", at=wave.records, agencies=wave.agencies)
