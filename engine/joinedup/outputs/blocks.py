"""A paper of blocks as the bytes of a file, in the format that its name says."""

from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

from joinedup.errors import UserError
from joinedup.report.blocks import Block

SUFFIXES = (".html", ".md", ".docx")


def refuse_suffix(path: str, others: Sequence[str] = ()) -> None:
    """Refuses a path whose suffix is no format of a paper.

    Args:
        path: Where it will be written.
        others: Suffixes that are right beside these.

    Raises:
        UserError: with the suffixes that are.
    """
    known = (*SUFFIXES, *others)
    if Path(path).suffix.lower() not in known:
        raise UserError(f"-o {path}: the suffix of the file says the format; it can be {', '.join(known)}")


def written(path: str, blocks: Sequence[Block], titled: str, on: date) -> bytes:
    """A paper in the format of a path's suffix; nothing is written here.

    Args:
        path: Where it will be written.
        blocks: What it holds.
        titled: What a program that shows it calls it.
        on: The day in its properties.
    """
    suffix = Path(path).suffix.lower()
    if suffix == ".docx":
        made: bytes = import_module("joinedup.outputs.as_docx").document(blocks, titled, on)
        return made
    if suffix == ".md":
        text: str = import_module("joinedup.outputs.as_markdown").text(blocks)
    else:
        text = import_module("joinedup.outputs.blocks_html").document(blocks, titled)
    return text.encode("utf-8", "replace")
