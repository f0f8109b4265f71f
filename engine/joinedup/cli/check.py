"""joinedup check FILE: reads, assesses, writes."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import click

from joinedup.assess import assess
from joinedup.assessment import Assessment
from joinedup.errors import UserError
from joinedup.locate import locate
from joinedup.outputs import FORMATS
from joinedup.plugins import Plugins
from joinedup.public import OFFICE, published
from joinedup.reading import read
from joinedup.rulesets.files import STANDARD
from joinedup.rulesets.reader import Read, read_ruleset
from joinedup.severity import WORDS, Severity
from joinedup.terminal import printable

from .guard import SECONDS, guarded, installed
from .main import BROKEN, FOUND, OK
from .options import DAY
from .publish import Wanted, formats_of, publish

if TYPE_CHECKING:
    from joinedup.lenses.chosen import Chosen

NEVER = "never"


@click.command("check", short_help="Give a partnership a health check.")
@click.argument("file")
@click.option("--ruleset", default=STANDARD, metavar="NAME|FILE", help="What applies. Default: standard.")
@click.option("--lens", "lenses", multiple=True, metavar="NAME|FILE", help="Also look through a framework of claims.")
@click.option(
    "-o", "--output", "outputs", multiple=True, metavar="PATH",
    help="Write a file; its suffix is the format: .csv the actions, matrix.csv who does what.",
)  # fmt: skip
@click.option("--format", "format", type=click.Choice(list(FORMATS)), help="Print this format to standard output.")
@click.option("--fail-on", type=click.Choice([*WORDS, NEVER]), help="Exit with 1 from this severity on. Default: high.")
@click.option("--as-of", type=DAY, help="The day of the check, instead of the file's own.")
@click.option("--since", metavar="FILE.json", help="Show what changed since an earlier check.")
@click.option("--brief", is_flag=True, help="The first page and the decisions alone.")
@click.option("--public", is_flag=True, help="The version to publish: no holders, stakeholders or quoted lines.")
@click.option("--ignore-waivers", is_flag=True, help="Count accepted risks like any other finding.")
@click.option("--show-names", is_flag=True, help="Name who holds each role. Left out, no output does.")
@click.option(
    "--time-limit", type=click.FloatRange(0, 86_400, min_open=True), default=SECONDS, metavar="SECONDS",
    help=f"How long each rule may take. Default: {SECONDS:g}.",
)  # fmt: skip
@click.option("--open", "open_it", is_flag=True, help="Open the report that was written in the browser.")
@click.option("--quiet", is_flag=True, help="Print nothing but problems.")
def command(
    file: str,
    ruleset: str,
    lenses: Sequence[str],
    outputs: Sequence[str],
    format: str | None,
    fail_on: str | None,
    as_of: date | None,
    since: str | None,
    brief: bool,
    public: bool,
    ignore_waivers: bool,
    show_names: bool,
    time_limit: float,
    open_it: bool,
    quiet: bool,
) -> int:
    r"""Give the partnership described in FILE a health check.

    \b
    joinedup check trust.yaml
    joinedup check trust.yaml -o board.html -o findings.json
    joinedup check trust.yaml -o board.html --since last-time.json
    joinedup check trust.yaml -o board.html --lens own-lens.yaml
    joinedup check trust.yaml -o actions.csv -o matrix.csv
    joinedup check trust.yaml --format json | jq .summary

    Exit codes: 0 nothing at or above the fail-on level; 1 findings there; 2 the input, ruleset or options are
    wrong; 3 joinedup or a plugin failed.
    """
    if show_names and public:
        raise UserError("--public and --show-names contradict each other: give one of them")
    if open_it and not outputs:
        raise UserError("--open needs a report to open: add -o board.html")
    wanted = Wanted(formats_of(outputs, format, quiet), since, brief, public, quiet, open_it)
    plugins = installed()
    given = read_ruleset(ruleset, plugins.themes, plugins)
    rules = replace(given.ruleset, waivers=()) if ignore_waivers else given.ruleset
    through = _lenses(lenses, given, plugins)
    described = read(file, date.today(), as_of, plugins.barriers)
    partnership = described.partnership
    if show_names:
        partnership = partnership.naming_holders()
    if public:
        partnership = partnership.with_stakeholders(OFFICE)
    failures = (*plugins.failures, *(through.failures if through else ()))
    with guarded(time_limit) as guard:
        result = assess(partnership, plugins.themes, rules, failures, guard)
    result = locate(result, described)
    if public:
        result = published(result)
    if through:
        result = through.shown(result, rules.least_answers)
    if fail_on:
        result = replace(result, fail_on=None if fail_on == NEVER else Severity[fail_on.upper()])
    _refuse_nothing(result)
    inputs = (*(one.path for one in given.files), *(through.paths if through else ()))
    publish(result, described.source, wanted, (file, *map(str, inputs)))
    for failure in result.failures:
        said = f"failed: {failure.rule or f'plugin {failure.plugin}'}: {failure.error}"
        print(printable(" ".join(said.split())), file=sys.stderr)
    if result.failures:
        return BROKEN
    return FOUND if result.fails else OK


def _lenses(names: Sequence[str], given: Read, plugins: Plugins) -> "Chosen | None":
    """The lenses that the ruleset always has and those that were asked for; most checks have none and load none."""
    if not names and not given.lenses:
        return None
    from joinedup.lenses.chosen import chosen
    from joinedup.lenses.reader import known

    return chosen(names, plugins, known(plugins, given.ruleset), given.lenses)


def _refuse_nothing(result: Assessment) -> None:
    """A check in which no rule ran is no check."""
    if not result.rules("ran") and not result.failures:
        why = "every rule is switched off" if result.rules("off") else "no plugin brings a rule that could"
        raise UserError(f"no rule ran: {why}. Nothing was checked.")
