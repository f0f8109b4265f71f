"""The engine, with a theme made for the purpose: statuses, failures, references, questions, what was not assessed."""

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

from cases import describe
from joinedup import (
    GOOD_PRACTICE,
    HIGH,
    LOW,
    MEDIUM,
    Assessment,
    Barrier,
    Citation,
    NotAssessed,
    Partnership,
    Question,
    Risk,
    Severity,
    Solution,
    Theme,
    Yielded,
    needs,
)
from joinedup.assess import assess
from joinedup.assessment import Status
from joinedup.remedies import rank
from joinedup.rulesets import resolve
from joinedup.verdict import standing

PAGE = """A made-up rule.

    ## Why it matters

    It does.

    ## What to do

    Mend it.
    """
GIVEN: dict[str, Any] = {
    "format": "joinedup/1",
    "name": "Northby",
    "as_of": "2026-09-30",
    "agencies": [{"id": "council", "name": "Council"}, {"id": "police", "name": "Police"}],
    "budgets": [],
}
SOLUTIONS = tuple(
    Solution(name, name.title(), Citation("Made up"), "It helps.", ("Begin.", "Go on."), "") for name in ("one", "two")
)
Yields = Callable[[Partnership], Iterator[Yielded]]


def barrier(*rules: tuple[str, Yields, dict[str, Any]]) -> Barrier:
    """A barrier with these rules; the first is the main one unless it says otherwise."""
    made = Barrier("Made up", Citation("Made up"), "All is well.", ("made/one", "made/two"))
    for number, (name, function, options) in enumerate(rules):

        def rule(partnership: Partnership, function: Yields = function) -> Iterator[Yielded]:
            yield from function(partnership)

        rule.__name__, rule.__doc__ = name, PAGE
        rule.__annotations__ = {"partnership": Partnership}
        settings = {"severity": HIGH, "needs": needs(), "basis": GOOD_PRACTICE, "main": number == 0, **options}
        made.rule(settings.pop("severity"), **settings)(rule)
    return made


def check(*barriers: Barrier, **given: Any) -> Assessment:
    """The assessment of a small partnership under a theme of these barriers."""
    modules = []
    for number, made in enumerate(barriers):
        module = ModuleType(f"made.barrier_{number}")
        module.barrier = made  # type: ignore[attr-defined]
        modules.append(module)
    theme = Theme("made", "Made", "Made up", tuple(modules), SOLUTIONS)
    return assess(describe({**GIVEN, **given}), [theme], resolve([theme]))


def nothing(partnership: Partnership) -> Iterator[Yielded]:
    """Finds nothing."""
    yield from ()


def risk(partnership: Partnership) -> Iterator[Yielded]:
    """Finds something about each agency."""
    for agency in partnership.agencies:
        yield Risk(subject=agency, because=f"{agency} is there.", at=(agency,), agencies=(agency.id,))


def crash(partnership: Partnership) -> Iterator[Yielded]:
    """Finds something, then breaks."""
    yield from risk(partnership)
    raise ZeroDivisionError("nought")


def too_few(partnership: Partnership) -> Iterator[Yielded]:
    """Cannot judge."""
    yield NotAssessed(because="2 meetings recorded; 3 needed")


def in_part(partnership: Partnership) -> Iterator[Yielded]:
    """Judges some records and not others."""
    yield NotAssessed(because="2 meetings of C recorded; 3 needed", part=True)


def statuses(assessment: Assessment) -> list[Status]:
    """How the barriers stand."""
    return [barrier.status for barrier in assessment.barriers]


@pytest.mark.parametrize(
    ("rules", "status"),
    [
        ([("main", nothing, {})], Status.CLEAR),
        ([("main", risk, {"severity": HIGH})], Status.IN_THE_WAY),
        ([("main", risk, {"severity": MEDIUM})], Status.FORMING),
        ([("main", risk, {"severity": LOW})], Status.FORMING),
        ([("main", nothing, {"needs": needs("actions")})], Status.NOT_ASSESSED),
        ([("main", too_few, {})], Status.NOT_ASSESSED),
        ([("main", nothing, {"needs": needs("actions")}), ("other", risk, {})], Status.IN_THE_WAY),
        ([("main", nothing, {}), ("other", nothing, {"needs": needs("actions")})], Status.CLEAR),
        ([("main", nothing, {"needs": needs("actions")}), ("other", nothing, {})], Status.NOT_ASSESSED),
        ([("main", crash, {})], Status.NOT_ASSESSED),
        ([("main", nothing, {}), ("other", crash, {})], Status.NOT_ASSESSED),
        ([("main", crash, {}), ("other", risk, {})], Status.IN_THE_WAY),
    ],
)
def test_the_status_of_a_barrier(rules: list[Any], status: Status) -> None:
    """Clear only if nothing was found and the main rule ran; a crash never reads as clear."""
    assert statuses(check(barrier(*rules))) == [status]


