"""Outcomes and resourcing: the third column of Table 1 and of Table 2, headed "Purpose" in both."""

from joinedup import Theme, hookimpl

from . import conflict, contribution, direction, judgement, targets, vision
from .solutions import SOLUTIONS

THEME = Theme(
    "purposes",
    "Purpose",
    "Outcomes and resourcing",
    (direction, contribution, vision, targets, judgement, conflict),
    SOLUTIONS,
)


@hookimpl
def joinedup_theme() -> Theme:
    """The theme, for the engine to find."""
    return THEME
