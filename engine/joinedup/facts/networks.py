"""How agencies hang together: what joins them, the parts of the network, and the agencies that hold it together.

A link joins all its agencies at once, so the network is kept as agencies and links side by side: every walk is linear
in the number of memberships, never in the number of pairs.
"""

from collections.abc import Mapping

from joinedup.frozen import Frozen
from joinedup.partnership import Partnership
from joinedup.partnership.base import Entry

from .memory import remembered
from .sharing import is_live, signers
from .time import in_last
from .work import current_budgets, targets_and_services, working_on

RECENT_DEVELOPMENT = 24
"""Months for which a shared development event joins those who took part."""

KINDS = ("services", "targets", "budgets", "data_sharing", "development")
"""The sections that links come from."""


class Link(Frozen, eq=False):
    """Something that joins two agencies or more: a service, target, budget, sharing agreement or development event."""

    record: Entry
    agencies: frozenset[str]


@remembered
def links(partnership: Partnership) -> tuple[Link, ...]:
    """Everything that joins agencies today."""
    shared = tuple(b for b in current_budgets(partnership) if b.arrangement in ("aligned", "pooled"))
    live = (agreement for agreement in partnership.data_sharing if is_live(partnership, agreement))
    recent = (e for e in partnership.development if e.on and in_last(RECENT_DEVELOPMENT, e.on, partnership.as_of))
    found = [
        *(Link(work, working_on(partnership, work)) for work in (*targets_and_services(partnership), *shared)),
        *(Link(agreement, signers(partnership, agreement)) for agreement in live),
        *(Link(event, frozenset(event.agencies or ())) for event in recent),
    ]
    return tuple(link for link in found if len(link.agencies) > 1)


@remembered
def links_of(partnership: Partnership) -> Mapping[str, tuple[Link, ...]]:
    """For each agency, the links it is part of."""
    found: dict[str, list[Link]] = {agency.id: [] for agency in partnership.agencies}
    for link in links(partnership):
        for agency in link.agencies:
            found[agency].append(link)
    return {agency: tuple(own) for agency, own in found.items()}


@remembered
def parts(partnership: Partnership) -> tuple[frozenset[str], ...]:
    """The parts the network falls into, the largest first; an agency joined to no other is a part of one."""
    by_agency, seen, found = links_of(partnership), set[str](), []
    for start in by_agency:
        if start in seen:
            continue
        part, waiting = {start}, [start]
        done: set[int] = set()
        while waiting:
            for link in by_agency[waiting.pop()]:
                if id(link) not in done:
                    done.add(id(link))
                    waiting += link.agencies - part
                    part |= link.agencies
        seen |= part
        found.append(frozenset(part))
    return tuple(sorted(found, key=lambda part: (-len(part), sorted(part))))


@remembered
def bridges(partnership: Partnership) -> Mapping[str, tuple[frozenset[str], ...]]:
    """For each agency whose leaving would cut its part of the network apart, the pieces that would be left.

    An articulation point of the graph of agencies and links (Tarjan), found without recursion; the pieces are
    looked for afterwards, for those few agencies only.
    """
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for part in parts(partnership):
        for agency in sorted(_cut_points(partnership, part)):
            found[agency] = _without(partnership, part, agency)
    return found


def _cut_points(partnership: Partnership, part: frozenset[str]) -> set[str]:
    by_agency = links_of(partnership)
    root = min(part)
    order: dict[object, int] = {root: 0}
    low: dict[object, int] = {root: 0}
    cuts: set[str] = set()
    roots_children = 0
    stack: list[tuple[object, object, list[object]]] = [(root, None, list(by_agency[root]))]
    while stack:
        node, parent, waiting = stack[-1]
        if waiting:
            following = waiting.pop()
            if following not in order:
                order[following] = low[following] = len(order)
                inner: list[object] = (
                    list(following.agencies) if isinstance(following, Link) else list(by_agency[str(following)])
                )
                stack.append((following, node, inner))
            elif following is not parent:
                low[node] = min(low[node], order[following])
            continue
        stack.pop()
        if parent is None:
            continue
        low[parent] = min(low[parent], low[node])
        if parent == root:
            roots_children += 1
        elif isinstance(parent, str) and low[node] >= order[parent]:
            cuts.add(parent)
    if roots_children > 1:
        cuts.add(root)
    return cuts


def _without(partnership: Partnership, part: frozenset[str], gone: str) -> tuple[frozenset[str], ...]:
    by_agency = links_of(partnership)
    seen, pieces = {gone}, []
    for start in part:
        if start in seen:
            continue
        piece, waiting = {start}, [start]
        while waiting:
            for link in by_agency[waiting.pop()]:
                fresh = link.agencies - piece - {gone}
                piece |= fresh
                waiting += fresh
        seen |= piece
        pieces.append(frozenset(piece))
    return tuple(sorted(pieces, key=lambda piece: (-len(piece), sorted(piece))))
