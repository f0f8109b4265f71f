"""A connection to a history: one transaction for whatever is done, and every error in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from joinedup.errors import UserError

from .address import Address
from .engines import WRITES, hold, in_file, on_server, steady
from .schema import STEPS, migrate, number_of

WAIT = 10.0
"""Seconds to wait for another who writes."""
TRIES, PAUSE = 5, 0.2
"""How often the making of tables is tried that several programs make at once, and how many seconds lie between."""
REASONS = {
    "not a database": "this is no history that joinedup wrote, and was left as it is",
    "locked": f"somebody else is writing to it, and did not finish within {WAIT:g} seconds; try again",
    "lock timeout": f"somebody else is writing to it, and did not finish within {WAIT:g} seconds; try again",
    "lock wait timeout": f"somebody else is writing to it, and did not finish within {WAIT:g} seconds; try again",
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
        if address.url is not None:
            self._engine = on_server(address.url, address.place, lambda: WAIT)
        else:
            self._engine = in_file(lambda: self.uri, lambda: WAIT)
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

    @property
    def whole(self) -> bool:
        """Whether a step of the schema is done whole or not at all, and what is deleted can be written over."""
        return self._engine.dialect.name in ("sqlite", "postgresql")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the history.

        Raises:
            Missing: there is none.
            UserError: it cannot be read.
        """
        self._refuse_missing()
        with _in_words(self.place):
            with steady(self._engine).begin() as connection:
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
        with _in_words(self.place):
            if not self.whole:
                self._make_ready(create)
            with self._engine.execution_options(**{WRITES: True}).begin() as connection:
                hold(connection, WAIT)
                self._bring_up(connection, create)
                yield connection

    def _make_ready(self, create: bool) -> None:
        """Brings the history up before it is held: tables end a transaction, and several programs may make them."""
        for left in reversed(range(TRIES)):
            try:
                with self._engine.begin() as connection:
                    self._bring_up(connection, create)
                return
            except DBAPIError:
                if not left:
                    raise
                sleep(PAUSE)

    def _bring_up(self, connection: Connection, create: bool) -> None:
        """Makes the history one of this joinedup, where it is an older one, or none and one is to be made."""
        found = number_of(connection, self.place)
        if not (found or create):
            raise self._missing()
        if found < len(STEPS):
            migrate(connection, found)

    def vacuum(self, tables: str) -> None:
        """Writes the tables anew without what was deleted, so that its bytes are gone, where that can be asked for."""
        if not self.whole:
            return
        with (
            _in_words(self.place),
            self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
        ):
            connection.exec_driver_sql("VACUUM" if self._file is not None else f"VACUUM FULL {tables}")


@contextmanager
def _in_words(place: str) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise UserError(f"{place}: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    """Why a database refused, without the statement, which holds what was to be kept."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    said = _said(cause).strip() or type(cause).__name__
    for sign, reason in REASONS.items():
        if sign in said.lower():
            return reason
    return " ".join(said.splitlines()[0].split())


def _said(cause: BaseException) -> str:
    """What a database says; some drivers put a number before it."""
    match cause.args:
        case (int(), str(said)) if not isinstance(cause, OSError):
            return said
    return str(cause)
