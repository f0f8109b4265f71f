"""What the author of a bad file is told: every problem, with its place and the nearest right answer."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from joinedup.reading import UnreadableFile, read

TODAY = date(2026, 9, 30)
HEAD = "format: joinedup/1\nname: Northby\n"
CASES: list[Mapping[str, Any]] = YAML(typ="safe").load(Path(__file__).with_name("problems.yaml"))


def problems_of(path: Path) -> list[str]:
    """The first line of each problem, without the name of the file."""
    with pytest.raises(UnreadableFile) as caught:
        read(str(path), TODAY)
    return [line.removeprefix(f"{path}:") for line in str(caught.value).split("\n") if not line.startswith("    ")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_bad_input(case: Mapping[str, Any], tmp_path: Path) -> None:
    """The problems are exactly those of the case."""
    path = tmp_path / ("trust.json" if case.get("json") else "trust.yaml")
    head = "" if case.get("whole") or case.get("json") else HEAD
    path.write_text(head + case["text"], encoding="utf-8")
    assert problems_of(path) == case["says"]


def test_the_line_is_quoted_with_a_caret_and_without_the_holder(tmp_path: Path) -> None:
    """The place is shown as a compiler would, and who holds a role is in no message."""
    path = tmp_path / "trust.yaml"
    path.write_text(
        HEAD + "agencies: [{id: a, name: A}]\nroles: [{id: r, title: R, agency: b, holder: Jane Example}]\n"
    )
    with pytest.raises(UnreadableFile) as caught:
        read(str(path), TODAY)
    shown = str(caught.value).splitlines()
    assert shown[1:] == [
        "    roles: [{id: r, title: R, agency: b, holder: ____________}]",
        "                                      ^",
    ]


@pytest.mark.parametrize(
    "field", ["holder: Jane Example", "holdr: Jane Example", "holder: [Jane Example, John Example]"]
)
def test_who_holds_a_role_is_in_no_quoted_line(field: str, tmp_path: Path) -> None:
    """However the field is written; and the caret stands below the problem, not where it was."""
    path = tmp_path / "trust.yaml"
    path.write_text(
        HEAD + f"agencies: [{{id: a, name: A}}]\nroles: [{{id: r, title: R, agency: a, {field}, sinse: x}}]\n"
    )
    with pytest.raises(UnreadableFile) as caught:
        read(str(path), TODAY)
    said = str(caught.value)
    assert "Jane" not in said
    assert "John" not in said
    quoted, caret = said.splitlines()[-2:]
    assert quoted[caret.index("^") :].startswith("sinse")


def test_counts_of_a_survey_are_in_no_quoted_line(tmp_path: Path) -> None:
    """A small group could be worked out from them."""
    path = tmp_path / "trust.yaml"
    path.write_text(
        HEAD + "agencies: [{id: a, name: A}]\nsurvey: [{barrier: x, agency: b, on: 2026-01-01, answers: [7, 1]}]\n"
    )
    with pytest.raises(UnreadableFile) as caught:
        read(str(path), TODAY)
    assert "7, 1" not in str(caught.value)


def test_many_wrong_references_do_not_take_long(tmp_path: Path) -> None:
    """Looking for the nearest name is bounded; each problem is still said."""
    roles = "".join(f"  - {{id: r{n}, title: R, agency: agency-{n}}}\n" for n in range(2000))
    path = tmp_path / "trust.yaml"
    path.write_text(HEAD + f"agencies: [{{id: a, name: A}}]\nroles:\n{roles}")
    assert len(problems_of(path)) == 2000


def test_a_long_line_is_cut_around_the_place(tmp_path: Path) -> None:
    """A line of thousands of characters is quoted near the problem only."""
    path = tmp_path / "trust.yaml"
    path.write_text(HEAD + "agencies: [{id: a, name: " + "x" * 5000 + ", knd: police}]\n")
    with pytest.raises(UnreadableFile) as caught:
        read(str(path), TODAY)
    _, quoted, caret = str(caught.value).splitlines()
    assert len(quoted) < 130
    assert quoted[caret.index("^") :].startswith("knd")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the file is empty"),
        (b"  \n\n", "the file is empty"),
        (b"format: joinedup/1\nname: \xff\n", "not UTF-8 text: save the file as UTF-8 without a password"),
    ],
)
def test_files_without_text(content: bytes, says: str, tmp_path: Path) -> None:
    """An empty file and one that is no text are refused in a sentence."""
    path = tmp_path / "trust.yaml"
    path.write_bytes(content)
    assert problems_of(path)[0].endswith(says)


def test_the_place_of_a_byte_that_is_not_utf8(tmp_path: Path) -> None:
    """Line and column of the first wrong byte are given."""
    path = tmp_path / "trust.yaml"
    path.write_bytes("format: joinedup/1\nname: Ünï".encode() + b"\xff\n")
    assert problems_of(path)[0].startswith("2:10: not UTF-8")


def test_a_folder_a_missing_file_and_one_that_is_too_large(tmp_path: Path) -> None:
    """Each is one clear message; a missing file is answered with the nearest name."""
    (tmp_path / "westmarsh.yaml").write_text("x")
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as file:
        file.truncate(33 * 1024 * 1024)
    assert problems_of(tmp_path) == [" cannot be read: it is a folder, not a file"]
    assert problems_of(tmp_path / "westmarch.yaml") == [
        f' there is no such file; did you mean "{tmp_path}/westmarsh.yaml"?'
    ]
    assert problems_of(huge) == [" cannot be read: it is larger than 32 MB"]


def test_nesting_is_capped(tmp_path: Path) -> None:
    """A hundred brackets are no description, and ten thousand cost no time."""
    path = tmp_path / "trust.yaml"
    for suffix in ("yaml", "json"):
        path = tmp_path / f"trust.{suffix}"
        path.write_text("[" * 10_000 + "]" * 10_000)
        assert "more than 100 deep" in problems_of(path)[0]
