"""joinedup plugins: what is installed, and what is wrong with it."""

import click

from joinedup.facts.words import count
from joinedup.plugins import load_themes

from .main import BROKEN, OK


@click.command("plugins", short_help="Show which plugins are installed.")
def command() -> int:
    """Show which plugins are installed, what each adds, and what is wrong with one that cannot be used."""
    found = load_themes().found
    if not found:
        print("No plugin is installed, so nothing can be checked.")
    for plugin in found:
        if plugin.theme is None:
            print(f"{plugin.name} ({plugin.origin}): BROKEN: {plugin.error}")
            continue
        barriers = list(plugin.theme.each_barrier())
        rules, solutions = len(list(plugin.theme.each_rule())), len(plugin.theme.solutions)
        adds = f"{count(len(barriers), 'barrier')}, {count(rules, 'rule')}, {count(solutions, 'solution')}"
        print(f"{plugin.name} ({plugin.origin}): {plugin.theme.title}: {plugin.theme.about}: {adds}")
    return BROKEN if any(plugin.error for plugin in found) else OK
