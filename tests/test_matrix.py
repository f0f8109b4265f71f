"""The responsibility matrix: what it shows, that it agrees with the rules, and that it never hides what is unknown."""

import csv
import io
import json
import re
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from cases import STANDARD, THEMES, Case, all_cases, describe, run
from chromium import ROOT, Opened
from joinedup.assess import assess
from joinedup.assessment import Assessment
from joinedup.cli.main import main
from joinedup.matrix import Mark, Matrix, matrix
from joinedup.outputs import Context, format_of
from joinedup.report.agency_table import MOST_COLUMNS
from test_browser import violations
from test_outputs import TODAY, Page, rendered, text

sys.path.append(str(ROOT / "benchmarks"))
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
RULES = {"power/nobody-accountable": Mark.GAP, "power/many-accountable": Mark.DOUBLE}
JUDGED = [case for case in all_cases() if case.rule in RULES]
CONTEXT = Context("trust.yaml", "0" * 64, "0")
Given = dict[str, Any]
Capture = pytest.CaptureFixture[str]

AGENCIES: list[Given] = [
    {"id": "council", "name": "Council", "kind": "local-authority", "lead": True},
    {"id": "police", "name": "Police", "kind": "police"},
    {"id": "schools", "name": "Schools", "kind": "school"},
    {"id": "nhs", "name": "Health", "kind": "nhs"},
]
ROLES: list[Given] = [
    {"id": "dcs", "title": "Director", "agency": "council", "holder": "A. Name"},
    {"id": "manager", "title": "Manager", "agency": "council"},
    {"id": "inspector", "title": "Inspector", "agency": "police"},
    {"id": "head", "title": "Head", "agency": "schools"},
    {"id": "empty", "title": "Empty Post", "agency": "nhs", "vacant_since": "2026-01-01", "deputy": "manager"},
]


def given(**sections: Any) -> Given:
    """A description with four agencies and five roles, in which other sections are there and empty."""
    empty: Given = {name: [] for name in ("targets", "services", "budgets", "boards", "actions")}
    head = {"format": "joinedup/1", "name": "Trust", "as_of": "2026-09-30", "agencies": AGENCIES, "roles": ROLES}
    whole: Given = {**head, **empty, **sections}
    return {name: value for name, value in whole.items() if value != "absent"}


def made(**sections: Any) -> Matrix:
    """The matrix of such a description."""
    return matrix(describe(given(**sections)))


def letters(made: Matrix) -> Mapping[str, Mapping[str, str]]:
    """For each task the letters of each agency: {"t": {"police": "A R"}}."""
    return {
        row.task.id: {agency: " ".join(duty.sign for duty in duties) for agency, duties in row.duties.items()}
        for row in made.rows
    }


def written(format: str, whole: Given) -> str:
    """A description's assessment in a format."""
    return text(format, assess(describe(whole), THEMES, STANDARD), CONTEXT)


def table(whole: Given) -> Sequence[Mapping[str, str]]:
    """The CSV of a description, row by row."""
    return list(csv.DictReader(io.StringIO(written("matrix", whole).removeprefix("\ufeff"))))


def agrees(result: Assessment, rule: str) -> bool:
    """Whether a rule has a finding for exactly the tasks that carry its mark; boards are no rule's."""
    places = [e.path for finding in result.findings if finding.rule == rule for e in finding.evidence]
    found = {
        ".".join(path.split(".")[:2]) for path in places if path.split(".")[0] in ("targets", "services", "budgets")
    }
    rows = matrix(result.partnership).rows
    return found == {f"{r.section}.{r.task.id}" for r in rows if RULES[rule] in r.marks and r.section != "boards"}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("times", [1, 3])
def test_marks_agree_with_the_rules_on_westmarsh_grown(rule: str, times: int) -> None:
    """With so many gaps that the rule gathers them, too."""
    from grow import grown  # type: ignore[import-not-found]

    result = assess(describe(grown(times)), THEMES, STANDARD)
    assert any(finding.rule == rule for finding in result.findings)
    assert agrees(result, rule)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_marks_agree_with_the_rules_on_the_examples(rule: str, path: Path) -> None:
    """Each example, whatever it leaves out."""
    from joinedup.reading import read

    assert agrees(assess(read(str(path), TODAY).partnership, THEMES, STANDARD), rule)


@pytest.mark.parametrize("case", JUDGED, ids=str)
def test_marks_agree_with_the_rules_on_their_cases(case: Case) -> None:
    """Vacant posts, deputies, joint duties, ended services, missing sections: all that the rules are tested on."""
    assert agrees(run(case), case.rule)


