"""Finds the plugins, checks what each adds, and names the one that is broken."""

import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, TypeVar

import pluggy

from joinedup.frozen import Frozen

from . import hookspecs
from .assessment import Failure
from .entry_points import EntryPoint, entry_points
from .errors import Guard, PluginError, UserError, fault
from .hookspecs import GROUP
from .theme_faults import faults
from .themes import Theme

T = TypeVar("T")
THEME, LENSES = "joinedup_theme", "joinedup_lenses"
"""The hooks, of which a plugin has at least one."""
ORDER = ("people", "processes", "purposes", "power")
"""The columns of Table 1; themes from elsewhere follow in alphabetical order."""


class Plugin(Frozen):
    """A plugin that was found.

    Attributes:
        name: The name of its entry point.
        point: Its entry point.
        theme: The theme it adds; None where it adds none, or is broken.
        lenses: The folder of the lenses it adds; None where it adds none, or is broken.
        error: What is wrong with it.
        trace: Where that came from, for its author.
    """

    name: str
    point: EntryPoint
    theme: Theme | None = None
    lenses: Path | None = None
    error: str = ""
    trace: str = ""

    @property
    def origin(self) -> str:
        """The package it came with, and its version."""
        return self.point.origin


class Plugins(Frozen):
    """All plugins, good and broken."""

    found: tuple[Plugin, ...]

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The themes of the plugins that work, in the order in which they are shown."""
        good = [plugin.theme for plugin in self.found if plugin.theme is not None]
        return tuple(sorted(good, key=lambda theme: (ORDER.index(theme.id) if theme.id in ORDER else 99, theme.id)))

    @property
    def barriers(self) -> Mapping[str, str] | None:
        """The label of every barrier by its id; None where a broken plugin may have had more."""
        if self.failures:
            return None
        return {id: barrier.label for theme in self.themes for id, barrier in theme.each_barrier()}

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What the broken ones are reported as."""
        return tuple(Failure(plugin.name, plugin.error, trace=plugin.trace) for plugin in self.found if plugin.error)


def load_themes(points: Sequence[EntryPoint] | None = None, guard: Guard = nullcontext) -> Plugins:
    """Loads every plugin of the entry point group `joinedup`, one by one: a broken one stops no other.

    Args:
        points: The entry points; those installed, where none are given.
        guard: What each plugin's code runs in.
    """
    if sys.flags.optimize > 1:
        raise UserError("Python runs with -OO, which takes out the pages of the rules: run it without")
    if points is None:
        points = sorted(entry_points(GROUP), key=lambda point: point.name)
    loaded = [_load(point, guard) for point in points]
    checked: list[Plugin] = []
    for plugin in loaded:
        error = plugin.error or _fault(plugin, loaded, guard)
        checked.append(Plugin(plugin.name, plugin.point, error=error, trace=plugin.trace) if error else plugin)
    return Plugins(tuple(checked))


def _load(point: EntryPoint, guard: Guard) -> Plugin:
    try:
        with guard(f"plugin {point.name}"):
            return Plugin(point.name, point, *_brought(point.name, point.load()))
    except PluginError as error:
        return Plugin(point.name, point, error=error.what)
    except BaseException as error:  # a plugin may raise anything while it is imported: it is named, the others go on
        said = f"it cannot be used: {fault(error)}"
        return Plugin(point.name, point, error=said, trace=traceback.format_exc())


def _brought(name: str, module: Any) -> tuple[Theme | None, Path | None]:
    """Asks one plugin for its theme and its folder of lenses.

    Raises:
        PluginError: it has no such hook, a hook that does not exist, or a hook that gives something else.
    """
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hookspecs)
    try:
        manager.register(module, name)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        raise PluginError(name, f"a hook is not one of joinedup's: {error}") from None
    theme = _given(name, module, manager, THEME, Theme, "joinedup.Theme")
    lenses = _given(name, module, manager, LENSES, Path, "pathlib.Path")
    if theme is None and lenses is None:
        raise PluginError(name, f"it has no {THEME} and no {LENSES}")
    if lenses is not None and not lenses.is_dir():
        raise PluginError(name, f"{LENSES} must return a folder; there is none at {lenses}")
    return theme, lenses


def _given(name: str, module: Any, manager: pluggy.PluginManager, hook: str, kind: type[T], words: str) -> T | None:
    """What a plugin's hook returns; None where the plugin has no such hook."""
    given: list[Any] = getattr(manager.hook, hook)()
    if not given and callable(getattr(module, hook, None)):
        raise PluginError(name, f"{hook} is not marked with @joinedup.hookimpl, or returns nothing")
    if len(given) > 1 or not all(isinstance(one, kind) for one in given):
        raise PluginError(name, f"{hook} must return one {words}, not {type(given[0]).__name__}")
    return given[0] if given else None


def _fault(plugin: Plugin, all_plugins: Sequence[Plugin], guard: Guard) -> str:
    """What is wrong with a theme, in a line. One that cannot even be looked at is broken too."""
    themes = {other.name: other.theme for other in all_plugins if other.theme is not None}
    broken = any(other.error for other in all_plugins)
    try:
        with guard(f"plugin {plugin.name}"):
            return "; ".join(faults(plugin.name, themes, broken))
    except BaseException as error:
        return f"its theme is not put together as it should be: {fault(error)}"
