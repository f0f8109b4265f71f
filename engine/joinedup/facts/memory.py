"""What one rule has worked out about a partnership, the next need not."""

from collections.abc import Callable
from functools import wraps
from types import MappingProxyType
from typing import Any, TypeVar

from joinedup.partnership import Partnership

T = TypeVar("T")


def remembered(fact: Callable[[Partnership], T]) -> Callable[[Partnership], T]:
    """Works a fact about the whole partnership out once, and lets nobody change it: every rule sees the same."""

    @wraps(fact)
    def recall(partnership: Partnership) -> T:
        if recall not in partnership.memory:
            partnership.memory[recall] = closed(fact(partnership))
        known: T = partnership.memory[recall]
        return known

    return recall


def closed(value: Any) -> Any:
    """The same mapping, list or set, which nobody can change any more, nor those within it."""
    if isinstance(value, dict):
        return MappingProxyType({key: closed(held) for key, held in value.items()})
    if isinstance(value, list):
        return tuple(closed(held) for held in value)
    return frozenset(value) if isinstance(value, set) else value
