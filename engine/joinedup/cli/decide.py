"""joinedup decide: decisions taken from a report are recorded, with what becomes of them."""

from collections.abc import Mapping, Sequence
from datetime import date

import click

from joinedup.deciding.typed import Happened, Typed
from joinedup.errors import UserError
from joinedup.history.address import NAME
from joinedup.history.decision import CHANGED, DONE, DROPPED, REOPENED
from joinedup.history.decisions import Decisions

from .deciding import address, at_hand, known
from .options import DAY, PATH
from .taking import follow, from_tracker, show, take

OF_DECISIONS = "--list and --from stand alone, as do --done, --dropped, --reopen and --change: give one of them"

FAR = 5 * 365
"""Days from now on which nobody has decided anything: what is said of a decision later can have no earlier day."""


@click.command("decide", short_help="Record what a board decided, and what became of it.")
@click.argument("words", nargs=-1, metavar='[REF]… "TEXT"')
@click.option("--owner", metavar="ROLE|AGENCY", help="Who sees to it, by its id or name in the description.")
@click.option("--by", type=DAY, metavar="DATE", help="Until when.")
@click.option("--on", type=DAY, metavar="DATE", help="When it was decided, or happened. Default: today.")
@click.option("--done", type=int, multiple=True, metavar="NUMBER", help="This decision is done.")
@click.option("--dropped", type=int, multiple=True, metavar="NUMBER", help="This decision was dropped; TEXT says why.")
@click.option("--reopen", type=int, multiple=True, metavar="NUMBER", help="This decision is open again.")
@click.option("--change", type=int, multiple=True, metavar="NUMBER", help="This decision has a new --by or --owner.")
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
    today = date.today()
    when = on or today
    if (when - today).days > FAR:
        raise UserError(f"--on {when}: this is more than {FAR // 365} years from now; see whether the year is right")
    if listed:
        return show(file, history, when)
    if tracker is not None:
        return from_tracker(known(file, history), tracker, sheet, dates, when)
    kinds = [kind for kind, given in numbers.items() if given]
    if kinds:
        given = known(file, history) if owner is not None else at_hand(file, history)
        happened = Happened(kinds[0], numbers[kinds[0]], when, " ".join(words), by, owner)
        return follow(Decisions(*address(file, history)), happened, given.background if given else None)
    return take(known(file, history), Typed(words, owner, by, when))


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
