"""What comes from the ruleset is told apart from what the partnership did: finding by finding, in every output."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from joinedup.assessment import Assessment
from joinedup.checker import Options, prepare
from joinedup.cli.main import main
from joinedup.outputs import Context
from joinedup.outputs.as_json import as_dict
from joinedup.reading import load
from joinedup.reading.source import of_bytes
from joinedup.report.earlier import earlier
from joinedup.report.since import Change, Since, since
from joinedup.report.since_words import cautions, counted, no_longer_found, stood
from joinedup.standing import standing
from joinedup.writing.changes import Put, changed
from test_outputs import text

ROOT = Path(__file__).parent.parent
WESTMARSH = ROOT / "examples" / "westmarsh.yaml"
DISPUTES, DEPUTIES = "people/open-dispute", "people/no-deputy"
PERHAPS = "so this may come from the ruleset and not from the partnership."
SURELY = "this comes from the ruleset."
LOCAL = """local_rules:
  westmarsh/schools:
    title: A school is not core
    barrier: people/staff_commitment
    severity: low
    for_each: agencies
    when: kind == "school" {also}
    because: "{{name}} is a school"
    why: Schools matter.
    do: Ask them.
"""


@cache
def checked(folder: Path, ruleset: str = "", day: str = "2026-09-30", without: str = "") -> tuple[Assessment, Context]:
    """Westmarsh by the standard ruleset with some more, on a day; without a section."""
    name = "standard"
    if ruleset:
        place = folder / f"{abs(hash(ruleset))}.yaml"
        place.write_text(f"extends: standard\n{ruleset}\n", "utf-8")
        name = str(place)
    source = load(str(WESTMARSH))
    data = changed(source, [Put(without, None)]) if without else source.data
    checker = prepare(Options(today=date(2026, 9, 30), ruleset=name, as_of=date.fromisoformat(day)))
    result, _ = checker.check(of_bytes("trust.yaml", data))
    return result, Context("trust.yaml", f"{len(data):064}", "1.0.0")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the rulesets are."""
    return tmp_path_factory.mktemp("rulesets")


def between(
    now: tuple[Assessment, Context], then: tuple[Assessment, Context], *, version: str = "1.0.0", old: bool = False
) -> Since:
    """What changed; `old` where the earlier check was written by a joinedup that knew no digests."""
    data: Any = json.loads(json.dumps({**as_dict(*then), "joinedup": version}))
    if old:
        del data["ruleset"]["settings"], data["ruleset"]["in_the_way"]
    return since(standing(as_dict(*now), now[0].partnership), [earlier("then.json", json.dumps(data))])


def of_rule(made: Since, now: tuple[Assessment, Context], rule: str) -> set[Change]:
    """What changed of the findings of a rule that are there now."""
    refs = {finding.ref for finding in now[0].findings if finding.rule == rule}
    return {change for change in made.changes if change.ref in refs and change.kind != "still-there"}


def test_a_stricter_limit_is_no_failing_of_the_partnership(folder: Path) -> None:
    """Worse, on another day: it may come from the ruleset; what is found by any other rule does not."""
    then, now = checked(folder), checked(folder, f"rules: {{{DISPUTES}: {{high_days: 90}}}}", "2026-10-31")
    made = between(now, then)
    (worse,) = of_rule(made, now, DISPUTES)
    assert (worse.kind, worse.comes_from) == ("worse", ("day", "ruleset"))
    assert worse.note == f"The limits or severities of its rule changed in between, {PERHAPS}"
    others = [change for change in made.changes if change.kind in ("new", "worse", "better") and change != worse]
    assert others
    assert {change.comes_from for change in others} == {("day",)}
    assert not any(change.note for change in others)
    assert "1 worse may come from the ruleset." in counted(made)
    assert list(cautions(made, "trust")) == [
        "The ruleset or its files changed in between. What may come from that says so. What does not say so rests on "
        "rules that stayed as they were."
    ]


@pytest.mark.parametrize(("severity", "kind"), [("critical", "worse"), ("low", "better")])
def test_another_severity_is_another_judgement(severity: str, kind: str, folder: Path) -> None:
    """Of the same description on the same day it surely comes from the ruleset."""
    then, now = checked(folder), checked(folder, f"rules: {{{DEPUTIES}: {{severity: {severity}}}}}")
    made = between(now, then)
    changes = of_rule(made, now, DEPUTIES)
    assert {(change.kind, change.comes_from) for change in changes} == {(kind, ("ruleset",))}
    assert all(change.note.endswith(SURELY) for change in changes)
    assert {change for change in made.changes if change.kind != "still-there"} == changes
    assert counted(made).endswith(f"Of these, {len(changes)} {kind} come from the ruleset.")


