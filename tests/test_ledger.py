"""The ledger in a report: how each decision stands, and the trail from it to its findings and targets."""

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from jsonschema import Draft202012Validator

from deciding import DCS, NO_VISION, NOBODY_ANSWERS, OVERDUE_ACTION, READ, Trust, trust, with_ledger
from joinedup.report.following import NOT_KEPT
from joinedup.report.ledger import STATES, Decided, Followed, Ledger, Read
from joinedup.report.ledger_words import CAUTION, MOST, NOT_MENDED, aim, became, readings, rest, summary, trail
from joinedup.report.since import RAN_OUT
from test_outputs import ROOT, text

__all__ = ["trust"]
ON = ("--owner", "dcs", "--by", "2026-09-30", "--on", "2026-07-14")
UNNAMED = "contributors: [council, police]\n  - {id: solved"
NAMED = (UNNAMED, UNNAMED.replace("\n", "\n    accountable: [dcs]\n", 1))


def only(data: Any) -> Mapping[str, Any]:
    """The one decision of a check's JSON."""
    (decided,) = data["ledger"]["decisions"]
    found: Mapping[str, Any] = decided
    return found


@pytest.mark.parametrize(
    ("words", "day", "state"),
    [
        ((), "2026-09-30", "promised"),
        ((), "2026-10-01", "overdue"),
        (("--change", "1", "--by", "2026-12-31"), "2026-10-01", "promised"),
        (("--done", "1"), "2026-10-01", "done"),
        (("--dropped", "1", "No need"), "2026-10-01", "dropped"),
    ],
)
def test_how_a_decision_stands_goes_by_the_day_of_the_check(
    trust: Trust, words: tuple[str, ...], day: str, state: str
) -> None:
    """What is due today is not overdue; what happened after the day has not happened."""
    trust.decide(NOBODY_ANSWERS, "Name them", *ON)
    if words:
        trust.decide(*words, "--on", "2026-10-01")
    data = trust.data(day)
    assert only(data)["state"] == state
    assert data["ledger"]["counts"] == {**dict.fromkeys(STATES, 0), state: 1}
    assert only(trust.data("2026-09-15"))["state"] == "promised"
    before = trust.data("2026-07-13")["ledger"]
    assert (before["decisions"], before["later"]) == ([], 1)


def test_the_trail_from_a_decision_to_its_findings_and_targets(trust: Trust) -> None:
    """Over three checks: as each finding stood then and now, and what was measured before and after."""
    trust.decide(NOBODY_ANSWERS, OVERDUE_ACTION, "Name them, and finish the protocol", *ON)
    trust.replace(*NAMED)
    more = READ.replace("}]", "}, {value: 291, on: 2026-08-31}, {value: 287, on: 2026-11-30}]")
    trust.replace(READ, more)
    trust.check("2026-09-30", "--quiet")
    trust.decide("--done", "1", "--on", "2026-10-05", "Both are done")
    decided = only(trust.data("2026-10-31"))
    shared = {"owner": DCS, "agency": "council", "by": "2026-09-30", "on": "2026-07-14", "closed": "2026-10-05"}
    assert {**decided, **shared, "note": "Both are done", "moved_from": []} == decided
    named, protocol = decided["findings"]
    then = {"found": "2026-06-30"}
    assert {**named, **then, "ref": NOBODY_ANSWERS, "then": "high", "kind": "no-longer-found", "now": None} == named
    assert named["because"] == 'Nobody answers for the target "Fewer first offences".'
    assert named["last"] == "2026-06-30"
    assert {**protocol, **then, "ref": OVERDUE_ACTION, "then": "low", "kind": "worse", "now": "high"} == protocol
    assert protocol["last"] == "2026-10-31"
    assert named["because_then"] is None
    assert protocol["because_then"] not in (None, protocol["because"])
    first, solved = decided["targets"]
    assert first == {
        "title": "Fewer first offences",
        "described": True,
        "unit": "per 100,000",
        "direction": "decrease",
        "goal": {"on": "2027-03-31", "value": "220"},
        "before": {"on": "2026-03-31", "value": "298"},
        "after": [{"on": "2026-08-31", "value": "291"}],
    }
    assert (solved["title"], solved["before"], solved["after"]) == ("More crime solved", None, [])


