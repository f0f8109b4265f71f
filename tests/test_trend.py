"""The trend over recorded checks, and the findings that do not go away: what is counted, drawn, said and raised."""

import json
import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from chromium import Opened
from earlier_days import NOW, Data, ago, barriers, over, then, unassessed, with_history, without
from hostile import hostile_check, hostile_ruleset
from joinedup.assessment import WAIVED, Status
from joinedup.cli.main import main
from joinedup.outputs import Context
from joinedup.outputs.as_json import as_dict
from joinedup.report.earlier import earlier
from joinedup.report.ledger import Decided, Ledger
from joinedup.report.pictures import Picture
from joinedup.report.pictures.trend import WIDE, trend_pictures
from joinedup.report.since import since
from joinedup.report.stuck import MOST as MOST_NAMED
from joinedup.report.stuck import stuck_part
from joinedup.report.trend import MOST, Point, Trend, trend
from joinedup.report.trend_words import breaks, lines, summary, tables
from joinedup.standing import standing
from joinedup.waivers import Accepted, Waiver
from probes import CONTRAST, CUT_OFF, DEAD_LINKS, HEADINGS, OFF_PAPER, PICTURES, SPACING, TOO_WIDE, TWICE
from test_browser import violations
from test_outputs import ROOT, Page, text
from test_pictures import SVG, boxes, overlaps, sheets
from test_since import CONTEXT, DATA, RESULT, compared

Capture = pytest.CaptureFixture[str]
THEMES = [theme.id for theme in RESULT.themes]


def of(*values: int, apart: Sequence[int] = (), **more: Any) -> Trend:
    """A trend of made up numbers: so many barriers in the way of 24, the others clear, and as many findings."""
    days = [sum(apart[:at]) if apart else 30 * at for at in range(len(values))]
    points = [
        Point(
            date(2026, 1, 31) + timedelta(day),
            {**dict.fromkeys(Status, 0), Status.IN_THE_WAY: value, Status.CLEAR: max(24 - value, 0)},
            {"power": value, "people": 0},
            (),
            0,
            100,
        )
        for value, day in zip(values, days, strict=True)
    ]
    return Trend(tuple(points), len(points), {"power": "Power", "people": "People"}, ()).but(**more)


def test_each_check_is_counted_as_it_was() -> None:
    """Barriers by their status and findings by theme, those that somebody accepted apart."""

    def accept(data: Data) -> None:
        data["findings"][0]["status"] = WAIVED

    first, second, last = over(then(ago(60), accept), then(ago(30), unassessed("power", 2))).points
    theme = DATA["findings"][0]["theme"]
    assert first.statuses == last.statuses == {status: len(RESULT.by_status(status)) for status in Status}
    assert sum(number or 0 for number in last.findings.values()) == len(RESULT.open_findings)
    assert (first.findings[theme], first.accepted) == ((last.findings[theme] or 0) - 1, 1)
    assert (second.statuses[Status.NOT_ASSESSED], second.partial) == (
        2 + last.statuses[Status.NOT_ASSESSED],
        ("power",),
    )
    assert list(first.findings) == THEMES


def test_a_theme_nobody_could_assess_has_no_number() -> None:
    """Which is not nought, in the table, in the picture and in JSON."""
    found = over(then(ago(60), unassessed("power")), then(ago(30)))
    assert found.points[0].findings["power"] is None
    _, findings = tables(found)
    column = findings.head.index("Power")
    assert findings.rows[0][column] == "not assessed"
    picture = trend_pictures(found)[1]
    assert picture.note.startswith('No circle, or "not assessed": no barrier of the theme could be assessed')
    sheet = next(sheet for sheet in sheets(picture) if titled(sheet) == "Power")
    assert len(marks(sheet)) == 2


