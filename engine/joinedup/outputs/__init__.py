"""Formats an assessment can be written in, by the suffix of a file or the word of `--format`."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from joinedup.assessment import Assessment
from joinedup.errors import UserError
from joinedup.frozen import Frozen

if TYPE_CHECKING:
    from joinedup.report.ledger import Ledger
    from joinedup.report.since import Since
    from joinedup.report.then import Then
    from joinedup.report.trend import Trend


class Context(Frozen):
    """What an output may say beside the assessment.

    Attributes:
        path: The description, as it was typed.
        sha256: Digest of its bytes.
        version: The version of joinedup.
        colour: Whether the terminal shows colours.
        since: What changed since an earlier check; None for a first one.
        trend: How things developed over the recorded checks; None where no history was read.
        then: What the earlier check knew, for the exception report; None where none is wanted.
        brief: Whether only the first page and the decisions are wanted.
        public: Whether it is the version to publish.
        ledger: The decisions that were taken; None where no history was read.
    """

    path: str
    sha256: str
    version: str
    colour: bool = False
    since: "Since | None" = None
    trend: "Trend | None" = None
    then: "Then | None" = None
    brief: bool = False
    public: bool = False
    ledger: "Ledger | None" = None


Render = Callable[[Assessment, Context], str | bytes]

FORMATS: Mapping[str, str] = {
    "text": "text",
    "json": "as_json",
    "html": "html",
    "csv": "as_csv",
    "matrix": "matrix",
    "markdown": "as_markdown",
    "pdf": "pdf",
    "docx": "as_docx",
    "xlsx": "as_xlsx",
}
"""Each format with the module that makes it, imported only when asked for."""
SUFFIXES: Mapping[str, str] = {
    ".txt": "text",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    "matrix.csv": "matrix",
    ".csv": "csv",
    ".md": "markdown",
    ".pdf": "pdf",
    ".docx": "docx",
    ".xlsx": "xlsx",
}
"""Each format by how the name of a file ends; the first that fits counts."""


def renderer(format: str) -> Render:
    """The function that renders a format."""
    render: Render = import_module(f"{__name__}.{FORMATS[format]}").render
    return render


def format_of(path: str) -> str:
    """The format that the end of a file's name asks for: `.csv` the actions, `matrix.csv` the matrix.

    Raises:
        UserError: no format has this suffix.
    """
    for suffix, format in SUFFIXES.items():
        if path.lower().endswith(suffix):
            return format
    listed = ", ".join(SUFFIXES)
    raise UserError(f"-o {path}: the suffix of the file says the format; it can be {listed}")
