"""Makes the page smaller without changing what a browser reads: a tenth of a report is closing tags and entities."""

import re

CLOSING = re.compile(r"</(?:p|li|dt|dd)>\s*")
"""Tags that HTML lets one leave out where the next tag implies them, as it does everywhere in these templates."""
VALUE = re.compile(r'="([A-Za-z0-9#.-]+)"(?=[ >])')
"""An attribute's value that needs no quotation marks. Before "/>" it would take the slash for its own."""
QUOTES = (("&#39;", "'"), ("&#34;", '"'))
"""What between two tags, unlike in an attribute, needs no escape."""


def squeezed(page: str) -> str:
    """The page without what HTML can do without.

    Args:
        page: What the templates made. All that is not theirs is escaped in it, so that every `<` begins a tag.
    """
    page = VALUE.sub(lambda value: f"={value[1]}", CLOSING.sub("", page))
    return "<".join([_plain(piece) if "&#3" in piece else piece for piece in page.split("<")])


def _plain(piece: str) -> str:
    """A tag without its `<`, and the text behind it."""
    tag, end, text = piece.partition(">")
    for escaped, plain in QUOTES:
        text = text.replace(escaped, plain)
    return tag + end + text
