"""Processes, row 4 of Table 1: actions not followed up."""

from collections.abc import Iterator
from typing import NamedTuple
from datetime import date
from decimal import Decimal

from joinedup import (
    GOOD_PRACTICE, HIGH, LESS, LOW, MEDIUM, Action, Barrier, Board, Count, Days, Limits, Months, NotAssessed,
    Partnership, Question, Risk, Role, Table1, Times, Yielded, limit, nc, needs, tiers,
)  # fmt: skip
from joinedup.facts import (
    YEAR, Holder, ask_agreed, ask_closed, ask_how_often, ask_meetings, ask_status, ask_statuses, at_the_table,
    by_holder, by_id, count, covering, day, days_past, in_last, is_vacant, lately, named, open_actions, past_meetings,
    without_status,
)  # fmt: skip

from .blocked import blocked_too_long
from .commitments import forgotten_by_boards

barrier = Barrier(
    "Actions not followed up",
    cite=Table1(row=4),
    statement="What we agree in meetings is followed up afterwards.",
    solutions=("processes/meeting-structures", "processes/define-roles", "power/act-now"),
    development=("action-learning", "case-review"),
)

ON_COMMITMENTS = nc("Appendix 1, Roles, responsibility and accountability")


class SilentLimits(Limits):
    """How long nothing may be said of an open action."""

    days: Days = limit(60, "how many days may pass without an update", stricter=LESS)
    intervals: Times = limit("1.25", "how many intervals of its board may pass without an update", stricter=LESS)


class Silence(NamedTuple):
    """How long nothing was said of an action, the longest first."""

    since: date
    title: str
    id: str
    most: int


@barrier.rule(MEDIUM, needs=needs("actions", helped_by=("boards",)), basis=ON_COMMITMENTS, main=True)
def silent_action(partnership: Partnership, limits: SilentLimits) -> Iterator[Yielded]:
    """Agreed work has had no update for too long.

    Silence runs from the last update, or from the day an open action was agreed. A board that meets seldom has more
    time: the longer of the two limits holds. An action that names no board has the limit in days. Findings are
    gathered by agency.

    ## Why it matters

    An action that nobody reports on can stop without anybody noticing. The board believes that help is on its way, and
    children wait for it.

    ## What to do

    Open each meeting with the list of open actions, and take one sentence on each. Ask owners to write it beforehand,
    so that the meeting spends its time on those that are stuck. Close what nobody means to do any more.
    """
    yield from ask_statuses(partnership)
    asked: dict[str, Board] = {}
    silent: dict[str, tuple[Action, Silence]] = {}
    unclear, judged = bool(without_status(partnership)), False
    for action in open_actions(partnership):
        since = max((when for when in (action.agreed, action.updated) if when), default=None)
        if since is None:
            unclear = True
            yield ask_agreed(partnership, action)
            continue
        days, agreed_at = days_past(since, partnership.as_of), _board_of(partnership, action)
        if days > limits.days and agreed_at and not agreed_at.meetings_a_year:
            unclear = True
            asked[agreed_at.id] = agreed_at
            continue
        judged = True
        most = _most_days(limits, agreed_at)
        if days > most:
            silent[action.id] = action, Silence(since, action.title, action.id, most)
    for board in asked.values():
        yield ask_how_often(partnership, board)
    for holder, held in by_holder(partnership, (action for action, _ in silent.values())):
        yield _unheard_of(partnership, holder, sorted(silent[action.id][1] for action in held))
    if unclear and not judged:
        yield NotAssessed(because="no open action says when it was last heard of, and how often its board meets")


def _board_of(partnership: Partnership, action: Action) -> Board | None:
    found: Board | None = partnership.find("boards", action.agreed_at) if action.agreed_at else None
    return found


def _most_days(limits: SilentLimits, board: Board | None) -> int:
    if board is None or not board.meetings_a_year:
        return limits.days
    return max(limits.days, int(limits.intervals * YEAR / board.meetings_a_year))


def _unheard_of(partnership: Partnership, holder: Holder, silences: list[Silence]) -> Risk:
    longest = silences[0]
    actions = [partnership.find("actions", silence.id) for silence in silences]
    days = days_past(longest.since, partnership.as_of)
    return Risk(
        subject=holder.subject,
        because=f"{holder.name}: {count(len(actions), 'open action')} without an update for longer than the limit. For "
        f'"{longest.title}" it is {count(days, "day")}, since {day(longest.since)}; its limit is '
        f"{count(longest.most, 'day')}.",
        at=tuple((action, "updated" if action.updated else "agreed") for action in actions),
        agencies=holder.agencies,
        remedy="Say how each action stands and give the day in `updated`; or close it, with its `result`.",
    )


