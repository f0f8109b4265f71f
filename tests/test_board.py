"""What the board reads first, and the papers made for others: summary, decisions, changes, CSV, Markdown, public."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from cases import STANDARD, THEMES
from joinedup.assess import assess
from joinedup.assessment import Assessment, Status
from joinedup.cli.main import main
from joinedup.errors import UserError
from joinedup.outputs import Context
from joinedup.outputs.as_csv import inert
from joinedup.outputs.as_json import as_dict
from joinedup.report.decisions import MOST, decisions, next_meeting
from joinedup.report.earlier import earlier as read_earlier
from joinedup.report.since import Since, since
from joinedup.report.summary import summary, what_works
from joinedup.report.view import View
from joinedup.severity import Severity
from joinedup.standing import standing
from test_outputs import Page, check, text

EXAMPLES = Path(__file__).parent.parent / "examples"
NAMES = ["westmarsh", "northby", "minimal", "case-studies/partners-in-prevention-before"]
Capture = pytest.CaptureFixture[str]


def compared(result: Assessment, place: str, text: str) -> Since:
    """What changed since one earlier check."""
    now = standing(as_dict(result, Context("trust.yaml", "", "0.1.0")), result.partnership)
    return since(now, [read_earlier(place, text)])


def example(name: str) -> tuple[Assessment, Any]:
    """An example's assessment, with its context."""
    return check(str(EXAMPLES / f"{name}.yaml"))


@pytest.mark.parametrize("name", NAMES)
def test_the_summary_is_120_to_150_words_of_counts_and_names(name: str) -> None:
    """It opens with the verdict, its figures are the data's, and it says what works."""
    result, _ = example(name)
    said = summary(result)
    assert 120 <= len(said.split()) <= 150
    in_the_way = len(result.by_status(Status.IN_THE_WAY))
    assert said.startswith(f"{in_the_way} of {len(result.barriers)} barriers ")
    found = len(result.open_findings)
    assert (f"made {found} finding" in said) or (found == 0 and "nothing to decide today" in said)
    works = what_works(result)
    assert all(f"“{barrier.title}”" in said for barrier in works[:2])


@pytest.mark.parametrize("name", NAMES)
def test_sentences_of_the_summary_are_short(name: str) -> None:
    """At most 18 words on average."""
    said = summary(example(name)[0])
    sentences = [part for part in re.split(r"(?<=[.;])\s", said) if part]
    assert sum(len(sentence.split()) for sentence in sentences) / len(sentences) <= 18


def test_decisions_are_for_the_minutes_and_say_what_is_not_known() -> None:
    """At most five, each with owner, day, children, cost, what follows, and whether it must be done."""
    result, _ = example("westmarsh")
    asked = decisions(result)
    assert len(asked) == MOST
    meeting = next_meeting(result.partnership)
    assert meeting is not None
    assert meeting > result.as_of
    refs = {finding.ref for finding in result.open_findings}
    for decision in asked:
        assert decision.minute.startswith(f"The board asks {decision.owner} to lead on this: ")
        assert decision.minute.endswith(".")
        assert {finding.ref for finding in decision.findings} <= refs
        assert decision.must == any(finding.must for finding in decision.findings)
        assert decision.otherwise.endswith(".")
    answered = [finding.ref for decision in asked for finding in decision.findings]
    assert len(set(answered)) == len(answered)
    assert decisions(example("northby")[0]) == []


def test_since_tells_gone_from_not_assessed(tmp_path: Path) -> None:
    """New, worse, better, no longer found; a rule that did not run this time is none of these."""
    result, context = example("westmarsh")
    earlier = as_dict(result, context)
    gone, kept = earlier["findings"][0], earlier["findings"][1]
    worse = {**kept, "severity": "low"}
    ghost = {**gone, "ref": "PO-222222", "rule": "power/unfunded"}
    asleep = {**gone, "ref": "PO-333333", "rule": "purposes/timescales-survey"}
    before = {**earlier, "as_of": "2026-06-30", "findings": [worse, *earlier["findings"][2:], ghost, asleep]}
    found = compared(result, "then.json", json.dumps(before))
    assert [change.ref for change in found.of("new")] == [gone["ref"]]
    assert [change.ref for change in found.of("worse")] == [kept["ref"]]
    assert [change.ref for change in found.of("no-longer-found")] == ["PO-222222"]
    assert [change.ref for change in found.of("no-longer-assessed")] == ["PO-333333"]
    assert len(found.of("still-there")) == len(result.findings) - 2
    assert found.same_ruleset
    page = text("html", result, context.but(since=found))
    assert "no longer found since 30 June 2026" in page
    assert "What changed since 30 June 2026" in page


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("no json", "not readable as JSON"),
        ("[]", "no assessment"),
        ('{"format": "joinedup-assessment/1"}', "no assessment"),
    ],
)
def test_what_is_no_earlier_check_is_refused(given: str, says: str) -> None:
    """With what to give instead."""
    with pytest.raises(UserError, match=says):
        compared(example("minimal")[0], "then.json", given)


def test_a_check_of_another_trust_or_a_later_day_is_refused() -> None:
    """Comparing those would say nothing."""
    result, context = example("minimal")
    other = as_dict(*example("westmarsh"))
    with pytest.raises(UserError, match="this is a check of"):
        compared(result, "then.json", json.dumps(other))
    later = {**as_dict(result, context), "as_of": "2999-01-01"}
    with pytest.raises(UserError, match="after the day"):
        compared(result, "then.json", json.dumps(later))


