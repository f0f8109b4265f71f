"""joinedup import KIND FILE --into DESCRIPTION: brings over what a tracker holds."""

import sys
from collections.abc import Sequence
from datetime import date

import click

from joinedup.errors import UserError
from joinedup.guard import installed
from joinedup.importing.how import How
from joinedup.importing.kinds import ATTENDANCE, IMPORTS
from joinedup.importing.plan import Plan, plan
from joinedup.importing.tables import Rows, of_csv
from joinedup.outputs.as_csv import spreadsheet
from joinedup.outputs.files import write_all
from joinedup.reading import UnreadableFile, load, read_source
from joinedup.reading.source import read_bytes
from joinedup.terminal import printable
from joinedup.writing.edits import edited, save

from .main import FOUND, OK
from .options import PATH

TEXT = (".csv", ".tsv", ".txt")


@click.command("import", short_help="Bring over what a tracker in Excel or CSV holds.")
@click.argument("kind", type=click.Choice([*IMPORTS, ATTENDANCE]))
@click.argument("file", type=PATH)
@click.option("--into", type=PATH, required=True, metavar="DESCRIPTION", help="The description that is to hold them.")
@click.option("--sheet", metavar="NAME", help="Which sheet of a workbook. Default: the first.")
@click.option(
    "--map", "columns", multiple=True, metavar='"HEADING=FIELD"',
    help="Which field a column gives; \"Comments=\" leaves one out.",
)  # fmt: skip
@click.option(
    "--word", "words", multiple=True, metavar='"WORD=OURS"', help='What a word of the tracker means: "Parked=blocked".'
)
@click.option(
    "--dates", type=click.Choice(["dmy", "mdy"]), help="How to read 03/04/2026, where the column does not say."
)
@click.option("--board", metavar="ID", help="Of attendance: the board, where the tracker does not name it.")
@click.option("--rest", type=PATH, metavar="FILE.csv", help="Write the rows that do not fit, to mend and import them.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(
    kind: str,
    file: str,
    into: str,
    sheet: str | None,
    columns: Sequence[str],
    words: Sequence[str],
    dates: str | None,
    board: str | None,
    rest: str | None,
    yes: bool,
) -> int:
    """Bring over what a tracker in Excel or CSV holds, into a description.

    It says how it understands each column, which rows do not fit and why, and what becomes different. Then it asks.
    A second import updates what is there: records are known by their id, or else by their title.

    \b
    joinedup import actions tracker.xlsx --into trust.yaml
    joinedup import actions tracker.csv --into trust.xlsx --map "Comments=" --rest mend.csv
    joinedup import targets scorecard.csv --into trust.yaml --dates dmy
    joinedup import attendance register.csv --into trust.yaml --board trust-board

    KIND is actions, targets, budgets, agreements (also to share data) or attendance.

    Exit codes: 0 everything was brought over; 1 some rows did not fit and were left out; 2 nothing was written.
    """
    if rest is not None and not rest.lower().endswith(".csv"):
        raise UserError(f"--rest {rest}: give the name of a .csv file")
    source, barriers = load(into), installed().barriers
    described = read_source(source, date.today(), barriers=barriers)
    how = How(_pairs("--map", columns), _pairs("--word", words), None if dates is None else dates == "dmy", board)
    given = rows_of(file, sheet)
    try:
        made = plan(given, kind, described, how)
    except UserError as error:  # it may be about another sheet than the one that was meant
        raise UserError("\n".join([*given.notes, str(error)])) from None
    for line in made.told():
        print(printable(line))
    if made.changes and not yes:
        _ask(into)
    if made.misfits and rest is not None:
        _write_rest(made, rest, (file, into))
    if made.changes:
        try:
            after = edited(source, made.changes, date.today(), barriers)
        except UnreadableFile as error:
            raise UserError(f"nothing was written, because {into} would not be right afterwards:\n{error}") from None
        save(source, after.source)
        print(printable(f"written: {into}"), file=sys.stderr)
    else:
        print("Nothing to change: nothing was written.", file=sys.stderr)
    return FOUND if made.misfits else OK


def rows_of(file: str, sheet: str | None) -> Rows:
    """What a tracker holds.

    Args:
        file: The workbook, or file of separated values.
        sheet: The name of the sheet of a workbook; None for the first that holds something.

    Raises:
        UserError: it is neither, or cannot be read.
    """
    data = read_bytes(file)
    if file.lower().endswith(TEXT):
        if sheet is not None:
            raise UserError("--sheet is for workbooks alone")
        return of_csv(file, data)
    if file.lower().endswith(".xlsx"):
        from joinedup.importing.sheets import of_workbook

        return of_workbook(file, data, sheet)
    raise UserError(f"{file}: a tracker is read as .xlsx or .csv: save it as one of these")


def _pairs(option: str, given: Sequence[str]) -> dict[str, str]:
    """What was told of headings or words; the last = parts them."""
    wrong = [text for text in given if not text.rpartition("=")[0].strip()]
    if wrong:
        example = "Due date=due" if option == "--map" else "Parked=blocked"
        raise UserError("\n".join(f'{option} "{text}": write it as "{example}"' for text in wrong))
    pairs = [text.rpartition("=") for text in given]
    return {name.strip(): meant.strip() for name, _, meant in pairs}


def _ask(into: str) -> None:
    """Asks whether to go on.

    Raises:
        UserError: the answer is no, or there is nobody to ask.
    """
    if not sys.stdin.isatty():
        raise UserError("nothing was written: add --yes where there is no terminal to ask on")
    sys.stdout.flush()
    if not click.confirm(printable(f"Write this into {into}?"), default=False):
        raise UserError("nothing was written; --map and --word say what a column or word means")


def _write_rest(made: Plan, rest: str, inputs: tuple[str, ...]) -> None:
    rows = [made.headings.cells, *(misfit.row.cells for misfit in made.misfits)]
    width = max(map(len, rows))
    text = spreadsheet([[*cells, *[""] * (width - len(cells))] for cells in rows])
    write_all({rest: text.encode()}, inputs)
    print(printable(f"written: {rest}"), file=sys.stderr)