class ForgottenLimits(Limits):
    """How many meetings may pass without a word on what was agreed."""

    meetings: Count = limit(2, "after how many meetings without an update an action is forgotten", stricter=LESS)


@barrier.rule(LOW, needs=needs("actions", "boards"), basis=ON_COMMITMENTS, solutions=("processes/meeting-structures",))
def forgotten_commitment(partnership: Partnership, limits: ForgottenLimits) -> Iterator[Yielded]:
    """What a board agreed has had no update for several of its meetings.

    An open action is forgotten once its board has met twice without an update: at the next meeting and the one after.
    Meetings count from the last update, or from the day on which the action was agreed. Those after today do not. An
    action that names no board is left out. Findings are gathered by the board that agreed. They weigh little, because
    `processes/silent-action` finds the same silence for those who own the actions.

    ## Why it matters

    A promise is more likely to be kept when somebody will ask after it. Where nobody asks, work agreed for children can
    stop without the board hearing of it.

    ## What to do

    Let the chair open each meeting with what was agreed at the last one, owner by owner. Strike what the board no
    longer wants, so that the list stays short enough to be read.
    """
    yield from forgotten_by_boards(partnership, limits.meetings)


@barrier.rule(tiers(HIGH, covered=MEDIUM), needs=needs("actions", "roles"), basis=ON_COMMITMENTS)
def no_owner(partnership: Partnership) -> Iterator[Yielded]:
    """Agreed work belongs to nobody.

    An open action counts if it names no owner, or if the post of its owner is vacant. It weighs one step less where
    a deputy who is in post covers all the posts. Findings are gathered by agency; actions without an owner stand
    together.

    ## Why it matters

    When work belongs to everybody, each can think that another does it. That it is not done may come out only when a
    child is let down.

    ## What to do

    Name one role for each action before the meeting ends. When a post falls vacant, hand its actions to somebody on
    the same day, and write it down.
    """
    yield from ask_statuses(partnership)
    unowned = [action for action in open_actions(partnership) if _is_unowned(partnership, action)]
    for holder, held in by_holder(partnership, unowned):
        roles = by_id(partnership.role(id) for id in {action.owner for action in held} if id)
        actions = count(len(held), "open action")
        one = len(held) == 1
        yield Risk(
            subject=holder.subject,
            because=f"{holder.name}: {actions} {'belongs' if one else 'belong'} to "
            f"{'a vacant post' if len(roles) == 1 else 'vacant posts'}. "
            f"{'; '.join(sorted(_vacancy(partnership, role) for role in roles))}."
            if roles
            else f"{actions} {'has' if one else 'have'} no owner: {named(held)}.",
            at=(
                *((action, "owner") if roles else action for action in held),
                *((role, "vacant_since") for role in roles),
            ),
            agencies=holder.agencies,
            tier="covered" if roles and all(covering(partnership, role) for role in roles) else "usual",
            remedy="Give each action an `owner` whose post is filled.",
        )
    if without_status(partnership) and not open_actions(partnership):
        yield NotAssessed(because="no action says its status")


def _is_unowned(partnership: Partnership, action: Action) -> bool:
    return action.owner is None or is_vacant(partnership, partnership.role(action.owner))


def _vacancy(partnership: Partnership, role: Role) -> str:
    deputy = covering(partnership, role)
    stands_in = f"{deputy} covers for it" if deputy else "no deputy in post covers for it"
    return f"{role} has been vacant since {day(role.vacant_since or partnership.as_of)}, and {stands_in}"


class StuckLimits(Limits):
    """How long an action may be blocked."""

    most: Days = limit(60, "how many days an action may be blocked", stricter=LESS)


@barrier.rule(MEDIUM, needs=needs("actions"), basis=GOOD_PRACTICE)
def stuck_action(partnership: Partnership, limits: StuckLimits) -> Iterator[Yielded]:
    """Agreed work has been stuck for months.

    An action blocked by a policy is looked at elsewhere. Findings are gathered by the agency whose roles own the
    actions.

    ## Why it matters

    A block that stays has the effect of a decision not to act, which nobody has made. Children lose time that they do
    not get back.

    ## What to do

    Ask at the next meeting who can remove what blocks the action, and give that role a date. If nobody at the table
    can, take it one board higher.
    """
    yield from blocked_too_long(partnership, by_policy=False, most=limits.most)


