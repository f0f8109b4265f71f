"""The guide to the history says what is true: its commands run one after the other, and print what it quotes."""

from pathlib import Path

from guide import Guide
from joinedup.history.address import address_of
from joinedup.report.exceptions.lights import Light
from joinedup.report.since_words import KINDS

GUIDE = Guide("history.md")


def test_its_steps_work_one_after_the_other(tmp_path: Path) -> None:
    """Recorded, listed, shown, exported, kept elsewhere and forgotten."""
    assert GUIDE.follow(tmp_path) == 15


def test_its_table_names_every_state() -> None:
    """None is left out."""
    rows = [row.split("|")[1].strip() for row in GUIDE.text.split("| State |")[1].split("\n\n")[0].splitlines()[2:]]
    assert {word.strip().capitalize() for row in rows for word in row.split(",")} == {
        said for said, _ in KINDS.values()
    }


def test_its_lights_are_those_of_the_report() -> None:
    """In their order."""
    assert GUIDE.first_column("One page for leaders, each month") == [light.words for light in Light]


def test_each_address_of_its_table_is_one() -> None:
    """And leads where it says."""
    places = [address_of(word) for word in GUIDE.first_column("4. Keep it elsewhere")]
    assert [place.file for place in places] == [Path("all-trusts.db"), Path("all-trusts.db"), None, None]
