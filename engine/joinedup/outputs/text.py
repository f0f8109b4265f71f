"""The assessment for a terminal: what stands in the way first, then what could not be told, then the counts."""

from collections import defaultdict
from collections.abc import Iterator

from joinedup.advice_words import HEADING, advised
from joinedup.assessment import Assessment, Finding, Status
from joinedup.facts.words import count, day
from joinedup.partnership.sections import HOLDERS, section_words
from joinedup.severity import Severity
from joinedup.terminal import printable
from joinedup.verdict import acceptance, answers, counts, names, outcome, ran, standing, verdict, what_to_do

from . import Context

WIDTH = 100
STYLES = {Severity.CRITICAL: "1;31", Severity.HIGH: "1;31", Severity.MEDIUM: "33", Severity.LOW: "36"}
ALL_SHOWN = 3
"""How many pieces of evidence a finding shows before the rest is counted."""


def render(assessment: Assessment, context: Context) -> str:
    """The assessment as lines of at most 100 columns."""
    lines = (*_head(assessment), *_before(assessment, context), *_body(assessment, context), *_foot(assessment))
    return "\n".join(lines) + "\n"


def _body(assessment: Assessment, context: Context) -> Iterator[str]:
    for finding in assessment.open_findings:
        yield from _finding(assessment, finding, context)
    yield from _accepted(assessment)
    yield from _clear(assessment)
    if assessment.lenses and not context.brief:
        from .lenses_text import lines

        for lens in assessment.lenses:
            yield from lines(lens)
    yield from _not_assessed(assessment)
    yield from _questions(assessment, context)
    yield from _advice(assessment)


def _head(assessment: Assessment) -> Iterator[str]:
    if assessment.look.marking:
        yield clean(assessment.look.marking)
    yield clean(f"{assessment.partnership.name} · {day(assessment.as_of)} · ruleset {assessment.ruleset}")
    yield ""
    yield wrap(verdict(assessment))
    for failure in assessment.failures:
        where = f"rule {failure.rule}" if failure.rule else f"plugin {failure.plugin}"
        yield wrap(f"FAILED {where}: {failure.error}", "  ")
    yield ""


def _before(assessment: Assessment, context: Context) -> Iterator[str]:
    """What changed since an earlier check, and what became of decisions."""
    yield from _changes(assessment, context)
    if context.ledger is not None:
        from .ledger_text import lines

        yield from lines(context.ledger, context.public)


def _changes(assessment: Assessment, context: Context) -> Iterator[str]:
    """What changed since an earlier check; most of what is still there is told in full below."""
    if context.since is None:
        return
    from .since_text import lines

    yield from (wrap(line, indent) for indent, line in lines(assessment, context.since))
    if context.trend:
        from .trend_text import lines as trend_lines

        yield from trend_lines(context.trend)
    yield ""


def _finding(assessment: Assessment, finding: Finding, context: Context) -> Iterator[str]:
    label = finding.severity.word.upper()
    if context.colour:
        label = f"\x1b[{STYLES[finding.severity]}m{label}\x1b[0m"
    barrier = next(barrier.title for barrier in assessment.barriers if barrier.id == finding.barrier)
    yield f"{label}  {clean(barrier)}  {finding.ref}"
    yield wrap(finding.because, "  ")
    for evidence in finding.evidence[:ALL_SHOWN]:
        value = f"  {evidence.value}" if evidence.value else ""
        yield clean(f"  {evidence.within(context.path)}: {evidence.path}{value}")
    if len(finding.evidence) > ALL_SHOWN:
        yield f"  and {count(len(finding.evidence) - ALL_SHOWN, 'more place')}"
    yield wrap(f"To do: {what_to_do(finding)}", "  ")
    labels = [assessment.solutions[id].label for id in finding.solutions if id in assessment.solutions]
    yield wrap(f"Solutions: {'; '.join(labels)}.", "  ")
    yield ""


