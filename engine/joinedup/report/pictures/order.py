"""The order of the agencies round the ring: those who share stand close together, so that few lines cross."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import dist

MOST_ROUNDS = 20


def arranged(
    ids: Sequence[str], pairs: Iterable[tuple[str, str]], points: Sequence[tuple[float, float]]
) -> tuple[str, ...]:
    """The ids in the order of the points, swapped two by two for as long as that makes the lines shorter.

    Args:
        ids: The ids in an order to begin with.
        pairs: Who is linked to whom.
        points: A point for each id.
    """
    far = [[dist(one, other) for other in points] for one in points]
    linked: dict[str, set[str]] = {id: set() for id in ids}
    for one, other in pairs:
        linked[one].add(other)
        linked[other].add(one)
    at = {id: place for place, id in enumerate(ids)}

    def length(id: str, place: int, without: str) -> float:
        """How long the lines of an id are from a place, but for the one to the id it is swapped with."""
        return sum(far[place][at[other]] for other in linked[id] if other != without)

    for _ in range(MOST_ROUNDS):
        before = dict(at)
        for one, other in combinations(ids, 2):
            here, there = at[one], at[other]
            now = length(one, here, other) + length(other, there, one)
            swapped = length(one, there, other) + length(other, here, one)
            if swapped < now - 0.001:
                at[one], at[other] = there, here
        if at == before:
            break
    return tuple(sorted(ids, key=at.__getitem__))
