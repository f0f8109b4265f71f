"""The guide to rulesets says what is true: its files are read, its commands run and print what it quotes."""

import re
from pathlib import Path

import pytest

from cases import THEMES
from guide import Guide, run, written
from joinedup.expressions import OPERATORS, Scope, compiled, plain
from joinedup.expressions.functions import FUNCTIONS
from joinedup.rulesets.contents import Case, Contents, LocalRule
from joinedup.rulesets.files import shipped
from joinedup.rulesets.reader import read_ruleset

GUIDE = Guide("rulesets.md")


def test_its_steps_work_one_after_the_other(tmp_path: Path) -> None:
    """Each named file is saved and each command run, in the order of the guide, with the output it quotes."""
    assert GUIDE.follow(tmp_path) >= 8


@pytest.mark.parametrize("block", GUIDE.fragments)
def test_each_fragment_of_the_reference_is_a_ruleset(block: str, tmp_path: Path) -> None:
    """It can be read as it stands."""
    path = tmp_path / "fragment.yaml"
    path.write_text(block, "utf-8")
    assert read_ruleset(str(path), THEMES).files


def test_its_tables_name_every_key() -> None:
    """No key, operator or function is left out, and none is there that does not exist."""
    assert GUIDE.first_column("What a ruleset can say") == list(Contents.declared)
    assert sorted(GUIDE.first_column("Rules of your own")) == sorted(LocalRule.declared)
    assert sorted(GUIDE.first_column("Cases")) == sorted(Case.declared)
    assert sorted(GUIDE.first_column("Plain words")) == sorted(OPERATORS)
    (functions,) = re.findall(r"^\| functions \| `(.*)` \|$", GUIDE.text, re.MULTILINE)
    assert sorted(functions.split()) == sorted(FUNCTIONS)
    for name in shipped():
        assert f"`{name}`" in GUIDE.text


def test_its_examples_of_tests_in_plain_words_fit_some_section() -> None:
    """Each test of the table is sound for agencies, boards or roles."""
    from ruamel.yaml import YAML

    tests = re.findall(r"^\|.*\| `(\{field: .*\})` \|$", GUIDE.text, re.MULTILINE)
    assert len(tests) == 7
    homes = {"since": "roles", "members": "boards"}
    for text in tests:
        test = YAML(typ="safe").load(text)
        scope = Scope(homes.get(test["field"], "agencies"))
        assert plain(test["field"], test["is"], test.get("value"), scope)


@pytest.mark.parametrize(("section", "text"), re.findall(r"^\| `(\w+)` \| `(.*?)` \| ", GUIDE.text, re.MULTILINE))
def test_its_expressions_are_sound(section: str, text: str) -> None:
    """Each expression of the table compiles for its section."""
    assert compiled(text, Scope(section))


def test_it_shows_more_than_a_few_expressions() -> None:
    """The table is found at all."""
    assert len(re.findall(r"^\| `(\w+)` \| `(.*?)` \| ", GUIDE.text, re.MULTILINE)) >= 12


@pytest.mark.parametrize("command", GUIDE.commands)
def test_the_commands_of_the_reference_run(command: str, tmp_path: Path) -> None:
    """On the files of the first part."""
    for block in GUIDE.files:
        if "wardens are police" not in block:
            written(block, tmp_path)
    done = run(command, tmp_path)
    assert done.returncode == (1 if " check " in command else 0), done.stderr