def test_a_plugin_that_came_or_went_is_told() -> None:
    """A theme that was not there has no number then; one that is gone stands last."""
    gone = json.loads(json.dumps(DATA["themes"][0]).replace('"people/', '"culture/'))
    gone |= {"id": "culture", "title": "Culture"}
    came = over(then(ago(60), without("power")), then(ago(30)))
    went = over(then(ago(60)), then(ago(30), themes=[*DATA["themes"], gone]))
    assert [point.changed for point in came.points] == [(), ("plugins",), ()]
    assert came.points[0].findings["power"] is None
    assert [point.changed for point in went.points] == [(), ("plugins",), ("plugins",)]
    assert list(went.themes.items())[-1] == ("culture", "Culture")
    assert went.points[-1].findings["culture"] is None


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"ruleset": {"name": "strict", "sha256": "0" * 64}}, ("ruleset",)),
        ({"joinedup": "0.0.1"}, ("joinedup",)),
        ({"joinedup": "0.0.1", "ruleset": {"name": "strict", "sha256": "0" * 64}}, ("ruleset", "joinedup")),
        ({"input": {"path": "trust.yaml", "sha256": "1" * 64}}, ()),
    ],
)
def test_what_else_changed_is_told(changes: Data, told: tuple[str, ...]) -> None:
    """In the check after it, and only there."""
    found = over(then(ago(60), **changes), then(ago(30)))
    assert [point.changed for point in found.points] == [(), told, ()]
    said = {"ruleset": "the ruleset or its files", "joinedup": "joinedup itself"}
    expected = f"Between 1 August 2026 and 31 August 2026, {' and '.join(said[what] for what in told)} changed."
    assert breaks(found) == ([expected] if told else [])


def test_a_rule_more_is_a_plugins_unless_the_ruleset_brought_it() -> None:
    """A local rule is the ruleset's, and belongs to no theme."""

    def fewer(data: Data) -> None:
        next(barriers(data))["rules"].pop()

    def local(data: Data) -> None:
        rules = next(barriers(data))["rules"]
        rules.append({**rules[0], "id": "ours/more"})
        data["ruleset"] |= {"sha256": "0" * 64, "settings": {**data["ruleset"]["settings"], "ours/more": "0" * 12}}

    assert over(then(ago(60), fewer), then(ago(30))).points[1].changed == ("plugins",)
    assert over(then(ago(60), local), then(ago(30))).points[1].changed == ("ruleset",)


def test_a_ruleset_that_rules_the_same_changes_nothing() -> None:
    """Another logo is no reason not to compare; what it accepts otherwise is."""
    other = {**DATA["ruleset"], "sha256": "0" * 64}

    def accept(data: Data) -> None:
        data["findings"][0]["status"] = WAIVED

    assert over(then(ago(60), ruleset=other), then(ago(30))).points[1].changed == ()
    assert over(then(ago(60), accept, ruleset=other), then(ago(30))).points[1].changed == ("ruleset",)


def test_a_check_that_counts_what_was_accepted_is_told() -> None:
    """Else findings would seem to be there anew; a waiver that expired is listed, and no reason to say so."""

    def accept(data: Data) -> None:
        data["findings"][0]["status"] = WAIVED

    run = [then(ago(60), accept), then(ago(30), accept)]
    ignored = over(*run)
    assert ignored.points[-1].changed == ("waivers",)
    assert breaks(ignored) == ["Between 31 August 2026 and 30 September 2026, the counting of accepted risks changed."]
    waiver = Waiver(finding="PO-222222", covers=("x",), reason="R", accepted_by="Board", until=ago(10))
    expired = RESULT.but(waivers=(Accepted(waiver, (), "expired"),))
    assert over(*run, now=expired).points[-1].changed == ()