def test_who_plays_which_part_in_a_target() -> None:
    """Answers; owns an open action for it; contributes, serves or pays; controls its money."""
    money: Given = {"id": "b", "title": "B", "funds": ["t"], "controlled_by": "dcs"}
    made_of = made(
        targets=[{"id": "t", "title": "T", "accountable": "inspector", "contributors": ["police"]}],
        services=[{"id": "s", "title": "S", "supports": ["t"], "agencies": ["schools"], "decided_by": []}],
        budgets=[
            {**money, "contributions": {"nhs": 5, "schools": 0}},
            {**money, "id": "old", "controlled_by": "head", "ends": "2025-03-31"},
        ],
        actions=[
            {"id": "a", "title": "A", "owner": "manager", "supports": ["t"], "status": "blocked"},
            {"id": "done", "title": "Done", "owner": "head", "supports": ["t"], "status": "done"},
        ],
    )
    assert letters(made_of)["t"] == {"police": "A C", "council": "R D", "schools": "C", "nhs": "C"}
    assert "old" not in letters(made_of)
    assert made_of.rows[0].unsaid == ()


def test_who_plays_which_part_in_a_service() -> None:
    """Answers; owns an open action for it; runs, sponsors or pays; decides, or sits where its money is decided on."""
    made_of = made(
        services=[
            {"id": "s", "title": "S", "accountable": "inspector", "agencies": ["police"], "sponsor": "head",
             "decided_by": ["council"]},
        ],
        budgets=[{"id": "b", "title": "B", "funds": ["s"], "controlled_by": "board", "in_kind": {"nhs": "Rooms"},
                  "contributions": {}, "hosted_by": "council"}],
        boards=[{"id": "board", "name": "Board", "chair": "manager", "members": ["inspector"], "quorum": {}}],
        actions=[{"id": "a", "title": "A", "owner": "head", "supports": ["s"], "status": "open"}],
    )  # fmt: skip
    assert letters(made_of)["s"] == {"police": "A C D", "schools": "R C", "nhs": "C", "council": "D"}
    assert letters(made_of)["b"] == {"council": "A R D", "nhs": "C", "police": "D"}
    assert [(row.task.id, row.who) for row in made_of.rows] == [
        ("s", "Inspector"),
        ("b", "Board"),
        ("board", "Manager"),
    ]


def test_who_plays_which_part_in_a_board() -> None:
    """Chairs it; owns an open action agreed there; has a seat; is needed for its quorum."""
    made_of = made(
        boards=[{"id": "x", "name": "X", "chair": "dcs", "members": ["dcs", "manager", "inspector"],
                 "quorum": {"at_least": 2, "agencies": ["police"]}}],
        actions=[{"id": "a", "title": "A", "owner": "head", "agreed_at": "x", "status": "open"}],
    )  # fmt: skip
    assert letters(made_of)["x"] == {"council": "A C", "police": "C D", "schools": "R"}


@pytest.mark.parametrize(
    ("board", "roles", "marks"),
    [
        ({"chair": "dcs"}, ROLES, ()),
        ({}, ROLES, (Mark.GAP,)),
        ({"chair": "empty"}, ROLES, (Mark.GAP,)),
        ({}, "absent", (Mark.NOT_DESCRIBED,)),
    ],
)
def test_a_board_is_judged_by_its_chair(board: Given, roles: Any, marks: Sequence[Mark]) -> None:
    """Nobody, or a vacant post: a gap. Where roles are not described: nobody can tell."""
    assert made(boards=[{"id": "x", "name": "X", **board}], roles=roles).rows[0].marks == marks


def test_gaps_and_doubles_stand_first_and_say_so_in_words() -> None:
    """Then by title; a vacant post is named with who can stand in, and joint duties are no fault."""
    rows = made(
        targets=[
            {"id": "a", "title": "A", "accountable": "dcs"},
            {"id": "b", "title": "B", "accountable": ["dcs", "head"], "joint_duty": True},
            {"id": "c", "title": "C", "accountable": ["dcs", "head"]},
            {"id": "d", "title": "D", "accountable": "empty"},
            {"id": "e", "title": "E"},
            {"id": "f", "title": "F", "accountable": ["empty", "empty-too"]},
        ],
        roles=[*ROLES, {"id": "empty-too", "title": "Other Post", "agency": "nhs", "vacant_since": "2026-01-01"}],
    ).rows
    assert [(row.task.id, [*row.marked.values()], row.who) for row in rows] == [
        ("d", ["nobody answers"], "Empty Post (vacant; Manager can stand in)"),
        ("e", ["nobody answers"], ""),
        ("f", ["nobody answers", "2 are named"], "Empty Post (vacant; Manager can stand in) and Other Post (vacant)"),
        ("c", ["2 answer"], "Director and Head"),
        ("a", [], "Director"),
        ("b", [], "Director and Head (joint duty)"),
    ]
    assert rows[0].duties["nhs"][0].sign == "A*"


