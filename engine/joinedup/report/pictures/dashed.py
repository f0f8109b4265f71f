"""Where the dashed lines run: in lanes to the right of a column, past all words."""

from collections.abc import Iterable, Mapping, Sequence

from joinedup.frozen import Frozen

from .drawing import Style
from .lines import Line
from .shapes import ARROW, arrow, circle, number

LANES, LANE = 5, 9
"""How many dashed lines run side by side in a column at most, and how far apart."""
ASIDE = 4
"""How far from the middle of a row a line leaves it (below) or reaches it (above)."""
AIR = 8


class Spot(Frozen):
    """Where a role stands: its column, its shape, the end of its first line of words, and its column's first lane."""

    column: int
    x: float
    y: float
    end: float
    lane: float


class Route(Frozen):
    """The path of a dashed line and the head of its arrow."""

    line: Line
    column: int
    path: str
    head: str


def routes(lines: Iterable[Line], spots: Mapping[str, Spot], lanes: int) -> list[Route]:
    """The routes of all lines that find a lane, the shortest first; the others are not drawn.

    A line within a column, or between the two columns of a sheet, can be drawn; one between sheets cannot.

    Args:
        lines: The lines.
        spots: Where each role stands.
        lanes: How many lanes a column has.
    """
    drawable = [line for line in lines if line.role in spots and line.manager in spots and _near(line, spots)]
    drawable.sort(key=lambda line: (abs(spots[line.role].y - spots[line.manager].y), line.role, line.manager))
    taken: dict[tuple[int, int], list[tuple[float, float]]] = {}
    found = []
    for line in drawable:
        role, manager = spots[line.role], spots[line.manager]
        if line.role == line.manager:
            found.append(Route(line, role.column, circle(role.x, role.y, 9), ""))
            continue
        column = min(role.column, manager.column)
        low, high = sorted((role.y, manager.y))
        for lane in range(lanes):
            used = taken.setdefault((column, lane), [])
            if all(high + AIR < start or low - AIR > stop for start, stop in used):
                used.append((low, high))
                left = role if role.column == column else manager
                found.append(_route(line, role, manager, left.lane + lane * LANE))
                break
    return found


def _near(line: Line, spots: Mapping[str, Spot]) -> bool:
    return spots[line.role].column // 2 == spots[line.manager].column // 2


def _route(line: Line, role: Spot, manager: Spot, lane: float) -> Route:
    """Out of the role, along the lane and to the manager: right of words in its own column, before it in the next."""
    column = min(role.column, manager.column)
    start = role.end + AIR if role.column == column else role.x - AIR
    way = -1 if manager.column == column else 1
    stop = manager.end + AIR if way < 0 else manager.x - AIR
    leaves, reaches = role.y + ASIDE, manager.y - ASIDE
    path = f"M{number(start)} {number(leaves)}H{number(lane)}V{number(reaches)}H{number(stop - way * ARROW)}"
    return Route(line, column, path, arrow(stop, reaches, way))


def by_style(found: Sequence[Route], styles: Mapping[str, Style], sheet: int) -> Iterable[tuple[Style, Route]]:
    """The routes on a sheet, each with how it is drawn."""
    return ((styles[route.line.kind], route) for route in found if route.column // 2 == sheet)
