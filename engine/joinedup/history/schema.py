"""The tables of a history, and the steps by which one of an older joinedup becomes one of this.

A step is never changed once it was released: what is new is a new step at the end. Each is tables, which any database
takes, or SQL that it takes as it stands. SQLite and PostgreSQL run a step whole or not at all. Other databases keep
half a step where a program is killed; so the new number is noted last, and a table that is there is not made again.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    func,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.dialects.mysql import LONGTEXT
from sqlalchemy.exc import DBAPIError

from joinedup.errors import UserError

EXACT: dict[str, Any] = {
    f"{dialect}_{option}": value
    for dialect in ("mysql", "mariadb")
    for option, value in {"engine": "InnoDB", "charset": "utf8mb4", "collate": "utf8mb4_bin"}.items()
}
"""How MySQL and MariaDB keep a table: in transactions, with every letter there is, and "a" is not "A"."""
DOCUMENT = Text().with_variant(LONGTEXT(), "mysql", "mariadb")
"""Text of any length, where the usual one ends at 64 kB."""
DIGEST, DAY, MOMENT, WORD, NAME = String(64), String(10), String(40), String(40), String(200)

METADATA = MetaData()
SCHEMA = Table("joinedup_schema", METADATA, Column("number", Integer, nullable=False), **EXACT)
CHECKS = Table(
    "checks", METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("partnership", Text, nullable=False),
    Column("as_of", DAY, nullable=False),
    Column("recorded", MOMENT, nullable=False),
    Column("version", Text, nullable=False),
    Column("ruleset", Text, nullable=False),
    Column("ruleset_sha256", DIGEST, nullable=False),
    Column("input_sha256", DIGEST, nullable=False),
    Column("sha256", DIGEST, nullable=False, unique=True),
    Column("document", DOCUMENT, nullable=False),
    **EXACT,
)  # fmt: skip
FINDINGS = Table(
    "findings", METADATA,
    Column("check_number", Integer, ForeignKey(CHECKS.c.number), primary_key=True, autoincrement=False),
    Column("ref", WORD, primary_key=True),
    Column("rule", Text, nullable=False),
    Column("barrier", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("severity", WORD, nullable=False),
    Column("status", WORD, nullable=False),
    **EXACT,
)  # fmt: skip
BARRIERS = Table(
    "barriers", METADATA,
    Column("check_number", Integer, ForeignKey(CHECKS.c.number), primary_key=True, autoincrement=False),
    Column("barrier", NAME, primary_key=True),
    Column("status", WORD, nullable=False),
    **EXACT,
)  # fmt: skip

DECISIONS = Table(
    "decisions", METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("partnership", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("decided", DAY, nullable=False),
    Column("recorded", MOMENT, nullable=False),
    Column("origin", WORD, nullable=False),
    Column("owner", Text, nullable=False),
    Column("owner_name", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("due", DAY, nullable=False),
    **EXACT,
)  # fmt: skip
DECISION_FINDINGS = Table(
    "decision_findings", METADATA,
    Column("decision_number", Integer, ForeignKey(DECISIONS.c.number), primary_key=True, autoincrement=False),
    Column("ref", WORD, primary_key=True),
    **EXACT,
)  # fmt: skip
DECISION_EVENTS = Table(
    "decision_events", METADATA,
    Column("decision_number", Integer, ForeignKey(DECISIONS.c.number), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", WORD, nullable=False),
    Column("happened", DAY, nullable=False),
    Column("recorded", MOMENT, nullable=False),
    Column("owner", Text, nullable=False),
    Column("owner_name", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("due", DAY, nullable=False),
    Column("note", Text, nullable=False),
    **EXACT,
)  # fmt: skip

Step = Sequence[Table | str]
STEPS: Sequence[Step] = ((CHECKS, FINDINGS, BARRIERS), (DECISIONS, DECISION_FINDINGS, DECISION_EVENTS))


def number_of(connection: Connection, place: str) -> int:
    """The number of the schema that a database has; 0 where it is empty, or was being made when a program was killed.

    Raises:
        UserError: it holds something else, or was written by a newer joinedup.
    """
    there = inspect(connection)
    if not there.has_table(SCHEMA.name):
        tables = there.get_table_names()
        if tables and SCHEMA.name not in tables:  # somebody may have made it in this moment
            raise UserError(f"{place}: this is a database of something else; give one for joinedup alone")
        return 0
    found = connection.execute(select(func.max(SCHEMA.c.number))).scalar() or 0
    if found > len(STEPS):
        raise UserError(
            f"{place}: a newer joinedup wrote this history (its schema is {found}, and this one knows {len(STEPS)}). "
            "Nothing was changed. Update joinedup"
        )
    return int(found)


def migrate(connection: Connection, found: int) -> None:
    """Runs the steps that a database lacks, and notes the number when all of them are done."""
    if not found:
        _make(connection, SCHEMA)
        if connection.execute(select(SCHEMA.c.number)).first() is None:
            connection.execute(insert(SCHEMA).values(number=0))
    for step in STEPS[found:]:
        for part in step:
            if isinstance(part, Table):
                _make(connection, part)
            else:
                connection.exec_driver_sql(part)
    reached = len(STEPS)
    connection.execute(update(SCHEMA).where(SCHEMA.c.number < reached).values(number=reached))


def _make(connection: Connection, table: Table) -> None:
    """Makes a table that is not there; somebody else may make it in the same moment."""
    try:
        table.create(connection, checkfirst=True)
    except DBAPIError:
        if not inspect(connection).has_table(table.name):
            raise