def test_a_rule_that_judged_a_part_ran_and_says_what_it_left_aside() -> None:
    """It keeps its barrier clear, but nobody may take that for the whole; its reason is no reason of the barrier."""
    assessment = check(barrier(("one", in_part, {}), ("two", too_few, {})), barrier(("three", nothing, {})))
    partly, whole = assessment.barriers
    assert statuses(assessment) == [Status.CLEAR, Status.CLEAR]
    assert [(rule.state, rule.because) for rule in partly.rules[:2]] == [
        ("ran", "2 meetings of C recorded; 3 needed"),
        ("not-assessed", "2 meetings recorded; 3 needed"),
    ]
    assert partly.because == "2 meetings recorded; 3 needed"
    assert "ran, the main one in part" in standing(partly)
    assert "in part" not in standing(whole)


def test_a_rule_that_could_judge_nothing_is_not_excused_by_a_part() -> None:
    """A whole reason beside a partial one: the rule is not assessed, and so is its barrier."""

    def both(partnership: Partnership) -> Iterator[Yielded]:
        yield from in_part(partnership)
        yield from too_few(partnership)

    assessment = check(barrier(("one", both, {})))
    assert statuses(assessment) == [Status.NOT_ASSESSED]
    assert (
        assessment.barriers[0].rules[0].because == "2 meetings of C recorded; 3 needed; 2 meetings recorded; 3 needed"
    )


def test_an_empty_section_is_described_and_an_absent_one_is_not() -> None:
    """`budgets: []` lets a rule run; without the section the reason is given."""
    given = barrier(("main", nothing, {"needs": needs("budgets")}))
    assert statuses(check(given)) == [Status.CLEAR]
    assert check(barrier(("main", nothing, {"needs": needs("roles", any_of=("boards", "targets"))}))).barriers[
        0
    ].because == ("the description does not give roles, and boards or targets")


def test_a_rule_that_raises_is_named_and_the_others_run() -> None:
    """What it yielded before is dropped: all or nothing. The failure is no finding and no silence."""
    result = check(barrier(("main", crash, {})), barrier(("fine", risk, {})))
    assert [(failure.rule, failure.error) for failure in result.failures] == [
        ("made/main", "ZeroDivisionError: nought")
    ]
    assert {finding.rule for finding in result.findings} == {"made/fine"}
    assert result.barriers[0].rules[0].state == "failed"


@pytest.mark.parametrize(
    ("rubbish", "says"),
    [
        (lambda p: iter(["x"]), "neither Risk, Question nor NotAssessed"),
        (lambda p: iter([Risk(subject=p.agencies[0], because=" ", at=(p,))]), "lacks what was seen"),
        (lambda p: iter([Risk(subject=p.agencies[0], because="x", at=())]), "lacks what was seen"),
        (lambda p: iter([Risk(subject=p, because="x", at=(p,), tier="odd")]), 'no severity for "odd"'),
        (lambda p: iter([Risk(subject=p, because="x", at=(p,), agencies=("nobody",))]), "nobody"),
        (lambda p: iter([Question(asks="Why")]), "must end in a question mark"),
        (lambda p: iter([*risk(p), *risk(p)]), "2 risks about Council"),
        (lambda p: iter([Risk(subject=p, because="x", at=((p, "nonsense"),))]), "nonsense"),
    ],
)
def test_a_rule_that_yields_rubbish_has_failed(rubbish: Yields, says: str) -> None:
    """Each kind of rubbish is named; none of it reaches the board."""
    result = check(barrier(("main", rubbish, {})))
    assert says in result.failures[0].error
    assert result.findings == ()


