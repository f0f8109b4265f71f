"""The findings as cards: what one rule found at one severity stands together, and its page is read once."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from joinedup.assessment import Finding
from joinedup.frozen import Frozen


class Card(Frozen):
    """What a rule found at one severity.

    Attributes:
        findings: One or more, in the order of the check.
        remedy: What clears each of them, where that is the same for all of several.
        told: The reference of an earlier card that says why it matters and what to do; empty where this one does.
    """

    findings: Sequence[Finding]
    remedy: str
    told: str

    @property
    def head(self) -> Finding:
        """The first finding: what all share, they have from it."""
        return self.findings[0]


def cards(findings: Iterable[Finding]) -> list[Card]:
    """The findings, in their order, on as few cards as there are rules and severities."""
    told: dict[tuple[str, str], str] = {}
    made = []
    for _, group in groupby(findings, key=lambda finding: (finding.severity, finding.rule)):
        together = tuple(group)
        head = together[0]
        remedies = {finding.remedy for finding in together}
        shared = head.remedy if len(together) > 1 and len(remedies) == 1 else ""
        page = told.get((head.why, head.do), "")
        told.setdefault((head.why, head.do), head.ref)
        made.append(Card(together, shared, page))
    return made


def by_title(
    findings: Iterable[Finding], also: Callable[[Finding], object] = lambda finding: None
) -> list[Sequence[Finding]]:
    """Findings in their order, those together that say the same of several records.

    Args:
        findings: The findings.
        also: What else they must have in common.
    """
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.severity, finding.title, also(finding)), []).append(finding)
    return list(groups.values())
