"""joinedup advise FILE: what to add to a description next, or what to decide to reach a goal."""

import sys
from collections.abc import Sequence
from datetime import date
from shlex import quote

import click

from joinedup.advice import Advice, advice
from joinedup.advice_words import said
from joinedup.assessment import Assessment
from joinedup.checker import Options, prepare
from joinedup.outputs.text import wrap
from joinedup.reading import load
from joinedup.severity import Severity
from joinedup.terminal import printable

from .main import BROKEN, OK
from .options import DAY, PATH, RULESET


@click.command("advise", short_help="Say what to add to a description next.")
@click.argument("file", type=PATH)
@RULESET
@click.option("--as-of", type=DAY, help="The day of the check, instead of the file's own.")
@click.option(
    "--goal", "goals", multiple=True, metavar="[THEME/]STATUS=N",
    help="Say instead what to decide so that at most N barriers are in-the-way or forming. Repeatable.",
)  # fmt: skip
def command(file: str, ruleset: str, as_of: date | None, goals: Sequence[str]) -> int:
    """Say what to add to the description in FILE next, best value first.

    Best is what would let most barriers be assessed that are not assessed now, for the work of writing it. Sections
    that bring a barrier only together are named together. Each line is counted as if all lines above it were there
    already. `joinedup check` lists the questions themselves.

    With --goal, say instead which few decisions would clear barriers that are in the way or forming.

    \b
    joinedup advise trust.yaml
    joinedup advise trust.yaml --ruleset own.yaml
    joinedup advise trust.yaml --goal in-the-way=0
    joinedup advise trust.yaml --goal power/in-the-way=0 --goal power/forming=2
    """
    checker = prepare(Options(today=date.today(), ruleset=ruleset, as_of=as_of))
    result, _ = checker.check(load(file))
    if goals:
        _reach(goals, result, checker.ruleset.in_the_way)
    else:
        _add(file, result)
    for failure in result.failures:
        print(printable(f"failed: {failure.rule or failure.plugin}: {failure.error}"), file=sys.stderr)
    return BROKEN if result.failures else OK


def _reach(given: Sequence[str], result: Assessment, in_the_way: Severity) -> None:
    """Prints the decisions that would reach some goals."""
    from joinedup.effect.goal import goal_of, plan
    from joinedup.effect.goal_paper import paper
    from joinedup.outputs.blocks_text import lines

    goals = [goal_of(text, [theme.id for theme in result.themes]) for text in given]
    for line in lines(paper(result, goals, plan(result, goals, in_the_way))):
        print(line)


def _add(file: str, result: Assessment) -> None:
    """Prints what to add next."""
    lines = list(advice(result))
    for number, item in enumerate(lines, start=1):
        print(wrap(f"{number}. {said(result, item)}", "  ").lstrip())
        if item.barriers:
            print(wrap(_titles(result, item), "    "))
    if any(item.questions for item in lines):
        print(printable(f"\nThe questions themselves are listed by: joinedup check {quote(file)}"))
    if not lines:
        print("Nothing: no rule waits for a section, and no question is open.")


def _titles(result: Assessment, item: Advice) -> str:
    """The barriers that an item would let one look for, in the source's words."""
    return "; ".join(barrier.title for barrier in result.barriers if barrier.id in item.barriers)
