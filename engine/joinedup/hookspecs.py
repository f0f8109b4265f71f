"""What a plugin can add to joinedup: every hook, on one page.

A plugin is a module named by an entry point of the group `joinedup`; it marks its hooks with `@joinedup.hookimpl`.
"""

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from .themes import Theme

GROUP = "joinedup"
"""The entry point group, and the name under which pluggy knows the project."""

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def joinedup_theme() -> "Theme":  # type: ignore[empty-body]
    """Returns a theme: its barriers, their rules, and its solutions. Called once a run."""
