"""Laws that hold for any input: the order of a file, the bytes of a file, what was left out."""

import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from cases import STANDARD, THEMES, describe
from joinedup.assess import assess
from joinedup.assessment import Assessment, Status
from joinedup.partnership import SECTIONS
from joinedup.reading import Source, UnreadableFile, read_source

EXAMPLES = Path(__file__).parent.parent / "examples"
TODAY = date(2026, 9, 30)
WESTMARSH: Mapping[str, Any] = YAML(typ="safe").load(EXAMPLES / "westmarsh.yaml")
TEXT = (EXAMPLES / "westmarsh.yaml").read_text("utf-8")
patient = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def check(given: Mapping[str, Any]) -> Assessment:
    """The assessment of a description."""
    return assess(describe(given), THEMES, STANDARD)


def shuffled(value: Any, by: random.Random, depth: int = 0) -> Any:
    """The same description with its sections, records and fields in another order."""
    if isinstance(value, dict):
        keys = list(value)
        by.shuffle(keys)
        return {key: shuffled(value[key], by, depth + 1) for key in keys}
    if isinstance(value, list):
        items = [shuffled(inner, by, depth + 1) for inner in value]
        if all(isinstance(item, dict) and "id" in item for item in items):
            by.shuffle(items)
        return items
    return value


def essence(assessment: Assessment) -> list[tuple[Any, ...]]:
    """What a board reads of each finding, wherever it stands in the file."""
    return sorted(
        (f.ref, f.because, f.severity, f.agencies, sorted(e.path for e in f.evidence)) for f in assessment.findings
    )


@patient
@given(st.integers())
def test_a_reordered_file_has_the_same_findings(seed: int) -> None:
    """References, wording, severity and evidence do not depend on where a record stands."""
    result = check(shuffled(WESTMARSH, random.Random(seed)))  # noqa: S311 - no secret is made
    assert essence(result) == essence(check(WESTMARSH))
    assert {b.id: b.status for b in result.barriers} == {b.id: b.status for b in check(WESTMARSH).barriers}


@pytest.mark.parametrize("section", [section for section in SECTIONS if section != "agencies"])
def test_leaving_a_section_out_never_makes_a_barrier_clear(section: str) -> None:
    """Missing data is not health: what was not assessed or stood in the way does not become clear."""
    whole = {barrier.id: barrier.status for barrier in check(WESTMARSH).barriers}
    without = without_section(WESTMARSH, section)
    result = check(without)
    assert not result.failures
    for barrier in result.barriers:
        if barrier.status is Status.CLEAR:
            assert whole[barrier.id] is not Status.NOT_ASSESSED
            assert section not in {s for rule in barrier.rules if rule.main for s in rule.missing}


def without_section(given: Mapping[str, Any], section: str) -> Mapping[str, Any]:
    """The description without a section, and without what refers to it."""
    left = {name: value for name, value in given.items() if name != section}
    ids = (
        {record["id"] for record in given[section] if isinstance(record, dict) and "id" in record}
        if isinstance(given[section], list)
        else set()
    )
    return {name: drop(value, ids) if name != "agencies" else value for name, value in left.items()}


def drop(value: Any, ids: set[str]) -> Any:
    """A value without references to these ids; records keep their own id."""
    if isinstance(value, dict):
        kept = {k: drop(v, ids) for k, v in value.items() if k in ("id", "title", "name") or not refers(v, ids)}
        return {k: v for k, v in kept.items() if not (k == "blocked_by" and v == {})}
    if isinstance(value, list):
        return [drop(inner, ids) for inner in value if not refers(inner, ids)]
    return value


def refers(value: Any, ids: set[str]) -> bool:
    """Whether a value is one of these ids."""
    return isinstance(value, str) and value in ids


@patient
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """No bytes make the reader fail: a partnership, or problems with their places."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return
    for name in ("any.yaml", "any.json"):
        try:
            read_source(Source(name, data, text), TODAY)
        except UnreadableFile as error:
            assert error.problems


@patient
@given(st.integers(0, len(TEXT) - 1), st.integers(0, 60), st.text(max_size=12))
def test_any_change_to_westmarsh_checks_or_is_refused(at: int, length: int, put: str) -> None:
    """A mutilated file gives findings or positioned problems, never a crash of a rule."""
    text = TEXT[:at] + put + TEXT[at + length :]
    try:
        described = read_source(Source("any.yaml", b"", text), TODAY)
    except UnreadableFile as error:
        lines = text.splitlines()
        assert all(0 <= problem.line <= len(lines) + 1 for problem in error.problems)
    else:
        assert assess(described.partnership, THEMES, STANDARD).failures == ()


@patient
@given(st.data())
def test_any_field_can_be_left_out(data: st.DataObject) -> None:
    """Optional fields left out at random: rules ask, judge or are silent; none crashes."""
    keep = {
        "id",
        "name",
        "title",
        "agency",
        "on",
        "value",
        "barrier",
        "answers",
        "parties",
        "fund",
        "format",
        "agencies",
    }
    keep |= {"giver", "receiver", "policy", "target", "other"}

    def thinned(value: Any, depth: int) -> Any:
        if isinstance(value, dict):
            return {
                key: thinned(inner, depth + 1)
                for key, inner in value.items()
                if depth == 0 or key in keep or data.draw(st.booleans())
            }
        return [thinned(inner, depth + 1) for inner in value] if isinstance(value, list) else value

    section = data.draw(st.sampled_from([s for s in SECTIONS if isinstance(WESTMARSH.get(s), list)]))
    records = WESTMARSH[section][:6]
    others = {name: value for name, value in WESTMARSH.items() if name != section}
    rest = WESTMARSH[section][6:]
    result = check({**others, section: [thinned(record, 1) for record in records] + rest})
    assert result.failures == (), result.failures[0].trace
