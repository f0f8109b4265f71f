"""The ring: where each agency and its name stand, and the lines between them."""

from collections.abc import Mapping, Sequence
from math import dist, sqrt

from joinedup.frozen import Frozen

from .drawing import BROWN, MUTED, NAVY, RED, WIDTH, Sheet, Style, Words
from .order import arranged
from .pairs import Pair, State
from .shapes import circle, number
from .text import FONT, STEP, wrap

STYLES = {
    State.LIVE: Style("live", "live agreement for all they do together", NAVY, 1.5),
    State.UNCLEAR: Style("unclear", "agreement that does not say what it covers", MUTED, 2, "1.5 5"),
    State.NOT_LIVE: Style("not-live", "agreement not live, for some or all of it", BROWN, 2.5, "4 4"),
    State.MISSING: Style("missing", "no agreement recorded, for some or all of it", RED, 3, "12 6"),
}
ACROSS = 230
"""Half the width of the ring."""
DOWN_LEAST, DOWN_EACH, DOWN_ROUND = 70, 32, 230
"""Half its height: with few agencies low, then round."""
APART = 42
"""The least from one name to the next: two lines of words and air."""
AIR = 13
CURVE = 0.4
"""How far the longest lines bend towards the middle: 0 is straight."""
DENSE = 120
"""From so many lines on they are drawn thinner."""


class Place(Frozen):
    """Where an agency stands: its point on the ring, and how far up (-1) or down (1) it is."""

    x: float
    y: float
    turn: float

    @property
    def left(self) -> bool:
        """Whether it stands in the left half."""
        return self.x < WIDTH / 2


def places(agencies: Sequence[str]) -> tuple[Mapping[str, Place], float]:
    """The place of each agency, half of them down the left side, half down the right; and how far down."""
    half = (len(agencies) + 1) // 2
    down = max(min(DOWN_ROUND, DOWN_LEAST + DOWN_EACH * half), (half - 1) * APART / 2 / (_end(half) or 1))
    found = {}
    for side, ids in ((-1, agencies[:half]), (1, agencies[half:])):
        for position, id in enumerate(ids):
            turn = (2 * position / (len(ids) - 1) - 1) * _end(len(ids)) if len(ids) > 1 else 0.0
            found[id] = Place(WIDTH / 2 + side * ACROSS * sqrt(1 - turn * turn), turn * down, turn)
    return found, max(place.y for place in found.values())


def _end(agencies: int) -> float:
    """How far up and down the agencies of a side reach, of 1."""
    return 1 - agencies**-1.4 if agencies else 0


def ring(names: Mapping[str, str], pairs: Sequence[Pair]) -> Sheet:
    """Draws the ring.

    Args:
        names: The id of each agency to draw with its name, in any order that does not depend on the file.
        pairs: The pairs to draw a line for.
    """
    ids = [*names]
    points = [(place.x, place.y) for place in places(ids)[0].values()]
    where, down = places(arranged(ids, [(pair.one, pair.other) for pair in pairs], points))
    middle = down + 42
    sheet = Sheet(height=2 * middle + 4)
    thin = 0.6 if len(pairs) > DENSE else 1
    styles = {
        state: Style(style.kind, style.means, style.colour, style.thick * thin, style.dash)
        for state, style in STYLES.items()
    }
    sheet.lines = {style: [] for style in styles.values()}
    for pair in pairs:
        one, other = where[pair.one], where[pair.other]
        sheet.lines[styles[pair.state]].append(_line(one, other, middle))
    for id, place in where.items():
        sheet.full.append(circle(place.x, place.y + middle, 6))
        _name(sheet, names[id], place, middle)
    return sheet


def _line(one: Place, other: Place, middle: float) -> str:
    """A line that bends towards the middle of the ring, the more the longer it is."""
    bend = CURVE * min(1, dist((one.x, one.y), (other.x, other.y)) / (2 * ACROSS))
    x = (one.x + other.x) / 2 * (1 - bend) + WIDTH / 2 * bend
    y = (one.y + other.y) / 2 * (1 - bend) + middle
    ends = [f"{number(place.x)} {number(place.y + middle)}" for place in (one, other)]
    return f"M{ends[0]}Q{number(x)} {number(y)} {ends[1]}"


def _name(sheet: Sheet, name: str, place: Place, middle: float) -> None:
    """Writes a name outside the ring: upwards from its point in the upper half, downwards in the lower."""
    x = place.x - AIR if place.left else place.x + AIR
    lines = wrap(name, x if place.left else WIDTH - x, 2, FONT)
    first = place.y + middle + 5.5 - (len(lines) - 1) * STEP * (1 - place.turn) / 2
    for step, line in enumerate(lines):
        sheet.words.append(Words(x, first + step * STEP, line, end=place.left))
