"""The templates of `joinedup init` as plain data, for a workbook; the made-up one as its example rows."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from joinedup.reading import Source, describe
from joinedup.reading.tree import Tree
from joinedup.templates import EXAMPLE, Template, template
from joinedup.writing.plain import plain


@cache
def example() -> Mapping[str, Any]:
    """The example with its switched-off sections, but not what is switched off within them: that would be odd there."""
    return _plain(template(EXAMPLE).whole)


def described(begin: Template) -> Mapping[str, Any]:
    """What a template describes."""
    return _plain(begin.described)


def _plain(root: Any) -> Mapping[str, Any]:
    found: Mapping[str, Any] = plain(describe(Source("template", b"", ""), Tree(root), [], date.min).partnership)
    return found
