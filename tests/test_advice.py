"""What to add next: it brings what it promises, the best stands first, and every report says the same."""

import json
from collections.abc import Sequence
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from joinedup.advice import Advice, advice
from joinedup.advice_words import MOST, said
from joinedup.assess import assess
from joinedup.assessment import Assessment, BarrierResult, RuleResult, Status, ThemeResult
from joinedup.cli.main import main
from joinedup.outputs import Context, renderer
from joinedup.partnership import SECTIONS
from joinedup.plugins import load_themes
from joinedup.reading import Source, read_source
from joinedup.rules import Needs, needs
from joinedup.rulesets.reader import read_ruleset

ROOT = Path(__file__).parent.parent
THEMES = load_themes().themes
RULESET = read_ruleset("standard", THEMES).ruleset
CONTEXT = Context("trust.yaml", "", "0")
HEAD = "format: joinedup/1\nname: Example Trust\nagencies:\n  - {id: council, name: Example Council}\n"
NONE = {"vision": "{statement: Every child is safe}", "disputes": "{open: 0}", "confirmed_by": "{}"}
Capture = pytest.CaptureFixture[str]


def checked(*sections: str, text: str = HEAD) -> Assessment:
    """The check of a description in which some sections say that there are none."""
    text += "".join(f"{section}: {NONE.get(section, '[]')}\n" for section in sections)
    found = read_source(Source("trust.yaml", text.encode(), text), date(2026, 9, 30), None, load_themes().barriers)
    return assess(found.partnership, THEMES, RULESET)


def waiting(assessment: Assessment) -> tuple[set[str], set[str]]:
    """The rules that wait for a section, and the barriers whose main rule does."""
    rules = {rule.id for rule in assessment.rules("not-assessed") if rule.missing}
    return rules, {one.id for one in assessment.barriers if any(rule.main and rule.missing for rule in one.rules)}


def of_sections(items: Sequence[Advice]) -> list[Advice]:
    """The items that say which sections to describe."""
    return [item for item in items if item.sections and not item.because]


@pytest.mark.parametrize("begun", [(), ("actions",), ("roles", "boards", "targets"), ("survey", "services")])
def test_it_brings_what_it_promises(begun: tuple[str, ...]) -> None:
    """Each item in turn, with all before it described: so many rules less wait, and so many barriers."""
    described = list(begun)
    unknown = {barrier.id for barrier in checked(*begun).by_status(Status.NOT_ASSESSED)}
    for item in of_sections(advice(checked(*begun))):
        rules, barriers = waiting(checked(*described))
        described += item.sections
        rules_then, barriers_then = waiting(checked(*described))
        assert len(rules) - len(rules_then) == item.rules
        assert set(item.barriers) == (barriers - barriers_then) & unknown
    assert waiting(checked(*described)) == (set(), set())


def test_the_best_stands_first() -> None:
    """No section alone opens more barriers than the first that is advised."""
    first = advice(checked())[0]
    barriers = waiting(checked())[1]
    opened = {
        section: len(barriers - waiting(checked(section))[1])
        for section in SECTIONS
        if section not in ("agencies", "confirmed_by")
    }
    assert len(first.barriers) / len(first.sections) == max(opened.values())
    assert not first.questions


def made(*rules: Needs) -> Assessment:
    """A check of barriers whose main rules wait for these sections."""
    barriers = tuple(
        BarrierResult(
            f"x/barrier-{number}", "", "", "", Status.NOT_ASSESSED,
            (RuleResult("x/r", "", True, "not-assessed", "it is not there", one.missing(frozenset()), needs=one),), (),
        )
        for number, one in enumerate(rules)
    )  # fmt: skip
    return checked().but(themes=(ThemeResult("x", "", "", barriers),), questions=())


def test_sections_that_bring_nothing_alone_are_advised_together() -> None:
    """And it says so; also where one of several is enough beside another."""
    check = made(*[needs("services", "targets")] * 3, needs("plans"))
    both, plans = advice(check)
    assert (both.sections, both.alone, len(both.barriers)) == (("targets", "services"), False, 3)
    assert said(check, both).startswith(
        "Describe targets and services together: 3 more barriers could be assessed and 3 more rules could run. "
        "Neither brings a barrier alone. Usually known by the officer who keeps the performance figures and the "
    )
    assert plans.sections == ("plans",)
    (choice,) = advice(made(needs("data_sharing", any_of=("services", "bids"))))
    assert choice.sections == ("services", "data_sharing")


