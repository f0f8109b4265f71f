"""joinedup advise FILE: what to add to a description next."""

import sys
from datetime import date
from shlex import quote

import click

from joinedup.advice import Advice, advice
from joinedup.advice_words import said
from joinedup.assessment import Assessment
from joinedup.checker import Options, prepare
from joinedup.outputs.text import wrap
from joinedup.reading import load
from joinedup.terminal import printable

from .main import BROKEN, OK
from .options import DAY, PATH, RULESET


@click.command("advise", short_help="Say what to add to a description next.")
@click.argument("file", type=PATH)
@RULESET
@click.option("--as-of", type=DAY, help="The day of the check, instead of the file's own.")
def command(file: str, ruleset: str, as_of: date | None) -> int:
    """Say what to add to the description in FILE next, best value first.

    Best is what would let most barriers be assessed that are not assessed now, for the work of writing it. Sections
    that bring a barrier only together are named together. Each line is counted as if all lines above it were there
    already. `joinedup check` lists the questions themselves.

    \b
    joinedup advise trust.yaml
    joinedup advise trust.yaml --ruleset own.yaml
    """
    checker = prepare(Options(today=date.today(), ruleset=ruleset, as_of=as_of))
    result, _ = checker.check(load(file))
    lines = list(advice(result))
    for number, item in enumerate(lines, start=1):
        print(wrap(f"{number}. {said(result, item)}", "  ").lstrip())
        if item.barriers:
            print(wrap(_titles(result, item), "    "))
    if any(item.questions for item in lines):
        print(printable(f"\nThe questions themselves are listed by: joinedup check {quote(file)}"))
    if not lines:
        print("Nothing: no rule waits for a section, and no question is open.")
    for failure in result.failures:
        print(printable(f"failed: {failure.rule or failure.plugin}: {failure.error}"), file=sys.stderr)
    return BROKEN if result.failures else OK


def _titles(result: Assessment, item: Advice) -> str:
    """The barriers that an item would let one look for, in the source's words."""
    return "; ".join(barrier.title for barrier in result.barriers if barrier.id in item.barriers)
