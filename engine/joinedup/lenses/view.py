"""What a lens shows of one assessment: plain frozen values, the same for every output."""

from collections.abc import Mapping, Sequence

from joinedup.assessment import OPEN, Finding
from joinedup.frozen import Frozen

from .contents import KINDS, counted
from .outcome_facts import OutcomeFacts

FOUND, ACCEPTED, NOTHING_FOUND, IN_PART, NOT_ASSESSED = (
    "found", "accepted", "nothing-found", "in-part", "not-assessed",
)  # fmt: skip
OFF, FAILED = "off", "failed"
ANSWERED, TOO_FEW, NOT_ASKED = "answered", "too-few", "not-asked"
ASK = "ask"
STANDINGS: Mapping[str, str] = {
    FOUND: "findings",
    ACCEPTED: "findings, all accepted",
    NOTHING_FOUND: "nothing found",
    IN_PART: "nothing found in what could be looked at",
    NOT_ASSESSED: "not assessed",
    ANSWERED: "staff have answered",
    TOO_FEW: "too few answers to show",
    NOT_ASKED: "staff not asked",
    ASK: "a question to ask",
}
"""What is known of an item, with its words: what findings say comes before what staff say."""


class Records(Frozen):
    """What the records say by one rule.

    Attributes:
        rule: Its id.
        title: What it flags.
        state: found, accepted (all that it found is), nothing-found, in-part (nothing found, and not all was looked
            at), not-assessed, off or failed.
        said: The same in words, with the reason where it did not run on everything.
        findings: What it found, the worst first, accepted ones among them.
    """

    rule: str
    title: str
    state: str
    said: str
    findings: tuple[Finding, ...] = ()


class People(Frozen):
    """What people say to one statement of the survey.

    Attributes:
        barrier: The barrier whose statement it is.
        statement: The statement.
        state: answered, too-few (to be shown) or not-asked.
        said: The same in words.
        answers: How many answered; None where that is not shown.
        mean: Their mean answer from 1 to 5, cut to two places; empty where it is not shown.
        findings: What the rule that reads the answers found.
    """

    barrier: str
    statement: str
    state: str
    said: str
    answers: int | None = None
    mean: str = ""
    findings: tuple[Finding, ...] = ()


def findings_of(records: Sequence[Records], people: Sequence[People]) -> Sequence[Finding]:
    """Every finding behind what is said."""
    return [f for told in records for f in told.findings] + [f for told in people for f in told.findings]


class ItemView(Frozen, kw_only=True):
    """One claim of a lens, with what the records say, what people say, and what nobody can tell from here."""

    id: str
    title: str
    cite: str
    group: str
    about: str
    kind: str
    standing: str
    records: tuple[Records, ...]
    people: tuple[People, ...]
    ask: str
    outcome: OutcomeFacts | None

    @property
    def worst(self) -> Finding | None:
        """The gravest open finding that bears on it."""
        found = findings_of(self.records, self.people)
        return max((f for f in found if f.status == OPEN), key=lambda finding: finding.severity, default=None)

    def is_borne_on_by(self, finding: Finding) -> bool:
        """Whether a finding is one of those behind what is said of it."""
        return any(behind.ref == finding.ref for behind in findings_of(self.records, self.people))

    @property
    def facts(self) -> Sequence[tuple[str, str]]:
        """The facts of its outcome in words, if it is about one."""
        return self.outcome.rows if self.outcome else ()

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known of it."""
        return self.standing in (NOT_ASSESSED, TOO_FEW, NOT_ASKED, ASK)

    @property
    def standing_words(self) -> str:
        """What is known of it, in words, with the gravest severity where something was found."""
        worst = f", the worst {self.worst.severity.word}" if self.worst else ""
        return STANDINGS[self.standing] + worst


class LensView(Frozen, kw_only=True):
    """A lens with all its items."""

    name: str
    title: str
    about: str
    source: str
    headings: Mapping[str, str]
    items: tuple[ItemView, ...]

    @property
    def groups(self) -> Sequence[tuple[str, Sequence[ItemView]]]:
        """The items below their headings; a heading without words where the lens has none."""
        return [(words, [item for item in self.items if item.group == id]) for id, words in self.headings.items()]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many items are checked, asked and not checkable."""
        return {kind: sum(item.kind == kind for item in self.items) for kind in KINDS}

    @property
    def standings(self) -> Mapping[str, int]:
        """How many items stand how; what none is, is left out."""
        found = {standing: sum(item.standing == standing for item in self.items) for standing in STANDINGS}
        return {standing: number for standing, number in found.items() if number}

    @property
    def summary(self) -> str:
        """How many items can be known, and what is known of them."""
        known = ", ".join(f"{STANDINGS[standing]} ({number})" for standing, number in self.standings.items())
        return f"{counted(self.counts)}. What is known now: {known}."
