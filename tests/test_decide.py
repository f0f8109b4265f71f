"""`joinedup decide`: what is typed, what is said, and that nothing that was recorded is ever lost or written over."""

from pathlib import Path

import pytest

from deciding import DCS, HOLDER, NO_VISION, NOBODY_ANSWERS, OVERDUE_ACTION, Trust, trust
from joinedup.cli.main import main

__all__ = ["trust"]
TEXT = "Name who answers for first offences"
NEW = (NOBODY_ANSWERS, TEXT, "--owner", "dcs", "--by", "2026-09-30", "--on", "2026-07-14")
LINE = f"  1  promised  {TEXT} ({NOBODY_ANSWERS}) · {DCS}, by 30 September 2026\n"


def listed(trust: Trust, on: str) -> str:
    """The list of a day."""
    return trust.decide("--list", "--on", on)


def test_a_decision_is_recorded_and_listed(trust: Trust) -> None:
    """With who sees to it and until when, promised or overdue by the day."""
    assert trust.decide(*NEW) == f"recorded as decision 1: {DCS}, by 30 September 2026\n"
    assert listed(trust, "2026-09-30") == LINE
    assert listed(trust, "2026-10-01") == LINE.replace("promised", "overdue ")


def test_what_is_decided_later_is_not_listed_and_counted(trust: Trust) -> None:
    """A list of a day says what is left out."""
    trust.decide(*NEW)
    said = listed(trust, "2026-07-13")
    assert "of a day after 13 July 2026 and not shown: 1\n" in said
    assert "no decision" not in trust.decide("--list", "--on", "2026-07-01")
    assert TEXT not in said


def test_the_same_decision_is_one(trust: Trust) -> None:
    """However its references and its owner are written, and on whichever day it is typed."""
    trust.decide(*NEW)
    again = (TEXT, NOBODY_ANSWERS.lower(), "--owner", "Director of Children's Services", "--by", "2026-09-30")
    assert trust.decide(*again, "--on", "2026-07-15") == "this decision is there already, as number 1\n"
    assert trust.decide("--done", "1", "--on", "2026-08-01")
    assert "as number 1, done on 1 August 2026" in trust.decide(*NEW)
    assert "recorded as decision 2" in trust.decide(*NEW[:-1], "2026-07-15", "--by", "2026-10-31")


