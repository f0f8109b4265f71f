"""What the partnership wants for children: vision, plans, outcomes, targets, and the services that carry them."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar, Literal

from joinedup.model import Within

from .base import (
    ONE_OR_MORE,
    AgencyId,
    Count,
    Entry,
    Measure,
    Period,
    Record,
    Ref,
    RoleId,
    TargetId,
    gap,
    preset,
    required,
    unknown,
)

Accountable = Annotated[tuple[RoleId, ...], ONE_OR_MORE]


class Vision(Record):
    """What the partnership is for, in a sentence."""

    in_order = (("agreed", "reviewed"),)

    statement: str | None = gap("The vision itself.")
    agreed: date | None = unknown("When it was agreed.")
    reviewed: date | None = unknown("When it was last looked at again.")
    endorsed_by: tuple[AgencyId, ...] | None = gap("Agencies that have endorsed it.")


class Plan(Period):
    """A plan for a period, and what comes after it."""

    noun: ClassVar[str] = "plan"

    title: str = required("Its title.")
    succeeded_by: str | None = gap("What follows it, in words.")


class Outcome(Entry):
    """Something the partnership wants for children."""

    noun: ClassVar[str] = "outcome"

    name: str = required("Its name.")
    kind: Literal["population", "service"] | None = unknown(
        "population: for all children; service: for those a service reaches."
    )
    serves: Annotated[str, Ref(("outcomes",))] | None = gap("Of a service outcome: the population outcome it serves.")

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """Only an outcome for those a service reaches serves another one."""
        if self.serves == self.id:
            yield "serves", "an outcome cannot serve itself"
        elif self.serves and self.kind == "population":
            yield "serves", "an outcome for all children serves no other: only one of the kind service does"


class Reading(Record):
    """What a measure showed on a day."""

    value: Measure = required("The figure, in the target's unit.")
    on: date = required("The day it holds for.")


class Comparison(Record):
    """The same measure for the children a cohort is compared with."""

    against: Literal["all", "others", "neighbours"] | None = unknown("Whom the cohort is compared with.", alias="with")
    readings: tuple[Reading, ...] | None = unknown("Their readings, for the same days.")


class Target(Entry):
    """A change the partnership has promised to bring about."""

    noun: ClassVar[str] = "target"

    title: str = required("The target in a sentence.")
    outcome: Annotated[str, Ref(("outcomes",))] | None = gap("The outcome it serves.")
    accountable: Accountable | None = gap("The role accountable for it.")
    joint_duty: bool = preset(False, "Whether several roles are accountable together by law or agreement.")
    contributors: tuple[AgencyId, ...] | None = unknown("Agencies that work towards it.")
    indicator: str | None = gap("What is measured: one id for one measure everywhere.")
    direction: Literal["increase", "decrease", "maintain"] | None = gap("Which way the measure should go.")
    unit: str | None = unknown("The unit of the measure.")
    source: str | None = gap("Where the figures come from.")
    baseline: Reading | None = gap("Where it started.")
    goal: Reading | None = gap("Where it should be, and by when.")
    readings: tuple[Reading, ...] | None = unknown("What was measured since.")
    cohort: str | None = preset(None, "The vulnerable group it is for; left out for everybody.")
    cohort_size: Count | None = unknown("How many children are in the cohort.")
    comparison: Comparison | None = unknown("The same measure for other children.")
    priority_for: tuple[AgencyId, ...] | None = unknown("Agencies that count it among their own top three.")
    conflicts_with: tuple[TargetId, ...] = preset((), "Targets it pulls against.")
    managed_by: str | None = gap("How a known tension is handled.")
    risk: Annotated[int, Within(1, 25)] | None = unknown("Score in the risk register, 1 to 25.")
    personal_data: bool | None = unknown("Whether the work needs data on named children.")
    funded_from: Literal["core"] | None = preset(None, "core: paid out of agencies' own running costs.")

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """A target cannot pull against itself, and a measure shows one figure a day."""
        if self.id in self.conflicts_with:
            yield "conflicts_with", "a target cannot conflict with itself"
        days = [reading.on for reading in self.readings or () if reading is not None]
        for day in sorted({day for day in days if days.count(day) > 1}):
            yield "readings", f"two readings for {day}"


class Evaluation(Record):
    """A look at whether a service works."""

    on: date = required("The day.")
    title: str = required("Its title.")


class Service(Period):
    """A joint service, project or pilot."""

    noun: ClassVar[str] = "service"

    title: str = required("Its title.")
    kind: Literal["service", "project", "pilot"] | None = unknown("What it is.")
    supports: tuple[TargetId, ...] | None = gap("Targets it works towards.")
    accountable: Accountable | None = gap("The role accountable for it.")
    joint_duty: bool = preset(False, "Whether several roles are accountable together by law or agreement.")
    sponsor: RoleId | None = gap("The senior role that backs it.")
    agencies: tuple[AgencyId, ...] | None = unknown("Agencies that run it together.")
    decided_by: tuple[AgencyId, ...] | None = unknown("Agencies whose agreement its decisions need.")
    statutory_decision: bool = preset(False, "Whether the law gives the decision to one agency.")
    cohort: str | None = preset(None, "The children it is for; left out for everybody.")
    evaluations: tuple[Evaluation, ...] | None = gap("Its evaluations.")
    personal_data: bool | None = unknown("Whether the work needs data on named children.")
    funded_from: Literal["core"] | None = preset(None, "core: paid out of agencies' own running costs.")
