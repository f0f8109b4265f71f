"""What was promised and done: actions, evidence, shared development, and changes that staff live through."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar, Literal

from .base import (
    ONE_OR_MORE,
    AgencyId,
    BoardId,
    CoveredId,
    Entry,
    Period,
    Record,
    Ref,
    RoleId,
    TargetId,
    WorkId,
    gap,
    preset,
    required,
    unknown,
)
from .people import Level

Heard = Literal["children", "young-people", "parents", "carers", "staff", "community"]

DevelopmentKind = Literal[
    "induction", "thresholds", "joint-training", "shadowing", "mentoring", "secondment", "simulation", "case-review",
    "action-learning",
]  # fmt: skip


class BlockedBy(Record):
    """What keeps an action from going on: exactly one of the three."""

    schema_extra = {"minProperties": 1, "maxProperties": 1}  # noqa: RUF012

    policy: Annotated[str, Ref(("policies",))] | None = preset(None, "A policy.")
    target: TargetId | None = preset(None, "A target.")
    other: str | None = preset(None, "Anything else, in words.")

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """An action is blocked by one thing."""
        if len(self.stated) != 1:
            yield "", "give one of policy, target or other"


class Action(Entry):
    """Something a role has promised to do by a day."""

    noun: ClassVar[str] = "action"
    in_order = (("agreed", "closed"), ("agreed", "blocked_since"))

    title: str = required("The action in a sentence.")
    owner: RoleId | None = gap("The role that does it.")
    supports: tuple[WorkId, ...] | None = gap("Targets or services it is for.")
    level: Level | None = gap("At which level it is.")
    agreed: date | None = unknown("When it was agreed.")
    agreed_at: BoardId | None = unknown("The board that agreed it.")
    due: date | None = unknown("When it is due.")
    earlier_due: tuple[date, ...] = preset((), "Every date it was due before.")
    urgent: bool = preset(False, "Whether it could not wait.")
    updated: date | None = gap("When something was last said about it.")
    status: Literal["open", "blocked", "done", "dropped"] | None = unknown("Where it stands.")
    blocked_since: date | None = unknown("Since when it is blocked.")
    blocked_by: BlockedBy | None = unknown("What blocks it: one of policy, target or other.")
    closed: date | None = unknown("When it was done or dropped.")
    result: str | None = gap("What came of it.")

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """An action that is not finished has no day on which it was."""
        yield from super().contradictions()
        if self.closed and self.status in ("open", "blocked"):
            yield "closed", f"the action has a day of closing but its status is {self.status}"


class Evidence(Entry):
    """Something that was found out about children's needs or the work."""

    noun: ClassVar[str] = "piece of evidence"
    in_order = (("on", "answered"),)

    title: str = required("Its title.")
    kind: Literal["needs-assessment", "consultation", "audit", "review"] | None = unknown("What it is.")
    on: date | None = unknown("The day.")
    covers: Annotated[tuple[CoveredId, ...], ONE_OR_MORE] | None = unknown("Targets or services it is about.")
    heard: tuple[Heard, ...] | None = unknown("Who was heard; [] means nobody.")
    answered: date | None = gap('When "you said, we did" was published.')


class Development(Entry):
    """An event of shared training and development."""

    noun: ClassVar[str] = "development event"

    title: str = required("Its title.")
    kind: DevelopmentKind | None = unknown("What it was.")
    on: date | None = unknown("The day.")
    agencies: tuple[AgencyId, ...] | None = unknown("Agencies that took part.")


class Change(Period):
    """A restructure or other transition that staff live through."""

    noun: ClassVar[str] = "change"

    title: str = required("Its title.")
    agencies: tuple[AgencyId, ...] | None = unknown("Agencies whose staff live through it.")
    support: str | None = gap("What helps staff through it.")
