"""Processes, row 3 of Table 1: body of evidence does not exist yet."""

from collections.abc import Iterator
from datetime import date

from joinedup import (
    HIGH, LESS, MEDIUM, Barrier, Count, Evidence, Limits, Months, NotAssessed, Partnership, Question, Reading, Risk,
    Service, Table1, Target, Yielded, limit, needs, nfer, tiers,
)  # fmt: skip
from joinedup.facts import (
    ALL_WORK, ask_kind, ask_start, count, day, has_ended, high_risk, in_last, is_evaluated, lately, lead_agency,
    months_before, named, past_readings, services_for, working_on,
)  # fmt: skip

from .hearing import ask_for, may_be_recent, not_heard, pieces
from .measures import ask_readings

barrier = Barrier(
    "Body of evidence does not exist yet",
    cite=Table1(row=3),
    statement="We can show what difference our joint work makes for children.",
    solutions=("processes/all-views", "processes/pilot-together", "processes/outcomes-first"),
    development=("workshop", "action-learning"),
)

ON_DATA = nfer("section 3.3")
ON_VOICE = nfer("section 3.2")
YOUNG = frozenset({"children", "young-people"})
STAFF = frozenset({"staff"})
FAMILY = YOUNG | {"parents", "carers"}


@barrier.rule(MEDIUM, needs=needs("targets"), basis=ON_DATA, main=True)
def no_baseline(partnership: Partnership) -> Iterator[Yielded]:
    """A target does not say where it started, or where its figures come from.

    A baseline of 0 counts. One dated after today does not count yet.

    ## Why it matters

    Without a starting point nobody can tell whether children are better off than before. Without a source, two agencies
    can bring two figures, and the meeting is spent on which is right.

    ## What to do

    Ask the officer who keeps the performance figures for the last figure before the work began. Write down which
    return or report it comes from. If nothing was measured, measure now and call it the baseline.
    """
    for target in partnership.targets:
        start = target.baseline
        planned = start is not None and start.on > partnership.as_of
        lacks = [] if start and not planned else ["no baseline"]
        lacks += [] if target.source else ["no source for its measure"]
        if lacks:
            dated = f" The baseline given is dated {day(start.on)}, after today." if start and planned else ""
            yield Risk(
                subject=target,
                because=f'The target "{target}" has {" and ".join(lacks)}{" yet" * planned}.{dated}',
                at=(target, start) if start and planned else (target,),
                agencies=working_on(partnership, target),
                remedy=f"Give the target's {' and '.join(_fields(lacks))}.",
            )


def _fields(lacks: list[str]) -> list[str]:
    return ["`baseline`" if lack == "no baseline" else "`source`" for lack in lacks]


class StaleReadingLimits(Limits):
    """How old the newest figure may be."""

    months: Months = limit(18, "how many months old the newest figure may be", stricter=LESS)
    high_risk: Count = limit(15, "the score in the risk register from which it is high", stricter=LESS)


@barrier.rule(tiers(MEDIUM, high_risk=HIGH), needs=needs("targets"), basis=ON_DATA)
def stale_reading(partnership: Partnership, limits: StaleReadingLimits) -> Iterator[Yielded]:
    """No recent figure of a target is on record.

    The newest figure counts, be it a reading or the baseline. Readings after today are ignored.

    ## Why it matters

    A board that has only old figures has to guess. If things have got worse for children since, it finds out late.

    ## What to do

    Ask the source of the measure for its newest figure, and put it into the file. If the measure is no longer taken,
    choose another one and take a new baseline.
    """
    judged, never = False, []
    for target in partnership.targets:
        newest = _newest_figure(target, partnership.as_of)
        stale = newest is not None and newest.on < months_before(partnership.as_of, limits.months)
        if target.readings is None and (newest is None or stale):
            yield ask_readings(partnership, target)
        elif newest:
            judged = True
            if stale:
                yield _old_figure(partnership, limits, target, newest)
        else:
            never.append(target)
    if partnership.targets and not judged:
        yield NotAssessed(because="no target says when it was last measured")
    elif never:
        yield NotAssessed(because=f"no figure of {named(never)} is on record yet", part=True)


def _newest_figure(target: Target, today: date) -> Reading | None:
    start = (target.baseline,) if target.baseline and target.baseline.on <= today else ()
    return max((*past_readings(target, today)[:1], *start), key=lambda figure: figure.on, default=None)


