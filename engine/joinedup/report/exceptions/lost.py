"""What cannot be told any more although no finding says so: nobody may take for mended what nobody looked at."""

from collections.abc import Iterator

from joinedup.assessment import Assessment, Status
from joinedup.facts.words import count
from joinedup.report.since import Since

from .fitting import first_of
from .lights import Light
from .notice import LEFT, UNTOLD, Notice
from .whom import Subjects, Whom


def barriers(assessment: Assessment, since: Since, subjects: Subjects) -> Iterator[Notice]:
    """Barriers of which less can be told than before, or nothing any more."""
    now = {barrier.id: barrier for barrier in assessment.barriers}
    for id, before in subjects.then.standing.barriers.items():
        barrier = now.get(id)
        if before.status is Status.NOT_ASSESSED:
            continue
        if barrier is None:
            why = "is not looked for now"
        elif barrier.status is Status.NOT_ASSESSED:
            why = f"is not assessed now: {barrier.because}"
        elif id in since.less_told:
            why = f"is {barrier.status.words} now, but less could be told of it"
        else:
            continue
        seen = f"The barrier “{before.title}” was {before.status.words}, and {why}."
        yield Notice(Light.AMBER, UNTOLD, f"“{before.title}”", "", seen, "", Whom())


def rules(assessment: Assessment, subjects: Subjects) -> Iterator[Notice]:
    """Rules that looked in an earlier check, and did not in this one."""
    looked = {id for id, rule in subjects.then.standing.rules.items() if rule.state == "ran"}
    lost = sorted(looked - {rule.id for rule in assessment.rules("ran")})
    if lost:
        number = count(len(lost), "rule")
        seen = f"{number} that looked in the earlier check did not this time: {first_of(lost)}."
        yield Notice(Light.AMBER, UNTOLD, f"what {number} would show", "", seen, "", Whom())


def left(subjects: Subjects) -> Iterator[Notice]:
    """Agencies, targets and groups of children that the description has no longer."""
    for noun, names in subjects.left.items():
        for id, name in names.items():
            seen = f"The {noun} “{name}” is no longer in the description, so nothing is found about it."
            yield Notice(Light.GREY, LEFT, f"“{name}”", "", seen, "", subjects.alone(noun, id))
