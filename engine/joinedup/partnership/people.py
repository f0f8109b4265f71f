"""Agencies, the roles in them, and those whose backing the work needs."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar, Literal

from joinedup.model import Long

from .base import (
    ONE_OR_MORE,
    AgencyId,
    BarrierId,
    Count,
    Entry,
    Money,
    Record,
    RoleId,
    Table,
    gap,
    preset,
    required,
    unknown,
)

AgencyKind = Literal[
    "local-authority",
    "nhs",
    "police",
    "school",
    "college",
    "early-years",
    "youth-justice",
    "probation",
    "housing",
    "voluntary",
    "fire",
    "community",
    "other",
]
Level = Literal["political", "strategic", "tactical", "operational"]


class Agency(Entry):
    """A body that takes part in the partnership."""

    noun: ClassVar[str] = "agency"

    name: str = required("The name people know it by.")
    kind: AgencyKind | None = unknown("What kind of body it is.")
    core: bool = preset(False, "Whether it signs the partnership agreement and belongs at the board.")
    lead: bool = preset(False, "Whether it is the lead authority; at most one agency is.")
    part_of: AgencyId | None = unknown("The agency it belongs to: youth justice within the council, say.")
    represents: Count = preset(1, "How many bodies stand behind this entry: schools, say.")
    brings: str | None = gap("Its contribution, in its own words.")


class Role(Entry):
    """A post, not a person."""

    noun: ClassVar[str] = "role"

    title: str = required("The title of the post.")
    agency: AgencyId = required("The agency the post belongs to.")
    level: Level | None = unknown("At which level the post works.")
    holder: str | None = unknown("Who is in post. Printed nowhere unless asked.")
    since: date | None = unknown("In post since.")
    vacant_since: date | None = preset(None, "Vacant since; left out where the post is filled.")
    deputy: RoleId | None = gap("The role that stands in.")
    reports_to: Annotated[tuple[RoleId, ...], ONE_OR_MORE] | None = gap("One role or several it answers to.")
    top: bool = preset(False, "Whether it answers to nobody inside the partnership.")
    may_spend: Money | None = gap("Pounds it may spend without asking.")
    may_decide: str | None = gap("What else it may decide without asking.")

    in_order = (("since", "vacant_since"),)

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """A post is filled or vacant; nobody stands in for itself; the top reports to nobody."""
        yield from super().contradictions()
        if self.holder and self.vacant_since:
            yield "vacant_since", "the post has a holder and is vacant: give one of the two"
        if self.deputy == self.id:
            yield "deputy", "a role cannot be its own deputy"
        if self.top and self.reports_to:
            yield "top", "a role at the top reports to nobody: give one of top and reports_to"


class Stakeholder(Entry):
    """A person or office whose backing the work needs."""

    noun: ClassVar[str] = "stakeholder"
    in_order = ()

    name: str = required("The office, as people say it.")
    role: RoleId | None = unknown("Its role in this file, where it has one.")
    committed_to: str | None = gap("What it has promised to back.")
    on: date | None = unknown("When it promised.")


class Survey(Record):
    """The answers of one agency to one statement: counts, never one row a person."""

    barrier: BarrierId = required("The barrier whose statement was asked, such as people/trust.")
    agency: AgencyId = required("The agency whose staff answered.")
    on: date = required("The day the answers were counted.")
    answers: Annotated[tuple[Count, ...], Long(5, 5)] = required(
        "How many chose 1 (disagree strongly) to 5 (agree strongly): five counts."
    )
    not_applicable: Count = preset(0, "How many found that the statement does not apply to them.")

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """There are five possible answers."""
        if len(self.answers) != 5:
            yield "answers", f"{len(self.answers)} counts are given; 5 are needed, for the answers 1 to 5"


Confirmed = Table[AgencyId, date]