@pytest.mark.parametrize(
    ("sections", "unsaid"),
    [
        ({"actions": "absent"}, ["responsible"]),
        ({"services": "absent"}, ["contributing"]),
        ({"budgets": "absent"}, ["contributing", "deciding"]),
        ({"targets": [{"id": "t", "title": "T", "accountable": "dcs"}]}, ["contributing"]),
        ({"actions": [{"id": "a", "title": "A", "owner": "dcs", "supports": ["t"]}]}, ["responsible"]),
    ],
)
def test_an_empty_cell_is_only_what_is_known_to_be_empty(sections: Given, unsaid: Sequence[str]) -> None:
    """What the description leaves out is a question mark, in the table and in the CSV."""
    whole = given(**{"targets": [{"id": "t", "title": "T", "accountable": "dcs", "contributors": []}], **sections})
    row = next(row for row in table(whole) if row["Id"] == "t")
    assert row["Not described"] == ", ".join(unsaid)
    assert row["Police"] == "?"
    assert row["Council"] == "accountable: Director; ?"
    assert "A question mark: the description does not say in full" in written("html", whole)
    known = given(targets=[{"id": "t", "title": "T", "accountable": "dcs", "contributors": []}])
    assert (table(known)[0]["Not described"], table(known)[0]["Police"]) == ("", "")


def test_further_parts_that_are_not_said() -> None:
    """Of services, budgets and boards."""
    rows = made(
        services=[{"id": "s", "title": "S", "accountable": "dcs"}],
        budgets=[{"id": "b", "title": "B", "controlled_by": "x"}],
        boards=[{"id": "x", "name": "X", "chair": "dcs"}],
    ).rows
    assert {row.task.id: [part.letter for part in row.unsaid] for row in rows} == {
        "s": ["C", "D"], "b": ["R", "C", "D"], "x": ["C", "D"],
    }  # fmt: skip


def test_a_section_that_is_not_described_says_so() -> None:
    """In every output: no missing row looks like work that nobody has."""
    path = str(ROOT / "examples" / "minimal.yaml")
    page = Page(rendered("html", path))
    for section in ("Services", "Budgets", "Boards"):
        assert re.search(rf"{section}\s*not described", page.text)
        assert f"| **{section}** | not described |" in rendered("markdown", path)
        assert re.search(rf"^{section.lower()},,,not described,", rendered("matrix", path), re.MULTILINE)
    told = json.loads(rendered("json", path))["matrix"]
    assert told["not_described"] == ["services", "budgets", "boards"]
    assert [task["marks"] for task in told["tasks"]] == [["not-described"]] * 2
    assert "For 2 tasks the description does not say who answers." in page.text


@pytest.mark.parametrize("format", ["html", "markdown"])
def test_without_tasks_there_is_no_such_part(format: str) -> None:
    """And nothing in the contents that leads to it."""
    shown = written(format, given())
    assert "esponsibility matrix" not in shown
    assert "esponsibility matrix" in written(format, given(boards=[{"id": "x", "name": "X"}]))


def test_the_table_says_its_letters_in_words() -> None:
    """For screen readers beside each letter, and for all in a key; marks are words, not colours."""
    page = rendered("html", str(ROOT / "examples" / "westmarsh.yaml"))
    part = page[page.index("<h2 id=matrix>") : page.index("<h2 id=unknown>")]
    assert "<a href=#matrix>" in page
    assert part.count("<th scope=row>") == 52
    assert part.count(">nobody answers<") == 7
    assert part.count(">2 answer<") == 1
    assert "<b>A*</b><i> accountable</i>" in part
    for letter, word in zip("RCD", ("responsible", "contributing", "deciding"), strict=True):
        assert len(re.findall(rf"{letter}\*?<i> {word}</i>", part)) == part.count(f"<i> {word}</i>") > 10
        assert f"<dt>{letter}: {word}" in part


@pytest.mark.parametrize("times", [1, 3])
def test_json_csv_and_markdown_have_every_task(times: int) -> None:
    """The same tasks with the same marks, and as many cells in each line of a table."""
    from grow import grown

    whole = dict(grown(times))
    rows = matrix(describe(whole)).rows
    told = json.loads(written("json", whole))["matrix"]["tasks"]
    lines = table(whole)
    assert [task["id"] for task in told] == [line["Id"] for line in lines] == [row.task.id for row in rows]
    assert [task["marks"] for task in told] == [[mark.value for mark in row.marks] for row in rows]
    assert [line["Mark"] for line in lines] == [", ".join(row.marked.values()) for row in rows]
    part = written("markdown", whole).partition("## Responsibility matrix")[2]
    paper = [line for line in part.splitlines() if line.startswith("|")]
    assert len(paper) == len(rows) + 4 + 2
    assert len({line.count("|") for line in paper}) == 1


