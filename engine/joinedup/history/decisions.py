"""Records decisions and what becomes of them. Nothing that was recorded is ever written over."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from sqlalchemy import Connection, func, insert, select, update

from joinedup.frozen import Frozen

from .address import Address
from .database import Database
from .decision import Decision, Event, Terms
from .schema import DECISION_EVENTS, DECISION_FINDINGS, DECISIONS
from .statements import delete_of, of_partnership


class Orders(Frozen):
    """What is to be recorded: all of it, or nothing.

    Attributes:
        new: Decisions, with what happened to each before it was recorded.
        events: What happened to decisions that are there, each with the number of its decision.
    """

    new: Sequence[Decision] = ()
    events: Sequence[tuple[int, Event]] = ()


Order: TypeAlias = Callable[[Sequence[Decision]], Orders]
"""Says what to record, from the decisions that are there. Nobody else writes in between."""


class Decisions:
    """The decisions at an address.

    Args:
        address: Where the history is.
        partnership: The name of the partnership whose decisions are meant; None for those of all.
    """

    def __init__(self, address: Address, partnership: str | None = None) -> None:
        self._database = Database(address)
        self._partnership = partnership

    @property
    def place(self) -> str:
        """Where the history is, in words."""
        return self._database.place

    def list(self) -> tuple[Decision, ...]:
        """The decisions, by their numbers.

        Raises:
            Missing: there is no history.
            UserError: it cannot be read.
        """
        with self._database.reading() as connection:
            return _found(connection, self._partnership)

    def record(self, order: Order) -> Sequence[int]:
        """Records what is ordered, and returns the number of each new decision.

        Args:
            order: Says what to record. What it raises leaves everything as it was.

        Raises:
            Missing: there is no history.
            UserError: it cannot be written to. The history is as it was.
        """
        with self._database.writing() as connection:
            orders = order(_found(connection, self._partnership))
            first = (connection.execute(select(func.max(DECISIONS.c.number))).scalar() or 0) + 1
            for number, new in enumerate(orders.new, start=first):
                _add(connection, number, new)
            happened = [(number, event) for number, new in enumerate(orders.new, start=first) for event in new.events]
            for number, event in (*happened, *orders.events):
                _append(connection, number, event)
        return range(first, first + len(orders.new))


def forget_closed(connection: Connection, partnership: str | None, before: date) -> int:
    """Deletes the decisions that were done or dropped before a day, and says how many those were.

    Of the newest decision the bare number stays, so that it never stands for another one: old reports still name it.

    Args:
        connection: A transaction in which nobody else writes.
        partnership: The name of the partnership whose decisions are meant; None for those of all.
        before: The first day that is kept.
    """
    old = [one.number for one in _found(connection, partnership) if one.closed and one.last < before]
    newest = connection.execute(select(func.max(DECISIONS.c.number))).scalar()
    for column in (DECISION_EVENTS.c.decision_number, DECISION_FINDINGS.c.decision_number):
        delete_of(connection, column, old)
    delete_of(connection, DECISIONS.c.number, [number for number in old if number != newest])
    if newest in old:
        bare = {column.name: "" for column in DECISIONS.c if column is not DECISIONS.c.number}
        connection.execute(update(DECISIONS).where(DECISIONS.c.number == newest).values(**bare))
    return len(old)


def _found(connection: Connection, partnership: str | None) -> tuple[Decision, ...]:
    refs: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(select(DECISION_FINDINGS).order_by(DECISION_FINDINGS.c.ref)):
        refs[row.decision_number].append(row.ref)
    events: dict[int, list[Event]] = defaultdict(list)
    for row in connection.execute(select(DECISION_EVENTS).order_by(DECISION_EVENTS.c.position)):
        happened = date.fromisoformat(row.happened)
        event = Event(row.kind, happened, datetime.fromisoformat(row.recorded), _terms(row), row.note)
        events[row.decision_number].append(event)
    return tuple(
        Decision(
            row.partnership,
            row.text,
            tuple(refs[row.number]),
            date.fromisoformat(row.decided),
            datetime.fromisoformat(row.recorded),
            _terms(row),
            row.origin,
            row.number,
            tuple(events[row.number]),
        )
        for row in connection.execute(
            select(DECISIONS)
            .where(of_partnership(DECISIONS, partnership), DECISIONS.c.decided != "")  # which one has a bare number
            .order_by(DECISIONS.c.number)
        )
    )


def _terms(row: Any) -> Terms:
    return Terms(row.owner, row.owner_name, row.agency, date.fromisoformat(row.due))


def _add(connection: Connection, number: int, new: Decision) -> None:
    values = {
        "number": number,
        "partnership": new.partnership,
        "text": new.text,
        "decided": new.on.isoformat(),
        "recorded": _moment(new.recorded),
        "origin": new.origin,
    }
    connection.execute(insert(DECISIONS).values(**values, **_columns(new.terms)))
    connection.execute(insert(DECISION_FINDINGS), [{"decision_number": number, "ref": ref} for ref in new.refs])


def _append(connection: Connection, number: int, event: Event) -> None:
    mine = DECISION_EVENTS.c.decision_number == number
    last = connection.execute(select(func.max(DECISION_EVENTS.c.position)).where(mine)).scalar() or 0
    values = {
        "decision_number": number,
        "position": last + 1,
        "kind": event.kind,
        "happened": event.on.isoformat(),
        "recorded": _moment(event.recorded),
        "note": event.note,
    }
    connection.execute(insert(DECISION_EVENTS).values(**values, **_columns(event.terms)))


def _columns(terms: Terms) -> Mapping[str, str]:
    return {"owner": terms.owner, "owner_name": terms.name, "agency": terms.agency, "due": terms.by.isoformat()}


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds")
