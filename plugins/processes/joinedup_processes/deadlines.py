"""Processes, row 5 of Table 1: deadlines missed or ignored."""

from collections.abc import Iterator
from decimal import Decimal

from joinedup import (
    GOOD_PRACTICE, HIGH, LESS, LOW, MEDIUM, Action, Barrier, Count, Days, Limits, Months, NotAssessed, Partnership,
    Question, Reading, Risk, Share, Table1, Target, Yielded, limit, nc, needs, tiers,
)  # fmt: skip
from joinedup.facts import (
    Holder, agencies_named, ask, ask_closed, ask_direction, ask_due, ask_status, ask_statuses, by_holder, by_id, count,
    day, direction, figure, gain, in_last, lacks_status, lately, named, open_actions, overdue, owner_agency,
    past_readings, percent, without_status, working_on,
)  # fmt: skip

barrier = Barrier(
    "Deadlines missed or ignored",
    cite=Table1(row=5),
    statement="We finish agreed work by the day it is due.",
    solutions=("processes/meeting-structures", "purposes/realistic-expectations", "power/act-now"),
    development=("action-learning", "mentoring"),
)


class OverdueLimits(Limits):
    """When an overdue action weighs more."""

    late: Days = limit(30, "the days overdue after which it is medium", stricter=LESS)
    very_late: Days = limit(90, "the days overdue after which it is high", stricter=LESS)


@barrier.rule(
    tiers(LOW, late=MEDIUM, very_late=HIGH),
    needs=needs("actions"),
    basis=nc("Appendix 1, Roles, responsibility and accountability"),
    main=True,
)
def overdue_action(partnership: Partnership, limits: OverdueLimits) -> Iterator[Yielded]:
    """Agreed work is past the day it was due.

    Open and blocked actions count. One due today is not overdue. Findings are gathered by the agency whose roles own
    the actions, and weigh as much as the oldest of them.

    ## Why it matters

    Each date that passes without a word makes the next one count for less. Behind it there may be a child or a family
    who was told when help would come.

    ## What to do

    Ask the agency which actions it will finish by the next meeting, and which not. Agree a new date once, with the
    reason in the minutes. Take what has slipped for months to the board that agreed it.
    """
    yield from ask_statuses(partnership)
    late, unclear, judged = [], bool(without_status(partnership)), False
    for action in open_actions(partnership):
        if action.due is None:
            unclear = True
            yield ask_due(partnership, action)
            continue
        judged = True
        if overdue(action, partnership.as_of):
            late.append(action)
    for holder, held in by_holder(partnership, late):
        yield _overdue(partnership, limits, holder, held)
    if unclear and not judged:
        yield NotAssessed(because="no open action says when it is due")


def _overdue(partnership: Partnership, limits: OverdueLimits, holder: Holder, held: list[Action]) -> Risk:
    held.sort(key=lambda action: (-overdue(action, partnership.as_of), action.title, action.id))
    oldest = held[0]
    days = overdue(oldest, partnership.as_of)
    tier = "very_late" if days > limits.very_late else "late" if days > limits.late else "usual"
    over = {"usual": "", "late": f"; over {count(limits.late, 'day')} is late"}
    over["very_late"] = f"; over {count(limits.very_late, 'day')} is very late"
    which = f'"{oldest}"' if len(held) == 1 else f'The oldest, "{oldest}",'
    return Risk(
        subject=holder.subject,
        because=f"{holder.name}: {count(len(held), 'action')} overdue. {which} was due on "
        f"{day(oldest.due or partnership.as_of)}, {count(days, 'day')} ago{over[tier]}.",
        at=tuple((action, "due") for action in held),
        agencies=holder.agencies,
        tier=tier,
        remedy="Close each action (`status`, `closed`, `result`), or agree a new `due` and keep the old one in "
        "`earlier_due`.",
    )


@barrier.rule(HIGH, needs=needs("targets"), basis=GOOD_PRACTICE)
def missed_target(partnership: Partnership) -> Iterator[Yielded]:
    """A target's day has passed and its goal was not reached.

    A goal whose day is today has not passed. The newest reading of that day or later decides. For a target to
    `maintain` something only the exact figure is sure, so any other figure is asked about. A target without a direction
    is left out.

    ## Why it matters

    A goal with a date is a promise to children and families. If nobody says that it was missed, the next promise is
    worth less.

    ## What to do

    Say openly at the board that the goal was missed, and why. Decide whether to try again with more time or money, to
    set another goal, or to stop. Write the decision down with its reason.
    """
    judged, undirected = False, []
    for target in partnership.targets:
        if target.goal is None:
            continue
        if target.goal.on >= partnership.as_of:
            judged = True
            continue
        if target.direction is None:
            undirected.append(target)
            continue
        if direction(target) is None:
            yield from ask_direction(partnership, target)
            continue
        newest = next(iter(past_readings(target, partnership.as_of)), None)
        question = _doubt(partnership, target, target.goal, newest)
        if question:
            yield question
            continue
        judged = True
        if newest and _is_missed(target, newest.value, target.goal.value):
            yield Risk(
                subject=target,
                because=f'"{target}" was to reach {figure(target.goal.value)} by {day(target.goal.on)}. The newest '
                f"reading, of {day(newest.on)}, is {figure(newest.value)}.",
                at=(target.goal, newest),
                agencies=working_on(partnership, target),
                remedy="Agree a new `goal`, or take the target out and say why in the minutes.",
            )
    if partnership.targets and not judged:
        yield NotAssessed(because="no target has a goal that can be held against a reading")
    elif undirected:
        yield NotAssessed(because=f"nothing says which way the measure of {named(undirected)} should go", part=True)


