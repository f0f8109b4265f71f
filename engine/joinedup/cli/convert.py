"""joinedup convert A B: the same description in another format."""

import os
import re
import sys
from datetime import date

import click

from joinedup.errors import UserError
from joinedup.guard import installed
from joinedup.outputs.files import write_all
from joinedup.partnership import Partnership
from joinedup.reading import Source, load, read_source
from joinedup.reading.source import is_workbook
from joinedup.terminal import printable
from joinedup.writing import plain, refuse_suffix, written

from .main import OK
from .notes import tell
from .options import PATH

COMMENT = re.compile(r"^(?:.*\s)?#", re.MULTILINE)


@click.command("convert", short_help="Write a description as a workbook, YAML or JSON.")
@click.argument("source", type=PATH, metavar="FILE")
@click.argument("target", type=PATH, metavar="NEW")
def command(source: str, target: str) -> int:
    """Write the description in FILE to the file NEW, whose name says how: .xlsx, .yaml or .json.

    Nothing of the description is lost: what is written is read back and compared before it is put in its place. The
    comments and the order of fields stay behind, and so does what is your own in a workbook. A file that is there is
    never written over.

    \b
    joinedup convert trust.yaml trust.xlsx
    joinedup convert trust.xlsx trust.yaml
    joinedup convert trust.yaml trust.json
    """
    refuse_suffix(target)
    if os.path.lexists(target):
        raise UserError(f"{target}: this file is there already, and convert never writes over one: name another")
    given, barriers = load(source), installed().barriers
    described = read_source(given, date.today(), barriers=barriers)
    tell(described)
    made = written(plain(described.partnership), target, tuple(barriers or ()))
    _compare(described.partnership, made, target)
    write_all({target: made}, (source,))
    print(printable(f"written: {target}"), file=sys.stderr)
    if not source.lower().endswith(".json") and COMMENT.search(given.text):
        print(printable(f"the comments of {source} stay there: they are not part of the description"), file=sys.stderr)
    return OK


def _compare(partnership: Partnership, made: bytes, target: str) -> None:
    """Reads back what was written: a description that lost something is never put in its place."""
    text = "" if is_workbook(target) else made.decode()
    again = read_source(Source(target, made, text), date.today()).partnership
    if plain(again) != plain(partnership):
        raise RuntimeError("what was written is not what was read; nothing was put in its place")
