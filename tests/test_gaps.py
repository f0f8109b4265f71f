"""The gaps: one reckoning for the rule and the report, never a trend from one pair, and pictures that can be read."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cases import STANDARD, THEMES, describe
from joinedup import NotAssessed, Partnership, Question, Risk
from joinedup.assess import assess
from joinedup.catalogue import Catalogue
from joinedup.facts import Course, Gap, gaps
from joinedup.outputs import Context
from joinedup.outputs.as_json import as_dict
from joinedup.report.gaps import gap_part
from joinedup.report.pictures import gap_pictures
from joinedup.report.pictures.gaps import MOST
from joinedup.report.pictures.plot import WIDE
from joinedup.terms import Terms
from test_outputs import ROOT, Page, check, text
from test_pictures import HOSTILE, boxes, example, sheets
from test_pictures import check as check_picture

HEAD: Mapping[str, Any] = {
    "format": "joinedup/1", "name": "Northby", "as_of": "2026-09-30", "agencies": [{"id": "a", "name": "Council"}],
}  # fmt: skip
FILES = ROOT / "examples"
EXAMPLES = [
    str(path.relative_to(FILES).with_suffix(""))
    for path in sorted(FILES.rglob("*.yaml"))
    if "rulesets" not in path.parts and "lenses" not in path.parts
]
RULE = Catalogue(THEMES).rules["purposes/gap-not-narrowing"][2]


def target(own: Any, theirs: Any, **fields: Any) -> dict[str, Any]:
    """A target for a vulnerable group, with readings as pairs of a day and a value."""
    made = {"id": "a", "title": "Better results", "cohort": "Looked-after children", "direction": "increase"}
    readings = [[{"on": str(on), "value": value} for on, value in given or ()] for given in (own, theirs)]
    beside = {} if theirs is None else {"comparison": {"with": "others", "readings": readings[1]}}
    given = {**made, "readings": readings[0], **beside, **fields}
    return {name: value for name, value in given.items() if value is not None}


def trust(*targets: Mapping[str, Any]) -> Any:
    """A partnership with these targets."""
    return describe({**HEAD, "targets": list(targets)})


def one(own: Any, theirs: Any, **fields: Any) -> Gap:
    """The gap of a target."""
    return gaps(trust(target(own, theirs, **fields)))[0]


def pairs(*values: tuple[Any, Any]) -> tuple[list[tuple[date, Any]], list[tuple[date, Any]]]:
    """Readings of both groups, a year apart, the last on 31 August 2026."""
    days = [date(2027 - len(values) + number, 8, 31) for number in range(len(values))]
    return [[(on, pair[side]) for on, pair in zip(days, values, strict=True)] for side in (0, 1)]  # type: ignore[return-value]


def made_up(seed: int) -> Any:
    """Targets of every shape: few readings or many, days that fit and days that do not, gaps that are not told."""
    pick = random.Random(seed)  # noqa: S311 - the same each time
    days = [date(2026, 10, 20) - timedelta(days=31 * number) for number in range(7)]

    def readings() -> list[tuple[date, Any]]:
        return [(on, pick.choice((1, 2, 3, 4, -1))) for on in pick.sample(days, pick.choice((0, 1, 4, 6, 7)))]

    made = []
    for number in range(30):
        own = readings()
        theirs = pick.choice((None, readings(), readings(), [(on, value + 2) for on, value in own]))
        given = target(own, theirs, id=f"t{number}")
        if given.get("comparison") and pick.random() < 0.1:
            del given["comparison"]["readings"]
        given["direction"] = pick.choice(("increase", "decrease", "maintain"))
        given |= {"baseline": {"on": str(pick.choice(days)), "value": 2}} if pick.random() < 0.4 else {}
        given |= {"goal": {"on": "2028-01-01", "value": pick.choice((1, 3))}} if pick.random() < 0.3 else {}
        given |= {"cohort_size": pick.choice((5, 29, 30, 400))} if pick.random() < 0.7 else {}
        for field in ("direction", "cohort"):
            if pick.random() < 0.1:
                del given[field]
        made.append(given)
    return trust(*made)


def flagged(target: Any, today: date) -> str:
    """Whether a gap grew or stayed, reckoned here once more from the contract: the catalogue's sentence and no code."""
    given = ([target.baseline] if target.baseline else [], target.readings or (), target.comparison.readings)
    by_day: list[dict[date, Decimal]] = [{r.on: r.value for r in readings if r.on <= today} for readings in given]
    own, theirs = by_day[0] | by_day[1], by_day[2]
    first, *_, last = sorted(own.keys() & theirs.keys())
    sign = {"increase": 1, "decrease": -1}.get(target.direction)
    then, now = ((theirs[on] - own[on]) * sign if sign else abs(theirs[on] - own[on]) for on in (first, last))
    if now > 0 and now > then:
        return "grew"
    return "stayed" if sign and now > 0 and now == then and own[first] != own[last] else ""


