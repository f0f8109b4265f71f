"""The description that `joinedup init` writes: it can be read as it stands, and explains everything."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from joinedup.catalogue import Catalogue
from joinedup.cli.main import main
from joinedup.partnership import HEAD, SECTIONS, Partnership
from joinedup.partnership.base import Record
from joinedup.partnership.fields import fields, record_of
from joinedup.plugins import load_themes
from joinedup.reading import Source, read_source
from joinedup.scaffold import MODELINE, SCHEMA, description
from test_schema import SCHEMA as DESCRIPTION_SCHEMA
from test_schema import as_json

CATALOGUE = Catalogue(load_themes().themes)
TEXT = description("trust.yaml", CATALOGUE)
LINES = TEXT.splitlines()
ACTIVE = {"agencies", "roles", "boards", "outcomes", "targets"}
SWITCHED_OFF = re.compile(r"( *)# (?! )(?!yaml-language-server)(.*)|# ( .*)")
Capture = pytest.CaptureFixture[str]


def blocks() -> Iterator[range]:
    """The line numbers of each block that is switched off: a section, or a field with what follows it."""
    number = 0
    while number < len(LINES):
        start = number
        number += 1
        if LINES[start].startswith("# ") and start:
            while number < len(LINES) and LINES[number].startswith(("# ", "#  ")):
                number += 1
            yield range(start, number)
        elif re.match(" +# [a-z_]+: ", LINES[start]):
            yield range(start, number)


BLOCKS = list(blocks())


def switched_on(*chosen: range) -> str:
    """The text with one `# ` taken from each line of some blocks."""
    numbers = {number for block in chosen for number in block}
    return "\n".join(line.replace("# ", "", 1) if n in numbers else line for n, line in enumerate(LINES)) + "\n"


def described(text: str) -> frozenset[str]:
    """The sections that a text gives; fails if it cannot be read, or an editor would mark something."""
    found = read_source(Source("trust.yaml", text.encode(), text), date(2026, 9, 30), None, load_themes().barriers)
    data = as_json(YAML(typ="safe", pure=True).load(text))
    assert [error.message for error in Draft202012Validator(DESCRIPTION_SCHEMA).iter_errors(data)] == []
    return found.partnership.described


def test_it_can_be_read_as_it_stands() -> None:
    """With the sections that a first description has."""
    assert described(TEXT) == ACTIVE


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: LINES[block.start].split(":")[0].strip(" #"))
def test_each_block_can_be_switched_on(block: range) -> None:
    """As it stands, and with nothing else."""
    first = LINES[block.start].removeprefix("# ").partition(":")[0]
    expected = ACTIVE | ({first} & set(SECTIONS))
    assert described(switched_on(block)) == expected


def test_all_blocks_can_be_switched_on() -> None:
    """Then every section is described; also by an editor that takes the sign from lines that explain as well."""
    text = switched_on(*BLOCKS)
    assert described(text) == set(SECTIONS)
    assert described(text.replace("\n## ", "\n# ").replace("\n##\n", "\n#\n")) == set(SECTIONS)
    assert sum(1 for block in BLOCKS if not LINES[block.start].startswith(" ")) == len(SECTIONS) - len(ACTIVE) + 1


def section_text(name: str) -> str:
    """What stands between the heading of a section and the next empty line."""
    start = LINES.index(f"## {name.upper().replace('_', ' ')}")
    return "\n".join(LINES[start : LINES.index("", start) if "" in LINES[start:] else None])


def places(model: type[Record]) -> Iterator[tuple[str, str]]:
    """Each field below a model, with its words."""
    for field in fields(model):
        yield field.name, field.about
        inner = record_of(field.kind)
        if inner is not None:
            yield from places(inner)


def plain(text: str) -> str:
    """Text without comment signs and line ends."""
    return " ".join(text.replace("#", " ").split())


@pytest.mark.parametrize("section", SECTIONS)
def test_every_field_is_explained(section: str) -> None:
    """Each has a line of its own, and its model's own words stand beside one of that name."""
    text = section_text(section)
    info = Partnership.declared[section]
    assert str(info.about) in plain(text)
    assert "Usually known by" in plain(text)
    inner = next(record_of(field.kind) for field in fields(Partnership) if field.name == section)
    right = plain(
        "\n".join(re.split(r"(?:^|\s)# ", line.removeprefix("# "), maxsplit=1)[-1] for line in text.splitlines())
    )
    for name, about in places(inner) if inner else ():
        assert re.search(rf"(?m)^[# -]*{name}: ?", text), f"{section}: {name} has no line"
        assert plain(about) in right, f"{section}: {name} is not explained"


def test_the_head_is_explained() -> None:
    """The fields above the sections."""
    for name in HEAD:
        assert re.search(rf"(?m)^(# )?{name}: ", TEXT)


def test_sections_say_what_they_are_good_for() -> None:
    """The barriers whose rules need them; every barrier is named somewhere."""
    assert '"Information and knowledge are not shared".' in plain(section_text("data_sharing"))
    assert "each of the 24 barriers" in plain(section_text("survey"))
    labels = [barrier.label for _, barrier in CATALOGUE.barriers.values()]
    said = plain(TEXT)
    assert all(f'"{label}"' in said for label in labels)


