"""The report on paper: a tagged PDF whose title, language, pages and words are read back."""

import importlib
import io
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from hostile import hostile_check, hostile_ruleset
from joinedup.cli.main import main
from joinedup.outputs import pdf
from test_outputs import ROOT, check, rendered

EXAMPLE = ROOT / "examples" / "case-studies" / "partners-in-prevention-before.yaml"
Capture = pytest.CaptureFixture[str]


@cache
def made() -> bytes:
    """The report of an example as a PDF."""
    return pdf.render(*check(str(EXAMPLE)))


def read() -> PdfReader:
    """The same, opened."""
    return PdfReader(io.BytesIO(made()))


def test_it_is_tagged_titled_and_in_english() -> None:
    """What a screen reader needs: a tree of tags with headings, tables and lists, the title, and the language."""
    reader = read()
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert (reader.metadata.title or "").startswith("Health check of Wigan partners")
    kinds = set[str]()
    waiting: list[Any] = [root["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += [kid for kid in node if not isinstance(kid, int)]
        elif isinstance(node, dict):
            kinds.add(str(node.get("/S")))
            waiting += [kid for kid in (node.get("/K"),) if kid is not None and not isinstance(kid, int)]
    assert {"/Document", "/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Link"} <= kinds


def test_it_claims_nothing_that_was_not_tested() -> None:
    """No mark of PDF/UA or PDF/A, and nothing of the moment or place it was made at."""
    reader = read()
    assert b"pdfuaid" not in made()
    assert reader.xmp_metadata is None
    assert reader.metadata is not None
    assert "/CreationDate" not in reader.metadata
    assert str(Path.home()) not in str(reader.metadata)


def test_every_finding_is_in_it_and_every_page_is_numbered() -> None:
    """Each reference and what was seen; page x of y on each."""
    result, _ = check(str(EXAMPLE))
    pages = [" ".join(page.extract_text().split()) for page in read().pages]
    whole = "".join(pages).replace(" ", "")
    assert result.findings
    for finding in result.findings:
        assert finding.ref in whole
        assert finding.because.replace(" ", "") in whole or finding.title.replace(" ", "") in whole
    assert all(f"Page {number} of {len(pages)}" in text for number, text in enumerate(pages, 1))
    assert len(pages) <= 25


def test_a_board_reads_at_most_five_pages_and_every_column_before_the_annex() -> None:
    """Fifteen agencies, 118 findings: the findings begin on page 6 at the latest, and no table leaves the paper."""
    page = rendered("html", str(ROOT / "examples" / "westmarsh.yaml"))
    before, heading, annex = page.partition("Findings</h2>")
    assert "<h2 id=findings" in before[-40:] and annex
    pages = PdfReader(io.BytesIO(pdf.document(before + heading))).pages
    texts = [page.extract_text() for page in pages]
    assert next(number for number, words in enumerate(texts) if words.lstrip().startswith("Findings")) <= 5
    heat = next(page for page in pages if page.extract_text().lstrip().startswith("Barriers by agency"))
    places: list[tuple[str, float]] = []
    heat.extract_text(visitor_text=lambda words, cm, tm, *_: places.append((words.strip(), cm[0] * tm[4] + cm[4])))
    across = {words: x for words, x in places if words in {str(number) for number in range(1, 16)}}
    assert len(across) == 15
    assert max(across.values()) < float(heat.mediabox.right) - 30


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """Made by two processes that hash differently, on two days."""
    found = []
    for seed, epoch in (("1", "86400"), ("2", "1700000000")):
        path = tmp_path / f"{seed}.pdf"
        subprocess.run(
            [sys.executable, "-m", "joinedup", "check", "examples/minimal.yaml", "-o", path, "--fail-on", "never"],
            cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": epoch}, check=True,
            capture_output=True,
        )  # fmt: skip
        found.append(path.read_bytes())
    assert found[0] == found[1]
    assert found[0].startswith(b"%PDF-1.7")


def without_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine without pango: WeasyPrint finds no library."""
    import cffi  # type: ignore[import-untyped]

    def nothing(_: object, name: str, *flags: int) -> None:
        raise OSError(f"cannot load library '{name}': {name}: cannot open shared object file")

    forget(monkeypatch)
    monkeypatch.setattr(cffi.FFI, "dlopen", nothing)


def without_weasyprint(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the extra was not installed."""
    forget(monkeypatch)
    monkeypatch.setitem(sys.modules, "weasyprint", None)


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the next import of WeasyPrint a first one; what was loaded comes back after the test."""
    importlib.import_module("weasyprint.urls")
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (without_weasyprint, ("pip install 'joinedup[pdf]'",)),
        (without_pango, ("pango", "apt-get install libpango-1.0-0 libpangoft2-1.0-0", "brew install pango")),
    ],
)
def test_what_is_missing_is_named(
    missing: Any, said: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Exit code 2, one line that says what to install, and no file, not even of the other formats."""
    missing(monkeypatch)
    outputs = ["-o", str(tmp_path / "a.html"), "-o", str(tmp_path / "a.pdf")]
    assert main(["check", str(ROOT / "examples" / "minimal.yaml"), *outputs]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "Traceback" not in captured.err
    assert all(words in captured.err for words in said)
    assert list(tmp_path.iterdir()) == []


def test_it_asks_for_nothing() -> None:
    """No address is fetched but one that holds its own data."""
    import weasyprint.urls

    fetch = weasyprint.urls.URLFetcher(allowed_protocols=pdf.PROTOCOLS)
    for address in ("https://example.org/x.png", "http://example.org", "file:///etc/passwd"):
        with pytest.raises(ValueError, match="disallowed"):
            fetch.fetch(address)
    assert fetch.fetch("data:text/plain,x").read() == b"x"


def test_a_word_without_end_stays_on_the_paper() -> None:
    """It gets places to break; what is no text is left alone, and no character reference is cut in two."""
    page = f"<style>{'a' * 200}</style><p title='{'b' * 200}'>{'c' * 59}&#34;{'d' * 100} a word</p>"
    made = pdf._breakable(page)
    assert made.replace("<wbr>", "") == page
    assert [len(part) for part in made.partition("'>")[2].split("<wbr>")] == [59 + 5, 60, 40 + len(" a word</p>")]


def test_hostile_text_is_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tags, addresses and 2,000 characters without a space: no action, no link away, nothing off the paper."""
    monkeypatch.setattr("hostile.LONG", "w" * 2_000)
    result, context = hostile_check("minimal", hostile_ruleset(tmp_path))
    reader = PdfReader(io.BytesIO(pdf.render(result, context)))
    assert "<script>alert(1)</script>" in reader.pages[0].extract_text()
    for page in reader.pages:
        for annotation in page.get("/Annots", []):
            action = annotation.get_object().get("/A", {})
            assert action.get("/S") in (None, "/GoTo")
        assert all(len(line) < 250 for line in page.extract_text().splitlines())
    assert "/JavaScript" not in str(reader.root_object.get("/Names"))
    assert "/OpenAction" not in reader.root_object
