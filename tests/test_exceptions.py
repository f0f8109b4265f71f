"""The exception report: one page of lights, of which none is better than what is known."""

import io
import json
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from pypdf import PdfReader

from chromium import ROOT, Opened
from hostile import hostile_check
from joinedup.assessment import Assessment, Failure, Status
from joinedup.cli.main import main
from joinedup.described import is_described
from joinedup.outputs import FORMATS, Context
from joinedup.outputs.as_json import as_dict
from joinedup.outputs.exceptions import FORMATS as WRITTEN
from joinedup.outputs.exceptions import renderer
from joinedup.report.blocks import Item
from joinedup.report.earlier import earlier
from joinedup.report.exceptions.fitting import fitting
from joinedup.report.exceptions.lights import Light, light_of
from joinedup.report.exceptions.rows import Exceptions, Part, Row, exceptions
from joinedup.report.ledger import Decided, Ledger
from joinedup.report.since import ENDED, GONE, KINDS, LEFT, NOT_LOOKED, PRUNED, STILL, Change, since
from joinedup.report.then import then
from joinedup.severity import WORDS as SEVERITIES
from joinedup.severity import Severity
from joinedup.standing import standing
from probes import CONTRAST, CUT_OFF, HEADINGS, OFF_PAPER, SPACING, TOO_WIDE
from test_board import example
from test_browser import violations
from test_outputs import Page, check

sys.path.append(str(ROOT / "benchmarks"))
Capture = pytest.CaptureFixture[str]
Data = dict[str, Any]
RESULT, CONTEXT = example("westmarsh")
DATA: Data = json.loads(json.dumps({**as_dict(RESULT, CONTEXT), "as_of": "2026-06-30"}))
DATA["input"]["sha256"] = "f" * 64  # of a description that was changed since
LOW_TARGET = "more-detections"
"""A target with nothing high about it alone."""


def beside(result: Assessment, context: Context, data: Data, *, public: bool = False) -> Context:
    """What outputs may say of a check beside an earlier one."""
    text = json.dumps(data)
    before = earlier("then.json", text)
    found = since(standing(as_dict(result, context), result.partnership), [before], public)
    return context.but(since=found, then=then(before, text), public=public)


def before(change: Callable[[Data], object] = lambda _: None, result: Assessment = RESULT) -> Context:
    """Westmarsh beside an earlier check of it that was otherwise."""
    data: Data = json.loads(json.dumps(DATA))
    change(data)
    return beside(result, CONTEXT, data)


def told(context: Context, result: Assessment = RESULT, ledger: Ledger | None = None) -> Exceptions:
    """What leaders are told."""
    assert context.since is not None
    assert context.then is not None
    return exceptions(result, context.since, context.then, ledger, public=context.public)


def part(made: Exceptions, noun: str) -> Part:
    """A part, by what its rows are."""
    return next(part for part in made.parts if part.noun == noun)


def row(made: Exceptions, noun: str, name: str) -> Row:
    """A row, by its name."""
    return next(row for row in part(made, noun).rows if row.name == name)


def shown(format: str, context: Context, result: Assessment = RESULT) -> str:
    """The page in a format that is text."""
    made = renderer(format)(result, context)
    assert isinstance(made, str)
    return made


def nothing_then(data: Data) -> None:
    """An earlier check that found nothing: all is new."""
    data["findings"] = []


def mildly_then(data: Data) -> None:
    """An earlier check in which everything was low: what is not, is worse."""
    for finding in data["findings"]:
        finding["severity"] = "low"


def more_then(data: Data) -> None:
    """An earlier check with a finding about a target that is there, one about a target that is not, and more."""
    one = data["findings"][0]

    def ghost(ref: str, target: str, **more: object) -> Data:
        evidence = [{**one["evidence"][0], "path": f"targets.{target}"}]
        subject = {"kind": "target", "ids": [target], "name": target}
        return {**one, "ref": ref, "rule": "power/unfunded", "subject": subject, "evidence": evidence, **more}

    data["findings"] += [
        ghost("PO-222222", LOW_TARGET, agencies=["police"], severity="low"),
        ghost("PO-333333", "gone", agencies=["nobody"]),
    ]
    data["matrix"]["tasks"].append(
        {"section": "targets", "id": "gone", "title": "A target that was there", "parts": []}
    )
    data["gaps"].append({"target": "gone", "cohort": "Young carers"})