def test_lines_are_as_wide_as_a_window() -> None:
    """Nothing is hidden at the right, and nothing stands there in vain."""
    assert max(map(len, LINES)) <= 120
    assert not any(line != line.rstrip() or "\t" in line for line in LINES)


def test_it_writes_the_description_and_its_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Says where they are and what comes next; both next steps work."""
    monkeypatch.chdir(tmp_path)
    assert main(["init", "trust.yaml"]) == 0
    said = capsys.readouterr()
    assert said.err == f"written: trust.yaml\nwritten: {SCHEMA}\n"
    assert "joinedup validate trust.yaml" in said.out
    assert "joinedup check trust.yaml" in said.out
    assert Path("trust.yaml").read_text("utf-8") == TEXT
    assert json.loads(Path(SCHEMA).read_text("utf-8")) == DESCRIPTION_SCHEMA
    assert LINES[0] == MODELINE.format(schema=SCHEMA) == "# yaml-language-server: $schema=./joinedup.schema.json"
    assert main(["validate", "trust.yaml"]) == 0
    assert main(["check", "trust.yaml", "--quiet", "--fail-on", "never"]) == 0


def test_nothing_is_written_over(tmp_path: Path, capsys: Capture) -> None:
    """Neither a description nor a schema that was there before; a schema that differs is said."""
    place, beside = tmp_path / "trust.yaml", tmp_path / SCHEMA
    place.write_text("mine")
    assert main(["init", str(place)]) == 2
    assert "there already" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["trust.yaml"]
    place.unlink()
    beside.write_text("{}")
    assert main(["init", str(place)]) == 0
    said = capsys.readouterr().err
    assert f"written: {place}\n" in said
    assert "left as it is" in said.replace("\n", " ") or "left as it was" in said
    assert beside.read_text() == "{}"
    assert main(["init", str(tmp_path / "other.yml")]) == 0
    assert main(["schema", "-o", str(beside)]) == 0
    capsys.readouterr()
    assert main(["init", str(tmp_path / "third.yml")]) == 0
    assert SCHEMA not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("trust.json", "JSON has no comments: name the file trust.yaml"),
        ("trust", "name the file trust.yaml"),
        ("trust.txt", "name the file trust.yaml"),
        ("nowhere/trust.yaml", "there is no folder nowhere"),
    ],
)
def test_other_names_are_refused(
    file: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Exit code 2, and nothing is left behind."""
    monkeypatch.chdir(tmp_path)
    assert main(["init", file]) == 2
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_name_with_a_space_can_be_copied(tmp_path: Path, capsys: Capture) -> None:
    """The commands that are shown can be typed as they stand."""
    place = tmp_path / "our trust.yaml"
    assert main(["init", str(place)]) == 0
    assert f"joinedup validate '{place}'" in capsys.readouterr().out
    command = next(line for line in place.read_text("utf-8").splitlines() if "joinedup validate" in line).strip("# ")
    binary = shutil.which("joinedup")
    if binary:
        done = subprocess.run(
            ["/bin/sh", "-c", command.replace("joinedup", binary, 1)], capture_output=True, check=False
        )
        assert done.returncode == 0


def test_a_ruleset_to_change_is_written_that_passes_its_own_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As it stands, and with every part that is switched off switched on; its limit is what makes the test pass."""
    monkeypatch.chdir(tmp_path)
    assert main(["init", "--ruleset", "own.yaml"]) == 0
    text = Path("own.yaml").read_text("utf-8")
    assert Path("joinedup-ruleset.schema.json").exists()
    assert main(["ruleset", "test", "own.yaml"]) == 0
    capsys.readouterr()
    Path("all.yaml").write_text(re.sub(r"^(\s*)# (?!yaml-language)", r"\1", text, flags=re.MULTILINE), "utf-8")
    assert main(["ruleset", "test", "all.yaml"]) == 0
    assert "no case: example/board-without-chair" in capsys.readouterr().out
    Path("usual.yaml").write_text(text.replace("empty_share: 50%", "enabled: true"), "utf-8")
    assert main(["ruleset", "test", "usual.yaml"]) == 1


def test_the_schema_of_a_ruleset_takes_what_joinedup_takes(capsys: pytest.CaptureFixture[str]) -> None:
    """Every shipped ruleset; and it refuses a rule's parameter that is not its own."""
    assert main(["schema", "--ruleset"]) == 0
    schema = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(schema)
    takes = Draft202012Validator(schema)
    for path in (Path(__file__).parent.parent / "rulesets").glob("*.yaml"):
        takes.validate(json.loads(json.dumps(YAML(typ="safe").load(path), default=str)))
    assert not takes.is_valid({"rules": {"power/unfunded": {"tolerance": 1}}})
    assert not takes.is_valid({"rules": {"power/unfunded": {"severity": {"grave": "low"}}}})
    assert not takes.is_valid({"fail_on": "hihg"})
