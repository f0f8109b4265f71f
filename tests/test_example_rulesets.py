"""The rulesets that come with joinedup, and those of made-up authorities, do what they say."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cases import STANDARD, THEMES, describe
from joinedup.assess import assess
from joinedup.assessment import Assessment
from joinedup.reading import read
from joinedup.rulesets import Ruleset
from joinedup.rulesets.files import shipped
from joinedup.rulesets.own_tests import run_tests, untested
from joinedup.rulesets.reader import Read, read_ruleset
from joinedup.severity import Severity

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples" / "rulesets").glob("*.yaml"))
EVERY = [*shipped(), *map(str, EXAMPLES)]
TODAY = date(2026, 9, 30)


@cache
def of(name: str) -> Read:
    """A ruleset, read once."""
    return read_ruleset(name, THEMES)


@cache
def westmarsh(name: str) -> Assessment:
    """What a ruleset makes of the trust of real size."""
    return assess(read(str(ROOT / "examples" / "westmarsh.yaml"), TODAY).partnership, THEMES, example(name))


def example(name: str) -> Ruleset:
    """A shipped ruleset, or an example."""
    return of(name if name in shipped() else str(ROOT / "examples" / "rulesets" / f"{name}.yaml")).ruleset


def found(result: Assessment) -> set[str]:
    """The ids of the rules that found something which is not accepted."""
    return {finding.rule for finding in result.open_findings}


@pytest.mark.parametrize("name", EVERY, ids=lambda name: Path(name).stem)
def test_its_own_cases_pass_and_no_rule_is_without_one(name: str) -> None:
    """As `joinedup ruleset test` runs them."""
    failed = {outcome.case.name: outcome.failures for outcome in run_tests(of(name), THEMES, TODAY) if outcome.failures}
    assert failed == {}
    assert untested(of(name)) == []


@pytest.mark.parametrize("name", EVERY, ids=lambda name: Path(name).stem)
def test_its_cases_hold_on_any_day(name: str) -> None:
    """Each says which day it is, so that none fails next year."""
    for day in (date(2024, 2, 29), date(2031, 1, 1)):
        assert [outcome.case.name for outcome in run_tests(of(name), THEMES, day) if outcome.failures] == []


@pytest.mark.parametrize("name", [name for name in EVERY if name != "standard"], ids=lambda name: Path(name).stem)
def test_its_cases_tell_it_from_the_standard_ruleset(name: str) -> None:
    """Under the standard ruleset alone many fail: they test what the file changes, and not what was there before."""
    own = of(name)
    plain = own.but(ruleset=STANDARD.but(contents=own.ruleset.contents))
    failing = [outcome for outcome in run_tests(plain, THEMES, TODAY) if outcome.failures]
    assert len(failing) >= len(own.ruleset.contents.tests or ()) / 2


def test_every_changed_rule_says_why() -> None:
    """An authority's file explains itself; strict says it once for all."""
    for path in EXAMPLES:
        settings = of(str(path)).ruleset.settings
        silent = [id for id in of(str(path)).files[-1].tree.root.get("rules", {}) if not settings[id].why]
        assert silent == [], path.name


def test_strict_finds_all_that_standard_finds() -> None:
    """Each of its limits is tighter: what is found stays found and weighs no less."""
    usual = {finding.ref: finding.severity for finding in westmarsh("standard").findings}
    strict = {finding.ref: finding.severity for finding in westmarsh("strict").findings}
    assert set(usual) < set(strict)
    assert all(strict[ref] >= severity for ref, severity in usual.items())
    assert example("strict").fail_on is Severity.MEDIUM


def test_the_small_unitary_accepts_one_risk_and_bears_more_empty_seats() -> None:
    """The waiver covers one role; the police, at half of the meetings, are borne; the council may chair all."""
    usual, own = westmarsh("standard"), westmarsh("small-unitary")
    (accepted,) = own.waivers
    (waived,) = (finding for finding in own.findings if finding.status == "waived")
    assert accepted.findings == (waived.ref,)
    assert (waived.rule, waived.subject.ids) == ("people/too-many-hats", ("head-of-inclusion",))
    assert waived.severity == next(f.severity for f in usual.findings if f.ref == waived.ref)
    seats = {
        name: {f.subject.ids for f in result.findings if f.rule == "people/low-attendance"}
        for name, result in (("usual", usual), ("own", own))
    }
    assert ("police",) in seats["usual"] - seats["own"]
    assert ("hospital",) in seats["own"]
    assert "power/same-chair" in found(usual) - found(own)


