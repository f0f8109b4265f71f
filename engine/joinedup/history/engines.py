"""How a database is reached, and held by one writer alone: a file, PostgreSQL, or any other that SQLAlchemy knows.

SQLite and PostgreSQL make tables within a transaction, so that a step of the schema is done whole or not at all.
"""

import sqlite3
from collections.abc import Callable, Mapping
from math import ceil
from typing import Any

from sqlalchemy import URL, Connection, Dialect, Engine, NullPool, create_engine, event, update
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from joinedup.errors import UserError

from .schema import SCHEMA

LOCK = 0x6A6F696E
"""The number of the lock that a writer holds in PostgreSQL, where any number of programs may write at once."""
WRITES = "joinedup_writes"
PACKAGES: Mapping[str, str] = {
    "psycopg": "'joinedup[postgres]'",
    "pymysql": "PyMySQL",
    "MySQLdb": "mysqlclient",
    "cx_Oracle": "cx_Oracle",
}
"""What to install for a driver whose package has another name than the module."""


def in_file(uri: Callable[[], str], wait: Callable[[], float]) -> Engine:
    """What reaches a SQLite file.

    Args:
        uri: Says how it is opened.
        wait: Says how many seconds to wait for another who writes.
    """

    def connect() -> sqlite3.Connection:
        made = sqlite3.connect(uri(), uri=True, timeout=wait(), isolation_level=None)
        made.execute("PRAGMA secure_delete = ON")  # what is deleted is written over
        made.execute("PRAGMA foreign_keys = ON")
        return made

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        """Python's own transactions begin late and leave out the making of tables."""
        options = connection.get_execution_options()
        if options.get("isolation_level") != "AUTOCOMMIT":
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITES) else "BEGIN")

    return engine


def on_server(url: URL, place: str, wait: Callable[[], float]) -> Engine:
    """What reaches a database on a server.

    Args:
        url: Its address.
        place: The address as it is named in messages.
        wait: Says how many seconds to wait for the server, and for another who writes.

    Raises:
        UserError: its driver is not installed, or there is no such one.
    """
    try:
        engine = create_engine(url, poolclass=NullPool)
    except ModuleNotFoundError as error:
        module = str(error.name).partition(".")[0]
        install = f"python -m pip install {PACKAGES.get(module, module)}"
        raise UserError(f"{place}: this database needs one more package: {install}") from None
    except NoSuchModuleError:
        raise UserError(f'{place}: SQLAlchemy knows no database "{url.drivername}"') from None
    except ArgumentError:  # whose message may quote the whole address
        raise UserError(f"{place}: this is no address of such a database") from None

    @event.listens_for(engine, "do_connect")
    def connect(dialect: Dialect, record: object, given: Any, named: dict[str, Any]) -> Any:
        """Waits only so long; a driver may lack a package of its own, which it says in its own way."""
        if dialect.driver in ("psycopg", "pymysql", "mysqldb"):
            named.setdefault("connect_timeout", ceil(wait()))
        try:
            return dialect.connect(*given, **named)
        except RuntimeError as error:
            raise UserError(f"{place}: {error}") from None

    if engine.dialect.name in ("mysql", "mariadb"):
        event.listen(engine, "connect", lambda connection, record: _strict(connection, ceil(wait())))
    return engine


def _strict(connection: Any, wait: int) -> None:
    """MySQL and MariaDB are to refuse what does not fit, instead of cutting it off, and to wait only so long."""
    with connection.cursor() as cursor:
        cursor.execute("SET SESSION sql_mode = 'TRADITIONAL'")
        cursor.execute(f"SET SESSION innodb_lock_wait_timeout = {wait}, lock_wait_timeout = {wait}")


def steady(engine: Engine) -> Engine:
    """The same for those who read: what they see in one transaction is one state, whoever writes meanwhile."""
    if engine.dialect.name != "postgresql":  # of the others each that is tested does so by itself
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def hold(connection: Connection, wait: float) -> None:
    """Makes a transaction the only one that writes to the history, which has to be there but in SQLite and PostgreSQL.

    Args:
        connection: In a transaction that has read nothing.
        wait: Seconds to wait for another, where the database lets that be said.
    """
    name = connection.dialect.name
    if name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{wait:g}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
    elif name != "sqlite":  # a row that a transaction writes is its own until it ends, in any database
        connection.execute(update(SCHEMA).values(number=SCHEMA.c.number))
