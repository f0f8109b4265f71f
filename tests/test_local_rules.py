"""An authority's own rules: what they find, what they ask, and what their author is told."""

from pathlib import Path
from typing import Any

import pytest

from cases import THEMES, describe
from joinedup.assess import assess
from joinedup.assessment import Assessment
from joinedup.reading import UnreadableFile
from joinedup.rulesets.reader import read_ruleset

GIVEN = {
    "format": "joinedup/1",
    "name": "Northby",
    "as_of": "2026-09-30",
    "agencies": [
        {"id": "council", "name": "Northby Council", "kind": "local-authority", "core": True},
        {"id": "police", "name": "Northby Police", "kind": "police"},
        {"id": "wardens", "name": "Northby Wardens"},
    ],
    "boards": [{"id": "top", "name": "Trust Board", "level": "strategic", "members": []}],
    "roles": [],
}
RULE = """
local_rules:
  northby/police-not-core:
    title: The police are not a core partner
    barrier: people/relationships
    severity: high
    for_each: agencies
    {condition}
    because: "{{name}} is not a core partner."
    remedy: Say in `core` that they are.
    solutions: [people/bridges]
    basis: guidance
    citation: Working Together to Safeguard Children (2023)
    why: The police are a statutory partner.
    do: Ask them to sign.
"""
EXPRESSION = "when: 'kind == \"police\" and not core'"
PLAIN = "where: [{field: kind, is: is, value: police}, {field: core, is: is, value: false}]"


def check(tmp_path: Path, text: str, **given: Any) -> Assessment:
    """The assessment under a ruleset of this text."""
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return assess(describe({**GIVEN, **given}), THEMES, read_ruleset(str(path), THEMES).ruleset)


@pytest.mark.parametrize("condition", [EXPRESSION, PLAIN])
def test_a_local_rule_finds_asks_and_counts_like_any_other(condition: str, tmp_path: Path) -> None:
    """With an expression or in plain words: a finding with its words, and a question where a field is absent."""
    result = check(tmp_path, RULE.format(condition=condition))
    (finding,) = (f for f in result.findings if f.rule == "northby/police-not-core")
    assert finding.because == "Northby Police is not a core partner."
    assert (finding.severity.word, finding.barrier, finding.agencies) == ("high", "people/relationships", ("police",))
    assert finding.ref.startswith("PE-")
    assert finding.solutions == ("people/bridges",)
    assert finding.must
    assert [evidence.path for evidence in finding.evidence] == ["agencies.police"]
    assert ('What is `kind` of "Northby Wardens"?', ("wardens",)) in {(q.asks, q.of) for q in result.questions}
    (barrier,) = (b for b in result.barriers if b.id == "people/relationships")
    assert "northby/police-not-core" in [rule.id for rule in barrier.rules]


def test_a_local_rule_can_be_switched_off_and_weighed_like_any_other(tmp_path: Path) -> None:
    """A ruleset that extends another changes its local rules by their ids."""
    (tmp_path / "region.yaml").write_text(RULE.format(condition=EXPRESSION))
    off = "extends: region.yaml\nrules: {northby/police-not-core: {enabled: false, why: They sign in the county}}\n"
    result = check(tmp_path, off)
    (rule,) = (r for b in result.barriers for r in b.rules if r.id == "northby/police-not-core")
    assert (rule.state, rule.because) == ("off", "switched off by the ruleset: They sign in the county")
    low = check(tmp_path, "extends: region.yaml\nrules: {northby/police-not-core: {severity: low}}\n")
    assert [f.severity.word for f in low.findings if f.rule == "northby/police-not-core"] == ["low"]


def test_a_section_that_is_not_described_is_not_assessed(tmp_path: Path) -> None:
    """Also one that only the expression looks into."""
    condition = "when: 'partnership.budgets.length > 3'"
    result = check(tmp_path, RULE.format(condition=condition))
    (rule,) = (r for b in result.barriers for r in b.rules if r.id == "northby/police-not-core")
    assert (rule.state, rule.missing) == ("not-assessed", ("budgets",))


def test_a_rule_over_its_budget_has_failed_and_the_others_run(tmp_path: Path) -> None:
    """It is named; it is never silence."""
    nested = "x.id for x in partnership.agencies"
    for name in "yzw":
        nested = f"[{nested}] for {name} in partnership.agencies"
    agencies = [{"id": f"a{n}", "name": f"Agency {n}", "kind": "police"} for n in range(40)]
    result = check(
        tmp_path, RULE.format(condition=f"when: 'count([{nested}]) > 1'"), agencies=agencies, boards=[], roles=[]
    )
    assert [failure.rule for failure in result.failures] == ["northby/police-not-core"]
    assert "steps" in result.failures[0].error
    assert any(finding.rule == "purposes/no-vision" for finding in result.findings)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            ("kind ==", "knd =="),
            '8:12: local_rules.northby/police-not-core.when: no field "knd" here; did you mean "kind"?',
        ),
        (("not core", "core == 3"), "8:41: local_rules.northby/police-not-core.when: "),
        (("not core", "core +"), "local_rules.northby/police-not-core.when: "),
        (
            ("for_each: agencies", "for_each: agency"),
            '7:15: local_rules.northby/police-not-core.for_each: no section "agency"',
        ),
        (("{name} is", "{nmae} is"), '9:16: local_rules.northby/police-not-core.because: no field "nmae"'),
        (("barrier: people/relationships", "barrier: people/relations"), 'did you mean "people/relationships"?'),
        (("severity: high", "severity: hihg"), 'did you mean "high"?'),
        (
            ("northby/police", "people/police"),
            '3:3: local_rules.people/police-not-core: the prefix "people" belongs to',
        ),
        (("northby/police", "police"), '3:3: local_rules.police-not-core: "police-not-core" is no id of a local rule'),
        (("people/bridges", "people/bridge"), 'did you mean "people/bridges"?'),
        (("    citation: Working Together to Safeguard Children (2023)\n", ""), "law and guidance need a citation"),
        (("    why: The police are a statutory partner.\n", ""), '"why" is missing'),
    ],
)
def test_every_mistake_is_found_when_the_ruleset_is_loaded(change: tuple[str, str], says: str, tmp_path: Path) -> None:
    """With file, line, column and the nearest right name; nothing waits until a check runs."""
    path = tmp_path / "own.yaml"
    path.write_text(RULE.format(condition=EXPRESSION).replace(*change), encoding="utf-8")
    with pytest.raises(UnreadableFile) as caught:
        read_ruleset(str(path), THEMES)
    assert says in str(caught.value)


def test_mistakes_in_several_rules_are_listed_together(tmp_path: Path) -> None:
    """Also beside mistakes elsewhere in the file."""
    first = RULE.format(condition=EXPRESSION.replace("kind", "knd"))
    second = first.replace("local_rules:\n", "").replace("police-not-core", "second").replace("{name}", "{nmae}")
    path = tmp_path / "own.yaml"
    path.write_text(first + second + "\nfial_on: low\n", encoding="utf-8")
    with pytest.raises(UnreadableFile) as caught:
        read_ruleset(str(path), THEMES)
    assert [problem.line for problem in caught.value.problems] == [8, 22, 23, 31]
