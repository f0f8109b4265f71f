"""Panels in columns, two columns to a sheet, so that no sheet is taller than a page."""

from collections.abc import Callable, Mapping, Sequence

from joinedup.frozen import Frozen

from .drawing import WIDTH, Say
from .forest import Panel, Row
from .labels import ROW, Label, heading
from .text import STEP

TALLEST = 1150
"""How tall a column may be: 207 mm where a sheet is 180 mm wide."""
LOWEST = 230
"""Up to this height one column is enough."""
MOST_SHEETS = 2
HEAD, GAP = 30, 18
SMALL = 8
"""Rows up to which a panel is never broken."""
LEAST = 4
"""How many rows of a panel must stand before a break, and after it."""
LOOSE = 1.25
"""How much taller than needed columns may be for the sake of not breaking a panel."""

Measure = Callable[[Row, float], Label]


class Laid(Frozen):
    """Panels in columns.

    Attributes:
        columns: The panels of each column.
        room: How wide a column is.
        whole: Whether every panel has found its place.
    """

    columns: Sequence[Sequence[Panel]]
    room: float
    whole: bool


def lay(panels: Sequence[Panel], measure: Measure, lanes: float, under: Mapping[str, str | None], say: Say) -> Laid:
    """Lays panels out in one column if they are few, in two if they fit, and else on several sheets.

    Args:
        panels: The panels, in order.
        measure: The label of a row in a width.
        lanes: How much of a column is kept for dashed lines.
        under: For each role its manager.
        say: Puts words of the report's own into an authority's words.
    """
    for columns in (1, *range(2, 2 * MOST_SHEETS + 1, 2)):
        room = (WIDTH if columns == 1 else WIDTH / 2 - 16) - lanes
        heights = {row: measure(row, room).height for panel in panels for row in panel.rows}
        flow = Flow(heights, under, room, say)
        least = sum(GAP + flow.height(panel) for panel in panels) / columns
        if columns == 1 and least > LOWEST:
            continue
        if not _fits(flow(panels, TALLEST, breaks=True), columns):
            continue
        for breaks, most in ((False, LOOSE * least), (True, TALLEST), (False, TALLEST)):
            for limit in range(int(least), int(min(most, TALLEST)), 20):
                found = flow(panels, limit, breaks)
                if found and _fits(found, columns):
                    return Laid(found, room, whole=True)
        return Laid(flow(panels, TALLEST, breaks=True) or (), room, whole=True)
    return Laid((flow(panels, TALLEST, breaks=True) or ())[:columns], room, whole=False)


def _fits(found: Sequence[Sequence[Panel]] | None, columns: int) -> bool:
    return found is not None and len(found) <= columns


class Flow(Frozen):
    """Fills columns with panels, one after the other."""

    heights: Mapping[Row, float]
    under: Mapping[str, str | None]
    room: float
    say: Say

    def __call__(self, panels: Sequence[Panel], limit: float, breaks: bool) -> list[list[Panel]] | None:
        """The panels of each column, none taller than `limit`; None where a panel would have to be."""
        columns: list[list[Panel]] = [[]]
        used = 0.0
        for panel in panels:
            left: Panel | None = panel
            while left:
                gap = GAP if used else 0
                here, left = self._cut(left, limit - used - gap, breaks)
                if here is None and not used:
                    return None
                if here:
                    columns[-1].append(here)
                    used += gap + self.height(here)
                if left:
                    columns.append([])
                    used = 0.0
        return columns

    def height(self, panel: Panel) -> float:
        """How tall a panel is."""
        return self._head(panel) + sum(map(self._height, panel.rows))

    def _head(self, panel: Panel) -> float:
        return HEAD + STEP * (len(heading(panel, self.room, self.say)) - 1)

    def _height(self, row: Row) -> float:
        return ROW if row.again else self.heights[row]

    def _cut(self, panel: Panel, room: float, breaks: bool) -> tuple[Panel | None, Panel | None]:
        """What of a panel fits into the room, and what is left of it."""
        fits, used = 0, self._head(panel)
        for row in panel.rows:
            used += self._height(row)
            if used > room:
                break
            fits += 1
        if fits == len(panel.rows):
            return panel, None
        fits = min(fits, len(panel.rows) - LEAST)
        may = breaks and len(panel.rows) > SMALL and fits >= LEAST + sum(row.again for row in panel.rows)
        if not may:
            return None, panel
        rest = panel.rows[fits:]
        copies = []
        manager = rest[0].role if rest[0].more else self.under[rest[0].role]
        for depth in range(rest[0].depth - 1, -1, -1):
            copies.append(Row(manager or "", depth, again=True))
            manager = self.under[manager or ""]
        return panel.but(rows=panel.rows[:fits]), panel.but(rows=(*reversed(copies), *rest), again=True)
