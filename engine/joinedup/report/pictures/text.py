"""Text in a picture: made harmless, measured, wrapped and cut."""

import unicodedata
from functools import lru_cache

FONT = 16
"""The smallest letters: 8 points where a picture is 180 mm wide."""
STEP = 19
"""From one line of a label to the next."""
LETTER = 0.55
"""The least that a letter is counted as on average, in ems."""
NO_NAME = "(no name)"
MOST_MARKS = 2
"""How many accents one letter may carry; more of them would be drawn across the lines above."""


class _Widths(dict[str, float]):
    """The width of letters in ems; of one from another script rather too wide than too narrow."""

    def __missing__(self, letter: str) -> float:
        return 1.3 if unicodedata.east_asian_width(letter) in ("W", "F") else 0.8


WIDTHS = _Widths({
    letter: ems
    for ems, letters in (
        (0.22, "'ijl’‘"), (0.28, " !,./:;I[\\]ft·|"), (0.36, "()-`r“”{}\""), (0.47, "*^"), (0.5, "Jcksvxyz"),
        (0.56, "#$0123456789?L_abdeghnopqu£–"), (0.61, "+<=>~FTZ"), (0.67, "&ABEKPSVXY"), (0.72, "CDHNRUw"),
        (0.78, "GOQ"), (0.84, "Mm"), (0.95, "%W"), (1.02, "@—…"),
    )
    for letter in letters
})  # fmt: skip
"""The width of letters in Arial and Liberation Sans, in ems."""


@lru_cache(4096)
def clean(text: str) -> str:
    """Text in one line, without control characters and marks that turn the direction of what follows."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) or NO_NAME
    kept, marks = [], 0
    for letter in text:
        category = unicodedata.category(letter)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if letter.isspace():
            kept.append(" ")
        elif category[0] != "C" and marks <= MOST_MARKS:
            kept.append(letter)
    return " ".join("".join(kept).split()) or NO_NAME


def _fitting(text: str, ems: float) -> int:
    """How many letters of a text fit into a width."""
    if width(text, 1) <= ems:
        return len(text)
    total = 0.0
    for number, letter in enumerate(text):
        total += WIDTHS[letter]
        if max(total, LETTER * (number + 1)) > ems:
            return number
    return len(text)


def reach(text: str, size: float = FONT) -> float:
    """How wide a text is."""
    return size * sum(map(WIDTHS.__getitem__, text))


def width(text: str, size: float = FONT) -> float:
    """How wide a text is at most, in a font with wider letters too."""
    return max(reach(text, size), size * LETTER * len(text))


def wrap(text: str, room: float, most: int, size: float = FONT) -> tuple[str, ...]:
    """A text in lines of a width; what does not fit into `most` of them is cut, with three dots."""
    lines: list[str] = []
    left = text
    while left:
        fits = _fitting(left, room / size)
        if fits == len(left):
            lines.append(left)
            break
        if len(lines) == most - 1:
            fits = max(1, _fitting(left, room / size - 1))
            space = left.rfind(" ", fits * 2 // 3, fits + 1)
            lines.append(left[: space if space > 0 else fits].rstrip(" ,") + "…")
            break
        space = left.rfind(" ", 1, fits + 1)
        fits = space if space > 0 else max(1, fits)
        lines.append(left[:fits])
        left = left[fits:].lstrip()
    return tuple(lines)