def _old_figure(partnership: Partnership, limits: StaleReadingLimits, target: Target, newest: Reading) -> Risk:
    risky = high_risk(target, limits.high_risk)
    score = f" {risky.capitalize()}." if risky else ""
    since = f"since its baseline of {day(newest.on)}" if newest is target.baseline else f"since {day(newest.on)}"
    return Risk(
        subject=target,
        because=f'The target "{target}" has no figure on record {since}; the limit is '
        f"{count(limits.months, 'month')}.{score}",
        at=(newest, (target, "risk")) if risky else (newest,),
        agencies=working_on(partnership, target),
        tier="high_risk" if risky else "usual",
        remedy="Add the newest figure to the target's `readings`.",
    )


class NeedsAssessmentLimits(Limits):
    """How old a needs assessment may be."""

    months: Months = limit(36, "how many months old the newest needs assessment may be", stricter=LESS)


@barrier.rule(HIGH, needs=needs("evidence"), basis=ON_DATA)
def old_needs_assessment(partnership: Partnership, limits: NeedsAssessmentLimits) -> Iterator[Yielded]:
    """No needs assessment is recent enough to plan by.

    The newest evidence of the kind `needs-assessment` counts. One dated after today does not count yet.

    ## Why it matters

    Children's needs move on with the area they live in. Services planned on an old picture go where the need was, and
    those in need today can be missed.

    ## What to do

    Commission a joint needs assessment, and name the groups of children it must look at. Ask each agency for its own
    data and for the views of front-line staff. Until then say what is already known to have changed.
    """
    today, made, unclear = partnership.as_of, [], []
    for evidence in partnership.evidence:
        if evidence.kind == "needs-assessment" and evidence.on and evidence.on <= today:
            made.append((evidence.on, evidence.id, evidence))
        elif evidence.kind in (None, "needs-assessment") and may_be_recent(evidence, limits.months, today):
            unclear.append(evidence)
    on, _, newest = max(made, default=(None, "", None))
    if on and in_last(limits.months, on, today):
        return
    if unclear:
        yield from ask_for(partnership, unclear, "kind", "on")
        yield NotAssessed(because=f"the kind or the day of {pieces(unclear)} is not given")
        return
    yield Risk(
        subject=partnership,
        because=f'The newest needs assessment, "{newest}", is of {day(on)}; the limit is '
        f"{count(limits.months, 'month')}."
        if on
        else "No needs assessment is recorded.",
        at=((newest, "on"),) if newest else ((partnership, "evidence"),),
        agencies=lead_agency(partnership),
        remedy="Add the new one to `evidence` with `kind: needs-assessment` and its day in `on`.",
    )


class NeverEvaluatedLimits(Limits):
    """How long a service may go without an evaluation."""

    months: Months = limit(12, "how many months a service may run without an evaluation", stricter=LESS)


@barrier.rule(MEDIUM, needs=needs("services"), basis=ON_DATA)
def never_evaluated(partnership: Partnership, limits: NeverEvaluatedLimits) -> Iterator[Yielded]:
    """No evaluation of a service is on record.

    Services that still run count once they are old enough, and pilots also once they have ended. Other services that
    have ended are left out. An evaluation dated after today does not count yet.

    ## Why it matters

    A service may cost money for years and change nothing for the children who come to it. And one that works may be
    cut, because nobody can show that it does.

    ## What to do

    Agree the question, the figures and the day of an evaluation with the agencies that run the service. A few pages
    are enough. Hear the children who use it.
    """
    judged = False
    for service in partnership.services:
        evaluated = is_evaluated(partnership, service)
        question = None if evaluated else _unknown(partnership, service)
        if question:
            yield question
            continue
        judged = True
        if not evaluated:
            yield from _unevaluated(partnership, service, limits.months)
    if partnership.services and not judged:
        yield NotAssessed(because="no service says when it started or, once over, of what kind it was")


def _unknown(partnership: Partnership, service: Service) -> Question | None:
    if has_ended(service, partnership.as_of):
        return None if service.kind else ask_kind(partnership, service)
    return None if service.starts else ask_start(partnership, service)


def _unevaluated(partnership: Partnership, service: Service, months: int) -> Iterator[Risk]:
    if service.ends and service.ends < partnership.as_of:
        because = f'The pilot "{service}" ended on {day(service.ends)} without an evaluation on record.'
        old, field = service.kind == "pilot", "ends"
    else:
        starts = service.starts or partnership.as_of
        because = f'"{service}" has run since {day(starts)} without an evaluation on record; the limit is '
        because += f"{count(months, 'month')}."
        old, field = starts < months_before(partnership.as_of, months), "starts"
    if old:
        yield Risk(
            subject=service,
            because=because,
            at=((service, field),),
            agencies=working_on(partnership, service),
            remedy="Add the evaluation to the service's `evaluations`.",
        )


