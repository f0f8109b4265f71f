"""Paths of evidence -> lines and columns of the file, and what stands there."""

import re
from collections.abc import Sequence
from typing import Any

from .assessment import Assessment, Evidence
from .reading import Described
from .reading.tree import Step, Tree

PART = re.compile(r"[^.\[\]]+|\[\d+\]")
LONGEST = 120
NAMES = ("name", "title", "fund", "id")
UNQUOTED = frozenset(("holder", "answers", "not_applicable"))
"""Fields that no output repeats: who holds a role, and counts that a small group could be worked out from."""


def locate(assessment: Assessment, described: Described) -> Assessment:
    """The same assessment with line, column and value of every piece of evidence."""
    finder = Finder(described.tree)
    findings = tuple(finding.but(evidence=finder.all(finding.evidence)) for finding in assessment.findings)
    questions = tuple(asked.but(evidence=finder.all(asked.evidence)) for asked in assessment.questions)
    return assessment.but(findings=findings, questions=questions)


class Finder:
    """Follows paths through a tree; remembers where the records of a list stand."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.positions: dict[int, dict[str, int]] = {}
        self.known: dict[str, Evidence] = {}

    def all(self, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """Pieces of evidence with their places and values."""
        return tuple(self.one(item.path) for item in evidence)

    def one(self, path: str) -> Evidence:
        """The place of a path, and what stands there; for a path that leads nowhere, the last place on its way."""
        if path not in self.known:
            steps, value = self.follow(path)
            of_key = bool(steps) and isinstance(steps[-1], str)
            line, column = self.tree.place(steps, of_key)
            shown = "" if UNQUOTED.intersection(steps) else quoted(value)
            cell = self.tree.cell(steps, of_key)
            sheet, ref = (cell.sheet, cell.ref) if cell else ("", "")
            self.known[path] = Evidence(path, line, column, shown, sheet, ref)
        return self.known[path]

    def follow(self, path: str) -> tuple[list[Step], Any]:
        """The steps of a path as far as the file goes, and what stands at its end; None if it is not there."""
        steps: list[Step] = []
        value = self.tree.root
        for part in PART.findall(path):
            step: Step | None = None
            if isinstance(value, dict):
                step = part if part in value else None
            elif isinstance(value, list):
                step = _numbered(value, part) if part.startswith("[") else self.position(value, part)
            elif part == "[1]":
                continue  # one word where a list is allowed
            if step is None:
                return steps, None
            steps.append(step)
            value = value[step]
        return steps, value

    def value(self, path: str) -> str:
        """What stands at a path, on one line; "…" for what no output repeats, and empty where nothing stands there."""
        steps, value = self.follow(path)
        return "…" if UNQUOTED.intersection(steps) and value is not None else quoted(value)

    def reaches(self, path: str) -> bool:
        """Whether something stands at a path."""
        return len(self.follow(path)[0]) == len(PART.findall(path))

    def position(self, records: list[Any], id: str) -> int | None:
        """The number, from 0, of the record with an id."""
        table = self.positions.get(_key(records))
        if table is None:
            table = {record["id"]: n for n, record in enumerate(records) if isinstance(record, dict) and "id" in record}
            self.positions[_key(records)] = table
        return table.get(id)


def _numbered(items: list[Any], part: str) -> int | None:
    """The place, from 0, of the item that a part such as `[3]` stands for; None where the list is shorter."""
    number = int(part[1:-1])
    return number - 1 if 0 < number <= len(items) else None


def _key(records: list[Any]) -> int:
    return id(records)


def quoted(value: Any) -> str:
    """A value of the file on one line: a record by its name, a long text or list cut."""
    if value is None:
        return ""
    if isinstance(value, dict) and "id" in value:
        return quoted(next(value[name] for name in NAMES if name in value))
    text = _flow(value, 2)
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _flow(value: Any, depth: int) -> str:
    if isinstance(value, dict):
        shown = (
            [f"{key}: {_flow(inner, depth - 1)}" for key, inner in value.items() if key not in UNQUOTED]
            if depth
            else ["…"]
        )
        return "{" + ", ".join(shown) + "}"
    if isinstance(value, list):
        return "[" + ", ".join([_flow(inner, depth - 1) for inner in value] if depth else ["…"]) + "]"
    return " ".join(str(value).split())
