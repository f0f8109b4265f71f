"""Who answers to whom: each line by its kind, and under whom a role is drawn."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from joinedup.partnership import Partnership, Role


class Kind(StrEnum):
    """What a line is."""

    LINE = "line"
    SECOND = "second"
    LOOP = "loop"


@dataclass(frozen=True, slots=True)
class Line:
    """A role that answers to another."""

    role: str
    manager: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Lines:
    """Everybody's lines.

    Attributes:
        under: For each role the manager it is drawn under, or None; followed upwards it never comes back.
        all: Every line, in the order of the ids.
    """

    under: Mapping[str, str | None]
    all: tuple[Line, ...]


Above = Mapping[str, Sequence[str]]


def lines_of(partnership: Partnership) -> Lines:
    """Who answers to whom, whatever the order of the file.

    A role is drawn under a manager outside its loop if it has one, and then under one of its own agency.
    Lines within a loop are all of the kind `loop`: which of them is the wrong one, nobody can see from here.
    """
    above = {role.id: sorted(set(role.reports_to or ())) for role in sorted(partnership.roles, key=lambda r: r.id)}
    loops = _loops(above)
    under: dict[str, str | None] = {
        id: min(
            (manager for manager in managers if loops[manager] != loops[id]),
            key=lambda manager: _nearness(partnership, id, manager),
            default=None,
        )
        for id, managers in above.items()
    }
    members: dict[str, list[str]] = defaultdict(list)
    for id, loop in loops.items():
        members[loop].append(id)
    for group in members.values():
        if len(group) > 1:
            _hang(partnership, above, sorted(group), under)

    def kind(id: str, manager: str) -> Kind:
        if loops[id] == loops[manager]:
            return Kind.LOOP
        return Kind.LINE if under[id] == manager else Kind.SECOND

    return Lines(under, tuple(Line(id, high, kind(id, high)) for id, managers in above.items() for high in managers))


def _nearness(partnership: Partnership, role: str, manager: str) -> tuple[bool, str]:
    return partnership.role(role).agency != partnership.role(manager).agency, manager


def _hang(partnership: Partnership, above: Above, group: Iterable[str], under: dict[str, str | None]) -> None:
    """Hangs the roles of a loop under each other, from those with a manager outside it, or from the first."""
    group = list(group)
    placed = {id for id in group if under[id]} or {group[0]}
    while len(placed) < len(group):
        step = {}
        for id in group:
            managers = placed.intersection(above[id])
            if id not in placed and managers:
                step[id] = min(managers, key=lambda manager: _nearness(partnership, id, manager))
        under.update(step)
        placed |= step.keys()


def _loops(above: Above) -> Mapping[str, str]:
    """For each id the first id of its loop, or its own where it stands in none.

    Kosaraju's walk without recursion: once up the lines to see in which order they end, once down.
    """
    below: dict[str, list[str]] = defaultdict(list)
    for id, managers in above.items():
        for manager in managers:
            below[manager].append(id)
    first: dict[str, str] = {}
    for start in reversed(_as_they_end(above)):
        group, waiting = [], [start]
        while waiting:
            id = waiting.pop()
            if id not in first:
                first[id] = start
                group.append(id)
                waiting += below[id]
        first.update(dict.fromkeys(group, min(group, default=start)))
    return first


def _as_they_end(above: Above) -> list[str]:
    """Every id, after all that it answers to unless they stand in a loop."""
    ended, seen = list[str](), set[str]()
    waiting = [(start, False) for start in above]
    while waiting:
        id, done = waiting.pop()
        if done:
            ended.append(id)
        elif id not in seen:
            seen.add(id)
            waiting.append((id, True))
            waiting += [(manager, False) for manager in above[id]]
    return ended


def standing(role: Role) -> str:
    """How a role that answers to nobody stands."""
    return "at the top" if role.top else "no line recorded"
