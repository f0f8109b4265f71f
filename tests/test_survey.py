"""What staff say: bands on the unrounded mean, the newest wave, pooled answers, and small numbers that stay hidden."""

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import THEMES, describe
from joinedup.assess import assess
from joinedup.assessment import Assessment
from joinedup.facts.answers import Wave, newest_waves, pooled, shown
from joinedup.facts.words import figure
from joinedup.locate import locate
from joinedup.outputs import Context, renderer
from joinedup.reading import Source, read_source
from joinedup.rulesets import resolve
from joinedup.survey import mean_words
from test_outputs import TEXTS

AGENCIES = [{"id": id, "name": id.title()} for id in ("council", "nhs", "police", "schools")]
GOOD_VISION = {"statement": "Safe and well", "agreed": "2026-01-01", "endorsed_by": []}


def row(agency: str, *answers: int, on: str = "2026-06-30", barrier: str = "purposes/vision") -> dict[str, Any]:
    """A row of the survey section."""
    return {"barrier": barrier, "agency": agency, "on": on, "answers": list(answers), "not_applicable": 40}


def trust(*rows: dict[str, Any], **sections: Any) -> dict[str, Any]:
    """A small description with these rows."""
    head = {"format": "joinedup/1", "name": "Northby", "as_of": "2026-09-30", "agencies": AGENCIES}
    return {**head, "vision": GOOD_VISION, "survey": list(rows), **sections}


def check(*rows: dict[str, Any], **sections: Any) -> Assessment:
    """The assessment of that description."""
    return assess(describe(trust(*rows, **sections)), THEMES, resolve(THEMES))


def said(assessment: Assessment, rule: str) -> list[tuple[str, str]]:
    """The severity and first words of each finding of a rule."""
    return [
        (f.severity.word, f.because.partition(" to the statement")[0]) for f in assessment.findings if f.rule == rule
    ]


@pytest.mark.parametrize(
    ("answers", "band"),
    [
        ((0, 0, 0, 10, 0), []),
        ((0, 0, 1, 19, 0), [("low", "20 people answered 3.95 on average, from 1 to 5,")]),
        ((0, 0, 1, 249, 0), [("low", "250 people answered 3.99 on average, from 1 to 5,")]),
        ((0, 0, 10, 0, 0), [("low", "10 people answered 3 on average, from 1 to 5,")]),
        ((0, 1, 249, 0, 0), [("high", "250 people answered 2.99 on average, from 1 to 5,")]),
        ((10, 0, 0, 0, 0), [("high", "10 people answered 1 on average, from 1 to 5,")]),
    ],
)
def test_bands_are_decided_by_the_unrounded_mean(answers: Sequence[int], band: list[tuple[str, str]]) -> None:
    """4.0 and over is a strength, 3.0 up to but not including 4.0 borderline, under 3.0 a concern."""
    assert said(check(row("council", *answers)), "purposes/vision-survey") == band


def test_only_the_newest_wave_of_each_agency_counts_and_answers_are_pooled() -> None:
    """An agency's older answers are history; one to come is not there yet; every answer weighs the same."""
    rows = [
        row("council", 30, 0, 0, 0, 0, on="2024-06-30"),
        row("council", 0, 0, 0, 0, 10),
        row("council", 50, 0, 0, 0, 0, on="2026-10-01"),
        row("police", 10, 0, 0, 0, 0, on="2025-01-01"),
    ]
    assert said(check(*rows), "purposes/vision-survey") == [("low", "20 people answered 3 on average, from 1 to 5,")]


@pytest.mark.parametrize(
    ("rows", "because"),
    [
        ([row("council", 0, 0, 0, 0, 0)], "nobody answered its survey statement"),
        ([row("council", 9, 0, 0, 0, 0)], "fewer than 10 people answered its survey statement"),
        ([], "nobody answered its survey statement"),
    ],
)
def test_too_few_answers_are_not_assessed_and_not_counted_out(rows: list[dict[str, Any]], because: str) -> None:
    """All "not applicable" is nobody; nine people are too few, and how many they were is not said."""
    (result,) = (r for b in check(*rows).barriers for r in b.rules if r.id == "purposes/vision-survey")
    assert (result.state, result.because) == ("not-assessed", because)


