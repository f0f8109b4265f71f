"""joinedup decide, command by command: what is recorded, and what is said of it."""

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime

from joinedup.deciding.background import Background
from joinedup.deciding.typed import Happened, Typed, events, new, same
from joinedup.facts.words import day
from joinedup.history.decision import Decision
from joinedup.history.decisions import Decisions, Orders
from joinedup.report.listing import line
from joinedup.terminal import printable

from .deciding import Known, address, read_tracker
from .main import OK


def take(of: Known, typed: Typed) -> int:
    """Records a new decision.

    Args:
        of: What it may name.
        typed: The decision.

    Raises:
        UserError: something is wrong with it, or it cannot be kept.
    """
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


def follow(decisions: Decisions, happened: Happened, background: Background | None) -> int:
    """Records what became of decisions.

    Args:
        decisions: Those that are there.
        happened: What became of some.
        background: What may be named; None where the description is not at hand.

    Raises:
        UserError: it cannot have happened, or cannot be kept.
    """
    decisions.record(lambda held: events(happened, held, datetime.now(UTC), decisions.place, background))
    for one in decisions.list():
        if one.number in happened.numbers:
            print(printable(f"{decisions.place}: {line(one, happened.on)}"))
    return OK


def from_tracker(of: Known, path: str, sheet: str | None, dates: str | None, on: date) -> int:
    """Records what a tracker says, all of it or nothing.

    Args:
        of: What it may name.
        path: The tracker.
        sheet: The name of its sheet; None for the first that holds something.
        dates: dmy or mdy, as 03/04/2026 is to be read; None where it was not said.
        on: The day on which it is read, or its decisions were taken.

    Raises:
        UserError: it cannot be read, or what it says cannot be kept.
    """
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


def show(file: str | None, history: str | None, on: date) -> int:
    """Prints the decisions as they stood at the end of a day.

    Args:
        file: The description; None for the decisions of every partnership.
        history: Where they are kept; None for the history beside the description, or in this folder.
        on: The day.

    Raises:
        UserError: there is no history, or it cannot be read.
    """
    decisions = Decisions(*address(file, history))
    held = decisions.list()
    names = {one.partnership for one in held}
    shown = [one.as_of(on) for one in held if one.on <= on]
    for one in shown:
        whose = f"{one.partnership} · " if len(names) > 1 else ""
        print(printable(f"{whose}{line(one, on)}"))
    if not held:
        print(printable(f"{decisions.place}: no decision is recorded; `joinedup decide --help` shows how one is"))
    if len(shown) < len(held):
        print(printable(f"{decisions.place}: of a day after {day(on)} and not shown: {len(held) - len(shown)}"))
    return OK
