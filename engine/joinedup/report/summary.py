"""The summary at the head of the report: 120 to 150 words, made of counts and names alone."""

from collections.abc import Iterator

from joinedup.assessment import Assessment, BarrierResult, Status
from joinedup.facts.words import count
from joinedup.partnership import SECTIONS
from joinedup.severity import Severity
from joinedup.verdict import be, verdict

from .concerns import Concerns
from .decisions import decisions

LEAST, MOST = 120, 150
"""Words."""


def summary(assessment: Assessment) -> str:
    """The summary. Sentences are taken in the order of their weight as long as they fit."""
    chosen: list[str] = []
    for sentence in _sentences(assessment):
        words = len(" ".join(chosen).split())
        if words + len(sentence.split()) <= MOST:
            chosen.append(sentence)
        if words >= LEAST:
            break
    return " ".join(chosen)


def what_works(assessment: Assessment) -> list[BarrierResult]:
    """Barriers that are clear, those with all their rules run and with most rules first."""
    clear = assessment.by_status(Status.CLEAR)
    return sorted(clear, key=lambda barrier: (barrier.rules_run < len(barrier.rules), -barrier.rules_run))


def _sentences(assessment: Assessment) -> Iterator[str]:
    yield verdict(assessment)
    yield from _works(assessment)
    found = assessment.open_findings
    high = [finding for finding in found if finding.severity >= Severity.HIGH]
    if found:
        deciding = (
            f"{len(high)} {be(len(high))} for the board to decide today" if high else "none needs a decision today"
        )
        yield f"The check made {count(len(found), 'finding')}; {deciding}."
    else:
        yield "No rule that ran found anything, so there is nothing to decide today."
    asked = decisions(assessment)
    if asked:
        answered = sum(len(decision.findings) for decision in asked)
        first = asked[0].solution.label
        would = f"{count(len(asked), 'decision')} would answer {answered} of the {count(len(found), 'finding')}."
        yield f"{would} The first is: {first}."
    named = Concerns(assessment).agencies(found)
    if named:
        top = named[0]
        number = sum(top in finding.agencies for finding in found)
        yield f"{assessment.partnership.agency(top).name} is named most often, in {count(number, 'finding')}."
    children = Concerns(assessment).children(high or found)
    if children:
        yield f"Among the children concerned: {children[0]}."
    yield from _unknown(assessment)
    yield from _method(assessment)


def _works(assessment: Assessment) -> Iterator[str]:
    works = what_works(assessment)[:2]
    labels = " and ".join(f"“{barrier.title}”" for barrier in works)
    if len(works) > 1:
        yield f"Two things work: nothing was found for {labels}."
    elif works:
        yield f"One thing works: nothing was found for {labels}."
    else:
        yield "No barrier is clear yet."


def _unknown(assessment: Assessment) -> Iterator[str]:
    questions = len(assessment.questions)
    if questions:
        yield f"{count(questions, 'question')} {be(questions)} open to agencies that can answer."
    described = len(assessment.partnership.described)
    missing = len(SECTIONS) - described
    if missing:
        yield (
            f"The description gives {described} of {len(SECTIONS)} sections. What it leaves out was not assessed, and "
            "is not shown as healthy."
        )
    else:
        yield f"The description gives all {len(SECTIONS)} sections."


def _method(assessment: Assessment) -> Iterator[str]:
    ran, waiting = len(assessment.rules("ran")), len(assessment.rules("not-assessed"))
    yield f"{count(ran, 'rule')} ran and {waiting} could not."
    yield "Each finding below names the record and the line that shows it, and what would clear it."
    yield "There is no score, and no comparison with other partnerships."
    yield "The check reads how the partnership works. It does not judge front-line practice or the safety of any child."
    yield "The names of the barriers are quoted from the source report. A ruleset can change every rule."
