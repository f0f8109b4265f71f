"""A paper of blocks for a terminal."""

from collections.abc import Iterable, Iterator

from joinedup.report.blocks import Block, Heading, Items, Paragraph, Said, Table

from .text import clean, wrap


def lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Blocks as lines of at most 100 columns, but for tables, whose last column ends where its text does."""
    first = True
    for block in blocks:
        if isinstance(block, Heading) and not first:
            yield ""
        first = False
        yield from _lines(block)


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield clean(block.text)
    elif isinstance(block, Paragraph):
        yield wrap(_words(block.said))
    elif isinstance(block, Items):
        for number, item in enumerate(block.items, start=1):
            mark = f"{number}. " if block.numbered else ""
            yield wrap(f"{mark}{_words(item.said)}", "  ")
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


def _words(said: Said) -> str:
    return "".join(said)
