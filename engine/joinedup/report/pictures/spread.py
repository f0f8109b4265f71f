"""How widespread each barrier is over a set of partnerships, as bars."""

from collections.abc import Sequence

from joinedup.frozen import Frozen

from .drawing import BROWN, MUTED, RED, WIDTH, Picture, Sheet, Style, Table, Words, write
from .shapes import number
from .text import STEP, clean, wrap

LEFT, RIGHT = 420, 850
"""Where the bars begin, and where that of all partnerships ends."""
AIR = 14
STYLES = (
    Style("in-the-way", "in the way", RED, 16),
    Style("forming", "forming", BROWN, 14, "3 3"),
    Style("clear", "clear", "#0b5c3b", 6),
    Style("not-assessed", "not assessed", MUTED, 2, "2 4"),
)
"""How each status is drawn: told apart without colour too, by thickness and dashes."""


class Bar(Frozen):
    """One barrier.

    Attributes:
        title: Its label.
        theme: The title of its theme.
        numbers: In how many partnerships it stands as each of the four styles says; none where that is not told.
        said: The same in a few words: "7 of 12".
    """

    title: str
    theme: str
    numbers: tuple[int, ...]
    said: str


def spread(title: str, description: str, bars: Sequence[Bar], table: Table) -> Picture:
    """The picture: a bar for each barrier, below the heading of its theme.

    Args:
        title: Its title.
        description: Its figures, in one to three sentences.
        bars: The barriers; the numbers of each that is told have the same sum.
        table: The same facts in words.
    """
    sheet, theme = Sheet(height=AIR), ""
    whole = max((sum(bar.numbers) for bar in bars), default=0) or 1
    for bar in bars:
        if bar.theme != theme:
            theme = bar.theme
            sheet.words.append(Words(0, sheet.height + STEP, clean(theme), bold=True))
            sheet.height += STEP + AIR
        _row(sheet, bar, (RIGHT - LEFT) / whole)
    sheet.height += AIR
    sheet.key(STYLES, (), lambda words: words)
    return Picture("spread", title, description, write("spread", title, description, [sheet]), table, "")


def _row(sheet: Sheet, bar: Bar, each: float) -> None:
    """One bar with its label and figures; `each` is how wide a partnership is."""
    lines = wrap(clean(bar.title), LEFT - 2 * AIR, 2)
    for at, line in enumerate(lines):
        sheet.words.append(Words(0, sheet.height + STEP * (at + 0.8), line))
    middle, x = sheet.height + STEP * 0.5, float(LEFT)
    for style, many in zip(STYLES, bar.numbers, strict=False):
        if many:
            sheet.lines.setdefault(style, []).append(f"M{number(x)} {number(middle)}H{number(x + many * each)}")
        x += many * each
    ink, muted = (bar.said, "") if bar.numbers else ("", bar.said)
    sheet.words.append(Words(WIDTH, sheet.height + STEP * 0.8, ink, muted, end=True))
    sheet.height += STEP * len(lines) + AIR / 2
