"""assess(partnership, themes, ruleset) -> Assessment. Pure: no clock, no files, no printing."""

import traceback
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from types import MappingProxyType

from joinedup.frozen import Frozen

from .assessment import (
    OPEN,
    WAIVED,
    Asked,
    Assessment,
    BarrierResult,
    Failure,
    Finding,
    RuleResult,
    SolutionText,
    Status,
    ThemeResult,
)
from .errors import Guard, fault
from .facts.words import count, day
from .finding import Sighting, bounded, finding_of, question_of, reason_of
from .partnership import Partnership
from .partnership.sections import section_words
from .remedies import rank
from .rules import NotAssessed, Question, Risk, Rule, Yielded
from .rulesets import Ruleset, Settings
from .severity import Severity
from .survey import CROSS_CHECKS, disagreements
from .terms import localised
from .themes import Barrier, Theme
from .waivers import accepted, waiver_for


def assess(
    partnership: Partnership,
    themes: Sequence[Theme],
    ruleset: Ruleset,
    failures: Iterable[Failure] = (),
    guard: Guard = nullcontext,
) -> Assessment:
    """Runs every rule that can run, and says of every barrier how it stands.

    Args:
        partnership: What is checked; `as_of` is today.
        themes: The themes, in the order in which they are shown.
        ruleset: What applies, resolved for these themes.
        failures: Plugins that could not be used, so that the result says so.
        guard: What each rule runs in; without one, nothing stops a rule that never ends.

    A rule that raises is reported as a failure and the others run.
    """
    run = _Run(partnership, ruleset, guard)
    results = tuple(run.theme(theme) for theme in themes)
    findings = tuple(sorted(run.findings, key=lambda finding: -finding.severity))
    solutions = {id: text for theme in themes for id, text in _texts(theme)}
    solutions = _in_local_words(solutions, ruleset)
    result = Assessment(
        partnership=partnership,
        as_of=partnership.as_of,
        ruleset=ruleset.name,
        ruleset_sha256=ruleset.sha256,
        in_the_way=ruleset.in_the_way,
        settings=ruleset.digests,
        fail_on=ruleset.fail_on,
        themes=results,
        findings=findings,
        questions=tuple(sorted(run.questions.values(), key=lambda asked: (asked.of, asked.asks))),
        remedies=rank(findings, solutions),
        failures=(*failures, *run.failures),
        solutions=MappingProxyType(solutions),
        waivers=accepted(ruleset.waivers, findings, partnership.as_of),
        look=ruleset.look,
        terms={str(ours): local for ours, local in (ruleset.contents.terms or {}).items()},
        notes=tuple(_notes(partnership)),
    )
    return localised(result, result.terms)


class _Seen(Frozen):
    """What one rule saw, in the engine's own terms."""

    findings: Sequence[Finding]
    questions: Sequence[Asked]
    left: Sequence[NotAssessed]


