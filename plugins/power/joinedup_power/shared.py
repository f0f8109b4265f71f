"""What several barriers of this theme ask or list in the same words."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from joinedup import Board, Partnership, Question, Role, Service
from joinedup.facts import answers_for, listed


class HasId(Protocol):
    """A record with an id."""

    @property
    def id(self) -> str:
        """Its id."""


E = TypeVar("E", bound=HasId)


def ask_who_runs(partnership: Partnership, service: Service) -> Question:
    """Asks for the agencies of a service."""
    return Question(asks=f'Which agencies run "{service}"?', of=answers_for(partnership, service), at=(service,))


def ask_members(partnership: Partnership, board: Board) -> Question:
    """Asks for the members of a board."""
    return Question(asks=f"Who are the members of {board}?", of=answers_for(partnership, board), at=(board,))


def ask_level(role: Role) -> Question:
    """Asks for the level of a role."""
    return Question(asks=f"At which level does {role} work?", of=(role.agency,), at=(role,))


def some(names: Iterable[object], most: int = 6) -> str:
    """Names in alphabetical order; of a long list the first few, and how many more there are."""
    ordered = sorted({str(name) for name in names}, key=lambda name: (name.casefold(), name))
    if len(ordered) <= most + 1:
        return listed(ordered)
    return f"{', '.join(ordered[:most])} and {len(ordered) - most} more"


def by_id(records: Iterable[E]) -> tuple[E, ...]:
    """Records in the order of their ids, so that the order of the file never shows."""
    return tuple(sorted(records, key=lambda record: record.id))
