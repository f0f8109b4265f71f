"""Precision on a healthy trust: nothing is found, one changed fact gives its own findings, and what is left out asks.

The changes stand in northby.yaml: for each, exactly the findings that follow from it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from cases import STANDARD, TESTS, THEMES, describe
from changes import GONE, changed
from joinedup import Severity
from joinedup.assess import assess
from joinedup.assessment import Assessment, Status
from joinedup.partnership import SECTIONS, Entry, Partnership
from joinedup.partnership.base import GAP, PRESET, UNKNOWN, Record, Ref
from joinedup.partnership.fields import Kind, Nested, Several, Table, fields
from joinedup.reading import UnreadableFile

yaml = YAML(typ="safe")
NORTHBY: Mapping[str, Any] = yaml.load(TESTS.parent / "examples" / "northby.yaml")
CHANGES: list[Mapping[str, Any]] = yaml.load(TESTS / "northby.yaml")
RULES = {id for theme in THEMES for id, _, _ in theme.each_rule()}
IN_MEMORY: Partnership = describe(NORTHBY)


def check(given: Mapping[str, Any]) -> Assessment:
    """The assessment of a description."""
    return checked(describe(given))


def checked(partnership: Partnership) -> Assessment:
    """The assessment of a partnership; no rule may fail."""
    result = assess(partnership, THEMES, STANDARD)
    assert not result.failures, result.failures[0].trace
    return result


def named(assessment: Assessment) -> list[str]:
    """Each finding as its severity, rule and subject."""
    return sorted(f"{f.severity.word} {f.rule} {'+'.join(f.subject.ids)}".strip() for f in assessment.findings)


def asked(assessment: Assessment) -> list[str]:
    """Each question in its words."""
    return sorted(question.asks for question in assessment.questions)


def test_a_healthy_trust_has_no_finding_and_no_question() -> None:
    """Every barrier is clear with all its rules run."""
    result = checked(IN_MEMORY)
    assert [f.because for f in result.findings if f.severity >= Severity.MEDIUM] == []
    assert named(result) == []
    assert asked(result) == []
    assert {barrier.id: barrier.because for barrier in result.barriers if barrier.because} == {}
    assert {barrier.status for barrier in result.barriers} == {Status.CLEAR}
    assert {rule.state for barrier in result.barriers for rule in barrier.rules} == {"ran"}


def test_it_is_of_real_size() -> None:
    """As large as Westmarsh: no trust passes by being empty."""
    sizes = {section: len(NORTHBY[section]) for section in SECTIONS if isinstance(NORTHBY[section], list)}
    least = {"agencies": 15, "roles": 45, "boards": 7, "targets": 20, "services": 12, "budgets": 15}
    least |= {"data_sharing": 20, "actions": 80, "survey": 24}
    assert all(sizes[section] >= number for section, number in least.items()), sizes


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change["name"])
def test_one_changed_fact_gives_its_findings_and_no_other(change: Mapping[str, Any]) -> None:
    """No finding is missing, none comes along."""
    result = check(changed(NORTHBY, change["change"]))
    assert named(result) == sorted(change["finds"])
    assert asked(result) == sorted(change.get("asks", []))


def test_every_rule_is_set_off_by_a_change() -> None:
    """At least one changed fact a rule; the survey's rules are one rule in 24 places and need one."""
    set_off = {finding.split()[1] for change in CHANGES for finding in change["finds"]}
    survey = {rule for rule in RULES if rule.endswith("-survey")}
    assert RULES - survey - set_off == set()
    assert survey & set_off
    assert {rule.partition("/")[2] for rule in set_off} >= {"rosier-than-the-record", "worse-than-the-record"}


def test_every_severity_of_a_rule_is_reached() -> None:
    """One changed fact, now and then one that stands in two fields, reaches each tier of each rule."""
    reached = {tuple(finding.split()[:2]) for change in CHANGES for finding in change["finds"]}
    for theme in THEMES:
        for id, _, rule in theme.each_rule():
            if not id.endswith("-survey"):
                tiers = {(severity.word, id) for severity in rule.tiers.values()}
                assert tiers <= reached


