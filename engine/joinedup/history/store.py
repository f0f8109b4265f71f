"""Records checks, lists them, gives them back, and forgets them."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, literal, select

from joinedup.errors import UserError

from .address import Address
from .database import Database
from .decisions import forget_closed
from .kept import Kept, Made, Recorded
from .schema import BARRIERS, CHECKS, FINDINGS, METADATA
from .statements import delete_of, of_partnership

NO_FAILURES = '"failures": []'
"""How the JSON of a check says that no part of it failed. In a text that is quoted there, a backslash would stand."""
LARGEST = 2**31 - 1
"""The largest number that every database can be asked for."""


class Store:
    """The history at an address.

    Args:
        address: Where it is.
        partnership: The name of the partnership whose checks are meant; None for those of all.
    """

    def __init__(self, address: Address, partnership: str | None = None) -> None:
        self._database = Database(address)
        self._partnership = partnership

    @property
    def place(self) -> str:
        """Where the history is, in words."""
        return self._database.place

    def record(self, made: Made) -> Recorded:
        """Keeps a check, whole or not at all. The same check again is the record that is there.

        Two checks are the same if they say the same: of one description and day, by one ruleset and joinedup. One that
        another check of its day has followed gets a new number, because the last that was recorded of a day counts.

        Raises:
            UserError: it cannot be kept. The history is as it was.
        """
        digest = sha256(made.text.encode()).hexdigest()
        data = json.loads(made.text)
        with self._database.writing(create=True) as connection:
            there = connection.execute(select(CHECKS.c.number).where(CHECKS.c.sha256 == digest)).scalar()
            if there is not None and not _followed(connection, there, data):
                return Recorded(there, before=True)
            if there is not None:
                _delete(connection, [there])
            number = (connection.execute(select(func.max(CHECKS.c.number))).scalar() or 0) + 1
            connection.execute(insert(CHECKS).values(number=number, sha256=digest, **_columns(made, data)))
            _add_rows(connection, number, data)
        return Recorded(number, before=False)

    @property
    def file(self) -> str | None:
        """The file that holds it; None where it is on a server."""
        return self._database.file

    def list(self) -> tuple[Kept, ...]:
        """The checks by their day, those of one day as they were recorded.

        Raises:
            Missing: there is no history.
            UserError: it cannot be read.
        """
        with self._database.reading() as connection:
            return tuple(kept for kept, _ in self._found(connection, whole=False))

    def export(self) -> tuple[tuple[Kept, str], ...]:
        """The checks in the order of the list, each with its JSON.

        Raises:
            Missing: there is no history.
            UserError: it cannot be read.
        """
        with self._database.reading() as connection:
            return tuple(self._found(connection, whole=True))

    def _found(self, connection: Connection, whole: bool) -> Iterator[tuple[Kept, str]]:
        statuses: dict[int, dict[str, int]] = defaultdict(dict)
        keys = (BARRIERS.c.check_number, BARRIERS.c.status)
        for number, status, many in connection.execute(select(*keys, func.count()).group_by(*keys)):
            statuses[number][status] = many
        names = [name for name in Kept._fields if name not in ("statuses", "failed")]
        failed = CHECKS.c.document.notlike(f"%{NO_FAILURES}%").label("failed")
        document = CHECKS.c.document if whole else literal("").label("document")
        columns = select(*(CHECKS.c[name] for name in names), failed, document)
        for row in connection.execute(columns.where(self._mine).order_by(CHECKS.c.as_of, CHECKS.c.number)):
            values = row._asdict()
            text = values.pop("document")
            yield _kept(values, statuses[values["number"]]), text

    def run(self, until: date) -> tuple[str, ...]:
        """The JSON of the checks up to a day, oldest first; of each day the last that was recorded.

        Raises:
            Missing: there is no history.
            UserError: it cannot be read.
        """
        wanted = select(CHECKS.c.as_of, CHECKS.c.document).where(self._mine, CHECKS.c.as_of <= until.isoformat())
        with self._database.reading() as connection:
            by_day = {row.as_of: row.document for row in connection.execute(wanted.order_by(CHECKS.c.number))}
        return tuple(by_day[day] for day in sorted(by_day))

    def get(self, which: int | date) -> str:
        """The JSON of a check: of a number, or the last that was recorded of a day.

        Raises:
            UserError: there is none.
        """
        if isinstance(which, int):
            wanted = CHECKS.c.number == min(which, LARGEST)
        else:
            wanted = CHECKS.c.as_of == which.isoformat()
        with self._database.reading() as connection:
            found = connection.execute(
                select(CHECKS.c.document).where(self._mine, wanted).order_by(CHECKS.c.number.desc()).limit(1)
            ).scalar()
        if found is None:
            what = f"no check has the number {which}" if isinstance(which, int) else f"no check is of {which}"
            raise UserError(f"{self.place}: {what}; `joinedup history` lists those that are there")
        return str(found)

    def forget(self, before: date) -> tuple[int, int]:
        """Deletes the checks of days before a day, and the decisions that were closed before it; their bytes go too.

        Returns:
            How many checks, and how many decisions.

        Raises:
            Missing: there is no history.
            UserError: it cannot be written to.
        """
        with self._database.writing() as connection:
            wanted = select(CHECKS.c.number).where(self._mine, CHECKS.c.as_of < before.isoformat())
            old = connection.execute(wanted).scalars().all()
            _delete(connection, old)
            decisions = forget_closed(connection, self._partnership, before)
        self._database.vacuum(", ".join(METADATA.tables))
        return len(old), decisions

    @property
    def overwrites(self) -> bool:
        """Whether the bytes of what is forgotten are gone from the history's own files."""
        return self._database.whole

    @property
    def _mine(self) -> ColumnElement[bool]:
        return of_partnership(CHECKS, self._partnership)


