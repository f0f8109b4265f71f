"""Laws that hold for Westmarsh changed at random, for partnerships like it, and for any YAML at all."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import chain
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import STANDARD, THEMES
from joinedup.assess import assess
from joinedup.assessment import Assessment, Status
from joinedup.limits import LESS
from joinedup.outputs import Context, renderer
from joinedup.partnership import SECTIONS
from joinedup.reading import Source, UnreadableFile, read_source
from joinedup.rules import Rule
from joinedup.rulesets import Ruleset, every_rule, resolve
from joinedup.waivers import Waiver
from mutations import TODAY, WESTMARSH, mutant, partnership, relatives
from test_laws import essence, shuffled, without_section
from test_outputs import TEXTS

patient = settings(deadline=None, suppress_health_check=list(HealthCheck))
CONTEXT = Context("mutant.json", "0" * 64, "0")
LIMITED = [
    (id, rule, name, field.stricter)
    for id, rule in every_rule(THEMES, STANDARD)
    for name, field in (rule.limits.declared.items() if rule.limits else ())
    if field.stricter
]
"""Every figure of every rule that has a stricter direction."""


def check(described: Mapping[str, Any], rules: Ruleset = STANDARD) -> Assessment:
    """The assessment of a description that can be read."""
    read = partnership(described)
    assert read is not None
    return assess(read, THEMES, rules)


@settings(patient, max_examples=40)
@given(st.integers(0, 2**32), st.integers(1, 5))
def test_any_mutation_checks_or_is_refused(seed: int, changes: int) -> None:
    """Positioned problems, or an assessment in which no rule failed; never anything else."""
    read = partnership(mutant(seed, changes))
    if read is not None:
        result = assess(read, THEMES, STANDARD)
        assert result.failures == (), result.failures[0].trace


@settings(patient, max_examples=3)
@given(st.integers(0, 2**32))
def test_the_same_input_gives_the_same_bytes(seed: int) -> None:
    """In every format that is text; read and assessed anew each time."""
    given = mutant(seed, 1)
    if partnership(given) is not None:
        for format in TEXTS:
            first, second = (renderer(format)(check(given), CONTEXT) for _ in range(2))
            assert first == second


@pytest.mark.parametrize("number", range(len(relatives())))
def test_the_same_references_in_any_order(number: int) -> None:
    """Also where fields are left out and figures differ."""
    from random import Random

    given = relatives()[number]
    whole = essence(check(given))
    for seed in range(5):
        assert essence(check(shuffled(given, Random(seed)))) == whole  # noqa: S311 - no secret is made


@pytest.mark.parametrize("number", range(1, len(relatives())))
def test_leaving_a_section_out_makes_nothing_clear_that_was_not_assessed(number: int) -> None:
    """With less to go by, no more is known."""
    given = relatives()[number]
    whole = {barrier.id: barrier.status for barrier in check(given).barriers}
    for section in SECTIONS:
        left = without_section(given, section) if section in given and section != "agencies" else given
        if left is not given and partnership(left) is not None:
            clear = {barrier.id for barrier in check(left).barriers if barrier.status is Status.CLEAR}
            assert not [id for id in clear if whole[id] is Status.NOT_ASSESSED], section


def stricter(rule: Rule, name: str, direction: str) -> Iterator[Any]:
    """Stricter figures than a parameter's own, up to the strictest that the rule allows."""
    assert rule.limits is not None
    own = rule.limits.declared[name].default
    kind = type(own)
    least, most = own / kind(2), own + max(own, kind(1))
    a_little = Decimal("0.1") if kind is Decimal else 1
    figures = (own - a_little, least, kind(0)) if direction == LESS else (own + a_little, most)
    for figure in figures:
        value: Any = Decimal(figure) if kind is Decimal else int(figure)
        changed: dict[str, Any] = {name: value}
        if value >= 0 and value != own and not list(rule.limits.made(changed).contradictions()):
            yield value


def test_every_figure_with_a_direction_can_be_made_stricter() -> None:
    """So that the test below tries each."""
    assert len(LIMITED) > 100
    assert not [(id, name) for id, rule, name, direction in LIMITED if not list(stricter(rule, name, direction))]


def found(described: Any, id: str, changes: Mapping[str, object]) -> set[tuple[str, ...]]:
    """What one rule finds with some of its figures changed."""
    alone: dict[str, Mapping[str, object]] = {
        other: {"enabled": other == id} for other, _ in every_rule(THEMES, STANDARD)
    }
    result = assess(described, THEMES, resolve(THEMES, STANDARD.contents, {**alone, id: changes}))
    return {(finding.rule, *finding.subject.ids) for finding in result.findings}


@pytest.mark.parametrize(
    ("id", "rule", "name", "direction"), LIMITED, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_stricter_figure_never_removes_a_finding(id: str, rule: Rule, name: str, direction: str) -> None:
    """What was found stays found, on Westmarsh and on partnerships like it."""
    for described in map(partnership, relatives()):
        before = found(described, id, {})
        for value in stricter(rule, name, direction):
            assert before <= found(described, id, {name: value}), value


@settings(patient, max_examples=4)
@given(st.integers(0, len(relatives()) - 1), st.randoms(use_true_random=False))
def test_a_waiver_never_adds_a_finding(number: int, by: Any) -> None:
    """Nor changes one: what was found stays found, some of it accepted."""
    given = relatives()[number]
    before = check(given)
    chosen = by.sample(before.findings, by.choice((1, 12, len(before.findings))))
    covers = tuple(chain(["partnership"], *(finding.subject.ids for finding in chosen)))
    waivers = tuple(
        Waiver(rule=f.rule, covers=covers, reason="R", accepted_by="Board", until=TODAY.replace(year=2100))
        for f in chosen
    )
    after = check(given, STANDARD.but(waivers=waivers))
    assert essence(after) == essence(before)
    assert {f.ref for f in chosen} <= {f.ref for f in after.waived_findings}


keys = st.sampled_from([*WESTMARSH, "id", "name", "kind", "on", "<<", "{}", "? [a]", "!x", "&a b", "*a", "- x", "'"])
values = st.recursive(
    st.sampled_from(
        ["a", "1", "~", "''", "!!binary x", "&a b", "*a", "2026-01-01", "|\n  x", "%TAG", "---", "\t", "@"]
    ),
    lambda inner: (
        st.lists(inner, max_size=4).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(st.tuples(keys, inner), max_size=4).map(
            lambda pairs: "{" + ", ".join(f"{k}: {v}" for k, v in pairs) + "}"
        )
    ),
    max_leaves=12,
)


@settings(patient, max_examples=200)
@given(st.lists(st.tuples(keys, values), max_size=8))
def test_any_yaml_is_read_or_refused(fields: list[tuple[str, str]]) -> None:
    """Each problem of it has its place in the file."""
    text = "".join(f"{key}: {value}\n" for key, value in fields)
    lines = text.count("\n") + 2
    try:
        read_source(Source("any.yaml", text.encode(), text), TODAY)
    except UnreadableFile as error:
        assert error.problems and all(0 < problem.line <= lines and problem.column > 0 for problem in error.problems)
