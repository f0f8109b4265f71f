"""A partnership -> plain data: what its file states, and nothing that is only a default."""

from collections.abc import Mapping
from typing import Any

from joinedup.partnership.base import Entry, Record


def plain(value: Any) -> Any:
    """A record as nested dicts and lists of str, bool, int, Decimal and date, in the order of its model.

    What an entry must have comes first: its id, and what people know it by.

    Args:
        value: A record, or what one holds.
    """
    if isinstance(value, Record):
        stated, declared = value.stated, list(type(value).declared.items())
        if isinstance(value, Entry):
            declared.sort(key=lambda field: not field[1].required)
        return {info.alias or name: plain(getattr(value, name)) for name, info in declared if name in stated}
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [plain(inner) for inner in value]
    return value
