"""Finds the plugins, checks what each adds, and names the one that is broken."""

import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
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
from .themes import Theme

T = TypeVar("T")
THEME, LENSES = "joinedup_theme", "joinedup_lenses"
"""The hooks, of which a plugin has at least one."""
ARGUMENTS = ("partnership", "limits", "vocabulary", "least_answers")
"""What a rule may ask for, by the names of its arguments."""
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
    try:
        with guard(f"plugin {plugin.name}"):
            return "; ".join(_faults(plugin, all_plugins))
    except BaseException as error:
        return f"its theme is not put together as it should be: {fault(error)}"


def _faults(plugin: Plugin, all_plugins: Sequence[Plugin]) -> Iterator[str]:
    """What is wrong with a theme, alone and beside the others."""
    theme = plugin.theme
    if theme is None:
        return
    themes = [other.theme for other in all_plugins if other.theme is not None and _is_whole(other.theme)]
    if any(other.name < plugin.name and other.theme and other.theme.id == theme.id for other in all_plugins):
        yield f'the theme "{theme.id}" is another plugin\'s already'
    known = {id for other in themes for id, _ in other.each_solution()}
    whole = {other.id for other in themes}
    somebody_broken = any(other.error for other in all_plugins)
    seen: set[str] = set()
    for id, _ in theme.each_solution():
        if id in seen:
            yield f'the solution "{id}" is there twice'
        seen.add(id)
    for barrier_id, barrier in theme.each_barrier():
        named = [
            (barrier_id, barrier.solutions),
            *((f"{theme.id}/{r.name}", r.solutions) for r in theme.rules_of(barrier_id, barrier)),
        ]
        for owner, solutions in named:
            for id in solutions:
                excused = somebody_broken and id.partition("/")[0] not in whole
                if id not in known and not excused:
                    yield f'{owner} names a solution that nobody has: "{id}"'
        if sum(rule.main for rule in barrier.rules) != 1:
            yield f"{barrier_id} needs exactly one main rule"
    yield from _rule_faults(theme)


def _is_whole(theme: Theme) -> bool:
    """Whether a theme's parts can be gone through."""
    try:
        list(theme.each_rule())
        list(theme.each_solution())
    except BaseException as error:
        fault(error)
        return False
    return True


def _rule_faults(theme: Theme) -> Iterator[str]:
    seen: set[str] = set()
    for id, _, rule in theme.each_rule():
        if id in seen:
            yield f'the rule "{id}" is there twice'
        seen.add(id)
        lacks = rule.page.lacks()
        if lacks:
            yield f"the page of {id} lacks {' and '.join(lacks)}"
        for name in rule.wants:
            if name not in ARGUMENTS:
                yield f'{id} asks for "{name}"; a rule can have {", ".join(ARGUMENTS)}'
        fields = rule.limits.declared if rule.limits is not None else {}
        for name in fields:
            if name in ("enabled", "severity"):
                yield f'{id} has a limit called "{name}", which every rule has already'