def test_a_check_of_which_part_failed_is_told() -> None:
    """It shows fewer barriers in the way than there are, and so neither of its neighbours can be laid beside it."""
    failure = {"rule": "power/unfunded", "plugin": "", "error": "TimeoutError"}
    run = [then(ago(90)), then(ago(60), failures=[failure]), then(ago(30))]
    made, said = over(*run), "1 part of the check of 1 August 2026 failed, so it shows less."
    assert [(point.failed, point.broken) for point in made.points] == [(0, False), (1, True), (0, True), (0, False)]
    assert breaks(made) == breaks(over(*run[1:])) == [said]
    assert tables(made)[0].rows[1][-1] == "1 part of this check failed"
    assert f"|: {said}" in lines(made)


def test_a_long_time_without_a_check_is_told() -> None:
    """Long beside those around it: one month left out is not, nor is a quarter before checks became monthly."""
    usual = over(*(then(ago(days)) for days in (150, 120, 60, 30)))
    assert [point.without for point in usual.points] == [0] * 5
    quarters = over(*(then(ago(days)) for days in (360, 270, 180, 90, 60, 30)))
    assert [point.without for point in quarters.points] == [0] * 7
    long = over(*(then(ago(days)) for days in (200, 170, 60, 30)))
    assert [point.without for point in long.points] == [0, 0, 110, 0, 0]
    assert breaks(long) == ["There is no check between 13 April 2026 and 1 August 2026."]
    assert tables(long)[0].rows[2][-1] == "no check for 110 days"


def test_at_most_24_checks_are_shown() -> None:
    """The last ones; the words say of how many."""
    found = over(*(then(ago(30 * number)) for number in range(MOST + 3, 0, -1)))
    assert (len(found.points), found.checks, found.points[-1].day) == (MOST, MOST + 4, NOW)
    assert next(summary(found)) == "These are the last 24 of 28 checks."
    assert len(tables(found)[0].rows) == MOST


def test_more_that_is_not_assessed_is_never_praised() -> None:
    """Fewer barriers in the way may only mean that less is known."""
    fewer = over(then(ago(60)), then(ago(30))).points[-1]
    less = {**fewer.statuses, Status.IN_THE_WAY: 0, Status.NOT_ASSESSED: fewer.statuses[Status.NOT_ASSESSED] + 3}
    said = " ".join(summary(of(3, 2, 1).but(points=(fewer, fewer, fewer.but(statuses=less)))))
    assert "At the end 3 more barriers could not be assessed than at the start." in said
    assert "A barrier that is not assessed any more is no better than before: nobody can tell." in said


def test_that_more_or_fewer_rules_ran_is_told() -> None:
    """What was not described could not be found: a line that falls with it is no better, one that rises no worse."""

    def untold(data: Data) -> None:
        for rule in next(barriers(data))["rules"]:
            rule["state"] = "not-assessed"

    ran = sum(rule.state == "ran" for barrier in RESULT.barriers for rule in barrier.rules)
    few = sum(rule.state == "ran" for rule in RESULT.barriers[0].rules)
    found = over(then(ago(60), untold), then(ago(30)))
    assert [point.ran for point in found.points] == [ran - few, ran, ran]
    barriers_table, _ = tables(found)
    assert barriers_table.rows[0][barriers_table.head.index("Rules that ran")] == str(ran - few)
    more = f"At the end {few} more rules ran than at the start, so some of what was found may have been there before."
    assert list(summary(found))[-1] == more
    fewer = f"At the end {few} fewer rules ran than at the start, so more may go unseen."
    assert list(summary(found.but(points=found.points[::-1])))[-1] == fewer
    assert not any("rule" in said for said in summary(found.but(points=found.points[1:])))


def test_from_the_third_check_on_there_is_a_picture() -> None:
    """Before that, a sentence says so, and nothing is said to be stuck or not."""
    two, three = (CONTEXT.but(since=None, trend=of(*values)) for values in ((9, 8), (9, 8, 7)))
    said = "The history has one check before this one. With the third, on a later day, a picture of the trend begins."
    for format in ("html", "markdown", "text"):
        both = [shown(format, context.but(since=compared(then(ago(30))))) for context in (two, three)]
        assert [said in one for one in both] == [True, False]
    assert [Page(text("html", RESULT, one)).text.count("In the way") > 2 for one in (two, three)] == [False, True]
    assert [json.loads(text("json", RESULT, one))["stuck"] for one in (two, three)] == [None, []]