class ChildrenHeardLimits(Limits):
    """For how long hearing children counts."""

    months: Months = limit(24, "how many months ago children may have been heard last", stricter=LESS)


@barrier.rule(HIGH, needs=needs("evidence"), basis=ON_VOICE, solutions=("processes/all-views",))
def children_not_heard(partnership: Partnership, limits: ChildrenHeardLimits) -> Iterator[Yielded]:
    """No recent evidence rests on what children or young people said.

    Evidence of every kind counts if `heard` names children or young people.

    ## Why it matters

    Children see what adults in meetings cannot: what help feels like, and where it fails to come. A plan made without
    them can miss both.

    ## What to do

    Ask children and young people about one decision the board has to make soon. Go to where they are, and ask those
    who are seldom asked. Tell them afterwards what was done with what they said.
    """
    yield from not_heard(partnership, limits.months, YOUNG, "children or young people")


class StaffHeardLimits(Limits):
    """For how long hearing front-line staff counts."""

    months: Months = limit(24, "how many months ago front-line staff may have been heard last", stricter=LESS)


@barrier.rule(MEDIUM, needs=needs("evidence"), basis=ON_DATA, solutions=("processes/all-views",))
def staff_not_heard(partnership: Partnership, limits: StaffHeardLimits) -> Iterator[Yielded]:
    """No recent evidence rests on what front-line staff said.

    Evidence of every kind counts if `heard` names staff. The survey of this health check does not: it asks staff how
    agencies work together, and not what children need.

    ## Why it matters

    Those who see children every day notice first what is changing. A plan made without them can come late, or ask
    for what does not fit into a working day.

    ## What to do

    Ask ten front-line staff from several agencies what they see more of than a year ago, and what gets in the way.
    Bring their answers to the board beside the figures, and tell them what it decided.
    """
    yield from not_heard(partnership, limits.months, STAFF, "front-line staff")


class CohortHeardLimits(Limits):
    """For how long hearing a cohort counts."""

    months: Months = limit(24, "how many months ago the cohort may have been heard last", stricter=LESS)


@barrier.rule(MEDIUM, needs=needs("targets", "evidence"), basis=ON_VOICE, solutions=("processes/all-views",))
def cohort_not_heard(partnership: Partnership, limits: CohortHeardLimits) -> Iterator[Yielded]:
    """No recent evidence heard the vulnerable group that a target is for.

    Evidence counts if it heard children, young people, parents or carers. It must cover the target, a current service
    that supports it, or everything (`all`).

    ## Why it matters

    Groups with the widest gaps are often those least heard. A target set without them aims at what others think they
    need.

    ## What to do

    Ask the group the target is for, or the parents and carers of young children. A youth worker, a foster carers'
    forum or a children's centre can open the door. Record what was heard, and which target it is about.
    """
    known, unclear = _coverage(partnership, limits.months)
    for_cohorts = [target for target in partnership.targets if target.cohort]
    doubtful: set[str] = set()
    judged = False
    for target in for_cohorts:
        works = {ALL_WORK, target.id, *(service.id for service in services_for(partnership)[target.id])}
        if not works & known and works & unclear.keys():
            doubtful |= works
            continue
        judged = True
        if not works & known:
            yield Risk(
                subject=target,
                because=f"No evidence of {lately(limits.months)} heard those whom "
                f'"{target}" is for ({target.cohort}), or their parents or carers.',
                at=((target, "cohort"),),
                agencies=working_on(partnership, target),
                remedy="Add the evidence with `heard`, and the target or its service in `covers`.",
            )
    asked = {evidence.id: evidence for work in doubtful for evidence in unclear.get(work, ())}
    yield from ask_for(partnership, (asked[id] for id in sorted(asked)), "covers", "heard", "on")
    if for_cohorts and not judged:
        yield NotAssessed(because=f"what was covered, who was heard, or the day is not given for {pieces(asked)}")


def _coverage(partnership: Partnership, months: int) -> tuple[set[str], dict[str, list[Evidence]]]:
    """The work for which families were heard, and the evidence that may have heard them, by the work it may cover."""
    known: set[str] = set()
    unclear: dict[str, list[Evidence]] = {}
    for evidence in partnership.evidence:
        if not may_be_recent(evidence, months, partnership.as_of):
            continue
        if evidence.heard is not None and not FAMILY.intersection(evidence.heard):
            continue
        if evidence.on and evidence.heard is not None and evidence.covers is not None:
            known.update(evidence.covers)
            continue
        for work in (ALL_WORK,) if evidence.covers is None else evidence.covers:
            unclear.setdefault(work, []).append(evidence)
    return known, unclear
