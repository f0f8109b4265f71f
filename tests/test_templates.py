"""The templates of `joinedup init`: each can be read, says nothing that nobody recorded, and looks no healthier."""

from datetime import date
from pathlib import Path

import pytest

from joinedup.assess import assess
from joinedup.assessment import Assessment, Status
from joinedup.cli.main import main
from joinedup.partnership import SECTIONS
from joinedup.plugins import load_themes
from joinedup.reading import Source, load, read_source
from joinedup.reading.yaml_text import parse
from joinedup.rulesets.reader import read_ruleset
from joinedup.scaffold import description
from joinedup.templates import EXAMPLE, shipped, template
from test_init import CATALOGUE, described, plain

THEMES = load_themes().themes
RULESET = read_ruleset("standard", THEMES).ruleset
NAMES = [name for name in shipped() if name != EXAMPLE]
Capture = pytest.CaptureFixture[str]
WRITTEN_DOWN = {"purposes/no-vision", "purposes/no-contribution"}
"""Rules of which every description that says nothing yet is told: what they say is true of the file itself."""


def text_of(name: str) -> str:
    """The description that a template makes."""
    return description("trust.yaml", CATALOGUE, template(name))


def checked(text: str) -> Assessment:
    """The check of a description."""
    found = read_source(Source("trust.yaml", text.encode(), text), date(2026, 9, 30), None, load_themes().barriers)
    return assess(found.partnership, THEMES, RULESET)


def blocks_on(text: str) -> list[str]:
    """The text with each section that is switched off switched on, one at a time, and last with all of them."""
    lines = text.splitlines()
    starts = [n for n, line in enumerate(lines) if line.startswith("# ") and line[2:].rstrip(":") in SECTIONS]
    made = []
    for chosen in [*([start] for start in starts), starts]:
        on = list(lines)
        for start in chosen:
            number = start
            while number < len(on) and on[number].startswith("# "):
                on[number] = on[number].removeprefix("# ")
                number += 1
        made.append("\n".join(on) + "\n")
    return made


@pytest.mark.parametrize("name", shipped())
def test_its_file_can_be_read(name: str) -> None:
    """The data of a template is YAML of ours, and every note is about a section that it has."""
    assert parse(shipped()[name].read_text("utf-8"))[1] == []
    begin = template(name)
    assert set(begin.notes) <= {*begin.first, *begin.more}
    assert begin.title
    assert begin.opening


@pytest.mark.parametrize("name", NAMES)
def test_it_says_nothing_that_nobody_recorded(name: str) -> None:
    """No barrier is clear, and what is found is only that something is not written down, which is true."""
    found = checked(text_of(name))
    assert found.by_status(Status.CLEAR) == ()
    assert {finding.rule for finding in found.findings} == WRITTEN_DOWN
    assert len(found.by_status(Status.NOT_ASSESSED)) == len(found.barriers) - 2
    assert found.questions == ()


@pytest.mark.parametrize("name", NAMES)
def test_it_invents_no_day_and_no_money(name: str) -> None:
    """What is switched on holds neither figures nor days: nobody knows them yet."""
    said = str(template(name).described).replace("joinedup/1", "")
    assert not any(character.isdigit() for character in said)
    assert "holder" not in said


@pytest.mark.parametrize("name", NAMES)
def test_each_section_can_be_switched_on(name: str) -> None:
    """Alone, and with all others: an editor marks nothing then either."""
    text = text_of(name)
    begin = template(name)
    made = [described(one) for one in blocks_on(text)]
    assert made == [*({*begin.first, section} for section in begin.more), {*begin.first, *begin.more}]
    assert max(map(len, text.splitlines())) <= 140


@pytest.mark.parametrize("name", NAMES)
def test_every_section_is_explained(name: str) -> None:
    """Also those that it has no record of: their heading says what they are for and who knows."""
    said = plain(text_of(name))
    assert all(section.upper().replace("_", " ") in said for section in SECTIONS)


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_says_the_same(name: str, tmp_path: Path) -> None:
    """And no row of its examples is read as a fact."""
    book = tmp_path / "trust.xlsx"
    assert main(["init", "--template", name, str(book)]) == 0
    text = text_of(name)
    found = read_source(load(str(book)), date(2026, 9, 30)).partnership
    assert found == read_source(Source("trust.yaml", text.encode(), text), date(2026, 9, 30)).partnership


def test_init_writes_the_template_that_is_named(tmp_path: Path, capsys: Capture) -> None:
    """Its name stands in the help; a name that is mistyped is told the nearest."""
    place = tmp_path / "trust.yaml"
    assert main(["init", "--template", "youth-justice-board", str(place)]) == 0
    assert "Example Youth Justice Partnership" in place.read_text("utf-8")
    assert main(["validate", str(place)]) == 0
    assert main(["init", "--help"]) == 0
    said = capsys.readouterr().out
    for name in shipped():
        assert f"{name} " in said
        title = template(name).title
        assert title[0].lower() + title[1:] in " ".join(said.split())
    other = tmp_path / "other.yaml"
    assert main(["init", "--template", "youth-justice", str(other)]) == 2
    assert 'did you mean "youth-justice-board"?' in capsys.readouterr().err
    assert main(["init", "--template", "nothing-like-it", str(other)]) == 2
    assert "it can be example, childrens-trust" in capsys.readouterr().err
    assert main(["init", "--ruleset", "--template", "blank", str(other)]) == 2
    assert not other.exists()
