"""What lenses show, as Markdown: a list of items below each heading."""

from collections.abc import Iterator

from joinedup.lenses.view import ItemView, LensView

from .as_markdown import plain


def lines(lens: LensView) -> Iterator[str]:
    """A lens with all its items."""
    yield f"## {plain(lens.title)}\n\n{plain(lens.about)}\n\n{plain(lens.summary)}\n"
    for heading, items in lens.groups:
        if heading:
            yield f"### {plain(heading)}\n"
        for item in items:
            yield from _item(item)
        yield ""
    yield f"Source: {plain(lens.source)}\n"


def _item(item: ItemView) -> Iterator[str]:
    yield f"- **{plain(item.title)}** ({plain(item.cite)}): {item.standing_words}."
    for told in item.records:
        refs = ", ".join(finding.ref for finding in told.findings)
        yield f"  - Records: rule “{plain(told.title)}”: {plain(told.said)}{f' ({refs})' if refs else ''}."
    for voice in item.people:
        refs = ", ".join(finding.ref for finding in voice.findings)
        yield f"  - Staff: “{plain(voice.statement)}” {plain(voice.said)}{f' ({refs})' if refs else ''}."
    for heading, said in item.facts:
        yield f"  - {heading}: {plain(said)}"
    if item.ask:
        yield f"  - Ask: {plain(item.ask)}"