def agrees(partnership: Partnership) -> set[str]:
    """Holds the rule, the facts and the reckoning of this file against each other; returns the courses there were."""
    assert RULE.limits is not None
    yielded = list(RULE.function(partnership, RULE.limits()))
    risks = {risk.subject.id: risk for risk in yielded if isinstance(risk, Risk)}  # type: ignore[union-attr]
    found = {gap.target.id: gap for gap in gaps(partnership)}
    assert found.keys() == {target.id for target in partnership.targets if target.cohort is not None}
    assert risks.keys() == {id for id, gap in found.items() if gap.course in (Course.GREW, Course.STAYED)}
    for id, gap in found.items():
        if gap.course:
            assert flagged(gap.target, partnership.as_of) == (gap.course if id in risks else "")
        if id in risks:
            assert f" {gap.said}. Read it with care: " in risks[id].because
            assert (risks[id].tier == "stayed") == (gap.course is Course.STAYED)
            assert ("only two days" in risks[id].because) == ("Only two days can be compared." in gap.cautions)
    untold = [gap for gap in found.values() if not gap.course]
    if untold:
        assert any(isinstance(item, Question | NotAssessed) for item in yielded)
    return {str(gap.course) for gap in found.values()}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_rule_and_the_report_agree_on_the_examples(name: str) -> None:
    """The same targets, the same words, and the finding is in the assessment."""
    agrees(example(name))


def test_the_rule_and_the_report_agree_on_what_is_made_up() -> None:
    """On many targets, among which is every course a gap can take."""
    courses = set[str]().union(*(agrees(made_up(seed)) for seed in range(80)))
    assert courses == {*Course, "None"}


@pytest.mark.parametrize(
    ("values", "course", "said"),
    [
        ([(40, 60), (44, 66.5)], Course.GREW, "grew from 20 to 22.5"),
        ([(60, 60), (60, 61)], Course.GREW, "grew from none to 1"),
        ([(40, 60), (43, 63)], Course.STAYED, "stayed at 20, while both improved"),
        ([(40, 60), (37, 57)], Course.STAYED, "stayed at 20, while both did worse"),
        ([(40, 60), (50, 70), (40, 60)], Course.UNMOVED, "stayed at 20"),
        ([(40, 60), (45, 61)], Course.NARROWED, "narrowed from 20 to 16"),
        ([(40, 60), (61, 61)], Course.CLOSED, "closed from 20 to none"),
        ([(70, 60), (71, 60)], Course.CLOSED, "stayed at none"),
    ],
)
def test_what_becomes_of_a_gap(values: Any, course: Course, said: str) -> None:
    """From the first day on which both were measured to the last, in words."""
    gap = one(*pairs(*values))
    assert (gap.course, gap.said) == (course, said)
    assert gap.verdict == f"Between 31 August {2027 - len(values)} and 31 August 2026 the gap {said}."
    fewer = one(*pairs(*((-own, -theirs) for own, theirs in values)), direction="decrease", unit="per 1,000")
    assert (fewer.course, fewer.said) == (course, f"{said} (per 1,000)")


def test_one_pair_of_readings_is_no_trend() -> None:
    """However many readings either group has by itself."""
    own = [(date(2020 + year, 8, 31), year) for year in range(6)]
    for theirs in ([(date(2025, 8, 31), 9)], [(date(2025, 8, 31), 9), (date(2027, 8, 31), 90), (date(2026, 1, 1), 3)]):
        gap = one(own, theirs)
        assert gap.course is None
        assert gap.verdict == "One pair of readings: no trend can be told."
        assert not gap.said
        assert not any("better" in caution for caution in gap.cautions)


@pytest.mark.parametrize(
    ("gap", "lack"),
    [
        (one(pairs((1, 2))[0], None), "no comparison is given"),
        (one(pairs((1, 2))[0], []), "no readings are given of those it is compared with"),
        (one([], pairs((1, 2))[1]), "no readings are given of the group"),
        (one(pairs((1, 2))[0], [(date(2026, 1, 1), 2)]), "there is no day on which both were measured"),
        (one(*pairs((1, 2), (3, 4)), direction=None), "no direction is given"),
        (one(*pairs((1, 2), (3, 4)), baseline={"value": 1, "on": "2024-01-01"}, goal={"value": 0, "on": "2028-01-01"}),
         "the direction contradicts the goal"),
    ],
)  # fmt: skip
def test_what_is_not_assessed_says_why(gap: Gap, lack: str) -> None:
    """And nothing is said of a gap."""
    assert (gap.verdict, gap.said, gap.course) == (f"Not assessed: {lack}.", "", None)


