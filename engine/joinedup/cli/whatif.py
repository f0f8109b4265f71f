"""joinedup whatif FILE: what some changes would solve, cause and leave. Nothing is written into the file."""

from collections.abc import Sequence
from datetime import date

import click

from joinedup.checker import Options, prepare
from joinedup.effect.checks import of_result
from joinedup.effect.difference import difference
from joinedup.effect.orders import changes_of
from joinedup.effect.paper import outcomes, paper
from joinedup.effect.trying import told, tried
from joinedup.effect.typed import of_file, options
from joinedup.errors import UserError
from joinedup.reading import load
from joinedup.report.blocks import Block, Heading, listing, words
from joinedup.writing.changes import Put

from .differing import refuse_outputs, tell
from .options import DAY, PATH, RULESET

TAKEN_OUT = (
    "Some of this takes something out of the description. That is right only where it is no longer true: what is not "
    "written down cannot be found."
)


@click.command("whatif", short_help="Try changes out: what they would solve, cause and leave.")
@click.argument("file", type=PATH)
@click.option("--set", "puts", multiple=True, metavar="PATH=VALUE", help="What would stand in a field. Repeatable.")
@click.option("--add", "adds", multiple=True, metavar="SECTION={…}", help="A record more. Repeatable.")
@click.option(
    "--do", "dos", multiple=True, metavar="REF[=VALUE]", help="What a finding says is to be done. Repeatable."
)
@click.option("--changes", type=PATH, metavar="PATH", help="A file of changes, one a line, as they follow --set.")
@click.option(
    "-o", "outputs", type=PATH, multiple=True, metavar="PATH", help="Write a file: .html, .md, .docx or .json."
)
@RULESET
@click.option("--as-of", type=DAY, help="The day of the check, instead of the file's own.")
def command(
    file: str,
    puts: Sequence[str],
    adds: Sequence[str],
    dos: Sequence[str],
    changes: str | None,
    outputs: Sequence[str],
    ruleset: str,
    as_of: date | None,
) -> int:
    """Try changes of the description FILE out, and say what they would solve, newly cause, and leave.

    The file stays as it is: it is changed and checked again in memory. A path is written as findings show it; nothing
    behind the equals sign takes the field or record out. In a file of changes, lines can also begin with set, add or
    do. Its changes come first, then --add, --set and --do.

    \b
    joinedup whatif trust.yaml --set roles.dcs.deputy=deputy-dcs
    joinedup whatif trust.yaml --set roles.head-of-send.vacant_since= -o changes.html
    joinedup whatif trust.yaml --add "development={id: joint-day, title: A day together, kind: induction}"
    joinedup whatif trust.yaml --do PE-Y9WG43=deputy-dcs --do PO-4665RG
    joinedup whatif trust.yaml --changes changes.txt
    """
    refuse_outputs(outputs)
    typed = [*(of_file(changes) if changes else ()), *options(add=adds, set=puts, do=dos)]
    if not typed and not changes:
        raise UserError("say what would be different: --set PATH=VALUE, --add SECTION={…}, --do REF or --changes PATH")
    checker = prepare(Options(today=date.today(), ruleset=ruleset, as_of=as_of))
    result, described = checker.check(load(file))
    wanted = changes_of(typed, result)
    after, changed = tried(described, wanted.changes, checker)
    made = difference(of_result(result, described.source), of_result(after, changed))
    said = told(described, wanted.changes)
    blocks: list[Block] = [Heading(f"{result.partnership.name}: what if", 1)]
    blocks += [Heading("What was tried"), listing(said)] if said else [words("No change was given.")]
    if any(isinstance(change, Put) and change.value is None for change in wanted.changes):
        blocks.append(words(TAKEN_OUT))
    blocks += outcomes(made, wanted.refs)
    inputs = (file, *([changes] if changes else []), *map(str, checker.inputs))
    return tell(made, [*blocks, Heading("What it would mean"), *paper(made)], outputs, inputs, said)
