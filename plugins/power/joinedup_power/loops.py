"""Who, through others, stands above itself: loops in lines of reporting, and how they are said."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from joinedup import Board, Role
from joinedup.facts import in_turn, named


MOST_STEPS = 8
"""How many steps of a loop are said one by one."""

Lines = Mapping[str, Sequence[str]]
"""For each id, the ids it reports to."""


def loops(above: Lines) -> tuple[tuple[str, ...], ...]:
    """The groups of ids that stand above themselves; each group and all of them sorted.

    Kosaraju's walk, without recursion: once up the lines to see in which order they end, once down.
    """
    below: dict[str, list[str]] = defaultdict(list)
    for node, highers in above.items():
        for higher in highers:
            below[higher].append(node)
    groups, taken = [], set[str]()
    for start in reversed(_as_they_end(above)):
        group, left = [], [start]
        while left:
            node = left.pop()
            if node not in taken:
                taken.add(node)
                group.append(node)
                left += below[node]
        if len(group) > 1 or start in above[start]:
            groups.append(tuple(sorted(group)))
    return tuple(sorted(groups))


def _as_they_end(above: Lines) -> list[str]:
    """Every id, after all that it reports to unless they stand in a loop."""
    ended: list[str] = []
    seen: set[str] = set()
    waiting = [(start, False) for start in above]
    while waiting:
        node, done = waiting.pop()
        if done:
            ended.append(node)
        elif node not in seen:
            seen.add(node)
            waiting.append((node, True))
            waiting += [(higher, False) for higher in above[node]]
    return ended


def way_round(above: Lines, group: Sequence[str]) -> list[str]:
    """A shortest way from the first of a group up the lines and back to it."""
    start, within = group[0], set(group)
    came_from: dict[str, str] = {}
    waiting = [start]
    for node in waiting:
        if start in above[node]:
            way = [node]
            while way[-1] != start:
                way.append(came_from[way[-1]])
            return way[::-1]
        for higher in sorted(within.intersection(above[node]) - came_from.keys()):
            came_from[higher] = node
            waiting.append(higher)
    return [start]


def say_loop(group: Sequence[Role | Board], way: Sequence[Role | Board]) -> str:
    """A loop in words: "A reports to B, B to C and C to A."."""
    steps = [f"{one} to {higher}" for one, higher in zip(way, (*way[1:], way[0]), strict=True)]
    steps[0] = f"{way[0]} reports to {way[1] if len(way) > 1 else 'itself'}"
    if len(steps) > MOST_STEPS:
        said = f"{', '.join(steps[:2])}, and so on through {len(way)} {way[0].noun}s back to {way[0]}"
    else:
        said = in_turn(steps)
    on_the_way = {record.id for record in way}
    others = [record for record in group if record.id not in on_the_way]
    return f"{said}. Caught up in it: {named(others)}." if others else f"{said}."
