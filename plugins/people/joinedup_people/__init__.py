"""Trust and belief: the first column of Table 1 and of Table 2."""

from joinedup import Theme, hookimpl

from . import follow_through, relationships, silos, staff_commitment, stepping_up, trust
from .solutions import SOLUTIONS

THEME = Theme(
    "people",
    "People",
    "Trust and belief",
    (staff_commitment, relationships, silos, trust, follow_through, stepping_up),
    SOLUTIONS,
)


@hookimpl
def joinedup_theme() -> Theme:
    """The theme, for the engine to find."""
    return THEME
