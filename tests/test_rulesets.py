"""Rulesets: what applies, where it comes from, and what the author of a wrong one is told."""

from decimal import Decimal
from pathlib import Path

import pytest

from cases import STANDARD, THEMES
from joinedup.reading import UnreadableFile
from joinedup.rulesets import Ruleset
from joinedup.rulesets.files import chain, shipped
from joinedup.rulesets.reader import read_ruleset
from joinedup.severity import Severity


def ruleset(path: Path, text: str) -> Ruleset:
    """The ruleset of a text; where it extends nothing, it builds on the standard one."""
    path.write_text(text, encoding="utf-8")
    return read_ruleset(str(path), THEMES).ruleset


def problems_of(name: str) -> list[str]:
    """The first line of each problem, from the file's own name on."""
    with pytest.raises(UnreadableFile) as caught:
        read_ruleset(name, THEMES)
    folder = f"{Path(name).parent}/"
    return [line.removeprefix(folder) for line in str(caught.value).splitlines() if line[0] != " "]


def limit(rules: Ruleset, rule: str, name: str) -> object:
    """A parameter of a rule."""
    return getattr(rules.settings[rule].limits, name)


def test_the_standard_ruleset_changes_no_default() -> None:
    """It names measures and tensions; every limit and severity stands with its rule."""
    assert STANDARD.name == "standard"
    assert STANDARD.contents.rules is None
    assert STANDARD.fail_on is Severity.HIGH
    assert len(STANDARD.vocabulary.indicators) >= 30
    pulls = {
        (t.one.indicator, t.one.direction, t.other.indicator, t.other.direction) for t in STANDARD.vocabulary.tensions
    }
    assert ("detections", "increase", "first-time-entrants", "decrease") in pulls
    assert ("permanent-exclusions", "decrease", "average-attainment", "increase") in pulls
    assert ("length-of-stay", "decrease", "readmissions", "decrease") in pulls


def test_enabled_severity_and_limits_are_independent(tmp_path: Path) -> None:
    """Each can be set without the others, and a limit is taken by its own type."""
    rules = ruleset(
        tmp_path / "own.yaml",
        """
name: Northby
fail_on: medium
rules:
  power/unfunded: {severity: {high_risk: critical}, high_risk: 10}
  power/sums-do-not-add-up: {tolerance: 2.5%, solutions: [power/let-go]}
  purposes/no-vision: {enabled: no}
  purposes/opposed-targets: {severity: low}
""",
    )
    assert (rules.name, rules.fail_on) == ("Northby", Severity.MEDIUM)
    unfunded = rules.settings["power/unfunded"]
    assert dict(unfunded.severities) == {"usual": Severity.MEDIUM, "high_risk": Severity.CRITICAL}
    assert unfunded.enabled
    assert limit(rules, "power/unfunded", "high_risk") == 10
    assert limit(rules, "power/sums-do-not-add-up", "tolerance") == Decimal("0.025")
    assert rules.settings["power/sums-do-not-add-up"].solutions == ("power/let-go",)
    assert not rules.settings["purposes/no-vision"].enabled
    assert set(rules.settings["purposes/opposed-targets"].severities.values()) == {Severity.LOW}
    assert rules.vocabulary == STANDARD.vocabulary


def test_every_problem_of_a_ruleset_at_once(tmp_path: Path) -> None:
    """Unknown keys, rules and limits, wrong types and figures out of range, each with line, column and nearest name."""
    path = tmp_path / "own.yaml"
    path.write_text(
        """nmae: Northby
fail_on: hihg
least_answers: 4
rules:
  power/unfundet: {enabled: true}
  power/unfunded:
    hihg_risk: 10
    high_risk: many
    enabled: maybe
    severity: {usal: low, high_risk: grave}
  power/sums-do-not-add-up: {tolerance: 25, solutions: [power/let-goo]}
barriers:
  power/budget: {solutions: [power/let-go]}
waivers:
  - {rule: power/unfunded, covers: [x], accepted_by: Trust Board, until: 2027-01-31}
  - {covers: [x], reason: R, accepted_by: Trust Board, until: 2027-01-31}
tensions:
  - one: {indicator: detection, direction: up}
    other: {indicator: detections, direction: increase}
"""
    )
    assert problems_of(str(path)) == [
        'own.yaml:1:1: nmae: "nmae" is not a field; did you mean "name"?',
        'own.yaml:2:10: fail_on: "hihg" is not a word this field knows; did you mean "high"?',
        "own.yaml:3:16: least_answers: 4 is too small: at least 5",
        'own.yaml:5:3: rules.power/unfundet: no rule "power/unfundet"; did you mean "power/unfunded"?',
        'own.yaml:7:5: rules.power/unfunded.hihg_risk: "hihg_risk" is not a field here; did you mean "high_risk"?',
        'own.yaml:8:16: rules.power/unfunded.high_risk: "many" is not a number',
        'own.yaml:9:14: rules.power/unfunded.enabled: "maybe" is neither true nor false',
        'own.yaml:10:16: rules.power/unfunded.severity.usal: "usal" is not a field here; did you mean "usual"?',
        'own.yaml:10:38: rules.power/unfunded.severity.high_risk: "grave" is not a word this field knows: '
        "it can be low, medium, high, critical",
        "own.yaml:11:41: rules.power/sums-do-not-add-up.tolerance: 25 is too large: at most 1",
        'own.yaml:11:57: rules.power/sums-do-not-add-up.solutions[1]: no solution "power/let-goo"; '
        'did you mean "power/let-go"?',
        'own.yaml:13:3: barriers.power/budget: no barrier "power/budget"; did you mean "power/budgets"?',
        'own.yaml:15:5: waivers[1]: "reason" is missing',
        "own.yaml:16:5: waivers[2]: give one of rule or finding",
        'own.yaml:18:5: tensions[1]: "why" is missing',
        'own.yaml:18:22: tensions[1].one.indicator: no indicator "detection"; did you mean "detections"?',
        'own.yaml:18:44: tensions[1].one.direction: "up" is not a word this field knows: '
        "it can be increase, decrease, maintain",
    ]


