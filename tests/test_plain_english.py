"""The texts that users read are in plain English, firm and fair: every page, every solution, and the report itself.

The labels of Tables 1 and 2, the names in a description, quoted records, fields and ids are not our prose. They are
taken out before anything is measured: a short word stands for each.
"""

import re
from collections.abc import Iterator, Sequence

import pytest

from cases import THEMES
from joinedup.assessment import Assessment
from joinedup.pages import paragraphs
from joinedup.partnership.base import Entry
from joinedup.report.decisions import decisions
from joinedup.report.summary import summary
from joinedup.rules import Rule
from plain_english import Prose, average, neutral, reading_age, sentences, words
from test_board import NAMES, example
from test_outputs import text

AVERAGE, LONGEST = 18, 30
"""Words a sentence: of a page on average, and of any one."""
OLDEST = 13
"""The reading age, in years, of what the board reads first."""
UNFAIR = re.compile(
    r"""\b(?:
    blindly | cheated | for\ show | guesswork | hid(?:e|ing)\ behind | mean\ it | quarrel\w* | quietly
    | a\ long\ time | hardly | no\ doubt | obviously | of\ course | of\ late | really | simply
    | behavior | center | judgment | organiz\w+ | prioritiz\w+ | program | recogniz\w+
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Line by line: what judges people, what stands where a figure should, and what is not spelt as in Britain."""


def parts(rule: Rule) -> list[str]:
    """The title and paragraphs of a rule's page."""
    page = rule.page
    return [f"{page.title}.", *paragraphs(page.intro), *paragraphs(page.why), *paragraphs(page.do)]


def pages() -> Iterator[tuple[str, list[str]]]:
    """Every text that plugins and engine write for users, by id."""
    for theme in THEMES:
        rules = {**{id: rule for id, _, rule in theme.each_rule()}, **dict(theme.each_cross_check())}
        yield from ((id, parts(rule)) for id, rule in rules.items())
        yield from ((id, [barrier.statement]) for id, barrier in theme.each_barrier())
        yield from ((id, [s.meaning, *s.first_steps, s.seen_in]) for id, s in theme.each_solution())


PAGES = dict(pages())


def said(texts: Sequence[str], names: Sequence[str] = ()) -> list[str]:
    """The sentences of texts, without what is quoted."""
    return [sentence for part in texts for sentence in sentences(neutral(part, names))]


def quoted(result: Assessment) -> list[str]:
    """What stands in a report and is not ours: the labels of the source's tables, and the names in the description."""
    partnership = result.partnership
    held = [getattr(partnership, section) for section in partnership.described]
    records = [record for records in held if isinstance(records, tuple) for record in records]
    cohorts = [target.cohort for target in partnership.targets] + [service.cohort for service in partnership.services]
    names = [record.label for record in records if isinstance(record, Entry)]
    labels = [barrier.title for barrier in result.barriers] + [s.label for s in result.solutions.values()]
    return [partnership.name, *names, *filter(None, cohorts), *labels]


def read_first(result: Assessment) -> Iterator[tuple[str, list[str]]]:
    """The sentences of the summary, and those of the decisions if there are any."""
    yield "summary", said([summary(result)], quoted(result))
    asked = [line for decision in decisions(result) for line in (decision.minute, decision.otherwise)]
    if asked:
        yield "decisions", said(asked, quoted(result))


def report(name: str) -> list[str]:
    """The sentences of an example's whole report."""
    result, context = example(name)
    return Prose(text("html", result, context), quoted(result)).sentences


@pytest.mark.parametrize("id", PAGES)
def test_pages_have_short_sentences(id: str) -> None:
    """At most 18 words on average and 30 in any."""
    of_page = said(PAGES[id])
    assert average(of_page) <= AVERAGE
    assert [sentence for sentence in of_page if words(sentence) > LONGEST] == []


@pytest.mark.parametrize("id", PAGES)
def test_pages_are_fair_and_exact(id: str) -> None:
    """None has a word that was found to blame somebody, to say less than a figure, or not to be British."""
    assert [match[0] for sentence in said(PAGES[id]) for match in UNFAIR.finditer(sentence)] == []


def test_no_two_rules_open_their_reason_alike() -> None:
    """Who reads a hundred cards in a row is not told the same again. The survey's rules share one page."""
    openings: dict[str, set[str]] = {}
    for theme in THEMES:
        for _, _, rule in theme.each_rule():
            why = sentences(rule.page.why)
            openings.setdefault(" ".join(why[0].split()[:5]), set()).add(rule.page.why)
    assert {opening: whys for opening, whys in openings.items() if len(whys) > 1} == {}


@pytest.mark.parametrize("name", NAMES)
def test_summary_and_decisions_can_be_read_at_thirteen(name: str) -> None:
    """By a formula that was published, and in sentences of 18 words or fewer on average."""
    for part, lines in read_first(example(name)[0]):
        assert reading_age(lines) <= OLDEST, part
        assert average(lines) <= AVERAGE, part


@pytest.mark.parametrize("name", NAMES)
def test_the_whole_report_has_short_sentences(name: str) -> None:
    """What the templates, the rules and the engine say, from the first page to the method."""
    lines = report(name)
    assert len(lines) > 30
    assert average(lines) <= AVERAGE
    assert [match[0] for line in lines for match in UNFAIR.finditer(line)] == []


def test_the_formula_is_the_one_published() -> None:
    """The lowest and a high grade, worked out by hand: 4.71 letters a word, 0.5 words a sentence, less 21.43."""
    assert reading_age(["The cat sat."]) == pytest.approx(4.71 * 3 + 0.5 * 3 - 21.43 + 5)
    hard = "Interdepartmental accountability arrangements necessitate comprehensive reconsideration."
    assert reading_age([hard]) > 40
    assert said(['Ask "Northby Police" and "Northby Council" now.', "See `goal.on`."]) == ["Ask it now.", "See it."]