def test_the_cautions_stand_where_they_apply() -> None:
    """Small numbers with the weight of one child, two days alone, and all children doing better."""
    rising, falling, closing = pairs((40, 60), (43, 63)), pairs((40, 60), (37, 57)), pairs((40, 60), (50, 61))
    two, better = "Only two days can be compared.", "Both did better, and the gap is no smaller."
    assert list(one(*rising, cohort_size=400).cautions) == [two, better]
    assert list(one(*falling, cohort_size=400).cautions) == [two]
    assert list(one(*closing, cohort_size=400).cautions) == [two]
    assert list(one(*pairs((1, 5), (2, 6), (3, 8)), cohort_size=400).cautions) == [better]
    assert list(one(*pairs((9, 5), (8, 5), (7, 5)), cohort_size=101, direction="decrease").cautions) == []
    few = "Small numbers: 40 children, so one child is 2.5% of the group."
    assert list(one(*pairs((1, 5)), cohort_size=40).cautions) == [few]
    assert list(one(*pairs((1, 5)), cohort_size=0).cautions) == ["Small numbers: 0 children."]
    assert list(one(*pairs((1, 5))).cautions) == ["How many children the group has is not given."]


NAMES = (
    "Looked-after children",
    "Young people who have offended more than once",
    "W" * 60,
    "照顾的孩子们和年轻人",
    *HOSTILE,
)


@pytest.mark.parametrize("number", range(1, 25))
def test_a_picture_of_any_shape_can_be_read(number: int) -> None:
    """1 to 24 readings: even, equal, negative, huge, tiny and crossing values on uneven days; no words overlap."""
    pick = random.Random(number)  # noqa: S311 - the same each time
    shapes: tuple[tuple[float, float], ...] = ((0, 100), (7, 7), (-5, -1), (-999_999_999_999, 10**14), (0.001, 0.009))
    for place, (low, high) in enumerate(shapes):
        for name in NAMES:
            days = sorted(pick.sample(range(3000), number))
            own, theirs = (
                [(date(2018, 1, 1) + timedelta(days=at), round(pick.uniform(low, high), 3)) for at in days]
                for _ in range(2)
            )
            theirs = theirs[: pick.randint(1, number)]
            given = target(own, theirs, cohort=name, title=name, direction=pick.choice(("increase", "decrease")))
            picture = gap_pictures(gaps(trust(given)))[0]
            check_picture(picture, WIDE)
            assert len(picture.table.rows) == number, (place, name)
            sheet = sheets(picture)[0]
            assert {g.get("data-kind") for g in sheet if g.get("data-kind")} == {"own", "theirs", "apart"}
            said = [box[4] for box in boxes(sheet)]
            assert "other" in " ".join(said)


def test_the_lines_differ_by_more_than_colour() -> None:
    """One is dashed, their marks have different shapes, and at the end of each stand its newest value and its name."""
    picture = gap_pictures([one(*pairs((40, 60), (42, 61), (44, 63)))])[0]
    sheet = sheets(picture)[0]
    groups = {group.get("data-kind"): group for group in sheet if group.get("data-kind")}
    assert groups["own"].get("stroke-dasharray") is None
    assert groups["theirs"].get("stroke-dasharray")
    assert groups["own"].get("stroke") != groups["theirs"].get("stroke")
    full, hollow = (next(p for p in sheet if p.get("fill") == fill and p.get("d")) for fill in ("#12436d", "#ffffff"))
    assert (full.attrib["d"].count("h10v10"), hollow.attrib["d"].count("a4 4")) == (4, 8)
    said = [box[4] for box in boxes(sheet)]
    assert said == [
        "40", "63", "63", "other", "children", "44", "Looked-after", "children", "31 Aug 2024", "31 Aug 2026", "gap 20",
        "gap 19",
    ]  # fmt: skip
    assert picture.table.headings == ("Day", "Looked-after children", "Other children", "Gap")
    assert picture.table.rows == (
        ("31 Aug 2024", "40", "60", "20"), ("31 Aug 2025", "42", "61", "19"), ("31 Aug 2026", "44", "63", "19"),
    )  # fmt: skip


def test_a_reading_of_one_group_alone_has_no_gap() -> None:
    """The table says what was not measured; a group that is ahead, or level, is said to be."""
    own = [(date(2024, 1, 1), 5), (date(2025, 1, 1), 7), (date(2026, 1, 1), 8)]
    theirs = [(date(2025, 1, 1), 7), (date(2026, 1, 1), 6), (date(2026, 2, 1), 9)]
    picture = gap_pictures([one(own, theirs)])[0]
    assert picture.table.rows == (
        ("1 Jan 2024", "5", "not measured", "not known"), ("1 Jan 2025", "7", "7", "none"),
        ("1 Jan 2026", "8", "6", "2 ahead"), ("1 Feb 2026", "not measured", "9", "not known"),
    )  # fmt: skip
    assert "no gap" in picture.svg
    assert "2 ahead" in picture.svg
    unknown = gap_pictures([one(own, theirs, direction=None)])[0]
    assert "gap " not in " ".join(box[4] for box in boxes(sheets(unknown)[0]))
    assert {row[3] for row in unknown.table.rows} == {"not known"}


