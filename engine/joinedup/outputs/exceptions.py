"""The exception report in each format that has one: what `joinedup check --only changes` writes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from joinedup.assessment import Assessment
from joinedup.report.blocks import Block
from joinedup.report.exceptions.paper import paper, title

from . import Context, Render


def renderer(format: str) -> Render:
    """The function that renders the exception report in a format.

    Raises:
        KeyError: the format has none; `FORMATS` has those that do.
    """
    write = FORMATS[format]

    def render(assessment: Assessment, context: Context) -> str | bytes:
        return write(tuple(paper(assessment, context)), title(assessment), assessment.as_of)

    return render


def _text(blocks: Sequence[Block], titled: str, on: date) -> str:
    from .blocks_text import lines

    return "\n".join(lines(blocks)) + "\n"


def _html(blocks: Sequence[Block], titled: str, on: date) -> str:
    from .blocks_html import document

    return document(blocks, titled, one_page=True)


def _pdf(blocks: Sequence[Block], titled: str, on: date) -> bytes:
    from .pdf import document

    return document(_html(blocks, titled, on))


def _markdown(blocks: Sequence[Block], titled: str, on: date) -> str:
    from .as_markdown import text

    return text(blocks)


def _docx(blocks: Sequence[Block], titled: str, on: date) -> bytes:
    from .as_docx import document

    return document(blocks, titled, on, one_page=True)


FORMATS: Mapping[str, Callable[[Sequence[Block], str, date], str | bytes]] = {
    "text": _text, "html": _html, "pdf": _pdf, "markdown": _markdown, "docx": _docx,
}  # fmt: skip
"""Each format with what writes the page in it."""
