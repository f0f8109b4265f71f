"""The staff survey: forms that people fill in, replies that come back, and nothing but counts that is kept."""

import io
import json
import os
import sys
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page

from chromium import axe
from joinedup.catalogue import Catalogue
from joinedup.cli.main import FOUND, OK, WRONG_INPUT, main
from joinedup.errors import UserError
from joinedup.guard import installed
from joinedup.partnership import Partnership, Survey
from joinedup.questionnaire import NotAReply, Questionnaire, as_docx, as_html, as_xlsx, questionnaire
from joinedup.questionnaire.replies import form
from joinedup.reading import load, read, read_source
from joinedup.reading.source import of_bytes
from joinedup.writing.changes import Put
from joinedup.writing.edits import WouldNotRead, apply, edited
from joinedup.writing.edits import save as save_changes
from probes import AXE

TRUST = """\
format: joinedup/1
name: Westmarsh Trust
as_of: 2026-09-30
agencies:
  - {id: council, name: Westmarsh Council}
  - {id: police, name: Westmarsh Police}   # since 2009
  - {id: schools, name: "=Schools & <b>Co</b>"}
"""
DAY = date(2026, 9, 30)
BARRIERS = tuple(Catalogue(installed().themes).barriers)
AGREE, MIXED = dict.fromkeys(BARRIERS, 4), dict.fromkeys(BARRIERS, 2)


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    """A description without a survey, and a folder for replies beside it."""
    path = tmp_path / "trust.yaml"
    path.write_text(TRUST)
    (tmp_path / "replies").mkdir()
    return path


def saved(number: int, agency: str, answers: Mapping[str, object], survey: str = "Westmarsh Trust") -> str:
    """What the form in the browser saves."""
    return json.dumps(
        {
            "format": "joinedup-reply/1",
            "reply": f"{number:032x}",
            "survey": survey,
            "agency": agency,
            "answers": answers,
        }
    )


def send(trust: Path, agency: str, number: int, answers: Mapping[str, object] = AGREE) -> None:
    """Puts so many replies of an agency into the folder."""
    there = len(list((trust.parent / "replies").iterdir()))
    for one in range(there, there + number):
        (trust.parent / "replies" / f"reply-{one:02}.json").write_text(saved(one, agency, answers))


def add(trust: Path, *options: str) -> int:
    """Counts the folder."""
    return main(["survey", "add", str(trust), str(trust.parent / "replies"), *options])


def rows(trust: Path) -> tuple[Survey, ...]:
    """What the description holds."""
    return read(str(trust), DAY, barriers=installed().barriers).partnership.survey


@cache
def partnership() -> Partnership:
    """The partnership of the tests."""
    return read_source(of_bytes("trust.yaml", TRUST.encode()), DAY).partnership


@cache
def asked() -> Questionnaire:
    """The survey of the tests."""
    return questionnaire(installed().themes, partnership(), 10)


@cache
def blank(suffix: str) -> bytes:
    """A form that nobody has filled in yet."""
    return form(suffix, asked())


