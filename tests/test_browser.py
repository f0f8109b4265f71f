"""The report in a real browser: for everybody, at any width, in print, whatever a description says."""

import io
import json
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from chromium import ROOT, MissingTool, Opened, axe, npm_file
from conftest import Open, board
from deciding import with_ledger
from earlier_days import with_history
from hostile import hostile_check, hostile_ruleset
from looking import through
from probes import (
    AXE,
    CONTRAST,
    CUT_OFF,
    DEAD_LINKS,
    FOLDED,
    HEADINGS,
    HIDDEN,
    OFF_PAPER,
    PICTURES,
    SPACING,
    TOO_WIDE,
    TWICE,
)
from test_batch import hostile_set
from test_outputs import check, text
from test_pictures import made

sys.path.append(str(ROOT / "benchmarks"))
EXAMPLES = ["westmarsh", "northby", "minimal"]
CASE_STUDY = "case-studies/partners-in-prevention-before"
WIDTHS = [1100, 320]
each_example = pytest.mark.parametrize("example", EXAMPLES)
each_width = pytest.mark.parametrize("width", WIDTHS)


def violations(one: Opened) -> list[str]:
    """What axe finds."""
    try:
        one.page.evaluate(axe())
    except MissingTool as error:
        pytest.fail(str(error), pytrace=False)
    found: list[str] = one.page.evaluate(AXE)
    return found


@each_example
@each_width
def test_axe_finds_no_violation(example: str, width: int, opened: Open) -> None:
    """WCAG 2.2 A and AA as far as a program can tell, and axe's best practice."""
    assert violations(opened(example, width)) == []


FAULTY = """<!doctype html><html><head><title>t</title><style>.pale{color:#aaa}</style></head><body>
<h1 id="a">One</h1><h3 id="a">Three</h3><a href="#nowhere">away</a><img src="https://example.org/x.png">
<svg width="10" height="10"></svg><p class="pale" style="width:2000px">pale</p>
<p style="overflow:hidden;width:3em;white-space:nowrap">cut off at the end</p>
<details><summary>more</summary><p>folded</p></details><script>console.log("ran")</script></body></html>"""


def test_what_is_wrong_is_found(browser: Browser) -> None:
    """Each probe sees a fault where there is one: a page full of them."""
    one = Opened(browser, FAULTY, 320)
    page = one.page
    found = " ".join(violations(one))
    assert all(rule in found for rule in ("color-contrast", "html-has-lang", "image-alt", "heading-order"))
    assert page.evaluate(TOO_WIDE)[1].startswith("P pale")
    assert len(page.evaluate(CUT_OFF)) == 1
    assert page.evaluate(DEAD_LINKS) == ["#nowhere"]
    assert page.evaluate(TWICE) == ["a"]
    assert len(page.evaluate(PICTURES)) == 4
    assert page.evaluate(HIDDEN, ["a", "b"]) == ["b"]
    assert len(page.evaluate(FOLDED)) == 1
    assert any(name == "p.pale 170,170,170 on 255,255,255" and got < 3 for name, got, _ in page.evaluate(CONTRAST))
    assert one.requests == ["https://example.org/x.png"]
    assert "ran" in one.said
    page.close()


@each_example
@each_width
def test_nothing_is_wider_than_the_page(example: str, width: int, opened: Open) -> None:
    """No scrolling to the side but within a table or picture that says so."""
    assert opened(example, width).page.evaluate(TOO_WIDE) == []


@each_example
@each_width
def test_text_can_be_spaced(example: str, width: int, fresh: Open) -> None:
    """WCAG 1.4.12: with wider lines, letters, words and paragraphs nothing sticks out or is cut off."""
    page = fresh(example, width).page
    page.add_style_tag(content=SPACING)
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(CUT_OFF) == []


@each_example
def test_nothing_is_asked_for_and_nothing_runs(example: str, opened: Open) -> None:
    """The file is all there is: no request leaves it, and no script is in it."""
    one = opened(example, 1100)
    assert (one.requests, one.said) == ([], [])
    assert one.page.locator("script, iframe, object, embed, link, form, [src^=http]").count() == 0


