"""The made-up partnership of `joinedup init`, as the example rows of a workbook."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from joinedup import scaffold_example
from joinedup.commented import OFF
from joinedup.reading import Source, describe
from joinedup.reading.tree import Tree
from joinedup.reading.yaml_text import parse
from joinedup.writing.plain import plain


@cache
def example() -> Mapping[str, Any]:
    """The example as plain data, without what it gives switched off: that would be odd beside the rest."""
    root: dict[str, Any] = {}
    for text in (scaffold_example.HEAD, scaffold_example.FIRST, scaffold_example.MORE):
        root |= parse(text)[0].root
    described = describe(Source("example", b"", ""), Tree(_switched_on(root)), [], date.min)
    found: Mapping[str, Any] = plain(described.partnership)
    return found


def _switched_on(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _switched_on(inner) for name, inner in value.items() if not name.startswith(OFF)}
    return [_switched_on(inner) for inner in value] if isinstance(value, list) else value
