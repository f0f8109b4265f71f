"""Values while an expression runs: what is unknown, what is partly known, and how many steps are left."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from joinedup.frozen import Frozen
from joinedup.partnership import Partnership
from joinedup.partnership.base import Record

from .errors import BudgetError
from .kinds import Kind


class Unknown(Frozen):
    """A value that cannot be told, because these fields are absent."""

    fields: tuple[str, ...]


class Partly(Frozen):
    """A list of which some items are sure, and `more` items may belong to it or not because of `why`."""

    items: Sequence[Any]
    more: int
    why: Unknown


class Between(Frozen):
    """A count that lies between two figures because of `why`."""

    low: int
    high: int
    why: Unknown


@dataclass(slots=True)
class Env:
    """What one evaluation sees. `None` among its values means: there is no such thing, and that is known."""

    record: Record
    partnership: Partnership
    steps: int
    names: dict[str, Any] = field(default_factory=dict)
    spent: int = 0

    def spend(self, steps: int) -> None:
        """Counts steps.

        Raises:
            BudgetError: there are none left.
        """
        self.spent += steps
        if self.spent > self.steps:
            raise BudgetError(self.steps)

    @property
    def today(self) -> date:
        """The day of the check, which is data."""
        return self.partnership.as_of


Run = Callable[[Env], Any]


class Typed(Frozen):
    """A part of an expression that has been checked and can run.

    Attributes:
        kind: What it comes to.
        run: Works it out.
        at: Where it starts in the text.
        said: How a message names it: the path of a field, or a literal as it was written.
        path: Whether it is a field, reached by names alone, so that asking whether it is absent makes sense.
        size: How many steps it takes, lists that it looks through aside.
        literal: Its value, where it is written out.
        items: The items of a list that is written out.
        section: The section of the description that it is as a whole.
    """

    kind: Kind
    run: Run
    at: int
    said: str = ""
    path: bool = False
    size: int = 1
    literal: Any = None
    items: tuple["Typed", ...] = ()
    section: str = ""


def unknown(values: Iterable[Any]) -> Unknown | None:
    """What is unknown among some values, put together; None where all are known."""
    found = [value for value in values if isinstance(value, Unknown)]
    return Unknown(tuple(dict.fromkeys(name for one in found for name in one.fields))) if found else None


def items_of(value: Any) -> tuple[Sequence[Any], Unknown | None, int]:
    """The sure items of a list or the keys of a table, why it may hold more, and how many more."""
    if isinstance(value, Partly):
        return value.items, value.why, value.more
    return (tuple(value), None, 0) if isinstance(value, Mapping) else (value or (), None, 0)


def any_of(values: Iterable[Any], why: Unknown | None = None) -> Any:
    """Whether one of some answers is yes: yes as soon as one is, else unknown if one is unknown, else no."""
    waiting: list[Any] = [why]
    for value in values:
        if value is True:
            return True
        waiting.append(value)
    return unknown(waiting) or False


def all_of(values: Iterable[Any], why: Unknown | None = None) -> Any:
    """Whether all of some answers are yes: no as soon as one is, else unknown if one is unknown, else yes."""
    waiting: list[Any] = [why]
    for value in values:
        if value is False or value is None:
            return False
        waiting.append(value)
    return unknown(waiting) or True
