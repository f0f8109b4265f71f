"""joinedup decide: decisions taken from a report are recorded, with what becomes of them."""

import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import click

from joinedup.deciding.typed import Happened, Typed, events, new, same
from joinedup.errors import UserError
from joinedup.facts.words import day
from joinedup.history.address import NAME
from joinedup.history.decision import CHANGED, DONE, DROPPED, REOPENED, Decision
from joinedup.history.decisions import Decisions, Orders
from joinedup.report.listing import line
from joinedup.terminal import printable

from .deciding import Known, address, known, read_tracker
from .main import OK
from .options import DAY, PATH

NUMBER = click.IntRange(1)
OF_DECISIONS = "--list and --from stand alone, as do --done, --dropped, --reopen and --change: give one of them"


@click.command("decide", short_help="Record what a board decided, and what became of it.")
@click.argument("words", nargs=-1, metavar='[REF]… "TEXT"')
@click.option("--owner", metavar="ROLE|AGENCY", help="Who sees to it, by its id or name in the description.")
@click.option("--by", type=DAY, metavar="DATE", help="Until when.")
@click.option("--on", type=DAY, metavar="DATE", help="When it was decided, or happened. Default: today.")
@click.option("--done", type=NUMBER, multiple=True, metavar="NUMBER", help="This decision is done.")
@click.option(
    "--dropped", type=NUMBER, multiple=True, metavar="NUMBER", help="This decision was dropped; TEXT says why."
)
@click.option("--reopen", type=NUMBER, multiple=True, metavar="NUMBER", help="This decision is open again.")
@click.option("--change", type=NUMBER, multiple=True, metavar="NUMBER", help="This decision has a new --by or --owner.")
@click.option("--from", "tracker", type=PATH, metavar="actions.xlsx", help="Read a tracker that was filled in.")
@click.option("--sheet", metavar="NAME", help="Of --from: which sheet. Default: the first.")
@click.option("--dates", type=click.Choice(["dmy", "mdy"]), help="Of --from: how to read 03/04/2026.")
@click.option("--list", "listed", is_flag=True, help="List the decisions, as they stand on the day of --on.")
@click.option("--file", type=PATH, metavar="FILE", help="The description. Default: that of the last recorded check.")
@click.option("--history", type=PATH, metavar="ADDRESS", help=f"Where it is kept. Default: {NAME} beside FILE.")
def command(
    words: Sequence[str],
    owner: str | None,
    by: date | None,
    on: date | None,
    done: Sequence[int],
    dropped: Sequence[int],
    reopen: Sequence[int],
    change: Sequence[int],
    tracker: str | None,
    sheet: str | None,
    dates: str | None,
    listed: bool,
    file: str | None,
    history: str | None,
) -> int:
    """Record what a board decided on findings of its report, and later what became of it.

    REF is the reference of a finding in the report. The text is kept as it is typed: name roles in it, not people.
    The next report that has to do with the history shows what was done, and what is overdue.

    \b
    joinedup decide PO-K7QF2M "Put the contributions in the agreement" --owner dcs --by 2027-01-31
    joinedup decide --list
    joinedup decide --done 3
    joinedup decide --done 3 --on 2027-01-20 "Signed by all four agencies"
    joinedup decide --dropped 4 "The service ends in March"
    joinedup decide --change 5 --by 2027-03-31 "The lawyers need longer"
    joinedup decide --reopen 3 --by 2027-06-30
    joinedup decide --from actions.xlsx
    """
    numbers = {DONE: done, DROPPED: dropped, REOPENED: reopen, CHANGED: change}
    _refuse(words, owner, by, numbers, tracker, sheet, dates, listed)
    when = on or date.today()
    if listed:
        return _list(file, history, when)
    if tracker is not None:
        return _read(known(file, history), tracker, sheet, dates, when)
    kinds = [kind for kind, given in numbers.items() if given]
    if kinds:
        given = known(file, history).background if owner is not None else None
        terms = (lambda by: given.owner(owner, by)) if given is not None and owner is not None else None
        happened = Happened(kinds[0], numbers[kinds[0]], when, " ".join(words), by, terms)
        return _happened(Decisions(*address(file, history)), happened)
    return _new(known(file, history), Typed(words, owner, by, when))