def test_references_do_not_depend_on_order_wording_or_evidence() -> None:
    """The rule and the ids of the subject alone make a reference."""

    def other_words(partnership: Partnership) -> Iterator[Yielded]:
        for agency in reversed(partnership.agencies):
            yield Risk(subject=agency, because="Other words.", at=(partnership, agency))

    first = check(barrier(("main", risk, {})))
    second = check(barrier(("main", other_words, {})), agencies=list(reversed(GIVEN["agencies"])))
    assert [finding.ref for finding in first.findings] == [finding.ref for finding in second.findings]
    assert all(finding.ref.startswith("MA-") and len(finding.ref) == 9 for finding in first.findings)


def test_a_pair_has_one_reference_whichever_comes_first() -> None:
    """A finding about two records is the same finding from both sides."""

    def pair(turn: int) -> Yields:
        return lambda p: iter([Risk(subject=p.agencies[::turn], because="Both.", at=p.agencies)])

    one, other = (check(barrier(("main", pair(turn), {}))).findings[0] for turn in (1, -1))
    assert (one.ref, one.subject) == (other.ref, other.subject)
    assert (one.subject.kind, one.subject.ids) == ("pair", ("council", "police"))


def test_a_question_is_asked_once_however_many_rules_ask_it() -> None:
    """Two rules that need the same fact put one question."""

    def ask(partnership: Partnership) -> Iterator[Yielded]:
        yield Question(asks="How much?", of=("police",), at=(partnership.agencies[1],))

    result = check(barrier(("main", ask, {}), ("other", ask, {})))
    assert [(asked.asks, asked.of, asked.evidence[0].path) for asked in result.questions] == [
        ("How much?", ("police",), "agencies.police")
    ]
    assert result.barriers[0].questions == 2


def test_worst_first_and_rulesets_decide_how_bad() -> None:
    """Findings are ordered by severity; a ruleset changes severity and whether a rule runs, each by itself."""
    made = barrier(("minor", risk, {"severity": LOW}), ("major", risk, {"severity": HIGH}))
    result = check(made)
    assert [finding.severity for finding in result.findings] == [HIGH, HIGH, LOW, LOW]
    module = ModuleType("made.it")
    module.barrier = made  # type: ignore[attr-defined]
    theme = Theme("made", "Made", "Made up", (module,), SOLUTIONS)
    rules: dict[str, dict[str, object]] = {
        "made/minor": {"severity": Severity.CRITICAL},
        "made/major": {"enabled": False},
    }
    changed = assess(describe(GIVEN), [theme], resolve([theme], changes=rules))
    assert [finding.severity for finding in changed.findings] == [Severity.CRITICAL] * 2
    assert [rule.state for rule in changed.barriers[0].rules] == ["ran", "off", "not-assessed"]


def test_remedies_are_a_cover_by_weight() -> None:
    """The solution that answers most goes first, and each finding is counted once."""
    only_two = barrier(("main", risk, {"severity": LOW, "solutions": ("made/two",)}))
    both = barrier(("also", risk, {"severity": HIGH}))
    result = check(only_two, both)
    assert [(remedy.solution, len(remedy.answers)) for remedy in result.remedies] == [("made/two", 4)]
    assert rank((), ()) == ()


def test_future_meetings_and_readings_are_noted() -> None:
    """What lies after today is left aside, and counted."""
    boards = [{"id": "b", "name": "B", "meetings": [{"on": "2026-10-01"}, {"on": "2026-09-30"}]}]
    targets = [
        {"id": "t", "title": "T", "readings": [{"value": 1, "on": "2027-01-01"}, {"value": 1, "on": "2028-01-01"}]}
    ]
    assert check(barrier(("main", nothing, {})), boards=boards, targets=targets).notes == (
        "1 meeting dated after 30 September 2026 left aside",
        "2 readings dated after 30 September 2026 left aside",
    )


def test_nothing_can_change_what_the_next_rule_sees() -> None:
    """Records, lists and mappings are frozen to the bottom: a rule that tries has failed."""

    def tamper(partnership: Any) -> Iterator[Yielded]:
        partnership.budgets[0].contributions["police"] = 1
        yield from ()

    def rename(partnership: Any) -> Iterator[Yielded]:
        partnership.agencies[0].name = "Mine"
        yield from ()

    budgets = [{"id": "b", "title": "B", "contributions": {"council": 1}}]
    result = check(barrier(("main", tamper, {}), ("other", rename, {})), budgets=budgets)
    assert [failure.rule for failure in result.failures] == ["made/main", "made/other"]
