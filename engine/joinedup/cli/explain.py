"""joinedup explain ID: the page of a rule, barrier, solution or lens, or of an item of a lens."""

from collections.abc import Collection, Iterator
from pathlib import Path
from textwrap import fill

import click

from joinedup.catalogue import Catalogue
from joinedup.errors import UserError
from joinedup.guard import installed
from joinedup.plugins import Plugins
from joinedup.reading.files import SUFFIXES
from joinedup.reading.problems import nearest
from joinedup.terminal import printable

from .completing import ids
from .main import OK

WIDTH = 100


@click.command("explain", short_help="Show the page of a rule, barrier, solution or lens.")
@click.argument("id", shell_complete=ids)
def command(id: str) -> int:
    """Show the page of a rule, barrier or solution, of a lens or one of its items. The start of an id is enough.

    \b
    joinedup explain power/unfunded
    joinedup explain power/budgets
    joinedup explain processes/pilot
    joinedup explain own-lens.yaml
    joinedup explain own-lens.yaml/an-item
    """
    plugins = installed()
    catalogue = Catalogue(plugins.themes)
    pages = [catalogue.page(id)] if id in catalogue.ids else _pages(id, plugins, catalogue)
    for number, page in enumerate(pages):
        print("\n" + "─" * WIDTH + "\n" if number else "", end="")
        print("\n\n".join(_wrapped(printable(block)) for block in page))
    return OK


def _pages(id: str, plugins: Plugins, catalogue: Catalogue) -> list[Iterator[str]]:
    """The pages that are meant by the start of an id, a lens, or an item of one; lenses are read only here.

    Raises:
        UserError: there is none, or the lens has problems.
    """
    from joinedup.lenses.chosen import chosen, every
    from joinedup.lenses.pages import Pages
    from joinedup.lenses.reader import known

    file, wanted = _in_file(id)
    given = chosen([file], plugins, known(plugins)) if file else every(plugins, known(plugins))
    lenses = Pages(given.lenses, catalogue)
    if wanted in lenses.ids:
        return [lenses.page(wanted)]
    for pages in (lenses,) if file else (catalogue, lenses):
        found = _beginning(wanted, pages.ids)
        if found:
            return [pages.page(one) for one in found]
    ids = lenses.ids if file else (*catalogue.ids, *lenses.ids)
    meant = nearest(wanted, ids) or nearest(wanted, [other.partition("/")[2] for other in ids])
    hint = f'; did you mean "{meant}"?' if meant else ": `joinedup rules` and `joinedup lenses` list what there is"
    raise UserError(f'nothing is called "{id}"{hint}')


def _in_file(id: str) -> tuple[str, str]:
    """The file of a lens that an id begins with, if it does, and what is meant in it: the lens or one of its items."""
    before, slash, item = id.rpartition("/")
    for file, rest in ((id, ""), (before, slash + item)):
        if file.lower().endswith(SUFFIXES):
            return file, Path(file).stem + rest
    return "", id


def _beginning(id: str, known: Collection[str]) -> list[str]:
    """The ids that begin so, with or without the theme or lens."""
    return [other for other in known if id and (other.startswith(id) or other.partition("/")[2].startswith(id))]


def _wrapped(block: str) -> str:
    """Lines cut at words; what follows a heading stays indented."""
    lines = block.splitlines()
    return "\n".join(
        fill(line, WIDTH, subsequent_indent=" " * (len(line) - len(line.lstrip()) + 2) if line[:1] == " " else "")
        for line in lines
    )
