"""What became of a finding between checks, each state by itself, and as it is typed."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from joinedup.assessment import Assessment, RuleResult, Status
from joinedup.cli.main import main
from joinedup.errors import UserError
from joinedup.outputs.as_json import as_dict
from joinedup.report.earlier import earlier
from joinedup.report.origin import LACKED_THEN, OFF_NOW, OFF_THEN
from joinedup.report.since import AGED, ENDED, GONE, KINDS, NOT_LOOKED, PRUNED, RAN_OUT, Change, Since, since
from joinedup.report.since_words import KINDS as HEADINGS
from joinedup.report.since_words import cautions, counted, no_longer_found, said_of, stood
from joinedup.severity import Severity
from joinedup.standing import Standing, standing
from test_board import example
from test_outputs import text

Capture = pytest.CaptureFixture[str]
RESULT, CONTEXT = example("westmarsh")
DATA = json.loads(json.dumps(as_dict(RESULT, CONTEXT)))
ANOTHER = {**DATA["input"], "sha256": "f" * 64}
"""A description that was changed since."""
FINDING = RESULT.open_findings[0]
FINDING_DATA = next(one for one in DATA["findings"] if one["ref"] == FINDING.ref)
MAY, JUNE, JULY = (date(2026, month, 1) for month in (5, 6, 7))


def past(
    month: int, found: bool = True, *, ran: str = "ran", severity: str = "", status: str = "open", **more: Any
) -> Standing:
    """A check of an earlier month, in which a finding was there or not, or its rule did not run."""
    data = json.loads(json.dumps({**DATA, "as_of": f"2026-{month:02}-01", "input": ANOTHER, **more}))
    for one in data["findings"]:
        if one["ref"] == FINDING.ref:
            one |= {"severity": severity or one["severity"], "status": status}
    if not found or ran != "ran":
        data["findings"] = [one for one in data["findings"] if one["ref"] != FINDING.ref]
    for rule in (rule for theme in data["themes"] for barrier in theme["barriers"] for rule in barrier["rules"]):
        if rule["id"] == FINDING.rule:
            rule["state"] = ran
    return earlier("then.json", json.dumps(data))


def became(*run: Standing, now: Assessment = RESULT) -> Change:
    """What became of the finding."""
    (change,) = [one for one in compared(*run, now=now).changes if one.ref == FINDING.ref]
    return change


def compared(*run: Standing, now: Assessment = RESULT, public: bool = False) -> Since:
    """What changed since the last of some checks."""
    return since(standing(as_dict(now, CONTEXT), now.partnership), run, public)


def _with_rules(result: Assessment, change: Callable[[RuleResult], RuleResult]) -> Assessment:
    """The check in which rules ended otherwise."""
    themes = []
    for theme in result.themes:
        barriers = [barrier.but(rules=tuple(map(change, barrier.rules))) for barrier in theme.barriers]
        themes.append(theme.but(barriers=tuple(barriers)))
    return result.but(themes=tuple(themes))


def without(state: str = "ran") -> Assessment:
    """The check without the finding, whose rule ended so."""

    def change(rule: RuleResult) -> RuleResult:
        return rule.but(state=state, because="", left_out=()) if rule.id == FINDING.rule else rule

    left = tuple(one for one in RESULT.findings if one.rule != FINDING.rule)
    return _with_rules(RESULT.but(findings=left), change)


def _standing_so(result: Assessment, status: Status) -> Assessment:
    """The check in which the finding's barrier stands so."""
    themes = []
    for theme in result.themes:
        barriers = [one.but(status=status) if one.id == FINDING.barrier else one for one in theme.barriers]
        themes.append(theme.but(barriers=tuple(barriers)))
    return result.but(themes=tuple(themes))


CALMER = _standing_so(RESULT, Status.FORMING)


def _in_the_way(data: dict[str, Any], **more: Any) -> Standing:
    """An earlier check in which the finding's barrier was in the way."""
    for barrier in (barrier for theme in data["themes"] for barrier in theme["barriers"]):
        if barrier["id"] == FINDING.barrier:
            barrier["status"] = "in-the-way"
    return earlier("then.json", json.dumps({**data, "input": ANOTHER, **more}))


