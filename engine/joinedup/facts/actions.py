"""What was promised: which actions are open and overdue, and whose they are."""

from collections.abc import Iterable, Iterator
from datetime import date

from joinedup.frozen import Frozen
from joinedup.partnership import Action, Partnership, Policy
from joinedup.rules import Subject

from .memory import remembered
from .names import by_id
from .time import days_past

OPEN = ("open", "blocked")


def is_open(action: Action) -> bool:
    """Whether an action is open or blocked. One without a status is neither open nor closed."""
    return action.status in OPEN


@remembered
def open_actions(partnership: Partnership) -> tuple[Action, ...]:
    """The actions that are open or blocked."""
    return tuple(action for action in partnership.actions if is_open(action))


def overdue(action: Action, today: date) -> int:
    """By how many days an open action is overdue. Due today is not overdue: 0."""
    return days_past(action.due, today) if is_open(action) else 0


def lacks_status(action: Action) -> bool:
    """Whether nobody can tell if an action is open; one with a day of closing is not."""
    return action.status is None and action.closed is None


@remembered
def without_status(partnership: Partnership) -> tuple[Action, ...]:
    """The actions of which nobody can tell whether they are open."""
    return tuple(action for action in partnership.actions if lacks_status(action))


def owner_agency(partnership: Partnership, record: Action | Policy) -> str | None:
    """The agency of the role that owns an action or keeps a policy."""
    return partnership.role(record.owner).agency if record.owner else None


def owner_agencies(partnership: Partnership, records: Iterable[Action | Policy]) -> frozenset[str]:
    """The agencies whose roles own some of these actions or keep some of these policies."""
    return frozenset(agency for record in records if (agency := owner_agency(partnership, record)))


class Holder(Frozen):
    """Who holds a group of actions: the agency whose roles own them, or nobody.

    Attributes:
        subject: What a finding about the group is about.
        name: How a sentence about the group begins.
        agencies: The id of the agency; empty where the actions have no owner.
    """

    subject: Subject
    name: str
    agencies: tuple[str, ...]


def by_holder(partnership: Partnership, actions: Iterable[Action]) -> Iterator[tuple[Holder, list[Action]]]:
    """Actions in the order of their ids, gathered by the agency of their owner; those without one stand together."""
    groups: dict[str | None, list[Action]] = {}
    for action in by_id(actions):
        groups.setdefault(owner_agency(partnership, action), []).append(action)
    for id, held in groups.items():
        if id is None:
            yield Holder((partnership, "without-owner"), "Without an owner", ()), held
        else:
            agency = partnership.agency(id)
            yield Holder(agency, agency.name, (id,)), held
