"""Where checks are recorded: an address as it was typed -> a file, or a database on a server."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from joinedup.errors import UserError
from joinedup.frozen import Frozen

NAME = "joinedup.db"
"""What the database beside a description is called."""
DRIVERS: Mapping[str, str] = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "mysql": "mysql+pymysql",
    "mariadb": "mariadb+pymysql",
}
"""By which driver a database is reached whose address names none."""
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
        UserError: it is no such address.
    """
    if "://" not in typed:
        return Address(typed, Path(typed), None) if typed else _refused("it is empty")
    try:
        url = make_url(typed)
    except (ArgumentError, ValueError):  # an address that cannot be read may hold a password: it is not quoted
        return _refused("it cannot be read as an address")
    if url.get_backend_name() == "sqlite":
        if not url.database or url.database == ":memory:":
            return _refused("it names no file")
        return Address(url.database, Path(url.database), None)
    shown = url.set(query={}).render_as_string(hide_password=True)  # an option may be a password, too
    return Address(shown, None, url.set(drivername=_driven(url)))


def _driven(url: URL) -> str:
    """The database and its driver: of PostgreSQL ours whatever was typed, of any other ours where none was."""
    backend = url.get_backend_name()
    return DRIVERS[backend] if backend.startswith("postgres") else DRIVERS.get(url.drivername, url.drivername)


def _refused(why: str) -> Address:
    raise UserError(f"--history: {why}; give a file or an address such as {EXAMPLES}")
