"""The lights of the exception report: which one a change has, so that none is better than what is known."""

from collections.abc import Iterable
from enum import Enum

from joinedup.report.origin import JOINEDUP, RULESET
from joinedup.report.since import BACK, BETTER, FOUND_NO_LONGER, NEW, WORSE, Change
from joinedup.severity import Severity


class Light(Enum):
    """A traffic light, the worst first."""

    RED = "red"
    AMBER = "amber"
    GREY = "grey"
    GREEN = "green"

    @property
    def words(self) -> str:
        """The light as people read it, with a shape, so that it is never told by colour alone."""
        return f"{SHAPES[self]} {self.value.capitalize()}"


SHAPES = {Light.RED: "■", Light.AMBER: "▲", Light.GREY: "?", Light.GREEN: "●"}
ORDER = tuple(Light)


def light_of(change: Change, *, told_apart: bool) -> Light:
    """The light of a finding that is otherwise than before.

    Green is said only where the rule looked, nothing has to be borne in mind, and nothing high is left of it.

    Args:
        change: What became of it.
        told_apart: Whether it is known of each finding whether the ruleset had a hand in its change.
    """
    high = change.severity >= Severity.HIGH
    if change.kind == BETTER and high:
        return Light.AMBER
    if change.kind in (BETTER, FOUND_NO_LONGER):
        known = told_apart and not change.note and not of_the_rules(change)
        return Light.GREEN if known else Light.GREY
    worse = change.kind in (BACK, WORSE) or (change.kind == NEW and high)
    return Light.RED if worse and not of_the_rules(change) else Light.AMBER


def of_the_rules(change: Change) -> bool:
    """Whether a change comes from the ruleset or may do so, or comes from joinedup alone; not from the partnership."""
    causes = change.comes_from or ()
    return RULESET in causes or causes == (JOINEDUP,)


def worst(lights: Iterable[Light]) -> Light:
    """The light of several things together: that of the worst."""
    return min(lights, key=ORDER.index)
