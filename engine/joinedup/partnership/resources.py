"""Money and information: what is paid, promised, bid for and shared."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar, Literal

from .base import (
    ONE_OR_MORE,
    AgencyId,
    ControllerId,
    CoveredId,
    Entry,
    Money,
    Period,
    Record,
    Ref,
    Table,
    WorkId,
    gap,
    preset,
    required,
    unknown,
)


class Budget(Period):
    """Money for a purpose and a period."""

    noun: ClassVar[str] = "budget"

    title: str = required("Its title.")
    funds: tuple[WorkId, ...] | None = unknown("Targets or services it pays for.")
    arrangement: Literal["single", "aligned", "pooled"] | None = unknown("How far agencies hold it together.")
    amount: Money | None = unknown("Pounds for the whole period.")
    contributions: Table[AgencyId, Money] | None = unknown("Pounds each agency has promised.")
    in_kind: Table[AgencyId, str] | None = preset(None, "What agencies give that is not money.")
    received: Table[AgencyId, Money] | None = unknown("Pounds each agency has paid so far.")
    hosted_by: AgencyId | None = unknown("The agency that keeps the account.")
    controlled_by: ControllerId | None = gap("The role or board that decides how it is spent.")
    renewal: str | None = gap("What happens to the money after its last day.")


class OneWay(Record):
    """A sharing in which some give and others receive."""

    giver: tuple[AgencyId, ...] = required("Agencies that give.")
    receiver: tuple[AgencyId, ...] = required("Agencies that receive.")


class SharingAgreement(Entry):
    """An agreement to share information."""

    noun: ClassVar[str] = "sharing agreement"
    in_order = (("starts", "review_by"),)

    title: str = required("Its title.")
    kind: Literal["agreement", "memorandum", "protocol"] | None = unknown("What it is.")
    parties: tuple[AgencyId, ...] = required("Agencies it binds.")
    one_way: OneWay | None = preset(None, "Who gives and who receives; left out, every party shares with every party.")
    covers: Annotated[tuple[CoveredId, ...], ONE_OR_MORE] | None = unknown("Targets or services it is for, or all.")
    lawful_basis: str | None = gap("The lawful basis of the sharing.")
    dpia: date | Literal["not-needed"] | None = gap("Day of the data protection impact assessment, or not-needed.")
    dpia_reason: str | None = gap("Why none is needed.")
    signed: Table[AgencyId, date] | None = gap("Who signed it, and when.")
    starts: date | None = unknown("First day.")
    review_by: date | None = unknown("The day by which it is to be reviewed.")
    under: Annotated[str, Ref(("data_sharing",))] | None = preset(None, "The agreement it sits under.")

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """Who signs, gives or receives is a party, and no agreement sits under itself."""
        yield from super().contradictions()
        if self.under == self.id:
            yield "under", "an agreement cannot sit under itself"
        for agency in self.signed or ():
            if agency not in self.parties:
                yield "signed", f'"{agency}" signed but is not among the parties'
        for agency in (*self.one_way.giver, *self.one_way.receiver) if self.one_way else ():
            if agency not in self.parties:
                yield "one_way", f'"{agency}" is not among the parties'


class Bid(Entry):
    """A bid for outside money."""

    noun: ClassVar[str] = "bid"

    fund: str = required("The fund.")
    agencies: tuple[AgencyId, ...] | None = unknown("Agencies that bid together.")
    on: date | None = unknown("The day of the bid.")
    purpose: str | None = unknown("What the money is for.")
    cohort: str | None = preset(None, "The children it is for; left out for everybody.")

    @property
    def label(self) -> str:
        """A bid has no title of its own: its purpose and fund name it."""
        return f"{self.purpose} ({self.fund})" if self.purpose else f"bid to {self.fund}"
