"""Descriptions that lack much of what could be said, for checks that must not take a gap for an answer."""

import json
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

from joinedup.schema import of_description

SCHEMA = of_description(None)


def thinned(whole: Mapping[str, Any], share: float, seed: int) -> Mapping[str, Any]:
    """A description from whose records a share of all that may be left out is left out.

    Args:
        whole: The description; its sections that are one record, and its survey, stay as they are.
        share: How likely each entry is to be left out, from 0 to 1.
        seed: Tells which ones; the same seed leaves out the same.
    """
    chance = Random(seed)  # noqa: S311 - nothing is secret
    return {section: _thin(section, records, share, chance) for section, records in whole.items()}


def _thin(section: str, records: Any, share: float, chance: Random) -> Any:
    if not isinstance(records, list) or section == "survey":
        return records
    needed = _needed(section)
    return [
        {key: value for key, value in record.items() if key in needed or chance.random() >= share} for record in records
    ]


def _needed(section: str) -> frozenset[str]:
    """The fields that each record of a section must give."""
    record = SCHEMA["properties"][section]["items"]["$ref"].rpartition("/")[2]
    return frozenset(SCHEMA["$defs"][record].get("required", ()))


def write_thinned(path: Path, whole: Mapping[str, Any], share: float, seed: int) -> None:
    """Writes a thinned description as JSON."""
    path.write_text(json.dumps(thinned(whole, share, seed), default=str, indent=1), "utf-8")
