"""What to add to a description next, best value first: what would let most barriers be assessed that are not now."""

from collections.abc import Collection, Iterator, Sequence

from joinedup.frozen import Frozen

from .assessment import Assessment, BarrierResult, RuleResult, Status
from .partnership import SECTIONS
from .rules import Needs


class Advice(Frozen):
    """One thing to add. What it brings is counted as if all that stands before it were there already.

    Attributes:
        sections: The sections to describe, together; the described ones that say too little, where `because` says so.
        barriers: Ids of the barriers that could be assessed then and cannot be now.
        rules: How many rules could run then and cannot now.
        questions: How many open questions it answers; none for sections.
        of: Ids of the agencies that can answer them; none means the trust manager.
        because: What the records that are there lack: "2 meetings recorded; 3 needed".
        alone: Whether one of several sections would bring a barrier without the others.
    """

    sections: tuple[str, ...] = ()
    barriers: tuple[str, ...] = ()
    rules: int = 0
    questions: int = 0
    of: tuple[str, ...] = ()
    because: str = ""
    alone: bool = True

    @property
    def value(self) -> tuple[float, int, int]:
        """What it is worth: barriers for each section that has to be written, then little to write, then rules."""
        work = 1 if self.because else len(self.sections) or 1
        return len(self.barriers) / work, -work, self.rules + self.questions


def advice(assessment: Assessment) -> Sequence[Advice]:
    """What to add next, best value first.

    Sections are chosen one after another, each time those that bring most for the work of writing them. Some bring
    nothing alone, because rules read them together: such sections are weighed, and advised, together.
    """
    waiting = _waiting(assessment)
    others = [*_answers(assessment), *_more_records(assessment)]
    described = assessment.partnership.described
    made: list[Advice] = []
    while offers := [*_offers(waiting, described), *others]:
        best = max(offers, key=lambda offer: offer.value)
        made.append(best)
        if best in others:
            others.remove(best)
        else:
            described = described.union(best.sections)
            waiting = [one for one in waiting if not _can_run(one.needs, described)]
    return made


class _Waiting(Frozen):
    """Rules that wait for the same sections: how many, and the barriers whose main rule is one of them."""

    needs: Needs
    rules: int
    barriers: tuple[str, ...]


def _waiting(assessment: Assessment) -> Sequence[_Waiting]:
    rules: dict[Needs, int] = {}
    barriers: dict[Needs, list[str]] = {}
    for barrier in assessment.barriers:
        for rule in barrier.rules:
            if rule.missing:
                rules[rule.needs] = rules.get(rule.needs, 0) + 1
        main = _main(barrier)
        if main and main.missing:
            barriers.setdefault(main.needs, []).append(barrier.id)
    return [_Waiting(needs, number, tuple(barriers.get(needs, ()))) for needs, number in rules.items()]


def _offers(waiting: Sequence[_Waiting], described: frozenset[str]) -> Iterator[Advice]:
    """What each section, and each set of sections that a rule reads together, would bring."""
    sets = set[tuple[str, ...]]()
    for needs in (one.needs for one in waiting):
        every = [section for section in needs.every if section not in described]
        some = needs.any_of if described.isdisjoint(needs.any_of) else ()
        sets |= {(section,) for section in (*every, *some)}
        sets |= {_in_order({*every, *one}) for one in ([[section] for section in some] or [[]])}
    brings = {}
    for sections in sorted(sets, key=lambda sections: [SECTIONS.index(section) for section in sections]):
        then = described.union(sections)
        able = [one for one in waiting if _can_run(one.needs, then)]
        brings[sections] = tuple(id for one in able for id in one.barriers), sum(one.rules for one in able)
    for sections, (barriers, rules) in brings.items():
        if rules:
            alone = len(sections) == 1 or any(brings[(section,)][0] for section in sections)
            yield Advice(sections, barriers, rules, alone=alone)


def _can_run(needs: Needs, described: frozenset[str]) -> bool:
    return described.issuperset(needs.every) and not (needs.any_of and described.isdisjoint(needs.any_of))


def _main(barrier: BarrierResult) -> RuleResult | None:
    """The main rule of a barrier that was not assessed for want of something that can be added."""
    if barrier.status is not Status.NOT_ASSESSED:
        return None
    return next((rule for rule in barrier.rules if rule.main and rule.state == "not-assessed"), None)


def _thin(assessment: Assessment) -> Iterator[tuple[str, RuleResult]]:
    """Barriers whose main rule had its sections, and too little in them."""
    for barrier in assessment.barriers:
        main = _main(barrier)
        if main and not main.missing:
            yield barrier.id, main


def _answers(assessment: Assessment) -> Iterator[Advice]:
    """The open questions, those to the same agencies together."""
    thin = {rule.id: barrier for barrier, rule in _thin(assessment)}
    asked: dict[tuple[str, ...], list[str]] = {}
    for question in assessment.questions:
        asked.setdefault(question.of, []).append(question.rule)
    for of, rules in asked.items():
        barriers = dict.fromkeys(thin[rule] for rule in rules if rule in thin)
        yield Advice(barriers=tuple(barriers), questions=len(rules), of=of)


def _more_records(assessment: Assessment) -> Iterator[Advice]:
    """What there is too little of, and is not asked for as a question or by the name of a section."""
    lacking: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for barrier, rule in _thin(assessment):
        if not rule.questions and not rule.left_out:
            sections = _in_order(assessment.partnership.described.intersection((*rule.needs.every, *rule.needs.any_of)))
            lacking.setdefault((rule.because, sections), []).append(barrier)
    for (because, sections), barriers in lacking.items():
        yield Advice(sections, tuple(barriers), len(barriers), because=because)


def _in_order(sections: Collection[str]) -> tuple[str, ...]:
    return tuple(section for section in SECTIONS if section in sections)