def test_what_does_not_fit_is_said_plainly(trust: Trust) -> None:
    """Done with its finding there; gone with its record; a target that is no longer described."""
    trust.decide(NOBODY_ANSWERS, "Name them", *ON)
    trust.decide("--done", "1", "--on", "2026-08-01")
    assert "The decision is done, and its finding is still there." in trust.check("2026-09-30", "--since", "last")
    text = trust.file.read_text("utf-8")
    trust.write(text[: text.index("  - id: fewer-first-offences")] + text[text.index("  - {id: solved") :])
    decided = only(trust.data("2026-10-31"))
    (gone,) = decided["findings"]
    assert (gone["kind"], gone["last"]) == ("no-longer-found", "2026-09-30")
    assert "What it is about is no longer in the description." in gone["note"]
    (target,) = decided["targets"]
    assert (target["title"], target["described"], target["after"]) == ("fewer-first-offences", False, [])
    shown = re.sub(r"\s+", " ", trust.check("2026-10-31", "--format", "markdown"))
    assert "It is no longer in the description, so no reading is known." in shown
    assert "The decision is done, and" not in shown


def test_a_finding_that_went_and_came_back(trust: Trust) -> None:
    """Was mended, and is there again: the check in between saw it gone."""
    trust.decide(NOBODY_ANSWERS, "Name them", *ON)
    trust.replace(*NAMED)
    trust.check("2026-07-31", "--quiet")
    trust.replace(*reversed(NAMED))
    (back,) = only(trust.data("2026-08-31"))["findings"]
    assert (back["kind"], back["note"], back["now"]) == ("came-back", "It was gone in between.", "high")


def test_a_finding_that_is_accepted_is_not_called_settled(trust: Trust) -> None:
    """Neither by the check that accepts it, nor by those that still do."""
    local = trust.folder / "local.yaml"
    waiver = f"finding: {OVERDUE_ACTION}, covers: [council], reason: New, accepted_by: Board, until: 2026-12-31"
    local.write_text(f"name: local\nextends: standard\nwaivers:\n  - {{{waiver}}}\n", "utf-8")
    trust.decide(OVERDUE_ACTION, "Finish it", *ON)
    for day in ("2026-07-31", "2026-08-31"):
        (accepted,) = only(trust.data(day, "--ruleset", str(local)))["findings"]
        assert accepted["kind"] == "accepted"
        trust.check(day, "--quiet", "--ruleset", str(local))


def test_a_finding_that_nobody_could_tell(trust: Trust) -> None:
    """Its rule did not run: that is not the same as gone."""
    trust.decide(NOBODY_ANSWERS, "Name them", *ON)
    text = trust.file.read_text("utf-8")
    trust.write(re.sub(r"targets:.*?actions:.*", "", text, flags=re.DOTALL))
    (untold,) = only(trust.data("2026-08-31"))["findings"]
    assert (untold["kind"], untold["now"]) == ("no-longer-assessed", None)


def test_a_check_that_was_forgotten_is_not_made_up(trust: Trust) -> None:
    """The decision stays; what its finding was like then is not known any more."""
    trust.decide(NOBODY_ANSWERS, "Name them", *ON)
    trust.says(0, "history", "forget", str(trust.file), "--before", "2026-07-01", "--yes")
    data = json.loads(trust.check("2026-08-31", "--format", "json"))
    (followed,) = only(data)["findings"]
    assert (followed["kind"], followed["found"], followed["then"]) == ("not-compared", None, None)
    assert followed["now"] == "high"
    (followed,) = only(trust.data("2026-09-30"))["findings"]
    assert (followed["found"], followed["kind"], followed["note"]) == ("2026-08-31", "still-there", NOT_KEPT)


def test_what_was_settled_before_its_day_did_not_run_out(trust: Trust) -> None:
    """The day of a goal passed with nothing known in between, or after a check in which the finding was gone."""
    trust.decide(NOBODY_ANSWERS, "Name them", *ON)
    trust.replace(*NAMED)
    (followed,) = only(trust.data("2027-04-30"))["findings"]
    assert (followed["kind"], followed["note"]) == ("no-longer-found", RAN_OUT)
    trust.check("2026-09-30", "--quiet")
    (followed,) = only(trust.data("2027-04-30"))["findings"]
    assert (followed["kind"], followed["note"]) == ("no-longer-found", None)


def test_an_owner_goes_by_the_name_that_the_description_has(trust: Trust) -> None:
    """Where it is no longer described, by the name it had, and no agency is named."""
    trust.decide(NO_VISION, "Write one", *ON[:1], "commander", *ON[2:])
    trust.replace("title: Police Commander", "title: Chief Superintendent")
    assert only(trust.data("2026-08-31"))["owner"] == "Chief Superintendent (Northby Police)"
    for part in ("  - {id: police, name: Northby Police, kind: police}\n",):
        trust.replace(part, "")
    text = trust.file.read_text("utf-8").replace(", police]", "]").replace("[police]", "[council]")
    text = re.sub(r"  - \{id: commander.*\n", "", text).replace("[commander]", "[dcs]")
    trust.write(text)
    decided = only(trust.data("2026-08-31"))
    assert (decided["owner"], decided["agency"]) == ("Police Commander (Northby Police)", None)