@pytest.mark.parametrize(
    ("kind", "severity", "note", "causes", "light"),
    [
        ("new", "high", "", ("description",), "red"),
        ("new", "high", NOT_LOOKED, ("description",), "red"),
        ("new", "medium", "", ("description",), "amber"),
        ("new", "critical", "", ("description", "ruleset"), "amber"),
        ("worse", "medium", "", ("description",), "red"),
        ("worse", "high", "", ("joinedup",), "amber"),
        ("worse", "high", "", ("description", "joinedup"), "red"),
        ("came-back", "low", "", ("description",), "red"),
        ("came-back", "low", ENDED, None, "red"),
        ("accepted", "low", "", None, "amber"),
        ("no-longer-assessed", "low", "", ("description",), "amber"),
        ("better", "medium", "", ("description",), "green"),
        ("better", "high", "", ("description",), "amber"),
        ("better", "low", "", ("ruleset",), "grey"),
        ("better", "high", "", ("ruleset",), "amber"),
        ("no-longer-found", "high", "", ("description",), "green"),
        ("no-longer-found", "high", "", ("joinedup",), "grey"),
        ("no-longer-found", "high", "", ("description", "day"), "green"),
        ("new", "high", "", ("day",), "red"),
        ("no-longer-found", "low", GONE, ("description",), "grey"),
        ("no-longer-found", "low", LEFT, ("description",), "grey"),
    ],
)
def test_each_light(kind: str, severity: str, note: str, causes: tuple[str, ...] | None, light: str) -> None:
    """Red for the worse, amber for what to watch, grey for what nobody can tell, green for the rest alone."""
    one = Change(kind, "PO-222222", "", Severity[severity.upper()], note=note, comes_from=causes)
    assert light_of(one, told_apart=True) is Light(light)
    untold = light_of(one, told_apart=False)
    assert untold is (Light.GREY if light == "green" else Light(light))


def test_every_change_is_told_and_stands_in_a_row() -> None:
    """None is lost: each is told once, and stands by agency, where also those that name none have a row."""
    for change in (nothing_then, mildly_then, more_then):
        context = before(change)
        assert context.since is not None
        made = told(context)
        refs = [one.ref for one in context.since.changes if one.kind != STILL]
        assert sorted(one.label for one in made.notices if one.severity) == sorted(refs)
        assert {one.label for row in part(made, "agency").rows for one in row.notices} == {
            one.label for one in made.notices
        }
        assert sum(len(made.of(light)) for light in Light) == len(made.notices)
        for one in made.parts:
            assert [row.light for row in one.rows] == sorted((row.light for row in one.rows), key=list(Light).index)
            for told_of in one.rows:
                worst = next(light for light in Light if light in {notice.light for notice in told_of.notices})
                assert told_of.light is worst or (told_of.light, worst) == (Light.AMBER, Light.GREEN)


def test_what_is_heavier_is_told_first() -> None:
    """By light, and of a light by severity; a decision past its day before all."""
    made = told(before(nothing_then), ledger=Ledger((DECIDED,)))
    assert made.notices[0].label == "decision 7"
    order = [(list(Light).index(one.light), -SEVERITIES.index(one.severity)) for one in made.notices[1:]]
    assert order == sorted(order)
    assert len(set(order)) > 2


def test_a_row_with_something_high_as_it_was_is_not_green() -> None:
    """What got better does not hide what did not."""
    made = told(before(more_then))
    better = row(made, "target", "A higher share of recorded offences is detected")
    assert [(one.label, one.light) for one in better.notices] == [("PO-222222", Light.GREEN)]
    assert any(change.severity >= Severity.HIGH for change in better.still)
    assert better.light is Light.AMBER
    rest = tuple(one for one in RESULT.findings if one.severity < Severity.HIGH)
    calm = RESULT.but(findings=rest)

    def also(data: Data) -> None:
        data["findings"] = [one for one in data["findings"] if one["ref"] in {one.ref for one in rest}]
        more_then(data)

    assert row(told(before(also, calm), calm), "target", better.name).light is Light.GREEN


def test_what_is_no_longer_described_is_grey() -> None:
    """A target that was taken out, and the children it was for, are told of although nothing is found about them."""
    made = told(before(more_then))
    gone = row(made, "target", "A target that was there")
    assert (gone.light, {one.kind for one in gone.notices}) == (Light.GREY, {"left", "no-longer-found"})
    assert row(made, "group of children", "Young carers").light is Light.GREY
    assert row(made, "agency", "nobody").light is Light.GREY
    assert {one.label for one in row(made, "agency", "nobody").notices} == {"“nobody”", "PO-333333"}
    told_of = {one.label for one in made.notices if one.kind == "left"}
    assert told_of == {"“nobody”", "“A target that was there”", "“Young carers”"}


