"""What several barriers of the theme share: actions by agency, measures, and questions asked in the same words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from joinedup import (
    Action,
    Agency,
    Board,
    NotAssessed,
    Partnership,
    Policy,
    Question,
    Record,
    Risk,
    Role,
    Yielded,
)
from joinedup.facts import count, day, days_past, member_agencies, open_actions, owner_agency

YEAR = 365
"""Days of a year, for intervals and rates."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a group of actions: the agency whose roles own them, or nobody."""

    subject: Agency | tuple[Partnership, str]
    name: str
    agencies: tuple[str, ...]


def by_holder(partnership: Partnership, actions: Iterable[Action]) -> Iterator[tuple[Holder, list[Action]]]:
    """Actions gathered by the agency of their owner; those without an owner stand together."""
    groups: dict[str | None, list[Action]] = {}
    for action in actions:
        groups.setdefault(owner_agency(partnership, action), []).append(action)
    for id, held in groups.items():
        if id is None:
            yield Holder((partnership, "without-owner"), "Without an owner", ()), held
        else:
            agency = partnership.agency(id)
            yield Holder(agency, agency.name, (id,)), held


def owners(partnership: Partnership, actions: Iterable[Action]) -> set[str]:
    """The agencies that own some of these actions."""
    return {agency for action in actions if (agency := owner_agency(partnership, action))}


def who_knows(partnership: Partnership, record: Action | Board | Policy | Role) -> tuple[str, ...]:
    """Whom to ask: the agency of the role or of the role that owns it; of boards and the rest, the lead agency."""
    if isinstance(record, Role):
        return (record.agency,)
    owner = None if isinstance(record, Board) else record.owner
    return (partnership.role(owner).agency,) if owner else lead(partnership)


def at_the_table(partnership: Partnership, board: Board) -> set[str]:
    """The agencies of a board's members and of its chair."""
    chair = {partnership.role(board.chair).agency} if board.chair else set()
    return {*member_agencies(partnership, board), *chair}


def lead(partnership: Partnership) -> tuple[str, ...]:
    """The lead agency, if the description names one."""
    return tuple(agency.id for agency in partnership.agencies if agency.lead)


def without_status(partnership: Partnership) -> list[Action]:
    """Actions of which nobody can tell whether they are open; one with a day of closing is not."""
    return [action for action in partnership.actions if action.status is None and action.closed is None]


def ask_status(partnership: Partnership) -> Iterator[Question]:
    """Asks for the status of each action that has none."""
    for action in without_status(partnership):
        yield ask(partnership, action, f'What is the status of "{action}"?')


def ask(partnership: Partnership, record: Action | Board | Policy | Role, asks: str) -> Question:
    """A question about a record, to whoever knows."""
    return Question(asks=asks, of=who_knows(partnership, record), at=(record,))


def blocked_too_long(partnership: Partnership, by_policy: bool, most: int) -> Iterator[Yielded]:
    """Actions blocked for more than `most` days, by a policy or by anything else; one risk an agency."""
    yield from ask_status(partnership)
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
    section, id, noun = ("policies", by.policy, "policy") if by.policy else ("targets", by.target, "target")
    record = partnership.find(section, id or "")
    return record, f'the {noun} "{record}"'


def lately(months: int) -> str:
    """A window up to today: "the last 12 months", "the last month"."""
    return "the last month" if months == 1 else f"the last {count(months, 'month')}"
