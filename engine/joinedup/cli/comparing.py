"""joinedup check --since: which earlier checks a check is compared with, and where they come from."""

import sys
from datetime import date, timedelta

from joinedup.assessment import Assessment
from joinedup.errors import UserError
from joinedup.facts.words import day
from joinedup.outputs import Context
from joinedup.outputs.as_json import as_dict
from joinedup.reading import load
from joinedup.reading.scalars import Wrong
from joinedup.reading.scalars import day as day_of
from joinedup.report.earlier import earlier
from joinedup.report.since import since
from joinedup.standing import standing
from joinedup.terminal import printable

LAST = "last"


def recorded(typed: str) -> bool:
    """Whether an earlier check is looked for in the history, not in a file."""
    return typed == LAST or not isinstance(day_of(typed), Wrong)


def compared(result: Assessment, context: Context, typed: str, history: str | None) -> tuple[Context, tuple[str, ...]]:
    """What the outputs may say of an earlier check, and the files that were read for it.

    Args:
        result: The newer check.
        context: What the outputs may say.
        typed: `last` for the last recorded of an earlier day, a day for the last up to it, or the path of a JSON.
        history: Where the history is kept; None for the one beside the description.

    Raises:
        UserError: there is no such check, or it is of another partnership or a later day.
    """
    on = day_of(typed)
    if recorded(typed):
        until = result.as_of - timedelta(days=1)
        run, place = _recorded(result, context.path, history, until if isinstance(on, Wrong) else min(on, until))
        if not run and typed == LAST:
            print(printable(f"{place}: no earlier check is recorded, so this is the first"), file=sys.stderr)
            return context, ()
        if not run:
            raise UserError(
                f"--since {typed}: {place} has no check of {day(until if isinstance(on, Wrong) else on)} or before"
            )
        read: tuple[str, ...] = ()
    else:
        run, place, read = (load(typed).text,), typed, (typed,)
    checks = [earlier(place, text) for text in run]
    now = standing(as_dict(result, context), result.partnership)
    return context.but(since=since(now, checks, context.public)), read


def _recorded(result: Assessment, path: str, history: str | None, until: date) -> tuple[tuple[str, ...], str]:
    """The checks of a partnership that were recorded up to a day, and where."""
    from joinedup.history.database import Missing
    from joinedup.history.store import Store

    from .recording import place_of

    store = Store(place_of(path, history), result.partnership.name)
    try:
        return store.run(until), store.place
    except Missing:
        return (), store.place
