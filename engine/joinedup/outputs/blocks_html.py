"""A paper of blocks as one HTML file in the look of the report, without a script and with room to write on paper."""

from collections.abc import Sequence

from markupsafe import Markup

from joinedup.report.blocks import Block, Heading, Items, Paragraph, Strong, Table, Tag
from joinedup.report.squeeze import squeezed
from joinedup.report.templates import FOLDER, environment


def document(blocks: Sequence[Block], titled: str, *, one_page: bool = False) -> str:
    """Blocks as HTML. All their text is escaped.

    Args:
        blocks: What it holds.
        titled: What the browser calls it.
        one_page: Whether it is to fit one sheet of paper, with small print and no room to write.
    """
    style = Markup((FOLDER / "board.css").read_text("utf-8"))  # noqa: S704 - our own file
    kinds = [(_kind(block), block) for block in blocks]
    template = environment().get_template("blocks.html.jinja")
    made = template.render(
        blocks=kinds, titled=titled, style=style, is_strong=_is_strong, look=_look, one_page=one_page
    )
    return squeezed(made)


def _kind(block: Block) -> str:
    return {Heading: "heading", Paragraph: "paragraph", Items: "items", Table: "table"}[type(block)]


def _look(text: str) -> str:
    return text.look if isinstance(text, Tag) else ""


def _is_strong(text: str) -> bool:
    return isinstance(text, Strong)
