"""How records are named in a sentence, and the order in which they are gone through."""

from collections.abc import Iterable
from typing import TypeVar

from joinedup.partnership import Agency, Board, Entry, Partnership, Record, Role, Stakeholder

from .words import alphabetical, in_turn

MOST_NAMES = 5
"""How many names a sentence gives before it says how many more there are."""

E = TypeVar("E", bound=Entry)


def by_id(records: Iterable[E]) -> tuple[E, ...]:
    """Records in the order of their ids, so that the order of the file never shows."""
    return tuple(sorted(records, key=lambda record: record.id))


def by_kind(records: Iterable[E]) -> tuple[E, ...]:
    """Records of several kinds, kind by kind, each in the order of their ids."""
    return tuple(sorted(records, key=lambda record: (record.noun, record.id)))


def titled(record: Record) -> str:
    """A record as a sentence names it: agencies, boards, roles and offices by name, the title of all else in quotes."""
    return str(record) if isinstance(record, Agency | Board | Role | Stakeholder) else f'"{record}"'


def named(records: Iterable[Record], joiner: str = "and") -> str:
    """Records in alphabetical order, each once: "A, B and C"; a long list is cut short: "A, B, C, D, E and 3 more"."""
    each = {id(record): record for record in records}
    names = alphabetical(titled(record) for record in each.values())
    if len(names) > MOST_NAMES + 1:
        names = [*names[:MOST_NAMES], f"{len(names) - MOST_NAMES} more"]
    return in_turn(names, joiner)


def agencies_named(partnership: Partnership, ids: Iterable[str], joiner: str = "and") -> str:
    """The names of agencies from their ids, as `named` gives them."""
    return named(map(partnership.agency, ids), joiner)
