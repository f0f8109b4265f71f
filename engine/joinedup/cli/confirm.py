"""joinedup confirm FILE --agency ID: what an agency should check, and the day on which it did."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date

import click

from joinedup.errors import UserError
from joinedup.extract import agency_of, extract, summary, title
from joinedup.facts.words import day
from joinedup.guard import installed
from joinedup.outputs.blocks import refuse_suffix, written
from joinedup.outputs.files import write_all
from joinedup.partnership import Agency
from joinedup.reading import Described, read
from joinedup.terminal import printable
from joinedup.writing.changes import Put
from joinedup.writing.edits import apply

from .main import OK
from .options import DAY, PATH


@click.command("confirm", short_help="Let an agency check its part, and record that it did.")
@click.argument("file", type=PATH)
@click.option("--agency", required=True, metavar="ID", help="The agency, by its id or name.")
@click.option(
    "-o", "outputs", type=PATH, multiple=True, metavar="PATH", help="The extract: .html, .md or .docx. Repeatable."
)
@click.option("--on", "on", type=DAY, help="Record that the agency confirmed its part on this day.")
def command(file: str, agency: str, outputs: Sequence[str], on: date | None) -> int:
    """Write what an agency should check of the description FILE, or record the day on which it did.

    The extract shows the records that name the agency or its roles, with room to correct and to sign. It names no
    holder of a post, and not what other agencies pay or have signed. With --on the day goes into FILE, and the
    report says who has confirmed what it rests on.

    \b
    joinedup confirm trust.yaml --agency police -o police.docx
    joinedup confirm trust.yaml --agency police --on 2026-09-28
    """
    if not outputs and on is None:
        raise UserError("say where the extract is to go (-o police.docx), or when it was confirmed (--on 2026-09-28)")
    for path in outputs:
        refuse_suffix(path)
    barriers = installed().barriers
    described = read(file, date.today(), barriers=barriers)
    found = agency_of(described.partnership, agency)
    if not isinstance(found, Agency):
        meant = f'; did you mean "{found}"?' if found else ""
        raise UserError(f'{file}: no agency "{agency}"{meant}')
    partnership = described.partnership
    blocks, titled = list(extract(partnership, found)), title(partnership, found)
    write_all({path: written(path, blocks, titled, partnership.as_of) for path in outputs}, inputs=(file,))
    for path in outputs:
        print(printable(f"written: {path} ({summary(partnership, found)})"), file=sys.stderr)
    if on is not None:
        print(printable(_record(described, found, on, barriers)))
    return OK


def _record(described: Described, agency: Agency, on: date, barriers: Mapping[str, str] | None) -> str:
    """Writes the day into the description; returns what was done."""
    partnership, path = described.partnership, described.source.path
    today = date.today()
    if on > max(today, partnership.as_of):
        raise UserError(f"--on {on}: this day is still to come")
    before = (partnership.confirmed_by or {}).get(agency.id)
    if before == on:
        return f"{path} says already that {agency.name} confirmed its part on {day(on)}."
    apply(described.source, [Put(f"confirmed_by.{agency.id}", on)], today, barriers)
    was = f"; before, it was {day(before)}" if before else ""
    return f"{path}: {agency.name} confirmed its part on {day(on)}{was}."
