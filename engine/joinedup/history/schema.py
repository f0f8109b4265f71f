"""The tables of a history, and the steps by which one of an older joinedup becomes one of this.

A step is never changed once it was released: what is new is a new step at the end. Each is SQL that SQLite and
PostgreSQL understand alike, and runs in the transaction that also notes the new number.
"""

from collections.abc import Sequence

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, insert, inspect, select, update

from joinedup.errors import UserError

METADATA = MetaData()
SCHEMA = Table("joinedup_schema", METADATA, Column("number", Integer, nullable=False))
CHECKS = Table(
    "checks", METADATA,
    Column("number", Integer, primary_key=True),
    Column("partnership", Text, nullable=False),
    Column("as_of", Text, nullable=False),
    Column("recorded", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("ruleset", Text, nullable=False),
    Column("ruleset_sha256", Text, nullable=False),
    Column("input_sha256", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("document", Text, nullable=False),
)  # fmt: skip
FINDINGS = Table(
    "findings", METADATA,
    Column("check_number", Integer, primary_key=True),
    Column("ref", Text, primary_key=True),
    Column("rule", Text, nullable=False),
    Column("barrier", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("status", Text, nullable=False),
)  # fmt: skip
BARRIERS = Table(
    "barriers", METADATA,
    Column("check_number", Integer, primary_key=True),
    Column("barrier", Text, primary_key=True),
    Column("status", Text, nullable=False),
)  # fmt: skip
DECISIONS = Table(
    "decisions", METADATA,
    Column("number", Integer, primary_key=True),
    Column("partnership", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("decided", Text, nullable=False),
    Column("recorded", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("owner_name", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("due", Text, nullable=False),
)  # fmt: skip
DECISION_FINDINGS = Table(
    "decision_findings", METADATA,
    Column("decision_number", Integer, primary_key=True),
    Column("ref", Text, primary_key=True),
)  # fmt: skip
DECISION_EVENTS = Table(
    "decision_events", METADATA,
    Column("decision_number", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("happened", Text, nullable=False),
    Column("recorded", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("owner_name", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("note", Text, nullable=False),
)  # fmt: skip

Step = Sequence[str]
STEPS: Sequence[Step] = (
    (
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
    ),
    (
        """CREATE TABLE decisions (
            number INTEGER PRIMARY KEY,
            partnership TEXT NOT NULL,
            text TEXT NOT NULL,
            decided VARCHAR(10) NOT NULL,
            recorded VARCHAR(32) NOT NULL,
            origin VARCHAR(20) NOT NULL,
            owner TEXT NOT NULL,
            owner_name TEXT NOT NULL,
            agency TEXT NOT NULL,
            due VARCHAR(10) NOT NULL)""",
        """CREATE TABLE decision_findings (
            decision_number INTEGER NOT NULL REFERENCES decisions (number),
            ref VARCHAR(40) NOT NULL,
            PRIMARY KEY (decision_number, ref))""",
        """CREATE TABLE decision_events (
            decision_number INTEGER NOT NULL REFERENCES decisions (number),
            position INTEGER NOT NULL,
            kind VARCHAR(20) NOT NULL,
            happened VARCHAR(10) NOT NULL,
            recorded VARCHAR(32) NOT NULL,
            owner TEXT NOT NULL,
            owner_name TEXT NOT NULL,
            agency TEXT NOT NULL,
            due VARCHAR(10) NOT NULL,
            note TEXT NOT NULL,
            PRIMARY KEY (decision_number, position))""",
    ),
)


def number_of(connection: Connection, place: str) -> int:
    """The number of the schema that a database has; 0 where it is empty.

    Raises:
        UserError: it holds something else, or was written by a newer joinedup.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return 0
    found = connection.execute(select(SCHEMA.c.number)).scalar() if SCHEMA.name in tables else None
    if found is None:
        raise UserError(f"{place}: this is a database of something else; give one for joinedup alone")
    if found > len(STEPS):
        raise UserError(
            f"{place}: a newer joinedup wrote this history (its schema is {found}, and this one knows {len(STEPS)}). "
            "Nothing was changed. Update joinedup"
        )
    return int(found)


def migrate(connection: Connection, found: int) -> None:
    """Runs the steps that a database lacks, in the transaction of the connection."""
    if not found:
        connection.exec_driver_sql("CREATE TABLE joinedup_schema (number INTEGER NOT NULL)")
        connection.execute(insert(SCHEMA).values(number=0))
    for step in STEPS[found:]:
        for statement in step:
            connection.exec_driver_sql(statement)
    connection.execute(update(SCHEMA).values(number=len(STEPS)))
