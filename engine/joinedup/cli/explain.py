"""joinedup explain ID: the page of a rule, barrier or solution."""

from textwrap import fill

import click

from joinedup.catalogue import Catalogue
from joinedup.errors import UserError
from joinedup.plugins import load_themes
from joinedup.reading.problems import nearest

from .main import OK

WIDTH = 100


@click.command("explain", short_help="Show the page of a rule, barrier or solution.")
@click.argument("id")
def command(id: str) -> int:
    r"""Show the page of a rule, barrier or solution. The start of an id is enough.

    \b
    joinedup explain power/unfunded
    joinedup explain power/budgets
    joinedup explain processes/pilot
    """
    catalogue = Catalogue(load_themes().themes)
    for number, found in enumerate(_matching(id, catalogue.ids)):
        print("\n" + "─" * WIDTH + "\n" if number else "", end="")
        print("\n\n".join(_wrapped(block) for block in catalogue.page(found)))
    return OK


def _matching(id: str, known: tuple[str, ...]) -> list[str]:
    """The ids that are meant: this one, or those that begin so (with or without the theme).

    Raises:
        UserError: there is none.
    """
    if id in known:
        return [id]
    found = [other for other in known if other.startswith(id) or other.partition("/")[2].startswith(id)]
    if found and id:
        return found
    meant = nearest(id, known) or nearest(id, [other.partition("/")[2] for other in known])
    hint = f'; did you mean "{meant}"?' if meant else ": `joinedup rules` lists what there is"
    raise UserError(f'nothing is called "{id}"{hint}')


def _wrapped(block: str) -> str:
    """Lines cut at words; what follows a heading stays indented."""
    lines = block.splitlines()
    return "\n".join(
        fill(line, WIDTH, subsequent_indent=" " * (len(line) - len(line.lstrip()) + 2) if line[:1] == " " else "")
        for line in lines
    )
