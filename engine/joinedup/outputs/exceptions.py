"""The exception report in each format that has one: what `joinedup check --only changes` writes."""

from collections.abc import Callable, Mapping, Sequence

from joinedup.assessment import Assessment
from joinedup.report.blocks import Block
from joinedup.report.exceptions.paper import paper, title

from . import Context, Render

Write = Callable[[Sequence[Block], Assessment, Context], str | bytes]


def renderer(format: str) -> Render:
    """The function that renders the exception report in a format.

    Raises:
        KeyError: the format has none; `FORMATS` has those that do.
    """
    write = FORMATS[format]

    def render(assessment: Assessment, context: Context) -> str | bytes:
        return write(paper(assessment, context), assessment, context)

    return render


def _text(blocks: Sequence[Block], assessment: Assessment, context: Context) -> str:
    from .blocks_text import lines

    return "\n".join(lines(blocks, colour=context.colour)) + "\n"


def _html(blocks: Sequence[Block], assessment: Assessment, context: Context) -> str:
    from .blocks_html import document

    return document(blocks, title(assessment), one_page=True)


def _pdf(blocks: Sequence[Block], assessment: Assessment, context: Context) -> bytes:
    from .pdf import document

    return document(_html(blocks, assessment, context))


def _markdown(blocks: Sequence[Block], assessment: Assessment, context: Context) -> str:
    from .as_markdown import text

    return text(blocks)


def _docx(blocks: Sequence[Block], assessment: Assessment, context: Context) -> bytes:
    from .as_docx import document

    return document(blocks, title(assessment), assessment.as_of, one_page=True)


FORMATS: Mapping[str, Write] = {
    "text": _text, "html": _html, "pdf": _pdf, "markdown": _markdown, "docx": _docx,
}  # fmt: skip
"""Each format with what writes the page in it."""
