"""The templates of the report, compiled once for each version of joinedup and not once for each check."""

import re
import sys
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from .cells import cells, heat
from .pictures.shapes import number
from .quoting import places

FOLDER = Path(__file__).parent
BACKTICKS = re.compile("`([^`]+)`")


class BesideTheTemplates(FileSystemBytecodeCache):
    """Keeps what was compiled where Python keeps what it compiles, and like Python does without if it may not write."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Writes a compiled template, unless Python was told to write none."""
        if sys.dont_write_bytecode:
            return
        try:
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)
        except OSError:
            return


def code(text: str) -> Markup:
    """Text in which words between backticks are shown as they stand in the file."""
    return Markup(BACKTICKS.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped first


@cache
def environment() -> Environment:
    """All templates of the report and its pictures. What is not theirs is escaped."""
    made = Environment(
        loader=FileSystemLoader((FOLDER, FOLDER / "pictures")),
        bytecode_cache=BesideTheTemplates(str(FOLDER / "__pycache__"), "%s.jinja"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"number": number, "code": code}
    made.globals |= {"cells": cells, "heat": heat, "places": places}
    return made
