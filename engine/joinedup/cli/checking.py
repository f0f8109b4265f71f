"""The options of every command that checks descriptions."""

from collections.abc import Callable
from typing import Any

import click

from joinedup.checker import NEVER
from joinedup.guard import SECONDS
from joinedup.rulesets.files import STANDARD
from joinedup.severity import WORDS

from .options import DAY

Command = Callable[..., Any]

OPTIONS = (
    click.option("--ruleset", default=STANDARD, metavar="NAME|FILE", help="What applies. Default: standard."),
    click.option(
        "--lens", "lenses", multiple=True, metavar="NAME|FILE", help="Also look through a framework of claims."
    ),
    click.option(
        "--fail-on", type=click.Choice([*WORDS, NEVER]), help="Exit with 1 from this severity on. Default: high."
    ),
    click.option("--as-of", type=DAY, help="The day of the check, instead of the file's own."),
    click.option("--public", is_flag=True, help="The version to publish: no holders, stakeholders or quoted lines."),
    click.option("--ignore-waivers", is_flag=True, help="Count accepted risks like any other finding."),
    click.option(
        "--time-limit", type=click.FloatRange(0, 86_400, min_open=True), default=SECONDS, metavar="SECONDS",
        help=f"How long each rule may take. Default: {SECONDS:g}.",
    ),
)  # fmt: skip


def checking(command: Command) -> Command:
    """Gives a command the options of `joinedup.checker.Options`, under their names there."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command