@pytest.mark.parametrize(
    ("first", "second", "kind"), [("false", "true", "new"), ("true", "false", "no-longer-assessed")]
)
def test_a_rule_that_is_switched(first: str, second: str, kind: str, folder: Path) -> None:
    """On or off: what it finds then, or no longer does, comes from that."""
    then, now = (checked(folder, f"rules: {{{DEPUTIES}: {{enabled: {word}}}}}") for word in (first, second))
    made = between(now, then)
    found = {finding.ref for finding in (*then[0].findings, *now[0].findings) if finding.rule == DEPUTIES}
    assert {change.ref for change in made.of(kind)} == found
    assert {change.comes_from for change in made.of(kind)} == {("ruleset",)}
    assert {change.kind for change in made.changes} == {kind, "still-there"}
    assert "switched off" in made.of(kind)[0].note


def test_what_a_looser_ruleset_no_longer_finds_is_no_success(folder: Path) -> None:
    """Neither in the figure at the head, nor beside its barrier."""
    then, now = checked(folder), checked(folder, f"in_the_way: critical\nrules: {{{DISPUTES}: {{open_days: 900}}}}")
    made = between(now, then)
    gone = made.of("no-longer-found")
    assert {finding.ref for finding in then[0].findings if finding.rule == DISPUTES} <= {one.ref for one in gone}
    assert {(one.comes_from, one.note.endswith(SURELY)) for one in gone} == {(("ruleset",), True)}
    number = len(gone)
    words = f"no longer found since 30 September 2026 ({number} perhaps because of the ruleset)"
    assert no_longer_found(made) == (str(number), words)
    assert made.of_ruleset == set(made.statuses) != set()
    trust = stood(made, "power/budgets")
    assert trust == "was in the way; the ruleset changed for this barrier"
    shown = {
        format: " ".join(text(format, now[0], now[1].but(since=made)).split())
        for format in ("text", "html", "markdown")
    }
    assert all(trust in said.replace("Was", "was") for said in shown.values())
    assert "<b class=tag>ruleset</b>" in shown["html"]
    assert all("(ruleset)" in shown[format].replace("\\", "") for format in ("text", "markdown"))


def test_a_local_rule_is_of_the_ruleset(folder: Path) -> None:
    """That there is one now, and that it looks for something else."""
    none, one, other = checked(folder), *(checked(folder, LOCAL.format(also=also)) for also in ("", "or core"))
    added = between(one, none).of("new")
    assert {change.comes_from for change in added} <= {("ruleset", "joinedup")}
    wider = between(other, one).of("new")
    assert wider
    assert all(change.note.startswith("The text or severity of its local rule changed") for change in wider)


def test_what_staff_say_beside_the_record_rests_on_the_rules_of_its_barrier(folder: Path) -> None:
    """And on what puts a barrier in the way."""
    then = checked(folder)
    rule = next(finding for finding in then[0].findings if finding.rule.endswith("than-the-record"))
    rules = next(barrier.rules for barrier in then[0].barriers if barrier.id == rule.barrier)
    off = "\n".join(f"  {one.id}: {{enabled: false}}" for one in rules if not one.id.endswith("-survey"))
    made = between(checked(folder, f"rules:\n{off}"), then)
    (change,) = [one for one in made.changes if one.ref == rule.ref]
    assert change.of_ruleset
    assert "What the ruleset sets for its barrier changed in between" in change.note


def test_a_check_that_does_not_say_its_settings_is_cautioned_as_a_whole(folder: Path) -> None:
    """Nothing is said of single findings; and joinedup's own version is cautioned as a whole in any case."""
    then, now = checked(folder), checked(folder, f"rules: {{{DEPUTIES}: {{severity: critical}}}}", "2026-10-31")
    made = between(now, then, old=True)
    assert not made.told_apart
    assert {change.comes_from for change in made.changes} == {None}
    (said,) = cautions(made, "trust")
    assert said.startswith("The ruleset or its files changed in between, and the description did not.")
    newer = between(now, then, version="0.9.0")
    assert {change.comes_from for change in newer.of("worse") if change.of_ruleset} == {("day", "ruleset", "joinedup")}
    assert [said.split(" changed")[0] for said in cautions(newer, "trust")] == [
        "The ruleset or its files", "joinedup itself"
    ]  # fmt: skip


def test_less_that_can_be_told_is_said_beside_its_barrier(folder: Path) -> None:
    """A barrier that stands better because the survey was taken out stands as it did, for all that anybody knows."""
    then, now = checked(folder), checked(folder, without="survey")
    (barrier,) = between(now, then).less_told
    assert stood(between(now, then), barrier) == "was in the way; less could be told this time"
    assert between(then, now).less_told == frozenset()


def test_it_is_said_as_it_is_typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From a check that was written to one by another ruleset."""
    then = tmp_path / "then.json"
    assert main(["check", str(WESTMARSH), "-o", str(then), "--fail-on", "never", "--quiet"]) == 0
    given = ["check", str(WESTMARSH), "--ruleset", "strict", "--since", str(then), "--fail-on", "never"]
    assert main([*given, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    moved = [one for one in data["since"]["changes"] if one["kind"] != "still-there"]
    assert {tuple(one["comes_from"]) for one in moved} == {("ruleset",)}
    assert set(data["since"]["of_ruleset"]) == set(data["since"]["statuses"])
    assert set(load(str(then)).text.split('"settings": {')[1].split("}")[0].split('"')) > {DISPUTES, DEPUTIES}
