"""The board paper for Word, read back: headings, lists, tables, language and words; and the same in Markdown."""

import io
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest

from hostile import TAGS, hostile_check, hostile_ruleset
from joinedup.cli.main import main
from joinedup.outputs import as_docx
from joinedup.outputs.office import one_line
from joinedup.report.view import View
from looking import through
from test_outputs import ROOT, check, text

WESTMARSH = str(ROOT / "examples" / "westmarsh.yaml")
MINIMAL = str(ROOT / "examples" / "minimal.yaml")
Capture = pytest.CaptureFixture[str]


def opened(made: bytes) -> Any:
    """A document, by the library that Word's files are read with."""
    return docx.Document(io.BytesIO(made))


@cache
def paper() -> bytes:
    """The paper of the example."""
    return as_docx.render(*check(WESTMARSH))


def words(document: Any) -> str:
    """All that it says, in its order."""
    return "\n".join(node.text for node in document.element.body.iter() if node.tag.endswith("}t") and node.text)


def part(made: bytes, name: str) -> str:
    """A part of a document's file, as it stands."""
    return ZipFile(io.BytesIO(made)).read(name).decode()


def test_it_has_a_title_headings_and_numbered_pages() -> None:
    """What a screen reader and a table of contents go by."""
    document = opened(paper())
    styles = [(line.style.name, line.text) for line in document.paragraphs]
    assert [said for style, said in styles if style == "Title"] == ["Westmarsh Children's Trust: health check"]
    headings = [said for style, said in styles if style == "Heading 1"]
    assert headings == [
        "Decisions asked of the board today", "The themes", "Findings", "Development plan", "The gaps",
        "Responsibility matrix", "What we could not tell",
    ]  # fmt: skip
    assert ("Heading 2", "Why each is asked") in styles
    assert document.core_properties.title == "Westmarsh Children's Trust: health check"
    assert document.core_properties.language == "en-GB"
    languages = set(re.findall(r'<w:lang w:val="([^"]+)"', part(paper(), "word/styles.xml")))
    assert languages == {"en-GB"}
    footer = document.sections[0].footer._element.xml
    assert 'w:instr="PAGE"' in footer and 'w:instr="NUMPAGES"' in footer


def test_its_tables_say_their_headings_on_each_page() -> None:
    """One row of headings each, marked as such, and a caption; no row is cut in two."""
    document = opened(paper())
    heads = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert heads[0] == ["No.", "Wording for the minutes", "Owner", "By", "Must or should"]
    assert [head[:2] for head in heads[1:]] == [
        ["Theme", "Barrier"],
        ["Reference", "Severity"],
        ["Task", "Who answers"],
    ]
    for table in document.tables:
        rows = [row._tr.trPr.xml for row in table.rows]
        assert "w:tblHeader" in rows[0] and not any("w:tblHeader" in row for row in rows[1:])
        assert all("w:cantSplit" in row for row in rows)
        assert "w:tblCaption" in table._tbl.tblPr.xml
        assert sum(column.width for column in table.columns) <= document.sections[0].page_width


def test_it_says_what_was_found() -> None:
    """The summary, each decision with its wording, each finding with what to do: as Markdown does."""
    result, context = check(WESTMARSH)
    view = View(result, context)
    document = opened(paper())
    said = [paragraph.text for paragraph in document.paragraphs]
    assert view.summary in said
    minutes = [row.cells[1].text for row in document.tables[0].rows[1:]]
    assert minutes == [decision.minute for decision in view.decisions]
    found = [(row.cells[0].text, row.cells[2].text) for row in document.tables[2].rows[1:]]
    assert found == [(finding.ref, one_line(finding.because)) for finding in result.open_findings]
    markdown = text("markdown", result, context)
    assert all(f"| {ref} |" in markdown for ref, _ in found)
    assert all(minute in markdown for minute in minutes)


