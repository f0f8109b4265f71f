"""Power and advocacy: the last column of Table 1 and of Table 2."""

from joinedup import Theme, hookimpl

from . import budgets, competition, drawbridge, influence, knowledge, responsibility
from .solutions import SOLUTIONS

THEME = Theme(
    "power",
    "Power",
    "Power and advocacy",
    (responsibility, drawbridge, budgets, competition, influence, knowledge),
    SOLUTIONS,
)


@hookimpl
def joinedup_theme() -> Theme:
    """The theme, for the engine to find."""
    return THEME
