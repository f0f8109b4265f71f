"""Bytes -> Partnership, every value with its line and column, every problem at once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from joinedup.frozen import Frozen
from joinedup.partnership import SECTIONS, Partnership, Role

from .build import Building, problem_at
from .problems import Problem, UnreadableFile, nearest, told_of
from .source import Source, is_workbook, load
from .tree import Step, Tree

__all__ = [
    "Described", "Problem", "Source", "UnreadableFile", "describe", "load", "read", "read_source", "read_tree",
    "refuse",
]  # fmt: skip

SHORTEST_NAME = 2
"""Letters up to which a name is no name: replacing it would blank out half of a line."""
SHARED_IDS = (("targets", "services"), ("roles", "boards"))
"""Sections whose records one field may name, so that their ids must differ."""


class Anything(dict[str, str]):
    """Holds every word: for references that nobody here can check."""

    def __contains__(self, key: object) -> bool:
        return True


class Described(Frozen):
    """A partnership, and the file that describes it."""

    partnership: Partnership
    source: Source
    tree: Tree


def read(path: str, today: date, as_of: date | None = None, barriers: Mapping[str, str] | None = None) -> Described:
    """Reads the description at `path`.

    Args:
        path: A `.yaml`, `.yml`, `.json` or `.xlsx` file.
        today: The day of the check, where the file does not say which day it describes.
        as_of: A day that overrides what the file says.
        barriers: The barriers whose statements a survey may have asked, with their labels; any, where none are given.

    Raises:
        UnreadableFile: with every problem of the file, each at its line and column or its cell.
    """
    return read_source(load(path), today, as_of, barriers)


def read_source(
    source: Source, today: date, as_of: date | None = None, barriers: Mapping[str, str] | None = None
) -> Described:
    """Reads a description that was loaded already; see `read`."""
    tree, problems = read_tree(source)
    return describe(source, tree, problems, today, as_of, barriers)


def describe(
    source: Source,
    tree: Tree,
    problems: Sequence[Problem],
    today: date,
    as_of: date | None = None,
    barriers: Mapping[str, str] | None = None,
) -> Described:
    """Takes a description from a tree, which may be a part of a larger file; see `read`.

    Args:
        source: The file that the places of the tree are in.
        tree: The values.
        problems: What is wrong with the file already.
        today: See `read`.
        as_of: See `read`.
        barriers: See `read`.
    """
    if tree.broken:  # what seems to be missing may stand behind the break
        refuse(source, tree, problems)
    ids = {**_ids(tree.root), "barriers": Anything() if barriers is None else barriers}
    building = Building(tree, ids)
    partnership = building.record(Partnership, tree.root)
    if isinstance(tree.root, dict):
        building.problems += _across(tree, ids)
    refuse(source, tree, [*problems, *building.problems])
    day = as_of or (partnership.as_of if "as_of" in partnership.stated else today)
    return Described(partnership if day == partnership.as_of else partnership.on(day), source, tree)


def read_tree(source: Source) -> tuple[Tree, list[Problem]]:
    """The values of a file, by the suffix of its name, and what is wrong with its syntax."""
    if is_workbook(source.path):
        from joinedup.workbook.read import parse

        return parse(source.data)
    if source.path.lower().endswith(".json"):
        from . import json_text

        return json_text.parse(source.text)
    from . import yaml_text

    return yaml_text.parse(source.text)


def refuse(source: Source, tree: Tree, problems: Sequence[Problem]) -> None:
    """Raises `UnreadableFile` with the lines quoted, if there is any problem."""
    if problems:
        holders = sorted(set(_holders(tree.root)), key=len, reverse=True)
        told, rest = told_of(problems)
        # Each line once: a JSON file may be one long line with a thousand problems in it.
        lines = {line: source.quote(line, holders) for line in {problem.line for problem in told}}
        quoted = [problem.but(quoted=lines[problem.line]) for problem in told]
        raise UnreadableFile(source.path, [*quoted, *rest])


def _ids(root: Any) -> Mapping[str, Mapping[str, str]]:
    """The ids of each section with the names of their records, as far as they can be made out."""
    found: dict[str, dict[str, str]] = {section: {} for section in SECTIONS}
    for section in SECTIONS if isinstance(root, dict) else ():
        records = root.get(section)
        for record in records if isinstance(records, list) else ():
            if isinstance(record, dict) and isinstance(record.get("id"), str):
                found[section][record["id"]] = str(record.get("name") or record.get("title") or record["id"])
    return found


def _across(tree: Tree, ids: Mapping[str, Mapping[str, str]]) -> list[Problem]:
    """What no record can say of itself."""
    problems: list[Problem] = []

    def add(steps: list[Step], what: str) -> None:
        problems.append(problem_at(tree, steps, what))

    for first, second in SHARED_IDS:
        for position, record in enumerate(_list(tree.root.get(second))):
            id = record.get("id") if isinstance(record, dict) else None
            if isinstance(id, str) and id in ids[first]:
                add([second, position, "id"], f'"{id}" is also the id of one of the {first}: they must differ')
    leads = [
        n
        for n, agency in enumerate(_list(tree.root.get("agencies")))
        if isinstance(agency, dict) and str(agency.get("lead")).lower() in ("true", "yes", "on")
    ]
    for position in leads[1:]:
        add(["agencies", position, "lead"], "a second lead authority: at most one agency leads")
    if tree.root.get("agencies") == []:
        add(["agencies"], "name at least one agency")
    return problems


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _holders(root: Any) -> Iterator[str]:
    """What stands in the field for the holder of a role, also where its name is misspelt."""
    for role in _list(root.get("roles")) if isinstance(root, dict) else ():
        for name, value in role.items() if isinstance(role, dict) else ():
            if name not in Role.declared or name == "holder":
                given = value if isinstance(value, list) else [value]
                if name == "holder" or nearest(name, ("holder",)):
                    yield from (str(one) for one in given if len(str(one)) > SHORTEST_NAME)
