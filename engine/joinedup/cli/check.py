"""joinedup check FILE: reads, assesses, writes."""

import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from joinedup.assessment import Failure
from joinedup.checker import Options, prepare
from joinedup.errors import UserError
from joinedup.outputs import FORMATS
from joinedup.reading import load
from joinedup.terminal import printable

from .checking import checking
from .main import BROKEN, FOUND, OK
from .options import PATH
from .publish import Wanted, formats_of, publish


@click.command("check", short_help="Give a partnership a health check.")
@click.argument("file", type=PATH)
@click.option(
    "-o", "--output", "outputs", type=PATH, multiple=True, metavar="PATH",
    help="Write a file; its suffix is the format: .docx a paper for Word, .xlsx a tracker of actions, "
    ".csv the actions, matrix.csv who does what.",
)  # fmt: skip
@click.option("--format", "format", type=click.Choice(list(FORMATS)), help="Print this format to standard output.")
@checking
@click.option("--since", type=PATH, metavar="last|DATE|FILE.json", help="Show what changed since an earlier check.")
@click.option(
    "--only", type=click.Choice(["changes"]), help="With --since: one page of what got worse, better or cannot be told."
)
@click.option("--record", is_flag=True, help="Keep this check in the history: joinedup.db beside FILE.")
@click.option(
    "--history", type=PATH, metavar="ADDRESS", help="Where the history is kept instead: a file, or postgresql://…"
)
@click.option("--brief", is_flag=True, help="The first page and the decisions alone.")
@click.option("--show-names", is_flag=True, help="Name who holds each role. Left out, no output does.")
@click.option("--open", "open_it", is_flag=True, help="Open the report that was written in the browser.")
@click.option("--quiet", is_flag=True, help="Print nothing but problems.")
@click.pass_obj
def command(
    debug: bool,
    /,
    file: str,
    outputs: Sequence[str],
    format: str | None,
    since: str | None,
    only: str | None,
    record: bool,
    history: str | None,
    brief: bool,
    public: bool,
    show_names: bool,
    open_it: bool,
    quiet: bool,
    **how: Any,
) -> int:
    """Give the partnership described in FILE a health check.

    \b
    joinedup check trust.yaml
    joinedup check trust.xlsx
    joinedup check trust.yaml -o board.html -o findings.json
    joinedup check trust.yaml -o board.html --since last-time.json
    joinedup check trust.yaml -o board.html --record --since last
    joinedup check trust.yaml -o exceptions.html --since last --only changes
    joinedup check trust.yaml -o board.html --lens own-lens.yaml
    joinedup check trust.yaml -o paper.docx -o actions.xlsx
    joinedup check trust.yaml -o actions.csv -o matrix.csv
    joinedup check trust.yaml --format json | jq .summary

    Exit codes: 0 nothing at or above the fail-on level; 1 findings there; 2 the input, ruleset or options are
    wrong; 3 joinedup or a plugin failed.
    """
    if show_names and public:
        raise UserError("--public and --show-names contradict each other: give one of them")
    if open_it and not outputs:
        raise UserError("--open needs a report to open: add -o board.html")
    _refuse(record, public, show_names, how["ignore_waivers"])
    formats = formats_of(outputs, format, quiet)
    if only is not None:
        from .only import refuse

        refuse(formats, since, brief)
    wanted = Wanted(formats, since, history, only is not None, brief, public, quiet, open_it, record)
    checker = prepare(Options(today=date.today(), public=public, show_names=show_names, **how))
    result, described = checker.check(load(file))
    if described.tree.notes and not quiet:
        from .notes import tell

        tell(described)
    publish(result, described.source, wanted, (file, *map(str, checker.inputs)))
    _say(result.failures, debug)
    if record:
        from .recording import keep

        keep(result, described.source, history, quiet)
    if result.failures:
        return BROKEN
    return FOUND if result.fails else OK


def _refuse(record: bool, public: bool, show_names: bool, ignore_waivers: bool) -> None:
    """A history holds every check in one form, or two of them could not be compared; and it never holds a name."""
    refused = {"--public": public, "--show-names": show_names, "--ignore-waivers": ignore_waivers}
    for option, given in refused.items():
        if record and given:
            raise UserError(
                f"--record and {option} contradict each other: a history holds whole checks without names. "
                f"Check once with --record, and once with {option}"
            )


def _say(failures: Sequence[Failure], debug: bool) -> None:
    """Names what failed, each on a line; for its author also where."""
    for failure in failures:
        said = f"failed: {failure.rule or f'plugin {failure.plugin}'}: {failure.error}"
        print(printable(" ".join(said.split())), file=sys.stderr)
        if debug:
            print(printable(failure.trace), file=sys.stderr)
