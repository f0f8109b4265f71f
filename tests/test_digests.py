"""What a ruleset makes of each rule has a digest: it changes with what bends that rule, and with nothing else."""

from pathlib import Path

import pytest

from cases import THEMES
from joinedup.rulesets.reader import read_ruleset

LOCAL = """
local_rules:
  northby/core:
    title: The police are not core
    barrier: people/staff_commitment
    severity: low
    for_each: agencies
    when: kind == "police" and core == {core}
    because: "{{name}} is not a core partner"
    why: They should be.
    do: {do}
"""


def digests(folder: Path, text: str) -> dict[str, str]:
    """The digests of a ruleset."""
    place = folder / "own.yaml"
    place.write_text(f"name: Own\n{text}\n", "utf-8")
    return dict(read_ruleset(str(place), THEMES).ruleset.digests)


def changed(folder: Path, one: str, other: str) -> set[str]:
    """The rules whose digests differ between two rulesets."""
    before, after = digests(folder, one), digests(folder, other)
    return {id for id in before | after if before.get(id) != after.get(id)}


@pytest.mark.parametrize(
    "field", ["enabled: false", "severity: critical", "severity: {usual: low}", "concern: 2.5", "strength: 3.9"]
)
def test_it_changes_with_the_settings_of_its_rule(field: str, tmp_path: Path) -> None:
    """And with those of no other rule."""
    rule = "people/trust-survey"
    assert changed(tmp_path, "", f"rules:\n  {rule}: {{{field}}}") == {rule}


@pytest.mark.parametrize(
    "text",
    [
        "rules:\n  people/trust-survey: {concern: 3.00, strength: 4.0}",
        "rules:\n  people/trust-survey: {why: The board asked, solutions: [power/let-go]}",
        "waivers: []",
        "in_the_way: medium",
        "report: {title: Ours}",
        "terms: {partnership: trust}",
    ],
)
def test_what_bends_no_rule_changes_none(text: str, tmp_path: Path) -> None:
    """A figure that is written otherwise, other solutions, words and looks."""
    assert changed(tmp_path, "", text) == set()


def test_what_several_rules_read_changes_those_alone(tmp_path: Path) -> None:
    """How few answers are too few, and which measures pull against each other."""
    few = changed(tmp_path, "", "least_answers: 12")
    assert {id for id in few if not id.endswith("-survey")} == {"people/perception-gap"}
    assert "people/trust-survey" in few
    words = changed(tmp_path, "", "indicators: {own: Ours}")
    assert words == {"power/parallel-targets", "purposes/known-tension"}


def test_a_local_rule_changes_with_what_it_looks_for(tmp_path: Path) -> None:
    """Not with what it advises."""
    first = LOCAL.format(core="false", do="Ask them.")
    assert changed(tmp_path, first, LOCAL.format(core="true", do="Ask them.")) == {"northby/core"}
    assert changed(tmp_path, first, LOCAL.format(core="false", do="Write to them.")) == set()
    assert changed(tmp_path, "", first) == {"northby/core"}