def _followed(connection: Connection, number: int, data: Mapping[str, Any]) -> bool:
    """Whether another check of the same partnership and day was recorded after one."""
    mine = of_partnership(CHECKS, data["partnership"]["name"])
    last = select(func.max(CHECKS.c.number)).where(mine, CHECKS.c.as_of == data["as_of"])
    return bool(connection.execute(last).scalar() != number)


def _delete(connection: Connection, numbers: Sequence[int]) -> None:
    for column in (FINDINGS.c.check_number, BARRIERS.c.check_number, CHECKS.c.number):
        delete_of(connection, column, numbers)


def _columns(made: Made, data: Mapping[str, Any]) -> Mapping[str, str]:
    return {
        "partnership": data["partnership"]["name"],
        "as_of": data["as_of"],
        "recorded": made.recorded.astimezone(UTC).isoformat(timespec="seconds"),
        "version": data["joinedup"],
        "ruleset": data["ruleset"]["name"],
        "ruleset_sha256": data["ruleset"]["sha256"],
        "input_sha256": data["input"]["sha256"],
        "document": made.text,
    }


def _add_rows(connection: Connection, number: int, data: Mapping[str, Any]) -> None:
    """The findings and barriers as rows, for those who ask the database itself."""
    names = ("ref", "rule", "barrier", "theme", "severity", "status")
    findings = [{"check_number": number, **{name: one[name] for name in names}} for one in data["findings"]]
    barriers = [
        {"check_number": number, "barrier": barrier["id"], "status": barrier["status"]}
        for theme in data["themes"]
        for barrier in theme["barriers"]
    ]
    for table, rows in ((FINDINGS, findings), (BARRIERS, barriers)):
        if rows:
            connection.execute(insert(table), rows)


def _kept(row: Mapping[str, Any], statuses: Mapping[str, int]) -> Kept:
    days = {"as_of": date.fromisoformat(row["as_of"]), "recorded": datetime.fromisoformat(row["recorded"])}
    return Kept(**{**row, **days, "failed": bool(row["failed"])}, statuses=statuses)
