"""Risks that an authority has accepted: which findings that covers, and which waivers no longer hold."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

from joinedup.frozen import Frozen

from .partnership.base import Record, Ref, required, unknown

if TYPE_CHECKING:
    from .assessment import About, Finding

SOON = 30
"""Days before its end from which a waiver is said to expire."""
WHOLE = "partnership"
"""What a waiver names to cover findings about the partnership as a whole."""


class Waiver(Record):
    """A risk that the authority has accepted, by whom, why and until when."""

    rule: Annotated[str, Ref(("rules",))] | None = unknown("The rule whose findings are accepted.")
    finding: str | None = unknown("The reference of the finding that is accepted: PO-K7QF2M.")
    covers: tuple[str, ...] = required("Ids of what the findings are about; `partnership` for the whole.")
    reason: str = required("Why the risk is accepted.")
    accepted_by: str = required("The board or office that accepted it.")
    until: date = required("The last day on which it holds.")

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """A waiver names one thing, and says what it covers."""
        if (self.rule is None) == (self.finding is None):
            yield "", "give one of rule or finding"
        if not self.covers:
            yield "covers", "name at least one id"


class Accepted(Frozen):
    """What became of one waiver.

    Attributes:
        waiver: The waiver.
        findings: References of the findings it covers.
        state: in-use, expires-soon, expired, or matches-nothing.
    """

    waiver: Waiver
    findings: tuple[str, ...]
    state: str


def waiver_for(waivers: Iterable[Waiver], ref: str, rule: str, subject: "About", today: date) -> Waiver | None:
    """The first waiver that covers a finding today. A waiver holds to the end of its last day."""
    needed = {WHOLE} if subject.kind == WHOLE else set(subject.ids)
    for waiver in waivers:
        names_it = waiver.finding == ref if waiver.finding else waiver.rule == rule
        if names_it and needed <= set(waiver.covers) and waiver.until >= today:
            return waiver
    return None


def accepted(waivers: Sequence[Waiver], findings: Sequence["Finding"], today: date) -> tuple[Accepted, ...]:
    """What became of each waiver. One that does nothing is said to do nothing."""
    return tuple(_state(waiver, [f.ref for f in findings if f.waiver is waiver], today) for waiver in waivers)


def _state(waiver: Waiver, refs: Sequence[str], today: date) -> Accepted:
    if waiver.until < today:
        return Accepted(waiver, (), "expired")
    if not refs:
        return Accepted(waiver, (), "matches-nothing")
    soon = (waiver.until - today).days <= SOON
    return Accepted(waiver, tuple(refs), "expires-soon" if soon else "in-use")
