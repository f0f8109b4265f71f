"""What a ruleset says about measures: which are known, and which pull against each other."""

from typing import Annotated, Literal

from .partnership.base import Record, Ref, required

IndicatorId = Annotated[str, Ref(("indicators",))]
Direction = Literal["increase", "decrease", "maintain"]


class Pull(Record):
    """One side of a tension: a measure going one way."""

    indicator: IndicatorId = required("The id of a known indicator.")
    direction: Direction = required("Which way it goes.")


class Tension(Record):
    """Two measures that pull against each other when each is chased alone."""

    one: Pull = required("One side.")
    other: Pull = required("The other side.")
    why: str = required("Why they pull apart, in a sentence.")


class Vocabulary(Record):
    """The indicators a ruleset knows, with their names, and the tensions between them."""

    indicators: tuple[tuple[str, str], ...] = ()
    tensions: tuple[Tension, ...] = ()

    def knows(self, indicator: str) -> bool:
        """Whether an indicator is in the vocabulary."""
        return any(id == indicator for id, _ in self.indicators)
