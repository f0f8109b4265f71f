"""Boards and what happened at their meetings; agreements, policies and disputes that bind them."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar, Literal

from joinedup.model import Within

from .base import AgencyId, BoardId, Count, Entry, Record, RoleId, Table, gap, preset, required, unknown
from .people import Level

Voice = Literal["young-people", "children", "parents", "carers", "community"]
AtLeastOne = Annotated[int, Within(1)]


class Quorum(Record):
    """How many agencies must be there, and which ones, before a board can decide."""

    at_least: AtLeastOne | None = unknown("How many agencies.")
    agencies: tuple[AgencyId, ...] = preset((), "Agencies that must be among them.")


class Meeting(Record):
    """One meeting of a board."""

    on: date = required("The day.")
    present: tuple[AgencyId, ...] | None = unknown("Agencies whose member came.")
    deputies: tuple[AgencyId, ...] = preset((), "Agencies that sent somebody else.")
    apologies: tuple[AgencyId, ...] = preset((), "Agencies that sent apologies.")
    mostly: Literal["strategic", "mixed", "operational"] | None = unknown("What the time went on.")

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """An agency came, or sent somebody, or sent apologies."""
        came = set(self.present or ())
        for field, others in (("deputies", came), ("apologies", came.union(self.deputies))):
            for agency in sorted(others.intersection(getattr(self, field))):
                yield field, f'"{agency}" is listed twice for one meeting'


class Board(Entry):
    """A board, executive, sub-group or task-and-finish group."""

    noun: ClassVar[str] = "board"

    name: str = required("Its name.")
    level: Level | None = unknown("At which level it works.")
    chair: RoleId | None = gap("The role that chairs it.")
    members: tuple[RoleId, ...] | None = unknown("The roles with a seat; their agencies are its member agencies.")
    joined: Table[AgencyId, date] | None = preset(None, "When a member agency joined late.")
    reports_to: BoardId | None = gap("The board it reports to.")
    top: bool = preset(False, "Whether it reports to no board of this file.")
    meetings_a_year: AtLeastOne | None = unknown("How often it means to meet.")
    quorum: Quorum | None = unknown("Who must be there before it can decide.")
    voices: tuple[Voice, ...] | None = unknown("Who of those it serves has a seat; [] means nobody.")
    meetings: tuple[Meeting, ...] | None = unknown("Its meetings; [] means none.")

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """A board at the top reports to none."""
        if self.top and self.reports_to:
            yield "top", "a board at the top reports to no other: give one of top and reports_to"


class Agreement(Entry):
    """A partnership agreement, terms of reference or a section 75 agreement."""

    noun: ClassVar[str] = "agreement"

    title: str = required("Its title.")
    kind: Literal["partnership", "terms-of-reference", "section-75", "other"] | None = unknown("What it is.")
    signed: Table[AgencyId, date] | None = gap("Who signed it, and when.")
    review_by: date | None = unknown("The day by which it is to be reviewed.")


class Policy(Entry):
    """A policy or procedure that staff work to."""

    noun: ClassVar[str] = "policy"
    in_order = (("reviewed", "review_by"),)

    title: str = required("Its title.")
    kind: Literal["thresholds", "escalation", "information-sharing", "lone-working", "other"] | None = unknown(
        "What it is about."
    )
    owner: RoleId | None = unknown("The role that keeps it.")
    reviewed: date | None = unknown("When it was last reviewed.")
    review_by: date | None = unknown("The day by which it is to be reviewed again.")


class Disputes(Record):
    """Disagreements between agencies that were escalated."""

    open: Count | None = unknown("How many are open today.")
    oldest_open: date | None = unknown("When the oldest open one was raised.")
    raised_last_year: Count | None = unknown("How many were raised in the last 12 months.")
