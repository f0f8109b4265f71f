"""joinedup plugins: what is installed, and what is wrong with it."""

from collections.abc import Sequence

import click

from joinedup.facts.words import count
from joinedup.guard import installed
from joinedup.lenses.chosen import every
from joinedup.lenses.contents import Lens
from joinedup.lenses.reader import known
from joinedup.plugins import Plugin

from .main import BROKEN, OK


@click.command("plugins", short_help="Show which plugins are installed.")
def command() -> int:
    """Show which plugins are installed, what each adds, and what is wrong with one that cannot be used.

    \b
    joinedup plugins
    """
    plugins = installed()
    if not plugins.found:
        print("No plugin is installed, so nothing can be checked.")
    given = every(plugins, known(plugins))
    failures = (*plugins.failures, *given.failures)
    for plugin in plugins.found:
        if not plugin.error:
            lenses = [lens for lens in given.lenses if lens.plugin == plugin.name]
            print(f"{plugin.name} ({plugin.origin}): {_adds(plugin, lenses)}")
        for failure in failures:
            if failure.plugin == plugin.name:
                print(f"{plugin.name} ({plugin.origin}): BROKEN: {failure.error}")
    return BROKEN if failures else OK


def _adds(plugin: Plugin, lenses: Sequence[Lens]) -> str:
    said, adds = "", []
    if plugin.theme is not None:
        said = f"{plugin.theme.title}: {plugin.theme.about}: "
        barriers, rules = list(plugin.theme.each_barrier()), list(plugin.theme.each_rule())
        numbers = ((len(barriers), "barrier"), (len(rules), "rule"), (len(plugin.theme.solutions), "solution"))
        adds = [count(number, noun) for number, noun in numbers]
    if plugin.lenses is not None:
        names = f" ({', '.join(lens.name for lens in lenses)})" if lenses else ""
        adds.append(f"{count(len(lenses), 'lens', 'lenses')}{names}")
    return said + ", ".join(adds)
