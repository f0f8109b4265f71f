"""Plain data -> JSON, in which every number stands as its digits are."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any


def text(root: Mapping[str, Any]) -> str:
    """A description as JSON, two spaces deeper with each level.

    Args:
        root: The description as plain data; see `joinedup.writing`.
    """
    return _written(root, "") + "\n"


def _written(value: Any, indent: str) -> str:
    deeper = f"{indent}  "
    if isinstance(value, Mapping) and value:
        lines = [f"{deeper}{_scalar(str(name))}: {_written(inner, deeper)}" for name, inner in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        return "[\n" + ",\n".join(deeper + _written(item, deeper) for item in value) + f"\n{indent}]"
    if isinstance(value, list):
        return "[" + ", ".join(map(_scalar, value)) + "]"
    return "{}" if isinstance(value, Mapping) else _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return json.dumps(value.isoformat() if isinstance(value, date) else value, ensure_ascii=False)
