"""Options that several commands have."""

from datetime import date
from typing import Any

import click

from joinedup.reading.scalars import Wrong, day
from joinedup.rulesets.files import STANDARD

from .completing import rulesets


class Day(click.ParamType[date]):
    """A day as 2026-09-30, taken as strictly as one in a file."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error with the nearest right answer."""
        if isinstance(value, date):
            return value
        taken = day(str(value))
        if isinstance(taken, Wrong):
            meant = f'; did you mean "{taken.meant}"?' if taken.meant else ""
            self.fail(f"{taken.what}{meant}", param, ctx)
        return taken


class AnyPath(click.Path):
    """A file or folder by its name, which a shell completes. What reads or writes it says what is wrong with it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name as it was typed."""
        return value


DAY = Day()
PATH = AnyPath()
RULESET = click.option(
    "--ruleset", default=STANDARD, metavar="NAME|FILE", shell_complete=rulesets,
    help="What applies. Default: standard.",
)  # fmt: skip
