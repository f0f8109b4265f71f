"""Everything that leaders are told of, one by one."""

from collections.abc import Sequence

from joinedup.assessment import Assessment
from joinedup.facts.words import day
from joinedup.report.ledger import Decided
from joinedup.report.since import STILL, Change, Since
from joinedup.report.since_words import said_of
from joinedup.severity import WORDS as SEVERITIES

from .fitting import first_of, shortened
from .lights import ORDER, Light, light_of
from .lost import barriers, left, rules
from .notice import OVERDUE, WORDS, Notice
from .whom import Subjects, Whom

LONGEST_DECISION = 120
"""Characters of what was decided; what is longer is cut, so that who was to do it has room beside it."""


def notices(
    assessment: Assessment, since: Since, subjects: Subjects, overdue: Sequence[Decided] = (), *, public: bool = False
) -> Sequence[Notice]:
    """Everything there is to tell, the worst first.

    Args:
        assessment: The check.
        since: What became of each finding since an earlier check.
        subjects: Whom findings concern.
        overdue: The decisions past their day.
        public: Whether it is for the version to publish, in which no decision is quoted.
    """
    made = [_decision(decided, subjects, public) for decided in overdue]
    made += [_of(change, since, subjects) for change in since.changes if change.kind != STILL]
    made += [*barriers(assessment, since, subjects), *rules(assessment, subjects), *left(subjects)]
    return sorted(made, key=_weight)


def _weight(notice: Notice) -> tuple[int, int, int]:
    """What is told first: by light, what is no finding, by severity, and by kind."""
    severity = SEVERITIES.index(notice.severity) if notice.severity else len(SEVERITIES)
    return ORDER.index(notice.light), -severity, list(WORDS).index(notice.kind)


def _decision(decided: Decided, subjects: Subjects, public: bool) -> Notice:
    """A decision past its day: it concerns who answers for it, and whom its findings concern."""
    known = [ref for ref in decided.refs if subjects.knows(ref)]
    concerned = [subjects.of(ref) for ref in known]
    whom = Whom(
        subjects.about((decided.agency,), ()).agencies,
        frozenset().union(*(one.targets for one in concerned)),
        frozenset().union(*(one.groups for one in concerned)),
    )
    due = f"by {day(decided.by)}, and nobody has said that it is done"
    text = shortened(decided.text, LONGEST_DECISION).rstrip(".")
    seen = f"It was to be done {due}." if public else f"{text}. {decided.owner} was to do it {due}."
    more = f"Decided on {day(decided.on)} for {first_of(decided.refs)}." if decided.refs else ""
    return Notice(Light.RED, OVERDUE, f"decision {decided.number}", "", seen, more, whom)


def _of(change: Change, since: Since, subjects: Subjects) -> Notice:
    """A finding that is otherwise than before."""
    light = light_of(change, told_apart=since.told_apart)
    return Notice(
        light, change.kind, change.ref, change.severity.word, change.because, said_of(change), subjects.of(change.ref)
    )
