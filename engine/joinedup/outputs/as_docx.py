"""The board paper as a Word document: real headings, lists and tables, for the committee's own papers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from joinedup.assessment import Assessment
from joinedup.report.blocks import Block, Heading, Items, Paragraph, Said, Strong, Table, Tag
from joinedup.report.paper import paper, title
from joinedup.report.view import View

from . import Context
from .office import one_line
from .word import SMALL, Word, tint

STYLES = {1: "Title", 2: "Heading 1", 3: "Heading 2"}
"""Word keeps the title apart from the headings."""


def render(assessment: Assessment, context: Context) -> bytes:
    """The paper as a .docx; the same bytes for the same input.

    Raises:
        UserError: python-docx is not installed.
    """
    view = View(assessment, context, context.since)
    return document(paper(view), title(view), assessment.as_of)


def document(blocks: Iterable[Block], titled: str, on: date, *, one_page: bool = False) -> bytes:
    """Blocks as a .docx.

    Args:
        blocks: What it holds.
        titled: The title in its properties.
        on: The day in its properties.
        one_page: Whether it is to fit one sheet of paper, with small print.

    Raises:
        UserError: python-docx is not installed.
    """
    word = Word(titled, on, small=one_page)
    heading = ""
    for block in blocks:
        heading = block.text if isinstance(block, Heading) else heading
        _write(word, block, heading)
    return word.bytes()


def _write(word: Word, block: Block, heading: str) -> None:
    """Writes a block; a table is known to screen readers by the heading above it."""
    if isinstance(block, Heading):
        word.document.add_paragraph(one_line(block.text), style=STYLES[block.level])
    elif isinstance(block, Paragraph):
        _say(word.document.add_paragraph(), block.said)
    elif isinstance(block, Items):
        _items(word, block)
    else:
        _table(word, block, heading)


def _items(word: Word, block: Items) -> None:
    number = word.numbering() if block.numbered else None
    for item in block.items:
        paragraph = word.document.add_paragraph(style="List Number" if block.numbered else "List Bullet")
        if number is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number
        _say(paragraph, item.said)
        for said in item.under:
            _say(word.document.add_paragraph(style="List Bullet 2"), said)


def _table(word: Word, block: Table, heading: str) -> None:
    table = word.table(len(block.head), heading, block.widths)
    for paragraph, text in zip(word.row(table, head=True), block.head, strict=True):
        _say(paragraph, (Strong(text),), SMALL)
    for row in block.rows:
        for paragraph, said in zip(word.row(table), row, strict=True):
            _say(paragraph, said, SMALL)
    word.document.add_paragraph()  # else Word joins a table that follows to this one


def _say(paragraph: Any, said: Said, points: int | None = None) -> None:
    for text in said:
        edges = (" " * text[:1].isspace(), " " * (text[-1:].isspace() and not text.isspace()))
        run = paragraph.add_run(one_line(text).join(edges))
        run.bold = isinstance(text, Strong) or None
        if points:
            run.font.size = points * 12_700  # what Word counts in
        if isinstance(text, Tag):
            tint(run, text.look)