def test_each_numbered_list_begins_at_one() -> None:
    """The reasons of the decisions, the agencies of the matrix (they number its columns), and what to add next."""
    document = opened(paper())
    lists = {p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"}
    assert len(lists) == 3
    numbering = document.part.numbering_part.element
    for number in lists:
        assert numbering.num_having_numId(number).xpath("w:lvlOverride/w:startOverride/@w:val") == ["1"]


def test_brief_is_the_first_page_and_the_decisions() -> None:
    """As in HTML: no findings."""
    result, context = check(WESTMARSH)
    document = opened(as_docx.render(result, context.but(brief=True)))
    assert [line.text for line in document.paragraphs if line.style.name == "Heading 1"] == [
        "Decisions asked of the board today", "The themes",
    ]  # fmt: skip
    assert len(document.tables) == 2


def test_what_it_says_follows_the_options(tmp_path: Path, capsys: Capture) -> None:
    """--public says so and names no stakeholder; --show-names names holders; --since says what changed; lenses too."""
    earlier, first, second, third = (tmp_path / name for name in ("a.json", "a.docx", "b.docx", "c.docx"))
    lens = str(ROOT / "tests" / "lens.yaml")
    main(["check", WESTMARSH, "--as-of", "2026-08-31", "-o", str(earlier), "-o", str(first), "--public"])
    main(["check", WESTMARSH, "--since", str(earlier), "-o", str(second), "--lens", lens])
    main(["check", WESTMARSH, "--show-names", "-o", str(third)])
    public, since, named = (words(docx.Document(str(path))) for path in (first, second, third))
    holder = re.search(r"holder: ([^,}\n]+)", Path(WESTMARSH).read_text("utf-8"))
    assert holder is not None
    assert "Version to publish" in public and "an office whose backing is needed" in public
    assert "What changed since 31 August 2026" in since and "No longer found: " in since
    assert "When did you last laugh together?" in since
    assert holder[1] not in public + since
    assert holder[1] in named
    assert "What changed since 31 August 2026" in check_markdown(earlier, capsys)


def check_markdown(earlier: Path, capsys: Capture) -> str:
    """The paper as Markdown, compared with an earlier check."""
    capsys.readouterr()
    main(["check", WESTMARSH, "--since", str(earlier), "--format", "markdown"])
    return capsys.readouterr().out


def test_local_words_and_lenses_are_in_it() -> None:
    """Each item of a lens with its citation."""
    said = words(opened(as_docx.render(*through("westmarsh"))))
    assert "When did you last laugh together?" in said


def test_hostile_text_is_text(tmp_path: Path) -> None:
    """Tags, formulas, right-to-left marks, characters that XML cannot hold: one document, that says them."""
    result, context = hostile_check("westmarsh", hostile_ruleset(tmp_path))
    made = as_docx.render(result, context)
    document = opened(made)
    assert TAGS.split('"')[0] in words(document)
    assert "w:hyperlink" not in part(made, "word/document.xml")
    assert not re.search(r"<w:instrText|<script", part(made, "word/document.xml"))

    result, context = check(MINIMAL)
    odd = result.but(partnership=result.partnership.but(name="a\ufffeb\x0bc\ud800d"))
    assert "a\ufffdb c\ufffdd: health check" in words(opened(as_docx.render(odd, context)))


def test_the_same_input_gives_the_same_bytes() -> None:
    """Nothing of the moment, or of the machine, is in it."""
    made = as_docx.render(*check(WESTMARSH))
    assert made == paper()
    assert {info.date_time[0] for info in ZipFile(io.BytesIO(made)).infolist()} == {1980}
    assert "2026-09-30T00:00:00Z" in part(made, "docProps/core.xml")


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Capture) -> None:
    """Without python-docx: exit code 2, what to install, and no file of another format either."""
    monkeypatch.setitem(sys.modules, "docx", None)
    outputs = ["-o", str(tmp_path / "a.html"), "-o", str(tmp_path / "a.docx")]
    assert main(["check", MINIMAL, *outputs]) == 2
    assert "pip install 'joinedup[docx]'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