@each_example
def test_links_headings_and_pictures(example: str, opened: Open) -> None:
    """Every link leads somewhere, one h1 and no level skipped, and no picture without its words and its table."""
    page = opened(example, 1100).page
    assert page.evaluate(DEAD_LINKS) == []
    assert page.evaluate(TWICE) == []
    levels = [level for level, _ in page.evaluate(HEADINGS)]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after - before <= 1 for before, after in pairwise(levels)), page.evaluate(HEADINGS)
    assert page.evaluate(PICTURES) == []
    assert page.evaluate("document.documentElement.lang") == "en-GB"
    assert page.title()


@each_example
def test_colours_have_contrast(example: str, opened: Open) -> None:
    """4.5 to 1 for every text and every class that sets a colour; 3 to 1 for large text."""
    measured = opened(example, 1100).page.evaluate(CONTRAST)
    assert len(measured) > 15
    assert [one for one in measured if one[1] < one[2]] == []


def test_the_keyboard_reaches_the_report(fresh: Open) -> None:
    """The first Tab shows a link that skips to the report; each further stop can be seen."""
    page = fresh("westmarsh", 1100).page
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert (skip.text_content() or "").startswith("Skip")
    box = skip.bounding_box()
    assert box and box["x"] >= 0 and box["y"] >= 0
    for _ in range(8):
        page.keyboard.press("Tab")
        shown = page.locator(":focus").evaluate(
            "e => getComputedStyle(e).outlineStyle !== 'none' && parseFloat(getComputedStyle(e).outlineWidth) >= 2"
        )
        assert shown, page.locator(":focus").evaluate("e => e.outerHTML.slice(0, 200)")
    page.goto(page.url.partition("#")[0])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash && document.querySelector(location.hash) !== null")


def test_print_shows_every_finding_whatever_is_chosen(fresh: Open) -> None:
    """The filter is for the screen. On paper every finding and every folded part is there."""
    page = fresh("westmarsh", 1100).page
    refs = [finding.ref for finding in check(str(ROOT / "examples" / "westmarsh.yaml"))[0].findings]
    choices = page.locator("input[type=radio]")
    for number in range(max(1, choices.count())):
        page.emulate_media(media="screen")
        if choices.count():
            choices.nth(number).check()
        page.emulate_media(media="print")
        assert page.evaluate(HIDDEN, refs) == []
    assert page.evaluate(FOLDED) == []


def test_the_filter_shows_one_severity_and_a_link_shows_its_finding(fresh: Open) -> None:
    """Without a script; a finding that somebody comes for is shown even when the filter hides its like."""
    page = fresh("westmarsh", 1100).page
    findings = check(str(ROOT / "examples" / "westmarsh.yaml"))[0].open_findings
    choices = page.locator("input[type=radio]")
    if not choices.count():
        return
    hidden: list[list[str]] = []
    for number in range(choices.count()):
        choices.nth(number).check()
        hidden.append(page.evaluate(HIDDEN, [finding.ref for finding in findings]))
    assert hidden[0] == []
    by_ref = {finding.ref: finding.severity for finding in findings}
    for refs in hidden[1:]:
        assert refs
        assert len({by_ref[ref] for ref in by_ref.keys() - set(refs)}) == 1
    page.evaluate("ref => { location.hash = ref }", hidden[-1][0])
    assert hidden[-1][0] not in page.evaluate(HIDDEN, hidden[-1])


def test_hostile_text_does_nothing(browser: Browser, tmp_path: Path) -> None:
    """Tags, quotes, addresses, turned-round text and words without end in every free field of both files."""
    result, context = hostile_check(CASE_STUDY, hostile_ruleset(tmp_path))
    one = Opened(browser, text("html", result, context), 320)
    one.page.wait_for_timeout(200)
    assert (one.requests, one.said) == ([], [])
    assert "<script>alert(1)</script>" in (one.page.locator("h1").text_content() or "")
    assert one.page.evaluate(DEAD_LINKS) == []
    assert one.page.evaluate(TWICE) == []
    assert one.page.evaluate(TOO_WIDE) == []
    assert violations(one) == []
    one.page.close()


