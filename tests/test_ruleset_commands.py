"""`joinedup ruleset show`, `diff` and `test`, as their users type them."""

from pathlib import Path

import pytest

from joinedup.cli.main import main

WESTMARSH = str(Path(__file__).parent.parent / "examples" / "westmarsh.yaml")
Capture = pytest.CaptureFixture[str]
OWN = """name: Northby
extends: standard
fail_on: medium
rules:
  power/unfunded: {high_risk: 10, severity: {high_risk: critical}}
  purposes/no-vision: {enabled: false, why: The county plan has it}
waivers:
  - {rule: power/two-lines, covers: [x], reason: Joint post, accepted_by: Trust Board, until: 2027-01-31}
tests:
  - name: a target of risk 10 weighs more here
    given:
      targets: [{id: t, title: A target, risk: 10}]
      services: []
      budgets: []
    finds: [power/unfunded]
    not_finds: purposes/no-vision
"""


@pytest.fixture
def own(tmp_path: Path) -> str:
    """A ruleset of an authority."""
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    return str(path)


def test_show_says_where_each_value_comes_from(own: str, capsys: Capture) -> None:
    """File and line of what a file sets, "default" for the rest, and why a rule is off."""
    assert main(["ruleset", "show", own]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert f"fail_on: medium  ({own}:3)" in lines
    assert "in_the_way: high  (default)" in lines
    assert f"power/unfunded high_risk: 10  ({own}:5)" in lines
    assert f"power/unfunded severity high_risk: critical  ({own}:5)" in lines
    assert "power/unfunded severity usual: medium  (default)" in lines
    assert f"purposes/no-vision: off: The county plan has it  ({own}:6)" in lines
    assert any(line.startswith("indicators detections: ") and "standard.yaml:" in line for line in lines)
    assert main(["ruleset", "show", own, "--changed"]) == 0
    assert "power/unfunded severity usual" not in capsys.readouterr().out


def test_diff_says_what_is_stricter_and_what_is_looser(own: str, capsys: Capture) -> None:
    """Each setting with its direction; on a description, which findings appear, vanish or change."""
    assert main(["ruleset", "diff", "standard", own]) == 0
    shown = capsys.readouterr().out
    stricter, looser = shown.index("stricter ("), shown.index("looser (")
    assert stricter < shown.index("power/unfunded high_risk: 15 → 10") < looser
    assert stricter < shown.index("fail_on: high → medium") < looser
    assert looser < shown.index("purposes/no-vision: on → off")
    assert looser < shown.index("waiver of power/two-lines: none → until 2027-01-31")
    assert main(["ruleset", "diff", own, "standard"]) == 0
    assert "power/unfunded high_risk: 10 → 15" in capsys.readouterr().out.partition("looser (")[2]
    assert main(["ruleset", "diff", "standard", "standard", "--on", WESTMARSH]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "No difference."


def test_diff_on_a_description_names_the_findings(capsys: Capture) -> None:
    """Strict against standard on a trust of real size: some appear, some weigh more, none vanishes."""
    assert main(["ruleset", "diff", "standard", "strict", "--on", WESTMARSH]) == 0
    shown = capsys.readouterr().out.partition("On ")[2]
    assert "  appears: " in shown
    assert "  changes: medium, open → high, open" in shown
    assert "  vanishes: " not in shown


def test_test_runs_the_own_cases_and_names_what_has_none(own: str, capsys: Capture) -> None:
    """A failing case is shown as a diff; exit code 1."""
    assert main(["ruleset", "test", own]) == 0
    said = capsys.readouterr().out
    assert "ok  a target of risk 10 weighs more here" in said
    assert "Northby: 1 of 1 case passed" in said
    path = Path(own)
    path.write_text(
        OWN.replace("risk: 10}", "risk: 9, funded_from: core}").replace(
            "purposes/no-vision\n", "processes/no-baseline\n"
        )
    )
    assert main(["ruleset", "test", own]) == 1
    said = capsys.readouterr().out
    assert "FAILED  a target of risk 10 weighs more here" in said
    assert "- power/unfunded should find something: ran and found nothing" in said
    assert "+ processes/no-baseline should find nothing: " in said
    assert "no case: purposes/no-vision" in said
