"""A lens's file -> what it says, with every problem in it at its line and column."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from joinedup.frozen import Frozen
from joinedup.plugins import Plugins
from joinedup.reading import Anything, UnreadableFile
from joinedup.reading.build import Building
from joinedup.reading.files import opened
from joinedup.rulesets import Ruleset
from joinedup.survey import survey_rule_id

from .contents import Contents, Lens

EVIDENCE = ("rules", "statements", "ask")
"""What an item is tied to: at least one of these."""


class OrLocal(dict[str, str]):
    """The rules of themes by id; holds any id of another prefix too, which only a ruleset can bring."""

    def __init__(self, rules: Mapping[str, str], themes: Collection[str]) -> None:
        super().__init__(rules)
        self.themes = themes

    def __contains__(self, key: object) -> bool:
        prefix, slash, _ = str(key).partition("/")
        return super().__contains__(key) or (slash == "/" and prefix not in self.themes)


class Known(Frozen):
    """What a lens may name.

    Attributes:
        rules: The title of each rule, by its id.
        barriers: The label of each barrier, by its id.
        surveys: For the id of each rule that reads the survey, its barrier.
    """

    rules: Mapping[str, str]
    barriers: Mapping[str, str]
    surveys: Mapping[str, str]


def known(plugins: Plugins, ruleset: Ruleset | None = None) -> Known:
    """What a lens may name: anything at all where a broken plugin may have had it.

    Args:
        plugins: What is installed.
        ruleset: What applies in a check, with its local rules; without one, every local rule may be named.
    """
    barriers = {id: barrier.label for theme in plugins.themes for id, barrier in theme.each_barrier()}
    surveys = {survey_rule_id(id): id for id in barriers}
    if plugins.failures:
        return Known(Anything(), Anything(), surveys)
    rules = {id: rule.title for theme in plugins.themes for id, _, rule in theme.each_rule()}
    if ruleset is None:
        return Known(OrLocal(rules, {theme.id for theme in plugins.themes}), barriers, surveys)
    rules |= {rule.name: rule.title for local in ruleset.local.values() for rule in local}
    return Known(rules, barriers, surveys)


def read_lens(path: Path, known: Known, plugin: str = "") -> Lens:
    """The lens at a path.

    Args:
        path: A `.yaml`, `.yml` or `.json` file.
        known: What it may name.
        plugin: The plugin that brings it, if one does.

    Raises:
        UnreadableFile: with every problem of the file.
    """
    file = opened(path)
    root = file.tree.root if isinstance(file.tree.root, dict) else {}
    groups = {id: str(heading) for id, heading in _mapping(root.get("groups")).items()}
    building = Building(file.tree, {"rules": known.rules, "barriers": known.barriers, "groups": groups})
    contents: Any = None
    if not file.tree.broken:  # what seems to be missing may stand behind the break
        contents = building.record(Contents, file.tree.root)
        _between(building, root, known)
    problems = file.quoted([*file.problems, *building.problems])
    if problems:
        raise UnreadableFile(str(path), problems)
    return Lens(path.stem, contents, plugin)


def _between(building: Building, root: Mapping[str, Any], known: Known) -> None:
    """What no field can say of itself. It is said also where something else is wrong."""
    items, groups = _mapping(root.get("items")), _mapping(root.get("groups"))
    if root.get("items") == {}:
        building.note(["items"], "name at least one item", of_key=True)
    for id, item in items.items():
        given = _mapping(item)
        if given and not any(given.get(name) for name in EVIDENCE):
            building.note(["items", id], "it has neither rules nor statements nor ask: give one of them")
        if given and groups and "group" not in given:
            building.note(["items", id], '"group" is missing: the lens has groups')
        rules = given.get("rules")
        for position, rule in enumerate(rules if isinstance(rules, list) else ()):
            if isinstance(rule, str) and rule in known.surveys:
                what = f'"{rule}" reads the survey: name {known.surveys[rule]} under statements'
                building.note(["items", id, "rules", position], what)
    for id in groups.keys() - {str(_mapping(item).get("group")) for item in items.values()}:
        building.note(["groups", id], "no item names this group", of_key=True)


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