def shown(format: str, context: Context) -> str:
    """An output in one line, a page without its tags."""
    made = text(format, RESULT, context)
    return " ".join((Page(made).text if format == "html" else made).split())


def test_stuck_is_what_three_checks_found_and_nobody_accepted() -> None:
    """The worst first, those that are there longest before the others."""
    run = [then(ago(90)), then(ago(60)), then(ago(30))]
    refs = [finding.ref for finding in RESULT.open_findings]
    assert [change.ref for change in over(*run).stuck] == refs
    assert over(*run[:1]).stuck == ()
    accepted = RESULT.but(findings=(RESULT.findings[0].but(status=WAIVED), *RESULT.findings[1:]))
    assert [change.ref for change in over(*run, now=accepted).stuck] == [
        finding.ref for finding in RESULT.open_findings if finding.ref != RESULT.findings[0].ref
    ]

    def later(data: Data) -> None:
        data["findings"] = [one for one in data["findings"] if one["ref"] != refs[0]]

    moved = over(then(ago(90), later), *run[1:]).stuck
    high = sum(change.severity == moved[0].severity for change in moved)
    assert [change.ref for change in moved].index(refs[0]) == high - 1


def test_what_is_stuck_is_raised_to_the_board() -> None:
    """The worst five with who is named, the rest counted, how often the board met since, and what it is asked."""
    found = over(then(ago(90)), then(ago(60)), then(ago(30)))
    part = stuck_part(RESULT, CONTEXT.but(trend=found))
    assert part
    assert [change for change, _ in part.worst] == list(found.stuck[:MOST_NAMED])
    rest = len(found.stuck) - MOST_NAMED
    assert part.rest == f"And {rest} more findings of no greater weight."
    assert part.said == (
        f"{len(found.stuck)} findings are there for three checks or more, the first since 2 July 2026. "
        "Since that day, Children's Trust Board has 2 meetings on record."
    )
    context = CONTEXT.but(since=compared(then(ago(30))), trend=found)
    for format in ("html", "markdown"):
        said = shown(format, context)
        assert part.said in said
        assert part.asked in said
        assert said.index("Decisions asked of the board") < said.index(part.heading) < said.index("themes")
        assert all(shown.because.replace("_", r"\_")[:20] in said for shown, _ in part.worst)
    assert f"Stuck: {len(found.stuck)} findings are there" in shown("text", context)
    assert f"{found.stuck[MOST_NAMED - 1].ref} and {rest} more." in shown("text", context)
    assert json.loads(text("json", RESULT, context))["stuck"] == [change.ref for change in found.stuck]
    brief = Page(text("html", RESULT, context.but(brief=True)))
    assert ("stuck" in brief.ids, "trend" in brief.ids) == (True, False)
    assert stuck_part(RESULT, CONTEXT.but(trend=of(1, 2, 3))) is None
    assert stuck_part(RESULT, CONTEXT) is None


def test_how_the_last_decision_on_it_stands_is_said() -> None:
    """Not in a version to publish, and not where the board keeps no ledger."""
    found = over(then(ago(90)), then(ago(60)), then(ago(30)))
    first, second, *_ = (change.ref for change in found.stuck)
    earlier_one = Decided(1, "Ask", "Head", "council", ago(20), ago(80), (first,), "dropped")
    later = Decided(2, "Do", "Director", "council", ago(10), ago(50), (first, "PO-222222"), "overdue")
    context = CONTEXT.but(trend=found, ledger=Ledger((later, earlier_one)))
    part = stuck_part(RESULT, context)
    assert part
    said = [named for _, named in part.worst]
    assert said[0].endswith(". Decided on 11 August 2026 and overdue: Director, by 20 September 2026.")
    assert part.worst[1][0].ref == second
    assert said[1].endswith(". No decision on it is on record.")
    for silent in (context.but(public=True), context.but(ledger=Ledger(())), context.but(ledger=None)):
        part = stuck_part(RESULT, silent)
        assert part
        assert not any("ecision" in named or "Decided" in named for _, named in part.worst)


