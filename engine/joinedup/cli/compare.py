"""joinedup compare A B: what the change from one description or check to another would mean."""

from collections.abc import Sequence
from datetime import date

import click

from joinedup.checker import Options, prepare
from joinedup.effect.checks import standing_of
from joinedup.effect.difference import difference
from joinedup.effect.paper import paper
from joinedup.errors import UserError
from joinedup.facts.words import day
from joinedup.report.blocks import Block, Heading, words

from .differing import refuse_outputs, tell
from .options import DAY, PATH, RULESET


@click.command("compare", short_help="Say what the change from one file to another would mean.")
@click.argument("a", type=PATH)
@click.argument("b", type=PATH)
@click.option(
    "-o", "outputs", type=PATH, multiple=True, metavar="PATH", help="Write a file: .html, .md, .docx or .json."
)
@RULESET
@click.option("--as-of", type=DAY, help="The day of the check, instead of the files' own.")
def command(a: str, b: str, outputs: Sequence[str], ruleset: str, as_of: date | None) -> int:
    """Say what the change from A to B would mean: which findings would be solved, caused, worse, better, or left.

    Each of A and B is a description, or the JSON of an earlier check, which is taken as it is. Both must be of one
    partnership.

    \b
    joinedup compare trust.yaml plan-for-next-year.yaml
    joinedup compare last-time.json trust.yaml -o changes.html
    """
    refuse_outputs(outputs)
    checker = prepare(Options(today=date.today(), ruleset=ruleset, as_of=as_of))
    before, after = standing_of(a, checker), standing_of(b, checker)
    if before.name != after.name:
        raise UserError(f'{a} is of "{before.name}", and {b} of "{after.name}": only one partnership can be compared')
    made = difference(before, after)
    said = (f"{path}, {day(one.day)}, ruleset {one.ruleset}" for path, one in ((a, before), (b, after)))
    blocks: list[Block] = [Heading(f"{after.name}: what the change would mean", 1)]
    blocks += [words(f"{which}: {what}.") for which, what in zip(("Before", "After"), said, strict=True)]
    return tell(made, [*blocks, *paper(made)], outputs, (a, b, *map(str, checker.inputs)))
