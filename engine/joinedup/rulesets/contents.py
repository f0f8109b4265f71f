"""What a ruleset's file holds, as the reader takes it and `schema --ruleset` describes it."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from joinedup.facts.answers import NEVER_FEWER
from joinedup.model import Within
from joinedup.partnership.base import (
    ONE_OR_MORE,
    RAW,
    BarrierId,
    Id,
    LocalId,
    Record,
    Ref,
    Table,
    preset,
    required,
    unknown,
)
from joinedup.vocabulary import Tension
from joinedup.waivers import Waiver

SeverityWord = Literal["low", "medium", "high", "critical"]
SolutionId = Annotated[str, Ref(("solutions",))]
Several = Annotated[tuple[str, ...], ONE_OR_MORE]


class BarrierWords(Record):
    """What an authority changes about a barrier."""

    solutions: tuple[SolutionId, ...] | None = unknown("Solutions that fit it here, best first, instead of ours.")


class SolutionWords(Record):
    """What an authority says about a solution, or a solution of its own."""

    label: str | None = unknown("Its name; needed for a solution of your own, not allowed for one of ours.")
    meaning: str | None = unknown("What it means here, in one sentence.")
    first_steps: tuple[str, ...] | None = unknown("Two to four steps that can stand in the minutes.")
    contact: str | None = unknown("Whom to ask, as an office.")
    links: Table[str, str] | None = unknown("Where to read more: a title and an https address each.")

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """Links lead to pages, never to scripts."""
        for title, address in (self.links or {}).items():
            if not address.startswith("https://"):
                yield "links", f'the address of "{title}" must begin with https://'


class Report(Record):
    """How the report looks and opens."""

    title: str | None = unknown("Its title, instead of the partnership's name.")
    introduction: str | None = unknown("A paragraph at the head of the first page.")
    marking: str | None = unknown("The circulation marking: OFFICIAL, say.")
    logo: str | None = unknown("An image file (PNG, JPEG or SVG), embedded; the path starts from this file.")
    accent: str | None = unknown("A colour for headings and lines as #12436d; refused under a contrast of 4.5 to 1.")


class Condition(Record):
    """One test of a record's field, in plain words."""

    field: str = required("The field.")
    is_: str = required("How it is compared: is, is not, is missing, is more than, …", alias="is")
    value: Annotated[Any, RAW] = unknown("What it is compared with.")


class LocalRule(Record):
    """A check that an authority adds without code."""

    title: str = required("What it flags, in a sentence.")
    barrier: BarrierId = required("The barrier it looks for.")
    severity: SeverityWord = required("How much a finding weighs.")
    for_each: str = required("The section whose records are looked at, or `partnership`.")
    when: str | None = unknown("An expression that is true of a record that should be found.")
    where: tuple[Condition, ...] | None = unknown("Tests that must all be true, instead of an expression.")
    because: str = required("What was seen, with fields in braces: {name} is not a core partner.")
    remedy: str | None = unknown("What would clear it.")
    solutions: tuple[SolutionId, ...] | None = unknown("Solutions that fit it, best first, instead of the barrier's.")
    basis: Literal["law", "guidance", "source", "good-practice"] = preset("good-practice", "Why it asks for this.")
    citation: str | None = unknown("Where that is said; needed for law and guidance.")
    why: str = required("Why it matters.")
    do: str = required("What to do.")

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """A rule has one condition, and a duty says where it stands."""
        if self.basis in ("law", "guidance") and not self.citation:
            yield "basis", "law and guidance need a citation"
        if (self.when is None) == (self.where is None):
            yield "", "give one of when (an expression) or where (tests in plain words)"


class Case(Record):
    """A case of a ruleset's own: a small description, what should be found and what should not."""

    name: str = required("What it shows, in a sentence.")
    given: Annotated[Any, RAW] = required("Sections of a description; what every description needs is filled in.")
    finds: Annotated[tuple[str, ...], ONE_OR_MORE] = preset((), "Rules that must find something.")
    not_finds: Annotated[tuple[str, ...], ONE_OR_MORE] = preset((), "Rules that must find nothing.")
    severity: SeverityWord | None = unknown("How much the gravest finding of each rule in `finds` must weigh.")
    asks: bool | None = unknown("Whether a question must come of it.")


class Contents(Record):
    """Everything a ruleset can say."""

    name: str | None = unknown("What the ruleset calls itself.")
    about: str | None = unknown("What it is for, in a sentence.")
    extends: Several | None = unknown("Rulesets it builds on, by name or path; the last wins. Left out: standard.")
    fail_on: SeverityWord | None = unknown("The severity from which a check fails.")
    in_the_way: SeverityWord | None = unknown("The severity from which a finding puts a barrier in the way.")
    least_answers: Annotated[int, Within(NEVER_FEWER, 1_000)] | None = unknown(
        "Fewer survey answers than this are not shown."
    )
    rules: Annotated[Any, RAW] = unknown("For each rule: enabled, severity, solutions and its parameters.")
    barriers: Table[BarrierId, BarrierWords] | None = unknown("Other matches of barriers and solutions.")
    solutions: Table[str, SolutionWords] | None = unknown("Local words for solutions, and further ones.")
    indicators: Table[Id, str] | None = unknown("Measures by id.")
    tensions: tuple[Tension, ...] | None = unknown("Pairs of measures that pull against each other.")
    waivers: tuple[Waiver, ...] | None = unknown("Risks that were accepted.")
    local_rules: Table[LocalId, LocalRule] | None = unknown("Rules of its own, each with its prefix.")
    terms: Table[Literal["agency", "board", "partnership"], str] | None = unknown("Local names of things.")
    report: Report | None = unknown("How the report looks and opens.")
    lenses: tuple[str, ...] | None = unknown("Lenses that every check looks through, by name or path.")
    tests: tuple[Case, ...] | None = unknown("Cases that `joinedup ruleset test` runs.")