@pytest.mark.parametrize(
    ("run", "kind", "first", "checks", "note"),
    [
        ([past(6, found=False)], "new", None, 1, ""),
        ([past(5), past(6)], "still-there", MAY, 3, ""),
        ([past(5), past(6, found=False), past(7)], "still-there", JULY, 2, ""),
        ([past(5), past(6, found=False)], "came-back", None, 1, ""),
        ([past(6, severity="low")], "worse", JUNE, 2, ""),
        ([past(6, severity="critical")], "better", JUNE, 2, ""),
        ([past(6, status="waived")], "came-back", JUNE, 2, ENDED),
        ([past(6, ran="not-assessed")], "new", None, 1, NOT_LOOKED),
        ([past(6, ran="failed")], "new", None, 1, NOT_LOOKED),
        ([past(6, ran="off")], "new", None, 1, OFF_THEN),
        ([past(5), past(6, ran="not-assessed")], "still-there", MAY, 2, NOT_LOOKED),
        ([past(5), past(6, found=False), past(7, ran="not-assessed")], "came-back", None, 1, NOT_LOOKED),
    ],
)
def test_what_became_of_a_finding_that_is_there(
    run: list[Standing], kind: str, first: date | None, checks: int, note: str
) -> None:
    """Since when, and in how many checks: a check that could not look neither found it nor saw it go."""
    change = became(*run, now=RESULT.but(findings=(FINDING.but(severity=Severity.HIGH), *RESULT.findings[1:])))
    assert (change.kind, change.first, change.checks, change.note) == (kind, first, checks, note)


@pytest.mark.parametrize(
    ("run", "later", "kind", "first", "checks"),
    [
        ([past(5)], [past(6), past(7)], "still-there", MAY, 4),
        ([past(5)], [past(6, found=False), past(7)], "came-back", JULY, 2),
        ([past(5)], [past(6, found=False)], "came-back", None, 1),
        ([past(5)], [past(6, ran="not-assessed")], "still-there", MAY, 2),
        ([past(5, found=False)], [past(6), past(7)], "new", JUNE, 3),
        ([past(5, severity="low")], [past(6, severity="low")], "worse", MAY, 3),
    ],
)
def test_checks_in_between_count_too(
    run: list[Standing], later: list[Standing], kind: str, first: date | None, checks: int
) -> None:
    """Beside a check of long ago: since when it is there, in how many checks, and whether it was gone for a time."""
    now = RESULT.but(findings=(FINDING.but(severity=Severity.HIGH), *RESULT.findings[1:]))
    made = since(standing(as_dict(now, CONTEXT), now.partnership), run, later=later)
    (change,) = [one for one in made.changes if one.ref == FINDING.ref]
    assert (change.kind, change.first, change.checks) == (kind, first, checks)


def test_a_finding_that_was_accepted_since_is_no_less_there() -> None:
    """It is said to be accepted once, and is still there after that."""
    now = RESULT.but(findings=(FINDING.but(status="waived"), *RESULT.findings[1:]))
    assert became(past(6), now=now).kind == "accepted"
    assert became(past(6, status="waived"), now=now).kind == "still-there"


@pytest.mark.parametrize(
    ("state", "kind", "note"),
    [
        ("ran", "no-longer-found", ""),
        ("not-assessed", "no-longer-assessed", ""),
        ("failed", "no-longer-assessed", ""),
        ("off", "no-longer-assessed", OFF_NOW),
    ],
)
def test_what_became_of_a_finding_that_is_gone(state: str, kind: str, note: str) -> None:
    """Not found by a rule that looked, which is never said of one that did not."""
    change = became(past(6), now=without(state=state))
    assert (change.kind, change.first, change.checks, change.note) == (kind, None, 0, note)


