"""Workbooks as people leave them: one that is right, changed by hand, and read."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from joinedup.reading import Described, Source, UnreadableFile, read_source
from joinedup.writing import written

TODAY = date(2026, 9, 30)
TRUST = {
    "format": "joinedup/1",
    "name": "Northby",
    "agencies": [
        {"id": "council", "name": "Northby Council", "core": True},
        {"id": "police", "name": "Northby Police"},
    ],
    "roles": [{"id": "head", "title": "Head of Service", "agency": "council"}],
    "boards": [{"id": "board", "name": "Board", "chair": "head"}],
    "actions": [{"id": "a-001", "title": "Train staff", "owner": "head", "due": date(2026, 12, 31)}],
    "budgets": [{"id": "pool", "title": "Pool", "amount": 100, "contributions": {"council": 60, "police": 40}}],
}
Change = Callable[[Workbook], Any]


def workbook(change: Change = lambda book: None, root: Any = None) -> bytes:
    """The trust's workbook after somebody changed it."""
    book = load_workbook(BytesIO(written(root or TRUST, "trust.xlsx")))
    change(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def read_bytes(data: bytes) -> Described:
    """What a workbook describes."""
    return read_source(Source("trust.xlsx", data, ""), TODAY)


def read_changed(change: Change) -> Described:
    """What the changed workbook describes."""
    return read_bytes(workbook(change))


def problems(data: bytes | Change) -> list[str]:
    """Every problem of a workbook, or of the trust's after a change."""
    try:
        read_bytes(data if isinstance(data, bytes) else workbook(data))
    except UnreadableFile as error:
        return [problem.text("trust.xlsx") for problem in error.problems]
    return []


def put(**cells: Any) -> Change:
    """A change of some cells, by sheet and cell: `put(Actions_C2="x")`; the sheet's spaces are written __."""

    def change(book: Workbook) -> None:
        for place, value in cells.items():
            sheet, _, cell = place.rpartition("_")
            book[sheet.replace("__", " ")][cell] = value

    return change
