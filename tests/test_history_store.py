"""A history keeps each check whole or not at all: in SQLite and in PostgreSQL, whoever is killed or writes at once."""

import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, NullPool, String, Table, create_engine, func, insert, inspect, select

import mariadb
import postgres
from joinedup.cli.main import main
from joinedup.errors import UserError
from joinedup.history import database, schema
from joinedup.history.address import Address, address_of
from joinedup.history.database import Missing
from joinedup.history.kept import Made
from joinedup.history.store import Store
from joinedup.history.words import line
from postgres import MissingServer
from test_cli import MINIMAL
from test_outputs import rendered

THEN = datetime(2026, 10, 1, 9, 30, tzinfo=UTC)
FIRST = date(2026, 1, 31)
SECOND = date(2026, 2, 28)
HISTORY = str(Path(schema.__file__).parent)
SERVERS = {"postgresql": postgres, "mysql": mariadb}
RELEASED = schema.STEPS
OF_OLD = (
    "CREATE TABLE joinedup_schema (number INTEGER NOT NULL)",
    """CREATE TABLE checks (
        number INTEGER PRIMARY KEY,
        partnership TEXT NOT NULL,
        as_of TEXT NOT NULL,
        recorded TEXT NOT NULL,
        version TEXT NOT NULL,
        ruleset TEXT NOT NULL,
        ruleset_sha256 TEXT NOT NULL,
        input_sha256 TEXT NOT NULL,
        sha256 TEXT NOT NULL UNIQUE,
        document TEXT NOT NULL)""",
    """CREATE TABLE findings (
        check_number INTEGER NOT NULL REFERENCES checks (number),
        ref TEXT NOT NULL,
        rule TEXT NOT NULL,
        barrier TEXT NOT NULL,
        theme TEXT NOT NULL,
        severity TEXT NOT NULL,
        status TEXT NOT NULL,
        PRIMARY KEY (check_number, ref))""",
    """CREATE TABLE barriers (
        check_number INTEGER NOT NULL REFERENCES checks (number),
        barrier TEXT NOT NULL,
        status TEXT NOT NULL,
        PRIMARY KEY (check_number, barrier))""",
)
"""The first step as it was when it was SQL."""


@cache
def minimal() -> str:
    """The JSON of a small check."""
    return rendered("json", MINIMAL)


def made(day: date, name: str = "Northby", **more: Any) -> Made:
    """A check of a day."""
    data = {**json.loads(minimal()), "as_of": day.isoformat(), **more}
    data["partnership"] = {"name": name, "authority": ""}
    return Made(json.dumps(data, ensure_ascii=False), THEN)


@pytest.fixture(scope="module")
def running() -> Iterator[Callable[[str], str]]:
    """The servers of all tests by their kinds, each started when it is first asked for."""
    with ExitStack() as stack:
        yield cache(lambda kind: stack.enter_context(SERVERS[kind].server()))


