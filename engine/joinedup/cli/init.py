"""joinedup init FILE: a description to fill in, and the schema that editors use for it."""

import os
import sys
from pathlib import Path
from shlex import quote

import click

from joinedup import scaffold, scaffold_ruleset, schema
from joinedup.catalogue import Catalogue
from joinedup.errors import UserError
from joinedup.guard import installed
from joinedup.outputs.files import write_all
from joinedup.templates import EXAMPLE, Template, template

from .completing import templates
from .main import OK
from .options import PATH

SUFFIXES = (".yaml", ".yml")
WORKBOOK = ".xlsx"


@click.command("init", short_help="Write a description or ruleset to fill in, explained.")
@click.argument("file", type=PATH)
@click.option(
    "--template",
    "name",
    metavar="NAME",
    shell_complete=templates,
    help="The kind of partnership to begin with. Default: example.",
)
@click.option("--ruleset", is_flag=True, help="Write a ruleset to change instead.")
def command(file: str, name: str | None, ruleset: bool) -> int:
    """Write a description to fill in, with every section and field explained.

    FILE can be checked as it stands. The schema with which editors help to fill it in is written beside it. A FILE
    that ends in .xlsx is an Excel workbook, with an example in each sheet.

    \b
    Templates:
      example                       a made-up partnership that shows every section and field
      childrens-trust               a children's trust, as in 2009
      integrated-care-partnership   an integrated care partnership and its work for children
      safeguarding-partnership      a local safeguarding children partnership, as in 2023
      youth-justice-board           a youth justice management board
      blank                         a blank sheet, with the sections explained

    \b
    joinedup init trust.yaml
    joinedup init trust.xlsx
    joinedup init --template safeguarding-partnership partnership.yaml
    joinedup init --ruleset own.yaml
    """
    if ruleset and name:
        raise UserError("--template is for a description, and --ruleset writes a ruleset: give one of them")
    begin = template(name or EXAMPLE)
    plugins = installed()
    if ruleset:
        made = schema.text(schema.of_ruleset(Catalogue(plugins.themes)))
        _write(file, scaffold_ruleset.ruleset(quote(file)), scaffold_ruleset.SCHEMA, made)
        print(f"\nOpen {file} in any text editor and say what is different in your authority. Then:\n")
        print(f"  joinedup ruleset test {quote(file)}             runs its own tests")
        print(f"  joinedup check trust.yaml --ruleset {quote(file)}   a health check with it")
        return OK
    if Path(file).suffix.lower() == WORKBOOK:
        return _workbook(file, begin if name else None, tuple(plugins.barriers or ()))
    text = scaffold.description(quote(file), Catalogue(plugins.themes), begin)
    _write(file, text, scaffold.SCHEMA, schema.text(schema.of_description(plugins.barriers)))
    print(f"\nOpen {file} in any text editor and put your own in the place of what stands there. Then:\n")
    print(f"  joinedup validate {quote(file)}   says every mistake, with its line")
    print(f"  joinedup check {quote(file)}      gives the partnership its health check")
    return OK


def _workbook(file: str, begin: Template | None, barriers: tuple[str, ...]) -> int:
    """Writes a workbook to fill in: empty, or with what a template says."""
    from joinedup.workbook.example import described, example
    from joinedup.workbook.write import workbook

    _refuse_there(file)
    made = example()
    root = described(begin) if begin else {"format": made["format"]}
    write_all({file: workbook(root, made, barriers)})
    print(f"written: {file}", file=sys.stderr)
    print(f"\nOpen {file} in Excel or LibreOffice. Its first sheet says how it is filled in. Then save it, and:\n")
    print(f"  joinedup validate {quote(file)}   says every mistake, with its cell")
    print(f"  joinedup check {quote(file)}      gives the partnership its health check")
    return OK


def _refuse_there(file: str) -> None:
    if os.path.lexists(file):
        raise UserError(f"{file}: this file is there already, and init never writes over one: name another")


def _write(file: str, text: str, schema_name: str, schema_text: str) -> None:
    """Writes a file to fill in and its schema, both or neither. What is there already is never written over.

    Raises:
        UserError: the file is there, or its name says that it is not YAML.
    """
    place = Path(file)
    if place.suffix.lower() not in SUFFIXES:
        why = "JSON has no comments" if place.suffix.lower() == ".json" else "its name should say so"
        or_workbook = "" if schema_name != scaffold.SCHEMA else f" or, for Excel, {place.with_suffix(WORKBOOK)}"
        raise UserError(f"{file}: init writes YAML, and {why}: name the file {place.with_suffix('.yaml')}{or_workbook}")
    _refuse_there(file)
    beside = place.with_name(schema_name)
    new = {file: text.encode()} if os.path.lexists(beside) else {file: text.encode(), str(beside): schema_text.encode()}
    write_all(new)
    for path in new:
        print(f"written: {path}", file=sys.stderr)
    if str(beside) not in new and beside.read_bytes() != schema_text.encode():
        print(
            f"{beside} was there already and is not the schema of this version: it was left as it is", file=sys.stderr
        )
