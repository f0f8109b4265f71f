"""The figures of a rule that a ruleset may change: how far before it counts."""

from decimal import Decimal
from typing import Annotated, Any

from .model import Field, Within
from .partnership.base import PRESET, Record

Days = Annotated[int, Within(0, 36_500)]
Months = Annotated[int, Within(0, 1_200)]
Count = Annotated[int, Within(0, 1_000_000)]
Share = Annotated[Decimal, Within(0, 1)]
"""A part of a whole, from 0 to 1; a ruleset may also write 25%."""
Times = Annotated[Decimal, Within(0, 1_000)]
"""How many times one figure is another."""

LESS = "less"
MORE = "more"


class Limits(Record):
    """The parameters of a rule: subclass it, give each a type, a default and its stricter direction."""


def limit(value: int | str, about: str, *, stricter: str | None = None) -> Any:
    """Declares a parameter.

    Args:
        value: The default; a share or a multiple as text ("0.25"), so that it stays exact.
        about: What it limits, as a clause: "how many days an action may be overdue".
        stricter: LESS if a smaller figure finds more, MORE if a larger one does; None for a smallest sample or a
            window, which are neither.
    """
    default = Decimal(value) if isinstance(value, str) else value
    return Field(about, default, PRESET, stricter)