def titled(sheet: Any) -> str:
    """The title of a small picture."""
    return str(sheet.find(f"{SVG}title").text)


def marks(sheet: Any, fills: Sequence[str] = ("#12436d", "#ffffff")) -> list[tuple[float, float]]:
    """Where the circles of a small picture stand: at their middle."""
    paths = [path.get("d", "") for path in sheet if path.tag == f"{SVG}path" and path.get("fill") in fills]
    found = re.findall(r"M([\d.]+) ([\d.]+)a3 3", " ".join(paths))
    return [(float(x) + 3, float(y)) for x, y in found]


def strokes(sheet: Any, kind: str) -> list[str]:
    """The lines of a kind."""
    groups = [group for group in sheet if group.get("data-kind") == kind]
    return [str(path.get("d")) for group in groups for path in group]


def holds(picture: Picture) -> list[Any]:
    """What holds for every row of small pictures; returns them."""
    found = sheets(picture)
    for sheet in found:
        title, desc, rect = list(sheet)[:3]
        height = float(sheet.attrib["viewBox"].split()[3])
        assert (sheet.get("role"), title.tag, desc.tag) == ("img", f"{SVG}title", f"{SVG}desc")
        assert titled(sheet) in picture.table.headings
        assert rect.attrib == {"width": f"{WIDE}", "height": sheet.attrib["viewBox"].split()[3], "fill": "#ffffff"}
        words = list(boxes(sheet))
        assert not overlaps(words)
        assert all(x >= 0 and right <= WIDE and y >= 0 and foot <= height for x, y, right, foot, _ in words)
        assert all(3 <= x <= WIDE - 3 and 3 <= y <= height - 3 for x, y in marks(sheet))
        assert not any(element.get("class") or element.get("style") for element in sheet.iter())
    assert len({sheet.attrib["viewBox"] for sheet in found}) == 1, "one size in a row"
    assert {len(row) for row in picture.table.rows} == {len(picture.table.headings)}
    return found


def test_days_stand_as_far_apart_as_they_are() -> None:
    """And numbers on one scale for all in a row; the newest is written beside its circle."""
    barriers, findings = trend_pictures(of(12, 6, 0, apart=(30, 60)))
    sheet = holds(barriers)[0]
    (x1, y1), (x2, y2), (x3, y3) = marks(sheet)
    assert (x3 - x1) / (x2 - x1) == pytest.approx(3, abs=0.05)
    assert (y3 - y1) / (y2 - y1) == pytest.approx(2, abs=0.05)
    assert [box[4] for box in boxes(sheet)] == ["In the way", "0", "24", "0", "31 Jan 2026", "1 May 2026"]
    assert strokes(sheet, "count")[0].count("L") == 2
    power, people = holds(findings)
    assert [box[4] for box in boxes(power)][1:4] == ["0", "12", "0"]
    assert len({y for _, y in marks(people)}) == 1
    assert "12, 6 and 0 (31 January 2026 to 1 May 2026)." in barriers.svg
    assert findings.table.rows[0] == ("31 January 2026", "12", "0", "0")


