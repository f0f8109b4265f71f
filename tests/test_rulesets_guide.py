"""The guide to rulesets says what is true: its files are read, its commands run and print what it quotes."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from cases import THEMES
from joinedup.expressions import OPERATORS, Scope, compiled, plain
from joinedup.expressions.functions import FUNCTIONS
from joinedup.rulesets.contents import Case, Contents, LocalRule
from joinedup.rulesets.files import shipped
from joinedup.rulesets.reader import read_ruleset

GUIDE = (Path(__file__).parent.parent / "docs" / "rulesets.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
FILE = re.compile(r"# (added to )?(\S+\.yaml)\n")


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command of the guide, with this interpreter's joinedup."""
    words = shlex.split(command)
    assert words[0] == "joinedup"
    arguments = [sys.executable, "-m", "joinedup", *words[1:]]
    return subprocess.run(arguments, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def written(block: str, folder: Path) -> None:
    """Saves the file that a block holds, or adds to it; the comment that names it stays, as it does for a reader."""
    head = FILE.match(block)
    assert head is not None
    path = folder / head[2]
    path.write_text((path.read_text("utf-8") if head[1] else "") + block, "utf-8")


def assert_says(said: str, expected: str) -> None:
    """What is said is what is quoted; … stands for anything."""
    pattern = re.escape(expected.rstrip("\n")).replace("…\\\n", "(?:.*\\\n)?").replace("…", ".*")
    assert re.fullmatch(pattern, said.rstrip("\n"), re.DOTALL), f"expected\n{expected}\nand it says\n{said}"


def test_its_steps_work_one_after_the_other(tmp_path: Path) -> None:
    """Each named file is saved and each command run, in the order of the guide, with the output it quotes."""
    commands = 0
    for language, block in BLOCKS:
        if language == "yaml" and FILE.match(block):
            written(block, tmp_path)
        elif language == "console":
            for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, expected = step.partition("\n")
                done = run(command, tmp_path)
                assert "Traceback" not in done.stderr
                assert_says(done.stdout + done.stderr, expected)
                commands += 1
    assert commands >= 8


@pytest.mark.parametrize("block", [block for language, block in BLOCKS if language == "yaml" and not FILE.match(block)])
def test_each_fragment_of_the_reference_is_a_ruleset(block: str, tmp_path: Path) -> None:
    """It can be read as it stands."""
    path = tmp_path / "fragment.yaml"
    path.write_text(block, "utf-8")
    assert read_ruleset(str(path), THEMES).files


def first_column(heading: str) -> list[str]:
    """The words in code of the first column of the first table below a heading."""
    rows = re.search(rf"^#+ {heading}\n.*?^(\|.*?)\n\n", GUIDE, re.DOTALL | re.MULTILINE)
    assert rows is not None
    return [word for row in rows[1].splitlines()[2:] for word in re.findall("`([^`]+)`", row.split("|")[1])]


def test_its_tables_name_every_key() -> None:
    """No key, operator or function is left out, and none is there that does not exist."""
    assert first_column("What a ruleset can say") == list(Contents.model_fields)
    assert sorted(first_column("Rules of your own")) == sorted(LocalRule.model_fields)
    assert sorted(first_column("Cases")) == sorted(Case.model_fields)
    assert sorted(first_column("Plain words")) == sorted(OPERATORS)
    (functions,) = re.findall(r"^\| functions \| `(.*)` \|$", GUIDE, re.MULTILINE)
    assert sorted(functions.split()) == sorted(FUNCTIONS)
    for name in shipped():
        assert f"`{name}`" in GUIDE


def test_its_examples_of_tests_in_plain_words_fit_some_section() -> None:
    """Each test of the table is sound for agencies, boards or roles."""
    from ruamel.yaml import YAML

    tests = re.findall(r"^\|.*\| `(\{field: .*\})` \|$", GUIDE, re.MULTILINE)
    assert len(tests) == 7
    homes = {"since": "roles", "members": "boards"}
    for text in tests:
        test = YAML(typ="safe").load(text)
        scope = Scope(homes.get(test["field"], "agencies"))
        assert plain(test["field"], test["is"], test.get("value"), scope)


@pytest.mark.parametrize(("section", "text"), re.findall(r"^\| `(\w+)` \| `(.*?)` \| ", GUIDE, re.MULTILINE))
def test_its_expressions_are_sound(section: str, text: str) -> None:
    """Each expression of the table compiles for its section."""
    assert compiled(text, Scope(section))


def test_it_shows_more_than_a_few_expressions() -> None:
    """The table is found at all."""
    assert len(re.findall(r"^\| `(\w+)` \| `(.*?)` \| ", GUIDE, re.MULTILINE)) >= 12


@pytest.mark.parametrize("command", re.findall(r"^\| `(joinedup .*?)` \|", GUIDE, re.MULTILINE))
def test_the_commands_of_the_reference_run(command: str, tmp_path: Path) -> None:
    """On the files of the first part."""
    for language, block in BLOCKS:
        if language == "yaml" and FILE.match(block) and "wardens are police" not in block:
            written(block, tmp_path)
    done = run(command, tmp_path)
    assert done.returncode == (1 if " check " in command else 0), done.stderr
