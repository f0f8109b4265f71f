"""What can be wrong with a theme that a plugin brings."""

from collections.abc import Iterator, Mapping

from .errors import fault
from .themes import Theme

ARGUMENTS = ("partnership", "limits", "vocabulary", "least_answers")
"""What a rule may ask for, by the names of its arguments."""


def faults(plugin: str, themes: Mapping[str, Theme], broken: bool) -> Iterator[str]:
    """What is wrong with the theme of a plugin, alone and beside the others; nothing where it has none.

    Args:
        plugin: The name of the plugin.
        themes: The themes of all plugins that have one, by their names.
        broken: Whether a plugin is broken, so that the solutions of its theme cannot be known.
    """
    theme = themes.get(plugin)
    if theme is None:
        return
    if any(name < plugin and other.id == theme.id for name, other in themes.items()):
        yield f'the theme "{theme.id}" is another plugin\'s already'
    others = [other for other in themes.values() if _is_whole(other)]
    known = {id for other in others for id, _ in other.each_solution()}
    whole = {other.id for other in others}
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
                excused = broken and id.partition("/")[0] not in whole
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
