"""Descriptions of any size: Westmarsh, several times over, for measuring how time and memory grow."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

EXAMPLES = Path(__file__).parent.parent / "examples"
HEAD = ("format", "name", "authority", "as_of")
WORDS = frozenset(("kind", "level", "status", "direction", "arrangement", "mostly", "voices", "heard"))
"""Fields that hold words of the format, which may look like ids."""
SHARED = frozenset((*HEAD, "agencies", "outcomes", "vision", "plans", "disputes", "confirmed_by"))
"""What every copy has in common: a larger partnership has more work, not more of everything."""


def grown(times: int) -> Mapping[str, Any]:
    """Westmarsh with `times` as many roles, boards, targets, services, budgets, agreements and actions.

    The copies are told apart by the ending of their ids; references within a copy stay within it.
    """
    whole: dict[str, Any] = YAML(typ="safe").load(EXAMPLES / "westmarsh.yaml")
    ids = {
        record["id"]
        for section, records in whole.items()
        if section not in SHARED and isinstance(records, list)
        for record in records
        if "id" in record
    }
    grown: dict[str, Any] = {**whole}
    for number in range(2, times + 1):
        for section, records in whole.items():
            if section not in SHARED and isinstance(records, list) and section != "survey":
                grown[section] = [*grown[section], *(_copy(record, ids, number) for record in records)]
    return grown


def _copy(value: Any, ids: set[str], number: int) -> Any:
    if isinstance(value, dict):
        return {
            _copy(key, ids, number): inner if key in WORDS else _copy(inner, ids, number)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_copy(inner, ids, number) for inner in value]
    if isinstance(value, str) and value in ids:
        return f"{value}-{number}"
    return value


def write(path: Path, times: int) -> int:
    """Writes a grown description in block style, as people write it; returns its number of lines."""
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.width = 120
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.representer.ignore_aliases = lambda *_: True
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(dict(grown(times)), file)
    return len(path.read_text("utf-8").splitlines())