def test_a_ruleset_that_does_not_exist_is_answered_with_the_nearest_name(tmp_path: Path) -> None:
    """A name is looked up among those shipped, a path as it stands."""
    assert problems_of("standart") == [
        f'standart: no ruleset of this name: give a file, or one of {", ".join(shipped())}; did you mean "standard"?'
    ]
    assert problems_of(f"{tmp_path}/none.yaml") == ["none.yaml: there is no such file"]


def test_the_last_of_several_parents_wins_key_by_key(tmp_path: Path) -> None:
    """What a file leaves open stays as it was; relative paths start from the file."""
    (tmp_path / "region").mkdir()
    (tmp_path / "region" / "one.yaml").write_text(
        "rules: {power/unfunded: {enabled: false, high_risk: 9}}\nindicators: {walks: Walks to school}\nfail_on: low\n"
    )
    (tmp_path / "region" / "two.yaml").write_text("rules: {power/unfunded: {high_risk: 8}}\n")
    rules = ruleset(
        tmp_path / "own.yaml",
        "extends: [region/one.yaml, region/two.yaml]\nrules: {power/unfunded: {enabled: true}}\n",
    )
    assert rules.settings["power/unfunded"].enabled
    assert limit(rules, "power/unfunded", "high_risk") == 8
    assert rules.fail_on is Severity.LOW
    assert rules.vocabulary.knows("walks")
    assert rules.vocabulary.knows("detections")
    assert rules.name == "own"
    assert [file.path.name for file in chain(str(tmp_path / "own.yaml"))] == [
        "standard.yaml",
        "one.yaml",
        "two.yaml",
        "own.yaml",
    ]


def test_a_ruleset_that_extends_nothing_stands_alone(tmp_path: Path) -> None:
    """`extends: []` leaves even the standard ruleset out."""
    rules = ruleset(tmp_path / "own.yaml", "extends: []\n")
    assert rules.vocabulary.indicators == ()
    assert rules.settings["power/unfunded"].enabled


@pytest.mark.parametrize(
    ("files", "says"),
    [
        (
            {"own": "extends: [other.yaml]", "other": "extends: own.yaml"},
            "other.yaml:1:10: extends: rulesets extend each other in a loop: own.yaml → other.yaml → own.yaml",
        ),
        (
            {"own": "extends: own.yaml"},
            "own.yaml:1:10: extends: rulesets extend each other in a loop: own.yaml → own.yaml",
        ),
        (
            {"own": "extends: [standard, othr.yaml]", "other": "name: x"},
            'own.yaml:1:21: extends: "othr.yaml": there is no such file; did you mean "{folder}/other.yaml"?',
        ),
        ({"own": "extends: standerd"}, 'own.yaml:1:10: extends: no ruleset "standerd"; did you mean "standard"?'),
        (
            {"own": "extends: n1.yaml", **{f"n{n}": f"extends: n{n + 1}.yaml" for n in range(1, 12)}, "n12": "name: x"},
            "n9.yaml:1:10: extends: more than 10 rulesets extend one another",
        ),
        ({"own": "extends: other.yaml\nfial_on: low", "other": "fail_on: grave"}, "own.yaml:2:1: fial_on: "),
    ],
)
def test_what_extends_can_get_wrong(files: dict[str, str], says: str, tmp_path: Path) -> None:
    """Loops, depth, and parents that are not there, each at the entry that names it."""
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    found = "\n".join(problems_of(str(tmp_path / "own.yaml")))
    assert says.replace("{folder}", str(tmp_path)) in found


def test_problems_of_several_files_are_given_together_each_with_its_own(tmp_path: Path) -> None:
    """A parent's mistake is shown in the parent."""
    (tmp_path / "other.yaml").write_text("rules: {power/unfunded: {high_risk: x}}\n")
    own = tmp_path / "own.yaml"
    own.write_text("extends: other.yaml\nrules: {power/unfunded: {enabled: x}}\n")
    assert problems_of(str(own)) == [
        'other.yaml:1:37: rules.power/unfunded.high_risk: "x" is not a number',
        'own.yaml:2:35: rules.power/unfunded.enabled: "x" is neither true nor false',
    ]
