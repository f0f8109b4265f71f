"""Changes made to a description as plain data: fields put in and taken out by their paths."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from joinedup.errors import UserError
from joinedup.locate import PART
from joinedup.reading.problems import nearest
from joinedup.reading.scalars import shown

from .changes import Add, Change


def changed_data(root: dict[str, Any], changes: Sequence[Change]) -> dict[str, Any]:
    """The description after some changes, one after the other. The one that is given stays as it is.

    Args:
        root: The description as plain data.
        changes: What is to be different.

    Raises:
        UserError: a change is to a record that is not there.
    """
    made = deepcopy(root)
    for change in changes:
        if isinstance(change, Add):
            made.setdefault(change.section, []).append(dict(change.record))
        else:
            _put(made, change.path, change.value)
    return made


def _put(root: dict[str, Any], path: str, value: Any) -> None:
    *before, last = PART.findall(path)
    holder: Any = root
    for part, after in zip(before, [*before, last][1:], strict=True):
        found = _step(holder, part, path)
        if found == len(holder) or found not in (holder if isinstance(holder, dict) else range(len(holder))):
            if value is None:
                return
            new: Any = [] if after.startswith("[") else {}
            if isinstance(holder, list):
                holder.append(new)
            else:
                holder[found] = new
        holder = holder[found]
    _end(holder, _step(holder, last, path), value)


def _end(holder: Any, step: Any, value: Any) -> None:
    """Puts a value in its place, or takes out what stands there."""
    if isinstance(holder, list):
        holder[step : step + 1] = [] if value is None else [value]
    elif value is None:
        holder.pop(step, None)
    else:
        holder[step] = value


def _step(holder: Any, part: str, path: str) -> Any:
    """The key or number that a part of a path stands for; the number after the last one adds an item."""
    if isinstance(holder, dict):
        return part
    if isinstance(holder, list):
        ids = [item.get("id") if isinstance(item, dict) else item for item in holder]
        number = int(part[1:-1]) - 1 if part.startswith("[") else ids.index(part) if part in ids else -1
        if 0 <= number <= len(holder):
            return number
        meant = nearest(part, [id for id in ids if isinstance(id, str)])
        raise UserError(f"{path}: there is no {shown(part)}" + (f'; did you mean "{meant}"?' if meant else ""))
    raise UserError(f"{path}: nothing can stand there")
