"""Who answers to whom: each line by its kind, and under whom a role is drawn."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from joinedup.facts.loops import Above, loops
from joinedup.frozen import Frozen
from joinedup.partnership import Partnership, Role


class Kind(StrEnum):
    """What a line is."""

    LINE = "line"
    SECOND = "second"
    LOOP = "loop"


class Line(Frozen):
    """A role that answers to another."""

    role: str
    manager: str
    kind: Kind


class Lines(Frozen):
    """Everybody's lines.

    Attributes:
        under: For each role the manager it is drawn under, or None; followed upwards it never comes back.
        all: Every line, in the order of the ids.
    """

    under: Mapping[str, str | None]
    all: tuple[Line, ...]


def lines_of(partnership: Partnership) -> Lines:
    """Who answers to whom, whatever the order of the file.

    A role is drawn under a manager outside its loop if it has one, and then under one of its own agency.
    Lines within a loop are all of the kind `loop`: which of them is the wrong one, nobody can see from here.
    """
    above = {role.id: sorted(set(role.reports_to or ())) for role in sorted(partnership.roles, key=lambda r: r.id)}
    groups = loops(above)
    loop = {id: id for id in above} | {id: group[0] for group in groups for id in group}
    under: dict[str, str | None] = {
        id: min(
            (manager for manager in managers if loop[manager] != loop[id]),
            key=lambda manager: _nearness(partnership, id, manager),
            default=None,
        )
        for id, managers in above.items()
    }
    for group in groups:
        _hang(partnership, above, group, under)

    def kind(id: str, manager: str) -> Kind:
        if loop[id] == loop[manager]:
            return Kind.LOOP
        return Kind.LINE if under[id] == manager else Kind.SECOND

    return Lines(under, tuple(Line(id, high, kind(id, high)) for id, managers in above.items() for high in managers))


def _nearness(partnership: Partnership, role: str, manager: str) -> tuple[bool, str]:
    return partnership.role(role).agency != partnership.role(manager).agency, manager


def _hang(partnership: Partnership, above: Above, group: Sequence[str], under: dict[str, str | None]) -> None:
    """Hangs the roles of a loop under each other, from those with a manager outside it, or from the first."""
    placed = {id for id in group if under[id]} or {group[0]}
    while len(placed) < len(group):
        step = {}
        for id in group:
            managers = placed.intersection(above[id])
            if id not in placed and managers:
                step[id] = min(managers, key=lambda manager: _nearness(partnership, id, manager))
        under.update(step)
        placed |= step.keys()


def standing(role: Role) -> str:
    """How a role that answers to nobody stands."""
    return "at the top" if role.top else "no line recorded"