@each_width
def test_the_part_of_a_lens_keeps_to_the_same(width: int, browser: Browser) -> None:
    """No violation, nothing too wide, spaced text and all, and every link leads somewhere."""
    one = Opened(browser, text("html", *through("westmarsh")), width)
    assert violations(one) == []
    assert one.page.evaluate(DEAD_LINKS) == []
    assert [words for level, words in one.page.evaluate(HEADINGS) if level == 2].count("What we ask of ourselves") == 1
    assert [pair for pair in one.page.evaluate(CONTRAST) if pair[1] < pair[2]] == []
    one.page.add_style_tag(content=SPACING)
    assert one.page.evaluate(TOO_WIDE) == []
    assert one.page.evaluate(CUT_OFF) == []
    assert (one.requests, one.said) == ([], [])
    one.page.close()


def test_markup_is_valid(tmp_path: Path) -> None:
    """As html-validate reads the HTML standard."""
    node = shutil.which("node") or shutil.which("nodejs")
    if not node:
        pytest.fail("no Node.js found. Install it: sudo apt-get install nodejs npm", pytrace=False)
    try:
        program = npm_file("html-validate/bin/html-validate.mjs")
    except MissingTool as error:
        pytest.fail(str(error), pytrace=False)
    config = tmp_path / ".htmlvalidate.json"
    config.write_text(json.dumps({"root": True, "extends": ["html-validate:standard"]}), "utf-8")
    for example in (*EXAMPLES, CASE_STUDY):
        (tmp_path / f"{Path(example).name}.html").write_text(board(example), "utf-8")
    (tmp_path / "ledger.html").write_text(text("html", *with_ledger()), "utf-8")
    (tmp_path / "roll-up.html").write_text(hostile_set(12), "utf-8")
    (tmp_path / "lens.html").write_text(text("html", *through("westmarsh")), "utf-8")
    (tmp_path / "trend.html").write_text(with_history(), "utf-8")
    files = sorted(path.name for path in tmp_path.glob("*.html"))
    done = subprocess.run(
        [node, program, "--config", config, "--formatter", "text", *files],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (done.stdout + done.stderr)[:4000]


def test_200_findings_fit_in_400_kilobytes(tmp_path: Path) -> None:
    """Measured on Westmarsh grown to more than 200 findings."""
    from grow import write  # type: ignore[import-not-found]

    path = tmp_path / "grown.yaml"
    write(path, 3)
    result, context = check(str(path))
    found = len(result.findings)
    assert found >= 200
    size = len(text("html", result, context).encode())
    assert size * 200 / found <= 400_000, f"{found} findings make {size:,} bytes"


@each_example
def test_nothing_leaves_the_paper(example: str, fresh: Open) -> None:
    """Laid out as wide as a sheet of A4 between its margins: paper cannot be scrolled."""
    page = fresh(example, 680).page
    page.emulate_media(media="print")
    assert page.evaluate(OFF_PAPER) == []


@each_example
def test_the_paper_before_the_annex_has_at_most_five_pages(example: str, fresh: Open) -> None:
    """A board reads four or five sides; the findings begin the annex, on a page of their own."""
    assert sides(fresh(example, 1100)) <= 5


def test_a_large_partnership_is_shown_whole_on_no_more_paper(browser: Browser, tmp_path: Path) -> None:
    """Forty agencies, 120 roles: what fills a page by itself goes into the annex, and no agency is left unsaid."""
    path = tmp_path / "large.json"
    path.write_text(json.dumps(made(40, 120), default=str), "utf-8")
    result, context = check(str(path))
    one = Opened(browser, text("html", result, context), 1100)
    said = one.page.locator(".kept").text_content() or ""
    assert [agency.name for agency in result.partnership.agencies if agency.name not in said] == []
    assert sides(one) <= 5
    one.page.close()


def sides(one: Opened) -> int:
    """How many pages come before the findings, which begin the annex."""
    printed = PdfReader(io.BytesIO(one.page.pdf(prefer_css_page_size=True, tagged=True)))
    texts = [page.extract_text() for page in printed.pages]
    return next(number for number, words in enumerate(texts) if re.search(r"^Findings\s*$", words, re.MULTILINE))