def test_many_gaps_are_folded_into_tables() -> None:
    """The worst are drawn; the rest are tables alone, and the report says how many."""
    steady = [target(*pairs((40, 60), (45, 61)), id=f"t{n}", title=f"Target {n}") for n in range(MOST + 1)]
    worst = target(*pairs((40, 60), (40, 61)), id="z", title="Worst")
    partnership = trust(*steady, worst)
    pictures = gap_pictures(gaps(partnership))
    assert pictures[0].title == "Worst"
    assert [bool(picture.svg) for picture in pictures] == [True] * MOST + [False, False]
    assert all(picture.table.rows for picture in pictures)
    assert gap_pictures(gaps(trust(worst, *steady[::-1]))) == pictures, "the order of the file does not show"
    result = assess(partnership, THEMES, STANDARD)
    page = Page(text("html", result, Context("trust.yaml", "0" * 64, "0.0.0")))
    assert f"2 gaps of {MOST + 2} are shown as a table without a picture." in " ".join(page.text.split())
    assert page.tags.count("svg") == MOST


def test_the_part_of_the_report() -> None:
    """The gaps stand in the annex with the source's cautions; what is not assessed is named with its reason."""
    result, context = check("examples/westmarsh.yaml")
    page = Page(text("html", result, context))
    words = " ".join(page.text.split())
    part = gap_part(result.partnership)
    assert part
    assert page.ids.index("findings") < page.ids.index("gaps")
    assert "7 targets are for a named vulnerable group. The gap grew for 1 and narrowed for 1." in words
    assert "For 5 of them no trend can be told." in words
    assert "Narrowing the Gap in Outcomes: Leadership, chapter 2" in words
    assert "the gap grew from 24.1 to 25.5 (Attainment 8 points)" in words
    assert f"Not assessed, as no comparison is given: {part.untold['no comparison is given']}." in words
    told = [gap.target.id for gap in part.told]
    assert told == ["looked-after-attainment", "steadier-placements"]
    finding = next(found for found in result.findings if found.rule == "purposes/gap-not-narrowing")
    assert finding.subject.ids == ("looked-after-attainment",)
    paper = text("markdown", result, context)
    assert "## The gaps" in paper
    assert "the gap narrowed from 2.1 to 0.8" in paper
    assert "Not assessed, as no comparison is given" in paper


@pytest.mark.parametrize("name", ["minimal", "case-studies/health-mentoring-before"])
def test_without_a_vulnerable_group_the_part_is_left_out(name: str) -> None:
    """From every output, and the JSON has an empty list."""
    result, context = check(f"examples/{name}.yaml")
    assert not any(target.cohort for target in result.partnership.targets)
    assert "gaps" not in Page(text("html", result, context)).ids
    assert "The gaps" not in text("markdown", result, context)
    assert as_dict(result, context)["gaps"] == []


def test_if_no_trend_can_be_told_the_summary_says_so() -> None:
    """And speaks of no gap."""
    part = gap_part(trust(target(pairs((1, 2))[0], None), target(*pairs((1, 2)), id="b")))
    assert part
    assert part.summary == (
        "2 targets are for a named vulnerable group. For none of them a trend of the gap can be told."
    )


def test_the_gaps_as_json() -> None:
    """Every reading as a number, and null where there is none."""
    result, context = check("examples/westmarsh.yaml")
    given = {gap["target"]: gap for gap in as_dict(result, context)["gaps"]}
    stay = given["steadier-placements"]
    assert stay["readings"] == [
        {"on": "2024-03-31", "own": 66, "theirs": None, "gap": None},
        {"on": "2025-03-31", "own": 67.4, "theirs": 69.5, "gap": 2.1},
        {"on": "2026-03-31", "own": 69, "theirs": 69.8, "gap": 0.8},
    ]
    assert (stay["course"], stay["cohort_size"], stay["compared_with"]) == ("narrowed", 412, "neighbours")
    assert stay["cautions"] == ["Only two days can be compared."]
    assert given["care-leavers-homes"]["course"] is None
    assert given["care-leavers-homes"]["verdict"] == "Not assessed: no comparison is given."


def test_words_of_the_authority() -> None:
    """Ours can be said locally; the group's name is left alone."""
    say = Terms({"child": "young person"}, ())
    picture = gap_pictures([one(*pairs((1, 2), (2, 4)))], lambda said: say(said).replace("children", "pupils"))[0]
    assert picture.table.headings[1:3] == ("Looked-after children", "Other pupils")
