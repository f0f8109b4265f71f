"""The forty checks that `make bench-peers` compares with Spectral: that they are ours, and that the proof can fail."""

import re
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from cases import THEMES
from joinedup.catalogue import Catalogue, parameters
from joinedup.reading import read
from joinedup.rulesets.reader import read_ruleset
from joinedup.schema import of_description

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT / "benchmarks"))
SPECTRAL = ROOT / "benchmarks" / "spectral"
MAPPING = YAML(typ="safe").load(SPECTRAL / "ruleset.yaml")
CATALOGUE = Catalogue(THEMES)
CORE = {"truthy", "length", "schema"}
"""The core functions of Spectral in use."""
LOOKED_IN = {"power/no-line": frozenset({"roles", "boards"}), "people/open-dispute": frozenset({"disputes"})}


def steps(id: str) -> list[Mapping[str, Any]]:
    """What Spectral calls for a check."""
    then = MAPPING["rules"][id]["then"]
    return then if isinstance(then, list) else [then]


def finding(rule: str, subjects: list[str], *paths: str) -> Mapping[str, Any]:
    """A finding as the JSON output has it."""
    return {"rule": rule, "subject": {"ids": subjects}, "evidence": [{"path": path} for path in paths]}


def test_forty_checks_are_rules_of_ours() -> None:
    """A rule that is renamed is renamed there, too."""
    assert len(MAPPING["rules"]) == 40
    assert MAPPING["rules"].keys() <= CATALOGUE.rules.keys()


@pytest.mark.parametrize("id", MAPPING["rules"])
def test_a_check_looks_in_sections_of_a_description(id: str) -> None:
    """Which sections is read from the paths."""
    from same import checks  # type: ignore[import-not-found]

    assert checks()[id]
    assert checks()[id] <= of_description(None)["properties"].keys()


def test_every_function_is_there_and_used() -> None:
    """Those named, those called and those in the folder are the same."""
    called = {step["function"] for id in MAPPING["rules"] for step in steps(id)} - CORE
    assert called == {path.stem for path in (SPECTRAL / "functions").glob("*.js")} == {*MAPPING["functions"]}


def test_every_check_of_a_function_is_there_and_used() -> None:
    """A check that a function does not know would find nothing."""
    called: dict[str, set[str]] = {}
    for step in (step for id in MAPPING["rules"] for step in steps(id)):
        check = step.get("functionOptions", {}).get("check")
        called.setdefault(step["function"], set()).update([check] if check else [])
    for function, names in called.items():
        if function not in CORE:
            source = (SPECTRAL / "functions" / f"{function}.js").read_text("utf-8")
            assert names == set(re.findall(r"^  (\w+)[(:]", source.partition("const checks")[2], re.MULTILINE))


@pytest.mark.parametrize("id", MAPPING["rules"])
def test_figures_are_limits_of_the_rule(id: str) -> None:
    """Each figure that a function of ours is given is the default of a limit."""
    limits = {float(default) for _, _, default, _ in parameters(CATALOGUE.rules[id][2])}
    assert set(figures(id)) <= limits


def figures(id: str) -> Iterator[float]:
    """The figures that a check's own functions are given."""
    for step in steps(id):
        if step["function"] not in CORE:
            yield from (float(value) for key, value in step.get("functionOptions", {}).items() if key != "check")


def test_the_ruleset_for_joinedup_leaves_these_forty_on(tmp_path: Path) -> None:
    """All others are off, the cross-checks of the survey too."""
    from same import only

    known = (*CATALOGUE.rules, *CATALOGUE.cross_checks)
    path = tmp_path / "only.yaml"
    path.write_text(only(MAPPING["rules"], known), "utf-8")
    settings = read_ruleset(str(path), THEMES).ruleset.settings
    assert {id for id in known if settings[id].enabled} == MAPPING["rules"].keys()


def test_a_finding_is_about_its_subject_or_what_it_gathers() -> None:
    """Evidence of another section is left out, and so is a record that only explains the subject."""
    from same import found_by_joinedup

    looked_in = {"people/long-vacancy": frozenset({"roles"}), "processes/no-owner": frozenset({"actions"}), **LOOKED_IN}
    found = found_by_joinedup(
        [
            finding("people/long-vacancy", ["head"], "roles.head.vacant_since", "targets.head", "roles.deputy"),
            finding("processes/no-owner", ["police"], "actions.one", "actions.two.owner", "roles.sergeant"),
            finding("people/open-dispute", [], "disputes.oldest_open"),
            finding("power/no-line", [], "boards"),
        ],
        looked_in,
    )
    assert found == {
        "people/long-vacancy": {"roles.head"},
        "processes/no-owner": {"actions.one", "actions.two"},
        "people/open-dispute": {"disputes"},
        "power/no-line": {"boards"},
    }


def test_a_result_of_spectral_is_about_the_record_at_its_place() -> None:
    """Spectral gives places, joinedup ids."""
    from same import found_by_spectral

    whole = {"roles": [{"id": "head"}, {"id": "nurse"}], "disputes": {"oldest_open": "2026-01-01"}}
    results = [
        {"code": "power/no-line", "path": ["roles", "1", "reports_to"]},
        {"code": "power/no-line", "path": ["roles"]},
        {"code": "people/open-dispute", "path": ["disputes", "oldest_open"]},
    ]
    found = {"power/no-line": {"roles", "roles.nurse"}, "people/open-dispute": {"disputes"}}
    assert found_by_spectral(results, LOOKED_IN, whole) == found


def test_the_proof_fails_where_the_records_differ() -> None:
    """Too few, too many, none at all, and an error of Spectral in place of a check."""
    from same import Differs, prove

    both = {"a": frozenset({"roles.one"}), "b": frozenset({"roles.one", "roles.two"})}
    silent = {**both, "b": frozenset[str]()}
    prove(both, both, each=True)
    prove(silent, silent, each=False)
    for mine, other in (
        (both, {**both, "b": frozenset({"roles.one"})}),
        ({**both, "b": frozenset({"roles.one"})}, both),
        (silent, silent),
        (both, {**both, "parser": frozenset({"roles.one"})}),
    ):
        with pytest.raises(Differs, match=r"^(b|parser): "):
            prove(mine, other, each=True)


@pytest.mark.parametrize("share", [0.1, 1])
def test_a_thinned_description_is_smaller_and_can_be_read(tmp_path: Path, share: float) -> None:
    """Only what may be left out is."""
    from grow import grown  # type: ignore[import-not-found]
    from thin import thinned, write_thinned  # type: ignore[import-not-found]

    whole, path = grown(1), tmp_path / "thinned.json"
    write_thinned(path, whole, share, 1)
    assert read(str(path), date(2026, 9, 30)).partnership.name == whole["name"]
    thin = thinned(whole, share, 1)
    assert thin == thinned(whole, share, 1) != whole
    for section in ("roles", "actions", "budgets"):
        assert [record["id"] for record in thin[section]] == [record["id"] for record in whole[section]]
        assert sum(map(len, thin[section])) < sum(map(len, whole[section]))


def test_one_benchmark_leaves_the_results_of_the_other_alone(tmp_path: Path) -> None:
    """Each has its section, which stays in its place."""
    from results import keep  # type: ignore[import-not-found]

    path = tmp_path / "results.md"
    keep("One", "first\n\n### Part\n\nrest", path)
    keep("Two", "second", path)
    keep("One", "anew\n\n### Part\n\nrest", path)
    assert path.read_text("utf-8") == "# Benchmarks\n\n## One\n\nanew\n\n### Part\n\nrest\n\n## Two\n\nsecond\n"
