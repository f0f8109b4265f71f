"""joinedup history: the checks that were recorded, listed, shown, exported and forgotten."""

import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import click

from joinedup.errors import UserError
from joinedup.facts.words import count, day
from joinedup.guard import installed
from joinedup.history.address import NAME
from joinedup.history.decisions import Decisions
from joinedup.history.store import Store
from joinedup.history.words import as_json, line, page
from joinedup.outputs.files import write_all, write_out
from joinedup.reading import read
from joinedup.reading.scalars import Wrong
from joinedup.reading.scalars import day as day_of
from joinedup.terminal import printable

from .main import OK
from .options import DAY, PATH
from .recording import place_of

LIST = "list"
UNSURE = (
    "joinedup cannot tell whether the bytes of what was deleted are gone from this database's files and logs: ask who "
    "runs it"
)


class Listing(click.Group):
    """A group that lists, where none of its other commands is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, with the command that may be left out."""
        if not args or args[0] not in (*self.commands, *ctx.help_option_names):
            args = [LIST, *args]
        return super().parse_args(ctx, args)


def of_history(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the description whose history is meant, and the address of another one."""
    option = click.option(
        "--history", type=PATH, metavar="ADDRESS", help=f"Where it is kept. Default: {NAME} beside FILE."
    )
    return click.argument("file", type=PATH, required=False)(option(command))


@click.group("history", cls=Listing, short_help="List, show, export or forget the checks that were recorded.")
def command() -> None:
    """List the checks that were recorded of the partnership described in FILE; show, export or forget them.

    Without FILE, the checks of all partnerships in joinedup.db of this folder, or at the address.

    \b
    joinedup history trust.yaml
    joinedup history --history postgresql://user@server/database
    joinedup history show 3 trust.yaml
    joinedup history export trust.yaml -o checks.json
    joinedup history forget trust.yaml --before 2026-01-01
    """


@command.command(LIST, short_help="The checks by day. The same as without a word.")
@of_history
def list_(file: str | None, history: str | None) -> int:
    """List the checks of the partnership described in FILE: number, day, how the barriers stood, and by what.

    \b
    joinedup history list trust.yaml
    """
    store = _store(file, history)
    kept = store.list()
    names = {one.partnership for one in kept}
    for one in kept:
        print(printable(line(one, named=len(names) > 1)))
    if not kept:
        print(printable(f"{store.place}: no check of this partnership"))
    return OK


@command.command("show", short_help="One check: how the barriers stood, and what was found.")
@click.argument("which")
@of_history
def show(which: str, file: str | None, history: str | None) -> int:
    """Show the check WHICH: its number in the list, or its day. Of one day, the last that was recorded.

    \b
    joinedup history show 3 trust.yaml
    joinedup history show 2026-09-30 trust.yaml
    """
    wanted: int | date | Wrong = int(which) if which.isascii() and which.isdigit() else day_of(which)
    if isinstance(wanted, Wrong):
        raise UserError(f'"{which}" is neither a number nor a day such as 2026-09-30; `joinedup history` lists them')
    for said in page(_store(file, history).get(wanted)):
        print(printable(said))
    return OK


@command.command("export", short_help="Every check, as JSON.")
@of_history
@click.option("-o", "--output", type=PATH, metavar="FILE.json", help="Write it to a file instead.")
def export(file: str | None, history: str | None, output: str | None) -> int:
    """Write every check of the partnership described in FILE as JSON: each as `joinedup check -o check.json` does.

    The decisions that were recorded are in it too.

    \b
    joinedup history export trust.yaml -o checks.json
    """
    store = _store(file, history)
    made = as_json(store.export(), _decisions(file, history).list()).encode()
    if output in (None, "-"):
        write_out(made)
        return OK
    write_all({str(output): made}, inputs=tuple(filter(None, (file, store.file))))
    print(printable(f"written: {output}"), file=sys.stderr)
    return OK


@command.command("forget", short_help="Delete the checks of days before a day.")
@of_history
@click.option("--before", type=DAY, required=True, metavar="DATE", help="The first day that is kept.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(file: str | None, history: str | None, before: date, yes: bool) -> int:
    """Delete the checks of days before a day, for good, from the list and from the disk.

    With them go the decisions that were done or dropped before it. Those that are open stay.

    Reports, exports and backups are other files: delete those too.

    \b
    joinedup history forget trust.yaml --before 2026-01-01
    """
    store, decisions = _store(file, history), _decisions(file, history)
    checks = sum(one.as_of < before for one in store.list())
    closed = sum(one.closed is not None and one.last < before for one in decisions.list())
    if not (checks or closed):
        print(printable(f"{store.place}: no check is of a day before {day(before)}, and no decision was closed before"))
        return OK
    what = _counted(checks, closed)
    if not yes:
        if not sys.stdin.isatty():
            raise UserError(f"{store.place}: {what} would be deleted for good: add --yes to do it")
        click.confirm(printable(f"{store.place}: delete {what} for good?"), abort=True)
    print(printable(f"{store.place}: {_counted(*store.forget(before))} of days before {day(before)} deleted"))
    if not store.overwrites:
        print(printable(f"{store.place}: {UNSURE}"), file=sys.stderr)
    return OK


def _counted(checks: int, decisions: int) -> str:
    """How many checks and decisions: "1 check and 2 closed decisions"."""
    return count(checks, "check") + (f" and {count(decisions, 'closed decision')}" if decisions else "")


def _store(file: str | None, history: str | None) -> Store:
    """The history of a description, or of all that lie in one."""
    return Store(place_of(file or NAME, history), _whose(file))


def _decisions(file: str | None, history: str | None) -> Decisions:
    """The decisions that were taken from the checks of it."""
    return Decisions(place_of(file or NAME, history), _whose(file))


def _whose(file: str | None) -> str | None:
    """The name of the partnership that is described; None for all."""
    return read(file, date.today(), barriers=installed().barriers).partnership.name if file else None
