"""A description goes between YAML, JSON and workbook without loss, whatever it says and leaves unsaid."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from joinedup import Partnership
from joinedup.cli.main import main
from joinedup.errors import UserError
from joinedup.reading import Source, read, read_source
from joinedup.workbook.layout import sheets
from joinedup.writing import plain, written
from partnerships import partnerships

EXAMPLES = Path(__file__).parent.parent / "examples"
TODAY = date(2026, 9, 30)
FORMATS = (".yaml", ".json", ".xlsx")
Capture = pytest.CaptureFixture[str]


def back(partnership: Partnership, suffix: str) -> Partnership:
    """A partnership written in a format and read again."""
    data = written(plain(partnership), f"trust{suffix}")
    text = "" if suffix == ".xlsx" else data.decode()
    return read_source(Source(f"trust{suffix}", data, text), TODAY).partnership


@pytest.mark.parametrize(("suffix", "examples"), [(".yaml", 80), (".json", 80), (".xlsx", 10)])
def test_nothing_is_lost(suffix: str, examples: int) -> None:
    """Every field, and what is absent, empty or there without saying anything."""

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(made=partnerships())
    def holds(made: Partnership) -> None:
        again = back(made, suffix)
        assert plain(again) == plain(made)
        assert (again.described, again.as_of) == (made.described, made.as_of)

    holds()


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("example", ["westmarsh", "northby", "minimal"])
def test_the_examples_are_the_same(example: str, suffix: str) -> None:
    made = read(str(EXAMPLES / f"{example}.yaml"), TODAY).partnership
    assert back(made, suffix) == made


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_description_gives_the_same_bytes(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On any day."""
    made = plain(read(str(EXAMPLES / "westmarsh.yaml"), TODAY).partnership)
    first = written(made, f"trust{suffix}")
    monkeypatch.setattr("time.time", lambda: 1_000_000_000.0)
    assert written(made, f"trust{suffix}") == first


def test_there_and_back_again_the_findings_are_the_same(tmp_path: Path, capsys: Capture) -> None:
    """References and wording of Westmarsh do not change; only where its evidence stands."""
    first, second = tmp_path / "trust.xlsx", tmp_path / "trust.yaml"
    assert main(["convert", str(EXAMPLES / "westmarsh.yaml"), str(first)]) == 0
    assert main(["convert", str(first), str(second)]) == 0
    assert "the comments of" in capsys.readouterr().err
    found = []
    for path in (EXAMPLES / "westmarsh.yaml", first, second):
        main(["check", str(path), "--format", "json", "--fail-on", "never"])
        said = json.loads(capsys.readouterr().out)
        found.append([(one["ref"], one["because"], [e["path"] for e in one["evidence"]]) for one in said["findings"]])
    assert found[0] == found[1] == found[2] != []


def test_convert_never_writes_over_a_file(tmp_path: Path, capsys: Capture) -> None:
    """Neither over its input nor over anything else; other suffixes are refused."""
    given, there = tmp_path / "trust.json", tmp_path / "mine.xlsx"
    assert main(["convert", str(EXAMPLES / "minimal.yaml"), str(given)]) == 0
    there.write_bytes(b"mine")
    for target in (given, there):
        assert main(["convert", str(given), str(target)]) == 2
        assert "there already" in capsys.readouterr().err
    assert there.read_bytes() == b"mine"
    assert main(["convert", str(given), str(tmp_path / "trust.docx")]) == 2
    assert "end in one of .yaml, .yml, .json, .xlsx" in capsys.readouterr().err


def test_what_cannot_be_converted_leaves_nothing_behind(tmp_path: Path, capsys: Capture) -> None:
    """A file with problems, and an id that would say something else in a workbook."""
    wrong, none = tmp_path / "wrong.yaml", tmp_path / "none.yaml"
    wrong.write_text("format: joinedup/1\nname: x\n")
    none.write_text(
        "format: joinedup/1\nname: x\nagencies: [{id: none, name: x}]\n"
        "boards: [{id: b, name: B, voices: [], joined: {none: 2026-01-01}}]\n"
    )
    assert main(["convert", str(wrong), str(tmp_path / "wrong.xlsx")]) == 2
    assert main(["convert", str(none), str(tmp_path / "none.xlsx")]) == 2
    assert 'boards.b: the id "none" has no place in a workbook' in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} == {"wrong.yaml", "none.yaml"}


def test_a_text_that_no_workbook_can_hold_is_refused() -> None:
    with pytest.raises(UserError, match=r"agencies\.a: a workbook cannot hold the character U\+FFFF"):
        written({"agencies": [{"id": "a", "name": "x\uffff"}]}, "trust.xlsx")


def test_every_field_of_the_model_has_a_column() -> None:
    """Headings are told apart as they are read, and no name of a sheet is longer than Excel takes."""
    for sheet in sheets():
        names = [column.name for column in sheet.all]
        assert len(names) == len(set(names))
        assert len(sheet.name) <= 31
