"""What a change would mean: two checks side by side, whichever of them is a file of JSON."""

import json
from datetime import date
from pathlib import Path

import pytest

from joinedup.assessment import Status
from joinedup.checker import Options, prepare
from joinedup.cli.main import main
from joinedup.effect.checks import of_result
from joinedup.effect.difference import ACCEPTED, GONE, NEW, STILL, TOLD, TURNED, UNTOLD, WORSE, Difference, difference
from joinedup.reading import load
from joinedup.standing import Standing, standing
from joinedup.writing.changes import Put, changed

ROOT = Path(__file__).parent.parent
WESTMARSH = ROOT / "examples" / "westmarsh.yaml"
VACANT = "    vacant_since: 2026-05-29\n"
Capture = pytest.CaptureFixture[str]
TRUST = """format: joinedup/1
name: Example Trust
as_of: 2026-09-30
agencies:
  - {id: council, name: Example Council}
roles:
  - {id: dcs, title: Director, agency: council}
actions:
  - {id: a-1, title: Write a plan, owner: dcs, agreed: 2026-01-05, due: 2026-03-01, status: open}
"""


def checked(text: str, folder: Path, name: str = "x") -> Path:
    """The JSON of a check of a description."""
    place = folder / f"{name}.yaml"
    place.write_text(text, "utf-8")
    made = folder / f"{name}.json"
    assert main(["check", str(place), "-o", str(made), "--quiet"]) < 2
    return made