def test_the_ledger_is_shown_wherever_a_history_is_read(trust: Trust) -> None:
    """And nowhere else: a check that has nothing to do with the history says nothing of it."""
    trust.decide(NO_VISION, "Write a vision", *ON)
    check = ("check", str(trust.file), "--fail-on", "never", "--as-of", "2026-09-01")
    earlier = trust.folder / "earlier.json"
    trust.says(0, *check, "-o", str(earlier))
    for more in (("--record",), ("--since", "last"), ("--since", "2026-06-30"), ("--history", str(trust.history))):
        assert "Write a vision" in trust.says(0, *check, *more)[0]
    other = trust.folder / "other.yaml"
    other.write_text(trust.file.read_text("utf-8").replace("Northby Partnership", "Westmarsh Trust"), "utf-8")
    said = trust.says(0, "check", str(other), "--fail-on", "never", "--history", str(trust.history))[1]
    assert said == f"{trust.history}: no decision of this partnership is recorded\n"
    assert "Write a vision" not in trust.says(0, *check)[0]
    assert "Write a vision" not in trust.says(0, *check, "--since", str(earlier))[0]
    assert "Write a vision" in trust.says(0, *check, "--since", str(earlier), "--history", str(trust.history))[0]


def test_a_check_is_recorded_once_whatever_was_decided(trust: Trust) -> None:
    """The ledger is no part of what is kept of a check."""
    trust.decide(NO_VISION, "Write a vision", *ON)
    trust.check("2026-09-01", "--quiet")
    trust.decide("--done", "1", "--on", "2026-08-31")
    trust.check("2026-09-01", "--quiet")
    assert len(trust.says(0, "history", str(trust.file))[0].splitlines()) == 2


def test_every_paper_says_the_same(trust: Trust) -> None:
    """The page, Markdown and Word: on the first page, and in full with the sentence about causes."""
    trust.decide(NOBODY_ANSWERS, "Name <b>them</b> & “others”", *ON)
    paths = {end: trust.folder / f"report.{end}" for end in ("html", "md", "docx")}
    trust.check("2026-10-31", "--since", "last", *(word for path in paths.values() for word in ("-o", str(path))))
    page, paper = paths["html"].read_text("utf-8"), paths["md"].read_text("utf-8")
    word = "\n".join(paragraph.text for paragraph in Document(str(paths["docx"])).paragraphs)
    for said in (page, paper.replace("\\", ""), word):
        assert "What became of earlier decisions" in said
        assert said.index("What became of earlier decisions") < said.index("The ", said.index("earlier decisions"))
        assert CAUTION in said
        assert "Found on 30 June 2026 as high. Now: still there, as high." in said
        assert "Before the decision: 298 on 31 March 2026. No reading since." in said
    assert "Name &lt;b&gt;them&lt;/b&gt; &amp; “others”" in page
    assert "<b>them</b>" not in page
    assert "Name <b>them</b> & “others”" in word


def test_a_version_to_publish_counts_decisions_and_quotes_none(trust: Trust) -> None:
    """They are minutes of a board, and may name people: in no output, and in no JSON."""
    trust.decide(NOBODY_ANSWERS, "Secret minute", *ON)
    trust.decide("--change", "1", "--by", "2026-10-15", "--on", "2026-09-01", "Secret reason")
    for format in ("text", "html", "markdown", "json"):
        said = trust.says(
            0, "check", str(trust.file), "--public", "--since", "last", "--fail-on", "never", "--as-of", "2026-10-31",
            "--format", format,
        )[0]  # fmt: skip
        assert "Secret" not in said
        assert ("1 decision: 1 overdue." in said) is (format != "json")
    counts = {**dict.fromkeys(STATES, 0), "overdue": 1}
    assert json.loads(said)["ledger"] == {"counts": counts, "later": 0, "decisions": None}


def test_a_report_is_written_even_if_its_decisions_cannot_be_read(trust: Trust, tmp_path: Path) -> None:
    """As it is where the check cannot be recorded; both are said."""
    trust.history.write_bytes(trust.history.read_bytes()[:5000])
    out = tmp_path / "board.html"
    said = trust.says(2, "check", str(trust.file), "--record", "--fail-on", "never", "-o", str(out))[1]
    assert "the decisions were not read" in said
    assert "the check was not recorded" in said
    assert out.exists()


