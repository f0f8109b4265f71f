"""joinedup check FILE: reads, assesses, writes."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

import click

from joinedup import __version__
from joinedup.assess import assess
from joinedup.assessment import Assessment
from joinedup.errors import UserError
from joinedup.locate import locate
from joinedup.outputs import FORMATS, Context, format_of, renderer
from joinedup.outputs.files import write_all, write_out
from joinedup.plugins import load_themes
from joinedup.reading import Described, read
from joinedup.rulesets.files import STANDARD
from joinedup.rulesets.reader import read_ruleset
from joinedup.severity import WORDS, Severity
from joinedup.terminal import printable
from joinedup.verdict import verdict

from .main import BROKEN, FOUND, OK
from .options import DAY

NEVER = "never"
STANDARD_OUTPUT = "-"


@click.command("check", short_help="Give a partnership a health check.")
@click.argument("file")
@click.option("--ruleset", default=STANDARD, metavar="NAME|FILE", help="What applies. Default: standard.")
@click.option(
    "-o", "--output", "outputs", multiple=True, metavar="PATH", help="Write a file; its suffix is the format."
)
@click.option("--format", "format", type=click.Choice(list(FORMATS)), help="Print this format to standard output.")
@click.option("--fail-on", type=click.Choice([*WORDS, NEVER]), help="Exit with 1 from this severity on. Default: high.")
@click.option("--as-of", type=DAY, help="The day of the check, instead of the file's own.")
@click.option("--ignore-waivers", is_flag=True, help="Count accepted risks like any other finding.")
@click.option("--show-names", is_flag=True, help="Name who holds each role. Left out, no output does.")
@click.option("--quiet", is_flag=True, help="Print nothing but problems.")
def command(
    file: str,
    ruleset: str,
    outputs: Sequence[str],
    format: str | None,
    fail_on: str | None,
    as_of: date | None,
    ignore_waivers: bool,
    show_names: bool,
    quiet: bool,
) -> int:
    r"""Give the partnership described in FILE a health check.

    \b
    joinedup check trust.yaml
    joinedup check trust.yaml -o board.html -o findings.json
    joinedup check trust.yaml --format json | jq .summary

    Exit codes: 0 nothing at or above the fail-on level; 1 findings there; 2 the input, ruleset or options are
    wrong; 3 joinedup or a plugin failed.
    """
    formats = _formats(outputs, format)
    plugins = load_themes()
    given = read_ruleset(ruleset, plugins.themes)
    rules = given.ruleset
    if ignore_waivers:
        rules = replace(rules, waivers=())
    described = read(file, date.today(), as_of, plugins.barriers)
    if show_names:
        described = replace(described, partnership=described.partnership.naming_holders())
    result = locate(assess(described.partnership, plugins.themes, rules, plugins.failures), described)
    if fail_on:
        result = replace(result, fail_on=None if fail_on == NEVER else Severity[fail_on.upper()])
    _refuse_nothing(result)
    if quiet and format is None:
        formats = {path: found for path, found in formats.items() if path != STANDARD_OUTPUT}
    _publish(result, described, formats, (file, *(str(one.path) for one in given.files)), quiet)
    for failure in result.failures:
        said = f"failed: {failure.rule or f'plugin {failure.plugin}'}: {failure.error}"
        print(printable(" ".join(said.split())), file=sys.stderr)
    if result.failures:
        return BROKEN
    return FOUND if result.fails else OK


def _formats(outputs: Sequence[str], format: str | None) -> Mapping[str, str]:
    """What is written where: a format for each path, `-` for standard output."""
    if STANDARD_OUTPUT in outputs and format is None:
        raise UserError("-o - needs --format, which says what to print")
    found = {path: format_of(path) for path in outputs if path != STANDARD_OUTPUT}
    if len(found) + outputs.count(STANDARD_OUTPUT) < len(outputs) or outputs.count(STANDARD_OUTPUT) > 1:
        raise UserError("-o: one of the files is named twice")
    if format or not outputs:
        found[STANDARD_OUTPUT] = format or "text"
    return found


def _refuse_nothing(result: Assessment) -> None:
    """A check in which no rule ran is no check."""
    if not result.rules("ran") and not result.failures:
        why = "every rule is switched off" if result.rules("off") else "no plugin brings a rule that could"
        raise UserError(f"no rule ran: {why}. Nothing was checked.")


def _publish(
    result: Assessment, described: Described, formats: Mapping[str, str], inputs: tuple[str, ...], quiet: bool
) -> None:
    """Renders everything, then writes everything: a failure leaves nothing half done."""
    source = described.source
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    context = Context(source.path, sha256(source.data).hexdigest(), __version__)
    made = {
        path: renderer(format)(result, replace(context, colour=colour and path == STANDARD_OUTPUT))
        for path, format in formats.items()
    }
    printed = made.pop(STANDARD_OUTPUT, "")
    write_all({path: text.encode("utf-8", "replace") for path, text in made.items()}, inputs)
    if printed:
        write_out(printed)
    if made and not quiet:
        print(verdict(result), file=sys.stderr)
        for path in made:
            print(f"written: {path}", file=sys.stderr)
