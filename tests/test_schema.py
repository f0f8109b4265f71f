"""The JSON Schema of a description: it takes what the reader takes, and explains every field."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from joinedup import schema
from joinedup.cli.main import main
from joinedup.partnership import SECTIONS, Partnership
from joinedup.partnership.base import Record
from joinedup.partnership.fields import fields, record_of
from joinedup.plugins import load_themes
from joinedup.reading import Source, UnreadableFile, read_source
from joinedup.reading.scalars import Wrong, day, identifier, share, text, whole, yes_or_no

ROOT = Path(__file__).parent.parent
SCHEMA = schema.of_description(load_themes().barriers)
VALIDATOR = Draft202012Validator(SCHEMA)
GOOD: Mapping[str, Any] = {
    "format": "joinedup/1",
    "name": "Northby",
    "agencies": [{"id": "council", "name": "Council"}, {"id": "police", "name": "Police"}],
    "roles": [{"id": "director", "title": "Director", "agency": "council"}],
    "targets": [{"id": "t", "title": "T"}],
}


def models(model: type[Record] = Partnership) -> Iterator[type[Record]]:
    """Every model of the description."""
    yield model
    for field in fields(model):
        inner = record_of(field.kind)
        if inner is not None:
            yield from models(inner)


def as_json(value: Any) -> Any:
    """What an editor sees: days are texts."""
    if isinstance(value, dict):
        return {name: as_json(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def reads(description: Mapping[str, Any]) -> bool:
    """Whether the reader takes a description."""
    text = json.dumps(description)
    try:
        read_source(Source("d.json", text.encode(), text), date(2026, 9, 30), None, load_themes().barriers)
    except UnreadableFile:
        return False
    return True


def test_it_is_a_schema() -> None:
    """By the dialect it names."""
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "path",
    [path for path in sorted((ROOT / "examples").rglob("*.yaml")) if path.parent.name not in ("rulesets", "lenses")],
    ids=lambda path: path.stem,
)
def test_every_example_keeps_to_it(path: Path) -> None:
    """What joinedup takes, an editor takes."""
    data = as_json(YAML(typ="safe", pure=True).load(path.read_text("utf-8")))
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


def test_every_field_is_explained() -> None:
    """Each field of each model has its own words, a title, and what leaving it out means."""
    bodies = [SCHEMA, *(SCHEMA["$defs"][model.__name__] for model in models() if model is not Partnership)]
    for body, model in zip(bodies, models(), strict=True):
        assert list(body["properties"]) == [field.name for field in fields(model)]
        assert body["additionalProperties"] is False
        for field in fields(model):
            said = body["properties"][field.name]
            assert said["title"] and said["description"].startswith(field.about)
            assert "eft out" in said["description"] or "left out" in said["description"] or field.absent is None
            assert (field.name in body["required"]) == (field.absent is None)


def test_sections_say_who_knows_them() -> None:
    """And that an empty list is not the same as no section."""
    for name in SECTIONS:
        said = SCHEMA["properties"][name]["description"]
        assert "Usually known by" in said
        assert ("[] says" in said) == (SCHEMA["properties"][name].get("type") == "array" and name != "agencies")


WRONG = {
    "no name": {"name": None},
    "no agencies": {"agencies": []},
    "another format": {"format": "joinedup/2"},
    "an unknown section": {"budget": []},
    "a section without a value": {"budgets": None},
    "a mapping without a value": {"vision": None},
    "a list where a mapping belongs": {"disputes": []},
    "a mapping where a list belongs": {"bids": {}},
    "an unknown field": {"plans": [{"id": "p", "title": "P", "start": "2026-01-01"}]},
    "a record without its id": {"plans": [{"title": "P"}]},
    "an id with capitals": {"plans": [{"id": "Plan", "title": "P"}]},
    "an id that is too long": {"plans": [{"id": "p" * 81, "title": "P"}]},
    "an empty text": {"plans": [{"id": "p", "title": " "}]},
    "a list for a text": {"authority": ["A", "B"]},
    "a day in British order": {"as_of": "31/07/2026"},
    "a month that is none": {"as_of": "2026-13-01"},
    "a year before 1900": {"as_of": "1899-12-31"},
    "a word that is none of the words": {"outcomes": [{"id": "o", "name": "O", "kind": "people"}]},
    "negative money": {"budgets": [{"id": "b", "title": "B", "amount": -1}]},
    "money with a sign": {"budgets": [{"id": "b", "title": "B", "amount": "£100"}]},
    "negative money of an agency": {"budgets": [{"id": "b", "title": "B", "contributions": {"council": -1}}]},
    "a list for a mapping": {"budgets": [{"id": "b", "title": "B", "contributions": ["council"]}]},
    "a risk over 25": {"targets": [{"id": "t", "title": "T", "risk": 26}]},
    "half a child": {"targets": [{"id": "t", "title": "T", "cohort_size": 1.5}]},
    "a yes or no that is neither": {"targets": [{"id": "t", "title": "T", "personal_data": "perhaps"}]},
    "one for a list": {"targets": [{"id": "t", "title": "T", "contributors": "council"}]},
    "an agency twice": {"targets": [{"id": "t", "title": "T", "contributors": ["council", "council"]}]},
    "a reading without its day": {"targets": [{"id": "t", "title": "T", "baseline": {"value": 1}}]},
    "no meetings in a year": {"boards": [{"id": "b", "name": "B", "meetings_a_year": 0}]},
    "a dpia that is a word": {"data_sharing": [{"id": "d", "title": "D", "parties": ["council"], "dpia": "done"}]},
    "blocked by two things": {
        "actions": [{"id": "a", "title": "A", "blocked_by": {"target": "t", "other": "Snow"}}],
    },
    "blocked by nothing": {"actions": [{"id": "a", "title": "A", "blocked_by": {}}]},
    "a barrier that is none": {
        "survey": [{"barrier": "people/luck", "agency": "council", "on": "2026-01-01", "answers": [1, 1, 1, 1, 1]}],
    },
    "four counts": {
        "survey": [{"barrier": "people/trust", "agency": "council", "on": "2026-01-01", "answers": [1, 1, 1, 1]}],
    },
}


@pytest.mark.parametrize("change", WRONG.values(), ids=list(WRONG))
def test_what_is_wrong_is_refused(change: Mapping[str, Any]) -> None:
    """By the schema and by the reader."""
    described = {**GOOD, **change}
    assert not VALIDATOR.is_valid(described)
    assert not reads(described)


RIGHT = {
    "nothing more": {},
    "empty sections": {name: [] for name in SECTIONS if SCHEMA["properties"][name].get("type") == "array"}
    | {"agencies": GOOD["agencies"]},
    "one or several": {"targets": [{"id": "t", "title": "T", "accountable": "director"}]},
    "the word all": {"data_sharing": [{"id": "d", "title": "D", "parties": ["council"], "covers": "all"}]},
    "no dpia needed": {"data_sharing": [{"id": "d", "title": "D", "parties": ["council"], "dpia": "not-needed"}]},
    "a share": {"targets": [{"id": "t", "title": "T", "baseline": {"value": "25%", "on": "2026-01-01"}}]},
    "counts that are the same": {
        "survey": [{"barrier": "people/trust", "agency": "council", "on": "2026-01-01", "answers": [2, 2, 2, 2, 2]}],
    },
}


@pytest.mark.parametrize("change", RIGHT.values(), ids=list(RIGHT))
def test_what_is_right_is_taken(change: Mapping[str, Any]) -> None:
    """By the schema and by the reader."""
    described = {**GOOD, **change}
    assert [error.message for error in VALIDATOR.iter_errors(described)] == []
    assert reads(described)


@pytest.mark.parametrize(
    ("take", "name", "values"),
    [
        (identifier, "id", ["a", "early-help", "2024", "a_b", "A", "", "-a", "a--b", "a-"]),
        (day, "day", ["1900-01-01", "2199-12-31", "2200-01-01", "2026-00-10", "2026-1-1", "20260101", "2026-09-30 "]),
        (share, "number", ["25%", "0.5 %", "-5%", "1e3", "1_000", "lots"]),
        (yes_or_no, "yes-or-no", ["yes", "No", "on", "OFF", "y", "1"]),
        (whole, "whole", ["5", "x"]),
        (text, "text", ["Northby", " ", "", "2026"]),
    ],
)
def test_it_refuses_nothing_that_the_reader_takes(take: Any, name: str, values: list[str]) -> None:
    """A word as an editor sees it: a number where it looks like one."""
    validator = Draft202012Validator(SCHEMA["$defs"][name])
    for value in values:
        seen = int(value) if value.isdigit() else value
        if not isinstance(take(value), Wrong):
            assert validator.is_valid(seen), value
        elif name != "text" or not value.strip():
            assert not validator.is_valid(seen), value


def test_barriers_are_open_where_a_plugin_is_broken() -> None:
    """Nobody knows then which barriers there are."""
    assert "enum" not in schema.of_description(None)["$defs"]["Survey"]["properties"]["barrier"]


def test_the_command_prints_it_or_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same text both ways, and the same as in docs/."""
    assert main(["schema"]) == 0
    printed = capsys.readouterr()
    assert (json.loads(printed.out), printed.err) == (SCHEMA, "")
    path = tmp_path / "joinedup.schema.json"
    assert main(["schema", "-o", str(path)]) == 0
    assert capsys.readouterr().err == f"written: {path}\n"
    assert path.read_text("utf-8") == printed.out == (ROOT / "docs" / "description.schema.json").read_text("utf-8")
    assert main(["schema", "-o", str(tmp_path / "nowhere" / "s.json")]) == 2
