"""Changes tried out in memory: what they solve, cause and leave, and what is asked back."""

import json
from datetime import date
from pathlib import Path

import pytest

from joinedup.assessment import Finding
from joinedup.checker import Options, prepare
from joinedup.cli.main import main
from joinedup.effect.checks import of_result
from joinedup.effect.difference import GONE, NEW, STILL, difference
from joinedup.effect.remedying import remedied
from joinedup.effect.trying import tried
from joinedup.effect.typed import Mistyped, value_of
from joinedup.errors import UserError
from joinedup.partnership import SECTIONS
from joinedup.reading import load
from joinedup.writing.changes import Put

ROOT = Path(__file__).parent.parent
WESTMARSH = ROOT / "examples" / "westmarsh.yaml"
CHECKER = prepare(Options(today=date(2026, 9, 30)))
RESULT, DESCRIBED = CHECKER.check(load(str(WESTMARSH)))
Capture = pytest.CaptureFixture[str]


def whatif(*words: str, file: Path = WESTMARSH) -> int:
    """Runs the command."""
    return main(["whatif", str(file), *words])


def made(tmp_path: Path, *words: str, file: Path = WESTMARSH) -> dict[str, str]:
    """What became of each finding."""
    out = tmp_path / "out.json"
    assert whatif(*words, "-o", str(out), file=file) == 0
    return {one["ref"]: one["kind"] for one in json.loads(out.read_text("utf-8"))["changes"]}


def solved(kinds: dict[str, str]) -> set[str]:
    """The references of what is no longer found."""
    return {ref for ref, kind in kinds.items() if kind == "no-longer-found"}


def finding(ref: str) -> Finding:
    """A finding of Westmarsh."""
    return next(one for one in RESULT.findings if one.ref == ref)


def test_a_post_that_is_filled(tmp_path: Path, capsys: Capture) -> None:
    """What hung on it is solved, and the file stays as it is, byte for byte."""
    before = WESTMARSH.read_bytes()
    kinds = made(tmp_path, "--set", "roles.head-of-send.vacant_since=")
    assert solved(kinds) == {"PE-GN5VZR", "PR-MHHXYF", "PO-B8RHBZ", "PO-PUUZFZ", "PO-UMRU85"}
    assert set(kinds.values()) == {"no-longer-found", STILL}
    assert WESTMARSH.read_bytes() == before
    assert whatif("--set", "roles.head-of-send.vacant_since=") == 0
    out = capsys.readouterr().out
    assert "roles.head-of-send.vacant_since: 2026-05-29 → nothing" in out
    assert "That is right only where it is no longer true" in " ".join(out.split())


def test_what_is_newly_caused(tmp_path: Path) -> None:
    """A post that falls vacant brings findings that were not there."""
    kinds = made(tmp_path, "--set", "roles.icb-children-commissioner.vacant_since=2026-06-15")
    assert NEW in kinds.values()


def test_without_changes_nothing_changes(tmp_path: Path, capsys: Capture) -> None:
    """A file of changes may hold none."""
    (tmp_path / "none.txt").write_text("# nothing yet\n\n")
    assert whatif("--changes", str(tmp_path / "none.txt")) == 0
    out = capsys.readouterr().out
    assert "No change was given." in out
    assert "Nothing changes: 13 in the way" in out


CHANGES = [
    "--set|roles.icb-children-commissioner.deputy=head-of-send",
    "--set|agencies.college.brings=Places: for: 16 year olds",
    "--set|targets.more-immunised.goal={value: 93, on: 2027-03-31}",
    "--set|disputes.open=0|--set|disputes.oldest_open=",
    "--set|targets.fewer-neet.contributors=[college, council]",
]