def test_a_strength_against_the_record_and_a_concern_without_one() -> None:
    """People see a strength where the records put a barrier in the way, and a concern where they are clear."""
    rosier = check(row("council", 0, 0, 0, 0, 12), vision={})
    assert [f.severity.word for f in rosier.findings if f.rule == "purposes/rosier-than-the-record"] == ["medium"]
    endorsed = {**GOOD_VISION, "endorsed_by": [agency["id"] for agency in AGENCIES]}
    worse = check(row("council", 12, 0, 0, 0, 0), vision=endorsed, outcomes=[], targets=[])
    assert [f.severity.word for f in worse.findings if f.rule == "purposes/worse-than-the-record"] == ["low"]
    neither = check(row("council", 0, 0, 12, 0, 0), vision={})
    assert not [f for f in neither.findings if f.rule.endswith("than-the-record")]


def wave(agency: str, answers: int) -> Wave:
    """A wave of so many answers."""
    return Wave((agency,), answers, 3 * answers, ())


@pytest.mark.parametrize(
    ("sizes", "visible"),
    [
        ([10, 10], ["a", "b"]),
        ([9, 30], []),
        ([9, 30, 40], ["c"]),
        ([3, 4, 30, 40], ["d"]),
        ([5, 6, 30], ["c"]),
        ([0, 30, 40], ["b", "c"]),
        ([9], []),
        ([], []),
    ],
)
def test_a_hidden_group_cannot_be_worked_out_by_subtraction(sizes: list[int], visible: list[str]) -> None:
    """One small group alone takes the next smallest with it; so do several that are too few together."""
    waves = [wave(name, size) for name, size in zip("abcdef", sizes, strict=False)]
    assert [shown.agencies[0] for shown in shown(waves, 10)] == visible


@given(st.lists(st.integers(0, 40), max_size=8), st.integers(5, 20))
def test_what_is_hidden_is_never_one_group_nor_too_few(sizes: list[int], least: int) -> None:
    """Whatever the sizes: all that is hidden together is nobody, or at least two groups and enough people."""
    waves = [wave(str(number), size) for number, size in enumerate(sizes)]
    visible = shown(waves, least)
    hidden = [w for w in waves if w.answers and w not in visible]
    assert all(w.answers >= least for w in visible)
    if hidden and visible:
        assert len(hidden) >= 2
        assert sum(w.answers for w in hidden) >= least


def test_pooling_keeps_every_answer() -> None:
    """The mean of a pool is over answers, not over agencies."""
    partnership = describe(trust(row("council", 0, 0, 0, 0, 1), row("nhs", 3, 0, 0, 0, 0)))
    pool = pooled(newest_waves(partnership)["purposes/vision"])
    assert (pool.answers, pool.mean, pool.agencies) == (4, Fraction(2), ("council", "nhs"))
    assert mean_words(Fraction(2)) == figure(2)


@pytest.mark.parametrize("format", TEXTS)
def test_no_output_quotes_the_counts(format: str) -> None:
    """Evidence points at the rows and never repeats what stands in them."""
    given = trust(row("council", 7, 1, 0, 0, 0), row("nhs", 33, 2, 0, 0, 0), row("police", 0, 1, 2, 0, 33))
    text = json.dumps(given)
    described = read_source(Source("trust.json", text.encode(), text), describe(given).as_of)
    result = locate(assess(described.partnership, THEMES, resolve(THEMES)), described)
    assert said(result, "purposes/vision-survey")
    made = renderer(format)(result, Context("trust.json", "0" * 64, "0.0.0"))
    for hidden in ("[7, 1", "33, 2", "33]", " 7 people", " 8 people", "8 answers"):
        assert hidden not in made
