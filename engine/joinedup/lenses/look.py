"""look(lens, assessment) -> LensView. Pure: what the records say, what people say, and what nobody can tell."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from joinedup.assessment import OPEN, Assessment, BarrierResult, Finding, RuleResult
from joinedup.facts.answers import newest_waves, pooled
from joinedup.facts.words import count
from joinedup.frozen import Frozen
from joinedup.survey import mean_words, said, survey_rule_id, too_few
from joinedup.terms import Terms
from joinedup.verdict import outcome

from . import view as v
from .contents import ASKED, CHECKED, Item, Lens
from .outcome_facts import OutcomeFacts
from .outcomes import facts_of

ITS_PLUGIN = "its plugin could not be used"


def look(lens: Lens, assessment: Assessment, least_answers: int) -> v.LensView:
    """What a lens shows of an assessment.

    Args:
        lens: The lens.
        assessment: What was found.
        least_answers: Fewer survey answers than this are not shown.
    """
    looking = _Looking(assessment, least_answers)
    return v.LensView(
        name=lens.name,
        title=lens.contents.title,
        about=lens.contents.about,
        source=lens.contents.source,
        headings=lens.groups,
        items=tuple(looking.item(id, item) for id, item in lens.contents.items.items()),
    )


class _Looking(Frozen):
    """One assessment, by rule and by barrier."""

    assessment: Assessment
    least_answers: int

    @cached_property
    def say(self) -> Terms:
        """Says words of ours with local names of things."""
        return Terms(self.assessment.terms, ())

    @cached_property
    def rules(self) -> Mapping[str, RuleResult]:
        return {rule.id: rule for barrier in self.assessment.barriers for rule in barrier.rules}

    @cached_property
    def barriers(self) -> Mapping[str, BarrierResult]:
        return {barrier.id: barrier for barrier in self.assessment.barriers}

    @cached_property
    def findings(self) -> Mapping[str, Sequence[Finding]]:
        found: dict[str, list[Finding]] = {}
        for finding in self.assessment.findings:
            found.setdefault(finding.rule, []).append(finding)
        return found

    def item(self, id: str, item: Item) -> v.ItemView:
        records = tuple(map(self.records, item.rules or ()))
        people = tuple(map(self.people, item.statements or ()))
        return v.ItemView(
            id=id,
            title=item.title,
            cite=item.cite,
            group=item.group or "",
            about=item.about or "",
            kind=item.kind,
            standing=standing(item.kind, records, people),
            records=records,
            people=people,
            ask=item.ask or "",
            outcome=self.facts(item.outcome) if item.outcome else None,
        )

    def facts(self, names: Sequence[str]) -> OutcomeFacts:
        """The facts of an outcome, under local names of things."""
        facts = facts_of(self.assessment.partnership, names)
        return facts.but(rows=tuple((self.say(heading), said) for heading, said in facts.rows))

    def records(self, id: str) -> v.Records:
        """What one rule says. One that did not run never looks like one that found nothing."""
        rule = self.rules.get(id)
        if rule is None:
            return v.Records(id, id, v.NOT_ASSESSED, f"not assessed: {ITS_PLUGIN}")
        found, asked = tuple(self.findings.get(id, ())), rule.questions
        open_questions = f", {count(asked, 'question')} open" if asked else ""
        if rule.state != "ran":
            state = {"off": v.OFF, "failed": v.FAILED}.get(rule.state, v.NOT_ASSESSED)
            words = rule.because if rule.state == "off" else outcome(rule)
            return v.Records(id, self.say(rule.title), state, words + open_questions)
        partly = f"; {outcome(rule)}" if rule.because or rule.left_out else ""
        if found:
            accepted = sum(finding.status != OPEN for finding in found)
            state = v.ACCEPTED if accepted == len(found) else v.FOUND
            words = count(len(found), "finding") + (f", {accepted} of them accepted" if accepted else "")
        else:
            state = v.IN_PART if partly or asked else v.NOTHING_FOUND
            words = "nothing found"
        return v.Records(id, self.say(rule.title), state, words + open_questions + partly, found)

    def people(self, id: str) -> v.People:
        """What staff say to the statement of one barrier, where enough have answered for nobody to be known by it."""
        barrier = self.barriers.get(id)
        if barrier is None:
            return v.People(id, id, v.NOT_ASKED, f"not assessed: {ITS_PLUGIN}")
        waves = newest_waves(self.assessment.partnership).get(id, ())
        if not waves:
            given = "survey" in self.assessment.partnership.described
            why = "the survey has no answers to this" if given else "the description gives no survey"
            return v.People(id, barrier.statement, v.NOT_ASKED, f"not asked: {why}")
        wave = pooled(waves)
        if wave.answers < self.least_answers:
            return v.People(id, barrier.statement, v.TOO_FEW, too_few(wave, self.least_answers).because)
        found = tuple(self.findings.get(survey_rule_id(id), ()))
        words = said(wave).rstrip(",")
        return v.People(id, barrier.statement, v.ANSWERED, words, wave.answers, mean_words(wave.mean), found)


def standing(kind: str, records: Sequence[v.Records], people: Sequence[v.People]) -> str:
    """What is known of an item: its worst news, and never "nothing found" where something was not looked at."""
    states = {told.state for told in records}
    found = v.findings_of(records, people)
    if found:
        return v.FOUND if any(finding.status == OPEN for finding in found) else v.ACCEPTED
    answers = {told.state for told in people}
    if kind == CHECKED and states == {v.NOTHING_FOUND}:
        return v.NOTHING_FOUND
    if states & {v.NOTHING_FOUND, v.IN_PART}:
        return v.IN_PART
    if v.ANSWERED in answers:
        return v.ANSWERED
    if kind == CHECKED:
        return v.NOT_ASSESSED
    if kind == ASKED:
        return v.TOO_FEW if v.TOO_FEW in answers else v.NOT_ASKED
    return v.ASK