@cache
def crowded() -> Given:
    """Westmarsh with 14 more agencies, each of which contributes to targets with long titles."""
    from grow import grown

    whole = dict(grown(1))
    more = [{"id": f"body-{n}", "name": f"A body of the partnership with a long name, number {n}"} for n in range(14)]
    whole["agencies"] = [*whole["agencies"], *more]
    whole["targets"] = [
        {**target, "title": f"{target['title']}, in every ward and whoever looks after them",
         "contributors": [*target.get("contributors", []), f"body-{n % 13}"]}
        for n, target in enumerate(whole["targets"])
    ]  # fmt: skip
    return whole


@cache
def crowded_page() -> str:
    """Its report."""
    return written("html", crowded())


def test_agencies_that_do_not_fit_are_left_out_and_counted() -> None:
    """The report says how many, and whom nothing is recorded for; the CSV has them all."""
    page = Page(crowded_page()).text
    part = page[page.index("A stands for accountable") :]
    assert f"To keep the table readable, {15 + 13 - MOST_COLUMNS} agencies with fewer parts are left out." in part
    assert "No part is recorded for: A body of the partnership with a long name, number 13." in part
    assert len(table(crowded())[0]) == 6 + 15 + 14


def test_tables_by_agency_fit_the_paper(browser: Browser) -> None:
    """With as many columns as there can be, on A4; the heads of the columns stand on every page of the table."""
    one = Opened(browser, crowded_page(), 680)
    one.page.emulate_media(media="print")
    widths = one.page.evaluate("[...document.querySelectorAll('.heat')].map(e => e.getBoundingClientRect().right)")
    assert len(widths) == 2
    assert max(widths) <= 680
    one.page.evaluate("document.querySelectorAll('article, .theirs, .picture').forEach(e => e.remove())")
    printed = PdfReader(io.BytesIO(one.page.pdf(prefer_css_page_size=True, tagged=True)))
    one.page.close()
    pages = [" ".join(page.extract_text().split()) for page in printed.pages]
    first = next(number for number, words in enumerate(pages) if "Responsibility matrix" in words)
    last = next(number for number, words in enumerate(pages) if "A: accountable" in words)
    assert last - first >= 2
    heads = f"Task Who answers {' '.join(map(str, range(1, MOST_COLUMNS + 1)))}"
    assert all(heads in words for words in pages[first:last])


@pytest.mark.parametrize("width", [1100, 320])
def test_a_crowded_table_is_for_everybody(browser: Browser, width: int) -> None:
    """No violation of axe, and only the table scrolls."""
    one = Opened(browser, crowded_page(), width)
    assert violations(one) == []
    assert one.page.evaluate("document.documentElement.scrollWidth") <= width
    one.page.close()


@pytest.mark.parametrize(
    ("path", "format"),
    [("matrix.csv", "matrix"), ("out/Westmarsh-Matrix.CSV", "matrix"), ("actions.csv", "csv"), ("matrix.json", "json")],
)
def test_the_name_of_a_file_asks_for_the_matrix(path: str, format: str) -> None:
    """By its end, as for every format."""
    assert format_of(path) == format


def test_nothing_in_the_csv_runs() -> None:
    """Headings, titles and roles are text for a spreadsheet, in UTF-8 that Excel knows."""
    agencies = [{**AGENCIES[0], "name": "=cmd()"}, *AGENCIES[1:]]
    target = {"id": "t", "title": "@SUM(A1)", "accountable": "dcs", "contributors": []}
    shown = written("matrix", given(agencies=agencies, targets=[target]))
    assert shown.startswith("\ufeffSection,")
    cells = [cell for row in csv.reader(io.StringIO(shown.removeprefix("\ufeff"))) for cell in row]
    assert {"'=cmd()", "'@SUM(A1)", "accountable: Director"} <= set(cells)
    assert not any(cell.startswith(("=", "@", "+", "-")) for cell in cells)


@pytest.mark.parametrize("name", ["matrix.csv", "board.html"])
@pytest.mark.parametrize(("option", "named"), [((), False), (("--public",), False), (("--show-names",), True)])
def test_holders_are_named_only_where_asked(
    name: str, option: Sequence[str], named: bool, tmp_path: Path, capsys: Capture
) -> None:
    """As in every output."""
    trust = tmp_path / "trust.json"
    trust.write_text(json.dumps(given(targets=[{"id": "t", "title": "T", "accountable": "dcs"}])))
    assert main(["check", str(trust), *option, "-o", str(tmp_path / name), "--fail-on", "never"]) == 0
    assert ("Director (A. Name)" in (tmp_path / name).read_text("utf-8")) == named
    capsys.readouterr()
