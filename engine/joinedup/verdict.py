"""The check in a sentence, and what every output says in the same words."""

from collections.abc import Iterable

from .assessment import Assessment, BarrierResult, Finding, RuleResult, Status
from .facts.words import count, day
from .partnership.sections import section_words
from .severity import Severity
from .waivers import Accepted


def verdict(assessment: Assessment) -> str:
    """How many barriers stand how: the first sentence of every output.

    Says first what broke, because a check that could not run must never look like a healthy one.
    """
    total = len(assessment.barriers)
    numbers = {status: len(assessment.by_status(status)) for status in Status}
    in_the_way, forming = numbers[Status.IN_THE_WAY], numbers[Status.FORMING]
    clear, unknown = numbers[Status.CLEAR], numbers[Status.NOT_ASSESSED]
    said = (
        f"{in_the_way} of {count(total, 'barrier')} {be(in_the_way)} in the way, {forming} {be(forming)} forming, "
        f"{clear} {be(clear)} clear, and {unknown} {be(unknown)} not assessed."
    )
    broken = len(assessment.failures)
    if broken:
        said = f"{count(broken, 'part')} of the check failed, so this result is incomplete. {said}"
    return said


def be(number: int) -> str:
    """Is or are."""
    return "is" if number == 1 else "are"


def ran(assessment: Assessment) -> str:
    """How many rules ran, and what became of the others."""
    numbers = {state: len(assessment.rules(state)) for state in ("ran", "not-assessed", "failed", "off")}
    said = [f"{count(numbers['ran'], 'rule')} ran", f"{numbers['not-assessed']} could not be assessed"]
    said += [f"{numbers['failed']} failed"] if numbers["failed"] else []
    said += [f"{numbers['off']} {be(numbers['off'])} switched off"] if numbers["off"] else []
    return ", ".join(said) + "."


def outcome(rule: RuleResult) -> str:
    """What became of a rule: whether it ran, why not, and what it had to do without."""
    without = " and ".join(section_words(section) for section in rule.left_out)
    said = "ran in part" if rule.state == "ran" and rule.because else rule.state.replace("-", " ")
    because = f": {rule.because}" if rule.because else ""
    return said + because + (f", without {without}" if without and rule.state == "ran" else "")


def counts(assessment: Assessment) -> str:
    """How many findings there are of each severity."""
    numbers = [(len(assessment.by_severity(severity)), severity.word) for severity in reversed(Severity)]
    listed = ", ".join(f"{number} {word}" for number, word in numbers if number)
    total, waived = sum(number for number, _ in numbers), len(assessment.waived_findings)
    accepted = f" {waived} more {be(waived)} accepted." if waived else ""
    return f"{count(total, 'finding')}{f': {listed}' if listed else ''}.{accepted}"


STATES = {
    "in-use": "holds until {until}",
    "expires-soon": "holds until {until} and then expires: decide again before that day",
    "expired": "expired on {until} and does nothing",
    "matches-nothing": "matches nothing that was found",
}


def acceptance(accepted: Accepted) -> str:
    """What became of a waiver: what it accepts, why, by whom, and until when."""
    waiver = accepted.waiver
    refs = f" ({', '.join(accepted.findings)})" if accepted.findings else ""
    state = STATES[accepted.state].format(until=day(waiver.until))
    what = f"{waiver.rule or waiver.finding}, {', '.join(waiver.covers)}"
    return f"{what}{refs}: {waiver.reason.rstrip('.')}. Accepted by {waiver.accepted_by}; {state}."


def answers(assessment: Assessment, most: int = 5) -> str:
    """How far the best solutions reach: "These 5 solutions answer 31 of 38 findings"."""
    best = assessment.remedies[:most]
    answered = sum(len(remedy.answers) for remedy in best)
    total = len(assessment.open_findings)
    this = "This 1 solution answers" if len(best) == 1 else f"These {len(best)} solutions answer"
    return f"{this} {answered} of {count(total, 'finding')}."


def standing(barrier: BarrierResult) -> str:
    """A barrier's status with how it is known: "clear: 3 of 4 rules ran, the main one in part"."""
    part = ", the main one in part" if barrier.in_part else ""
    asked = f", {count(barrier.questions, 'question')} open" if barrier.questions else ""
    return f"{barrier.status.words}: {barrier.rules_run} of {count(len(barrier.rules), 'rule')} ran{part}{asked}"


def names(assessment: Assessment, agencies: Iterable[str]) -> str:
    """The names of agencies, in the order given."""
    return ", ".join(assessment.partnership.agency(id).name for id in agencies)


def what_to_do(finding: Finding) -> str:
    """What clears a finding, or where the rule cannot say, the first step of its page."""
    first, stop, _ = " ".join(finding.do.split()).partition(". ")
    return finding.remedy or first + stop.strip()
