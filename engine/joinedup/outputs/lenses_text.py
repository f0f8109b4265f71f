"""What lenses show, for a terminal: an item in a few lines."""

from collections.abc import Iterator

from joinedup.assessment import OPEN, Finding
from joinedup.lenses.view import ItemView, LensView, Records

from .text import wrap


def lines(lens: LensView) -> Iterator[str]:
    """A lens with all its items."""
    yield wrap(f"Lens: {lens.title}")
    yield wrap(lens.summary, "  ")
    for heading, items in lens.groups:
        yield from (["", wrap(heading, "  ")] if heading else [""])
        for item in items:
            yield from _item(item)
    yield ""
    yield wrap(f"Source: {lens.source}", "  ")
    yield ""


def _item(item: ItemView) -> Iterator[str]:
    yield wrap(f"{item.title} ({item.cite}): {item.standing_words}", "  ")
    for told in item.records:
        yield wrap(f"Records: {_records(told)}", "    ")
    for voice in item.people:
        yield wrap(f"Staff: “{voice.statement}” {voice.said}{_refs(voice.findings)}", "    ")
    for heading, said in item.facts:
        yield wrap(f"{heading}: {said}", "    ")
    if item.ask:
        yield wrap(f"Ask: {item.ask}", "    ")


def _records(told: Records) -> str:
    return f"rule “{told.title}” ({told.rule}): {told.said}{_refs(told.findings)}"


def _refs(findings: tuple[Finding, ...]) -> str:
    """The references of findings, the accepted ones marked."""
    refs = [finding.ref + ("" if finding.status == OPEN else " accepted") for finding in findings]
    return f" ({', '.join(refs)})" if refs else ""