def _accepted(assessment: Assessment) -> Iterator[str]:
    if assessment.waivers:
        yield "Accepted risks"
        for accepted in assessment.waivers:
            yield wrap(acceptance(accepted), "  ")
        for finding in assessment.waived_findings:
            yield wrap(f"{finding.severity.word}: {finding.because} ({finding.ref})", "  ")
        yield ""


def _clear(assessment: Assessment) -> Iterator[str]:
    barriers = assessment.by_status(Status.CLEAR)
    if barriers:
        yield "Clear"
        for barrier in barriers:
            yield wrap(f"{barrier.title} ({standing(barrier)})", "  ")
        yield ""


def _not_assessed(assessment: Assessment) -> Iterator[str]:
    barriers = assessment.by_status(Status.NOT_ASSESSED)
    if barriers:
        yield "Not assessed"
        for barrier in barriers:
            yield wrap(f"{barrier.title}: {barrier.because}.", "  ")
        yield ""
    yield from _rules_left(assessment)
    missing: dict[str, int] = defaultdict(int)
    for rule in assessment.rules("not-assessed"):
        for section in rule.missing:
            missing[section] += 1
    if missing:
        yield "Who could tell"
        for section, number in sorted(missing.items(), key=lambda item: (-item[1], item[0])):
            yield wrap(f"{section_words(section)} ({count(number, 'rule')}): {HOLDERS[section]}", "  ")
        yield ""


def _rules_left(assessment: Assessment) -> Iterator[str]:
    """Rules that did not run, or not on everything, in barriers that could otherwise be assessed."""
    assessed = [barrier for barrier in assessment.barriers if barrier.status is not Status.NOT_ASSESSED]
    left = [rule for barrier in assessed for rule in barrier.rules if rule.because or rule.left_out]
    if left:
        yield "Rules that did not run, or not on everything"
        by_reason: dict[str, list[str]] = defaultdict(list)
        for rule in left:
            by_reason[outcome(rule)].append(rule.id)
        for reason, rules in by_reason.items():
            yield wrap(f"{reason} ({', '.join(rules)})", "  ")
        yield ""


def _questions(assessment: Assessment, context: Context) -> Iterator[str]:
    if assessment.questions:
        yield "Questions"
        for asked in assessment.questions:
            of = names(assessment, asked.of) or "the trust manager"
            line = f" ({asked.evidence[0].within(context.path)})" if asked.evidence else ""
            yield wrap(f"{asked.asks} - {of}{line}", "  ")
        yield ""


def _advice(assessment: Assessment) -> Iterator[str]:
    lines, rest = advised(assessment)
    if lines:
        yield HEADING
        yield from (wrap(line, "  ") for line in (*lines, *filter(None, [rest])))
        yield ""


def _foot(assessment: Assessment) -> Iterator[str]:
    if assessment.remedies:
        yield wrap(answers(assessment))
        for remedy in assessment.remedies[:5]:
            solution = assessment.solutions[remedy.solution]
            ask = f". Ask: {solution.contact}" if solution.contact else ""
            yield wrap(f"{solution.label} ({count(len(remedy.answers), 'finding')}){ask}", "  ")
        yield ""
    yield f"{counts(assessment)} {ran(assessment)}"
    for note in assessment.notes:
        yield wrap(f"Note: {note}.")


def wrap(text: str, indent: str = "") -> str:
    """Text in lines that fit a terminal, without codes. A word is never broken: an id can be copied whole."""
    lines, line, free = [], indent, True
    for word in clean(text).split():
        if not free and len(line) + len(word) >= WIDTH:
            lines.append(line)
            line, free = indent * 2, True
        line, free = line + word if free else f"{line} {word}", False
    return "\n".join([*lines, line])


def clean(text: str) -> str:
    """Text without codes that could move the cursor or turn the line round."""
    return printable(text).replace("\n", " ")
