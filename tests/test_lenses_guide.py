"""The guide to lenses says what is true: its files are read, its commands run and print what it quotes."""

from pathlib import Path

import pytest

from cases import THEMES
from guide import Guide, run, written
from joinedup.lenses.contents import Contents, Item
from joinedup.lenses.shelf import shelf
from joinedup.rulesets.reader import read_ruleset

GUIDE = Guide("lenses.md")


def test_its_steps_work_one_after_the_other(tmp_path: Path) -> None:
    """Each named file is saved and each command run, in the order of the guide, with the output it quotes."""
    assert GUIDE.follow(tmp_path) >= 8


@pytest.mark.parametrize("command", GUIDE.commands)
def test_the_commands_of_the_reference_run(command: str, tmp_path: Path) -> None:
    """On the files of the first part."""
    for block in GUIDE.files:
        written(block, tmp_path)
    done = run(command, tmp_path)
    assert done.returncode == (1 if " check " in command else 0), done.stderr


def test_it_shows_how_a_ruleset_names_lenses(tmp_path: Path) -> None:
    """Its one fragment is a ruleset, as it stands."""
    (fragment,) = GUIDE.fragments
    path = tmp_path / "fragment.yaml"
    path.write_text(fragment, "utf-8")
    assert read_ruleset(str(path), THEMES).ruleset.contents.lenses == ("narrowing-the-gap",)


def test_its_tables_name_every_key_and_every_lens() -> None:
    """None is left out, and none is there that does not exist."""
    assert GUIDE.first_column("What a lens can say") == list(Contents.declared)
    assert GUIDE.first_column("What an item can say") == list(Item.declared)
    assert sorted(GUIDE.first_column("Looking through a lens")) == sorted(shelf(None).places)
