"""Loops in lines of reporting: how they are said."""

from collections.abc import Sequence

from joinedup import Board, Role
from joinedup.facts import Above, in_turn, named


MOST_STEPS = 8
"""How many steps of a loop are said one by one."""


def way_round(above: Above, group: Sequence[str]) -> list[str]:
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
