"""What a lens shows of one outcome: plain frozen values."""

from datetime import date
from decimal import Decimal

from joinedup.frozen import Frozen


class Gap(Frozen):
    """How far a group of children is from those it is compared with, on the newest day that has a reading of both.

    Attributes:
        target: Id of the target.
        on: The day.
        value: What was read for the group.
        other: What was read for the others.
        against: Whom it is compared with: all, others or neighbours; empty where that is not said.
        unit: The unit of both.
    """

    target: str
    on: date
    value: Decimal
    other: Decimal
    against: str
    unit: str


class OutcomeFacts(Frozen, kw_only=True):
    """What a description says of one outcome.

    Attributes:
        outcomes: Ids of the outcomes that are meant.
        targets: Ids of their targets.
        services: Ids of the current services that support those.
        budgets: Ids of the current budgets that fund a target or service of them.
        pounds: What those budgets come to, each for its whole period; None where none of them says.
        groups: The vulnerable groups that a target or service names.
        gaps: The newest gap of each target that has one.
        agencies: Ids of those that work on any of it.
        missing: The sections that would say more and are not described.
        rows: All of this in words: a heading and a sentence each.
    """

    outcomes: tuple[str, ...]
    targets: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    budgets: tuple[str, ...] = ()
    pounds: Decimal | None = None
    groups: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    agencies: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