def test_many_changes_just_inside_the_limits_are_silent() -> None:
    """The table would prove little if every change in it set something off; and no change stands in it twice."""
    assert sum(not change["finds"] and not change.get("asks") for change in CHANGES) >= 50
    for field in ("name", "change"):
        assert len({str(change[field]) for change in CHANGES}) == len(CHANGES)


@pytest.mark.parametrize("section", [section for section in SECTIONS if section != "agencies"])
def test_without_a_section_nothing_new_is_found(section: str) -> None:
    """Vision aside; and every barrier that needed the section says what is missing."""
    result = check(without(section))
    vision = ["high purposes/no-vision", "medium purposes/rosier-than-the-record vision"]
    assert named(result) == (vision if section == "vision" else [])
    shown = {rule.id: rule for barrier in result.barriers for rule in barrier.rules}
    for theme in THEMES:
        for id, _, rule in theme.each_rule():
            if section in rule.needs.every or rule.needs.any_of == (section,):
                assert shown[id].state == "not-assessed"
                assert section.replace("_", " ") in shown[id].because
            elif section in (*rule.needs.any_of, *rule.needs.helped_by):
                assert section in shown[id].left_out


def without(section: str) -> Mapping[str, Any]:
    """Northby without a section, and without the references to its records."""
    given = NORTHBY[section]
    ids = {record["id"] for record in given if "id" in record} if isinstance(given, list) else set()
    left = {name: value for name, value in NORTHBY.items() if name != section}
    return _unreferenced(Partnership, left, section, ids)


def _unreferenced(model: type[Record], value: Mapping[str, Any], section: str, ids: set[str]) -> Mapping[str, Any]:
    kinds = {field.name: field.kind for field in fields(model)}
    kept = {name: _kept(kinds[name], inner, section, ids) for name, inner in value.items()}
    return {name: inner for name, inner in kept.items() if inner is not GONE}


def _kept(kind: Kind, value: Any, section: str, ids: set[str]) -> Any:
    """What stays of a value; a list, table or record of which nothing stays is left out, for nobody said "none"."""
    match kind:
        case Ref():
            return GONE if section in kind.sections and value in ids else value
        case Nested():
            left: Any = _unreferenced(kind.model, value, section, ids)
        case Several() if isinstance(value, list):
            items = (_kept(kind.item, item, section, ids) for item in value)
            left = [item for item in items if item is not GONE]
        case Several():
            return _kept(kind.item, value, section, ids)
        case Table():
            left = {key: item for key, item in value.items() if _kept(kind.key, key, section, ids) is not GONE}
        case _:
            return value
    return GONE if value and not left else left


@dataclass(frozen=True)
class Field:
    """An optional field that a record of Northby gives.

    Attributes:
        path: Where it stands, as northby.yaml writes it.
        names: The names of the fields on the way to it, in the models.
        at: For each of them but the last, which record of a list it is in.
        absent: What its absence means.
    """

    path: str
    names: tuple[str, ...]
    at: tuple[int, ...]
    absent: str

    @property
    def kind(self) -> str:
        """The same for each record: "boards.meetings.deputies"."""
        return ".".join(self.names)


def optional_fields(
    record: Record, path: str = "", names: Sequence[str] = (), at: Sequence[int] = ()
) -> Iterator[Field]:
    """Every optional field that is given below a record; sections are left aside."""
    for name, info in type(record).declared.items():
        if name not in record.stated:
            continue
        place = f"{path}.{info.alias or name}".lstrip(".")
        if names and not info.required:
            yield Field(place, (*names, name), tuple(at), info.absent)
        value = getattr(record, name)
        for number, item in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(item, Record):
                step = f".{item.id}" if isinstance(item, Entry) else f"[{number + 1}]" if value is not item else ""
                yield from optional_fields(item, place + step, (*names, name), (*at, number))