def test_a_finding_whose_proof_was_taken_out_is_grey(tmp_path: Path, capsys: Capture) -> None:
    """Overdue actions that are deleted are not done; those that are closed are."""
    trust = "format: joinedup/1\nname: T\nas_of: {0}\nagencies: [{{id: a, name: A}}]\n"
    trust += "roles: [{{id: r, title: R, agency: a}}]\n"
    action = "  - {{id: {0}, title: Write it, owner: r, agreed: 2026-01-05, due: {1}, status: {2}}}\n"
    late, early = action.format("one", "2026-03-01", "open"), action.format("two", "2027-03-01", "open")
    path, kept = tmp_path / "t.yaml", tmp_path / "then.json"
    path.write_text(f"{trust.format('2026-06-30')}actions:\n{late}{early}", "utf-8")
    assert main(["check", str(path), "-o", str(kept), "--quiet", "--fail-on", "never"]) == 0
    closed = late.replace("status: open", "status: done, closed: 2026-07-01, result: It is written")
    for rest, light in ((early, "? Grey"), (closed + early, "● Green"), ("  []\n", "? Grey")):
        path.write_text(f"{trust.format('2026-07-30')}actions:\n{rest}", "utf-8")
        capsys.readouterr()
        assert main(["check", str(path), "--since", str(kept), "--only", "changes", "--fail-on", "never"]) == 0
        said = " ".join(capsys.readouterr().out.split())
        assert re.search(rf"{re.escape(light)} PR-\w+\. No longer found", said), said
        assert (PRUNED in said) == (light == "? Grey")


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("boards.trust-board", True),
        ("boards.trust-board.meetings[1]", True),
        ("boards.trust-board.meetings[1].present", True),
        ("boards.trust-board.meetings[99]", False),
        ("boards.no-such-board.chair", False),
        ("roles.dcs.vacant_since", True),
        ("budgets.crossroads-fund.contributions.nobody", True),
        ("targets.more-detections.comparison.readings[1]", False),
        ("survey[2]", True),
        ("survey[999]", False),
        ("disputes.oldest_open", True),
        ("confirmed_by.council", True),
        ("no-such-section.x", False),
    ],
)
def test_what_showed_a_finding_is_looked_for(path: str, there: bool) -> None:
    """Records and entries of lists have to be there; a field that was emptied may be what mended it."""
    assert is_described(RESULT.partnership, path) is there


def test_all_that_shows_a_finding_is_in_the_description_of_its_own_check() -> None:
    """Or every finding that goes would be grey."""
    paths = [evidence.path for finding in RESULT.findings for evidence in finding.evidence]
    assert [path for path in paths if not is_described(RESULT.partnership, path)] == []


def test_what_cannot_be_told_any_more_is_told_without_a_finding() -> None:
    """A barrier that was clear, and rules that found nothing, are missed when they are no longer looked at."""
    themes = tuple(theme for theme in RESULT.themes if theme.id != "power")
    result = RESULT.but(themes=themes, findings=tuple(one for one in RESULT.findings if one.theme != "power"))
    made = told(before(result=result), result)
    untold = [one for one in made.notices if one.kind == "untold"]
    assert {one.light for one in untold} == {Light.AMBER}
    titles = {barrier.title for barrier in RESULT.barriers if barrier.id.startswith("power/")}
    assert {one.label for one in untold} >= {f"“{title}”" for title in titles}
    assert any("rules that looked in the earlier check did not this time: power/" in one.seen for one in untold)
    assert untold[0] in row(made, "agency", "No agency named").notices


def test_less_told_of_a_barrier_is_no_improvement() -> None:
    """One that is not assessed any more is amber, however it stood."""
    barrier = RESULT.by_status(Status.CLEAR)[0]
    theme = next(theme for theme in RESULT.themes if barrier in theme.barriers)
    rules = tuple(rule.but(state="not-assessed", because="nothing is described") for rule in barrier.rules)
    untold = barrier.but(status=Status.NOT_ASSESSED, rules=rules)
    barriers = tuple(untold if one is barrier else one for one in theme.barriers)
    themes = tuple(theme.but(barriers=barriers) if one is theme else one for one in RESULT.themes)
    made = told(before(result=RESULT.but(themes=themes)), RESULT.but(themes=themes))
    (one, rules_lost) = made.notices
    assert (one.light, one.kind) == (Light.AMBER, "untold")
    assert one.seen == f"The barrier “{barrier.title}” was clear, and is not assessed now: nothing is described."
    assert rules_lost.kind == "untold"