class _Run:
    """One check as it goes on: what was found so far."""

    def __init__(self, partnership: Partnership, ruleset: Ruleset, guard: Guard) -> None:
        self.partnership = partnership
        self.ruleset = ruleset
        self.guard = guard
        self.findings: list[Finding] = []
        self.questions: dict[tuple[str, tuple[str, ...]], Asked] = {}
        self.failures: list[Failure] = []
        self.taken: set[str] = set()

    def theme(self, theme: Theme) -> ThemeResult:
        barriers = tuple(self.barrier(theme, id, barrier) for id, barrier in theme.each_barrier())
        return ThemeResult(theme.id, theme.title, theme.about, barriers)

    def barrier(self, theme: Theme, id: str, barrier: Barrier) -> BarrierResult:
        first = len(self.findings)
        results = []
        for rule in (*theme.rules_of(id, barrier), *self.ruleset.local.get(id, ())):
            sighting = self.sighting(theme, id, barrier, rule)
            results.append(self.rule(sighting, self.ruleset.settings[sighting.rule_id]))
        self.cross_check(theme, id, barrier, results, self.findings[first:])
        found = sorted(self.findings[first:], key=lambda finding: -finding.severity)
        return BarrierResult(
            id,
            barrier.label,
            str(barrier.cite.within(theme.title)),
            barrier.statement,
            status_of(_open(found), results, self.ruleset.in_the_way),
            tuple(results),
            tuple(finding.ref for finding in found),
            barrier.development,
        )

    def sighting(self, theme: Theme, id: str, barrier: Barrier, rule: Rule) -> Sighting:
        return Sighting(theme, id, barrier, rule, self.ruleset.barriers.get(id, barrier.solutions))

    def rule(self, sighting: Sighting, settings: Settings) -> RuleResult:
        """Runs one rule."""
        rule, id = sighting.rule, sighting.rule_id
        described = self.partnership.described
        if not settings.enabled:
            why = f": {settings.why}" if settings.why else ""
            return RuleResult(id, rule.title, rule.main, "off", f"switched off by the ruleset{why}")
        missing = rule.needs.missing(described)
        if missing:
            why = _missing(rule, missing)
            return RuleResult(id, rule.title, rule.main, "not-assessed", why, missing, needs=rule.needs)
        try:
            with self.guard(id):
                yielded = bounded(rule.function(**self.arguments(rule, settings)))
                seen = self.seen(sighting, settings, yielded)
        except BaseException as error:  # whatever a plugin raises is its failure, never ours and never "no risk"
            self.failures.append(Failure(sighting.theme.id, fault(error), id, traceback.format_exc()))
            return RuleResult(id, rule.title, rule.main, "failed", "the rule failed")
        self.keep(seen)
        because = "; ".join(dict.fromkeys(item.because for item in seen.left))
        state = "ran" if seen.findings or all(item.part for item in seen.left) else "not-assessed"
        left_out = rule.needs.left_out(described)
        return RuleResult(id, rule.title, rule.main, state, because, (), left_out, len(seen.questions), rule.needs)

    def arguments(self, rule: Rule, settings: Settings) -> Mapping[str, object]:
        known = {
            "partnership": self.partnership,
            "limits": settings.limits,
            "vocabulary": self.ruleset.vocabulary,
            "least_answers": self.ruleset.least_answers,
        }
        return {name: known[name] for name in rule.wants}

    def cross_check(
        self, theme: Theme, id: str, barrier: Barrier, results: Sequence[RuleResult], found: Sequence[Finding]
    ) -> None:
        """Holds what staff say of a barrier against how it stands by the records alone."""
        asking = f"{theme.id}/{theme.rules_of(id, barrier)[-1].name}"
        settings = self.ruleset.settings[asking]
        if not any(result.id == asking and result.state == "ran" for result in results):
            return
        # Accepted ones too: the records show them still, and are not clear because a board accepts what they show.
        records = [finding.severity for finding in found if finding.rule != asking]
        by_records = status_of(records, [r for r in results if r.id != asking], self.ruleset.in_the_way)
        checks = {rule.name: rule for rule in CROSS_CHECKS}
        for name, risk in disagreements(self.partnership, id, by_records, settings.limits):
            own = self.ruleset.settings[f"{theme.id}/{name}"]
            if own.enabled:
                self.keep(self.seen(self.sighting(theme, id, barrier, checks[name]), own, [risk]))

    def waived(self, finding: Finding) -> Finding:
        """The finding, marked as accepted where a waiver covers it."""
        waivers, today = self.ruleset.waivers, self.partnership.as_of
        waiver = waiver_for(waivers, finding.ref, finding.rule, finding.subject, today) if waivers else None
        return finding.but(status=WAIVED, waiver=waiver) if waiver else finding

    def seen(self, sighting: Sighting, settings: Settings, yielded: Sequence[Yielded]) -> _Seen:
        """What a rule yielded, checked and put in order. Nothing is kept yet: the rule may still fail."""
        made: list[Finding] = []
        asked, left = [], []
        taken = self.taken.copy()
        for item in yielded:
            if isinstance(item, Risk):
                finding = finding_of(self.partnership, sighting, settings, item, taken)
                made.append(self.waived(finding))
                taken.add(finding.ref)
            elif isinstance(item, Question):
                asked.append(question_of(self.partnership, sighting, item))
            elif isinstance(item, NotAssessed):
                left.append(reason_of(item))
            else:
                raise TypeError(f"it yielded {item!r:.80}, which is neither Risk, Question nor NotAssessed")
        if len({finding.subject for finding in made}) < len(made):
            subject, times = Counter(finding.subject for finding in made).most_common(1)[0]
            raise ValueError(f"it yielded {times} risks about {subject.name}; one subject has one")
        made.sort(key=lambda finding: finding.subject.ids)
        return _Seen(made, asked, left)

    def keep(self, seen: _Seen) -> None:
        """Adds what one rule saw to the whole."""
        self.taken.update(finding.ref for finding in seen.findings)
        self.findings += seen.findings
        for question in seen.questions:
            self.questions.setdefault((question.asks, question.of), question)


def status_of(
    severities: Sequence[Severity], rules: Sequence[RuleResult], in_the_way: Severity = Severity.HIGH
) -> Status:
    """How a barrier stands, from its open findings and what became of its rules."""
    if any(severity >= in_the_way for severity in severities):
        return Status.IN_THE_WAY
    if severities:
        return Status.FORMING
    main_ran = all(rule.state == "ran" for rule in rules if rule.main)
    failed = any(rule.state == "failed" for rule in rules)
    any_main = any(rule.main for rule in rules)
    return Status.CLEAR if main_ran and any_main and not failed else Status.NOT_ASSESSED


def _open(findings: Iterable[Finding]) -> list[Severity]:
    """The severities of the findings that nobody has accepted."""
    return [finding.severity for finding in findings if finding.status == OPEN]


def _missing(rule: Rule, missing: Sequence[str]) -> str:
    every = [section_words(section) for section in missing if section in rule.needs.every]
    choice = [section_words(section) for section in missing if section in rule.needs.any_of]
    parts = [", ".join(every)] if every else []
    parts += [" or ".join(choice)] if choice else []
    return f"the description does not give {', and '.join(parts)}"


def _texts(theme: Theme) -> Iterable[tuple[str, SolutionText]]:
    for id, solution in theme.each_solution():
        citation = str(solution.cite.within(theme.title))
        yield id, SolutionText(id, solution.label, citation, solution.meaning, solution.first_steps, solution.seen_in)


def _in_local_words(solutions: dict[str, SolutionText], ruleset: Ruleset) -> dict[str, SolutionText]:
    """The solutions with what the authority says of them, and its own ones."""
    for id, words in (ruleset.contents.solutions or {}).items():
        own = SolutionText(id, words.label or id, f"ruleset {ruleset.name}", "", (), "")
        known = solutions.get(id, own)
        solutions[id] = known.but(
            meaning=words.meaning or known.meaning,
            first_steps=words.first_steps or known.first_steps,
            contact=words.contact or "",
            links=tuple((words.links or {}).items()),
        )
    return solutions


def _notes(partnership: Partnership) -> Iterable[str]:
    """What was left aside because it lies after today."""
    today = partnership.as_of
    meetings = sum(meeting.on > today for board in partnership.boards for meeting in board.meetings or ())
    readings = sum(reading.on > today for target in partnership.targets for reading in target.readings or ())
    for number, noun in ((meetings, "meeting"), (readings, "reading")):
        if number:
            yield f"{count(number, noun)} dated after {day(today)} left aside"