FIELDS = tuple(optional_fields(IN_MEMORY))
KINDS = {field.kind: [other for other in FIELDS if other.kind == field.kind] for field in FIELDS}
UNTRUE = "untrue"
"""Stands for a record that cannot do without a field: the reader would refuse it."""

SAYS_OTHERWISE = {
    "roles.top": "power/no-line",
    "boards.top": "power/no-line",
    "boards.meetings.deputies": "people/inquorate",
    "targets.cohort": "power/parallel-targets",
    "targets.funded_from": "power/unfunded",
    "targets.joint_duty": "power/many-accountable",
    "services.statutory_decision": "power/decides-alone",
}
"""Fields that stand for something where they are left out, so that leaving them out says something else of Northby."""


def left_out(record: Any, names: Sequence[str], at: Sequence[int] | None) -> Any:
    """A record without the field that the names lead to: that of one record in each list, or of all."""
    name, *rest = names
    if not isinstance(record, Record):
        return record
    if not rest:
        made = record.made({given: getattr(record, given) for given in record.stated - {name}})
        return UNTRUE if any(made.contradictions()) else made
    value = getattr(record, name)
    inner: Any = value
    if isinstance(value, tuple):
        chosen = range(len(value)) if at is None else at[:1]
        inner = tuple(
            left_out(item, rest, at and at[1:]) if number in chosen else item for number, item in enumerate(value)
        )
    elif value is not None:
        inner = left_out(value, rest, at and at[1:])
    untrue = inner is UNTRUE or (isinstance(inner, tuple) and UNTRUE in inner)
    return UNTRUE if untrue else record.but(**{name: inner})


def without_field(names: Sequence[str], at: Sequence[int] | None = None) -> Assessment | None:
    """The assessment of Northby without a field of one record, or of all; None where the reader would refuse it.

    Taken out in memory, because reading takes three times as long as assessing; see the test by sample below.
    """
    made = left_out(IN_MEMORY, names, at)
    return None if made is UNTRUE else checked(made.on(IN_MEMORY.as_of))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind} x {len(KINDS[kind])}")
def test_a_field_left_out_asks_or_is_silent_unless_it_is_a_gap(kind: str) -> None:
    """Each optional field of each record, one at a time: unknown is never judged, and a gap is never asked about."""
    rules = set()
    for field in KINDS[kind]:
        result = without_field(field.names, field.at)
        if result is None:
            continue
        rules |= {finding.rule for finding in result.findings}
        if field.absent == GAP:
            assert asked(result) == [], f"without {field.path}"
        elif kind not in SAYS_OTHERWISE:
            assert named(result) == [], f"without {field.path}"
    assert SAYS_OTHERWISE.get(kind, "") in {*rules, ""}


@pytest.mark.parametrize("kind", [kind for kind, fields in KINDS.items() if fields[0].absent == UNKNOWN])
def test_a_field_that_nobody_ever_fills_in_is_not_judged(kind: str) -> None:
    """The same field left out of all records at once, as in a trust that does not keep it."""
    result = without_field(KINDS[kind][0].names)
    assert result is not None
    assert named(result) == []


@pytest.mark.parametrize("number", [len(FIELDS)], ids="{} fields left out".format)
def test_how_many_fields_are_left_out_in_turn(number: int) -> None:
    """Of all three kinds, in nearly every section."""
    assert number > 2000
    assert {field.absent for field in FIELDS} == {GAP, UNKNOWN, PRESET}
    assert {field.names[0] for field in FIELDS} == {*SECTIONS} - {"confirmed_by"}


@settings(max_examples=30, deadline=None)
@given(field=st.sampled_from(FIELDS))
def test_a_field_left_out_of_the_file_is_the_same_as_in_memory(field: Field) -> None:
    """The reader and the tests above mean the same by a field that is not there."""
    result = without_field(field.names, field.at)
    try:
        read = check(changed(NORTHBY, {field.path: GONE}))
    except UnreadableFile:
        assert result is None
    else:
        assert result is not None
        assert (named(read), asked(read)) == (named(result), asked(result))