def test_a_line_ends_where_something_else_changed() -> None:
    """There a dashed one stands, half way, in every picture; a number that is known in part has a hollow circle."""
    three = of(3, 4, 5, 6)
    points = [point.but(partial=("power",)) if at == 1 else point for at, point in enumerate(three.points)]
    points[2] = points[2].but(changed=("ruleset",))
    barriers, findings = trend_pictures(three.but(points=tuple(points)))
    for sheet in (*holds(barriers), *holds(findings)):
        xs = [x for x, _ in sorted(marks(sheet))]
        (dashed,) = strokes(sheet, "break")
        assert float(re.findall(r"M([\d.]+)", dashed)[0]) == pytest.approx((xs[1] + xs[2]) / 2, abs=0.1)
        assert [stroke.count("L") for stroke in strokes(sheet, "count")] == [1, 1]
    power = sheets(findings)[0]
    assert (len(marks(power, ["#ffffff"])), len(marks(power, ["#12436d"]))) == (1, 3)
    assert "hollow" in findings.note
    assert barriers.note == ""
    assert findings.table.rows[1][1] == "4 (in part)"
    assert barriers.table.rows[2][-1] == "the ruleset or its files"


@pytest.mark.parametrize("values", [(0, 0, 0), (24,) * 24, tuple(range(24))])
def test_pictures_at_their_ends(values: tuple[int, ...]) -> None:
    """Nothing but noughts, and as many checks as are ever shown."""
    for picture in trend_pictures(of(*values)):
        for sheet in holds(picture):
            assert len(marks(sheet)) == len(values)


@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(1, 2_000), st.booleans()), min_size=3, max_size=24))
@settings(max_examples=25, deadline=None)
def test_whatever_the_numbers_no_words_meet(checks: list[tuple[int, int, bool]]) -> None:
    """And no circle leaves its picture, however unevenly the checks are spread."""
    found = of(*(value for value, _, _ in checks), apart=[days for _, days, _ in checks])
    points = tuple(
        point.but(changed=("joinedup",) if changed else (), partial=("power",) if changed else ())
        for point, (_, _, changed) in zip(found.points, checks, strict=True)
    )
    for picture in trend_pictures(found.but(points=points)):
        assert all(len(marks(sheet)) == len(checks) for sheet in holds(picture))


def test_in_the_terminal() -> None:
    """The barriers in the way and those not assessed, with a bar where something else changed."""
    found = of(9, 8, 7)
    assert list(lines(found)) == [
        "Over 3 checks, 31 January 2026 to 1 April 2026:", "In the way: 9, 8, 7", "Not assessed: 0, 0, 0",
    ]  # fmt: skip
    broken = found.but(points=(*found.points[:2], found.points[2].but(changed=("joinedup",))))
    assert list(lines(broken))[1:] == [
        "In the way: 9, 8 | 7",
        "Not assessed: 0, 0 | 0",
        "|: Between 2 March 2026 and 1 April 2026, joinedup itself changed.",
    ]