def test_the_description_is_that_of_the_last_check(
    trust: Trust, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the folder of the history nothing needs to be said of it; it is asked for where it is not there."""
    monkeypatch.chdir(tmp_path)
    assert main(["decide", *NEW]) == 0
    trust.file.rename(tmp_path / "elsewhere.yaml")
    capsys.readouterr()
    assert main(["decide", *NEW]) == 2
    said = capsys.readouterr().err
    assert said == (
        "trust.yaml: the last recorded check was of this file, which is not there: --file says where it is\n"
    )
    assert main(["decide", *NEW, "--file", "elsewhere.yaml"]) == 0
    assert main(["decide", "--done", "1"]) == 0  # for which it is not needed


def test_whose_decision_it_is_must_be_clear(trust: Trust, capsys: pytest.CaptureFixture[str]) -> None:
    """A history of several partnerships does not say which description is meant."""
    other = trust.folder / "other.yaml"
    other.write_text(trust.file.read_text("utf-8").replace("Northby Partnership", "Westmarsh Trust"), "utf-8")
    assert main(["check", str(other), "--record", "--fail-on", "never", "--quiet"]) == 0
    capsys.readouterr()
    assert main(["decide", *NEW, "--history", str(trust.history)]) == 2
    said = capsys.readouterr().err
    assert "this is the history of Northby Partnership and Westmarsh Trust: --file says whose decision it is" in said
    trust.decide(*NEW)
    assert "number 1 " not in trust.says(0, "decide", "--list", "--file", str(other))[0]
    assert main(["decide", "--done", "1", "--file", str(other)]) == 2


def test_everything_that_is_wrong_is_said_at_once(trust: Trust) -> None:
    """With the nearest right answer; nothing is recorded."""
    wrong = ("PO-EQL5G5", "x", "--owner", "dsc", "--by", "2026-07-01", "--on", "2026-07-14")
    assert trust.decide(*wrong, code=2) == (
        'PO-EQL5G5: no recorded check has the finding "PO-EQL5G5"; did you mean "PO-EQL5G4"?\n'
        "--by 2026-07-01: this is before the day of the decision (2026-07-14); --on says when that was\n"
        '--owner: "dsc" is not among the roles or agencies of the description; did you mean "dcs"?\n'
    )
    said = trust.decide(code=2)
    for what in ("say on which finding", "say what was decided", "--by: say until when", "--owner: say who sees to it"):
        assert what in said
    assert "no decision is recorded" in listed(trust, "2026-12-31")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("ZZ-222222", TEXT), f"the last one, of 30 June 2026, has {NO_VISION}, PU-"),
        ((NOBODY_ANSWERS,), "say what was decided, in quotation marks"),
        ((NOBODY_ANSWERS, " \t\x07"), "say what was decided, in quotation marks"),
        ((NOBODY_ANSWERS, "x" * 2001), "it has 2,001 characters: at most 2,000 are kept"),
        ((NOBODY_ANSWERS, f"{HOLDER} sees to it"), 'it names who holds the role "dcs"'),
        ((NOBODY_ANSWERS, f"The director (Dr {HOLDER}) sees to it"), 'it names who holds the role "dcs"'),
        ((NOBODY_ANSWERS, f"To do: {', '.join(reversed(HOLDER.split()))}"), 'it names who holds the role "dcs"'),
        ((NOBODY_ANSWERS, "one text", "and another"), 'no recorded check has the finding "one text"'),
    ],
)
def test_a_decision_that_cannot_be_recorded(trust: Trust, words: tuple[str, ...], says: str) -> None:
    """Each says why, and the holder of a post is quoted nowhere."""
    said = trust.decide(*words, *NEW[2:], code=2)
    assert says in said
    assert HOLDER not in said


def test_what_to_know_of_a_finding_is_said(trust: Trust) -> None:
    """It may have been accepted, or be gone from the last check; the decision is recorded all the same."""
    local = trust.folder / "local.yaml"
    waiver = f"finding: {OVERDUE_ACTION}, covers: [council], reason: New, accepted_by: Board, until: 2026-12-31"
    local.write_text(f"name: local\nextends: standard\nwaivers:\n  - {{{waiver}}}\n", "utf-8")
    trust.replace("contributors: [council, police]", "contributors: [council, police]\n    accountable: [dcs]")
    trust.check("2026-07-31", "--quiet", "--ruleset", str(local))
    said = trust.decide(OVERDUE_ACTION, *NEW)
    assert f"note: {OVERDUE_ACTION} is accepted as a risk; the decision is recorded all the same\n" in said
    assert f"note: {NOBODY_ANSWERS} was last found on 30 June 2026, and not in the last check (31 July 2026)\n" in said
    assert "recorded as decision 1" in said


def test_an_owner_may_be_a_role_or_an_agency(trust: Trust) -> None:
    """By id or name; what can be both is asked for."""
    trust.replace("id: commander, title: Police Commander", "id: police, title: Police Commander")
    trust.replace("accountable: [commander]", "accountable: [police]")
    owner = ("--by", "2026-12-31", "--on", "2026-07-14", "--owner")
    assert "Northby Police, by" in trust.decide(NO_VISION, "One", *owner, "Northby Police")
    assert "can be a role or an agency: write roles.police or agencies.police" in trust.decide(
        NO_VISION, "Two", *owner, "police", code=2
    )
    assert "Police Commander (Northby Police), by" in trust.decide(NO_VISION, "Two", *owner, "roles.police")
    assert "who holds the role" not in trust.decide(NO_VISION, "Three", *owner, HOLDER)


def test_a_decision_is_done_dropped_moved_and_opened_again(trust: Trust) -> None:
    """Each says how it stands then; the list of an earlier day stays as it was."""
    trust.decide(*NEW)
    moved = trust.decide("--change", "1", "--by", "2026-10-31", "--on", "2026-08-01", "The lawyers need longer")
    assert moved == LINE.replace("by 30 September 2026", "by 31 October 2026 (moved from 30 September 2026)").replace(
        "\n", ": The lawyers need longer\n"
    )
    done = trust.decide("--done", "1", "--on", "2026-08-02")
    assert "  1  done      " in done
    assert "; done on 2 August 2026\n" in done
    assert "; done on 2 August 2026: Signed\n" in trust.decide("--done", "1", "--on", "2026-08-03", "Signed")
    assert "promised" in trust.decide("--reopen", "1", "--on", "2026-08-04")
    dropped = trust.decide("--dropped", "1", "--on", "2026-08-05", "The target was met")
    assert "; dropped on 5 August 2026: The target was met\n" in dropped
    owner = trust.decide("--reopen", "1", "--on", "2026-08-06", "--owner", "police")
    assert "· Northby Police, by 31 October 2026" in owner
    assert listed(trust, "2026-07-31") == LINE
    assert "done on 2 August 2026: Signed" in listed(trust, "2026-08-03")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--done", "7", "--done", "1"), "no decision has the number 7; `joinedup decide --list` shows them"),
        (("--dropped", "1"), "say why it was dropped"),
        (("--reopen", "1"), "decision 1: it is open"),
        (("--change", "1", "--by", "2026-09-30"), "decision 1: nothing is different"),
        (("--change", "1", "--by", "2026-07-01"), "is before the day of the decision (2026-07-14)"),
        (("--change", "1", "--owner", "polise"), 'did you mean "police"?'),
        (("--done", "1", "--on", "2026-07-13"), "is before the day on which it was decided (2026-07-14)"),
        (("--done", "1", "--dropped", "1"), "give one of them"),
        (("--done", "1", "--by", "2026-12-31"), "--owner and --by are for a new decision"),
        (("--done", "1", "two", "texts"), "put what is said of the decision in quotation marks"),
        (("--list", "--owner", "dcs"), "--list takes no text, --owner or --by"),
        (("--done", "1", "--dates", "dmy"), "--sheet and --dates are for --from"),
        (("--done", "1", "--on", "2099-08-01"), "--on 2099-08-01: this is more than 5 years from now"),
        (("--done", "0"), "no decision has the number 0"),
        (("--done", "1", f"{HOLDER} says so"), 'the text: it names who holds the role "dcs"'),
    ],
)
def test_what_cannot_have_become_of_a_decision(trust: Trust, words: tuple[str, ...], says: str) -> None:
    """It is said, and nothing is recorded, of none of the decisions that are named."""
    trust.decide(*NEW)
    assert says in trust.decide(*words, code=2)
    assert listed(trust, "2026-08-31") == LINE


def test_what_was_closed_is_opened_before_it_is_closed_otherwise(trust: Trust) -> None:
    """Two people who say different things of one decision learn of each other."""
    trust.decide(*NEW)
    trust.decide("--done", "1", "--on", "2026-08-01")
    said = trust.decide("--dropped", "1", "No need", "--on", "2026-08-02", code=2)
    assert said == "decision 1: it was done on 1 August 2026; --reopen 1 opens it again\n"
    said = trust.decide("--reopen", "1", "--on", "2026-07-31", code=2)
    assert "2026-07-31 is before the day on which the last was recorded of it (2026-08-01)" in said


def test_text_is_text(trust: Trust) -> None:
    """What could move the cursor or break the database is none of it any more; the rest is kept as it is."""
    text = "Name “the lead” \x1b[2J\u202e 'now'; DROP TABLE decisions -- <b>\nand\tsay so \udcff"
    trust.decide(NO_VISION, text, *NEW[2:])
    said = listed(trust, "2026-08-01")
    assert "Name “the lead” [2J 'now'; DROP TABLE decisions -- <b> and say so (" in said


def test_there_must_be_a_check_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Decisions are taken on what was found."""
    there = Trust(tmp_path, capsys)
    for words in (NEW, ("--list",), ("--done", "1")):
        assert "no check was recorded here; `joinedup check FILE --record` does it" in there.decide(*words, code=2)
    assert not there.history.exists()


def test_a_history_that_cannot_be_written_to_is_as_it_was(trust: Trust) -> None:
    """And it is said."""
    before = trust.history.read_bytes()
    trust.history.write_bytes(before[:5000])
    assert "it is damaged; put a copy in its place" in trust.decide(*NEW, code=2)
    assert trust.history.read_bytes() == before[:5000]


def test_what_is_forgotten_is_what_was_closed(trust: Trust) -> None:
    """A decision that is open stays, whenever it was taken; it is exported with all that happened."""
    trust.decide(*NEW)
    trust.decide(OVERDUE_ACTION, "Finish the protocol", *NEW[2:])
    trust.decide("--done", "1", "--on", "2026-08-31", "Named")
    forget = ("history", "forget", str(trust.file), "--before")
    assert "no decision was closed before" in trust.says(0, *forget, "2026-06-01")[0]
    out, _ = trust.says(0, "history", "export", str(trust.file))
    assert '"note": "Named"' in out
    assert "2 checks" not in trust.says(2, *forget, "2026-09-01")[1]
    assert "1 check and 1 closed decision would be deleted" in trust.says(2, *forget, "2026-09-01")[1]
    assert "1 check and 1 closed decision of days before" in trust.says(0, *forget, "2026-09-01", "--yes")[0]
    assert "Finish the protocol" in listed(trust, "2026-09-01")
    assert b"first offences" not in trust.history.read_bytes()
