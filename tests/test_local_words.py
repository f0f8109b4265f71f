"""An authority's own words and look: solutions, terms, and the head of the report."""

import base64
from pathlib import Path

import pytest

from cases import THEMES, describe
from joinedup.assess import assess
from joinedup.assessment import Assessment
from joinedup.outputs import Context, renderer
from joinedup.reading import UnreadableFile
from joinedup.rulesets.look import WrongLook, checked_accent, contrast_on_white, embedded_logo
from joinedup.rulesets.reader import read_ruleset
from joinedup.terms import Terms

GIVEN = {
    "format": "joinedup/1",
    "name": "Northby",
    "as_of": "2026-09-30",
    "agencies": [{"id": "homes", "name": "Northby Homes Agency", "core": True}],
    "targets": [{"id": "t", "title": "Every agency visits", "contributors": ["homes"]}],
    "services": [],
    "budgets": [],
}
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
WORDS = """
solutions:
  power/let-go:
    meaning: Here it means to share the front door.
    contact: Partnership office
    links: {Our agreement: "https://example.org/a?b=1&c=2"}
  northby/walk-round:
    label: Walk round together
    meaning: Managers visit each other's services.
    first_steps: [Fix a day., Write down three things you saw.]
    links: {How to walk round: "https://example.org/walk?a=1&b=2"}
barriers:
  power/budgets: {solutions: [northby/walk-round, power/let-go]}
terms: {agency: partner}
report:
  title: How our partnership works
  introduction: Paper 7 of the board.
  marking: OFFICIAL-SENSITIVE
  logo: logo.png
  accent: "#5a1846"
"""


def check(tmp_path: Path, text: str = WORDS) -> Assessment:
    """The assessment with an authority's words."""
    (tmp_path / "logo.png").write_bytes(PNG)
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return assess(describe(GIVEN), THEMES, read_ruleset(str(path), THEMES).ruleset)


def problem(tmp_path: Path, text: str) -> str:
    """What the author of a ruleset is told."""
    with pytest.raises(UnreadableFile) as caught:
        check(tmp_path, text)
    return str(caught.value).partition("own.yaml:")[2].splitlines()[0]


def test_solutions_have_local_words_and_further_ones_fit_in(tmp_path: Path) -> None:
    """The source's label stays; meaning, contact and links are the authority's; its own solution is matched first."""
    result = check(tmp_path)
    ours = result.solutions["power/let-go"]
    assert ours.label.startswith("Be willing to let go")
    assert (ours.meaning, ours.contact) == ("Here it means to share the front door.", "Partnership office")
    assert ours.links == (("Our agreement", "https://example.org/a?b=1&c=2"),)
    assert ours.first_steps
    (finding,) = (f for f in result.findings if f.rule == "power/unfunded")
    assert finding.solutions == ("northby/walk-round", "power/let-go")
    assert "northby/walk-round" in [remedy.solution for remedy in result.remedies]


def test_terms_change_our_words_and_nobody_elses(tmp_path: Path) -> None:
    """Names and titles of the description, quotes and the source's labels stay as they are."""
    result = check(tmp_path)
    said = " ".join(f"{f.because} {f.title} {f.remedy} {f.why} {f.do}" for f in result.findings)
    assert "Northby Homes Agency, a core partner, does not say what it brings" in said
    assert '"Every agency visits"' in said
    assert " agencies " not in said.replace('"Every agency visits"', "")
    assert any(barrier.title == "Element of competition between agencies" for barrier in result.barriers)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("An agency and two agencies.", "A partner and two partners."),
        ("Agencies bid alone; an Agency does not.", "Partners bid alone; a Partner does not."),
        ('The target "One agency" and `agencies` stay.', 'The target "One agency" and `agencies` stay.'),
        ("The Homes Agency is an agency.", "The Homes Agency is a partner."),
        ("Urgency is no agency.", "Urgency is no partner."),
    ],
)
def test_terms(text: str, said: str) -> None:
    """Articles, plurals and capitals follow."""
    assert Terms({"agency": "partner"}, ["Homes Agency"])(text) == said


def test_the_report_opens_as_the_authority_wants(tmp_path: Path) -> None:
    """Title, introduction, marking, an embedded logo and a colour; nothing is fetched."""
    page = renderer("html")(check(tmp_path), Context("t.yaml", "0" * 64, "0"))
    for words in ("<h1>How our partnership works</h1>", "Paper 7 of the board.", "OFFICIAL-SENSITIVE", "#5a1846"):
        assert words in page
    assert 'src="data:image/png;base64,' in page
    assert 'href="https://example.org/walk?a=1&amp;b=2"' in page
    assert "OFFICIAL-SENSITIVE" in renderer("text")(check(tmp_path), Context("t.yaml", "0" * 64, "0"))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            ('"#5a1846"', '"#cccccc"'),
            "20:11: report.accent: #cccccc has a contrast of 1.61 to 1 on white; 4.5 is needed",
        ),
        (('"#5a1846"', "'red; background: url(x)'"), '20:11: report.accent: "red; background: url(x)" is no colour'),
        (("logo: logo.png", "logo: none.png"), "19:9: report.logo: there is no file"),
        (("logo: logo.png", "logo: own.yaml"), "19:9: report.logo: own.yaml is no PNG, JPEG or SVG picture"),
        (
            ("    contact:", "    label: Let it go\n    contact:"),
            "5:12: solutions.power/let-go.label: the label is quoted",
        ),
        (("northby/walk-round:\n    label: Walk round together\n", "northby/walk-round:\n"), '"label" is missing'),
        (
            ("  northby/walk-round:\n", "  power/walk-round:\n"),
            'no solution "power/walk-round": one of your own begins',
        ),
        (('"https://example.org/a?b=1&c=2"', "'javascript:alert(1)'"), "must begin with https://"),
        (("agency: partner", "agencies: partner"), 'did you mean "agency"?'),
    ],
)
def test_what_can_be_wrong_with_words_and_looks(change: tuple[str, str], says: str, tmp_path: Path) -> None:
    """Each at its place, when the ruleset is loaded."""
    assert says in problem(tmp_path, WORDS.replace(*change))


def test_colours_are_held_to_the_contrast_that_text_needs() -> None:
    """4.5 to 1 on white, after WCAG 2.2."""
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#ffffff") == pytest.approx(1)
    assert checked_accent("#767676") == "#767676"
    with pytest.raises(WrongLook, match=r"contrast of 4\.48"):
        checked_accent("#777777")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "holds a script"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "holds a script"),
        (b"<svg><image href='https://example.org/x.png'/></svg>", "holds a script, a link"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "is no PNG"),
        (b"#!/bin/sh\nrm -rf /\n", "is no PNG, JPEG or SVG picture"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 600_000, "is larger than 512 kB"),
    ],
)
def test_a_logo_that_is_no_picture_is_refused(content: bytes, says: str, tmp_path: Path) -> None:
    """A script, a link to elsewhere, and a file of any size are no logo."""
    path = tmp_path / "logo.svg"
    path.write_bytes(content)
    with pytest.raises(WrongLook, match=says):
        embedded_logo(path)


def test_a_plain_drawing_is_a_logo(tmp_path: Path) -> None:
    """With or without the line that says it is XML."""
    path = tmp_path / "logo.svg"
    path.write_bytes(
        b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'><rect width='1' height='1'/></svg>"
    )
    assert embedded_logo(path).startswith("data:image/svg+xml;base64,")
