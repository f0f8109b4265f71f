"""Formats an assessment can be written in, by the suffix of a file or the word of `--format`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from joinedup.assessment import Assessment
from joinedup.errors import UserError


@dataclass(frozen=True, slots=True)
class Context:
    """What an output may say beside the assessment.

    Attributes:
        path: The description, as it was typed.
        sha256: Digest of its bytes.
        version: The version of joinedup.
        colour: Whether the terminal shows colours.
    """

    path: str
    sha256: str
    version: str
    colour: bool = False


Render = Callable[[Assessment, Context], str]

FORMATS: Mapping[str, str] = {"text": "text", "json": "as_json", "html": "html"}
"""Each format with the module that makes it, imported only when asked for."""
SUFFIXES: Mapping[str, str] = {".txt": "text", ".json": "json", ".html": "html", ".htm": "html"}


def renderer(format: str) -> Render:
    """The function that renders a format."""
    render: Render = import_module(f"{__name__}.{FORMATS[format]}").render
    return render


def format_of(path: str) -> str:
    """The format that the suffix of a file asks for.

    Raises:
        UserError: no format has this suffix.
    """
    for suffix, format in SUFFIXES.items():
        if path.lower().endswith(suffix):
            return format
    listed = ", ".join(SUFFIXES)
    raise UserError(f"-o {path}: the suffix of the file says the format; it can be {listed}")
