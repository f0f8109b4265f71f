"""Rulesets: what applies, and what the author of a wrong one is told."""

from decimal import Decimal
from pathlib import Path

import pytest

from cases import THEMES
from joinedup.reading import UnreadableFile
from joinedup.ruleset_file import find, layers, read_layer, shipped
from joinedup.rulesets import Ruleset, resolve
from joinedup.severity import Severity


def ruleset(path: Path, text: str) -> Ruleset:
    """The ruleset of a text, on top of the standard one."""
    path.write_text(text, encoding="utf-8")
    return resolve(THEMES, layers(str(path), THEMES)[0])


def test_the_standard_ruleset_changes_no_default() -> None:
    """It names measures and tensions; every limit and severity stands with its rule."""
    standard = read_layer(find("standard"), THEMES)
    assert standard.rules == {}
    assert standard.fail_on is Severity.HIGH
    assert len(standard.indicators) >= 30
    assert standard.vocabulary is not None
    pulls = {
        (t.one.indicator, t.one.direction, t.other.indicator, t.other.direction) for t in standard.vocabulary.tensions
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
  power/sums-do-not-add-up: {tolerance: 2.5%}
  purposes/no-vision: {enabled: no}
  purposes/opposed-targets: {severity: low}
""",
    )
    assert (rules.name, rules.fail_on) == ("Northby", Severity.MEDIUM)
    unfunded = rules.settings["power/unfunded"]
    assert dict(unfunded.severities) == {"usual": Severity.MEDIUM, "high_risk": Severity.CRITICAL}
    assert unfunded.enabled
    assert getattr(unfunded.limits, "high_risk", None) == 10
    assert getattr(rules.settings["power/sums-do-not-add-up"].limits, "tolerance", None) == Decimal("0.025")
    assert not rules.settings["purposes/no-vision"].enabled
    assert set(rules.settings["purposes/opposed-targets"].severities.values()) == {Severity.LOW}
    assert rules.vocabulary.tensions


def test_every_problem_of_a_ruleset_at_once(tmp_path: Path) -> None:
    """Unknown keys, rules and limits, wrong types and figures out of range, each with line, column and nearest name."""
    with pytest.raises(UnreadableFile) as caught:
        ruleset(
            tmp_path / "own.yaml",
            """nmae: Northby
fail_on: hihg
rules:
  power/unfundet: {enabled: true}
  power/unfunded:
    hihg_risk: 10
    high_risk: many
    enabled: maybe
    severity: {usal: low, high_risk: grave}
  power/sums-do-not-add-up: {tolerance: 25}
tensions:
  - one: {indicator: detection, direction: up}
    other: {indicator: detections, direction: increase}
indicators: {detections: Detections}
""",
        )
    lines = [line.partition("own.yaml:")[2] for line in str(caught.value).splitlines() if "own.yaml:" in line]
    assert lines == [
        '1:1: nmae: "nmae" is not a field here; did you mean "name"?',
        '2:10: fail_on: "hihg" is not a word this field knows; did you mean "high"?',
        '4:3: rules.power/unfundet: no rule "power/unfundet"; did you mean "power/unfunded"?',
        '6:5: rules.power/unfunded.hihg_risk: "hihg_risk" is not a field here; did you mean "high_risk"?',
        '7:16: rules.power/unfunded.high_risk: "many" is not a number',
        '8:14: rules.power/unfunded.enabled: "maybe" is neither true nor false',
        '9:16: rules.power/unfunded.severity.usal: "usal" is not a field here; did you mean "usual"?',
        '9:38: rules.power/unfunded.severity.high_risk: "grave" is not a word this field knows: '
        "it can be low, medium, high, critical",
        "10:41: rules.power/sums-do-not-add-up.tolerance: 25 is too large: at most 1",
        '12:5: tensions[1]: "why" is missing',
        '12:22: tensions[1].one.indicator: no indicator "detection"; did you mean "detections"?',
        '12:44: tensions[1].one.direction: "up" is not a word this field knows: it can be increase, decrease, maintain',
    ]


def test_a_ruleset_that_does_not_exist_is_answered_with_the_nearest_name() -> None:
    """By name only: a path is looked up as it stands."""
    assert list(shipped())[-1] == "standard"
    with pytest.raises(UnreadableFile, match='did you mean "standard"'):
        find("standart")
    assert find("somewhere/else.yaml") == Path("somewhere/else.yaml")


def test_a_layer_wins_over_the_one_below_key_by_key(tmp_path: Path) -> None:
    """What a layer leaves open stays as it was."""
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text("rules: {power/unfunded: {enabled: false, high_risk: 9}}\nindicators: {walks: Walks to school}\n")
    two.write_text("rules: {power/unfunded: {enabled: true}}\n")
    rules = resolve(THEMES, [read_layer(find("standard"), THEMES), read_layer(one, THEMES), read_layer(two, THEMES)])
    assert rules.settings["power/unfunded"].enabled
    assert getattr(rules.settings["power/unfunded"].limits, "high_risk", None) == 9
    assert rules.vocabulary.knows("walks") and rules.vocabulary.knows("detections")
