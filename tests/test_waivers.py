"""Risks that were accepted: shown apart, counted apart, and only as long as they hold."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cases import THEMES, describe
from joinedup.assess import assess
from joinedup.assessment import Assessment, Status
from joinedup.cli.main import main
from joinedup.reading import read
from joinedup.rulesets.reader import read_ruleset
from joinedup.waivers import Waiver

GIVEN = {
    "format": "joinedup/1",
    "name": "Northby",
    "as_of": "2026-09-30",
    "agencies": [{"id": "council", "name": "Council"}],
    "targets": [{"id": "t1", "title": "One", "risk": 20}, {"id": "t2", "title": "Two"}],
    "services": [],
    "budgets": [],
}


def check(tmp_path: Path, *waivers: dict[str, Any]) -> Assessment:
    """The assessment with these waivers."""
    path = tmp_path / "own.yaml"
    path.write_text(json.dumps({"waivers": list(waivers)}))
    return assess(describe(GIVEN), THEMES, read_ruleset(str(path), THEMES).ruleset)


def waiver(**changes: Any) -> dict[str, Any]:
    """A waiver of the rule about unfunded targets."""
    given = {
        "rule": "power/unfunded",
        "covers": ["t1"],
        "reason": "Money follows in April",
        "accepted_by": "Trust Board",
    }
    return {**given, "until": "2027-03-31", **changes}


def status(assessment: Assessment, barrier: str) -> Status:
    """How a barrier stands."""
    return next(found.status for found in assessment.barriers if found.id == barrier)


def test_an_accepted_finding_is_kept_and_does_not_count(tmp_path: Path) -> None:
    """It keeps its severity, is counted apart, and neither fails the check nor puts the barrier in the way."""
    without, with_one = check(tmp_path), check(tmp_path, waiver())
    (accepted,) = with_one.waived_findings
    assert (accepted.subject.ids, accepted.severity.word) == (("t1",), "high")
    assert accepted.waiver is not None
    assert accepted.waiver.reason == "Money follows in April"
    assert status(without, "power/budgets") is Status.IN_THE_WAY
    assert status(with_one, "power/budgets") is Status.FORMING
    assert len(with_one.open_findings) == len(without.open_findings) - 1
    assert all(accepted.ref not in remedy.answers for remedy in with_one.remedies)
    assert [(a.state, a.findings) for a in with_one.waivers] == [("in-use", (accepted.ref,))]


def test_all_findings_of_a_barrier_accepted_leave_it_clear(tmp_path: Path) -> None:
    """Its main rule ran, and nothing stands that nobody accepted."""
    result = check(
        tmp_path, waiver(covers=["t1", "t2"]), waiver(rule="power/money-not-at-risk", covers=["partnership"])
    )
    assert status(result, "power/budgets") is Status.CLEAR


def test_a_finding_can_be_named_by_its_reference(tmp_path: Path) -> None:
    """It still has to say what it covers; a reference that covers something else matches nothing."""
    ref = next(f.ref for f in check(tmp_path).findings if f.rule == "power/unfunded" and f.subject.ids == ("t2",))
    by_ref = check(tmp_path, _by(ref, "t2"))
    assert [f.ref for f in by_ref.waived_findings] == [ref]
    assert [a.state for a in check(tmp_path, _by(ref, "t1")).waivers] == ["matches-nothing"]


def _by(ref: str, id: str) -> dict[str, Any]:
    """A waiver of one finding."""
    return {name: value for name, value in waiver(finding=ref, covers=[id]).items() if name != "rule"}


@pytest.mark.parametrize(
    ("until", "state"),
    [
        ("2026-09-29", "expired"),
        ("2026-09-30", "expires-soon"),
        ("2026-10-30", "expires-soon"),
        ("2026-10-31", "in-use"),
    ],
)
def test_a_waiver_holds_to_the_end_of_its_last_day(until: str, state: str, tmp_path: Path) -> None:
    """An expired one does nothing and is reported; one that ends within 30 days says so."""
    result = check(tmp_path, waiver(until=until))
    assert [accepted.state for accepted in result.waivers] == [state]
    assert len(result.waived_findings) == (state != "expired")


def test_a_waiver_that_matches_nothing_is_reported(tmp_path: Path) -> None:
    """A typo in what it covers never hides a finding."""
    result = check(tmp_path, waiver(covers=["t11"]))
    assert [accepted.state for accepted in result.waivers] == ["matches-nothing"]
    assert result.waived_findings == ()


def test_a_waiver_never_adds_a_finding(tmp_path: Path) -> None:
    """Accepting anything leaves what was found as it was."""
    before = {finding.ref for finding in check(tmp_path).findings}
    for finding in check(tmp_path).findings:
        covers = list(finding.subject.ids) if finding.subject.kind != "partnership" else ["partnership"]
        result = check(
            tmp_path, waiver(rule=finding.rule, covers=covers, until=date.max.replace(year=2100).isoformat())
        )
        assert {found.ref for found in result.findings} == before


def test_staff_who_are_concerned_do_not_contradict_an_accepted_record() -> None:
    """What a board accepts the records still show: they are not clear, and no cross-check says so."""
    westmarsh = read(str(Path(__file__).parent.parent / "examples" / "westmarsh.yaml"), date(2026, 9, 30)).partnership
    rules = read_ruleset("standard", THEMES).ruleset
    before = assess(westmarsh, THEMES, rules).findings
    waivers = tuple(
        Waiver(
            rule=found.rule,
            covers=("partnership", *found.subject.ids),
            reason="R",
            accepted_by="Trust Board",
            until=date(2100, 1, 1),
        )
        for found in before
    )
    after = assess(westmarsh, THEMES, rules.but(waivers=waivers)).findings
    assert {found.ref for found in after} == {found.ref for found in before}
    assert all(found.waiver for found in after)


@pytest.mark.parametrize("format", ["text", "json", "html"])
def test_every_output_shows_what_was_accepted_and_why(
    format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Apart from the findings, with reason, office and day; `--ignore-waivers` counts them again."""
    trust, rules = tmp_path / "trust.json", tmp_path / "own.yaml"
    trust.write_text(json.dumps(GIVEN))
    rules.write_text(json.dumps({"waivers": [waiver(), waiver(until="2026-01-31", reason="Long ago")]}))
    main(["check", str(trust), "--ruleset", str(rules), "--format", format])
    shown = " ".join(capsys.readouterr().out.split())
    for words in ("Money follows in April", "Trust Board", "Long ago"):
        assert words in shown
    assert ("31 March 2027" in shown) or ('"until": "2027-03-31"' in shown)
    main(["check", str(trust), "--ruleset", str(rules), "--format", format, "--ignore-waivers"])
    assert "Money follows in April" not in capsys.readouterr().out