def workbook(agency: str, answers: Mapping[int, object]) -> bytes:
    """The workbook, filled in."""
    book = load_workbook(io.BytesIO(blank(".xlsx")))
    sheet: Any = book.worksheets[0]
    for row in sheet.iter_rows():
        if row[1].value == "Your agency":
            row[2].value = agency
        elif row[0].value in answers:
            row[2].value = answers[row[0].value]
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def document(agency: str, ticks: Mapping[int, tuple[int, ...]]) -> bytes:
    """The Word document, with an X in some boxes of some rows."""
    made = Document(io.BytesIO(blank(".docx")))
    made.tables[0].cell(0, 1).text = agency
    for table in made.tables[1:]:
        for row in table.rows[1:]:
            for box in ticks.get(int(row.cells[0].text), ()):
                row.cells[1 + box].text = " x"
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def test_replies_of_each_kind_are_counted_together(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By barrier and agency, with the comments of the file where they were."""
    send(trust, "police", 8)
    folder = trust.parent / "replies"
    words: dict[int, object] = {1: "5 Agree strongly", 2: "disagree", 3: 3, 4: "Not applicable", 5: None}
    (folder / "a.xlsx").write_bytes(workbook("Westmarsh Police", words))
    (folder / "b.docx").write_bytes(document(" westmarsh  police", {1: (1,), 4: (6,), 24: (5,)}))
    assert add(trust) == OK
    first = {row.barrier: (row.answers, row.not_applicable) for row in rows(trust)}
    assert first[BARRIERS[0]] == ((1, 0, 0, 8, 1), 0)
    assert first[BARRIERS[1]] == ((0, 1, 0, 8, 0), 0)
    assert first[BARRIERS[3]] == ((0, 0, 0, 8, 0), 2)
    assert first[BARRIERS[23]] == ((0, 0, 0, 8, 1), 0)
    assert all((row.agency, row.on) == ("police", DAY) for row in rows(trust))
    assert trust.read_text().startswith(TRUST)
    assert "10 replies counted" in capsys.readouterr().out


def test_a_wave_counted_again_is_counted_once(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole folder each time: what came since is added, and nothing is counted twice."""
    send(trust, "police", 6)
    send(trust, "council", 5, MIXED)
    assert add(trust) == OK
    once = trust.read_bytes()
    assert add(trust) == OK
    assert trust.read_bytes() == once
    assert "Nothing is new." in capsys.readouterr().out
    send(trust, "police", 1, {BARRIERS[0]: "not-applicable", BARRIERS[1]: 1})
    assert add(trust) == OK
    counted = {(row.barrier, row.agency): row for row in rows(trust)}
    assert len(counted) == len(rows(trust)) == 48
    assert counted[BARRIERS[0], "police"].not_applicable == 1
    assert counted[BARRIERS[1], "police"].answers == (1, 0, 0, 6, 0)
    assert add(trust, "--on", "2026-03-31") == OK
    assert len(rows(trust)) == 96


def test_answers_of_a_day_that_the_check_does_not_reach_are_pointed_out(
    trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is of a later day than the description is not read yet; what is still to come cannot have been answered."""
    send(trust, "police", 5)
    trust.write_text(TRUST.replace("2026-09-30", "2025-09-30"))
    assert add(trust, "--on", "2025-10-01") == OK
    assert "a check of that day does not read answers of 1 October 2025" in capsys.readouterr().out
    assert add(trust, "--on", "2199-01-01") == WRONG_INPUT
    assert "still to come" in capsys.readouterr().err


def test_replies_of_too_few_change_nothing(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not even an empty section, which would say that nobody was asked."""
    send(trust, "police", 4)
    assert add(trust) == OK
    assert "No agency has 5 yet, so nothing was written." in capsys.readouterr().out
    assert trust.read_text() == TRUST


@pytest.mark.parametrize("suffix", ["xlsx", "json"])
def test_a_description_in_another_format_takes_the_same_counts(trust: Path, suffix: str) -> None:
    """Counted twice, with more replies the second time; the agency that confirmed its part is written down as well."""
    other = trust.with_suffix(f".{suffix}")
    assert main(["convert", str(trust), str(other)]) == OK
    send(trust, "police", 5)
    for path in (trust, other):
        assert add(path) == OK
    send(trust, "police", 1, {BARRIERS[0]: 1, BARRIERS[1]: "not-applicable"})
    for path in (trust, other):
        assert add(path) == OK
        assert main(["confirm", str(path), "--agency", "police", "--on", "2026-09-28"]) == OK
    assert rows(other) == rows(trust)
    assert rows(other)[0].answers == (1, 0, 0, 5, 0)
    assert read(str(other), DAY).partnership.confirmed_by == {"police": date(2026, 9, 28)}


def test_it_is_said_what_each_agency_still_needs(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """How many more, and never what anybody answered. Counts of fewer than five are not kept at all."""
    send(trust, "police", 4)
    send(trust, "council", 9)
    assert add(trust) == OK
    said = capsys.readouterr().out
    assert "Westmarsh Police: needs 1 more to be kept, and 6 more to be shown on its own" in said
    assert "Westmarsh Council: needs 1 more to be shown on its own" in said
    assert "=Schools & <b>Co</b>: no reply yet" in said
    assert {row.agency for row in rows(trust)} == {"council"}
    send(trust, "council", 1, {BARRIERS[0]: 4})
    assert add(trust) == OK
    assert "enough to be shown on its own, but for 23 statements" in capsys.readouterr().out


def test_answers_that_are_not_in_the_folder_do_not_vanish(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A part of the folder, or another day's: refused, unless somebody says so."""
    send(trust, "police", 6)
    send(trust, "council", 6)
    assert add(trust) == OK
    before = trust.read_bytes()
    for path in sorted((trust.parent / "replies").iterdir())[:6]:
        path.unlink()
    assert add(trust) == WRONG_INPUT
    assert "not in this folder, of Westmarsh Police" in capsys.readouterr().err
    assert trust.read_bytes() == before
    assert add(trust, "--replace") == OK
    assert {row.agency for row in rows(trust)} == {"council"}


BAD: Mapping[str, tuple[str | bytes, str]] = {
    "agency.json": (saved(1, "polise", AGREE), 'no agency "polise"; did they mean "police"?'),
    "answer.json": (saved(2, "police", {BARRIERS[0]: 6}), '"6" is no answer to'),
    "half.json": (saved(3, "police", {BARRIERS[0]: 2.5}), '"2.5" is no answer to'),
    "text.json": (saved(4, "police", {BARRIERS[0]: "4"}), '"4" is no answer to'),
    "yes.json": (saved(5, "police", {BARRIERS[0]: True}), '"true" is no answer to'),
    "list.json": (saved(6, "police", {BARRIERS[0]: [4]}), "is no answer to"),
    "barrier.json": (
        saved(7, "police", {"people/trusst": 4}),
        'no barrier "people/trusst"; did it mean "people/trust"?',
    ),
    "empty.json": (saved(8, "police", {}), "no statement is answered"),
    "other.json": (saved(9, "police", AGREE, survey="Northby"), 'it answers another survey: "Northby"'),
    "mark.json": (saved(10, "police", AGREE).replace(f"{10:032x}", "me"), "the mark of its own"),
    "else.json": ('{"a": 1}', "not saved by a survey form"),
    "more.json": (
        saved(11, "police", AGREE).replace('"format"', '"name": "A", "format"'),
        "not saved by a survey form",
    ),
    "array.json": ("[]", "not saved by a survey form"),
    "twice.json": (saved(12, "police", AGREE).replace('"survey"', '"reply": "", "survey"'), "given twice"),
    "deep.json": ("[" * 100_000, "deep"),
    "cut.json": (saved(13, "police", AGREE)[:-9], "not readable as JSON"),
    "binary.json": (b"\xff\xfe\x00", "not UTF-8"),
    "nothing.json": ("", "the file is empty"),
    "large.json": (" " * (2**21 + 1), "larger than 2 MB"),
    "page.pdf": ("%PDF", "ends in .json, .xlsx, .docx"),
    "cut.xlsx": (b"PK\x03\x04 and no more", "damaged"),
    "old.docx": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_reply_is_told_with_its_reason(
    trust: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Nothing is counted, unless the others are asked for."""
    send(trust, "police", 5)
    content, why = BAD[name]
    (trust.parent / "replies" / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    assert add(trust) == WRONG_INPUT
    said = capsys.readouterr().err
    assert name in said
    assert why in said
    assert trust.read_text() == TRUST
    assert add(trust, "--skip") == OK
    assert f"{name}: " in capsys.readouterr().out
    assert rows(trust)[0].answers == (0, 0, 0, 5, 0)


ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=5,
)


@settings(deadline=None)
@given(st.sampled_from(["format", "reply", "survey", "agency", "answers", "name"]), ANYTHING, st.binary(max_size=40))
def test_whatever_comes_is_a_reply_or_told_to_be_none(field: str, value: object, data: bytes) -> None:
    """Any value in any field, and any bytes in any kind of file."""
    made = json.dumps({**json.loads(saved(1, "police", AGREE)), field: value})
    for read_back, name, content in (
        (as_html.reply, "a.json", made.encode()),
        (as_html.reply, "a.json", data),
        (as_xlsx.reply, "a.xlsx", data),
        (as_docx.reply, "a.docx", data),
    ):
        with suppress(NotAReply):
            assert read_back(name, content, asked()).agency in asked().agencies


def archive(parts: Mapping[str, bytes]) -> bytes:
    """An archive of some parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name, data in parts.items():
            written.writestr(name, data)
    return made.getvalue()


def test_workbooks_and_documents_that_are_no_reply(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All in one go: bombs, macros, other files, two answers to one statement."""
    folder = trust.parent / "replies"
    bad: dict[str, tuple[bytes, str]] = {
        "bomb.xlsx": (archive({"xl/workbook.xml": b" " * 30_000_000}), "unpacks to more than 8 MB"),
        "many.docx": (archive({str(number): b"" for number in range(1_001)}), "unpacks to more"),
        "macro.xlsx": (archive({"xl/vbaProject.bin": b"x"}), "macros"),
        "zip.xlsx": (archive({"a.txt": b"x"}), "cannot be read as a workbook"),
        "zip.docx": (archive({"a.txt": b"x"}), "cannot be read as a Word document"),
        "wrong.xlsx": (blank(".docx"), "cannot be read as a workbook"),
        "wrong.docx": (blank(".xlsx"), "cannot be read as a Word document"),
        "blank.xlsx": (blank(".xlsx"), "it names no agency"),
        "blank.docx": (blank(".docx"), "it names no agency"),
        "none.docx": (document("police", {}), "no statement is answered"),
        "two.docx": (document("police", {3: (1, 2)}), "statement 3 has 2 answers"),
        "six.xlsx": (workbook("police", {2: 6}), "the answer to statement 2 is none that the form offers"),
        "who.xlsx": (workbook("Westmarsh Polise", {2: 1}), 'did they mean "Westmarsh Police"?'),
        "changed.xlsx": (workbook("police", {2: 1}), "statement 2 is not one of this survey's"),
    }
    book = load_workbook(io.BytesIO(bad["changed.xlsx"][0]))
    row = next(row for row in book.worksheets[0].iter_rows() if row[0].value == 2)
    row[1].value = "We are all friends."
    book.save(folder / "changed.xlsx")
    for name, (data, _) in bad.items():
        if name != "changed.xlsx":
            (folder / name).write_bytes(data)
    assert add(trust) == WRONG_INPUT
    said = {line.partition(": ")[0].rpartition("/")[2]: line for line in capsys.readouterr().err.splitlines()}
    for name, (_, why) in bad.items():
        assert why in said[name]


def test_what_stands_in_a_folder_beside_replies(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Links, pipes and folders are told, not followed; what programs leave there is passed over."""
    send(trust, "police", 5)
    folder = trust.parent / "replies"
    (folder / "link.json").symlink_to(folder / "reply-00.json")
    (folder / "more").mkdir()
    os.mkfifo(folder / "pipe.json")
    (folder / "~$survey.docx").write_text("locked")
    (folder / ".DS_Store").write_text("")
    assert add(trust) == WRONG_INPUT
    said = capsys.readouterr().err
    for name, why in (("link.json", "it is a link"), ("more", "it is a folder"), ("pipe.json", "no ordinary file")):
        assert f"{folder / name}: " in said
        assert why in said
    assert "3 files are no reply" in said


def test_the_same_reply_twice_is_told(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A copy counts once; two different ones of one form cannot both be meant, and neither counts."""
    send(trust, "police", 6)
    folder = trust.parent / "replies"
    (folder / "reply-00 (1).json").write_text((folder / "reply-00.json").read_text())
    (folder / "a.docx").write_bytes(document("police", {1: (1,)}))
    (folder / "b.docx").write_bytes((folder / "a.docx").read_bytes())
    (folder / "reply-01 new.json").write_text(saved(1, "police", MIXED))
    assert add(trust) == WRONG_INPUT
    said = capsys.readouterr().err
    assert "reply-00.json: it is the same reply as reply-00 (1).json" in said
    assert "b.docx: it is the same reply as a.docx" in said
    assert "reply-01 new.json, reply-01.json come from one form and differ" in said
    assert add(trust, "--skip") == OK
    assert rows(trust)[0].answers == (1, 0, 0, 5, 0)


def test_a_folder_that_is_none(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each with one message."""
    for replies, why in ((str(trust), "name the folder"), ("nowhere", "No such file"), ("a\0b", "can have this name")):
        assert main(["survey", "add", str(trust), replies]) == WRONG_INPUT
        assert why in capsys.readouterr().err
    assert add(trust) == WRONG_INPUT
    assert "no reply in this folder" in capsys.readouterr().err


@pytest.mark.parametrize("lock", ["~$trust.yaml", ".~lock.trust.yaml#"])
def test_a_file_that_is_open_elsewhere_is_left_alone(trust: Path, lock: str) -> None:
    """What is not saved there would be lost, or what was changed here."""
    before = load(str(trust))
    after = edited(before, [Put("name", "Northby")], DAY, None)
    trust.with_name(lock).touch()
    with pytest.raises(UserError, match="open in Excel or LibreOffice") as refused:
        save_changes(before, after.source)
    assert lock in str(refused.value)
    assert trust.read_bytes() == before.data
    trust.with_name(lock).unlink()
    assert save_changes(before, after.source)


def test_a_file_that_somebody_else_changes_meanwhile_is_left_alone(trust: Path) -> None:
    """What they wrote stays."""
    before = load(str(trust))
    after = edited(before, [Put("name", "Northby")], DAY, None)
    trust.write_text(TRUST + "# mine\n")
    with pytest.raises(UserError, match="changed by somebody else"):
        save_changes(before, after.source)
    assert trust.read_text() == TRUST + "# mine\n"


def test_a_change_that_would_not_read_is_never_written(trust: Path) -> None:
    """It is a fault of joinedup, and said to be one."""
    with pytest.raises(WouldNotRead, match="left as it was"):
        apply(load(str(trust)), [Put("agencies.police.kind", "constabulary")], DAY, None)
    assert trust.read_text() == TRUST


def test_word_forms_say_what_to_install_where_their_library_is_missing(
    trust: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """To write one, and to read one back; the other forms need nothing."""
    (trust.parent / "replies" / "a.docx").write_bytes(document("police", {1: (1,)}))
    monkeypatch.setitem(sys.modules, "docx", None)
    assert main(["survey", "form", "-o", str(trust.parent / "form.docx")]) == WRONG_INPUT
    assert "pip install 'joinedup[docx]'" in capsys.readouterr().err
    assert add(trust) == WRONG_INPUT
    assert "pip install 'joinedup[docx]'" in capsys.readouterr().err
    assert main(["survey", "form", "-o", str(trust.parent / "form.xlsx")]) == OK


@pytest.mark.parametrize("suffix", [".html", ".xlsx", ".docx"])
def test_a_form_is_the_same_each_time(suffix: str) -> None:
    """Byte for byte, whatever the clock says."""
    assert form(suffix, questionnaire(installed().themes, partnership(), 10)) == blank(suffix)
    if suffix != ".html":
        with zipfile.ZipFile(io.BytesIO(blank(suffix))) as made:
            assert b"2000-01-01T00:00:00Z</dcterms:modified>" in made.read("docProps/core.xml")
            assert len({part.date_time for part in made.infolist()}) == 1


def test_a_form_without_a_description_asks_for_the_agency_in_words(trust: Path, tmp_path: Path) -> None:
    """Its replies count for whichever partnership has such an agency."""
    assert main(["survey", "form", "-o", str(tmp_path / "form.html")]) == OK
    assert "<select" not in (tmp_path / "form.html").read_text()
    folder = tmp_path / "replies"
    for number in range(5):
        (folder / f"{number}.json").write_text(saved(number, "Westmarsh police", AGREE, survey=""))
    assert add(trust) == OK
    assert rows(trust)[0].agency == "police"


def test_a_form_says_how_few_answers_are_hidden_in_this_authority(tmp_path: Path) -> None:
    """A ruleset may show smaller groups, and people are told so before they answer."""
    (tmp_path / "own.yaml").write_text("extends: [standard]\nleast_answers: 7\n")
    made = str(tmp_path / "form.html")
    assert main(["survey", "form", "-o", made, "--ruleset", str(tmp_path / "own.yaml")]) == OK
    assert "if fewer than 7 people gave one" in Path(made).read_text()


def opened(browser: Browser, folder: Path, width: int = 1100) -> tuple[Page, list[str]]:
    """The form, opened from disk as people do, and what it asked for or said."""
    (folder / "form.html").write_bytes(blank(".html"))
    page = browser.new_page(viewport={"width": width, "height": 900})
    heard: list[str] = []
    page.on(
        "request", lambda request: heard.append(request.url) if not request.url.startswith(("file:", "blob:")) else None
    )
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.goto((folder / "form.html").as_uri())
    heard.clear()  # it may ask for itself
    return page, heard


def save(page: Page, folder: Path, name: str) -> None:
    """Presses the button, and keeps what is saved as a reply."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my answers").click()
    download.value.save_as(folder / name)


def test_the_form_is_filled_in_saved_counted_and_found(
    browser: Browser, trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By mouse and by keyboard, from disk to a finding of the check."""
    folder = trust.parent / "replies"
    page, heard = opened(browser, trust.parent)
    page.get_by_label("Your agency").select_option("Westmarsh Police")
    for group in page.get_by_role("group").all():
        group.get_by_text("Disagree", exact=True).click()
    save(page, folder, "mouse.json")
    assert "Your answers are in the file reply-" in page.get_by_role("status").inner_text()
    assert heard == []
    mouse = json.loads((folder / "mouse.json").read_text())
    for number in range(9):
        (folder / f"{number}.json").write_text(json.dumps({**mouse, "reply": f"{number:032x}"}))
    page, heard = opened(browser, trust.parent)
    page.get_by_label("Your agency").focus()
    page.keyboard.type("=Sch")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    download.value.save_as(folder / "keyboard.json")
    assert "23 statements have no answer" in page.get_by_role("status").inner_text()
    kept = json.loads((folder / "keyboard.json").read_text())
    assert kept["agency"] == "schools"
    assert kept["answers"] == {BARRIERS[0]: 2}
    assert set(kept) == {"format", "reply", "survey", "agency", "answers"}
    assert add(trust) == OK
    assert rows(trust)[0].answers == (0, 10, 0, 0, 0)
    capsys.readouterr()
    assert main(["check", str(trust), "--format", "json", "-o", "-"]) == FOUND
    found = json.loads(capsys.readouterr().out)["findings"]
    said = [finding["because"] for finding in found if finding["rule"] == "people/trust-survey"]
    assert [words.partition(" to the")[0] for words in said] == ["10 people answered 2 on average, from 1 to 5,"]


def test_nothing_is_saved_before_something_is_answered(browser: Browser, tmp_path: Path) -> None:
    """An agency and one answer are what a reply needs."""
    page, _ = opened(browser, tmp_path)
    page.get_by_role("button").click()
    assert page.evaluate("document.activeElement.id") == "agency"
    page.get_by_label("Your agency").select_option("Westmarsh Police")
    page.get_by_role("button").click()
    assert "Nothing was saved" in page.get_by_role("status").inner_text()
    page.close()


@pytest.mark.parametrize("width", [1100, 320])
def test_the_form_is_for_everybody(browser: Browser, tmp_path: Path, width: int) -> None:
    """No violation that axe knows, nothing wider than the window, hostile names inert, answers gone with the page."""
    page, heard = opened(browser, tmp_path, width)
    assert page.get_by_role("group").count() == 24
    assert page.get_by_role("radio").count() == 24 * 6
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("b").count() == 0
    page.get_by_role("radio").first.check()
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert page.locator("input:checked").count() == 0
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert heard == []
    page.close()
    tested = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
    tested.goto((tmp_path / "form.html").as_uri())
    tested.evaluate(axe())
    assert tested.evaluate(AXE) == []
    tested.close()


def test_the_script_of_the_form_is_the_only_one_that_may_run(browser: Browser, tmp_path: Path) -> None:
    """Another one that gets into the page is stopped by the page's own policy."""
    html = blank(".html").decode()
    (tmp_path / "form.html").write_text(html.replace("</form>", "</form><script>document.title = 'x'</script>"))
    page = browser.new_page()
    page.goto((tmp_path / "form.html").as_uri())
    assert page.title() == "How well do we work together? Westmarsh Trust"
    page.close()
