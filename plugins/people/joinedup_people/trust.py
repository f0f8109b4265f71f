"""People, row 4 of Table 1: lack of trust and understanding."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from joinedup import (
    GOOD_PRACTICE, HIGH, LESS, LOW, MEDIUM, MORE, Barrier, Days, Development, Limits, Months, NotAssessed, Partnership,
    Risk, Share, Table1, Times, Yielded, limit, nc, needs, nfer, tiers,
)  # fmt: skip
from joinedup.facts import (
    Wave, agencies_named, as_limit, ask, ask_about_event, core_agencies, count, day, days_past, figure, in_last, lately,
    listed, named, newest_waves, remembered, shown,
)  # fmt: skip

barrier = Barrier(
    "Lack of trust and understanding",
    cite=Table1(row=4),
    statement="I trust the other agencies to do what is right for children.",
    solutions=("people/bridges", "people/personalities-out", "people/transition-stresses", "processes/all-views"),
    development=("shadowing", "workshop", "case-review"),
)


class NoJointTrainingLimits(Limits):
    """How long ago shared training may be."""

    months: Months = limit(12, "how many months back an event counts", stricter=LESS)


@barrier.rule(MEDIUM, needs=needs("development"), basis=nfer("section 3.5"), main=True)
def no_joint_training(partnership: Partnership, limits: NoJointTrainingLimits) -> Iterator[Yielded]:
    """On record, a core agency has shared no training or development lately.

    Any kind of event counts if two or more agencies took part. Some events do not say when they were or who took part.
    These are asked about, and agencies that may have been there are not judged.

    ## Why it matters

    People who have learned together know what the others can do and what their words mean. Without that, a call to
    another agency is harder to make, and a child waits meanwhile.

    ## What to do

    Put a shared event on the calendar of the next quarter, and give this agency places on it. If its shifts are the
    obstacle, go to where its staff are. Shadowing for a day counts as well.
    """
    events = [event for event in partnership.development if _may_be_shared(partnership, event, limits.months)]
    known = [event for event in events if event.on and event.agencies is not None]
    came = {agency for event in known for agency in event.agencies or ()}
    core = core_agencies(partnership)
    absent = [agency for agency in core if agency.id not in came]
    thin = [event for event in events if event.on is None or event.agencies is None]
    ids = {agency.id for agency in absent}
    thin = [event for event in thin if ids and (event.agencies is None or ids.intersection(event.agencies))]
    for event in thin:
        yield from ask_about_event(partnership, event, "on", "agencies")
    yield from _why_not(partnership, thin)
    if len(partnership.agencies) < 2:
        return
    anybody = any(event.agencies is None for event in thin)
    might = {agency for event in thin for agency in event.agencies or ()}
    for agency in absent:
        if anybody or agency.id in might:
            continue
        last = _last_shared(partnership).get(agency.id)
        yield Risk(
            subject=agency,
            because=f"On record, {agency} has shared no training or development with another agency in "
            f"{lately(limits.months)}. {_when(last)}",
            at=(agency, last) if last else (agency, (partnership, "development")),
            agencies=(agency.id,),
            remedy="Hold a shared event, and add it under `development` with the agency among its `agencies`.",
        )


def _may_be_shared(partnership: Partnership, event: Development, months: int) -> bool:
    """Whether an event lies in the window and had two agencies, as far as it says."""
    in_time = event.on is None or in_last(months, event.on, partnership.as_of)
    return in_time and (event.agencies is None or len(set(event.agencies)) > 1)


def _why_not(partnership: Partnership, thin: list[Development]) -> Iterator[NotAssessed]:
    """What keeps core agencies from being judged on the events they shared."""
    if not core_agencies(partnership):
        yield NotAssessed(because="no agency is marked as core")
    elif len(partnership.agencies) < 2:
        yield NotAssessed(because=f"{count(len(partnership.agencies), 'agency')} described; 2 needed")
    elif thin:
        yield NotAssessed(because=f"too little is recorded of {named(thin)}")


@remembered
def _last_shared(partnership: Partnership) -> Mapping[str, Development]:
    """For each agency, the newest event up to today that it shared with another."""
    newest: dict[str, Development] = {}
    for on, _, event in sorted((event.on, event.id, event) for event in partnership.development if event.on):
        agencies = set(event.agencies or ())
        if on <= partnership.as_of and len(agencies) > 1:
            newest.update(dict.fromkeys(agencies, event))
    return newest


def _when(last: Development | None) -> str:
    return f'The last was "{last}" on {day(last.on)}.' if last and last.on else "No earlier one is on record."


class NoCommonInductionLimits(Limits):
    """What makes an induction common."""

    months: Months = limit(24, "how many months back an induction counts", stricter=LESS)
    core_share: Share = limit("0.5", "the share of core agencies that must have shared it", stricter=MORE)


@barrier.rule(
    LOW, needs=needs("development"), basis=nc("Executive summary, recommendations on training and development")
)
def no_common_induction(partnership: Partnership, limits: NoCommonInductionLimits) -> Iterator[Yielded]:
    """New staff of the core agencies have no induction in common.

    An induction is common if enough of the core agencies shared it, and at least two agencies. Where an event that
    could be one does not say so, it is asked about, and nothing is judged.

    ## Why it matters

    New staff learn in their first weeks whom to call. Those who meet only their own agency learn only its view of a
    child.

    ## What to do

    Agree half a day that every new member of staff spends with the other agencies. Let each agency show what it
    does for one family. Hold it at least twice a year.
    """
    core = {agency.id for agency in core_agencies(partnership)}
    events = [event for event in partnership.development if event.kind in ("induction", None)]
    events = [event for event in events if _may_be_shared(partnership, event, limits.months)]
    wide = [event for event in events if event.agencies is None or _is_common(core, event, limits.core_share)]
    thin = [event for event in wide if None in (event.kind, event.on, event.agencies)]
    if core and len(wide) > len(thin):
        return
    for event in thin:
        yield from ask_about_event(partnership, event, "kind", "on", "agencies")
    yield from _why_not(partnership, thin)
    if not thin and core and len(partnership.agencies) > 1:
        held = [event for event in events if event.kind and event.on]
        yield _no_induction(
            partnership, limits, max(held, key=lambda event: (_came(core, event), event.id), default=None)
        )


def _came(core: set[str], event: Development) -> int:
    return len(core.intersection(event.agencies or ()))


def _is_common(core: set[str], event: Development, share: Decimal) -> bool:
    return _came(core, event) >= len(core) * share


def _no_induction(partnership: Partnership, limits: NoCommonInductionLimits, nearest: Development | None) -> Risk:
    core = core_agencies(partnership)
    came = _came({agency.id for agency in core}, nearest) if nearest else 0
    near = f' The nearest, "{nearest}", had {came} of {count(len(core), "core agency")}.' if nearest else ""
    return Risk(
        subject=partnership,
        because=f"No induction of {lately(limits.months)} was shared by at least "
        f"{as_limit(limits.core_share)} of the core agencies.{near}",
        at=((partnership, "development"), *((nearest,) if nearest else ())),
        agencies=[agency.id for agency in core],
        remedy="Hold one, and add it under `development` with `kind: induction` and the agencies that took part.",
    )


class OpenDisputeLimits(Limits):
    """How long a dispute may be open."""

    open_days: Days = limit(60, "how many days a dispute may be open", stricter=LESS)
    high_days: Days = limit(180, "the number of days above which it is high", stricter=LESS)


@barrier.rule(tiers(MEDIUM, long=HIGH), needs=needs("disputes"), basis=GOOD_PRACTICE)
def open_dispute(partnership: Partnership, limits: OpenDisputeLimits) -> Iterator[Yielded]:
    """A dispute between agencies has been open for too long.

    Disputes are those that were escalated from one agency to another. The oldest open one is judged.

    ## Why it matters

    While agencies differ about who should act, help for the child can stop. The longer it lasts, the harder it is for
    both sides to work together for the next child.

    ## What to do

    Name two directors, one from each side, and give them ten working days. Let a third agency chair if they cannot
    agree. Record what was settled, so that the same dispute does not come back.
    """
    disputes = partnership.disputes
    if disputes is None or (disputes.open == 0 and disputes.oldest_open is None):
        return
    if disputes.open == 0 or (disputes.open is None and disputes.oldest_open is None):
        yield ask(partnership, disputes, "How many disputes between agencies are open?")
        unknown = disputes.open is None
        yield NotAssessed(
            because="no number is given" if unknown else "none is open, yet the oldest open one has a day"
        )
        return
    if disputes.oldest_open is None:
        yield ask(partnership, disputes, "When was the oldest open dispute raised?")
        yield NotAssessed(because="nothing says since when disputes are open")
        return
    days = days_past(disputes.oldest_open, partnership.as_of)
    if days > limits.open_days:
        several = f"{disputes.open} disputes between agencies are open, the oldest"
        said = several if (disputes.open or 1) > 1 else "A dispute between agencies has been open"
        yield Risk(
            subject=partnership,
            because=f"{said} since {day(disputes.oldest_open)}, for {count(days, 'day')}; the limit is "
            f"{count(limits.open_days, 'day')}.",
            at=((disputes, "oldest_open"),),
            tier="long" if days > limits.high_days else "usual",
            remedy="Settle the oldest dispute, and bring `open` and `oldest_open` up to date.",
        )


class PerceptionGapLimits(Limits):
    """How far apart two agencies may see one thing."""

    gap: Times = limit("1.5", "the points between two agencies' means from which it counts", stricter=LESS)


@barrier.rule(MEDIUM, needs=needs("survey"), basis=GOOD_PRACTICE)
def perception_gap(partnership: Partnership, limits: PerceptionGapLimits, least_answers: int) -> Iterator[Yielded]:
    """Two agencies answer the same statement very differently.

    The newest answers of each agency count, on a scale from 1 to 5, and the widest gap on each statement is given.
    Agencies with few answers are left out, and so is any other from which their answers could be worked out.

    ## Why it matters

    Two agencies that see the same work so differently may not have compared what they see. Children meet the gap
    between them.

    ## What to do

    Show both figures to both agencies in one room, and ask each for two examples. Look for what one side knows and
    the other does not. Ask the same statement again in six months.
    """
    judged, hidden = False, []
    for barrier_id, waves in sorted(newest_waves(partnership).items()):
        known = shown(waves, least_answers)
        if len(known) < len(waves):
            hidden.append(_about(barrier_id))
        if len(known) < 2:
            continue
        judged = True
        ranked = sorted(known, key=lambda wave: (wave.mean, wave.agencies))
        low, high = ranked[0], ranked[-1]
        if high.mean - low.mean < Fraction(limits.gap):
            continue
        yield Risk(
            subject=(partnership, barrier_id),
            because=f"On the statement about {_about(barrier_id)}, {_mean(partnership, low)} and "
            f"{_mean(partnership, high)}, on a scale from 1 to 5. A gap counts from {figure(limits.gap)} points.",
            at=(*low.records, *high.records),
            agencies=(*low.agencies, *high.agencies),
            remedy="Time and talk clear it: the next answers of both agencies come closer together.",
        )
    if not judged:
        yield NotAssessed(
            because=f"no statement has answers from two agencies, of {least_answers} people or more each, "
            "that can be shown"
        )
    elif hidden:
        on = listed(hidden) if len(hidden) <= 5 else count(len(hidden), "statement")
        yield NotAssessed(because=f"not every agency's answers on {on} can be shown", part=True)


def _mean(partnership: Partnership, wave: Wave) -> str:
    """Say "Northby Police averages 2.45", cut to two places so that no mean reads higher than it is."""
    mean = Decimal(wave.mean.numerator * 100 // wave.mean.denominator) / 100
    return f"{agencies_named(partnership, wave.agencies)} averages {figure(mean)}"


def _about(barrier_id: str) -> str:
    """The words of a barrier's id: "staff commitment"."""
    return barrier_id.rpartition("/")[2].replace("_", " ").replace("-", " ")
