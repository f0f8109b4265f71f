"""Makes the page smaller without changing what a browser reads: a tenth of a report is closing tags and entities."""

import re

CLOSING = re.compile(r"</(?:p|li|dt|dd)>\s*")
"""Tags that HTML lets one leave out where the next tag implies them, as it does everywhere in these templates."""
VALUE = re.compile(r'="([A-Za-z0-9#.-]+)"(?=[ >])')
"""An attribute's value that needs no quotation marks. Before "/>" it would take the slash for its own."""
TEXT = re.compile(r">[^<>]+<")
"""What stands between two tags: there, unlike in an attribute, quotation marks need no escape."""


def squeezed(page: str) -> str:
    """The page without what HTML can do without.

    Args:
        page: What the templates made. All that is not theirs is escaped in it, so that every `<` begins a tag.
    """
    page = VALUE.sub(r"=\1", CLOSING.sub("", page))
    return TEXT.sub(lambda text: text[0].replace("&#39;", "'").replace("&#34;", '"'), page)