def stood(path: Path) -> Standing:
    """How a partnership stood by the JSON of a check."""
    return standing(json.loads(path.read_text("utf-8")))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Westmarsh, and Westmarsh with its vacant post filled: the JSON of both checks."""
    folder = tmp_path_factory.mktemp("filled")
    text = WESTMARSH.read_text("utf-8")
    assert text.count(VACANT) == 1
    return checked(text, folder, "before"), checked(text.replace(VACANT, ""), folder, "after")


def refs(made: Difference, *kinds: str) -> set[str]:
    """The references of the findings of which that became."""
    return {change.found.ref for change in made.of(*kinds)}


def test_filling_a_post_solves_what_hung_on_it(filled: tuple[Path, Path]) -> None:
    """Five findings, and no other is touched."""
    made = difference(*map(stood, filled))
    assert refs(made, GONE) == {"PE-GN5VZR", "PR-MHHXYF", "PO-B8RHBZ", "PO-PUUZFZ", "PO-UMRU85"}
    assert len(made.of(STILL)) == 119
    assert len(made.changes) == 124


def test_compared_with_itself_nothing_changes(filled: tuple[Path, Path], capsys: Capture) -> None:
    """Whether it is read from a description or from the JSON of its check."""
    assert main(["compare", str(filled[0]), str(WESTMARSH)]) == 0
    out = capsys.readouterr().out
    assert "Nothing changes: 13 in the way, 10 forming, 1 clear and 0 not assessed." in out
    assert "Solved" not in out
    made = difference(stood(filled[0]), stood(filled[0]))
    assert not made.barriers
    assert {change.kind for change in made.changes} == {STILL}


@pytest.mark.parametrize("without", ["actions", "survey", "roles", "boards", "targets", "budgets"])
def test_turned_round_it_says_the_opposite(without: str, filled: tuple[Path, Path]) -> None:
    """Of every finding and barrier, also where rules of one check did not run."""
    data = json.loads(filled[0].read_text("utf-8"))
    data["findings"] = [one for one in data["findings"] if not one["evidence"][0]["path"].startswith(without)]
    for theme in data["themes"]:
        for barrier in theme["barriers"]:
            for rule in barrier["rules"]:
                if without in json.dumps(rule):
                    rule["state"] = "not-assessed"
    one, other = standing(data), stood(filled[1])
    there, back = difference(one, other), difference(other, one)
    kinds = {change.found.ref: change.kind for change in back.changes}
    assert {change.found.ref: TURNED[change.kind] for change in there.changes} == kinds
    assert set(there.barriers) == set(back.barriers)
    assert all(there.statuses(id) == back.statuses(id)[::-1] for id in there.barriers)


def test_what_is_left_out_is_not_solved(tmp_path: Path) -> None:
    """A day that is taken out is asked for; a section that is taken out is not assessed: neither solves anything."""
    one = stood(checked(TRUST, tmp_path, "one"))
    overdue = "PR-AHR63G"
    assert overdue in one.findings
    for text in (TRUST.replace("due: 2026-03-01, ", ""), TRUST[: TRUST.index("actions:")]):
        made = difference(one, stood(checked(text, tmp_path, "other")))
        assert overdue in refs(made, UNTOLD)
        assert not made.of(GONE)
        back = difference(made.after, made.before)
        assert overdue in refs(back, TOLD)
        assert not back.of(NEW)


def test_a_barrier_is_not_better_for_being_described_less(tmp_path: Path, capsys: Capture) -> None:
    """Without the answers of staff, one barrier is clear by the records alone: it is named, first of all."""
    place = tmp_path / "less.yaml"
    place.write_bytes(changed(load(str(WESTMARSH)), [Put("survey", None)]))
    assert main(["compare", str(WESTMARSH), str(place)]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Less can be told than before, and so these barriers seem to stand better: “" in out
    assert "Solved" not in out
    assert main(["compare", str(place), str(WESTMARSH)]) == 0
    assert "seem to stand better" not in capsys.readouterr().out


def test_what_is_deleted_is_marked_where_its_finding_went(tmp_path: Path, capsys: Capture) -> None:
    """An overdue action that is deleted was not done; one that is closed was."""
    one, other, made = checked(TRUST, tmp_path, "one"), tmp_path / "other.yaml", tmp_path / "made.json"
    start = TRUST.index("actions:")
    for text, marked in (
        (f"{TRUST[:start]}actions: []\n", True),
        (TRUST.replace("due: 2026-03", "due: 2027-03"), False),
    ):
        other.write_text(text, "utf-8")
        assert main(["compare", str(one), str(other)]) == 0
        out = " ".join(capsys.readouterr().out.split())
        assert "Solved: " in out
        assert ("(not all that showed it is described any more)" in out) == marked
        assert main(["compare", str(one), str(other), "-o", str(made)]) == 0
        changes = json.loads(made.read_text("utf-8"))["changes"]
        assert {change["less_shown"] for change in changes if change["kind"] == "no-longer-found"} == {marked}


def test_a_rule_that_failed_solves_nothing(filled: tuple[Path, Path]) -> None:
    """What it had found can no longer be told."""
    data = json.loads(filled[0].read_text("utf-8"))
    first = data["findings"].pop(0)
    rules = [rule for theme in data["themes"] for barrier in theme["barriers"] for rule in barrier["rules"]]
    next(rule for rule in rules if rule["id"] == first["rule"])["state"] = "failed"
    assert refs(difference(stood(filled[0]), standing(data)), UNTOLD) == {first["ref"]}


def test_accepting_and_worsening_are_told_apart(filled: tuple[Path, Path]) -> None:
    """A finding that a board accepts is neither solved nor better."""
    data = json.loads(filled[0].read_text("utf-8"))
    high = next(one for one in data["findings"] if one["severity"] == "high")
    low = next(one for one in data["findings"] if one["severity"] == "low")
    high["status"], low["severity"] = "waived", "medium"
    made = difference(stood(filled[0]), standing(data))
    assert (refs(made, ACCEPTED), refs(made, WORSE)) == ({high["ref"]}, {low["ref"]})


def test_a_record_that_is_taken_out_is_named(filled: tuple[Path, Path], tmp_path: Path, capsys: Capture) -> None:
    """Its findings go with it, and are not called solved; also where only the JSON of the first check is there."""
    text = WESTMARSH.read_text("utf-8")
    start = text.index("  - id: talk-together-memorandum")
    end = text.index("  - id: ", start + 5) if "  - id: " in text[start + 5 :] else len(text)
    place = tmp_path / "westmarsh.yaml"
    place.write_text(text[:start] + text[end:], "utf-8")
    for first in (str(WESTMARSH), str(filled[0])):
        assert main(["compare", first, str(place)]) == 0
        out = " ".join(capsys.readouterr().out.split())
        assert "They are gone with it, and not mended. Power: low PO-4665RG" in out
        assert "Solved" not in out
    assert main(["compare", str(place), str(WESTMARSH)]) == 0
    assert "Found in what is new in the description: 1 Power: low PO-4665RG" in " ".join(
        capsys.readouterr().out.split()
    )


@pytest.mark.parametrize("name", ["westmarsh", "northby"])
def test_what_a_finding_is_about_is_in_the_description(name: str) -> None:
    """So that nothing that is there is ever taken for gone."""
    checker = prepare(Options(today=date(2026, 9, 30), ruleset="strict"))
    result, described = checker.check(load(str(ROOT / "examples" / f"{name}.yaml")))
    one = of_result(result, described.source)
    assert one.records is not None
    for found in one.findings.values():
        assert one.records.issuperset(found.records)
    assert name != "westmarsh" or sum(bool(found.records) for found in one.findings.values()) > 100


def test_a_rule_that_is_switched_off_is_not_said_to_lack_its_records(filled: tuple[Path, Path], tmp_path: Path) -> None:
    """All that it needs is described; it is the ruleset that does not look."""
    off = tmp_path / "off.yaml"
    why = "why: The board looks at this elsewhere each month."
    off.write_text(
        f"name: Off\nextends: standard\nrules:\n  processes/overdue-action: {{enabled: false, {why}}}\n", "utf-8"
    )
    made = tmp_path / "made.md"
    assert main(["compare", str(filled[0]), str(WESTMARSH), "--ruleset", str(off), "-o", str(made)]) == 0
    said = " ".join(made.read_text("utf-8").split())
    assert "The rules of these did not run after the change, or could tell less. They are not solved." in said
    assert "no longer in the description" not in said
    assert "Less is described" not in said


def test_it_writes_every_format(filled: tuple[Path, Path], tmp_path: Path, capsys: Capture) -> None:
    """The same findings in each; the JSON has how each barrier stood."""
    given = ["compare", *map(str, filled)]
    paths = [tmp_path / f"out.{suffix}" for suffix in ("html", "md", "docx", "json")]
    assert main(given + [word for path in paths for word in ("-o", str(path))]) == 0
    assert capsys.readouterr().out == ""
    for path in paths[:2]:
        assert "PE-GN5VZR" in path.read_text("utf-8").replace("\\", "")
    data = json.loads(paths[3].read_text("utf-8"))
    assert data["format"] == "joinedup-difference/1"
    assert {one["ref"] for one in data["changes"] if one["kind"] == GONE} >= {"PE-GN5VZR", "PO-UMRU85"}
    assert data["before"]["barriers"] == {Status(word).value: data["before"]["barriers"][word] for word in
                                          ("in-the-way", "forming", "clear", "not-assessed")}  # fmt: skip


def test_different_days_and_rulesets_are_said(filled: tuple[Path, Path], tmp_path: Path, capsys: Capture) -> None:
    """Time alone makes actions overdue, and another ruleset finds other things."""
    assert main(["check", str(WESTMARSH), "--ruleset", "strict", "-o", str(tmp_path / "strict.json")]) == 1
    assert main(["compare", str(filled[0]), str(tmp_path / "strict.json")]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "did not apply the same ruleset" in out
    assert "findings are marked (ruleset): what the ruleset makes of the rule differs between the two checks." in out
    made = difference(stood(filled[0]), stood(tmp_path / "strict.json"))
    moved = [change for change in made.changes if change.kind != STILL]
    assert {change.comes_from for change in moved} == {("ruleset",)}
    assert out.count(" (ruleset)") == len(moved) + 1
    assert not any(change.of_ruleset for change in difference(stood(filled[0]), stood(filled[1])).changes)
    assert main(["compare", str(filled[0]), str(WESTMARSH), "--as-of", "2026-12-30"]) == 0
    assert "may come from the time in between alone" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["{w}", "{n}"], 'is of "Westmarsh Children\'s Trust", and'),
        (["{w}", "{w}", "-o", "x.pdf"], "-o x.pdf: the suffix of the file says the format; it can be .html"),
        (["{w}", "{bad}"], "bad.json: no assessment; give what"),
        (["{w}", "missing.yaml"], "missing.yaml: there is no such file"),
        (["{w}", "{w}", "-o", "a.md", "-o", "a.md"], "named twice"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    words: list[str], message: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2, and nothing written."""
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "joinedup-assessment/1", "findings": 3}')
    monkeypatch.chdir(tmp_path)
    known = {"w": str(WESTMARSH), "n": str(ROOT / "examples" / "northby.yaml"), "bad": str(bad)}
    assert main(["compare", *(word.format(**known) for word in words)]) == 2
    assert message in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["bad.json"]
