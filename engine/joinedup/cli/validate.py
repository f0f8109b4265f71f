"""joinedup validate FILE…: every problem of each description, with its line or cell."""

import sys
from collections.abc import Sequence
from datetime import date

import click

from joinedup.facts.words import count
from joinedup.guard import installed
from joinedup.partnership import SECTIONS
from joinedup.reading import UnreadableFile, read
from joinedup.terminal import printable

from .main import OK, WRONG_INPUT
from .notes import tell
from .options import PATH


@click.command("validate", short_help="List every problem of a description, with its place.")
@click.argument("files", type=PATH, nargs=-1, required=True)
@click.option("--quiet", is_flag=True, help="Print nothing but problems.")
def command(files: Sequence[str], quiet: bool) -> int:
    """List every problem of each FILE, with its line or cell, and say which sections it gives.

    \b
    joinedup validate trust.yaml
    joinedup validate trust.xlsx
    """
    problems, barriers = 0, installed().barriers
    for file in files:
        try:
            given = read(file, date.today(), barriers=barriers)
        except UnreadableFile as error:
            problems += len(error.problems)
            print(printable(str(error)), file=sys.stderr)
            continue
        tell(given)
        described = given.partnership.described
        if not quiet:
            absent = [section for section in SECTIONS if section not in described]
            without = f" Not described: {', '.join(absent)}." if absent else ""
            print(printable(f"{file}: no problems. {len(described)} of {len(SECTIONS)} sections.{without}"))
    if problems:
        print(count(problems, "problem"), file=sys.stderr)
    return WRONG_INPUT if problems else OK
