"""Processes, row 1 of Table 1: timescales too tight."""

from collections.abc import Iterator
from datetime import date

from joinedup import (
    GOOD_PRACTICE, HIGH, LESS, LOW, MEDIUM, MORE, Action, Barrier, Count, Days, Limits, Months, NotAssessed,
    Partnership, Place, Risk, Role, Share, Table1, Target, Times, Yielded, limit, needs, tiers,
)  # fmt: skip
from joinedup.facts import (
    ask, ask_agreed, ask_direction, ask_due, ask_statuses, count, day, direction, listed, named, open_actions,
    owner_agencies, past_readings, percent, without_status, working_on,
)  # fmt: skip

from .measures import Course, ask_readings, course_of, paces

barrier = Barrier(
    "Timescales too tight",
    cite=Table1(row=1),
    statement="We are given enough time for the work we agree to do.",
    solutions=("purposes/realistic-expectations", "power/resources-to-risk", "processes/meeting-structures"),
    development=("action-learning", "simulation"),
)


class ShortNoticeLimits(Limits):
    """How much notice an action needs, and how many may have less."""

    most: Share = limit("0.2", "the share of actions that may be agreed at short notice", stricter=LESS)
    notice: Days = limit(14, "how many days there should be between agreeing and first due date", stricter=MORE)
    least_actions: Count = limit(5, "how many open actions that are not urgent it takes to judge")


@barrier.rule(LOW, needs=needs("actions"), basis=GOOD_PRACTICE, main=True)
def short_notice(partnership: Partnership, limits: ShortNoticeLimits) -> Iterator[Yielded]:
    """Many actions are due almost as soon as they are agreed.

    Only open actions count, and of those only the ones not marked `urgent`. Notice runs from the day an action was
    agreed to the first day it was due, even if it was put off since.

    ## Why it matters

    Work that is due at once is done by whoever is in the room. Partners who must first ask their own agency come too
    late, and children get what could be done in a hurry.

    ## What to do

    Fix due dates at the meeting with the agency that does the work. Keep short notice for what is urgent, and mark
    it so. If most work is urgent, ask the board what it will put off.
    """
    yield from ask_statuses(partnership)
    judged, short = [], []
    for action in open_actions(partnership):
        if action.urgent:
            continue
        first = _first_due(action)
        if first is None:
            yield ask_due(partnership, action)
        if action.agreed is None or (first and first < action.agreed):
            yield ask_agreed(partnership, action)
        elif first:
            judged.append(action)
            days = (first - action.agreed).days
            if days < limits.notice:
                short.append((days, action.title, action.id, action))
    if len(judged) < limits.least_actions:
        recorded = count(len(judged), "open action that is not urgent", "open actions that are not urgent")
        yield NotAssessed(because=f"{recorded} recorded with both dates; {limits.least_actions} needed")
    elif len(short) > len(judged) * limits.most:
        yield _at_short_notice(partnership, limits, sorted(short), len(judged))


def _at_short_notice(
    partnership: Partnership, limits: ShortNoticeLimits, short: list[tuple[int, str, str, Action]], judged: int
) -> Risk:
    days, _, _, shortest = short[0]
    actions = [action for *_, action in short]
    return Risk(
        subject=partnership,
        because=f"{len(short)} of {count(judged, 'open action')} that are not urgent "
        f"{'was' if len(short) == 1 else 'were'} agreed less than {count(limits.notice, 'day')} before the first due "
        f"date; the limit is {percent(limits.most)}. The shortest notice was {count(days, 'day')}, for "
        f'"{shortest}".',
        at=tuple(place for action in actions for place in ((action, "agreed"), _first_due_place(action))),
        agencies=owner_agencies(partnership, actions),
        remedy="Agree later dates (`due`) for open actions, or mark what could not wait: `urgent: true`.",
    )


def _first_due(action: Action) -> date | None:
    return min((*action.earlier_due, *((action.due,) if action.due else ())), default=None)


def _first_due_place(action: Action) -> Place:
    first = _first_due(action)
    if first is None or first not in action.earlier_due:
        return action, "due"
    return action, "earlier_due", action.earlier_due.index(first)


class PileUpLimits(Limits):
    """How much may fall due at once for one role."""

    actions: Count = limit(5, "the number of actions due in one stretch from which it counts", stricter=LESS)
    stretch: Days = limit(14, "how many days the stretch has", stricter=MORE)


@barrier.rule(MEDIUM, needs=needs("actions"), basis=GOOD_PRACTICE)
def deadline_pile_up(partnership: Partnership, limits: PileUpLimits) -> Iterator[Yielded]:
    """Too much falls due at once for one role.

    Open actions due today or later count, by the role that owns them. For each role the fullest stretch is shown.
    Findings are gathered by agency.

    ## Why it matters

    When everything is due in one fortnight, something slips, and nobody has chosen what. It may be the work that a
    child needed first.

    ## What to do

    Lay the dates side by side and decide with the agency what comes first. Move the rest, or give it to another
    role. Do it now, before the first of the dates is missed.
    """
    yield from ask_statuses(partnership)
    unclear, judged = bool(without_status(partnership)), False
    by_role: dict[str, list[tuple[date, str, Action]]] = {}
    for action in open_actions(partnership):
        if action.due is None:
            yield ask_due(partnership, action)
        if action.due is None or action.owner is None:
            unclear = True
            continue
        judged = True
        if action.due >= partnership.as_of:
            by_role.setdefault(action.owner, []).append((action.due, action.id, action))
    by_agency: dict[str, list[tuple[Role, list[Action]]]] = {}
    for id, dues in by_role.items():
        role, fullest = partnership.role(id), _fullest(sorted(dues), limits.stretch)
        if len(fullest) >= limits.actions:
            by_agency.setdefault(role.agency, []).append((role, fullest))
    for agency, piles in by_agency.items():
        yield _piled_up(partnership, limits, agency, piles)
    if unclear and not judged:
        yield NotAssessed(because="no open action says who owns it and when it is due")


