"""Who, through others, stands above itself: loops in lines of reporting."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

Above = Mapping[str, Sequence[str]]
"""For each id, the ids it reports to."""


def loops(above: Above) -> tuple[tuple[str, ...], ...]:
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
        if len(group) > 1 or (group and start in above[start]):
            groups.append(tuple(sorted(group)))
    return tuple(sorted(groups))


def _as_they_end(above: Above) -> list[str]:
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
