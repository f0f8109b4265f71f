"""Changes of a description: what is to be different, and the file with it, everything else kept as it is."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import TypeAlias

from joinedup.frozen import Frozen
from joinedup.reading import Source, read_tree, refuse

Plain: TypeAlias = str | bool | int | Decimal | date | Sequence["Plain"] | Mapping[str, "Plain"]
"""A value as a file holds it. A `str` is text, and is read as text again: numbers have types of their own."""


class Put(Frozen):
    """Gives a field a value.

    Attributes:
        path: The field in the file's own words, as findings show it: `actions.a-014.due`, `confirmed_by.police`,
            `boards.trust-board.meetings[3].present`. Mappings and lists on the way are made where they are not there;
            the number after a list's last item adds one.
        value: Its value; None takes the field, record or item out.
    """

    path: str
    value: Plain | None


class Add(Frozen):
    """Adds a record to the end of a section, which is made if it is not there.

    Attributes:
        section: The section's name.
        record: The fields of the record, in the order in which they are written.
    """

    section: str
    record: Mapping[str, Plain]


Change: TypeAlias = Put | Add


def changed(source: Source, changes: Sequence[Change]) -> bytes:
    """The bytes of a file with some changes, one after the other.

    Comments, order, blank lines and layout stay, but for comments inside a list or mapping that is put in whole.

    Args:
        source: The file, whose syntax is sound. Nothing else of it is checked, neither before nor after.
        changes: What is to be different.

    Raises:
        UnreadableFile: the file cannot be read as YAML or JSON.
        UserError: a change is to a record that is not there.
    """
    suffix = source.path.lower().rpartition(".")[2]
    if suffix == "xlsx":
        of_workbook: Callable[[Source, Sequence[Change]], bytes]
        of_workbook = import_module(f"{__package__}.workbook_changes").changed
        return of_workbook(source, changes)
    tree, problems = read_tree(source)
    refuse(source, tree, problems)
    from .editing import edited

    text = edited(source.text, changes, json=suffix == "json")
    mark = b"\xef\xbb\xbf"
    return (mark if source.data.startswith(mark) else b"") + text.encode()
