"""A ruleset's file -> a layer of settings, with every problem in it at its line and column."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import Field

from .facts.answers import NEVER_FEWER
from .reading import Problem, load, read_tree, refuse
from .reading.build import Building, shape
from .reading.kinds import of_type
from .reading.problems import UnreadableFile, nearest
from .reading.scalars import Wrong, choice, shown, text, yes_or_no
from .rules import Rule
from .rulesets import STANDARD, Layer
from .severity import WORDS, Severity
from .themes import Theme
from .vocabulary import Tension, Vocabulary


def shipped() -> Mapping[str, Path]:
    """The rulesets that come with joinedup, by name."""
    folder = Path(str(import_module("joinedup_rulesets").__file__)).parent
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def find(name: str) -> Path:
    """The file of a ruleset, from its name or path.

    Raises:
        UnreadableFile: there is none.
    """
    known = shipped()
    if name in known:
        return known[name]
    looks_like_path = os.sep in name or name.endswith((".yaml", ".yml", ".json")) or Path(name).exists()
    if looks_like_path:
        return Path(name)
    listed = ", ".join(known)
    problem = Problem(0, 0, "", f"no ruleset of this name: give a file, or one of {listed}", nearest(name, known))
    raise UnreadableFile(name, [problem])


def layers(name: str, themes: Sequence[Theme]) -> tuple[list[Layer], list[Path]]:
    """The layers that a ruleset's name or path stands for, the standard one first, and the files they came from.

    Raises:
        UnreadableFile: with all problems of the first file that has any.
    """
    paths = [find(STANDARD)]
    if name != STANDARD:
        paths.append(find(name))
    found: list[Layer] = []
    known: dict[str, str] = {}
    for path in paths:
        found.append(read_layer(path, themes, known))
        known.update(found[-1].indicators)
    return found, paths


def read_layer(path: Path, themes: Sequence[Theme], known: Mapping[str, str] = MappingProxyType({})) -> Layer:
    """Reads one file.

    Args:
        path: The file.
        themes: The themes whose rules it may name.
        known: Indicators of the layers below, which it may name too.

    Raises:
        UnreadableFile: with all its problems.
    """
    source = load(str(path))
    tree, problems = read_tree(source)
    building = Building(tree, {"indicators": {**known, **_indicator_ids(tree.root)}})
    layer = _Reader(building, themes).layer(tree.root, path.stem)
    refuse(source, tree, problems + building.problems)
    return replace(layer, data=source.data)


class _Reader:
    def __init__(self, building: Building, themes: Sequence[Theme]) -> None:
        self.building = building
        self.rules = {id: rule for theme in themes for id, _, rule in theme.each_rule()}
        self.takes = {
            "name": self.word,
            "fail_on": self.severity,
            "rules": self.each_rule,
            "indicators": self.indicators,
            "tensions": of_type(tuple[Tension, ...]),
            "least_answers": of_type(Annotated[int, Field(ge=NEVER_FEWER, le=1_000)]),
        }

    def layer(self, root: Any, name: str) -> Layer:
        given = self.fields(root, self.takes)
        vocabulary = (
            Vocabulary.model_construct(tensions=given["tensions"]) if given.get("tensions") is not None else None
        )
        return Layer(
            name=given.get("name") or name,
            data=b"",
            fail_on=given.get("fail_on"),
            rules=given.get("rules") or {},
            indicators=given.get("indicators") or {},
            vocabulary=vocabulary,
            least_answers=given.get("least_answers"),
        )

    def fields(self, value: Any, takes: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of a mapping, each taken by its own kind."""
        if not isinstance(value, dict):
            self.building.wrong(f"a mapping is needed here, with any of {', '.join(takes)}")
            return {}
        found = {}
        for key, given in value.items():
            if key not in takes:
                self.building.step(key, key, lambda name, _: self.no_field(name, takes), of_key=True)
            elif given is None:
                self.building.step(key, key, lambda _, b: b.wrong("the field has no value"), of_key=True)
            else:
                found[key] = self.building.step(key, given, takes[key])
        return found

    def no_field(self, name: str, takes: Mapping[str, Any]) -> None:
        listed = ", ".join(takes)
        meant = nearest(name, takes)
        self.building.wrong(f"{shown(name)} is not a field here" + ("" if meant else f": it can be {listed}"), meant)

    def word(self, value: Any, building: Building) -> Any:
        return self.scalar(value, text)

    def severity(self, value: Any, building: Building) -> Any:
        taken = self.scalar(value, lambda word: choice(word, WORDS))
        return Severity[taken.upper()] if taken else None

    def scalar(self, value: Any, convert: Any) -> Any:
        if not isinstance(value, str):
            return self.building.wrong("a single value is needed here, not a list or mapping")
        taken = convert(value)
        return self.building.wrong(taken.what, taken.meant) if isinstance(taken, Wrong) else taken

    def each_rule(self, value: Any, building: Building) -> Mapping[str, Mapping[str, object]]:
        found = {}
        for id, given in self.mapping(value).items():
            if id not in self.rules:
                building.step(
                    id, id, lambda name, b: b.wrong(f"no rule {shown(name)}", nearest(name, self.rules)), of_key=True
                )
            else:
                found[id] = building.step(id, given, partial(self.rule, self.rules[id]))
        return MappingProxyType(found)

    def rule(self, rule: Rule, value: Any, _: Building) -> Mapping[str, object]:
        def severity(given: Any, building: Building) -> Any:
            if not isinstance(given, dict):
                return self.severity(given, building)
            return MappingProxyType(self.fields(given, dict.fromkeys(rule.tiers, self.severity)))

        takes: dict[str, Any] = {"enabled": lambda given, _: self.scalar(given, yes_or_no), "severity": severity}
        if rule.limits is not None:
            takes.update({name: take for name, (_, take) in shape(rule.limits).fields.items()})
        return MappingProxyType(self.fields(value, takes))

    def indicators(self, value: Any, building: Building) -> Mapping[str, str]:
        return {id: building.step(id, name, self.word) for id, name in self.mapping(value).items()}

    def mapping(self, value: Any) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        self.building.wrong("a mapping is needed here")
        return {}


def _indicator_ids(root: Any) -> Mapping[str, str]:
    given = root.get("indicators") if isinstance(root, dict) else None
    return {id: str(name) for id, name in given.items()} if isinstance(given, dict) else {}
