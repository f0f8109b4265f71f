"""Where in a YAML text something new goes, so that nothing else moves: lines, columns, and comments that belong."""

import re

from .nodes import Node

LINE = re.compile(r"[^\r\n]*")
INDENT = re.compile(r"[ \t]*")
DASH = re.compile(r"^[ \t]*-(?=[ \t\r\n])", re.MULTILINE)


def line_start(text: str, at: int) -> int:
    """Where the line begins that a place is in."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def line_end(text: str, at: int) -> int:
    """Where the line ends that a place is in, before its line end."""
    match = LINE.match(text, at)
    return match.end() if match else at


def next_line(text: str, at: int) -> int:
    """Where the line begins that follows the one a place is in."""
    end = line_end(text, at)
    return end + (2 if text.startswith("\r\n", end) else 1 if end < len(text) else 0)


def column(text: str, at: int) -> int:
    """How far into its line a place is."""
    return at - line_start(text, at)


def begins_line(text: str, at: int) -> bool:
    """Whether nothing but space stands before a place in its line."""
    return not text[line_start(text, at) : at].strip()


def below(text: str, node: Node, indent: int) -> int:
    """Where lines are put in that follow a block: behind its last line and the comments that belong to it.

    Args:
        text: The text.
        node: The last value of the block.
        indent: The column in which the block's fields or dashes begin. A comment further right, or a field that is
            switched off in this column, belongs to the block; one right above the next of its kind belongs to that.
    """
    end = last = line_end(text, node.end)
    at = next_line(text, end)
    while at < len(text):
        margin = INDENT.match(text, at)
        start = margin.end() if margin else at
        if text[start : start + 1] != "#":
            belongs = not text[start : start + 1].strip() or start - at != indent
            return last if belongs else end
        if start - at < indent:
            return last
        last = line_end(text, start)
        end = last if start - at > indent else end
        at = next_line(text, start)
    return last


def dash(text: str, block: Node, number: int) -> int:
    """Where the dash of an item of a list stands."""
    if number == 0:
        return block.start
    before = line_end(text, block.items[number - 1].end)
    found = DASH.search(text, before)
    return found.end() - 1 if found else before


def parted(text: str, first: Node, second: Node) -> bool:
    """Whether a blank line stands between two values."""
    return re.search(r"\n[ \t]*\r?\n", text[first.end : second.start]) is not None
