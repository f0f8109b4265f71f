"""Whether a description still has what an earlier check pointed at."""

import re
from collections.abc import Mapping

from joinedup.partnership import Entry, Partnership

STEPS = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


def is_described(partnership: Partnership, path: str) -> bool:
    """Whether the records that a path leads through are there.

    A field that is empty now is no matter: a post that is filled has no day since which it stands vacant.

    Args:
        partnership: The description.
        path: A place in an earlier description: `boards.trust-board.meetings[3].present`.
    """
    if path.partition(".")[0].partition("[")[0] not in partnership.described:
        return False
    there: object = partnership
    for number, name in STEPS.findall(path):
        if number:
            if not isinstance(there, tuple) or int(number) > len(there):
                return False
            there = there[int(number) - 1]
        elif isinstance(there, tuple):
            there = next((one for one in there if isinstance(one, Entry) and one.id == name), None)
            if there is None:
                return False
        else:
            there = there.get(name) if isinstance(there, Mapping) else getattr(there, name, None)
    return True