DECIDED = Decided(7, "Ask Anna Example to pay", "Director", "police", date(2026, 8, 1), date(2026, 5, 1), (), "overdue")


def test_a_decision_past_its_day_is_red() -> None:
    """By who answers for it, and by whom its findings concern; in the version to publish without its words."""
    finding = next(one for one in RESULT.findings if any(e.record.startswith("targets.") for e in one.evidence))
    decided = DECIDED.but(refs=(finding.ref, "PO-999999"))
    kept = Ledger((decided, decided.but(number=8, state="promised"), decided.but(number=9, state="done")))
    context = before()
    made = told(context, ledger=kept)
    assert [(one.label, one.light) for one in made.notices] == [("decision 7", Light.RED)]
    assert row(made, "agency", "Westmarsh Police").light is Light.RED
    assert len(part(made, "target").rows) >= 1
    said = shown("text", context.but(ledger=kept))
    assert "Overdue: decision 7" in said
    assert "Ask Anna Example to pay. Director was to do it by 1 August 2026" in " ".join(said.split())
    long = Ledger((decided.but(text="Ask " * 400),))
    assert "Director was to do it by 1 August 2026" in " ".join(shown("text", context.but(ledger=long)).split())
    published = " ".join(shown("text", beside(RESULT, CONTEXT, DATA, public=True).but(ledger=kept)).split())
    assert "Anna" not in published
    assert "Decision 7. Overdue. It was to be done by 1 August 2026" in published


def test_a_change_of_the_ruleset_is_not_red() -> None:
    """Nor is what it took away green."""

    def other(data: Data) -> None:
        nothing_then(data)
        data["ruleset"] |= {"sha256": "0" * 64, "settings": dict.fromkeys(data["ruleset"]["settings"], "0")}

    made = told(before(other))
    assert {one.light for one in made.notices} == {Light.AMBER}
    assert "may come from the ruleset" in shown("text", before(other))


def listed(markdown: str) -> dict[str, list[str]]:
    """The entries below each heading of the page."""
    parts = re.split(r"^## ", markdown, flags=re.MULTILINE)[1:]
    return {name: re.findall(r"^- (.*)", text, re.MULTILINE) for name, _, text in (p.partition("\n") for p in parts)}


@pytest.mark.parametrize("change", [nothing_then, mildly_then, more_then])
def test_what_has_no_room_is_counted(change: Callable[[Data], None]) -> None:
    """The rows that are shown and those that are counted are all there are."""
    context = before(change)
    made, said = told(context), listed(shown("markdown", context))
    numbers = {f"By {one.noun}": len(one.rows) for one in made.parts} | {"Why": len(made.notices)}
    for heading, number in numbers.items():
        entries = said.get(heading, [])
        rest = re.fullmatch(r"and (\d+) more, in the full report: .*", entries[-1]) if entries else None
        counted = int(rest[1]) if rest else 0
        assert len(entries) - bool(rest) + counted == number
        if rest:
            assert sum(map(int, re.findall(r"\d+ (?=red|amber|grey|green)", rest[0]))) == counted


def test_who_has_no_exception_is_counted_and_not_praised() -> None:
    """With what was found about them before and is there still."""
    context = before()
    assert context.since is not None
    said = " ".join(shown("text", context).split())
    assert f"Since 30 June 2026: {len(RESULT.findings)} still there." in said
    assert "Without an exception: 15 of 15 agencies, 20 of 20 targets and 7 of 7 groups of children." in said
    high = len([one for one in RESULT.findings if one.severity >= Severity.HIGH])
    assert (
        "That is not the same as healthy: findings that are as they were: "
        f"{len(RESULT.findings)}, {high} high, the oldest there since 30 June 2026."
    ) in said
    assert "■ Red" not in said


