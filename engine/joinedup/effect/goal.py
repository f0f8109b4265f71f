"""A goal, such as no barrier in the way -> the findings that have to be mended for it, in few decisions.

Greedy twice over: the barriers that take least are chosen first, and each decision answers most of what is left. There
may be a smaller set, but each step of this one can be explained.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from joinedup.assess import status_of
from joinedup.assessment import OPEN, Assessment, BarrierResult, Finding, Status
from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.reading.problems import nearest
from joinedup.remedies import WEIGHT, rank
from joinedup.report.concerns import Concerns
from joinedup.report.decisions import Decision, decision
from joinedup.severity import Severity

GOALS = (Status.IN_THE_WAY, Status.FORMING)
"""What a goal can bound, in the order in which goals are worked on: a barrier out of the way may still be forming."""


class Goal(Frozen):
    """How many barriers may stand so at most.

    Attributes:
        status: In the way, or forming.
        most: How many.
        theme: The theme whose barriers are meant; empty for those of all.
    """

    status: Status
    most: int
    theme: str = ""

    def __str__(self) -> str:
        return f"{self.theme + '/' if self.theme else ''}{self.status.value}={self.most}"


class Plan(Frozen):
    """What would reach some goals.

    Attributes:
        decisions: The decisions, most useful first, each with the findings that it answers.
        unanswered: Findings that have to be mended too, and that no solution fits.
        left: How many barriers would stand how, if all of these were mended and nothing else came up.
    """

    decisions: tuple[Decision, ...]
    unanswered: tuple[Finding, ...]
    left: Mapping[Status, int]


def goal_of(text: str, themes: Collection[str]) -> Goal:
    """A goal as it is typed: `in-the-way=0`, `power/forming=2`.

    Args:
        text: What was typed.
        themes: The ids of the themes.

    Raises:
        UserError: it is none, with the nearest right answer.
    """
    before, sign, number = (part.strip() for part in text.partition("="))
    theme, _, word = before.rpartition("/")
    words = [status.value for status in GOALS]
    if not sign or not number.isascii() or not number.isdigit() or len(number) > 6:
        raise UserError(f"--goal {text}: write it as in-the-way=0: how many barriers may stand so at most")
    if word not in words:
        meant = nearest(word, words)
        hint = f'; did you mean "{meant}"?' if meant else f": it can be {', '.join(words)}"
        raise UserError(f'--goal {text}: no goal is called "{word}"{hint}')
    if theme and theme not in themes:
        meant = nearest(theme, themes)
        hint = f'; did you mean "{meant}"?' if meant else f": it can be {', '.join(themes)}"
        raise UserError(f'--goal {text}: no theme "{theme}"{hint}')
    return Goal(Status(word), int(number), theme)


def plan(assessment: Assessment, goals: Sequence[Goal], in_the_way: Severity) -> Plan:
    """The decisions that would reach some goals.

    Args:
        assessment: The check.
        goals: What is to be reached.
        in_the_way: The severity from which on a finding puts its barrier in the way.
    """
    work = _Work(assessment, in_the_way)
    for goal in sorted(goals, key=lambda goal: GOALS.index(goal.status)):
        work.reach(goal)
    needed = [finding for finding in assessment.findings if finding.ref in work.mended]
    concerns, by_ref = Concerns(assessment), {finding.ref: finding for finding in needed}
    made = tuple(
        decision(assessment, assessment.solutions[one.solution], [by_ref[ref] for ref in one.answers], concerns)
        for one in rank(needed, assessment.solutions)
    )
    answered = {finding.ref for one in made for finding in one.findings}
    statuses = [work.status(barrier) for barrier in assessment.barriers]
    left = {status: statuses.count(status) for status in Status}
    return Plan(made, tuple(one for one in needed if one.ref not in answered), left)


class _Work:
    """Findings that have to be mended, as one goal after the other is worked on."""

    def __init__(self, assessment: Assessment, in_the_way: Severity) -> None:
        self.assessment = assessment
        self.in_the_way = in_the_way
        self.open: dict[str, list[Finding]] = {}
        for finding in assessment.findings:
            if finding.status == OPEN:
                self.open.setdefault(finding.barrier, []).append(finding)
        self.mended: set[str] = set()

    def left(self, barrier: BarrierResult) -> Sequence[Finding]:
        """The findings of a barrier that are not mended."""
        return [finding for finding in self.open.get(barrier.id, ()) if finding.ref not in self.mended]

    def status(self, barrier: BarrierResult) -> Status:
        """How a barrier would stand."""
        return status_of([finding.severity for finding in self.left(barrier)], barrier.rules, self.in_the_way)

    def reach(self, goal: Goal) -> None:
        """Mends what brings so many barriers out of a status that the goal is reached: those first that take least."""
        themes = [theme for theme in self.assessment.themes if goal.theme in ("", theme.id)]
        barriers = (barrier for theme in themes for barrier in theme.barriers)
        standing = [barrier for barrier in barriers if self.status(barrier) is goal.status]
        least = Severity.LOW if goal.status is Status.FORMING else self.in_the_way
        takes = {one.id: [f for f in self.left(one) if f.severity >= least] for one in standing}
        standing.sort(key=lambda one: (_weight(takes[one.id]), one.id))
        for barrier in standing[: max(0, len(standing) - goal.most)]:
            self.mended.update(finding.ref for finding in takes[barrier.id])


def _weight(findings: Iterable[Finding]) -> int:
    return sum(WEIGHT[finding.severity] for finding in findings)