DISTRICTS: dict[str, Any] = {
    "format": "joinedup/1",
    "name": "Hollinshire",
    "as_of": "2026-09-30",
    "agencies": [
        {"id": "county", "name": "Hollinshire County Council", "kind": "local-authority"},
        {"id": "homes", "name": "Eastmoor Homes", "kind": "housing"},
    ],
    "roles": [
        {"id": "dcs", "title": "Director", "agency": "county"},
        {"id": "head", "title": "Head of Housing", "agency": "homes"},
    ],
    "boards": [
        {"id": "board", "name": "County Board", "top": True, "members": ["dcs"]},
        {"id": "east", "name": "Eastmoor District Board", "members": ["dcs"], "meetings_a_year": 2},
        {
            "id": "west",
            "name": "WEST DISTRICT BOARD",
            "members": ["dcs", "head"],
            "reports_to": "board",
            "meetings_a_year": 6,
        },
    ],
}


def test_the_county_looks_at_its_district_boards() -> None:
    """At those alone, whatever the case of their names; and what the region set still holds."""
    result = assess(describe(DISTRICTS), THEMES, example("county-with-districts"))
    own = {f.rule: (f.subject.ids, f.because) for f in result.findings if f.rule.startswith("hollinshire/")}
    assert own == {
        "hollinshire/district-board-reports-nowhere": (("east",), "Eastmoor District Board reports to no board."),
        "hollinshire/district-board-without-housing": (
            ("east",),
            "Eastmoor District Board has no member from an agency of the kind housing. Its members: Director.",
        ),
        "hollinshire/district-board-meets-seldom": (
            ("east",),
            "Eastmoor District Board means to meet 2 times a year; four is what the county board asks for.",
        ),
    }
    assert not any(rule.startswith("hollinshire/") for rule in found(westmarsh("county-with-districts")))
    county, region = example("county-with-districts"), example("regional")
    assert county.settings["processes/no-way-up"].severities["usual"] is Severity.HIGH
    assert county.settings["wolds/cross-border-agreement"].severities["usual"] is Severity.LOW
    assert region.settings["wolds/cross-border-agreement"].severities["usual"] is Severity.MEDIUM
    assert county.vocabulary.knows("distance-to-school")


def test_the_region_keeps_the_tensions_it_stands_on() -> None:
    """A list replaces the one below: the region repeats it, and adds one."""
    usual, region = STANDARD.vocabulary.tensions, example("regional").vocabulary.tensions
    assert region[: len(usual)] == usual
    assert len(region) == len(usual) + 1


def test_the_shipped_safeguarding_ruleset_on_a_trust_of_real_size() -> None:
    """Westmarsh has its three partners and education at the table, and neither scrutiny nor a yearly report."""
    rules = {rule for rule in found(westmarsh("safeguarding")) if rule.startswith("safeguarding/")}
    assert rules == {"safeguarding/no-independent-scrutiny", "safeguarding/no-yearly-report"}
    cited = {f.basis for f in westmarsh("safeguarding").findings if f.rule in rules}
    assert cited == {"guidance: Working Together to Safeguard Children (2023), chapter 2"}


def test_the_safeguarding_partnership_adds_its_own_words() -> None:
    """What it extends stays; its own solution comes first where it says so."""
    result = westmarsh("safeguarding-partnership")
    (scrutiny,) = (f for f in result.findings if f.rule == "safeguarding/no-independent-scrutiny")
    assert scrutiny.severity is Severity.CRITICAL
    assert scrutiny.solutions == ("estuary/scrutiny-panel", "purposes/bigger-picture")
    contents = example("safeguarding-partnership").contents
    assert contents.solutions is not None and contents.report is not None
    assert sorted(contents.solutions["people/key-players"].links or {}) == [
        "Who sits on which group",
        "Working Together to Safeguard Children (2023)",
    ]
    assert contents.report.marking == "OFFICIAL"
