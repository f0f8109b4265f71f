"""What values other than records have: the whole of it, so that nothing of Python can be reached."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from .kinds import DATE, LIST, NUMBER, PERIOD, TABLE, TEXT, TRUTH
from .values import Between, Partly


def length(value: Any) -> Any:
    """How long a text, list or table is; between two figures where a list is only partly known."""
    if isinstance(value, Partly):
        return Between(len(value.items), len(value.items) + value.more, value.why)
    return len(value)


def _is_empty(value: Any) -> Any:
    if isinstance(value, Partly):
        return False if value.items else value.why
    return not value


def _day(name: str) -> Callable[[Any], int | None]:
    return lambda value: int(getattr(value, name)) if isinstance(value, date) else None  # or a word in its place


_LONG: Mapping[str, tuple[str, Callable[[Any], Any]]] = {"length": (NUMBER, length), "is_empty": (TRUTH, _is_empty)}
SIMPLE: Mapping[str, Mapping[str, tuple[str, Callable[[Any], Any]]]] = {
    TEXT: {**_LONG, "as_lower": (TEXT, str.lower)},
    LIST: _LONG,
    TABLE: {**_LONG, "keys": (LIST, tuple), "values": (LIST, lambda table: tuple(table.values()))},
    DATE: {name: (NUMBER, _day(name)) for name in ("year", "month", "day")},
    PERIOD: {"days": (NUMBER, lambda period: period.days)},
}
"""For each kind of value: its attributes, the kind of each, and how it is worked out."""

METHODS: Mapping[str, Callable[[str, str], bool]] = {"starts_with": str.startswith, "ends_with": str.endswith}
"""What can be asked of a text with an argument: `title.starts_with("Early")`."""
