"""The board paper as Markdown, for those who paste it into a document of their own."""

import re
from collections.abc import Iterable, Iterator

from joinedup.assessment import Assessment
from joinedup.report.blocks import Block, Heading, Items, Paragraph, Said, Strong, Table
from joinedup.report.paper import paper
from joinedup.report.view import View

from . import Context

SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+|~!])")


def render(assessment: Assessment, context: Context) -> str:
    """Headings, lists and tables; text of the description is escaped."""
    return text(paper(View(assessment, context, context.since)))


def text(blocks: Iterable[Block]) -> str:
    """Blocks as Markdown."""
    return "\n\n".join("\n".join(_lines(block)) for block in blocks) + "\n"


def plain(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {plain(block.text)}"
    elif isinstance(block, Paragraph):
        yield _inline(block.said)
    elif isinstance(block, Items):
        yield from _items(block)
    else:
        yield from _table(block)


def _items(block: Items) -> Iterator[str]:
    for number, item in enumerate(block.items, start=1):
        mark = f"{number}." if block.numbered else "-"
        yield f"{mark} {_inline(item.said)}"
        yield from (f"   - {_inline(said)}" for said in item.under)


def _table(block: Table) -> Iterator[str]:
    yield f"| {' | '.join(map(plain, block.head))} |"
    yield "|" + "---|" * len(block.head)
    for row in block.rows:
        yield f"| {' | '.join(map(_inline, row))} |"


def _inline(said: Said) -> str:
    """Stretches of text; the blanks between them stay."""
    return "".join(map(_stretch, said)).strip()


def _stretch(text: str) -> str:
    shown = f"**{plain(text)}**" if isinstance(text, Strong) else plain(text)
    return " " * text[:1].isspace() + shown + " " * (text[-1:].isspace() and bool(text.strip()))
