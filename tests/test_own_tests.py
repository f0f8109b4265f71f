"""A ruleset's own cases: what `given` holds is read as a description is, and what is wrong stands at its line."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from cases import THEMES
from joinedup.rulesets.own_tests import run_tests, untested
from joinedup.rulesets.reader import read_ruleset

RULE = """
local_rules:
  northby/rich:
    title: A budget is large
    barrier: power/budgets
    severity: low
    for_each: budgets
    where: [{field: amount, is: is more than, value: 1000}]
    because: "{title} is of {amount}."
    why: W
    do: D
"""


def failures(path: Path, cases: str, more: str = "") -> Mapping[str, tuple[str, ...]]:
    """What became of each case, by its name."""
    path.write_text(f"{more}tests:\n{cases}", encoding="utf-8")
    read = read_ruleset(str(path), THEMES)
    return {one.case.name: one.failures for one in run_tests(read, THEMES, date(2026, 9, 30))}


def test_values_are_what_they_are_in_a_description(tmp_path: Path) -> None:
    """Figures, days, yes and no stand without quotes; a text may have them."""
    cases = """\
  - name: over
    given:
      as_of: 2026-01-31
      agencies: [{id: council, name: "1000", core: yes, represents: 3}]
      budgets: [{id: b, title: '2', amount: 1000.01, starts: 2026-01-01}]
    finds: northby/rich
  - {name: not over, given: {budgets: [{id: b, title: B, amount: 1000}]}, not_finds: northby/rich}
  - {name: asked, given: {budgets: [{id: b, title: B}]}, not_finds: northby/rich, asks: true}
"""
    assert failures(tmp_path / "own.yaml", cases, RULE) == {"over": (), "not over": (), "asked": ()}


def test_what_is_wrong_with_a_case_stands_at_its_line(tmp_path: Path) -> None:
    """In the ruleset's own file, with the line quoted; other cases still run."""
    path = tmp_path / "own.yaml"
    cases = """\
  - name: wrong
    given:
      as_of: 30/09/2026
      roles: [{id: a, title: A, agency: counsil}]
      budgets: [{id: b, title: B, amount: "1000"}]
    finds: power/unfunded
  - name: no mapping
    given: [1]
  - name: sound
    given: {}
    not_finds: power/unfunded
"""
    found = failures(path, cases)
    assert found["sound"] == ()
    assert found["wrong"] == (
        "given cannot be read:",
        f'{path}:4:14: as_of: "30/09/2026" is not a date: write it as 2026-09-30; did you mean "2026-09-30"?',
        "    as_of: 30/09/2026",
        "           ^",
        f'{path}:5:41: roles.a.agency: no agency "counsil"; did you mean "council"?',
        "    roles: [{id: a, title: A, agency: counsil}]",
        "                                      ^",
        f'{path}:6:43: budgets.b.amount: "1000" is in quotes: a number stands without',
        '    budgets: [{id: b, title: B, amount: "1000"}]',
        "                                        ^",
    )
    assert found["no mapping"][1].startswith(f"{path}:9:12: a mapping is needed here")


def test_what_a_case_expects_in_vain_is_said(tmp_path: Path) -> None:
    """A rule that does not exist, a rule that did not run, another severity, and a question nobody asked."""
    cases = """\
  - {name: unknown, given: {}, finds: power/unfundet, not_finds: power/unfundet}
  - {name: not run, given: {}, finds: power/unfunded}
  - {name: off, given: {policies: []}, finds: processes/no-way-up}
  - {name: weighs, given: {disputes: {open: 1, oldest_open: 2026-01-01}}, finds: people/open-dispute, severity: low}
  - {name: cross-check, given: {}, finds: power/rosier-than-the-record}
"""
    more = "rules: {processes/no-way-up: {enabled: false, why: Elsewhere}}\n"
    assert failures(tmp_path / "own.yaml", cases, more) == {
        "unknown": (
            '- power/unfundet: there is no such rule; did you mean "power/unfunded"?',
            '+ power/unfundet: there is no such rule; did you mean "power/unfunded"?',
        ),
        "not run": (
            "- power/unfunded should find something: the description does not give targets, budgets, services",
        ),
        "off": ("- processes/no-way-up should find something: switched off by the ruleset: Elsewhere",),
        "weighs": ("- people/open-dispute should weigh low: it weighs high",),
        "cross-check": ("- power/rosier-than-the-record should find something: ran and found nothing",),
    }


def test_the_cases_of_a_parent_do_not_count_for_its_child(tmp_path: Path) -> None:
    """A file that changes a rule tests it, whatever its parent tests."""
    failures(tmp_path / "parent.yaml", "  - {name: one, given: {policies: []}, finds: processes/no-way-up}\n")
    child = tmp_path / "child.yaml"
    child.write_text("extends: parent.yaml\nrules: {processes/no-way-up: {severity: low}}\n", encoding="utf-8")
    read = read_ruleset(str(child), THEMES)
    assert list(run_tests(read, THEMES, date(2026, 9, 30))) == []
    assert untested(read) == ["processes/no-way-up"]
