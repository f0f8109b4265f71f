"""Every rule behaves as the cases beside its barrier say, to the letter."""

from collections import defaultdict

import pytest

from cases import KINDS, THEMES, Case, all_cases, asked, found, run

CASES = list(all_cases())
RULES = {id: rule for theme in THEMES for id, _, rule in theme.each_rule() if not id.endswith("-survey")}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    """The findings, questions and state of the rule are exactly those of the case."""
    assessment = run(case)
    assert not assessment.failures, assessment.failures[0].trace
    (result,) = (rule for barrier in assessment.barriers for rule in barrier.rules if rule.id == case.rule)
    assert found(assessment) == case.data.get("finds", [])
    remedies = [finding.remedy for finding in assessment.findings]
    assert remedies == case.data.get("remedies", remedies)
    assert asked(assessment) == sorted(case.data.get("asks", []), key=lambda one: (one["of"], one["asks"]))
    expected = case.data.get("not_assessed")
    assert (result.state, result.because) == (("not-assessed", expected) if expected else ("ran", result.because))
    assert result.because == (expected or case.data.get("partly", ""))


@pytest.mark.parametrize("rule_id", RULES)
def test_each_rule_has_every_kind_of_case(rule_id: str) -> None:
    """A rule fires, stays silent just inside its limit and at it, and is not assessed where its section is missing."""
    kinds = defaultdict(list)
    for case in CASES:
        if case.rule == rule_id:
            assert case.data["kind"] in KINDS
            kinds[case.data["kind"]].append(case)
    rule = RULES[rule_id]
    wanted = {"fires", "inside", "boundary"}
    wanted |= {"missing"} if rule.needs.every or rule.needs.any_of else set()
    wanted |= {"limits"} if rule.limits is not None else set()
    has_sample = rule.limits is not None and any(name.startswith("least_") for name in rule.limits.declared)
    wanted |= {"sample"} if has_sample else set()
    assert wanted - set(kinds) == set()
    assert all(case.data.get("finds") for case in kinds["fires"])
    assert not any(case.data.get("finds") for case in kinds["inside"])
    assert all(case.data.get("not_assessed") for case in kinds["missing"] + kinds["sample"])


def test_each_case_belongs_to_a_rule() -> None:
    """A case of a rule that is gone would test nothing."""
    assert {case.rule for case in CASES} <= set(RULES)