def test_nothing_is_better_because_a_day_went_by() -> None:
    """A description that did not change has nothing mended; a record that ended may be passed by, whatever it says."""
    same = {"input": DATA["input"]}
    for change in (became(past(6, **same), now=without()), became(past(6, severity="critical", **same))):
        assert (change.note, change.of_time) == (AGED, True)
    (ended,) = [one for one in RESULT.partnership.targets if one.id == "fewer-exclusions"]
    for goal, notes in ((date(2026, 5, 31), ("", False)), (JUNE, (RAN_OUT, True)), (RESULT.as_of, (RAN_OUT, True))):
        assert ended.goal is not None
        target = ended.but(goal=ended.goal.but(on=goal))
        targets = tuple(target if one is ended else one for one in RESULT.partnership.targets)
        now = without().but(partnership=RESULT.partnership.but(targets=targets))
        data = json.loads(json.dumps({**DATA, "as_of": "2026-06-01", "input": ANOTHER}))
        data["findings"][0]["subject"] = {"kind": "target", "ids": [ended.id], "name": ended.title}
        made = compared(earlier("then.json", json.dumps(data)), now=now)
        (change,) = [one for one in made.changes if one.ref == FINDING.ref]
        assert (change.kind, change.note, change.of_time) == ("no-longer-found", *notes)
        assert no_longer_found(made)[1].endswith("(1 perhaps because time passed)") is change.of_time


def test_a_finding_whose_subject_was_taken_out_says_so() -> None:
    """It is no longer found because nobody could look."""
    data = json.loads(json.dumps({**DATA, "as_of": "2026-06-01"}))
    ghost = {**data["findings"][0], "ref": "PO-222222", "subject": {"kind": "target", "ids": ["gone"], "name": "Gone"}}
    run = [earlier("then.json", json.dumps({**data, "findings": [ghost]}))]
    (change,) = compared(*run).of("no-longer-found")
    assert (change.ref, change.note.startswith(GONE)) == ("PO-222222", True)


@pytest.mark.parametrize(("path", "note"), [("actions.gone.due", PRUNED), ("actions", "")])
def test_a_finding_whose_proof_was_taken_out_says_so(path: str, note: str) -> None:
    """An overdue action that is deleted is not done, and its barrier only seems to stand better for it."""
    data = json.loads(json.dumps({**DATA, "as_of": "2026-06-01"}))
    shown = [{**FINDING_DATA["evidence"][0], "path": path}]
    ghost = {**FINDING_DATA, "ref": "PO-555555", "evidence": shown}
    found = compared(_in_the_way(data, findings=[ghost]), now=CALMER)
    (change,) = found.of("no-longer-found")
    assert (change.note, FINDING.barrier in found.less_told) == (note, bool(note))
    assert ("(1 perhaps only taken out of the description)" in no_longer_found(found)[1]) == bool(note)
    assert ("less could be told" in stood(found, FINDING.barrier)) == bool(note)


@pytest.mark.parametrize(("path", "note"), [("actions.gone.due", PRUNED), ("actions", "")])
def test_a_finding_is_not_better_because_some_of_its_proof_was_taken_out(path: str, note: str) -> None:
    """Deleting most of what is overdue makes the rest look less severe."""
    data = json.loads(json.dumps({**DATA, "as_of": "2026-06-01"}))
    before = {**FINDING_DATA, "severity": "critical", "evidence": [{**FINDING_DATA["evidence"][0], "path": path}]}
    found = compared(_in_the_way(data, findings=[before]), now=CALMER)
    (change,) = found.of("better")
    assert (change.ref, change.note, FINDING.barrier in found.less_told) == (FINDING.ref, note, bool(note))


def test_a_barrier_that_stands_better_because_a_risk_was_accepted_says_so() -> None:
    """What was found is still there."""
    now = CALMER.but(findings=(FINDING.but(status="waived"), *RESULT.findings[1:]))
    data = json.loads(json.dumps({**DATA, "as_of": "2026-06-01"}))
    assert stood(compared(_in_the_way(data), now=now), FINDING.barrier) == "was in the way; a risk was accepted since"
    assert stood(compared(_in_the_way(data), now=CALMER), FINDING.barrier) == "was in the way"


