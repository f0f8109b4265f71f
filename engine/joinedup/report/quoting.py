"""The evidence on a card: each place with its line, and what stands there."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from joinedup.assessment import Evidence

LONGEST_QUOTE = 60
"""How much of what stands at a place a card has room for, in characters."""


def places(evidence: Iterable[Evidence]) -> Markup:
    """Pieces of evidence as entries of a description list: hundreds on a page, so they are not left to a template."""
    return Markup("\n").join([_place(item) for item in evidence])


def _place(item: Evidence) -> Markup:
    where = f"{item.place[:1].upper()}{item.place[1:]}: " if item.line else ""
    value = f" “{escape(_short(item.value))}”" if item.value else ""
    return Markup(f"<dd>{escape(where)}<code>{escape(item.path or 'the whole file')}</code>{value}</dd>")  # noqa: S704


def _short(value: str) -> str:
    return value if len(value) <= LONGEST_QUOTE else value[: LONGEST_QUOTE - 1].rstrip() + "…"