def decided(number: int, state: str = "promised", kinds: tuple[str, ...] = ("still-there",), **more: Any) -> Decided:
    """A decision of a number, whose findings became this."""
    findings = tuple(Followed(f"PO-{kind}", "Seen.", "high", kind) for kind in kinds)
    days = {"by": date(2026, 9, 30), "on": date(2026, 7, 14)}
    return Decided(
        number=number, text="Do it", owner=DCS, agency="council", refs=("PO-X",), state=state, findings=findings,
        **{**days, **more},
    )  # fmt: skip


def test_the_first_page_has_room_for_six() -> None:
    """The rest is counted, by how it stands."""
    ledger = Ledger(tuple(decided(number, "done" if number > MOST else "promised") for number in range(1, MOST + 3)))
    assert rest(ledger) == "and 2 more: 2 done"
    assert rest(Ledger(ledger.decided[:MOST])) == ""
    assert summary(ledger) == f"{MOST + 2} decisions: {MOST} promised, 2 done."
    assert summary(Ledger((), 1)) == "1 decision of a later day is not shown."


@pytest.mark.parametrize(
    ("state", "kinds", "says"),
    [
        ("promised", ("still-there",), "Its finding is still there."),
        ("promised", ("accepted",), "Its finding is accepted as a risk."),
        ("promised", ("no-longer-assessed",), "Its finding is no longer assessed."),
        ("done", ("no-longer-found",), "Its finding is no longer found."),
        ("done", ("worse",), "The decision is done, and its finding is still there and worse."),
        ("dropped", ("worse", "better"), "Of its 2 findings: 1 still there and worse, 1 still there and less severe."),
        (
            "done",
            ("no-longer-found", "still-there"),
            "Of its 2 findings: 1 still there, 1 no longer found. "
            "The decision is done, and 1 of its findings is there.",
        ),
    ],
)
def test_what_became_of_findings_in_a_phrase(state: str, kinds: tuple[str, ...], says: str) -> None:
    """With what does not fit."""
    assert became(decided(1, state, kinds)) == says


def test_a_finding_then_and_now() -> None:
    """Each with the day and severity of its check."""
    june, september = date(2026, 6, 30), date(2026, 9, 30)
    gone = Followed("PO-X", "Seen.", "high", "no-longer-found", note="It went.", found=june, last=september)
    assert trail(gone) == (
        "Found on 30 June 2026 as high. Now: no longer found; last found on 30 September 2026. It went."
    )
    there = gone.but(because="3 seen.", kind="still-there", now="high", last=september, note="", seen="2 seen.")
    assert trail(there) == "Found on 30 June 2026 as high: 2 seen. Now: still there, as high."
    assert trail(gone.but(kind="not-compared", found=None, last=None, note="", now="low", then="")) == (
        "No recorded check has it. Now: not compared."
    )


def test_readings_are_facts_with_their_days() -> None:
    """Of many, the first and the last are told, and the rest is counted."""
    days = [date(2026, 1, number) for number in range(1, 11)]
    read = Read("Less", "a year", None, tuple((day, str(day.day)) for day in days), "decrease", (days[9], "1"))
    assert readings(read) == (
        "No reading before the decision. Since: 1 on 1 January 2026, 4 readings in between, 6 on 6 January 2026, "
        "7 on 7 January 2026, 8 on 8 January 2026, 9 on 9 January 2026, 10 on 10 January 2026."
    )
    assert aim(read) == "It is to go down, to 1 by 10 January 2026."
    assert aim(read.but(direction="maintain")) == "It is to stay at 1 by 10 January 2026."
    assert aim(read.but(direction="", goal=None)) == ""


def test_that_no_longer_found_is_not_mended_is_said_where_something_is_gone(trust: Trust) -> None:
    """Once, above the decisions."""
    trust.decide(NOBODY_ANSWERS, "Name them", *ON)
    assert NOT_MENDED not in trust.check("2026-08-31", "--format", "markdown")
    trust.replace(*NAMED)
    assert trust.check("2026-09-30", "--format", "markdown").count(NOT_MENDED) == 1


@pytest.mark.parametrize("public", [False, True])
def test_the_json_is_as_documented(public: bool) -> None:
    """In every state, with all that may have become of a finding; it allows nothing that it does not name."""
    schema = json.loads((ROOT / "docs" / "assessment.schema.json").read_text("utf-8"))
    result, context = with_ledger()
    data = json.loads(text("json", result, context.but(public=public)))
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(data)
    counts = data["ledger"]["counts"]
    assert (sum(counts.values()), min(counts.values()) > 0) == (MOST + 2, True)
    assert (data["ledger"]["decisions"] is None) is public