def test_a_rule_whose_plugin_failed_is_not_laid_to_the_ruleset() -> None:
    """No ruleset takes a plugin's rule out; only a local rule can be its own."""
    data = json.loads(json.dumps({**DATA, "as_of": "2026-06-01"}))
    for barrier in (barrier for theme in data["themes"] for barrier in theme["barriers"]):
        barrier["rules"] = [rule for rule in barrier["rules"] if rule["id"] != FINDING.rule]
    data["findings"] = [one for one in data["findings"] if one["rule"] != FINDING.rule]
    change = became(earlier("then.json", json.dumps(data)))
    assert (change.kind, change.comes_from) == ("new", ("joinedup",))
    assert change.note == f"{LACKED_THEN}: this comes from a plugin that failed or is missing, or from joinedup."


def test_a_check_without_its_survey_does_not_say_that_the_staff_agree_now() -> None:
    """What the survey said beside the record is no longer assessed without it."""
    ghost = {
        **DATA["findings"][0],
        "ref": "PO-444444",
        "barrier": "people/trust",
        "rule": "people/rosier-than-the-record",
    }
    run = [earlier("then.json", json.dumps({**DATA, "as_of": "2026-06-01", "findings": [ghost]}))]
    silent = _with_rules(RESULT, lambda rule: rule.but(state="not-assessed") if "-survey" in rule.id else rule)
    assert [change.ref for change in compared(*run).of("no-longer-found")] == ["PO-444444"]
    assert [change.ref for change in compared(*run, now=silent).of("no-longer-assessed")] == ["PO-444444"]


@pytest.mark.parametrize("part", ["findings", "questions"])
def test_a_place_that_is_no_text_is_refused(part: str) -> None:
    """Where the file is read, and not in the middle of the comparison."""
    data = json.loads(json.dumps(DATA))
    data[part][0]["evidence"][0]["path"] = 5
    with pytest.raises(UserError, match="no assessment; give what"):
        earlier("then.json", json.dumps(data))


def test_the_version_to_publish_quotes_nothing_of_the_earlier_check() -> None:
    """Which was none to publish."""
    gone = compared(past(6), now=without(), public=True).of("no-longer-found")
    assert FINDING.ref in [change.ref for change in gone]
    titles = {finding.ref: finding.title for finding in RESULT.findings}
    assert [change.because for change in gone] == [titles[change.ref] for change in gone]


def test_what_comes_from_the_rules_is_told_apart() -> None:
    """From the ruleset or joinedup for sure, where the description is the same; perhaps, where it is not."""
    other: dict[str, Any] = {"ruleset": {"name": "strict", "sha256": "0" * 64}, "input": DATA["input"]}
    changed: dict[str, Any] = {"input": {"path": "trust.yaml", "sha256": "1" * 64}}
    (said,) = cautions(compared(past(6, **other)), "trust")
    assert said.startswith("The ruleset or its files changed in between, and the description did not.")
    (said,) = cautions(compared(past(6, **{**other, **changed}, joinedup="0.0.1")), "trust")
    assert said.startswith("The ruleset or its files and joinedup itself changed in between. Some of what follows may")
    assert list(cautions(compared(past(6, **changed)), "trust")) == []


def test_every_state_has_its_words_in_every_output() -> None:
    """The counts at the head, each change with its words below."""
    found = compared(past(5), past(6, found=False))
    assert list(HEADINGS) == list(KINDS)
    context = CONTEXT.but(since=found)
    for format in ("text", "html", "markdown"):
        shown = " ".join(text(format, RESULT, context).split())
        assert counted(found) in shown
        assert f"Came back: {FINDING.ref}" in shown if format == "text" else "Came back: 1" in shown
        assert "There since 1 May 2026, in 3 checks." in shown
    data = json.loads(text("json", RESULT, context))["since"]
    assert [one["kind"] for one in data["changes"]] == [one.kind for one in found.changes]
    assert said_of(became(past(5), past(6))) == "There since 1 May 2026, in 3 checks."


def test_each_finding_has_one_state_and_the_counts_add_up() -> None:
    """Whatever changed, none is lost between two checks."""
    for other in (past(6), past(6, found=False), past(6, ran="off")):
        found = compared(other)
        refs = [change.ref for change in found.changes]
        assert sorted(refs) == sorted({*other.findings, *(finding.ref for finding in RESULT.findings)})