def empty(server: str) -> Address:
    """A new database on a server, whose address names the one that is always there."""
    name, first = f"t{uuid4().hex}", address_of(server).url
    assert first is not None
    with create_engine(first, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    return address_of(f"{server.rpartition('/')[0]}/{name}")


@pytest.fixture(params=["sqlite", *SERVERS])
def address(request: pytest.FixtureRequest, tmp_path: Path, running: Callable[[str], str]) -> Address:
    """An empty place of each kind."""
    if request.param == "sqlite":
        return address_of(str(tmp_path / "joinedup.db"))
    try:
        return empty(running(request.param))
    except MissingServer as error:
        pytest.fail(str(error), pytrace=False)


def whole(address: Address) -> list[date]:
    """The days that are kept, each of which has its JSON, its findings and its barriers, and nothing more."""
    store = Store(address)
    try:
        exported = store.export()
    except Missing:
        return []
    findings = sum(len(json.loads(text)["findings"]) for _, text in exported)
    barriers = sum(len(theme["barriers"]) for _, text in exported for theme in json.loads(text)["themes"])
    with database.Database(address).reading() as connection:
        rows = [connection.scalar(select(func.count()).select_from(t)) for t in (schema.FINDINGS, schema.BARRIERS)]
    assert rows == [findings, barriers]
    return [kept.as_of for kept, _ in exported]


def test_what_is_recorded_is_given_back(address: Address) -> None:
    """By its number and by its day, as it was; and listed with what it was made by and how its barriers stood."""
    store, check = Store(address), made(FIRST)
    assert store.record(check).number == 1
    assert store.record(made(SECOND)).number == 2
    assert store.get(1) == store.get(FIRST) == check.text
    first, second = store.list()
    data = json.loads(check.text)
    assert (first.number, first.as_of, second.as_of, first.recorded) == (1, FIRST, SECOND, THEN)
    assert (first.version, first.ruleset) == (data["joinedup"], "standard")
    assert (first.ruleset_sha256, first.input_sha256) == (data["ruleset"]["sha256"], data["input"]["sha256"])
    assert {**dict.fromkeys(data["summary"]["barriers"], 0), **first.statuses} == data["summary"]["barriers"]


def test_the_same_check_is_one_record(address: Address) -> None:
    """Whenever it is recorded again. A check that says anything else is another."""
    store = Store(address)
    assert not store.record(made(FIRST)).before
    again = store.record(made(FIRST).but(recorded=datetime.now(UTC)))
    assert (again.number, again.before) == (1, True)
    assert store.record(made(FIRST, joinedup="0.0.1")).number == 2
    assert store.get(FIRST) == made(FIRST, joinedup="0.0.1").text
    assert whole(address) == [FIRST, FIRST]


def test_a_check_that_is_put_back_counts_again(address: Address) -> None:
    """The last that was recorded of a day is the one that the next check is compared with."""
    store, wrong = Store(address), made(FIRST, joinedup="0.0.1")
    for check, number in ((made(SECOND), 1), (made(FIRST), 2), (wrong, 3), (made(FIRST), 4), (made(FIRST), 4)):
        assert store.record(check).number == number
    assert store.get(FIRST) == store.run(FIRST)[0] == made(FIRST).text
    assert [kept.number for kept in store.list()] == [3, 4, 1]
    assert whole(address) == [FIRST, FIRST, SECOND]


def test_a_check_of_which_part_failed_is_listed_as_such(address: Address) -> None:
    """Its numbers are too good: what did not run found nothing."""
    store, failure = Store(address), {"rule": None, "plugin": "power", "error": 'it said "failures": []', "trace": ""}
    store.record(made(FIRST, failures=[failure]))
    store.record(made(SECOND))
    first, second = store.list()
    assert (first.failed, second.failed) == (True, False)
    assert line(first, named=False).endswith(" · part of it failed")
    assert "failed" not in line(second, named=False)


def test_checks_are_listed_by_their_day(address: Address) -> None:
    """Not by when they were recorded."""
    store = Store(address)
    for day in (SECOND, FIRST):
        store.record(made(day))
    assert [(kept.number, kept.as_of) for kept in store.list()] == [(2, FIRST), (1, SECOND)]


def test_each_partnership_sees_its_own(address: Address) -> None:
    """And forgets its own."""
    for name in ("Northby", "Westmarsh"):
        Store(address).record(made(FIRST, name))
    northby, westmarsh = (Store(address, name) for name in ("Northby", "Westmarsh"))
    assert [kept.partnership for kept in northby.list()] == ["Northby"]
    with pytest.raises(UserError, match="no check has the number 2; `joinedup history` lists those that are there"):
        northby.get(2)
    assert northby.forget(date.max) == (1, 0)
    assert (northby.list(), len(westmarsh.list())) == ((), 1)


def test_what_is_forgotten_leaves_nothing_behind(address: Address) -> None:
    """Of the days before, and of no other."""
    store = Store(address)
    for day in (FIRST, SECOND):
        store.record(made(day))
    assert store.forget(FIRST) == (0, 0)
    assert store.forget(SECOND) == (1, 0)
    assert whole(address) == [SECOND]


def test_where_nothing_was_recorded_that_is_said(address: Address) -> None:
    """And nothing is made by looking."""
    for look in (Store(address).list, lambda: Store(address).get(1), lambda: Store(address).forget(FIRST)):
        with pytest.raises(Missing, match="no check was recorded here; `joinedup check FILE --record` does it"):
            look()
    assert address.file is None or not address.file.exists()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_name_is_kept_as_it_is(address: Address, name: str) -> None:
    """Whatever letters it has: it is data, and no part of a query."""
    check = made(FIRST, name)
    number = Store(address).record(check).number
    (kept,) = Store(address, name).list()
    assert (kept.number, kept.partnership, Store(address, name).get(number)) == (number, name, check.text)


def in_child(work: Callable[[], object]) -> int:
    """Does something in a process of its own; returns how that ended."""
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1]


