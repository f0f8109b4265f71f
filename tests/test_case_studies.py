"""The source's three case studies: each barrier it says was overcome is there before and no longer after.

What the source says, with its page, and the statuses of both files stand in case_studies.yaml.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from cases import STANDARD, TESTS, THEMES
from guide import assert_says, run
from joinedup.assess import assess
from joinedup.assessment import Assessment, BarrierResult, Status
from joinedup.locate import locate
from joinedup.reading import Source, read, read_source

FOLDER = TESTS.parent / "examples" / "case-studies"
CASES: Mapping[str, Any] = YAML(typ="safe").load(TESTS / "case_studies.yaml")
PAIRS = [f"{case}-{when}" for case in CASES for when in ("before", "after")]
PAGE = (TESTS.parent / "docs" / "case-studies.md").read_text("utf-8")
MARK = re.compile(r" # (?:NC (?P<case>[123]), p\. (?P<page>2[123])|assumed)(?:: [^#:]+)?$")
PAGES = {"1": {"21"}, "2": {"22", "23"}, "3": {"23"}}
"""The pages on which each case study stands: from 21 by the list of contents, up to the conclusions on 24."""
WORST_FIRST = ("in the way", "forming", "not assessed", "clear")

each_case = pytest.mark.parametrize("case", CASES)
each_file = pytest.mark.parametrize("name", PAIRS)


@cache
def checked(name: str) -> Assessment:
    """A file's assessment on its own day, with its lines."""
    described = read(str(FOLDER / f"{name}.yaml"), date.max)
    result = assess(described.partnership, THEMES, STANDARD)
    assert not result.failures
    return locate(result, described)


def barriers(name: str) -> Mapping[str, BarrierResult]:
    """Each barrier of a file, by its id."""
    return {barrier.id: barrier for barrier in checked(name).barriers}


def lines(name: str) -> list[str]:
    """The lines of a file."""
    return (FOLDER / f"{name}.yaml").read_text("utf-8").splitlines()


STORIES = [
    pytest.param(case, story, id=f"{case}: {story['barrier']}")
    for case, told in CASES.items()
    for story in told["overcome"]
]
"""Each barrier that the source says was overcome, with the name of its case."""
each_story = pytest.mark.parametrize(("case", "story"), STORIES)


def test_every_file_belongs_to_a_pair() -> None:
    """Three pairs, and nothing beside them."""
    assert sorted(path.stem for path in FOLDER.iterdir()) == sorted(PAIRS)
    assert len(PAIRS) == 6


@each_file
def test_each_file_says_which_day_and_partnership_it_is(name: str) -> None:
    """It reads without a problem, on a day of its own; both files of a pair are of one partnership."""
    partnership = checked(name).partnership
    assert partnership.as_of < date.max
    assert partnership.name == checked(f"{name.rpartition('-')[0]}-after").partnership.name


@each_file
def test_each_line_is_cited_or_assumed(name: str) -> None:
    """All but comments, the format and the names of sections; the case and page are those of the file's case study."""
    case = str(CASES[name.rpartition("-")[0]]["case"])
    facts = 0
    for number, line in enumerate(lines(name), 1):
        if not line or line.startswith(("#", "format:")) or re.fullmatch(r"\w+:", line):
            continue
        mark = MARK.search(line)
        assert mark, f"{name}.yaml:{number} is neither cited nor marked as assumed: {line}"
        assert mark["case"] in (None, case)
        assert mark["page"] is None or mark["page"] in PAGES[case]
        facts += mark["case"] is not None
    assert facts > 20


@each_file
def test_the_convention_is_explained_at_the_head(name: str) -> None:
    """Whoever opens one file alone can tell a fact from an assumption."""
    text = "\n".join(lines(name))
    head = text[: text.index("format: ")]
    assert "Building effective integrated leadership" in head
    assert re.search(r"^#   NC \d, p\. \d+ ", head, re.MULTILINE)
    assert re.search(r"^#   assumed ", head, re.MULTILINE)


@each_file
def test_no_person_is_named(name: str) -> None:
    """Posts stand for the people whom the source names."""
    assert not any(role.holder for role in checked(name).partnership.roles)


