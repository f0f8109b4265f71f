"""What one rule has worked out about a partnership, the next need not."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from joinedup.partnership import Partnership

T = TypeVar("T")


def remembered(fact: Callable[[Partnership], T]) -> Callable[[Partnership], T]:
    """Works a fact about the whole partnership out once. The fact must not change what it returns later."""

    @wraps(fact)
    def recall(partnership: Partnership) -> T:
        if recall not in partnership.memory:
            partnership.memory[recall] = fact(partnership)
        known: T = partnership.memory[recall]
        return known

    return recall
