"""What a plugin can add to joinedup: every hook, on one page.

A plugin is a module named by an entry point of the group `joinedup`; it marks its hooks with `@joinedup.hookimpl`.
"""

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from pathlib import Path

    from .themes import Theme

GROUP = "joinedup"
"""The entry point group, and the name under which pluggy knows the project."""

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def joinedup_theme() -> "Theme":  # type: ignore[empty-body]
    """Returns a theme: its barriers, their rules, and its solutions. Called once a run."""


@hookspec
def joinedup_lenses() -> "Path":  # type: ignore[empty-body]
    """Returns a folder of lenses: YAML files, each of which goes by its name without the suffix. Called once a run."""