@each_story
def test_before_the_barrier_is_there(case: str, story: Mapping[str, Any]) -> None:
    """Found by each of the rules that read its story, on lines that the source bears out."""
    name = f"{case}-before"
    assert barriers(name)[story["barrier"]].status.words == story["before"]
    assert story["before"] in ("in the way", "forming")
    for rule in story["rules"]:
        found = [finding for finding in checked(name).findings if finding.rule == rule]
        assert found, rule
        for evidence in (evidence for finding in found for evidence in finding.evidence):
            line = lines(name)[evidence.line - 1]
            mark = MARK.search(line)
            assert mark and mark["case"], f"{rule} rests on an assumption: {line}"


@each_story
def test_after_the_barrier_is_no_longer_in_the_way(case: str, story: Mapping[str, Any]) -> None:
    """The same rules ran and found nothing, and the barrier stands better than before."""
    result = barriers(f"{case}-after")[story["barrier"]]
    states = {rule.id: rule.state for rule in result.rules}
    assert {states[rule] for rule in story["rules"]} == {"ran"}
    assert result.findings == ()
    assert result.status.words == story["after"]
    assert WORST_FIRST.index(story["after"]) > WORST_FIRST.index(story["before"])


@each_story
def test_the_line_that_lifts_it_is_in_the_source(case: str, story: Mapping[str, Any]) -> None:
    """It stands once, cited, in the file after and not in the file before."""
    (line,) = (line for line in lines(f"{case}-after") if story["lifted_by"] in line)
    mark = MARK.search(line)
    assert mark and mark["case"]
    assert not any(story["lifted_by"] in line for line in lines(f"{case}-before"))


@each_case
def test_nothing_else_changes_between_the_two(case: str) -> None:
    """Every barrier whose status differs is one of the story or explained."""
    before, after = barriers(f"{case}-before"), barriers(f"{case}-after")
    changed = {
        id: (before[id].status.words, after[id].status.words)
        for id in before
        if before[id].status is not after[id].status
    }
    told = [*CASES[case]["overcome"], *CASES[case]["also"]]
    assert changed == {one["barrier"]: (one["before"], one["after"]) for one in told}


@each_case
def test_what_no_rule_reads_is_not_shown_as_healthy(case: str) -> None:
    """A barrier that the source says was overcome and nothing here can show is assessed in neither file."""
    told = CASES[case]["not_expressed"]
    assert told and all(one["says"] and one["because"] and one["cite"] for one in told)
    for one in told:
        for when in ("before", "after"):
            if "barrier" in one:
                assert barriers(f"{case}-{when}")[one["barrier"]].status is Status.NOT_ASSESSED


def test_the_two_figures_of_ours_that_matter_do_what_the_guide_says() -> None:
    """Any sum of the notional budget gives the same; and early in its year the project's money is no finding."""
    path = FOLDER / "health-mentoring-before.yaml"
    text = path.read_text("utf-8")
    assert text.count("amount: 1000 ") == 1
    changed = text.replace("amount: 1000 ", "amount: 777777 ")
    described = read_source(Source(path.name, changed.encode(), changed), date.max)
    other = assess(described.partnership, THEMES, STANDARD)
    assert [finding.ref for finding in other.findings] == [finding.ref for finding in checked(path.stem).findings]
    early = assess(read(str(path), date.max, date(2007, 9, 30)).partnership, THEMES, STANDARD)
    assert "purposes/funding-cliff" not in {finding.rule for finding in early.findings}


def test_the_guide_does_what_it_says(tmp_path: Path) -> None:
    """Each command runs in a folder with the examples, and says what is quoted."""
    (tmp_path / "examples").symlink_to(FOLDER.parent)
    blocks = re.findall(r"^```console\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    steps = [step for block in blocks for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    for step in steps:
        command, _, expected = step.partition("\n")
        done = run(command, tmp_path)
        assert done.returncode in (0, 1), done.stderr
        assert_says(done.stdout + done.stderr, expected)
    assert len(steps) == 6
    assert "before.json" in {path.name for path in tmp_path.iterdir()}


@each_case
def test_the_guide_tells_every_story(case: str) -> None:
    """Each case has its heading and, in its table, each barrier of the story with its page."""
    told = CASES[case]
    start = PAGE.index(f"\n## {told['title']}\n")
    section = PAGE[start : PAGE.index("\n## ", start + 1)]
    titles = {id: barrier.title for id, barrier in barriers(f"{case}-before").items()}
    for story in told["overcome"]:
        assert f"| **{titles[story['barrier']]}** | {story['before']}: " in section
        assert f"{story['says']} ({story['cite']})" in section
