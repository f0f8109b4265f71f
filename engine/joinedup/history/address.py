"""Where checks are recorded: an address as it was typed -> a file, or a database on a server."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from joinedup.errors import UserError
from joinedup.frozen import Frozen

NAME = "joinedup.db"
"""What the database beside a description is called."""
DRIVER = "postgresql+psycopg"
EXAMPLES = "sqlite:///checks.db or postgresql://user@server/database"


class Address(Frozen):
    """Where a history is kept.

    Attributes:
        place: How it is named in messages: the file, or the address without its password.
        file: The SQLite file; None where it is on a server.
        url: The server's address; None where it is a file.
    """

    place: str
    file: Path | None
    url: URL | None


def beside(description: str) -> Address:
    """The database in the folder of a description."""
    file = Path(description).parent / NAME
    return Address(str(file), file, None)


def address_of(typed: str) -> Address:
    """The address that was typed: a file, or what SQLAlchemy calls a URL.

    Raises:
        UserError: it is no such address, or of a database in which joinedup cannot promise to keep a check whole.
    """
    if "://" not in typed:
        return Address(typed, Path(typed), None) if typed else _refused("it is empty")
    try:
        url = make_url(typed)
    except (ArgumentError, ValueError):  # an address that cannot be read may hold a password: it is not quoted
        return _refused("it cannot be read as an address")
    backend = url.get_backend_name() if url.drivername != "postgres" else "postgresql"
    if backend == "sqlite":
        if not url.database or url.database == ":memory:":
            return _refused("it names no file")
        return Address(url.database, Path(url.database), None)
    if backend != "postgresql":
        return _refused(f'"{backend}" is none that joinedup can keep checks in')
    return Address(url.render_as_string(hide_password=True), None, url.set(drivername=DRIVER))


def _refused(why: str) -> Address:
    raise UserError(f"--history: {why}; give a file or an address such as {EXAMPLES}")
