"""Reads the YAML cases that stand beside each barrier's name, and runs one rule on one case."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from joinedup.assess import assess
from joinedup.assessment import Assessment
from joinedup.plugins import load_themes
from joinedup.reading import Source, read_source, read_tree
from joinedup.reading.build import Building
from joinedup.rulesets import Ruleset, resolve
from joinedup.rulesets.reader import read_ruleset

TESTS = Path(__file__).parent
THEMES = load_themes().themes
STANDARD = read_ruleset("standard", THEMES).ruleset
KINDS = ("fires", "inside", "boundary", "missing", "sample", "limits")
ABSENT = "absent"


@dataclass(frozen=True)
class Case:
    """One case: what is given, and what exactly must be found."""

    barrier: str
    data: Mapping[str, Any]
    given: Mapping[str, Any]

    @property
    def rule(self) -> str:
        """The full id of the rule."""
        return f"{self.barrier.partition('/')[0]}/{self.data['rule']}"

    def __str__(self) -> str:
        return f"{self.rule}: {self.data['name']}"


def all_cases() -> Iterator[Case]:
    """Every case of every barrier."""
    for theme in THEMES:
        for path in sorted((TESTS / theme.id).glob("*.yaml")):
            file = YAML(typ="safe").load(path)
            for data in file["cases"]:
                given = {**file["given"], **data.get("given", {})}
                yield Case(f"{theme.id}/{path.stem}", data, {k: v for k, v in given.items() if v != ABSENT})


def describe(given: Mapping[str, Any]) -> Any:
    """The partnership that a case gives, through the real reader."""
    text = json.dumps(given, default=str)
    return read_source(Source("case.json", text.encode(), text), today=date(2026, 9, 30)).partnership


def ruleset_for(case: Case) -> Ruleset:
    """The standard ruleset with the case's limits, in which only its rule runs."""
    rules: dict[str, Any] = {id: {"enabled": id == case.rule} for theme in THEMES for id, _, _ in theme.each_rule()}
    rules[case.rule].update(typed(case.rule, case.data.get("limits", {})))
    return resolve(THEMES, STANDARD.contents, rules)


def typed(rule_id: str, limits: Mapping[str, Any]) -> Mapping[str, Any]:
    """Parameters as the rule's own types."""
    rule = next(rule for theme in THEMES for id, _, rule in theme.each_rule() if id == rule_id)
    if not limits:
        return {}
    assert rule.limits is not None, f"{rule_id} has no limits"
    text = json.dumps(limits, default=str)
    tree, problems = read_tree(Source("limits.json", text.encode(), text))
    building = Building(tree, {})
    made = building.record(rule.limits, tree.root)
    assert not problems + building.problems, problems + building.problems
    return {name: getattr(made, name) for name in made.stated}


def run(case: Case) -> Assessment:
    """The assessment of a case."""
    return assess(describe(case.given), THEMES, ruleset_for(case))


def found(assessment: Assessment) -> Sequence[Mapping[str, Any]]:
    """What was found, in the form in which cases write it."""
    return [
        {
            "subject": list(finding.subject.ids),
            "because": finding.because,
            "severity": finding.severity.word,
            "agencies": list(finding.agencies),
            "evidence": [evidence.path for evidence in finding.evidence],
        }
        for finding in assessment.findings
    ]


def asked(assessment: Assessment) -> Sequence[Mapping[str, Any]]:
    """What was asked, in the form in which cases write it."""
    return [{"asks": question.asks, "of": list(question.of)} for question in assessment.questions]
