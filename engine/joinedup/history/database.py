"""A connection to a history: one transaction for whatever is done, and every error in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from joinedup.errors import UserError

from .address import Address
from .schema import STEPS, migrate, number_of

WAIT = 10.0
"""Seconds to wait for another who writes."""
LOCK = 0x6A6F696E
"""The number of the lock that a writer holds in PostgreSQL, where any number of programs may write at once."""
WRITES = "joinedup_writes"
REASONS = {
    "not a database": "this is no history that joinedup wrote, and was left as it is",
    "locked": f"somebody else is writing to it, and did not finish within {WAIT:g} seconds; try again",
    "lock timeout": f"somebody else is writing to it, and did not finish within {WAIT:g} seconds; try again",
    "readonly": "it may not be written to",
    "unable to open": "it cannot be opened; see whether its folder is there, and may be written to",
    "disk is full": "the disk is full",
    "disk i/o": "the disk did not take it (full, or a limit on the size of files)",
    "malformed": "it is damaged; put a copy in its place that was made earlier",
}
"""What a database says, and what it means for who asked."""


class Missing(UserError):
    """There is no history yet."""


class Database:
    """A history that may be there or not.

    Args:
        address: Where it is.
    """

    def __init__(self, address: Address) -> None:
        self.place = address.place
        self._file = address.file
        self._engine = _on_server(address) if address.url is not None else _in_file(self)
        self.creating = False

    @property
    def file(self) -> str | None:
        """The file; None where it is on a server."""
        return None if self._file is None else str(self._file)

    @property
    def uri(self) -> str:
        """The file as SQLite opens it: never made by somebody who only reads."""
        if self._file is None:
            raise ValueError(f"{self.place} is no file")
        return f"{self._file.resolve().as_uri()}?mode={'rwc' if self.creating else 'rw'}"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the history.

        Raises:
            Missing: there is none.
            UserError: it cannot be read.
        """
        self._refuse_missing()
        with _in_words(self.place):
            with self._engine.begin() as connection:
                found = number_of(connection, self.place)
                if found == len(STEPS):
                    yield connection
                    return
            if not found:
                raise self._missing()
            with self.writing() as connection:  # an older one becomes one of this joinedup before it is read
                yield connection

    def _refuse_missing(self, create: bool = False) -> None:
        with _in_words(self.place):
            if not (create or self._file is None or self._file.exists()):
                raise self._missing()

    def _missing(self) -> Missing:
        return Missing(f"{self.place}: no check was recorded here; `joinedup check FILE --record` does it")

    @contextmanager
    def writing(self, create: bool = False) -> Iterator[Connection]:
        """A transaction that nobody else writes in; all of it is kept, or nothing.

        Args:
            create: Whether to make the history where there is none.

        Raises:
            Missing: there is none, and none is to be made.
            UserError: it cannot be written to. It is as it was.
        """
        self.creating = create
        self._refuse_missing(create)
        with _in_words(self.place), self._writing().begin() as connection:
            if self._file is None:
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT:g}s'")
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
            found = number_of(connection, self.place)
            if not (found or create):
                raise self._missing()
            if found < len(STEPS):
                migrate(connection, found)
            yield connection

    def _writing(self) -> Engine:
        return self._engine.execution_options(**{WRITES: True})

    def vacuum(self, tables: str) -> None:
        """Writes the tables anew without what was deleted, so that its bytes are gone from the files."""
        with (
            _in_words(self.place),
            self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
        ):
            connection.exec_driver_sql("VACUUM" if self._file is not None else f"VACUUM FULL {tables}")


def _in_file(database: Database) -> Engine:
    def connect() -> sqlite3.Connection:
        made = sqlite3.connect(database.uri, uri=True, timeout=WAIT, isolation_level=None)
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


def _on_server(address: Address) -> Engine:
    how: dict[str, Any] = {"connect_args": {"connect_timeout": int(WAIT)}, "poolclass": NullPool}
    try:
        return create_engine(address.url or "", **how)
    except ModuleNotFoundError:
        raise UserError(
            f"{address.place}: PostgreSQL needs one more package: python -m pip install 'joinedup[postgres]'"
        ) from None


@contextmanager
def _in_words(place: str) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise UserError(f"{place}: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    """Why a database refused, without the statement, which holds what was to be kept."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    said = str(cause).strip() or type(cause).__name__
    for sign, reason in REASONS.items():
        if sign in said.lower():
            return reason
    return " ".join(said.splitlines()[0].split())
