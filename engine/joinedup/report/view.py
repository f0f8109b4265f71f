"""What the templates of the report read: the assessment, ordered and put into words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from joinedup.assessment import Asked, Assessment, BarrierResult, Finding, RuleResult, SolutionText, Status
from joinedup.facts.words import count, day
from joinedup.outputs import Context
from joinedup.pages import paragraphs
from joinedup.partnership.sections import HOLDERS, section_words
from joinedup.severity import Severity
from joinedup.verdict import acceptance, answers, counts, names, outcome, ran, standing, verdict, what_to_do

TAGS = {Severity.CRITICAL: "serious", Severity.HIGH: "serious", Severity.MEDIUM: "moderate", Severity.LOW: "minor"}
SHAPES = {
    Status.IN_THE_WAY: "■",
    Status.FORMING: "▲",
    Status.CLEAR: "✓",
    Status.NOT_ASSESSED: "?",
}
"""A shape beside the words, so that no status is told by colour alone."""
SOLUTIONS_SHOWN = 5


@dataclass(frozen=True)
class View:
    """The report's own look at an assessment.

    Attributes:
        assessment: What was found.
        context: Where the description came from.
    """

    assessment: Assessment
    context: Context

    statuses = tuple(Status)
    severities = tuple(reversed(Severity))

    @property
    def day(self) -> str:
        """The day of the check."""
        return day(self.assessment.as_of)

    @property
    def verdict(self) -> str:
        """The check in a sentence."""
        return verdict(self.assessment)

    @property
    def counts(self) -> str:
        """How many findings there are of each severity."""
        return counts(self.assessment)

    @property
    def ran(self) -> str:
        """How many rules ran."""
        return ran(self.assessment)

    @property
    def answers(self) -> str:
        """How far the best solutions reach."""
        return answers(self.assessment, SOLUTIONS_SHOWN)

    @property
    def tiles(self) -> Sequence[tuple[str, str]]:
        """The figures at the head of the page, each with its words."""
        open_ones = self.assessment.open_findings
        deciding = sum(finding.severity >= Severity.HIGH for finding in open_ones)
        assessed = len(self.assessment.barriers) - len(self.assessment.by_status(Status.NOT_ASSESSED))
        return (
            (str(len(open_ones)), "finding" if len(open_ones) == 1 else "findings"),
            (str(deciding), "needs a decision" if deciding == 1 else "need a decision"),
            (f"{assessed} of {len(self.assessment.barriers)}", "barriers assessed"),
        )

    @property
    def best(self) -> Sequence[tuple[SolutionText, Sequence[Finding]]]:
        """The solutions that answer most, with the findings each answers."""
        by_ref = {finding.ref: finding for finding in self.assessment.findings}
        return [
            (self.assessment.solutions[remedy.solution], [by_ref[ref] for ref in remedy.answers])
            for remedy in self.assessment.remedies
        ]

    @property
    def missing(self) -> Sequence[tuple[str, str, str]]:
        """Sections that were not described: name, who could tell, how many rules waited for it."""
        waiting: dict[str, int] = {}
        for rule in self.assessment.rules("not-assessed"):
            for section in rule.missing:
                waiting[section] = waiting.get(section, 0) + 1
        order = sorted(waiting.items(), key=lambda item: (-item[1], item[0]))
        return [(section_words(section), HOLDERS[section], count(number, "rule")) for section, number in order]

    @property
    def not_assessed(self) -> Sequence[BarrierResult]:
        """Barriers that could not be assessed."""
        return self.assessment.by_status(Status.NOT_ASSESSED)

    @property
    def confirmed(self) -> str:
        """Who confirmed the facts, and when."""
        given = self.assessment.partnership.confirmed_by or {}
        if not given:
            return "No agency has confirmed the facts in the description."
        said = [f"{self.agency(id)} on {day(on)}" for id, on in sorted(given.items(), key=lambda item: item[::-1])]
        silent = [agency.name for agency in self.assessment.partnership.agencies if agency.id not in given]
        rest = f" Not confirmed: {', '.join(silent)}." if silent else ""
        return f"Facts confirmed by {', '.join(said)}.{rest}"

    def findings_of(self, barrier: BarrierResult) -> int:
        """How many open findings a barrier has."""
        refs = set(barrier.findings)
        return sum(finding.ref in refs for finding in self.assessment.open_findings)

    def barrier(self, finding: Finding) -> BarrierResult:
        """The barrier of a finding."""
        return next(barrier for barrier in self.assessment.barriers if barrier.id == finding.barrier)

    def solutions(self, finding: Finding) -> Sequence[SolutionText]:
        """The solutions of a finding, best first."""
        return [self.assessment.solutions[id] for id in finding.solutions if id in self.assessment.solutions]

    def agency(self, id: str) -> str:
        """The name of an agency."""
        return self.assessment.partnership.agency(id).name

    def agencies(self, ids: Iterable[str]) -> str:
        """The names of agencies."""
        return names(self.assessment, ids)

    def who(self, asked: Asked) -> str:
        """Who can answer a question."""
        return self.agencies(asked.of) or "the trust manager"

    def standing(self, barrier: BarrierResult) -> str:
        """A barrier's status, and how it is known."""
        return standing(barrier)

    def tag(self, severity: Severity) -> str:
        """The style of a severity."""
        return TAGS[severity]

    def shape(self, status: Status) -> str:
        """The shape of a status."""
        return SHAPES[status]

    @property
    def accepted(self) -> Sequence[str]:
        """What became of each waiver."""
        return [acceptance(accepted) for accepted in self.assessment.waivers]

    def outcome(self, rule: RuleResult) -> str:
        """What became of a rule."""
        return outcome(rule)

    def sentence(self, text: str) -> str:
        """Text that begins with a capital; the rest as it stands."""
        return text[:1].upper() + text[1:]

    def do(self, finding: Finding) -> str:
        """What clears a finding."""
        return what_to_do(finding)

    def paragraphs(self, text: str) -> Sequence[str]:
        """The paragraphs of a page's part."""
        return paragraphs(text)
