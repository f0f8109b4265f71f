"""The roles as trees: agency by agency, each role below its manager, and what of them is folded."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from joinedup.frozen import Frozen
from joinedup.partnership import Agency, Partnership

from .lines import Lines
from .text import clean

LONE = 3
"""From so many agencies with one post each on, these share a panel."""


class Row(Frozen):
    """One row of the tree.

    Attributes:
        role: The role; where reports are folded, their manager, or "" where it is an agency's own top roles.
        depth: How many steps from the top.
        more: How many roles are folded into this row; 0 where the row is a role.
        again: Whether the role stands here only because its reports go on in another column.
        guest: Whether the panel is not that of the role's agency.
    """

    role: str
    depth: int
    more: int = 0
    again: bool = False
    guest: bool = False


class Panel(Frozen):
    """An agency with the trees of its top roles; without an agency, those of several that have one role each."""

    agency: Agency | None
    rows: tuple[Row, ...]
    again: bool = False


class Forest(Frozen):
    """The roles below each role, and the top roles of each panel, in the order in which they are drawn."""

    below: Mapping[str, Sequence[str]]
    tops: Sequence[tuple[Agency | None, Sequence[str]]]
    size: Mapping[str, int]

    def preorder(self) -> Iterator[str]:
        """Every role in the order of the picture."""
        for _, tops in self.tops:
            waiting = [*reversed(tops)]
            while waiting:
                role = waiting.pop()
                yield role
                waiting += reversed(self.below.get(role, ()))


def forest(partnership: Partnership, lines: Lines) -> Forest:
    """The roles as trees: the lead agency first, then the agencies with most roles below them."""
    below: dict[str | None, list[str]] = defaultdict(list)
    for id, manager in lines.under.items():
        below[manager].append(id)
    order = [*below[None]]
    for id in order:
        order += below.get(id, ())
    size = dict.fromkeys(order, 1)
    for id in reversed(order):
        manager = lines.under[id]
        if manager:
            size[manager] += size[id]

    def place(id: str) -> tuple[bool, str, str]:
        return size[id] > 1, clean(partnership.role(id).title).casefold(), id

    def at_top(id: str) -> tuple[bool, int, str, str]:
        role = partnership.role(id)
        return not role.top, -size[id], clean(role.title).casefold(), id

    tops: dict[str, list[str]] = defaultdict(list)
    for id in below[None]:
        tops[partnership.role(id).agency].append(id)
    agencies = sorted(
        (partnership.agency(id) for id in tops),
        key=lambda agency: (
            not agency.lead, -sum(size[id] for id in tops[agency.id]), agency.name.casefold(), agency.id,
        ),
    )  # fmt: skip
    ordered = {id: sorted(reports, key=place) for id, reports in below.items() if id}
    groves: list[tuple[Agency | None, Sequence[str]]] = [
        (agency, sorted(tops[agency.id], key=at_top)) for agency in agencies
    ]
    lone = [id for _, own in groves for id in own if len(own) == 1 and size[id] == 1]
    if len(lone) >= LONE:
        groves = [(agency, own) for agency, own in groves if own[0] not in lone] + [(None, lone)]
    return Forest(ordered, groves, size)


class Fold(Frozen):
    """How much is drawn.

    Attributes:
        most: How many reports of one manager.
        deepest: How many steps below the top.
        keep: The roles that are folded last.
    """

    most: int
    deepest: int
    keep: frozenset[str]

    def panels(self, trees: Forest) -> tuple[Panel, ...]:
        """The rows of each panel."""
        return tuple(Panel(agency, tuple(self._rows(trees, tops, agency is None))) for agency, tops in trees.tops)

    def _rows(self, trees: Forest, tops: Sequence[str], guests: bool) -> Iterator[Row]:
        waiting = [row.but(guest=guests) for row in reversed(self._shown(trees, "", tops, 0))]
        while waiting:
            row = waiting.pop()
            yield row
            if not row.more:
                waiting += reversed(self._shown(trees, row.role, trees.below.get(row.role, ()), row.depth + 1))

    def _shown(self, trees: Forest, manager: str, reports: Sequence[str], depth: int) -> list[Row]:
        """The rows of a manager's reports; one row stands for all that are folded, if they are more than one."""
        most = self.most if depth <= self.deepest else 0
        place = {id: number for number, id in enumerate(reports)}
        ranked = sorted(reports, key=lambda id: (id not in self.keep, -trees.size[id], place[id]))
        if sum(trees.size[id] for id in ranked[most:]) == 1:
            most += 1
        folded = sum(trees.size[id] for id in ranked[most:])
        rows = [Row(id, depth) for id in sorted(ranked[:most], key=place.__getitem__)]
        return [*rows, Row(manager, depth, more=folded)] if folded else rows
