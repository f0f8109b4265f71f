"""Purposes, row 6 of Table 1: conflicting objectives slow or stall activity."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from joinedup import (
    CRITICAL, GOOD_PRACTICE, HIGH, LOW, MEDIUM, MORE, Barrier, Count, Limits, NotAssessed, Partnership, Question, Risk,
    Share, Table1, Target, Vocabulary, Yielded, limit, nc, needs, tiers,
)  # fmt: skip
from joinedup.facts import (
    accountable_agencies, agencies_named, as_limit, ask, ask_contributors, ask_direction, by_id, count, direction, fold,
    named, titled, working_on,
)  # fmt: skip

barrier = Barrier(
    "Conflicting objectives slow or stall activity",
    cite=Table1(row=6),
    statement="The targets of our agencies pull in the same direction.",
    solutions=("purposes/connected-targets", "purposes/bigger-picture", "people/bridges"),
    development=("simulation", "action-learning"),
)


@barrier.rule(CRITICAL, needs=needs("targets"), basis=GOOD_PRACTICE, main=True)
def opposed_targets(partnership: Partnership) -> Iterator[Yielded]:
    """Two targets want one measure to go both up and down for the same children.

    Targets are compared where they have the same indicator and the same cohort; two without a cohort are both for
    everybody. A target whose direction contradicts its own goal is asked about; one without a direction is left out.

    ## Why it matters

    Whatever staff do, one of the two targets is missed. Work stalls, and what a child gets depends on which agency the
    child meets.

    ## What to do

    Bring both targets and those who answer for them to one table, and decide which way the measure is to go. Strike
    or rewrite the other target. If one direction is a slip of the pen, correct it in the file.
    """
    groups: dict[tuple[str, str], list[Target]] = {}
    for target in partnership.targets:
        if target.indicator is not None:
            groups.setdefault((target.indicator, fold(target.cohort)), []).append(target)
    if partnership.targets and not groups:
        yield NotAssessed(because="no target says what is measured")
    else:
        yield from _unmeasured(partnership)
    shared = [group for group in groups.values() if len(group) > 1]
    for group in shared:
        for target in group:
            yield from ask_direction(partnership, target)
        for up, down in product(_going(group, "increase"), _going(group, "decrease")):
            yield _opposed(partnership, up, down)
    silent = [target for group in shared for target in group if target.direction is None]
    if shared and not any(sum(direction(target) is not None for target in group) > 1 for group in shared):
        yield NotAssessed(because="targets on the same measure do not say which way it should go")
    elif silent:
        yield NotAssessed(because=f"nothing says which way the measure of {named(silent)} should go", part=True)


def _unmeasured(partnership: Partnership) -> Iterator[NotAssessed]:
    """The targets that cannot be compared with others, because they do not say what is measured."""
    left = [target for target in partnership.targets if target.indicator is None]
    if left:
        verb = "does" if len(left) == 1 else "do"
        yield NotAssessed(because=f"{named(left)} {verb} not say what is measured", part=True)


def _going(targets: Iterable[Target], way: str) -> list[Target]:
    return [target for target in targets if direction(target) == way]


def _opposed(partnership: Partnership, up: Target, down: Target) -> Risk:
    children = f'"{up.cohort}"' if up.cohort else "all children"
    return Risk(
        subject=(up, down),
        because=f'"{up}" wants the same measure to rise that "{down}" wants to fall, and both are for {children}.',
        at=tuple((target, field) for target in by_id((up, down)) for field in ("indicator", "direction")),
        agencies=working_on(partnership, up, down),
        remedy="Give both targets one `direction`, or separate `indicator`s or cohorts if they measure different "
        "things.",
    )


@barrier.rule(
    tiers(MEDIUM, different_agencies=HIGH),
    needs=needs("targets"),
    basis=nc("case study 2"),
)
def known_tension(partnership: Partnership, vocabulary: Vocabulary) -> Iterator[Yielded]:
    """Two targets are known to pull against each other, and how that is handled is not on record.

    The ruleset lists which measures pull apart, and in which directions, under `tensions`. The pair is not flagged
    once one of the two says under `managed_by` how the tension is handled. It weighs more where no agency is
    accountable for both. An indicator that the ruleset does not know cannot be compared, and is asked about once.

    ## Why it matters

    A quick success on one target can be a failure on the other. Each agency may do well by its own figure while
    children are no better off.

    ## What to do

    Put both targets on one page, with their readings, and bring it to those who answer for them. Agree what each will
    do when the two pull apart, write it down as `managed_by`, and report both figures together.
    """
    by_indicator = _by_indicator(partnership)
    known = {id for id, _ in vocabulary.indicators}
    for indicator in sorted(by_indicator.keys() - known):
        asks = f'Which measure known to the ruleset is "{indicator}", or is it a new one?'
        yield Question(asks=asks, at=tuple(by_indicator[indicator]))
    if partnership.targets and not by_indicator.keys() & known:
        yield NotAssessed(because="no target has an indicator that the ruleset knows")
    else:
        yield from _unmeasured(partnership)
    if not vocabulary.tensions:
        yield NotAssessed(because="the ruleset lists no tensions")
    found: dict[frozenset[str], Risk] = {}
    unsure: dict[str, Target] = {}
    for tension in vocabulary.tensions:
        sides = [
            [target for target in by_indicator.get(pull.indicator, ()) if _may_pull(target, pull.direction)]
            for pull in (tension.one, tension.other)
        ]
        for one, other in product(*sides):
            pair = frozenset((one.id, other.id))
            if len(pair) == 1 or pair in found:
                continue
            unclear = {target.id: target for target in (one, other) if direction(target) is None}
            unsure.update(unclear)
            if not unclear:
                found[pair] = _pulling(partnership, one, other, "are known to pull against each other", tension.why)
    for target in unsure.values():
        yield from ask_direction(partnership, target)
    yield from found.values()
    if unsure:
        because = "targets that may pull apart do not say which way their measures should go"
        yield NotAssessed(because=because, part=bool(found))


def _may_pull(target: Target, way: str) -> bool:
    """Whether a target pulls a measure this way, as far as it says, and nobody says how that is handled."""
    return not target.managed_by and direction(target) in (None, way)


def _by_indicator(partnership: Partnership) -> Mapping[str, Sequence[Target]]:
    found: dict[str, list[Target]] = {}
    for target in by_id(partnership.targets):
        if target.indicator is not None:
            found.setdefault(target.indicator, []).append(target)
    return found


def _pulling(partnership: Partnership, one: Target, other: Target, how: str, why: str = "") -> Risk:
    """The risk of two targets that pull apart, whichever of the two is named first."""
    first, last = by_id((one, other))
    answer = [accountable_agencies(partnership, target) for target in (first, last)]
    apart = all(answer) and not answer[0] & answer[1]
    names = [
        f"{titled(target)} ({agencies_named(partnership, agencies)})" if apart else titled(target)
        for target, agencies in zip((first, last), answer, strict=True)
    ]
    reason = f" {why.rstrip('.')}." if why else ""
    fields = ("indicator", "direction") if why else ("conflicts_with",)
    return Risk(
        subject=(first, last),
        because=f"{names[0]} and {names[1]} {how}, and neither says how that is handled.{reason}",
        at=tuple((target, field) if getattr(target, field) else target for target in (first, last) for field in fields),
        agencies=working_on(partnership, first, last),
        tier="different_agencies" if apart else "usual",
        remedy="Say in `managed_by` of either target how the tension is handled.",
    )


@barrier.rule(tiers(MEDIUM, different_agencies=HIGH), needs=needs("targets"), basis=GOOD_PRACTICE)
def declared_conflict(partnership: Partnership) -> Iterator[Yielded]:
    """A target is said to conflict with another, and how that is handled is not on record.

    One of the two targets naming the other in `conflicts_with` is enough, and so is one `managed_by`. It weighs more
    where no agency is accountable for both.

    ## Why it matters

    A conflict that is seen and not settled is left to staff to settle case by case. The same child may then be treated
    differently from week to week.

    ## What to do

    Ask those who answer for the two targets to agree a rule of thumb for the cases in which they collide. Write it
    down as `managed_by`, and look at both figures together after half a year.
    """
    targets = {target.id: target for target in partnership.targets}
    pairs = {frozenset((target.id, other)) for target in partnership.targets for other in target.conflicts_with}
    for pair in pairs:
        if len(pair) == 1:
            continue
        one, other = (targets[id] for id in sorted(pair))
        if one.managed_by is None and other.managed_by is None:
            yield _pulling(partnership, one, other, "are said to conflict")


class StepLimits(Limits):
    """How far agencies that work together may differ in what matters to them."""

    share: Share = limit("0.5", "the share of its agencies that should count a target as a priority", stricter=MORE)
    least_agencies: Count = limit(3, "how many agencies must work on a target to judge it")


@barrier.rule(LOW, needs=needs("targets"), basis=GOOD_PRACTICE)
def out_of_step(partnership: Partnership, limits: StepLimits) -> Iterator[Yielded]:
    """Few of the agencies that work on a target count it among their own priorities.

    Looks at targets that several agencies work on. An agency counts if it has the target among its own top three
    (`priority_for`); agencies that do not work on the target do not.

    ## Why it matters

    Work that is not a priority is done last. Children wait until each agency has finished with its own.

    ## What to do

    Ask each agency which three things it is judged on this year, and look for common ground with the target. Where
    there is none, agree on fewer agencies that can put it first, or on another target.
    """
    judged = asked = False
    most, small = 0, []
    for target in partnership.targets:
        working = working_on(partnership, target)
        if target.contributors is None:
            asked = True
            yield ask_contributors(partnership, target)
            continue
        most = max(most, len(working))
        if len(working) < limits.least_agencies:
            small.append(target)
            continue
        if target.priority_for is None:
            asked = True
            yield ask(partnership, target, f'Which agencies count "{target}" among their own top three?')
            continue
        judged = True
        having = working.intersection(target.priority_for)
        if len(having) < len(working) * limits.share:
            yield _out_of_step(partnership, limits, target, having)
    if partnership.targets and not judged:
        few = f"at most {count(most, 'agency')} on one target; {limits.least_agencies} needed"
        thin = "no target says both who works on it and for whom it is a priority"
        yield NotAssessed(because=thin if asked else few)
    elif small:
        yield NotAssessed(because=f"fewer than {limits.least_agencies} agencies work on {named(small)}", part=True)


def _out_of_step(partnership: Partnership, limits: StepLimits, target: Target, having: frozenset[str]) -> Risk:
    working = working_on(partnership, target)
    who = f"Only {agencies_named(partnership, having)}" if having else "None"
    verb = "count" if len(having) > 1 else "counts"
    return Risk(
        subject=target,
        because=f'{who} of the {len(working)} agencies that work on "{target}" {verb} it among its own top three; '
        f"at least {as_limit(limits.share)} should.",
        at=(target, (target, "priority_for")),
        agencies=working,
        remedy="Name in `priority_for` the agencies that count the target among their own top three.",
    )