@pytest.mark.parametrize("suffix", ["yaml", "json", "xlsx"])
def test_it_says_what_checking_the_changed_file_says(suffix: str, tmp_path: Path) -> None:
    """For a file of any format: changed by hand, it has the same findings."""
    place, text = tmp_path / f"w.{suffix}", WESTMARSH.read_text("utf-8")
    if suffix == "yaml":
        place.write_text(text, "utf-8")
    else:
        assert main(["convert", str(WESTMARSH), str(place)]) == 0
    change = "data_sharing.talk-together-memorandum.kind=agreement"
    kinds = made(tmp_path, "--set", change, file=place)
    assert text.count("    kind: memorandum\n") == 1
    (tmp_path / "by-hand.yaml").write_text(text.replace("    kind: memorandum\n", "    kind: agreement\n"), "utf-8")
    assert main(["check", str(tmp_path / "by-hand.yaml"), "-o", str(tmp_path / "check.json"), "--quiet"]) == 1
    after = json.loads((tmp_path / "check.json").read_text("utf-8"))
    assert {one["ref"] for one in after["findings"]} == {
        ref for ref, kind in kinds.items() if not kind.startswith("no-longer")
    }
    assert solved(kinds) == {"PO-4665RG"}


@pytest.mark.parametrize("change", CHANGES)
def test_values_of_every_kind_are_taken(change: str, tmp_path: Path) -> None:
    """Ids, texts with colons, records, lists, numbers; nothing takes out."""
    assert made(tmp_path, *change.split("|"))


def test_records_can_be_added_and_a_file_holds_all_kinds(tmp_path: Path) -> None:
    """As on the command line, one a line."""
    (tmp_path / "changes.txt").write_text(
        "# an induction that more come to\n"
        "add development={id: joint-start, title: A start together, kind: induction, on: 2026-09-01, "
        "agencies: [council, police, icb, hospital, secondary-schools, primary-schools, voluntary]}\n"
        "do PO-4665RG\n"
        "roles.head-of-send.vacant_since=\n"
    )
    kinds = made(tmp_path, "--changes", str(tmp_path / "changes.txt"))
    assert solved(kinds) >= {"PO-4665RG", "PE-GN5VZR", "PE-GAZK7R"}


def test_what_a_finding_says_is_done_and_looked_at(tmp_path: Path, capsys: Capture) -> None:
    """Named values by themselves, and decisions with what was decided; each is told as the new check tells it."""
    assert whatif("--do", "PO-4665RG", "--do", "PE-Y9WG43=head-of-send", "--do", "PR-MHHXYF=head-of-send") == 0
    out = capsys.readouterr().out
    assert "data_sharing.talk-together-memorandum.kind: memorandum → agreement" in out
    assert "PO-4665RG Solved" in out
    assert "PE-Y9WG43 Solved" in out
    assert "PR-MHHXYF Still there" in out  # its owner was that vacant post, and is so still


def test_no_finding_is_done_by_guessing() -> None:
    """Whatever is found: without a value, only a remedy that names one value, and nothing else, is a change."""
    alone = set()
    for one in RESULT.findings:
        try:
            changes = remedied(one, RESULT.partnership, None)
        except Mistyped as error:
            assert "To do: " in str(error)
            continue
        alone.add(one.ref)
        assert all(isinstance(change, Put) for change in changes)
        assert " or " not in one.remedy
    assert alone == {"PO-4665RG"}


def test_a_list_is_added_to_and_not_written_over() -> None:
    """Who works on a target already stays."""
    assert remedied(finding("PU-AZJ5FC"), RESULT.partnership, "council") == [
        Put("targets.more-detections.contributors[2]", "council")
    ]
    assert remedied(finding("PR-MHHXYF"), RESULT.partnership, "dcs") == [
        Put("actions.a-041.owner", "dcs"),
        Put("actions.a-042.owner", "dcs"),
    ]


