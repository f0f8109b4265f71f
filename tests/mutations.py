"""Changes a description at random where it has structure: values dropped, swapped, retyped and repeated anywhere."""

import copy
import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from ruamel.yaml import YAML

from joinedup import Partnership
from joinedup.reading import Source, UnreadableFile, read_source

EXAMPLES = Path(__file__).parent.parent / "examples"
WESTMARSH: Mapping[str, Any] = YAML(typ="safe").load(EXAMPLES / "westmarsh.yaml")
TODAY = date(2026, 9, 30)
STRANGE: tuple[Any, ...] = (
    None, True, 0, -1, 10**30, 0.1, "", " ", "\u202e", "\x00", "1900-01-01", "2199-12-31", "0000-00-00", "not-needed",
    "all", "partnership", [], {}, [[]], [{}], {"": ""}, {"id": "x"}, ["a", "a"], "9" * 10_000, "a" * 100_000, "=1+1",
)  # fmt: skip
"""What is put in the place of a value, whatever its type."""

Place = tuple[Any, str | int]
"""A container, and the key or number of a value in it."""


def mutant(seed: int, changes: int) -> Any:
    """Westmarsh with some changes, which may have made it unreadable."""
    by = Random(seed)  # noqa: S311 - no secret is made
    made = copy.deepcopy(dict(WESTMARSH))
    for _ in range(changes):
        holder, key = by.choice(list(_places(made)))
        other, name = by.choice(list(_places(made)))
        match by.choice(("drop", "swap", "retype", "copy", "repeat")):
            case "drop":
                del holder[key]
            case "swap":
                first, second = copy.deepcopy(holder[key]), copy.deepcopy(other[name])
                holder[key], other[name] = second, first
            case "retype":
                holder[key] = copy.deepcopy(by.choice(STRANGE))
            case "copy":
                holder[key] = copy.deepcopy(other[name])
            case "repeat" if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[int(key)]))
    return made


def kindred(seed: int) -> Mapping[str, Any]:
    """A partnership like Westmarsh that can be read: other days and figures, fields and entries left out."""
    by = Random(seed)  # noqa: S311 - no secret is made
    made: Mapping[str, Any] = WESTMARSH
    for _ in range(15):
        tried = copy.deepcopy(dict(made))
        for holder, key in by.sample(list(_places(tried)), 8):
            _shift(holder, key, by)
        if partnership(tried) is not None:
            made = tried
    return made


def partnership(given: Mapping[str, Any]) -> Partnership | None:
    """What the reader makes of a description; None where it has problems, each of which has its place."""
    text = json.dumps(given, default=str)
    try:
        return read_source(Source("mutant.json", text.encode(), text), TODAY).partnership
    except UnreadableFile as error:
        assert error.problems and all(problem.line == 1 and problem.column > 0 for problem in error.problems)
        return None


@cache
def relatives() -> tuple[Mapping[str, Any], ...]:
    """Westmarsh, and two partnerships like it."""
    return (WESTMARSH, *(kindred(seed) for seed in range(2)))


def _shift(holder: Any, key: str | int, by: Random) -> None:
    """A value a little different; a value that may not differ makes the description unreadable, and is tried again."""
    try:
        value = holder[key]
    except (KeyError, IndexError):  # taken out just before
        return
    if isinstance(value, bool):
        holder[key] = not value
    elif isinstance(value, int | float):
        holder[key] = max(0, round(value * by.choice((0, 0.5, 0.9, 1.1, 2))))
    elif isinstance(value, date):
        holder[key] = value + timedelta(days=by.choice((-400, -90, -10, 10, 90)))
    elif key != "id" and by.random() < 0.5:
        del holder[key]


def _places(value: Any) -> Iterator[Place]:
    """Every place of a description where a value stands."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield value, key
        yield from _places(inner)