def killed_after(steps: int, work: Callable[[], object]) -> bool:
    """Does something in a process that is killed at a line of the history's code; returns whether it came so far."""
    left = [steps]

    def trace(frame: FrameType, _event: str, _arg: object) -> Any:
        if not frame.f_code.co_filename.startswith(HISTORY):
            return None
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    def traced() -> None:
        sys.settrace(trace)
        work()

    return in_child(traced) == signal.SIGKILL


def test_a_writer_killed_at_any_step_leaves_a_whole_check_or_none(address: Address) -> None:
    """While it makes the history, and while it adds to it. The next writer writes."""
    steps, outcomes = 0, set()
    stride = 13 if database.Database(address).whole else 41  # a connection to MariaDB takes its time
    while True:
        steps += stride
        before = whole(address)
        day = date.fromordinal(FIRST.toordinal() + steps)
        killed = killed_after(steps, lambda day=day: Store(address).record(made(day)))  # type: ignore[misc]
        after = whole(address)
        assert after in (before, [*before, day])
        outcomes.add(after == before)
        if not killed:
            break
    assert (steps > 30, day in after) == (True, True)
    assert outcomes == {True, False}


def test_killed_while_forgetting_a_check_is_whole_or_gone(address: Address) -> None:
    """Never without its findings."""
    steps, killed = 0, True
    Store(address).record(made(SECOND))
    while killed:
        steps += 17 if database.Database(address).whole else 47
        Store(address).record(made(FIRST))
        killed = killed_after(steps, lambda: Store(address).forget(SECOND))
        assert whole(address) in ([FIRST, SECOND], [SECOND])
    assert whole(address) == [SECOND]


def _record(address: Address, day: date) -> None:
    Store(address).record(made(day))


def test_many_writers_at_once_all_write(address: Address) -> None:
    """Also while the history is made; and the same check by several is one record."""
    minimal()
    days = [date.fromordinal(FIRST.toordinal() + number) for number in range(6)]
    with multiprocessing.get_context("fork").Pool(6) as pool:
        pool.starmap(_record, [(address, day) for day in (*days, *days)])
    assert whole(address) == days
    assert sorted(kept.number for kept in Store(address).list()) == list(range(1, 7))


def steps(monkeypatch: pytest.MonkeyPatch, *more: schema.Step) -> None:
    """Makes it a joinedup with more steps."""
    for module in (schema, database):
        monkeypatch.setattr(module, "STEPS", (*RELEASED, *more))