def test_a_cheap_section_goes_before_two_that_bring_the_same() -> None:
    """What counts is what it brings for the work of writing it."""
    first, *_ = advice(made(*[needs("services", "targets")] * 2, needs("plans")))
    assert first.sections == ("plans",)


def test_questions_are_advised_by_who_can_answer() -> None:
    """Every open question is counted once; a barrier that waits for answers makes them worth more."""
    text = (ROOT / "examples" / "westmarsh.yaml").read_text("utf-8")
    check = checked(text=text)
    items = [item for item in advice(check) if item.questions]
    assert sum(item.questions for item in items) == len(check.questions) > 0
    assert {item.of for item in items} == {asked.of for asked in check.questions}
    assert "Answer 2 questions to Westmarsh Council" in said(check, items[0])
    role, board = "{id: chair, title: Chair, agency: council}", "{id: board, name: Board, members: [chair]}"
    thin = checked(text=f"{HEAD}roles: [{role}]\nboards: [{board}]\n")
    asked = next(item for item in advice(thin) if item.questions)
    assert asked.barriers == ("people/staff_commitment",)


def test_too_few_records_are_advised_with_what_is_lacking() -> None:
    """A section that is there and says too little is named with the reason."""
    survey = "survey: [{barrier: people/trust, agency: council, on: 2026-01-01, answers: [1, 0, 0, 0, 0]}]\n"
    rest = [section for section in SECTIONS if section not in ("agencies", "survey")]
    lacking = [item for item in advice(checked(*rest, text=HEAD + survey)) if item.because]
    for item in lacking:
        assert item.barriers
        assert item.because in said(checked(), item)
    assert lacking


def test_nothing_is_advised_where_nothing_is_missing() -> None:
    """Every report then leaves the heading out."""
    check = checked(text=(ROOT / "examples" / "northby.yaml").read_text("utf-8"))
    assert advice(check) == []
    for format in ("text", "markdown", "html"):
        assert "What to add next" not in str(renderer(format)(check, CONTEXT))


@pytest.mark.parametrize("format", ["text", "markdown", "html", "json"])
def test_every_report_gives_the_same_advice(format: str) -> None:
    """The first few, and how many more; JSON has all."""
    check = checked()
    items = advice(check)
    shown = unescape(str(renderer(format)(check, CONTEXT)).replace("\\", ""))
    report = " ".join(shown.split())
    for item in items[:MOST]:
        assert said(check, item) in report
    if format == "json":
        told = json.loads(str(renderer("json")(check, CONTEXT)))["advice"]
        assert [one["says"] for one in told] == [said(check, item) for item in items]
        assert told[0]["barriers"] == list(items[0].barriers)
    else:
        assert said(check, items[MOST]) not in report
        assert f"And {len(items) - MOST} more: joinedup advise lists them all." in report


def test_local_words_are_used() -> None:
    """The advice speaks as the ruleset does."""
    check = checked().but(terms={"agency": "partner"})
    items = of_sections(advice(check))
    assert any("each partner" in said(check, item) for item in items)
    assert not any("each agency" in said(check, item) for item in items)


def test_the_command_lists_all_of_it(tmp_path: Path, capsys: Capture) -> None:
    """With the barriers in the source's words; a file that cannot be read is exit code 2."""
    place = tmp_path / "trust.yaml"
    place.write_text(HEAD)
    assert main(["advise", str(place)]) == 0
    out = " ".join(capsys.readouterr().out.split())
    check = checked()
    for number, item in enumerate(advice(check), start=1):
        assert f"{number}. {said(check, item)}" in out
    assert "Deadlines missed or ignored" in out
    assert main(["advise", str(ROOT / "examples" / "northby.yaml")]) == 0
    assert capsys.readouterr().out.startswith("Nothing: no rule waits")
    westmarsh = str(ROOT / "examples" / "westmarsh.yaml")
    assert main(["advise", westmarsh]) == 0
    assert capsys.readouterr().out.endswith(f"\nThe questions themselves are listed by: joinedup check {westmarsh}\n")
    place.write_text("format: joinedup/1\n")
    assert main(["advise", str(place)]) == 2
    assert '"agencies" is missing' in capsys.readouterr().err
