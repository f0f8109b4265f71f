"""Agreed work that is blocked, by a policy or by anything else."""

from collections.abc import Iterator

from joinedup import Action, NotAssessed, Partnership, Policy, Question, Record, Risk, Target, Yielded
from joinedup.facts import Holder, ask, ask_statuses, by_holder, count, day, days_past, open_actions, without_status


def blocked_too_long(partnership: Partnership, by_policy: bool, most: int) -> Iterator[Yielded]:
    """Actions blocked for more than `most` days, by a policy or by anything else; one risk an agency."""
    yield from ask_statuses(partnership)
    found: dict[str, Action] = {}
    unclear = bool(without_status(partnership))
    judged = False
    for action in open_actions(partnership):
        questions = list(_ask_about_block(partnership, action, by_policy))
        yield from questions
        if questions:
            unclear = True
            continue
        judged = True
        if _is_blocked(action, by_policy) and days_past(action.blocked_since, partnership.as_of) > most:
            found[action.id] = action
    for holder, held in by_holder(partnership, found.values()):
        yield _too_long(partnership, holder, held, by_policy, most)
    if unclear and not judged:
        yield NotAssessed(because="no action says its status or, once blocked, what blocks it and since when")


def _is_blocked(action: Action, by_policy: bool) -> bool:
    by = action.blocked_by
    return action.status == "blocked" and by is not None and (by.policy is not None) == by_policy


def _ask_about_block(partnership: Partnership, action: Action, by_policy: bool) -> Iterator[Question]:
    unexplained = action.status == "blocked" and action.blocked_by is None
    if unexplained:
        yield ask(partnership, action, f'What blocks "{action}"?')
    if action.blocked_since is None and (unexplained or _is_blocked(action, by_policy)):
        yield ask(partnership, action, f'Since when is "{action}" blocked?')


def _too_long(partnership: Partnership, holder: Holder, held: list[Action], by_policy: bool, most: int) -> Risk:
    dated = sorted((action.blocked_since or partnership.as_of, action.title, action.id, action) for action in held)
    since, _, _, longest = dated[0]
    obstacles = {action.id: _obstacle(partnership, action) for action in held}
    words = obstacles[longest.id][1]
    which = f'"{longest}"' if len(held) == 1 else f'The longest, "{longest}",'
    records = {id(record): record for *_, action in dated for record, _ in (obstacles[action.id],) if record}
    return Risk(
        subject=holder.subject,
        because=f"{holder.name}: {count(len(held), 'action')} blocked{' by a policy' * by_policy} for more than "
        f"{count(most, 'day')}. {which} has been blocked by {words} since {day(since)}, "
        f"{count(days_past(since, partnership.as_of), 'day')} ago.",
        at=(*((action, "blocked_since") for *_, action in dated), *records.values()),
        agencies=holder.agencies,
        remedy="Remove what blocks the action and set its `status` to open; or close it, with its `result`.",
    )


def _obstacle(partnership: Partnership, action: Action) -> tuple[Record | None, str]:
    by = action.blocked_by
    if by is None or by.other is not None:
        return None, f'"{by.other}"' if by else ""
    section, id = ("policies", by.policy) if by.policy else ("targets", by.target)
    record: Policy | Target = partnership.find(section, id or "")
    return record, f'the {record.noun} "{record}"'
