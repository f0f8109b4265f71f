"""Draws the tree: which rows find room, where each stands, and the lines between them."""

from collections import Counter
from collections.abc import Mapping, Sequence

from joinedup.facts import is_vacant
from joinedup.frozen import Frozen
from joinedup.partnership import Partnership

from .columns import GAP, HEAD, Laid, lay
from .dashed import AIR, LANE, LANES, Spot, by_style, routes
from .drawing import GREY, NAVY, RED, WIDTH, Say, Sheet, Style, Words
from .forest import Fold, Forest, Panel, Row
from .labels import INDENT, TEXT, TITLE, Label, heading, label
from .lines import Kind, Line, Lines
from .shapes import SHAPES, number
from .text import STEP

STYLES = {
    Kind.LINE: Style("line", "answers to the role above it", GREY, 1.5),
    Kind.SECOND: Style("second", "answers to a further role", NAVY, 2, "2 4"),
    Kind.LOOP: Style("loop", "in a loop: nobody has the last word", RED, 2.5, "9 5"),
}
FOLDS = (
    (10**6, 9), (20, 9), (12, 8), (10, 6), (8, 5), (6, 5), (6, 4), (5, 4), (5, 3), (4, 3), (3, 3), (3, 2), (2, 2),
    (1, 1),
)  # fmt: skip
"""How many reports of one manager are drawn, and how many steps below the top: tried in turn until everything fits."""
TOP = 10


class Drawn(Frozen):
    """A tree in sheets, and what of it is drawn.

    Attributes:
        sheets: The sheets.
        roles: The roles that are drawn.
        lines: How many lines are drawn, by kind.
    """

    sheets: Sequence[Sheet]
    roles: frozenset[str]
    lines: Counter[Kind]


def draw(partnership: Partnership, trees: Forest, lines: Lines, say: Say) -> Drawn:
    """Draws as much as fits; roles that are vacant or have a dashed line are folded last."""
    dashed = {id for line in lines.all if line.kind is not Kind.LINE for id in (line.role, line.manager)}
    keep = frozenset(dashed.union(role.id for role in partnership.roles if is_vacant(partnership, role)))
    rest = [line for line in lines.all if lines.under[line.role] != line.manager]
    lanes = min(LANES, len(rest))
    memory: dict[tuple[Row, float], Label] = {}

    def measure(row: Row, room: float) -> Label:
        if (row, room) not in memory:
            memory[row, room] = label(partnership, row, lines.under.get(row.role), room, say)
        return memory[row, room]

    for most, deepest in FOLDS:
        laid = lay(
            Fold(most, deepest, keep).panels(trees), measure, lanes * LANE + 2 * AIR if lanes else 0, lines.under, say
        )
        if laid.whole:
            break
    drawing = Drawing(partnership, lines, say)
    for number_of, column in enumerate(laid.columns):
        drawing.column(number_of, column, laid, {row: measure(row, laid.room) for p in column for row in p.rows})
    return drawing.done(rest, lanes)


class Drawing:
    """The sheets while they are drawn."""

    def __init__(self, partnership: Partnership, lines: Lines, say: Say) -> None:
        self.partnership, self.lines, self.say = partnership, lines, say
        self.sheets: list[Sheet] = []
        self.spots: dict[str, Spot] = {}
        self.counted: Counter[Kind] = Counter()
        self.kinds = {(line.role, line.manager): line.kind for line in lines.all}
        self.shapes: list[set[tuple[str, bool, str]]] = []

    def column(self, number_of: int, column: Sequence[Panel], laid: Laid, labels: Mapping[Row, Label]) -> None:
        """Draws a column."""
        if number_of % 2 == 0:
            self.sheets.append(Sheet(lines={style: [] for style in STYLES.values()}))
            self.shapes.append(set())
        sheet, left = self.sheets[-1], (number_of % 2) * WIDTH / 2
        y = float(TOP)
        for panel in column:
            for line in heading(panel, laid.room, self.say):
                sheet.words.append(Words(left + 2, y + 15, line, size=TITLE, bold=True))
                y += STEP
            sheet.rules.append(f"M{number(left)} {number(y + 3)}h{number(laid.room)}")
            at: dict[str, float] = {}
            row_y = y + HEAD - STEP + 10
            for row in panel.rows:
                self._row(row, labels[row], left, row_y, at, number_of, left + laid.room + 2 * AIR)
                row_y += labels[row].height
            y = row_y - 10 + GAP
        sheet.height = max(sheet.height, y)

    def _row(
        self, row: Row, label: Label, left: float, y: float, at: dict[str, float], column: int, lane: float
    ) -> None:
        sheet, x = self.sheets[-1], left + 8 + row.depth * INDENT
        for step, (ink, muted) in enumerate(label.lines):
            sheet.words.append(Words(x + TEXT, y + 5.5 + step * STEP, ink, muted, TITLE if ink else 16))
        if row.more:
            return
        at[row.role] = y + 7
        manager = self.lines.under[row.role]
        if row.again:
            sheet.full.append(f"M{number(x - 2)} {number(y - 2)}h4v4h-4z")
        else:
            self.spots[row.role] = Spot(column, x, y, x + TEXT + label.first, lane)
            self._shape(row.role, x, y)
        if manager:
            path = f"M{number(x - INDENT)} {number(at[manager])}V{number(y)}h{INDENT - 6}"
            at[manager] = y
            if row.again:
                sheet.rules.append(path)
            else:
                kind = self.kinds[row.role, manager]
                sheet.lines[STYLES[kind]].append(path)
                self.counted[kind] += 1

    def _shape(self, id: str, x: float, y: float) -> None:
        role = self.partnership.role(id)
        shape, means = "circle", "answers to another role"
        if not role.reports_to:
            shape, means = ("square", "at the top") if role.top else ("diamond", "answers to nobody, not marked as top")
        vacant = is_vacant(self.partnership, role)
        sheet = self.sheets[-1]
        (sheet.hollow if vacant else sheet.full).append(SHAPES[shape](x, y))
        self.shapes[-1].add((shape, True, means))
        if vacant:
            self.shapes[-1].add(("circle", False, "vacant (any shape, hollow)"))

    def done(self, rest: Sequence[Line], lanes: int) -> Drawn:
        """Draws the lines that are not the tree's own, and the keys."""
        found = routes(rest, self.spots, lanes)
        for place, sheet in enumerate(self.sheets):
            for style, route in by_style(found, {str(kind): style for kind, style in STYLES.items()}, place):
                sheet.lines[style].append(route.path)
                if route.head:
                    sheet.arrows.setdefault(style, []).append(route.head)
                self.counted[route.line.kind] += 1
            shapes = sorted(self.shapes[place], key=lambda entry: (not entry[1], entry[0] != "square", entry[0]))
            sheet.key(STYLES.values(), shapes, self.say)
        return Drawn(self.sheets, frozenset(self.spots), self.counted)
