"""Changes one fact of a description: a value set, taken out, put into or out of a list."""

import copy
import re
from collections.abc import Mapping
from typing import Any

PART = re.compile(r"[^.\[\]]+|\[\d+\]")
GONE = "gone"
"""In the place of a value: the field, entry or record is taken out."""


def changed(description: Mapping[str, Any], changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """The description with values put in at paths such as `roles.dcs.vacant_since` or `boards.b.meetings[3].present`.

    A path that ends in `+` puts the value into a list, or each of several; one that ends in `-` takes it out of the
    list. A survey row is found by its barrier and agency: the newest of `survey.people/trust:police`.

    Raises:
        KeyError: a path leads nowhere.
        ValueError: what is to be taken out of a list is not in it.
    """
    result: dict[str, Any] = copy.deepcopy(dict(description))
    for path, value in changes.items():
        *way, last = PART.findall(path.rstrip("+-"))
        holder: Any = result
        for part in way:
            holder = holder[_step(holder, part)]
        if path.endswith("+"):
            holder.setdefault(last, []).extend(value if isinstance(value, list) else [value])
        elif path.endswith("-"):
            holder[last].remove(value)
        elif value == GONE:
            del holder[_step(holder, last)]
        elif isinstance(holder, dict):
            holder[last] = value
        else:
            holder[_step(holder, last)] = value
    return result


def _step(holder: Any, part: str) -> Any:
    if isinstance(holder, dict):
        if part not in holder:
            raise KeyError(part)
        return part
    if part.startswith("["):
        return int(part[1:-1]) - 1
    found = [number for number, record in enumerate(holder) if _name(record) == part]
    if not found:
        raise KeyError(part)
    return found[-1]


def _name(record: Mapping[str, Any]) -> str:
    return str(record["id"]) if "id" in record else f"{record['barrier']}:{record['agency']}"