def test_a_first_check_and_one_that_failed_say_so() -> None:
    """Neither looks like a month without an exception."""
    said = " ".join(shown("text", CONTEXT).split())
    assert "first check" in said
    assert "That is not the same as no exception: there are 124 findings, 36 of them high." in said
    late = " ".join(shown("text", CONTEXT.but(ledger=Ledger((DECIDED,)))).split())
    assert "Past its day: decision 7." in late
    failed = RESULT.but(failures=tuple(Failure("power", "it broke", f"power/rule-{number}") for number in range(9)))
    said = " ".join(shown("text", before(), failed).split())
    assert "Part of this check failed: power/rule-0, power/rule-1, power/rule-2, power/rule-3 and 5 more." in said


def pages(made: str | bytes) -> int:
    """How many pages a PDF has."""
    assert isinstance(made, bytes)
    return len(PdfReader(io.BytesIO(made)).pages)


def large(folder: Path) -> tuple[Assessment, Context]:
    """Westmarsh, four times as large."""
    from grow import write  # type: ignore[import-not-found]

    path = folder / "large.yaml"
    write(path, 4)
    return check(str(path))


@pytest.mark.parametrize("which", ["westmarsh", "large", "hostile"])
def test_it_is_one_sheet_of_paper(which: str, browser: Browser, tmp_path: Path) -> None:
    """However much changed, as WeasyPrint and as a browser print it; and nothing sticks out."""
    result, context = RESULT, CONTEXT
    if which != "westmarsh":
        result, context = large(tmp_path) if which == "large" else hostile_check("westmarsh")
    data: Data = json.loads(json.dumps({**as_dict(result, context), "as_of": "2026-06-30"}))
    mildly_then(data)
    more_then(data)
    compared = beside(result, context, data)
    assert pages(renderer("pdf")(result, compared)) == 1
    one = Opened(browser, shown("html", compared, result), 680)
    assert pages(one.page.pdf(prefer_css_page_size=True)) == 1
    one.page.emulate_media(media="print")
    assert one.page.evaluate(OFF_PAPER) == []
    one.page.close()


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 3)), max_size=4), st.integers(0, 100))
def test_a_sheet_is_filled_and_no_more(lists: list[tuple[int, int]], lines: int) -> None:
    """Of entries of one line go in as many as there is room for, whatever lists they are of."""
    entry, height = Item(("word",)), 1.2
    taken = fitting([[entry] * number for number, _ in lists], [share for _, share in lists], (), lines * height + 0.01
                    + 3.2 * sum(number > 0 for number, _ in lists))  # fmt: skip
    assert sum(taken) == min(lines, sum(number for number, _ in lists))
    assert all(some <= number for some, (number, _) in zip(taken, lists, strict=True))


def test_lists_share_a_sheet() -> None:
    """Each has its turn; a full sheet takes no more, and one with room takes all."""
    entries = [Item(("word " * 15,))] * 9
    assert fitting([entries, entries[:1], []], (1, 1, 1), (), sheet=1000) == [9, 1, 0]
    assert fitting([entries, entries], (1, 2), (), sheet=6.6 + 6 * 1.2) == [2, 4]
    assert fitting([entries, entries], (1, 2), (), sheet=0) == [0, 0]


@pytest.mark.parametrize("width", [1100, 320])
def test_everybody_can_read_it(width: int, browser: Browser) -> None:
    """No violation, contrast, nothing too wide or cut off, one h1 and no level skipped; also in forced colours."""
    one = Opened(browser, shown("html", before(more_then)), width)
    assert violations(one) == []
    measured = one.page.evaluate(CONTRAST)
    assert all(any(name.startswith(f"b.tag {light.value} ") for name, _, _ in measured) for light in Light)
    assert [pair for pair in measured if pair[1] < pair[2]] == []
    levels = [level for level, _ in one.page.evaluate(HEADINGS)]
    assert levels == [1, 2, 2, 2, 2]
    one.page.add_style_tag(content=SPACING)
    assert one.page.evaluate(TOO_WIDE) == []
    assert one.page.evaluate(CUT_OFF) == []
    assert (one.requests, one.said) == ([], [])
    one.page.close()
    forced = Opened(browser, shown("html", before(more_then)), width, forced=True)
    assert forced.page.locator(".tag").first.evaluate("e => getComputedStyle(e).borderTopWidth") == "2px"
    forced.page.close()


