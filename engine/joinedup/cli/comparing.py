"""joinedup check --since: which earlier checks a check is compared with, and where they come from."""

import re
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from joinedup.assessment import Assessment
from joinedup.errors import UserError
from joinedup.facts.words import day, in_turn
from joinedup.outputs import Context
from joinedup.outputs.as_json import as_dict
from joinedup.reading import load
from joinedup.reading.problems import nearest
from joinedup.reading.scalars import Wrong
from joinedup.reading.scalars import day as day_of
from joinedup.report.earlier import earlier
from joinedup.report.since import since
from joinedup.report.trend import trend
from joinedup.standing import Standing, standing
from joinedup.terminal import printable

LAST = "last"
DAY = re.compile(r"[0-9]+([-/. ][0-9]+){1,2}")
"""What somebody types who means a day."""
MOST_OTHERS = 3
"""Of how many other partnerships all are named; of more, the one with the nearest name."""


def recorded(typed: str) -> bool:
    """Whether an earlier check is looked for in the history, not in a file."""
    return typed == LAST or not isinstance(day_of(typed), Wrong)


def compared(
    result: Assessment, context: Context, typed: str, history: str | None, only: bool = False
) -> tuple[Context, tuple[str, ...]]:
    """What the outputs may say of an earlier check, and the files that were read for it.

    Args:
        result: The newer check.
        context: What the outputs may say.
        typed: `last` for the last recorded of an earlier day, a day for the last up to it, or the path of a JSON.
        history: Where the history is kept; None for the one beside the description.
        only: Whether only what changed is wanted.

    Raises:
        UserError: there is no such check, or it is of another partnership or a later day.
    """
    now = standing(as_dict(result, context), result.partnership)
    if not recorded(typed):
        _refuse_day(typed)
        text = load(typed).text
        return _told(context, now, [earlier(typed, text)], text, only), (typed,)
    on, yesterday = day_of(typed), result.as_of - timedelta(days=1)
    until = yesterday if isinstance(on, Wrong) else min(on, yesterday)
    run, place = _recorded(result, context.path, history, yesterday)
    if not run and typed == LAST:
        said = f"{place}: no earlier check is recorded, so this is the first"
        print(printable(f"{said}{_others(result, context.path, history)}"), file=sys.stderr)
        return context, ()
    checks = [earlier(place, text) for text in run]
    number = sum(check.day <= until for check in checks)
    if not number:
        others = "" if run else _others(result, context.path, history)
        raise UserError(f"--since {typed}: {place} has no check of {day(until)} or before{others}")
    changes = since(now, checks, context.public).changes
    context = context.but(trend=trend(now, checks, changes, bool(result.waivers)))
    return _told(context, now, checks[:number], run[number - 1], only, checks[number:]), ()


def _refuse_day(typed: str) -> None:
    """Says of what looks like a day and is none how days are written, before a file of that name is looked for.

    Raises:
        UserError: it looks like a day.
    """
    wrong = day_of(typed)
    if DAY.fullmatch(typed) and isinstance(wrong, Wrong) and not Path(typed).exists():
        meant = f'; did you mean "{wrong.meant}"?' if wrong.meant else ""
        raise UserError(f"--since {typed}: {wrong.what}{meant}")


def _told(
    context: Context, now: Standing, run: Sequence[Standing], last: str, only: bool, later: Sequence[Standing] = ()
) -> Context:
    """What the outputs may say, with what changed since the last of some checks, whose JSON is at hand."""
    if only:
        from joinedup.report.then import then

        context = context.but(then=then(run[-1], last))
    return context.but(since=since(now, run, context.public, later))


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


def _others(result: Assessment, path: str, history: str | None) -> str:
    """Under what other names there are checks, for those whose partnership was renamed; empty where there are none."""
    from joinedup.history.database import Missing
    from joinedup.history.store import Store

    from .recording import place_of

    own = result.partnership.name
    try:
        names = {kept.partnership for kept in Store(place_of(path, history)).list()} - {own}
    except Missing:
        return ""
    meant = nearest(own, names)
    shown = sorted(names) if len(names) <= MOST_OTHERS else [meant] if meant else []
    if not shown:
        return ""
    quoted = in_turn(f'"{name}"' for name in shown)
    return f'. There are checks of {quoted}, and none of "{own}" before: a partnership whose name changes begins anew'
