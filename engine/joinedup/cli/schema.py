"""joinedup schema: the JSON Schema of a description, ruleset or lens, for editors."""

import sys

import click

from joinedup import schema
from joinedup.catalogue import Catalogue
from joinedup.errors import UserError
from joinedup.guard import installed
from joinedup.outputs.files import write_all

from .main import OK
from .options import PATH


@click.command("schema", short_help="Print the JSON Schema of a description, ruleset or lens.")
@click.option("--ruleset", is_flag=True, help="The schema of a ruleset instead.")
@click.option("--lens", is_flag=True, help="The schema of a lens instead.")
@click.option("-o", "--output", type=PATH, metavar="FILE", help="Write it to a file instead.")
def command(ruleset: bool, lens: bool, output: str | None) -> int:
    """Print the JSON Schema (draft 2020-12) of a description. With it an editor explains and checks as you type.

    \b
    joinedup schema -o joinedup.schema.json
    joinedup schema --ruleset -o joinedup-ruleset.schema.json
    joinedup schema --lens -o joinedup-lens.schema.json
    """
    if ruleset and lens:
        raise UserError("--ruleset and --lens contradict each other: give one of them")
    plugins = installed()
    if ruleset:
        made = schema.of_ruleset(Catalogue(plugins.themes))
    else:
        made = schema.of_lens(plugins.barriers) if lens else schema.of_description(plugins.barriers)
    text = schema.text(made)
    if output in (None, "-"):
        sys.stdout.write(text)
        return OK
    write_all({str(output): text.encode()})
    print(f"written: {output}", file=sys.stderr)
    return OK