@pytest.mark.parametrize(
    ("words", "messages"),
    [
        ([], ["say what would be different"]),
        (["--set", "roles.head-of-sned.deputy=x"], ['no "head-of-sned"; did you mean "head-of-send"?']),
        (["--set", "roles.head-of-sned.vacant_since="], ['nothing to take out; did you mean "roles.head-of-send"?']),
        (["--set", "boards.trust-board.meetings[300]="], ["there is nothing to take out"]),
        (["--set", "roles.head-of-send.deputy=nobody"], ['roles.head-of-send.deputy: no role "nobody"']),
        (["--set", "rols.x.y=1", "--set", "actions.a-041.due=30/11/2026"],
         ['did you mean "roles"?', 'is not a date: write it as 2026-09-30; did you mean "2026-11-30"?']),
        (["--set", "roles.x", "--add", "developmen={id: x}", "--add", "development=x", "--do", "PE-GN5VZX"],
         ["--set roles.x: write it as PATH=VALUE", 'did you mean "development"?', "a record is needed, in braces",
          'did you mean "PE-GN5VZR"?']),
        (["--do", "PR-AHR63G"], ["more than one change could be meant", "--set actions.a-041.due=…", "and 14 more"]),
        (["--do", "PE-Y9WG43"], ["Give the id of one of the roles, for roles.icb-children-commissioner.deputy"]),
        (["--do", "PE-GN5VZR"], ["or nothing, which takes it out: --do PE-GN5VZR="]),
        (["--do", "PE-GAZK7R=x"], ["Say with --set or --add"]),
        (["--set", "vision.statement=[a"], ["--set vision.statement: "]),
        (["--set", "a b=1"], ["a path is needed"]),
        (["--changes", "missing.txt"], ["missing.txt: there is no such file"]),
        (["--set", "disputes.open=0", "-o", "x.csv"], ["it can be .html, .md, .docx, .json"]),
    ],
)  # fmt: skip
def test_what_cannot_be_tried_is_asked_back(words: list[str], messages: list[str], capsys: Capture) -> None:
    """Exit code 2, everything that is wrong in one go, each with the nearest right answer."""
    assert whatif(*words) == 2
    err = capsys.readouterr().err
    for message in messages:
        assert message in err


def test_a_wrong_line_of_a_file_is_named(tmp_path: Path, capsys: Capture) -> None:
    """By its number."""
    (tmp_path / "changes.txt").write_text("# first\ndisputes.open\n")
    assert whatif("--changes", str(tmp_path / "changes.txt")) == 2
    assert "changes.txt:2: write it as PATH=VALUE" in capsys.readouterr().err


def test_no_holder_and_no_count_is_printed(tmp_path: Path, capsys: Capture) -> None:
    """Neither what was there nor what is tried."""
    text = WESTMARSH.read_text("utf-8")
    place = tmp_path / "w.yaml"
    place.write_text(text, "utf-8")
    assert whatif("--set", "roles.dcs.holder=Somebody Else", "--set", "survey[1].answers=[9, 9, 9, 9, 9]") == 0
    assert whatif("--add", "roles={id: new, title: New, agency: council, holder: Somebody Else}") == 0
    out = capsys.readouterr().out
    assert "Somebody" not in out
    assert "9, 9" not in out
    assert "roles.dcs.holder: … → …" in out


@pytest.mark.parametrize(
    ("text", "value"),
    [("", None), ("true", True), ("yes", "yes"), ("2027-01-31", date(2027, 1, 31)), ("a: b # c", "a: b # c"),
     ("'12'", "12"), ("[a, 'b, c']", ["a", "b, c"]), ("12.50", 12.5), ("025", "025")],
)  # fmt: skip
def test_values_are_taken_by_their_looks(text: str, value: object) -> None:
    """As in a file, but that a text needs no quotes."""
    assert value_of(text) == value


@pytest.mark.parametrize("text", ["[a", "{a: b", "'a", "[a] b", "{a: b}\nx: y"])
def test_values_that_are_not_closed_are_refused(text: str) -> None:
    """So that nothing of them is lost."""
    with pytest.raises(Mistyped):
        value_of(text)


def test_no_section_that_is_taken_out_solves_anything() -> None:
    """Whichever it is: what rests on it can no longer be told, or is no longer described."""
    before, tried_out = of_result(RESULT, DESCRIBED.source), 0
    for section in SECTIONS:
        try:
            result, source = tried(DESCRIBED, [Put(section, None)], CHECKER)
        except UserError:  # other records refer to those of the section
            continue
        made = difference(before, of_result(result, source))
        assert not made.of(GONE), section
        tried_out += 1
    assert tried_out > 10
