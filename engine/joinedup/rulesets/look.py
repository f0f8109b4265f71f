"""How an authority's report looks: a logo that is a picture, and a colour that can be read."""

import re
from base64 import b64encode
from pathlib import Path

COLOUR = re.compile("#[0-9a-fA-F]{6}")
LEAST_CONTRAST = 4.5
"""Of text on white, after the Web Content Accessibility Guidelines 2.2, 1.4.3."""
LARGEST_LOGO = 512 * 1024
"""Bytes. A logo is part of every report that is sent."""
PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
SVG = re.compile(rb"\s*+(?><\?xml[^>]*+>\s*+)?+(?><!--.*?-->\s*+)*+<svg[\s/>]", re.DOTALL)
ACTIVE = re.compile(
    rb"<\s*([\w.-]+:)?(script|foreignObject|iframe|animate\w*|set)\b|<!(ENTITY|DOCTYPE)|\bon\w+\s*=|javascript:"
    rb"|\bhref\s*=|@import|url\(\s*[\"']?+(?!#)",
    re.I,
)


class WrongLook(Exception):
    """A logo or colour that cannot be used; the message says why, as a clause."""


def checked_accent(colour: str) -> str:
    """A colour for headings and lines.

    Raises:
        WrongLook: it is no colour, or its contrast on white is too low to read.
    """
    if not COLOUR.fullmatch(colour):
        raise WrongLook(f'"{colour[:40]}" is no colour: write it as #12436d')
    contrast = contrast_on_white(colour)
    if contrast < LEAST_CONTRAST:
        raise WrongLook(
            f"{colour} has a contrast of {contrast:.2f} to 1 on white; {LEAST_CONTRAST} is needed to read it"
        )
    return colour.lower()


def contrast_on_white(colour: str) -> float:
    """The contrast ratio of a colour on white, from 1 (none) to 21 (black)."""

    def linear(part: str) -> float:
        share = int(part, 16) / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[at : at + 2]) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def embedded_logo(path: Path) -> str:
    """A picture as a data address that can stand in the report itself.

    Raises:
        WrongLook: it is missing, too large, no picture, or a drawing that could run or fetch something.
    """
    try:
        if not path.is_file():
            raise WrongLook(f"there is no file {path}")
        with path.open("rb") as file:
            data = file.read(LARGEST_LOGO + 1)
        if len(data) > LARGEST_LOGO:
            raise WrongLook(f"{path.name} is larger than {LARGEST_LOGO // 1024} kB")
    except OSError as error:
        raise WrongLook(f"{path.name} cannot be read: {error.strerror or error}") from None
    kind = next((kind for start, kind in PICTURES.items() if data.startswith(start)), "")
    if not kind and SVG.match(data):
        if ACTIVE.search(data):
            raise WrongLook(f"{path.name} holds a script, a link or an entity: save it as a plain drawing or as PNG")
        kind = "image/svg+xml"
    if not kind:
        raise WrongLook(f"{path.name} is no PNG, JPEG or SVG picture")
    return f"data:{kind};base64,{b64encode(data).decode()}"