def test_a_history_of_an_older_joinedup_becomes_one_of_this(address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    """When it is read or written to, with what it holds; a step that was stopped is run again."""
    Store(address).record(made(FIRST))
    later = Table("later", MetaData(), Column("ref", String(10)))
    steps(monkeypatch, (later, "CREATE TABLE checks (number INTEGER)"))
    with pytest.raises(UserError, match="already exists"):
        Store(address).list()
    steps(monkeypatch)
    assert whole(address) == [FIRST]
    steps(monkeypatch, (later,))
    assert [kept.as_of for kept in Store(address).list()] == [FIRST]
    with database.Database(address).reading() as connection:
        assert connection.execute(select(later.c.ref)).all() == []
        assert schema.number_of(connection, "") == len(RELEASED) + 1


@pytest.mark.parametrize("address", ["sqlite", "postgresql"], indirect=True)
def test_a_step_is_whole_where_a_database_can_do_that(address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one that cannot be finished nothing is left."""
    Store(address).record(made(FIRST))
    steps(monkeypatch, ("ALTER TABLE checks ADD COLUMN note TEXT", "CREATE TABLE checks (number INTEGER)"))
    with pytest.raises(UserError, match="already exists"):
        Store(address).record(made(SECOND))
    steps(monkeypatch, ("ALTER TABLE checks ADD COLUMN note TEXT",))
    assert whole(address) == [FIRST]


@pytest.mark.parametrize("address", ["sqlite", "postgresql"], indirect=True)
def test_a_history_that_was_made_by_the_first_joinedup_with_one_opens(address: Address) -> None:
    """Its tables were SQL then: what it holds is read, added to and forgotten, and its tables stay as they are."""
    text = made(FIRST).text
    row = [1, "Northby", FIRST.isoformat(), THEN.isoformat(), "0.1.0", "standard", "0" * 64, "1" * 64, "2" * 64, text]
    values = dict(zip(schema.CHECKS.c.keys(), row, strict=True))
    engine = create_engine(address.url or f"sqlite:///{address.file}", poolclass=NullPool)
    with engine.begin() as connection:
        for statement in OF_OLD:
            connection.exec_driver_sql(statement)
        connection.execute(insert(schema.SCHEMA).values(number=1))
        connection.execute(insert(schema.CHECKS).values(**values))
        assert schema.number_of(connection, "") == 1
        before = [inspect(connection).get_columns(name) for name in ("checks", "findings", "barriers")]
    store = Store(address, "Northby")
    assert store.get(1) == text
    assert store.record(made(SECOND)).number == 2
    assert store.forget(SECOND) == (1, 0)
    assert whole(address) == [SECOND]
    with engine.connect() as connection:
        after = [inspect(connection).get_columns(name) for name in ("checks", "findings", "barriers")]
    assert list(map(repr, after)) == list(map(repr, before))


def test_a_name_is_no_other_one(address: Address) -> None:
    """Whatever a database takes for the same when left to itself."""
    names = ("Northby", "northby", "Northby ", "N\u00f3rthby", "Northby\U0001f333")
    for name in names:
        Store(address).record(made(FIRST, name))
    for name in names:
        assert [kept.partnership for kept in Store(address, name).list()] == [name]
        assert json.loads(Store(address, name).run(SECOND)[0])["partnership"]["name"] == name
    assert Store(address, "Northby").forget(SECOND) == (1, 0)
    assert len(Store(address).list()) == len(names) - 1


@pytest.mark.parametrize("address", ["postgresql", "mysql"], indirect=True)
def test_what_does_not_fit_is_refused_whole(address: Address) -> None:
    """Nothing is cut off, and nothing is half there."""
    check = made(FIRST)
    data = json.loads(check.text)
    data["themes"][0]["barriers"][0]["id"] = f"people/{'x' * 300}"
    with pytest.raises(UserError, match="too long"):
        Store(address).record(check.but(text=json.dumps(data)))
    assert whole(address) == []
    long = made(FIRST, note="x" * 1_000_000)
    Store(address).record(long)
    assert Store(address).get(1) == long.text


def test_forgetting_says_where_bytes_may_be_left(address: Address, capsys: pytest.CaptureFixture[str]) -> None:
    """In a database that joinedup cannot make write them over."""
    Store(address).record(made(FIRST))
    assert main(["history", "forget", "--before", "2026-02-01", "--yes", "--history", address.place]) == 0
    said = capsys.readouterr()
    assert "1 check of days before 1 February 2026 deleted" in said.out
    unsure = address.url is not None and address.url.get_backend_name() == "mysql"
    assert ("ask who runs it" in said.err) == unsure


def test_the_tables_are_those_that_the_steps_make(address: Address) -> None:
    """What queries say of them is what is there."""
    Store(address).record(made(FIRST))
    with database.Database(address).reading() as connection:
        for table in schema.METADATA.tables.values():
            columns = [column["name"] for column in inspect(connection).get_columns(table.name)]
            assert columns == [column.name for column in table.c]


def test_a_history_of_a_newer_joinedup_is_left_alone(address: Address) -> None:
    """With both numbers, and what to do."""
    Store(address).record(made(FIRST))
    with database.Database(address).writing() as connection:
        connection.exec_driver_sql("UPDATE joinedup_schema SET number = 7")
    for touch in (Store(address).list, lambda: Store(address).record(made(SECOND))):
        with pytest.raises(UserError, match="a newer joinedup wrote this history"):
            touch()


def test_a_database_of_something_else_is_left_alone(address: Address) -> None:
    """No table is added to it."""
    with database.Database(address).writing(create=True) as connection:
        connection.exec_driver_sql("DROP TABLE joinedup_schema")
    for touch in (Store(address).list, lambda: Store(address).record(made(SECOND))):
        with pytest.raises(UserError, match="this is a database of something else; give one for joinedup alone"):
            touch()


@pytest.mark.parametrize("address", ["postgresql", "mysql"], indirect=True)
def test_a_reader_sees_one_state(address: Address) -> None:
    """Although somebody records meanwhile."""
    Store(address).record(made(FIRST))
    number = select(func.count()).select_from(schema.CHECKS)
    with database.Database(address).reading() as connection:
        assert connection.scalar(number) == 1
        Store(address).record(made(SECOND))
        assert connection.scalar(number) == 1
    assert whole(address) == [FIRST, SECOND]


def test_a_writer_waits_for_another_only_so_long(address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then it says so, and nothing is recorded. What is there can be read all the while."""
    Store(address).record(made(FIRST))
    with database.Database(address).writing():
        monkeypatch.setattr(database, "WAIT", 0.2)
        with pytest.raises(UserError, match="somebody else is writing to it"):
            Store(address).record(made(SECOND))
        assert len(Store(address).list()) == 1
    assert whole(address) == [FIRST]