class ClosedLimits(Limits):
    """How far back closed actions are looked at."""

    months: Months = limit(12, "how many months back actions are looked at")


@barrier.rule(LOW, needs=needs("actions"), basis=GOOD_PRACTICE)
def closed_without_result(partnership: Partnership, limits: ClosedLimits) -> Iterator[Yielded]:
    """Actions were closed as done with no result on record.

    Actions that were dropped are looked at elsewhere. Findings are gathered by agency.

    ## Why it matters

    Done is not the same as useful. Without a result the board cannot see what an action changed for children, nor learn
    from it for the next.

    ## What to do

    Ask each owner for one sentence: what is different now? Close no action at a meeting without it.
    """
    closed, unclear, judged = [], False, False
    for action in partnership.actions:
        question = _unknown_end(partnership, action)
        if question and action.result is None:
            unclear = True
            yield question
            continue
        judged = True
        done = action.status == "done" and action.closed is not None
        if done and action.result is None and in_last(limits.months, action.closed or date.max, partnership.as_of):
            closed.append(action)
    for holder, held in by_holder(partnership, closed):
        yield Risk(
            subject=holder.subject,
            because=f"{holder.name}: {count(len(held), 'action')} done in {lately(limits.months)} "
            f"{'says' if len(held) == 1 else 'say'} nothing of the result: {named(held)}.",
            at=tuple((action, "closed") for action in held),
            agencies=holder.agencies,
            remedy="Write what came of each action in its `result`.",
        )
    if unclear and not judged:
        yield NotAssessed(because="no action says its status and, once done, the day on which it was closed")


def _unknown_end(partnership: Partnership, action: Action) -> Question | None:
    if action.status is None:
        return ask_status(partnership, action)
    return ask_closed(partnership, action) if action.status == "done" and action.closed is None else None


class NotMeetingLimits(Limits):
    """How long a board may go without a meeting."""

    intervals: Times = limit("1.5", "how many of its intervals may pass without a meeting", stricter=LESS)


@barrier.rule(tiers(MEDIUM, top=HIGH), needs=needs("boards"), basis=GOOD_PRACTICE)
def board_not_meeting(partnership: Partnership, limits: NotMeetingLimits) -> Iterator[Yielded]:
    """A board has stopped meeting as often as it means to.

    The interval is a year divided by `meetings_a_year`. Meetings after today are ignored. A board that says it has
    had no meeting (`meetings: []`) counts too.

    ## Why it matters

    What a board does not meet about, it does not decide. Others then decide alone, or nobody does, and what was agreed
    for children may not be followed up.

    ## What to do

    Ask the chair to call a meeting within a month. If the board is no longer needed, close it and hand its actions to
    another. If it means to meet less often, change `meetings_a_year`.
    """
    judged = False
    for board in partnership.boards:
        if board.meetings is None:
            yield ask_meetings(partnership, board)
        if board.meetings_a_year is None:
            yield ask_how_often(partnership, board)
        if board.meetings is None or board.meetings_a_year is None:
            continue
        judged = True
        held = past_meetings(partnership, board)[:1]
        days = days_past(held[0].on, partnership.as_of) if held else None
        if days is None or days * board.meetings_a_year > limits.intervals * YEAR:
            yield _not_meeting(partnership, limits.intervals, board, days)
    if partnership.boards and not judged:
        yield NotAssessed(because="no board gives both its meetings and how many it means to have in a year")


def _not_meeting(partnership: Partnership, intervals: Decimal, board: Board, days: int | None) -> Risk:
    means = f"it means to meet {_times(board.meetings_a_year or 1)}"
    held = past_meetings(partnership, board)[:1]
    most = int(intervals * YEAR / (board.meetings_a_year or 1))
    return Risk(
        subject=board,
        because=f"{board} last met on {day(held[0].on)}, {count(days or 0, 'day')} ago. With {_plan(board)} the limit "
        f"is {count(most, 'day')}."
        if held
        else f"{board} has not met yet, and {means}.",
        at=((held[0], "on") if held else (board, "meetings"), (board, "meetings_a_year")),
        agencies=at_the_table(partnership, board),
        tier="top" if board.top else "usual",
        remedy="Add the meetings held to `meetings`, or correct `meetings_a_year`.",
    )


def _times(number: int) -> str:
    return {1: "once a year", 2: "twice a year"}.get(number, f"{number} times a year")


def _plan(board: Board) -> str:
    return f"{count(board.meetings_a_year or 1, 'meeting')} planned a year"