def _is_missed(target: Target, value: Decimal, goal: Decimal) -> bool:
    return target.direction != "maintain" and gain(target, value, goal) > 0


def _doubt(partnership: Partnership, target: Target, goal: Reading, newest: Reading | None) -> Question | None:
    if newest is None or newest.on < goal.on:
        asks = f'What did the measure of "{target}" show on {day(goal.on)} or later?'
    elif target.direction == "maintain" and newest.value != goal.value:
        asks = f'Does {figure(newest.value)} keep the measure of "{target}" where it should be?'
    else:
        return None
    return ask(partnership, target, asks)


class MovingLimits(Limits):
    """How often a due date may move."""

    moves: Count = limit(2, "the number of moves of a due date from which it counts", stricter=LESS)


@barrier.rule(MEDIUM, needs=needs("actions"), basis=GOOD_PRACTICE)
def moving_deadline(partnership: Partnership, limits: MovingLimits) -> Iterator[Yielded]:
    """The due date of agreed work keeps moving.

    Each date in `earlier_due` of an open action is a move. Findings are gathered by agency.

    ## Why it matters

    A date that moves again and again can hide that the work cannot be done as it was agreed. The board hears each time
    that help is near, and children do not see it.

    ## What to do

    At the second move ask what is in the way: time, money, or doubt about the work. Then change the work, the owner or
    the goal, not only the date.
    """
    yield from ask_statuses(partnership)
    moved = [a for a in open_actions(partnership) if a.earlier_due and len(a.earlier_due) >= limits.moves]
    for holder, held in by_holder(partnership, moved):
        held.sort(key=lambda action: (-len(action.earlier_due), action.title, action.id))
        most = held[0]
        now = f" and is now due on {day(most.due)}" if most.due else ""
        yield Risk(
            subject=holder.subject,
            because=f"{holder.name}: {count(len(held), 'open action')} whose due date moved "
            f'{count(limits.moves, "time")} or more. "{most}", first due on {day(min(most.earlier_due))}, has '
            f"moved {count(len(most.earlier_due), 'time')}{now}.",
            at=tuple((action, "earlier_due") for action in held),
            agencies=holder.agencies,
            remedy="Close the action, or break it into steps that can be kept, each with its own `due`.",
        )
    if without_status(partnership) and not open_actions(partnership):
        yield NotAssessed(because="no action says its status")


class HabitLimits(Limits):
    """How many actions may be closed late."""

    most: Share = limit("0.3", "the share of closed actions that may be late", stricter=LESS)
    months: Months = limit(12, "how many months back closed actions are looked at")
    least_actions: Count = limit(5, "how many closed actions of an agency it takes to judge")


@barrier.rule(MEDIUM, needs=needs("actions"), basis=GOOD_PRACTICE)
def habitually_late(partnership: Partnership, limits: HabitLimits) -> Iterator[Yielded]:
    """An agency often finishes agreed work after the day it was due.

    Actions done or dropped count by the last date they had. Findings are gathered by agency; actions without an owner
    are left out.

    ## Why it matters

    Partners who wait for one another plan by each other's dates. If those seldom hold, each adds time to be safe, and
    help reaches children later.

    ## What to do

    Ask the agency what makes its work late: too much at once, dates set by others, or waiting for a third. Agree fewer
    actions, or later dates, and keep those.
    """
    closed: dict[str, list[Action]] = {}
    unowned = 0
    for action in partnership.actions:
        agency = owner_agency(partnership, action)
        asks = list(_unknown_close(partnership, limits.months, action)) if agency else []
        yield from asks
        if asks or not action.closed or not in_last(limits.months, action.closed, partnership.as_of):
            continue
        if agency:
            closed.setdefault(agency, []).append(action)
        else:
            unowned += 1
    enough = {agency: held for agency, held in closed.items() if len(held) >= limits.least_actions}
    for agency, held in enough.items():
        late = by_id(action for action in held if action.due and action.closed and action.closed > action.due)
        if len(late) > len(held) * limits.most:
            yield Risk(
                subject=partnership.agency(agency),
                because=f"{partnership.agency(agency)} closed {len(late)} of {count(len(held), 'action')} late in "
                f"{lately(limits.months)}; the limit is {percent(limits.most)}.",
                at=tuple((action, "closed") for action in late),
                agencies=(agency,),
                remedy="Agree dates (`due`) that the agency can keep.",
            )
    if not enough:
        most = max((len(held) for held in closed.values()), default=0)
        yield NotAssessed(
            because=f"{count(most, 'closed action')} of one agency recorded; {limits.least_actions} needed"
        )
        return
    few = agencies_named(partnership, closed.keys() - enough.keys())
    if few:
        yield NotAssessed(because=f"fewer than {limits.least_actions} closed actions of {few} recorded", part=True)
    if unowned:
        yield NotAssessed(because=f"{count(unowned, 'closed action')} without an owner left out", part=True)


def _unknown_close(partnership: Partnership, months: int, action: Action) -> Iterator[Question]:
    if lacks_status(action):
        yield ask_status(partnership, action)
    if action.status in ("done", "dropped") and action.closed is None:
        yield ask_closed(partnership, action)
    if action.due is None and action.closed and in_last(months, action.closed, partnership.as_of):
        yield ask_due(partnership, action)
