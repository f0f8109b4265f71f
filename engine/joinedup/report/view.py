"""What the templates of the report read: the assessment, ordered and put into words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from joinedup.advice_words import advised
from joinedup.assessment import Asked, Assessment, BarrierResult, Evidence, Finding, RuleResult, SolutionText, Status
from joinedup.citations import NC
from joinedup.facts.words import count, day
from joinedup.frozen import Frozen
from joinedup.matrix import MEANINGS, Matrix, matrix
from joinedup.outputs import Context
from joinedup.pages import paragraphs
from joinedup.partnership.sections import HOLDERS, section_words
from joinedup.severity import Severity
from joinedup.terms import Terms
from joinedup.verdict import acceptance, answers, counts, names, outcome, ran, verdict, what_to_do

from .agency_table import MOST_COLUMNS, AgencyTable
from .by_agency import Theirs, by_agency
from .cards import Card, cards
from .concerns import Concerns
from .decisions import NO_OWNER, Decision, decisions
from .since import Since
from .since_words import KINDS, cautions, counted, mark, no_longer_found, said_of, still_there, stood
from .summary import summary

SHAPES = {Status.IN_THE_WAY: "■", Status.FORMING: "▲", Status.CLEAR: "✓", Status.NOT_ASSESSED: "?"}
"""A shape beside the words, so that no status is told by colour alone."""


class View(Frozen):
    """The report's own look at an assessment.

    Attributes:
        assessment: What was found.
        context: Where the description came from.
        since: What changed since an earlier check; None for a first one.
    """

    assessment: Assessment
    context: Context
    since: Since | None = None

    statuses = tuple(Status)
    severities = tuple(reversed(Severity))
    day = staticmethod(day)
    count = staticmethod(count)
    outcome = staticmethod(outcome)
    do = staticmethod(what_to_do)
    paragraphs = staticmethod(paragraphs)
    no_owner = NO_OWNER
    most_columns = MOST_COLUMNS
    meanings = MEANINGS
    told = staticmethod(said_of)
    mark = staticmethod(mark)
    stood = staticmethod(stood)
    still_there = staticmethod(still_there)
    change_kinds = KINDS
    places = 3
    """How many pieces of evidence a card quotes before it gives the lines of the rest alone."""

    most = 6
    """How many lines say what is asked of an agency, or owed to it; the rest is counted."""
    names = 3
    """How many records such a line names; the rest is counted."""

    def rest(self, groups: Sequence[Sequence[Finding]]) -> str:
        """How many findings stand behind the lines that there is no room for."""
        number = sum(len(findings) for findings in groups[self.most :])
        return f"and {count(number, 'more finding')} of no greater weight"

    def lines(self, evidence: Sequence[Evidence]) -> str:
        """The lines of further places; their cells, where they are in a workbook."""
        noun = "cell" if evidence[0].cell else "line"
        return f"{noun}{'s' * (len(evidence) > 1)} {', '.join(item.short for item in evidence)}"

    @property
    def changed(self) -> str:
        """How many findings changed since the earlier check; empty for a first one."""
        return counted(self.since) if self.since else ""

    @property
    def cautions(self) -> Sequence[str]:
        """What else than the partnership may have changed the result."""
        return tuple(cautions(self.since, self.say("partnership"))) if self.since else ()

    @cached_property
    def carded(self) -> frozenset[str]:
        """The references of the findings that have a card to lead to."""
        return frozenset(finding.ref for finding in self.assessment.open_findings)

    @cached_property
    def concerns(self) -> Concerns:
        """Which agencies, targets and children each finding concerns."""
        return Concerns(self.assessment)

    @property
    def verdict(self) -> str:
        """The check in a sentence."""
        return verdict(self.assessment)

    @cached_property
    def summary(self) -> str:
        """The check in 120 to 150 words."""
        return self.say(summary(self.assessment))

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
        return answers(self.assessment)

    @cached_property
    def decisions(self) -> Sequence[Decision]:
        """What the board is asked to decide."""
        return decisions(self.assessment)

    @property
    def tiles(self) -> Sequence[tuple[str, str]]:
        """The figures at the head of the page, each with its words."""
        found = self.assessment.open_findings
        deciding = sum(finding.severity >= Severity.HIGH for finding in found)
        total = len(self.assessment.barriers)
        assessed = total - len(self.assessment.by_status(Status.NOT_ASSESSED))
        gone = ("First check", "nothing to compare with yet")
        if self.since is not None:
            gone = no_longer_found(self.since)
        share = f"{assessed * 100 // total}%" if total else "0%"
        return (
            (str(len(found)), "finding" if len(found) == 1 else "findings"),
            (str(deciding), "needs a decision" if deciding == 1 else "need a decision"),
            gone,
            (share, f"of the barriers assessed ({assessed} of {total})"),
        )

    @cached_property
    def plan(self) -> Sequence[tuple[SolutionText, Sequence[Finding], str]]:
        """The action plan: each solution with the findings it answers, and the agency that should own it."""
        by_ref = {finding.ref: finding for finding in self.assessment.findings}
        made = []
        for remedy in self.assessment.remedies:
            findings = [by_ref[ref] for ref in remedy.answers]
            agencies = self.concerns.agencies(findings)
            owner = self.agency(agencies[0]) if agencies else NO_OWNER
            made.append((self.assessment.solutions[remedy.solution], findings, owner))
        return made

    @cached_property
    def table(self) -> AgencyTable:
        """How many findings of each barrier name each agency."""
        return AgencyTable(self.assessment, self.concerns)

    @cached_property
    def matrix(self) -> Matrix:
        """Who does what, for the responsibility matrix."""
        return matrix(self.assessment.partnership)

    def left_out(self, ids: Sequence[str], things: str) -> str:
        """How many agencies a table has no columns for, although they have `things`; empty where it has them all."""
        more = len(ids) - MOST_COLUMNS
        verb = "is" if more == 1 else "are"
        said = f"To keep the table readable, {count(more, 'agency')} with fewer {things} {verb} left out."
        return self.say(said) if more > 0 else ""

    @cached_property
    def by_agency(self) -> Sequence[Theirs]:
        """What we ask of each agency, and what others owe it."""
        return by_agency(self.assessment, self.concerns)

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
    def whole(self) -> Sequence[str]:
        """The ids of the rules that ran on all they need."""
        return [rule.id for rule in self.assessment.rules("ran") if not (rule.because or rule.left_out)]

    @property
    def partial(self) -> Sequence[RuleResult]:
        """The rules that did not run, or not on everything."""
        rules = (rule for barrier in self.assessment.barriers for rule in barrier.rules)
        return [rule for rule in rules if rule.state != "ran" or rule.because or rule.left_out]

    @property
    def not_assessed(self) -> Sequence[BarrierResult]:
        """Barriers that could not be assessed."""
        return self.assessment.by_status(Status.NOT_ASSESSED)

    @cached_property
    def advice(self) -> tuple[Sequence[str], str]:
        """What to add to the description next, best value first, and how much more there is."""
        return advised(self.assessment)

    @property
    def in_part(self) -> Sequence[RuleResult]:
        """Rules that ran, but could not judge everything."""
        return [rule for rule in self.assessment.rules("ran") if rule.because]

    @property
    def accepted(self) -> Sequence[str]:
        """What became of each waiver."""
        return [acceptance(accepted) for accepted in self.assessment.waivers]

    @property
    def confirmed(self) -> str:
        """Who confirmed the facts, and when."""
        partnership = self.assessment.partnership
        given = partnership.confirmed_by or {}
        if not given:
            return self.say("No agency has confirmed the facts in the description.")
        said = [f"{self.agency(id)} on {day(on)}" for id, on in sorted(given.items(), key=lambda item: item[::-1])]
        silent = [agency.name for agency in partnership.agencies if agency.id not in given]
        rest = f" Not confirmed by {', '.join(silent)}." if silent else ""
        return f"Facts confirmed by {', '.join(said)}.{rest}"

    def findings_of(self, barrier: BarrierResult) -> int:
        """How many open findings a barrier has."""
        return self._found[barrier.id]

    @cached_property
    def _found(self) -> Counter[str]:
        return Counter(finding.barrier for finding in self.assessment.open_findings)

    def barrier(self, finding: Finding) -> BarrierResult:
        """The barrier of a finding."""
        return next(barrier for barrier in self.assessment.barriers if barrier.id == finding.barrier)

    def solutions(self, finding: Finding) -> Sequence[SolutionText]:
        """The solutions of a finding, best first."""
        return [self.assessment.solutions[id] for id in finding.solutions if id in self.assessment.solutions]

    @property
    def cards(self) -> Sequence[Card]:
        """The findings nobody accepted, on cards, worst first."""
        return cards(self.assessment.open_findings)

    def table_row(self, finding: Finding) -> str:
        """Where the barrier's label stands; the source is named in full under the method."""
        return finding.citation.replace(f"{NC}, ", "") if finding.citation.startswith(NC) else finding.citation

    def owner(self, finding: Finding) -> str:
        """The agency that should own a finding."""
        return self.agency(finding.agencies[0]) if len(finding.agencies) == 1 else NO_OWNER

    def agency(self, id: str) -> str:
        """The name of an agency."""
        return self.assessment.partnership.agency(id).name

    def agencies(self, ids: Iterable[str]) -> str:
        """The names of agencies."""
        return names(self.assessment, ids)

    def who(self, asked: Asked) -> str:
        """Who can answer a question."""
        return self.agencies(asked.of) or "the trust manager"

    def shape(self, status: Status) -> str:
        """The shape of a status."""
        return SHAPES[status]

    def say(self, text: str) -> str:
        """Words of the report's own with local names of things."""
        return Terms(self.assessment.terms, ())(text)

    def sentence(self, text: str) -> str:
        """Text that begins with a capital; the rest as it stands."""
        return text[:1].upper() + text[1:]