def _refuse(
    words: Sequence[str],
    owner: str | None,
    by: date | None,
    numbers: Mapping[str, Sequence[int]],
    tracker: str | None,
    sheet: str | None,
    dates: str | None,
    listed: bool,
) -> None:
    """Refuses what contradicts itself, and what would do nothing."""
    kinds = [kind for kind, given in numbers.items() if given]
    if len(kinds) + (tracker is not None) + listed > 1:
        raise UserError(OF_DECISIONS)
    wrong: list[str] = []
    changed = owner is not None or by is not None
    if (listed or tracker is not None) and (words or changed):
        wrong.append(f"{'--list' if listed else '--from'} takes no text, --owner or --by")
    if kinds and kinds[0] in (DONE, DROPPED) and changed:
        wrong.append("--owner and --by are for a new decision, --change and --reopen")
    if kinds and len(words) > 1:
        wrong.append("put what is said of the decision in quotation marks, so that it is one text")
    if tracker is None and (sheet is not None or dates is not None):
        wrong.append("--sheet and --dates are for --from")
    if wrong:
        raise UserError("\n".join(wrong))


def _new(of: Known, typed: Typed) -> int:
    decision = new(typed, of.background, datetime.now(UTC))
    found: list[Decision] = []

    def order(held: Sequence[Decision]) -> Orders:
        there = same(decision, held)
        found.extend([there] if there else [])
        return Orders() if there else Orders([decision])

    numbers = of.decisions.record(order)
    for ref in decision.refs:
        if remark := of.background.remark(ref):
            print(printable(f"note: {remark}"), file=sys.stderr)
    if found:
        closed = f", {found[0].state} on {day(found[0].closed)}" if found[0].closed else ""
        print(printable(f"{of.decisions.place}: this decision is there already, as number {found[0].number}{closed}"))
        return OK
    by = f"{decision.terms.name}, by {day(decision.terms.by)}"
    print(printable(f"{of.decisions.place}: recorded as decision {numbers[0]}: {by}"))
    return OK


def _happened(decisions: Decisions, happened: Happened) -> int:
    decisions.record(lambda held: events(happened, held, datetime.now(UTC), decisions.place))
    for one in decisions.list():
        if one.number in happened.numbers:
            print(printable(f"{decisions.place}: {line(one, happened.on)}"))
    return OK


def _read(of: Known, path: str, sheet: str | None, dates: str | None, on: date) -> int:
    """Records what a tracker says, all of it or nothing."""
    tracker, notes = read_tracker(of, path, sheet, dates, on)
    made: list[Orders] = []

    def order(held: Sequence[Decision]) -> Orders:
        made.append(tracker.orders(held, datetime.now(UTC)))
        return made[0]

    numbers = {*of.decisions.record(order), *(number for number, _ in made[0].events)}
    for note in notes:
        print(printable(f"{path}: {note}"))
    for what, rows in tracker.left_out.items():
        print(
            printable(
                f"{path}: left out, with {what}: {'row' if len(rows) == 1 else 'rows'} {', '.join(map(str, rows))}"
            )
        )
    for one in of.decisions.list():
        if one.number in numbers:
            print(printable(f"{of.decisions.place}: {line(one, max(on, one.last))}"))
    if not numbers:
        print(printable(f"{of.decisions.place}: nothing is different from what is recorded"))
    return OK


def _list(file: str | None, history: str | None, on: date) -> int:
    decisions = Decisions(*address(file, history))
    held = decisions.list()
    names = {one.partnership for one in held}
    shown = [one.as_of(on) for one in held if one.on <= on]
    for one in shown:
        whose = f"{one.partnership} · " if len(names) > 1 else ""
        print(printable(f"{whose}{line(one, on)}"))
    if not shown:
        print(printable(f"{decisions.place}: no decision is recorded; `joinedup decide --help` shows how one is"))
    if len(shown) < len(held):
        print(printable(f"{decisions.place}: of a day after {day(on)} and not shown: {len(held) - len(shown)}"))
    return OK
