"""Parts of statements that have to be the same in every database."""

from collections.abc import Sequence

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, delete, func, true

MOST = 500
"""How many numbers a statement names at most: databases have limits."""


def of_partnership(table: Table, name: str | None) -> ColumnElement[bool]:
    """Which rows of a table are of a partnership; with None, all of them.

    To some databases a name is the same with spaces behind it; so its length is asked for as well.
    """
    column = table.c.partnership
    return true() if name is None else and_(column == name, func.char_length(column) == len(name))


def delete_of(connection: Connection, column: Column[int], numbers: Sequence[int]) -> None:
    """Deletes the rows that have one of some numbers in a column of theirs."""
    for first in range(0, len(numbers), MOST):
        connection.execute(delete(column.table).where(column.in_(numbers[first : first + MOST])))
