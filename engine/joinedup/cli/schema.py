"""joinedup schema: the JSON Schema of a description, for editors."""

import sys

import click

from joinedup import schema
from joinedup.catalogue import Catalogue
from joinedup.outputs.files import write_all
from joinedup.plugins import load_themes

from .main import OK


@click.command("schema", short_help="Print the JSON Schema of a description or ruleset, for editors.")
@click.option("--ruleset", is_flag=True, help="The schema of a ruleset instead.")
@click.option("-o", "--output", metavar="FILE", help="Write it to a file instead.")
def command(ruleset: bool, output: str | None) -> int:
    r"""Print the JSON Schema (draft 2020-12) of a description. With it an editor explains and checks as you type.

    \b
    joinedup schema -o joinedup.schema.json
    joinedup schema --ruleset -o joinedup-ruleset.schema.json
    """
    plugins = load_themes()
    made = schema.of_ruleset(Catalogue(plugins.themes)) if ruleset else schema.of_description(plugins.barriers)
    text = schema.text(made)
    if output in (None, "-"):
        sys.stdout.write(text)
        return OK
    write_all({str(output): text.encode()})
    print(f"written: {output}", file=sys.stderr)
    return OK