@pytest.mark.parametrize("name", NAMES)
def test_every_part_of_the_report_is_there_or_says_so(name: str) -> None:
    """Headline counts equal the data; parts with nothing to say are left out; every link leads somewhere."""
    result, context = example(name)
    view = View(result, context)
    page = Page(text("html", result, context))
    shown = " ".join(page.text.split())
    assert " ".join(view.summary.split()) in shown
    for number, words in view.tiles:
        assert f"{number} {words}" in shown
    assert ("first check" in shown) and ("First check nothing to compare with yet" in shown)
    assert ("Action plan" in shown) == bool(view.plan)
    assert ("What we ask of each" in shown) == bool(view.by_agency)
    assert all(link[1:] in page.ids for link in page.links if link.startswith("#"))
    cells = sum(view.table.cells.values())
    assert cells == sum(len(finding.agencies) for finding in result.open_findings)


def test_one_further_place_is_one_line() -> None:
    """A card shows some places, and names the lines of the others."""
    found = re.findall(r"and (\d+) more places?: (lines?) ([\d, ]+\d)", Page(text("html", *example("westmarsh"))).text)
    assert {int(number) for number, _, _ in found} > {1}
    for number, noun, places in found:
        assert (noun, len(places.split(","))) == ("line" if number == "1" else "lines", int(number))


def test_brief_is_the_first_page_and_the_decisions(tmp_path: Path) -> None:
    """No cards, no tables; and no link that leads nowhere."""
    result, context = example("westmarsh")
    page = Page(text("html", result, context.but(brief=True)))
    assert "Decisions asked of the board today" in page.text
    assert "article" not in page.tags
    assert all(link[1:] in page.ids for link in page.links)


def test_actions_go_into_a_spreadsheet_as_text(capsys: Capture) -> None:
    """A row a finding, worst first; nothing that a spreadsheet would run."""
    main(["check", str(EXAMPLES / "westmarsh.yaml"), "--format", "csv"])
    shown = capsys.readouterr().out
    assert shown.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(shown.removeprefix("\ufeff"))))
    result, _ = example("westmarsh")
    assert [row["Reference"] for row in rows] == [finding.ref for finding in result.open_findings]
    assert rows[0]["Severity"] == "high"
    assert inert("=1+1") == "'=1+1"
    assert inert("@SUM(A1)") == "'@SUM(A1)"
    assert inert("a\nb") == "a b"
    assert inert("fine - and = well") == "fine - and = well"


def test_the_paper_is_markdown_that_shows_text_as_it_stands(tmp_path: Path) -> None:
    """A hostile name neither opens a link nor a heading."""
    path = tmp_path / "trust.yaml"
    path.write_text(
        'format: joinedup/1\nname: "# Trust [x](javascript:alert(1)) <script> | a_b"\nagencies: [{id: a, name: A}]\n'
    )
    made = text("markdown", *check(str(path)))
    assert made.startswith("# \\# Trust \\[x\\]\\(javascript:alert\\(1\\)\\) \\<script\\> \\| a\\_b: health check\n")
    assert "[x](" not in made


@pytest.mark.parametrize("format", ["text", "json", "html", "csv", "markdown"])
def test_the_public_version_names_nobody(format: str, capsys: Capture) -> None:
    """No holder, no stakeholder, no quoted line; and it says on its face that it is the version to publish."""
    main(["check", str(EXAMPLES / "westmarsh.yaml"), "--public", "--format", format])
    shown = capsys.readouterr().out
    source = (EXAMPLES / "westmarsh.yaml").read_text("utf-8")
    stakeholders = source[source.index("\nstakeholders:") : source.index("\nboards:")]
    for name in re.findall(r"name: ([^,}\n]+)", stakeholders):
        assert name.strip() not in shown
    for id in re.findall(r"id: ([^,}\n]+)", stakeholders):
        assert f"stakeholders.{id.strip()}" not in shown
    assert "an office whose backing is needed" in shown
    if format == "html":
        assert "Version to publish" in shown
        assert not re.search(r"Line \d", shown)
    if format == "json":
        assert all(e["value"] is None and not e["line"] for f in json.loads(shown)["findings"] for e in f["evidence"])


def test_public_and_names_contradict_each_other(capsys: Capture) -> None:
    """One of them has to go."""
    assert main(["check", str(EXAMPLES / "minimal.yaml"), "--public", "--show-names"]) == 2
    assert "contradict each other" in capsys.readouterr().err


def test_open_opens_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """The first page that was written; without one it says what to add."""
    import webbrowser

    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    report = tmp_path / "board.html"
    main(["check", str(EXAMPLES / "minimal.yaml"), "-o", str(report), "--open"])
    assert opened == [report.as_uri()]
    assert main(["check", str(EXAMPLES / "minimal.yaml"), "--open"]) == 2
    assert "add -o board.html" in capsys.readouterr().err


def test_the_same_input_gives_the_same_bytes() -> None:
    """In every format that is text."""
    for format in ("text", "json", "html", "csv", "markdown"):
        first, second = (text(format, *example("westmarsh")) for _ in range(2))
        assert first == second


def test_a_severity_without_findings_is_not_offered_in_the_filter() -> None:
    """The filter has a button for each severity that there is."""
    result, context = example("westmarsh")
    page = text("html", result, context)
    for severity in Severity:
        assert (f"id=show-{severity.word}>" in page) == bool(result.by_severity(severity))
    assert assess(result.partnership, THEMES, STANDARD).findings
