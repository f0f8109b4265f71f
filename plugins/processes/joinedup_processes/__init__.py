"""Roles, responsibilities and accountability: the second column of Table 1 and of Table 2."""

from joinedup import Theme, hookimpl

from . import balance, deadlines, evidence, follow_up, policies, timescales
from .solutions import SOLUTIONS

THEME = Theme(
    "processes",
    "Processes",
    "Roles, responsibilities and accountability",
    (timescales, policies, evidence, follow_up, deadlines, balance),
    SOLUTIONS,
)


@hookimpl
def joinedup_theme() -> Theme:
    """The theme, for the engine to find."""
    return THEME
