"""What leaders are told of one by one: each change, and what cannot be told any more although no finding says so."""

from collections.abc import Iterator, Mapping, Sequence

from joinedup.assessment import Assessment, Status
from joinedup.facts.words import count, day, in_turn
from joinedup.frozen import Frozen
from joinedup.partnership import Entry, Partnership

from .ledger import Decided
from .lights import ORDER, Light, light_of
from .since import FOUND_NO_LONGER, STILL, Change, Since
from .since_words import KINDS as HEADINGS
from .since_words import said_of
from .whom import Subjects, Whom

OVERDUE, UNTOLD, LEFT = "overdue", "untold", "left"
WORDS: Mapping[str, str] = {
    OVERDUE: "Overdue",
    **{kind: heading for kind, (heading, _) in HEADINGS.items()},
    UNTOLD: "Cannot be told any more",
    LEFT: "No longer described",
}
"""What a notice may be of, in the order in which it is said."""
PRUNED = "Not all that showed it is in the description any more."
MOST_RULES = 5


class Notice(Frozen):
    """One thing that leaders are told of.

    Attributes:
        light: Its light.
        kind: One of `WORDS`.
        label: What rows call it: its reference, where it has one.
        severity: Its severity as a word; empty where it is no finding.
        seen: What was seen.
        more: Since when, and what to bear in mind.
        whom: Whom it concerns.
    """

    light: Light
    kind: str
    label: str
    severity: str
    seen: str
    more: str
    whom: Whom


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
    made += [*_barriers(assessment, since, subjects), *_rules(assessment, subjects), *_targets(subjects)]
    kinds = list(WORDS)
    return sorted(made, key=lambda notice: (ORDER.index(notice.light), kinds.index(notice.kind)))


def _decision(decided: Decided, subjects: Subjects, public: bool) -> Notice:
    """A decision past its day: it concerns who answers for it, and whom its findings concern."""
    known = [ref for ref in decided.refs if subjects.knows(ref)]
    concerned = [subjects.of(ref) for ref in known]
    whom = Whom(
        subjects.about((decided.agency,), ()).agencies,
        frozenset().union(*(one.targets for one in concerned)),
        frozenset().union(*(one.groups for one in concerned)),
    )
    said = "" if public else f"{decided.text.rstrip('.')}. "
    seen = f"{said}It was to be done by {day(decided.by)}, and nobody has said that it is."
    more = f"Decided on {day(decided.on)} for {in_turn(decided.refs)}." if decided.refs else ""
    return Notice(Light.RED, OVERDUE, f"decision {decided.number}", "", seen, more, whom)


def _of(change: Change, since: Since, subjects: Subjects) -> Notice:
    """A finding that is otherwise than before. One is not better because what showed it was taken out."""
    if change.kind == FOUND_NO_LONGER and not change.note:
        records = subjects.then.standing.findings[change.ref].shown
        pruned = not all(_is_described(subjects.partnership, record) for record in records)
        change = change.but(note=PRUNED) if pruned else change
    light = light_of(change, told_apart=since.told_apart)
    return Notice(
        light, change.kind, change.ref, change.severity.word, change.because, said_of(change), subjects.of(change.ref)
    )


def _is_described(partnership: Partnership, record: str) -> bool:
    section, _, id = record.partition(".")
    if section not in partnership.described:
        return False
    listed = getattr(partnership, section)
    entries = {one.id for one in listed if isinstance(one, Entry)} if isinstance(listed, tuple) else set()
    return not id or not entries or id in entries


def _barriers(assessment: Assessment, since: Since, subjects: Subjects) -> Iterator[Notice]:
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


def _rules(assessment: Assessment, subjects: Subjects) -> Iterator[Notice]:
    """Rules that looked in an earlier check, and did not in this one."""
    looked = {id for id, rule in subjects.then.standing.rules.items() if rule.state == "ran"}
    lost = sorted(looked - {rule.id for rule in assessment.rules("ran")})
    if lost:
        rest = [f"{len(lost) - MOST_RULES} more"] * (len(lost) > MOST_RULES)
        number = count(len(lost), "rule")
        seen = f"{number} that looked in the earlier check did not this time: {in_turn([*lost[:MOST_RULES], *rest])}."
        yield Notice(Light.AMBER, UNTOLD, f"what {number} would show", "", seen, "", Whom())


def _targets(subjects: Subjects) -> Iterator[Notice]:
    """Targets that are no longer in the description, about which nothing can be found any more."""
    for id, title in subjects.left.items():
        seen = f"The target “{title}” is no longer in the description, so nothing is said about it."
        whom = subjects.about((), (f"targets.{id}",))
        yield Notice(Light.GREY, LEFT, f"“{title}”", "", seen, "", whom)