@pytest.fixture
def trust(tmp_path: Path) -> str:
    """Westmarsh in a folder of its own."""
    path = tmp_path / "trust.yaml"
    path.write_bytes((Path(__file__).parent.parent / "examples" / "westmarsh.yaml").read_bytes())
    return str(path)


def changes(trust: str, capsys: Capture, *typed: str) -> dict[str, Any] | None:
    """What a check says in JSON of what changed."""
    capsys.readouterr()
    assert main(["check", trust, "--format", "json", "--fail-on", "never", *typed]) == 0
    found: dict[str, Any] | None = json.loads(capsys.readouterr().out)["since"]
    return found


def test_the_last_check_is_the_last_of_an_earlier_day(trust: str, capsys: Capture) -> None:
    """Not one of this day, however often it is recorded; of a day, the last that was recorded counts."""
    assert changes(trust, capsys, "--since", "last", "--record", "--as-of", "2026-06-30") is None
    for day, last in (("2026-07-31", "2026-06-30"), ("2026-08-31", "2026-07-31"), ("2026-08-31", "2026-07-31")):
        found = changes(trust, capsys, "--since", "last", "--record", "--as-of", day)
        assert found is not None
        assert found["day"] == last
    found = changes(trust, capsys, "--since", "2026-08-01")
    assert found is not None
    assert (found["day"], found["same_description"]) == ("2026-07-31", True)
    assert max(one["checks"] for one in found["changes"]) == 4


def test_a_first_check_says_that_it_is_the_first(trust: str, capsys: Capture) -> None:
    """A day of which there is none is refused; the last is not, so that one command serves every month."""
    assert main(["check", trust, "--since", "last", "--quiet", "--fail-on", "never"]) == 0
    assert "no earlier check is recorded, so this is the first" in capsys.readouterr().err
    assert main(["check", trust, "--since", "2026-01-01", "--quiet"]) == 2
    assert "joinedup.db has no check of 1 January 2026 or before" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("30/06/2026", '"30/06/2026" is not a date: write it as 2026-09-30; did you mean "2026-06-30"?'),
        ("2026-06-31", '"2026-06-31" is a day that does not exist'),
        ("last.json", "last.json: there is no such file"),
    ],
)
def test_a_day_that_is_mistyped_is_no_missing_file(trust: str, capsys: Capture, typed: str, says: str) -> None:
    """It is answered as a day is in a description."""
    assert main(["check", trust, "--since", typed, "--quiet"]) == 2
    assert says in capsys.readouterr().err


def test_a_partnership_that_was_renamed_is_told_of_its_old_checks(trust: str, capsys: Capture) -> None:
    """Its history is under the old name: that it has none is half of the truth."""
    assert main(["check", trust, "--record", "--quiet", "--fail-on", "never", "--as-of", "2026-06-30"]) == 0
    path = Path(trust)
    path.write_text(
        path.read_text("utf-8").replace("name: Westmarsh Children's Trust", "name: Westmarsh Trust"), "utf-8"
    )
    also = 'There are checks of "Westmarsh Children\'s Trust", and none of "Westmarsh Trust" before'
    for typed, code in (("last", 0), ("2026-06-30", 2)):
        assert main(["check", trust, "--since", typed, "--quiet", "--fail-on", "never"]) == code
        assert also in capsys.readouterr().err
    assert main(["check", trust, "--record", "--quiet", "--fail-on", "never", "--as-of", "2026-06-30"]) == 0
    assert main(["check", trust, "--since", "2026-06-01", "--quiet"]) == 2
    assert "There are checks" not in capsys.readouterr().err


def test_a_history_elsewhere_is_looked_at_there(trust: str, tmp_path: Path, capsys: Capture) -> None:
    """Without recording in it."""
    kept = ["--history", str(tmp_path / "elsewhere.db")]
    assert changes(trust, capsys, "--record", "--as-of", "2026-06-30", *kept) is None
    found = changes(trust, capsys, "--since", "last", *kept)
    assert found is not None
    assert found["day"] == "2026-06-30"
    assert not (tmp_path / "joinedup.db").exists()
