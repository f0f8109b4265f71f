"""A paper of blocks for a terminal."""

from collections.abc import Iterable, Iterator

from joinedup.report.blocks import Block, Heading, Items, Paragraph, Said, Table, Tag

from .text import clean, wrap

COLOURS = {"red": "1;31", "amber": "33", "grey": "2", "green": "32"}
"""How a terminal shows the colour of a tag."""


def lines(blocks: Iterable[Block], *, colour: bool = False) -> Iterator[str]:
    """Blocks as lines of at most 100 columns, but for tables, whose last column ends where its text does.

    Args:
        blocks: What is shown.
        colour: Whether tags are shown in their colours.
    """
    first = True
    for block in blocks:
        if isinstance(block, Heading) and not first:
            yield ""
        first = False
        yield from _lines(block, colour)


def _lines(block: Block, colour: bool) -> Iterator[str]:
    if isinstance(block, Heading):
        yield clean(block.text)
    elif isinstance(block, Paragraph):
        yield wrap(_words(block.said))
    elif isinstance(block, Items):
        for number, item in enumerate(block.items, start=1):
            mark = f"{number}. " if block.numbered else ""
            shown = wrap(f"{mark}{_words(item.said)}", "  ")
            yield _coloured(shown, item.said[0]) if colour else shown
            yield from (wrap(_words(said), "    ") for said in item.under)
    else:
        yield from _table(block)


def _table(block: Table) -> Iterator[str]:
    rows = [block.head, *([_words(cell) for cell in row] for row in block.rows)]
    cells = [[clean(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"  {'  '.join(padded)}".rstrip()


def _coloured(shown: str, first: str) -> str:
    """Lines whose first words are in the colour of their tag, if they are one."""
    if not isinstance(first, Tag):
        return shown
    return shown.replace(first, f"\x1b[{COLOURS[first.look]}m{first}\x1b[0m", 1)


def _words(said: Said) -> str:
    return "".join(said)