def test_every_output_says_the_same_numbers() -> None:
    """The tables of the page and of the paper; JSON keeps to its schema; the same input makes the same bytes."""
    run = [then(ago(60), unassessed("power"), joinedup="0.0.1"), then(ago(30), unassessed("people", 1))]
    context = CONTEXT.but(since=compared(*run), trend=over(*run))
    page, paper = (text(format, RESULT, context) for format in ("html", "markdown"))
    assert (page, paper) == (text("html", RESULT, context), text("markdown", RESULT, context))
    for counts in tables(over(*run)):
        assert f"| {' | '.join(counts.head)} |" in paper
        for row in counts.rows:
            cells = " | ".join(cell.replace("(", r"\(").replace(")", r"\)") for cell in row)
            assert f"| {cells} |" in paper
            assert f"<tr><th scope=row>{row[0]}</th>{''.join(f'<td>{cell}</td>' for cell in row[1:])}</tr>" in page
    data = json.loads(text("json", RESULT, context))
    schema = json.loads((ROOT / "docs" / "assessment.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    first, second, last = data["trend"]["checks"]
    assert (first["findings"]["power"], second["changed"], second["partly_assessed"]) == (
        None,
        ["joinedup"],
        ["people"],
    )
    assert last["barriers"] == data["summary"]["barriers"]


def test_without_a_history_there_is_no_trend(tmp_path: Path, capsys: Capture) -> None:
    """A file is one earlier check. A history shows all its checks, also those after the day that was asked for."""
    trust = tmp_path / "trust.yaml"
    trust.write_bytes((ROOT / "examples" / "westmarsh.yaml").read_bytes())
    kept = ["check", str(trust), "--fail-on", "never", "--quiet", "--record", "-o", str(tmp_path / "then.json")]
    for day in ("2026-06-30", "2026-07-31", "2026-08-31"):
        assert main([*kept, "--as-of", day]) == 0
    typed = ["check", str(trust), "--fail-on", "never", "--format", "json"]
    for since_when, days in ((str(tmp_path / "then.json"), 0), ("2026-06-30", 4), ("last", 4)):
        capsys.readouterr()
        assert main([*typed, "--since", since_when]) == 0
        data = json.loads(capsys.readouterr().out)
        assert len((data["trend"] or {"checks": []})["checks"]) == days
        assert bool(data["stuck"]) is bool(days)
        assert data["since"]["day"] == ("2026-06-30" if since_when == "2026-06-30" else "2026-08-31")


@pytest.mark.parametrize("width", [1100, 320])
def test_the_page_keeps_to_the_same(width: int, browser: Browser) -> None:
    """No violation, nothing too wide or off the paper, spaced text and all; each picture has its table."""
    one = Opened(browser, with_history(), width)
    assert violations(one) == []
    assert one.page.evaluate(PICTURES) == []
    assert one.page.evaluate(DEAD_LINKS) == []
    assert one.page.evaluate(TWICE) == []
    assert [pair for pair in one.page.evaluate(CONTRAST) if pair[1] < pair[2]] == []
    assert one.page.evaluate(TOO_WIDE) == []
    levels = [level for level, _ in one.page.evaluate(HEADINGS)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    one.page.add_style_tag(content=SPACING)
    assert one.page.evaluate(TOO_WIDE) == []
    assert one.page.evaluate(CUT_OFF) == []
    assert (one.requests, one.said) == ([], [])
    one.page.close()


def test_hostile_text_does_nothing(browser: Browser, tmp_path: Path) -> None:
    """Names that are tags, that turn round and that never end, in what is stuck."""
    result, context = hostile_check("case-studies/partners-in-prevention-before", hostile_ruleset(tmp_path))
    data = as_dict(result, context)
    days = (result.as_of - timedelta(30 * number) for number in (3, 2, 1))
    run = [earlier("then.json", json.dumps({**data, "as_of": day.isoformat()})) for day in days]
    now = standing(data, result.partnership)
    changes = since(now, run)
    found = trend(now, run, changes.changes, waivers=False)
    assert len(found.stuck) == len(result.open_findings)
    one = Opened(browser, text("html", result, context.but(since=changes, trend=found)), 320)
    assert (one.requests, one.said) == ([], [])
    assert one.page.locator("#stuck").count() == 1
    assert one.page.evaluate(TOO_WIDE) == []
    assert one.page.evaluate(DEAD_LINKS) == []
    assert one.page.evaluate(TWICE) == []
    one.page.close()


def test_the_pictures_can_be_read_on_a_telephone_and_on_paper(browser: Browser) -> None:
    """Letters of 15 pixels or more at 320 pixels, four in a row on a wide screen, and on paper none leaves it."""
    one = Opened(browser, with_history(), 320)
    scales = one.page.locator(".panels svg").evaluate_all("all => all.map(e => e.getBoundingClientRect().width / 240)")
    assert len(scales) == 4 + len(THEMES)
    assert min(scales) * 16 >= 15
    one.page.set_viewport_size({"width": 1100, "height": 900})
    tops = (
        one.page.locator(".panels")
        .first.locator("svg")
        .evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")
    )
    assert len(set(tops)) == 1
    one.page.set_viewport_size({"width": 680, "height": 900})
    one.page.emulate_media(media="print")
    assert one.page.evaluate(OFF_PAPER) == []
    one.page.close()