def test_hostile_text_is_text(browser: Browser) -> None:
    """In every format; nothing runs, and nothing is asked for."""
    result, context = hostile_check("westmarsh")
    data: Data = json.loads(json.dumps({**as_dict(result, context), "as_of": "2026-06-30"}))
    more_then(data)
    for text in ("title", "name"):
        data["matrix"]["tasks"][-1][text] = "<script>alert(1)</script>"
    data["gaps"][-1]["cohort"] = '"><img src=x onerror=alert(1)>'
    nothing_then(data)
    compared = beside(result, context, data)
    page = shown("html", compared, result)
    assert "script" not in Page(page).tags
    one = Opened(browser, page, 320)
    assert (one.requests, one.said) == ([], [])
    assert one.page.evaluate(TOO_WIDE) == []
    one.page.close()
    markdown = shown("markdown", compared, result)
    assert "<script>" not in markdown
    assert "\n# heading" not in markdown
    assert renderer("docx")(result, compared)


def test_a_word_paper_has_the_lights_in_colour_and_words() -> None:
    """For those who paste it into papers of their own."""
    from docx import Document

    made = renderer("docx")(RESULT, before(more_then))
    assert isinstance(made, bytes)
    xml = Document(io.BytesIO(made)).element.xml
    for words, fill in (("? Grey", "FFFFFF"), ("● Green", "DFF2E8"), ("▲ Amber", "FDEBD9"), ("■ Red", "8C1D18")):
        assert words in xml
        assert f'w:fill="{fill}"' in xml


def test_a_terminal_shows_the_lights_in_colour() -> None:
    """Where it shows colours at all; without, the words are the same."""
    plain, coloured = (shown("text", before(more_then).but(colour=colour)) for colour in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[2m? Grey\x1b[0m" in coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize("format", WRITTEN)
def test_the_same_input_gives_the_same_bytes(format: str) -> None:
    """In each format."""
    assert renderer(format)(RESULT, before(more_then)) == renderer(format)(RESULT, before(more_then))


def test_no_holder_and_no_quoted_line_is_in_it(tmp_path: Path, capsys: Capture) -> None:
    """Nor an office whose backing is needed, in the version to publish."""
    trust, kept = ROOT / "examples" / "westmarsh.yaml", tmp_path / "then.json"
    data = json.loads(json.dumps(DATA))
    hidden = [one for one in data["findings"] if one["subject"]["kind"] == "stakeholder"]
    data["findings"] = [one for one in data["findings"] if one not in hidden]
    kept.write_text(json.dumps(data), "utf-8")
    source = trust.read_text("utf-8")
    holders = re.findall(r"holder: ([^,}\n]+)", source)
    assert holders
    command = ["check", str(trust), "--since", str(kept), "--only", "changes", "--fail-on", "never"]
    assert main(command) == 0
    assert not [name for name in holders if name.strip() in capsys.readouterr().out]
    assert main([*command, "--public", "--format", "markdown"]) == 0
    published = capsys.readouterr().out
    assert "Version to publish" in published
    assert hidden
    assert not [one for one in hidden if one["subject"]["name"] in published]


def test_what_it_cannot_be_given_with_is_said_at_once(tmp_path: Path, capsys: Capture) -> None:
    """Every reason in one go, and nothing is written."""
    trust = str(ROOT / "examples" / "minimal.yaml")
    others = [f"-o{tmp_path / name}" for name in ("a.csv", "matrix.csv", "a.xlsx", "a.json", "b.html")]
    assert main(["check", trust, "--only", "changes", "--brief", *others]) == 2
    said = capsys.readouterr().err
    assert "add --since last" in said
    assert "no --brief form" in said
    assert all(f"-o {tmp_path / name} has no such page" in said for name in ("a.csv", "matrix.csv", "a.xlsx", "a.json"))
    assert "b.html has" not in said
    assert list(tmp_path.iterdir()) == []
    assert main(["check", trust, "--only", "changes", "--since", "last", "--format", "json"]) == 2
    assert "--format json has no such page" in capsys.readouterr().err
    assert set(WRITTEN) < set(FORMATS)


def test_an_earlier_check_that_is_damaged_is_refused(tmp_path: Path, capsys: Capture) -> None:
    """With what to give instead."""
    trust, kept = str(ROOT / "examples" / "westmarsh.yaml"), tmp_path / "then.json"
    kept.write_text(json.dumps({**DATA, "gaps": [{"target": "x"}]}), "utf-8")
    assert main(["check", trust, "--since", str(kept), "--only", "changes"]) == 2
    assert "no assessment; give what" in capsys.readouterr().err


def test_every_kind_of_change_has_its_words() -> None:
    """A kind that is added has to be said too."""
    from joinedup.report.exceptions.notice import WORDS

    assert set(KINDS) < set(WORDS)
