"""joinedup lenses: the frameworks that a check can be looked through."""

import sys
from collections.abc import Sequence

import click

from joinedup.guard import installed
from joinedup.lenses.chosen import chosen, every
from joinedup.lenses.contents import counted
from joinedup.lenses.reader import known
from joinedup.terminal import printable

from .completing import lenses
from .main import BROKEN, OK


@click.command("lenses", short_help="List the lenses that a check can be looked through.")
@click.argument("names", metavar="[NAME|FILE]...", nargs=-1, shell_complete=lenses)
def command(names: Sequence[str]) -> int:
    """List lenses: how many of their items rules check, staff are asked, and nobody can tell from here.

    Without a name or file, all lenses that come with joinedup and its plugins are listed. A file is read, and every
    problem in it said with its line.

    \b
    joinedup lenses
    joinedup lenses own-lens.yaml
    """
    plugins = installed()
    given = chosen(names, plugins, known(plugins)) if names else every(plugins, known(plugins))
    for lens in given.lenses:
        whose = f" (plugin {lens.plugin})" if lens.plugin else ""
        print(printable(f"{lens.name}{whose}: {lens.contents.title}: {counted(lens.counts)}"))
    if not given.lenses:
        print("There are no lenses here. Name a file to read one.")
    for failure in (*plugins.failures, *given.failures):
        print(printable(f"failed: plugin {failure.plugin}: {failure.error}"), file=sys.stderr)
    return BROKEN if plugins.failures or given.failures else OK
