"""What lenses show, in the board paper: a list of items below each heading."""

from collections.abc import Iterator, Sequence

from joinedup.assessment import Finding
from joinedup.lenses.view import ItemView, LensView

from .blocks import Block, Heading, Item, Said, Strong, listing, words


def lens_part(lens: LensView) -> Iterator[Block]:
    """A lens with all its items."""
    yield Heading(lens.title)
    yield words(lens.about)
    yield words(lens.summary)
    for heading, items in lens.groups:
        if heading:
            yield Heading(heading, 3)
        yield listing(map(_item, items))
    yield words(f"Source: {lens.source}")


def _item(item: ItemView) -> Item:
    return Item((Strong(item.title), f" ({item.cite}): {item.standing_words}."), tuple(_under(item)))


def _under(item: ItemView) -> Iterator[Said]:
    for told in item.records:
        yield (f"Records: rule “{told.title}”: {told.said}{_refs(told.findings)}.",)
    for voice in item.people:
        yield (f"Staff: “{voice.statement}” {voice.said}{_refs(voice.findings)}.",)
    for heading, said in item.facts:
        yield (f"{heading}: {said}",)
    if item.ask:
        yield (f"Ask: {item.ask}",)


def _refs(findings: Sequence[Finding]) -> str:
    refs = ", ".join(finding.ref for finding in findings)
    return f" ({refs})" if refs else ""
