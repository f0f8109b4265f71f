"""joinedup ruleset show|diff|test: what applies and why, what a change would change, a ruleset's own cases."""

from collections.abc import Sequence
from datetime import date

import click

from joinedup.assess import assess
from joinedup.facts.words import count
from joinedup.guard import guarded, installed
from joinedup.reading import read
from joinedup.rulesets.compare import DIRECTIONS, Difference, differences, effects
from joinedup.rulesets.files import STANDARD
from joinedup.rulesets.own_tests import run_tests, untested
from joinedup.rulesets.reader import read_ruleset
from joinedup.rulesets.show import Value, general, of_rules

from .completing import rulesets
from .main import FOUND, OK
from .options import DAY, PATH


@click.group("ruleset", short_help="Show, compare and test rulesets.")
def command() -> None:
    """Show what a ruleset applies and why, compare two, or run a ruleset's own tests.

    \b
    joinedup ruleset show strict --changed
    joinedup ruleset diff standard strict --on trust.yaml
    joinedup ruleset test own.yaml
    """


@command.command("show", short_help="What applies, with the file and line of each value.")
@click.argument("name", default=STANDARD, shell_complete=rulesets)
@click.option("--changed", is_flag=True, help="Only what differs from the rules' own defaults.")
def show(name: str, changed: bool) -> int:
    """Show what the ruleset NAME (a name or a file) applies, and the file and line each value comes from.

    \b
    joinedup ruleset show strict --changed
    """
    plugins = installed()
    themes = plugins.themes
    given = read_ruleset(name, themes, plugins)
    print(f"{given.ruleset.name}: {' → '.join(str(file.path) for file in given.files)}\n")
    own = str(given.files[-1].path)
    for value in (*general(given), *of_rules(given, themes)):
        if not changed or (not value.is_default and (value.place.startswith(f"{own}:") or not _is_word(value.name))):
            _print(value)
    return OK


def _is_word(name: str) -> bool:
    """Whether a value is one of the long lists of words that every ruleset inherits."""
    return name.startswith(("indicators ", "tensions"))


def _print(value: Value) -> None:
    print(f"{value.name}: {value.value}  ({value.place})")


@command.command("diff", short_help="What one ruleset changes against another.")
@click.argument("one", shell_complete=rulesets)
@click.argument("other", shell_complete=rulesets)
@click.option(
    "--on",
    "on",
    type=PATH,
    metavar="FILE",
    help="Also say which findings of this description appear, vanish or change.",
)
@click.option("--as-of", type=DAY, help="The day of the check, instead of the file's own.")
def diff(one: str, other: str, on: str | None, as_of: date | None) -> int:
    """Show in what the ruleset OTHER is stricter or looser than ONE, and otherwise different.

    \b
    joinedup ruleset diff standard strict --on trust.yaml
    """
    plugins = installed()
    first, second = (read_ruleset(name, plugins.themes, plugins).ruleset for name in (one, other))
    found = list(differences(first, second, plugins.themes))
    for direction in DIRECTIONS:
        _print_group(direction, [difference for difference in found if difference.direction == direction])
    if not found:
        print("No difference.")
    if on:
        partnership = read(on, date.today(), as_of, plugins.barriers).partnership
        with guarded() as guard:
            results = [assess(partnership, plugins.themes, rules, guard=guard) for rules in (first, second)]
        print(f"On {on}:")
        changes = list(effects(*results))
        for kind, said in changes:
            print(f"  {kind}: {said}")
        if not changes:
            print("  no finding appears, vanishes or changes")
    return OK


def _print_group(direction: str, found: Sequence[Difference]) -> None:
    if found:
        print(f"{direction} ({len(found)})")
        for difference in found:
            print(f"  {difference.name}: {difference.before} → {difference.after}")
        print()


@command.command("test", short_help="Run a ruleset's own cases.")
@click.argument("names", nargs=-1, required=True, shell_complete=rulesets)
def test(names: Sequence[str]) -> int:
    """Run the cases (`tests:`) of each ruleset in NAMES, and list its rules that have none.

    \b
    joinedup ruleset test northby.yaml
    """
    plugins = installed()
    themes, failed = plugins.themes, 0
    for name in names:
        given = read_ruleset(name, themes, plugins)
        with guarded() as guard:
            outcomes = list(run_tests(given, themes, date.today(), guard))
        for outcome in outcomes:
            failed += bool(outcome.failures)
            print(f"{'FAILED' if outcome.failures else 'ok'}  {outcome.case.name}")
            for line in outcome.failures:
                print(f"    {line}")
        for rule in untested(given):
            print(f"no case: {rule}")
        passed = sum(not outcome.failures for outcome in outcomes)
        print(f"{given.ruleset.name}: {passed} of {count(len(outcomes), 'case')} passed\n")
    return FOUND if failed else OK