def _fullest(dues: list[tuple[date, str, Action]], stretch: int) -> list[Action]:
    """The most actions, sorted by due date, that fall due within a stretch of days; the earliest such stretch."""
    best, first = (0, 0), 0
    for last, (due, _, _) in enumerate(dues):
        while (due - dues[first][0]).days >= max(stretch, 1):
            first += 1
        if last + 1 - first > best[1] - best[0]:
            best = (first, last + 1)
    return [action for *_, action in dues[slice(*best)]]


def _piled_up(
    partnership: Partnership, limits: PileUpLimits, agency: str, piles: list[tuple[Role, list[Action]]]
) -> Risk:
    said = []
    for role, actions in piles:
        days = sorted({action.due for action in actions if action.due})
        when = f"on {day(days[0])}" if len(days) == 1 else f"from {day(days[0])} to {day(days[-1])}"
        said.append(f"{role} has {count(len(actions), 'open action')} due {when}")
    return Risk(
        subject=partnership.agency(agency),
        because=f"{partnership.agency(agency)}: {listed(said)}. {limits.actions} or more within "
        f"{count(limits.stretch, 'day')} are too many.",
        at=tuple((action, "due") for _, actions in sorted(piles, key=lambda pile: pile[0].id) for action in actions),
        agencies=(agency,),
        remedy="Spread the days in `due`, or give some of the actions another `owner`.",
    )


class OutOfReachLimits(Limits):
    """How much faster a measure may have to move than it has."""

    faster: Times = limit("2", "how many times as fast as so far it may have to move", stricter=LESS)
    cohort: Count = limit(30, "the number of children in the cohort from which it can be high", stricter=LESS)
    least_months: Months = limit(6, "how many months there must be between the baseline and the newest reading")


@barrier.rule(tiers(MEDIUM, well_measured=HIGH), needs=needs("targets"), basis=GOOD_PRACTICE)
def out_of_reach(partnership: Partnership, limits: OutOfReachLimits) -> Iterator[Yielded]:
    """A goal asks for a pace that its measure has not shown.

    The pace so far runs from the baseline to the newest reading, the pace needed from there to the goal. Goals that
    are reached, due today or past are left out, and so are targets to `maintain` something. It is high only with two
    readings or more since the baseline, and never for a cohort that is small or of unknown size.

    ## Why it matters

    A goal that looks out of reach stops guiding anyone. Children are promised a change that may not come in time, and
    the board learns of it late.

    ## What to do

    Ask the accountable role what would make the measure move faster, and what that costs. Then either pay for it, or
    agree a goal that can be reached and say so openly.
    """
    judged, left = False, []
    for target in partnership.targets:
        goal = target.goal
        if goal and (goal.on <= partnership.as_of or target.direction == "maintain"):
            judged = True
        elif goal and target.baseline and target.direction is None:
            left.append(target)
        elif goal and target.baseline and direction(target) is None:
            yield from ask_direction(partnership, target)
        elif goal and target.baseline and target.readings is None:
            yield ask_readings(partnership, target)
        elif course := course_of(target, partnership.as_of, limits.least_months):
            judged = True
            if course.is_out_of_reach(limits.faster):
                yield from _too_far(partnership, limits, target, course)
        else:
            left.append(target)
    last = f"a reading at least {count(limits.least_months, 'month')} after the baseline"
    if partnership.targets and not judged:
        yield NotAssessed(because=f"no target has a direction, a baseline, a goal and {last}")
    elif left:
        lack = "lacks" if len(left) == 1 else "lack"
        yield NotAssessed(because=f"{named(left)} {lack} a direction, a baseline, a goal or {last}", part=True)


def _too_far(partnership: Partnership, limits: OutOfReachLimits, target: Target, course: Course) -> Iterator[Yielded]:
    dates = {r.on for r in past_readings(target, partnership.as_of) if r.on > course.baseline.on}
    small = target.cohort_size is not None and target.cohort_size < limits.cohort
    if len(dates) > 1 and target.cohort and target.cohort_size is None:
        small = True
        yield ask(partnership, target, f'How many children are in the cohort of "{target}"?')
    yield Risk(
        subject=target,
        because=paces(target, course, limits.faster),
        at=(course.baseline, course.newest, course.goal),
        agencies=working_on(partnership, target),
        tier="well_measured" if len(dates) > 1 and not small else "usual",
        remedy="Agree a `goal` that can be reached, or add `readings` that show the measure moving faster.",
    )
