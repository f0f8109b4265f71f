"""Decisions in every database that checks are kept in: given back as they were taken, and never written over."""

import multiprocessing
from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import inspect, select

from joinedup.errors import UserError
from joinedup.history import database, schema
from joinedup.history.address import Address
from joinedup.history.database import Missing
from joinedup.history.decision import CHANGED, DONE, DROPPED, KINDS, REOPENED, Decision, Event, Terms
from joinedup.history.decisions import Decisions, Orders
from joinedup.history.store import Store
from test_history_store import FIRST, SECOND, THEN, address, made, running

__all__ = ["address", "running"]
TERMS = Terms("roles.dcs", "Director (Council)", "council", date(2026, 9, 30))
DECISION = Decision("Northby", "Name “them”; DROP TABLE", ("PO-222222", "PO-333333"), FIRST, THEN, TERMS)


@pytest.fixture
def decisions(address: Address) -> Decisions:
    """Those of a history with one check."""
    Store(address).record(made(FIRST))
    return Decisions(address)


def event(kind: str, on: date = SECOND, note: str = "", by: date = TERMS.by) -> Event:
    """Something that happened."""
    return Event(kind, on, THEN, TERMS.but(by=by), note)


def test_a_decision_is_given_back_as_it_was_taken(decisions: Decisions) -> None:
    """With its findings and all that happened to it, in order, in the history that has it already."""
    first = DECISION.but(events=(event(DONE, note="Done"), event(REOPENED)))
    assert list(decisions.record(lambda held: Orders([first, DECISION]))) == [1, 2]
    moved = event(CHANGED, by=date(2027, 1, 31))
    assert not decisions.record(lambda held: Orders(events=[(held[0].number, moved), (2, event(DROPPED))]))
    one, two = decisions.list()
    assert one == first.but(number=1, events=(*first.events, moved))
    assert two == DECISION.but(number=2, events=(event(DROPPED),))


def test_an_order_that_fails_leaves_everything_as_it_was(decisions: Decisions) -> None:
    """Also one that fails half-way: what refers to no decision is refused by the database."""

    def wrong(held: Sequence[Decision]) -> Orders:
        raise UserError(f"{len(held)} are there")

    with pytest.raises(UserError, match="0 are there"):
        decisions.record(wrong)
    with pytest.raises(UserError):
        decisions.record(lambda held: Orders([DECISION], [(7, event(DONE))]))
    assert decisions.list() == ()


def test_each_partnership_sees_its_own(decisions: Decisions, address: Address) -> None:
    """Numbers are of the history, so that none stands for two."""
    decisions.record(lambda held: Orders([DECISION, DECISION.but(partnership="Westmarsh"), DECISION]))
    assert [one.number for one in Decisions(address, "Northby").list()] == [1, 3]
    assert [one.number for one in Decisions(address, "Westmarsh").list()] == [2]


def test_what_was_closed_before_a_day_is_forgotten_with_its_checks(decisions: Decisions, address: Address) -> None:
    """What is open stays, and so does what was closed on the day or belongs to another partnership."""
    closed = DECISION.but(events=(event(DONE),))
    again = DECISION.but(events=(event(DONE), event(REOPENED)))
    decisions.record(lambda held: Orders([closed, again, DECISION, closed.but(partnership="Westmarsh")]))
    store = Store(address, "Northby")
    assert store.forget(SECOND) == (1, 0)
    assert store.forget(date(2026, 3, 1)) == (0, 1)
    assert [one.number for one in decisions.list()] == [2, 3, 4]
    with database.Database(address).reading() as connection:
        for column in (schema.DECISION_FINDINGS.c.decision_number, schema.DECISION_EVENTS.c.decision_number):
            held = connection.execute(select(column)).scalars().all()
            assert 1 not in held


def test_the_number_of_what_was_forgotten_is_never_used_again(decisions: Decisions, address: Address) -> None:
    """An old report that names it must not lead to another decision; nothing but the number is left."""
    decisions.record(lambda held: Orders([DECISION.but(events=(event(DONE),))]))
    assert Store(address).forget(date(2026, 3, 1)) == (1, 1)
    assert decisions.list() == ()
    assert Store(address).forget(date.max) == (0, 0)
    with database.Database(address).reading() as connection:
        (left,) = connection.execute(select(schema.DECISIONS)).all()
    assert set(left) == {1, ""}
    assert list(decisions.record(lambda held: Orders([DECISION]))) == [2]


def test_a_history_from_before_decisions_takes_them(address: Address) -> None:
    """One that a joinedup without them wrote is brought up to date, with the checks that it holds."""
    Store(address).record(made(FIRST))
    with database.Database(address).writing() as connection:
        for table in ("decision_events", "decision_findings", "decisions"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("UPDATE joinedup_schema SET number = 1")
    assert Decisions(address).list() == ()
    Decisions(address).record(lambda held: Orders([DECISION]))
    assert [kept.as_of for kept in Store(address).list()] == [FIRST]
    with database.Database(address).reading() as connection:
        assert schema.number_of(connection, "") == len(schema.STEPS)
        assert "decisions" in inspect(connection).get_table_names()


def test_there_must_be_a_history(address: Address) -> None:
    """None is made for a decision alone, as there is no finding that it could be about."""
    with pytest.raises(Missing):
        Decisions(address).record(lambda held: Orders([DECISION]))
    with pytest.raises(Missing):
        Decisions(address).list()


def _take(address: Address, text: str) -> None:
    """Takes a decision, if nobody took it before."""
    taken = DECISION.but(text=text)
    Decisions(address).record(lambda held: Orders([] if text in [one.text for one in held] else [taken]))


def test_many_writers_at_once_all_write(decisions: Decisions, address: Address) -> None:
    """Each sees what the others wrote: the same decision by two is one."""
    texts = [str(number) for number in range(4)]
    with multiprocessing.get_context("fork").Pool(4) as pool:
        pool.starmap(_take, [(address, text) for text in (*texts, *texts)])
    held = decisions.list()
    assert (sorted(one.text for one in held), [one.number for one in held]) == (texts, [1, 2, 3, 4])


DAYS = st.dates(FIRST, date(2026, 12, 31))


@st.composite
def histories(draw: st.DrawFn) -> Decision:
    """A decision to which things happened, in the order of their days."""
    days = sorted(draw(st.lists(DAYS, max_size=8)))
    kinds = st.sampled_from(KINDS)
    happened = tuple(event(draw(kinds), day, draw(st.sampled_from(["", "Said"])), draw(DAYS)) for day in days)
    return DECISION.but(events=happened)


@given(histories(), DAYS)
def test_what_happens_later_changes_nothing_of_a_day_before(decision: Decision, day: date) -> None:
    """As of a day a decision stands as it did then, whatever was recorded since; and closed has a day."""
    then = decision.as_of(day)
    cut = DECISION.but(events=decision.events[: len(then.events)])
    assert (then.state, then.now, then.note, then.closed) == (cut.state, cut.now, cut.note, cut.closed)
    assert (then.closed is None) == (then.state == "")
    assert then.closed is None or then.closed <= day
    assert decision.as_of(date.max) == decision
    assert all(before != after for before, after in zip(decision.moved, decision.moved[1:], strict=False))


def test_when_it_was_recorded_is_kept_in_one_time(decisions: Decisions) -> None:
    """Whatever the time zone of whoever records it."""
    summer = datetime.fromisoformat("2026-07-14T10:30:00+01:00")
    decisions.record(lambda held: Orders([DECISION.but(recorded=summer)]))
    assert decisions.list()[0].recorded == summer.astimezone(UTC)
