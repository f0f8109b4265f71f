"""The parts of a report about the decisions that were taken: on its first page, and further down in full."""

from collections.abc import Iterator, Sequence

from joinedup.facts.words import day
from joinedup.frozen import Frozen

from . import ledger_words as words
from .blocks import Block, Heading, Item, Said, Strong, listing
from .blocks import words as paragraph
from .ledger import Decided, Ledger


class LedgerPart(Frozen):
    """What the templates read: the ledger and its words.

    Attributes:
        ledger: The decisions.
    """

    ledger: Ledger

    first_page, heading, most = words.FIRST_PAGE, words.HEADING, words.MOST
    shapes, looks = words.SHAPES, words.LOOKS
    until = staticmethod(words.until)
    when, became, warning = staticmethod(words.when), staticmethod(words.became), staticmethod(words.warning)
    trail, title, aim = staticmethod(words.trail), staticmethod(words.title), staticmethod(words.aim)
    readings, no_target = staticmethod(words.readings), staticmethod(words.no_target)

    @property
    def decided(self) -> tuple[Decided, ...]:
        """The decisions."""
        return self.ledger.decided

    @property
    def summary(self) -> str:
        """How many there are, and how they stand."""
        return words.summary(self.ledger)

    @property
    def cautions(self) -> Sequence[str]:
        """What to bear in mind."""
        return words.cautions(self.ledger)

    @property
    def rest(self) -> str:
        """What the first page has no room for."""
        return words.rest(self.ledger)

    @property
    def later(self) -> str:
        """How many are of a later day."""
        return words.summary(Ledger((), self.ledger.later))


def ledger_part(ledger: Ledger | None) -> LedgerPart | None:
    """What the report says of the decisions; None where none was taken, or none was read."""
    return LedgerPart(ledger) if ledger is not None and (ledger.decided or ledger.later) else None


def first_page(ledger: Ledger | None, public: bool) -> Iterator[Block]:
    """The decisions on the first page of a paper, what is overdue first.

    Args:
        ledger: The decisions; None where none were read.
        public: Whether it is the version to publish, which counts them and quotes none.
    """
    part = ledger_part(ledger)
    if part is None:
        return
    yield Heading(part.first_page)
    if public:
        yield paragraph(part.summary)
        return
    yield listing(
        Item((Strong(f"{one.state.capitalize()}:"), f" {one.text}"), ((f"{words.when(one)}. {words.became(one)}",),))
        for one in part.decided[: part.most]
    )
    said = " ".join(filter(None, (f"{part.rest[:1].upper()}{part.rest[1:]}." if part.rest else "", part.later)))
    if said:
        yield paragraph(said)


def in_full(ledger: Ledger | None, public: bool) -> Iterator[Block]:
    """Each decision of a paper with its findings and targets, then and now.

    Args:
        ledger: The decisions; None where none were read.
        public: Whether it is the version to publish, which has no such part.
    """
    part = ledger_part(ledger)
    if part is None or public or not part.decided:
        return
    yield Heading(part.heading)
    yield paragraph(part.summary)
    yield from map(paragraph, part.cautions)
    for one in part.decided:
        yield Heading(f"Decision {one.number}: {one.text}", 3)
        yield listing(map(Item, _facts(one)))


def _facts(one: Decided) -> Iterator[Said]:
    yield Strong(f"{one.state.capitalize()}."), f" Decided on {day(one.on)}. {words.when(one)}."
    for followed in one.findings:
        yield Strong(f"{followed.ref}."), f" {' '.join(filter(None, (followed.because, words.trail(followed))))}"
    if words.warning(one):
        yield (words.warning(one),)
    for read in one.targets:
        said = " ".join(filter(None, (words.aim(read), words.readings(read))))
        yield Strong(f"{words.title(read)}."), f" {said}"
    if not one.targets:
        yield (words.no_target(one),)
