"""Options that several commands have."""

from datetime import date

import click

from joinedup.reading.scalars import Wrong, day


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


DAY = Day()
