"""Descriptions and a ruleset with hostile text wherever text is free, as their schemas say."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from cases import THEMES
from joinedup import Assessment
from joinedup.assess import assess
from joinedup.locate import locate
from joinedup.outputs import Context
from joinedup.reading import Source, read_source
from joinedup.rulesets.reader import read_ruleset
from joinedup.schema import of_description

EXAMPLES = Path(__file__).parent.parent / "examples"
TODAY = date(2026, 9, 30)
TAGS = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>'); javascript:alert(1)"
ENDINGS = "</style></title></svg></li></p> <!-- <![CDATA[ {{ 7*7 }} {% raw %}"
TURNED = "\u202egnp\u2066 \r\n# heading\n| cell | [x](javascript:alert(1)) \U0001f600"
FORMULA = "=HYPERLINK(1)+cmd|' /C calc'!A0"
LONG = "w" * 10_000


def free_fields() -> frozenset[str]:
    """The fields of a description whose text nothing restricts, as `Agency.name`; `Budget.in_kind` for a mapping."""
    found = set[str]()
    whole = _schema()
    for kind, model in {"": whole, **whole["$defs"]}.items():
        for name, field in model.get("properties", {}).items():
            if "#/$defs/text" in json.dumps(field):
                found.add(f"{kind}.{name}".lstrip("."))
    return frozenset(found)


def hostile(given: Any) -> tuple[Any, frozenset[str]]:
    """A description with hostile text in every free field it can have, and the names of those fields."""
    filler = _Filler()
    return filler.filled(given, _schema(), "", long=True), frozenset(filler.met)


def hostile_check(example: str, ruleset: str = "standard") -> tuple[Assessment, Context]:
    """The check of an example turned hostile."""
    given, _ = hostile(YAML(typ="safe").load(EXAMPLES / f"{example}.yaml"))
    text = json.dumps(given, default=str)
    described = read_source(Source("hostile.json", text.encode(), text), TODAY)
    rules = read_ruleset(ruleset, THEMES).ruleset
    return locate(assess(described.partnership, THEMES, rules), described), Context("hostile.json", "0" * 64, "0")


def hostile_ruleset(folder: Path) -> str:
    """The path of a ruleset that says hostile things wherever it says something in words."""
    words = f"{FORMULA} {TAGS} {ENDINGS} {TURNED}".replace("{", "(").replace("}", ")")
    path = folder / "hostile.json"
    path.write_text(
        json.dumps(
            {
                "name": words,
                "about": words,
                "terms": {"agency": words, "partnership": LONG},
                "solutions": {
                    "people/bridges": {
                        "meaning": LONG, "contact": words, "first_steps": [words],
                        "links": {words: "https://example.org/?a=1&b='\"<"},
                    },
                    "x/own": {"label": words, "meaning": words, "first_steps": [words]},
                },
                "report": {"title": words, "introduction": words, "marking": words},
                "waivers": [
                    {
                        "rule": "people/no-deputy", "covers": ["dcs"], "reason": words, "accepted_by": words,
                        "until": "2027-01-01",
                    }
                ],
                "local_rules": {
                    "x/hostile": {
                        "title": words, "barrier": "people/trust", "severity": "high", "for_each": "agencies",
                        "when": "true", "because": words + " ((name))".replace("((", "{").replace("))", "}"),
                        "remedy": words, "why": words, "do": words, "citation": words, "basis": "guidance",
                        "solutions": ["x/own", "people/bridges"],
                    }
                },
            }
        ),
        "utf-8",
    )  # fmt: skip
    return str(path)


class _Filler:
    def __init__(self) -> None:
        self.met = set[str]()

    def filled(self, value: Any, part: Mapping[str, Any], name: str, *, long: bool) -> Any:
        """A value whose free text is hostile; the first record of each section also gets what it left out."""
        part = _resolved(part)
        if part is _schema()["$defs"]["text"]:
            self.met.add(name)
            return f"{FORMULA} {value or ''} {TAGS} {ENDINGS} {TURNED}" + (LONG if long else "")
        if isinstance(value, dict) and "properties" in part:
            return self._record(value, part, long=long)
        if isinstance(value, dict) and isinstance(part.get("additionalProperties"), dict):
            inner = part["additionalProperties"]
            return {key: self.filled(held, inner, name, long=long) for key, held in value.items()}
        if isinstance(value, list) and "items" in part:
            return [
                self.filled(held, part["items"], name, long=long and not number) for number, held in enumerate(value)
            ]
        for other in part.get("anyOf", ()):
            if value is not None:
                value = self.filled(value, other, name, long=long)
        return value

    def _record(self, value: Mapping[str, Any], part: Mapping[str, Any], *, long: bool) -> dict[str, Any]:
        kind = next((kind for kind, model in _schema()["$defs"].items() if model is part), "")
        made = dict(value)
        for name, field in part["properties"].items():
            left_out = long and _resolved(field) is _schema()["$defs"]["text"]
            if name in value or left_out:
                made[name] = self.filled(value.get(name), field, f"{kind}.{name}".lstrip("."), long=long)
        return made


@cache
def _schema() -> Any:
    return of_description(None)


def _resolved(part: Mapping[str, Any]) -> Any:
    return _schema()["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part
