"""The options of every command that checks descriptions."""

from collections.abc import Callable
from typing import Any

import click

from joinedup.checker import NEVER
from joinedup.guard import SECONDS
from joinedup.severity import WORDS

from .completing import lenses
from .options import DAY, RULESET

Command = Callable[..., Any]

OPTIONS = (
    RULESET,
    click.option(
        "--lens", "lenses", multiple=True, metavar="NAME|FILE", shell_complete=lenses,
        help="Also look through a framework of claims."
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
