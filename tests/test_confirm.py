"""What an agency is given to check: all that names it, nothing that does not, and the day on which it confirmed it."""

from datetime import date
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from chromium import Opened, axe
from joinedup.cli.main import OK, WRONG_INPUT, main
from joinedup.extract import extract
from joinedup.outputs.as_markdown import text
from joinedup.reading import read
from probes import AXE

WESTMARSH = Path(__file__).parent.parent / "examples" / "westmarsh.yaml"
DAY = date(2026, 9, 30)
TRUST = """\
format: joinedup/1
name: Westmarsh Trust
as_of: 2026-09-30
agencies:
  - {id: council, name: Westmarsh Council, brings: Town hall}
  - {id: police, name: Westmarsh Police, core: true}
  - {id: nhs, name: <b>Westmarsh</b> NHS}
roles:
  - {id: chief, title: Chief Constable, agency: police, holder: Ann Example, top: true}
  - {id: leader, title: Leader of the Council, agency: council, holder: Bob Example}
boards:
  - id: board
    name: The board
    chair: leader
    members: [leader, chief]
    meetings:
      - {on: 2026-07-14, present: [council], apologies: [police]}
      - {on: 2026-09-14, present: [council]}
      - {on: 2026-11-14, present: [council, police]}
  - {id: cabinet, name: The cabinet, chair: leader, members: [leader]}
targets:
  - {id: fewer, title: Fewer offences, accountable: chief, contributors: [police, council],
     comparison: {with: others, readings: [{value: 12, on: 2026-03-31}]}}
budgets:
  - {id: pool, title: The pool, contributions: {council: 120000, police: 60000}, received: {council: 119000}}
  - {id: own, title: The council's own, contributions: {council: 77000}}
data_sharing:
  - {id: dsa, title: The charter, parties: [police, council], signed: {council: 2026-01-01}, dpia: not-needed}
agreements:
  - {id: pact, title: The pact, signed: {council: 2026-02-02}}
actions:
  - {id: a-1, title: Send the letter, owner: chief, status: open}
  - {id: a-2, title: Paint the hall, owner: leader}
survey:
  - {barrier: people/trust, agency: police, on: 2026-06-30, answers: [1, 2, 3, 44, 5]}
confirmed_by: {council: 2026-09-01}
"""


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    """A small description."""
    path = tmp_path / "trust.yaml"
    path.write_text(TRUST)
    return path


def made(trust: Path, agency: str, name: str = "out.md") -> Path:
    """The extract for an agency."""
    assert main(["confirm", str(trust), "--agency", agency, "-o", str(trust.parent / name)]) == OK
    return trust.parent / name


def test_an_extract_holds_what_names_the_agency_or_its_roles(trust: Path) -> None:
    """In names, days and pounds, not in ids; also what it has not signed, and meetings at which it said nothing."""
    said = made(trust, "police").read_text()
    for line in (
        "| Core partner | yes |  |",
        "### Chief Constable",
        "| Members | Chief Constable, and 1 role of others |  |",
        "| Meetings | 14 July 2026 sent apologies; 14 September 2026 nothing recorded |  |",
        "| Comparison | with others, readings 12, on 31 March 2026 |  |",
        "| Contributions | yours: £60,000 |  |",
        "| Received | yours: nothing recorded |  |",
        "| Parties | Westmarsh Council and Westmarsh Police |  |",
        "| Signed | yours: nothing recorded |  |",
        "### The pact",
        "### Send the letter",
        " arrangement, amount, ",
    ):
        assert line in said


@pytest.mark.parametrize("name", ["out.md", "out.html", "out.docx"])
def test_an_extract_holds_nothing_else(trust: Path, name: str) -> None:
    """No holder of a post, no record of others, not what they pay or signed, no answers of staff."""
    path = made(trust, "Westmarsh police", name)
    if name == "out.docx":
        document = Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        said = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    else:
        said = path.read_text().rpartition("</style>")[2]
    assert "Send the letter" in said
    for other in (
        "Example", "Town hall", "The cabinet", "120,000", "119,000", "77,000", "1 January 2026",
        "2 February 2026", "Paint the hall", "44", "NHS", "1 September 2026",
    ):  # fmt: skip
        assert other not in said


def test_an_agency_that_nothing_names_is_asked_whether_it_should_be(trust: Path) -> None:
    """Its own entry is all there is; what stands in the file about others is not told."""
    said = made(trust, "nhs").read_text()
    assert "These parts of the description do not name" in said
    assert "- actions\n" in said
    assert "### The board" not in said


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_no_extract_names_who_holds_a_role(data: st.DataObject) -> None:
    """Of any agency of Westmarsh."""
    partnership = read(str(WESTMARSH), DAY).partnership
    agency = data.draw(st.sampled_from(partnership.agencies))
    said = text(extract(partnership, agency))
    assert not any(role.holder and role.holder in said for role in partnership.roles)


def test_what_is_confirmed_goes_into_the_file(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With nothing else changed; a second time says so, and another day says what it was."""
    for on, says in (
        ("2026-09-28", "Westmarsh Police confirmed its part on 28 September 2026."),
        ("2026-09-28", "says already that Westmarsh Police confirmed"),
        ("2026-09-29", "on 29 September 2026; before, it was 28 September 2026."),
    ):
        assert main(["confirm", str(trust), "--agency", "police", "--on", on]) == OK
        assert says in capsys.readouterr().out
    assert trust.read_text() == TRUST.replace("{council: 2026-09-01}", "{council: 2026-09-01, police: 2026-09-29}")


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--agency", "polise", "--on", "2026-09-28"], 'no agency "polise"; did you mean "police"?'),
        (["--agency", "police", "--on", "2199-01-01"], "still to come"),
        (["--agency", "police", "--on", "28/09/2026"], "2026-09-28"),
        (["--agency", "police"], "say where the extract is to go"),
        (["--agency", "police", "-o", "a.pdf"], ".html, .md, .docx"),
        (["--agency", "police", "-o", "{trust}"], ".html, .md, .docx"),
    ],
)
def test_what_cannot_be_done_is_told(
    trust: Path, capsys: pytest.CaptureFixture[str], options: list[str], why: str
) -> None:
    """The file stays as it was."""
    assert main(["confirm", str(trust), *(option.format(trust=trust) for option in options)]) == WRONG_INPUT
    assert why in capsys.readouterr().err
    assert trust.read_text() == TRUST


@pytest.mark.parametrize("width", [1100, 320])
def test_the_page_is_for_everybody(browser: Browser, tmp_path: Path, width: int) -> None:
    """No violation that axe knows, nothing wider than the window, no request, hostile names inert."""
    (tmp_path / "trust.yaml").write_text(TRUST)
    opened = Opened(browser, made(tmp_path / "trust.yaml", "nhs", "a.html").read_text(), width)
    assert "<b>Westmarsh</b> NHS" in opened.page.get_by_role("heading", level=1).inner_text()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    opened.page.evaluate(axe())
    assert opened.page.evaluate(AXE) == []
    assert opened.requests == []
