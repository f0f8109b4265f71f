"""Lenses: what an item says of records and people, what it leaves open, and what its author is told."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cases import STANDARD, THEMES
from joinedup.lenses.contents import counted
from joinedup.lenses.reader import known, read_lens
from joinedup.plugins import Plugins, load_themes
from joinedup.reading import UnreadableFile
from joinedup.rulesets.reader import read_ruleset
from looking import HEAD, item, lens, through

AGENCIES = [{"id": "council", "name": "Council"}, {"id": "police", "name": "Police"}]
TARGET = {"id": "fewer", "title": "Fewer exclusions", "cohort": "Looked-after children"}
RULE = "rules: [purposes/vulnerable-not-named]"
TRUST = "statements: [people/trust]"


def problems_of(path: Path) -> list[str]:
    """The first line of each problem, from the file's own name on."""
    with pytest.raises(UnreadableFile) as caught:
        lens(path)
    return [line.removeprefix(f"{path.parent}/") for line in str(caught.value).splitlines() if line[0] != " "]


def answered(agency: str, *answers: int, on: str = "2026-06-30") -> dict[str, Any]:
    """What the staff of an agency answered about trust."""
    return {"barrier": "people/trust", "agency": agency, "on": on, "answers": list(answers)}


def test_items_are_checked_asked_or_not_checkable() -> None:
    """By what they are tied to: rules first, statements without rules, neither."""
    kinds = [one.kind for one in lens().contents.items.values()]
    assert kinds == ["checked", "checked", "not-checkable", "asked", "checked", "not-checkable"]
    assert counted(lens().counts) == "6 items: 3 checked by rules, 1 asked of staff, 2 not checkable from here"


def test_each_item_of_an_example_says_what_is_known() -> None:
    """Findings by reference, answers with their number, and nothing found only where all was looked at."""
    result, _ = through("westmarsh")
    (view,) = result.lenses
    assert [(one.id, one.standing) for one in view.items] == [
        ("money-follows", "found"),
        ("named-groups", "nothing-found"),
        ("safe", "ask"),
        ("trusted", "found"),
        ("held-to-it", "nothing-found"),
        ("laughing", "ask"),
    ]
    unfunded, named = view.items[0].records
    assert [finding.ref for finding in unfunded.findings] == [
        finding.ref for finding in result.findings if finding.rule == "power/unfunded"
    ]
    assert (unfunded.state, unfunded.said, named.said) == ("found", "1 finding", "nothing found")
    assert view.items[0].standing_words == "findings, the worst high"
    (trust,) = view.items[3].people
    assert trust.state == "answered"
    assert trust.said == f"{trust.answers} people answered {trust.mean} on average, from 1 to 5"
    assert [finding.rule for finding in trust.findings] == ["people/trust-survey"]
    assert [(words, [one.id for one in items]) for words, items in view.groups] == [
        ("Children first", ["money-follows", "named-groups", "safe"]),
        ("How we work", ["trusted", "held-to-it", "laughing"]),
    ]
    assert sum(view.standings.values()) == len(view.items)


def test_what_was_not_looked_at_is_never_nothing_found(tmp_path: Path) -> None:
    """A section that is missing, for all rules of an item or for one of them."""
    missing = item(tmp_path, RULE, {"agencies": AGENCIES})
    assert missing.standing == "not-assessed"
    assert missing.records[0].said == "not assessed: the description does not give targets"
    given = {"agencies": AGENCIES, "targets": [TARGET]}
    assert item(tmp_path, RULE, given).standing == "nothing-found"
    both = item(tmp_path, "rules: [purposes/vulnerable-not-named, power/two-lines]", given)
    assert [told.state for told in both.records] == ["nothing-found", "not-assessed"]
    assert both.standing == "in-part"


def test_a_rule_with_an_open_question_has_not_found_nothing(tmp_path: Path) -> None:
    """It could not judge every record: the number of its questions is said."""
    known_end = {"id": "a", "title": "A", "parties": ["council", "police"], "review_by": "2027-01-31"}
    given: dict[str, list[Any]] = {"agencies": list(AGENCIES), "data_sharing": [known_end]}
    assert item(tmp_path, "rules: [power/lapsed-agreement]", given).standing == "nothing-found"
    given["data_sharing"].append({"id": "b", "title": "B", "parties": ["council", "police"]})
    told = item(tmp_path, "rules: [power/lapsed-agreement]", given)
    assert (told.records[0].said, told.records[0].state) == ("nothing found, 1 question open", "in-part")
    assert told.standing == "in-part"


def test_a_rule_that_is_off_or_failed_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the reason of the ruleset; neither looks like nothing found."""
    path = tmp_path / "own.yaml"
    path.write_text("rules: {purposes/vulnerable-not-named: {enabled: false, why: The county names them}}\n")
    given = {"agencies": AGENCIES, "targets": [TARGET]}
    off = item(tmp_path, RULE, given, read_ruleset(str(path), THEMES).ruleset)
    assert off.records[0].said == "switched off by the ruleset: The county names them"
    assert (off.records[0].state, off.standing) == ("off", "not-assessed")
    rule = next(r for theme in THEMES for id, _, r in theme.each_rule() if id == "purposes/vulnerable-not-named")

    def broken(partnership: object) -> object:
        raise ValueError("a fault")

    before = rule.function
    object.__setattr__(rule, "function", broken)
    try:
        failed = item(tmp_path, RULE, given)
    finally:
        object.__setattr__(rule, "function", before)
    assert (failed.records[0].state, failed.records[0].said) == ("failed", "failed: the rule failed")
    assert failed.standing == "not-assessed"


def test_what_was_accepted_is_said_to_be(tmp_path: Path) -> None:
    """A finding under a waiver is counted and does not stand as an open one."""
    path = tmp_path / "own.yaml"
    path.write_text(
        "waivers: [{rule: purposes/vulnerable-not-named, covers: [partnership], reason: R, accepted_by: Board, "
        "until: 2027-01-31}]\n"
    )
    given = {"agencies": AGENCIES, "targets": [{"id": "t", "title": "T"}]}
    told = item(tmp_path, RULE, given, read_ruleset(str(path), THEMES).ruleset)
    assert (told.standing, told.records[0].said, told.worst) == ("accepted", "1 finding, 1 of them accepted", None)


@pytest.mark.parametrize(
    ("survey", "state", "said"),
    [
        (None, "not-asked", "not asked: the description gives no survey"),
        ([], "not-asked", "not asked: the survey has no answers to this"),
        ([answered("council", 0, 0, 0, 0, 40, on="2026-10-01")], "not-asked", "not asked: the survey has no answers"),
        ([answered("council", 0, 0, 0, 0, 0)], "too-few", "nobody answered its survey statement"),
        ([answered("council", 0, 0, 1, 3, 5)], "too-few", "fewer than 10 people answered its survey statement"),
        (
            [answered("council", 0, 0, 1, 3, 5), answered("police", 0, 0, 0, 0, 1)],
            "answered",
            "10 people answered 4.5 on average, from 1 to 5",
        ),
    ],
)
def test_what_people_say_is_hidden_where_few_answered(
    survey: list[Any] | None, state: str, said: str, tmp_path: Path
) -> None:
    """As everywhere: pooled, by the ruleset's least number; no figure of a smaller group is anywhere."""
    given = {"agencies": AGENCIES} if survey is None else {"agencies": AGENCIES, "survey": survey}
    told = item(tmp_path, TRUST, given)
    (people,) = told.people
    assert (people.state, told.standing) == (state, state)
    assert people.said.startswith(said)
    if state != "answered":
        assert (people.answers, people.mean) == (None, "")


def test_every_problem_of_a_lens_at_once(tmp_path: Path) -> None:
    """Unknown rules, barriers, groups and fields, an item twice, without a citation or evidence: with their places."""
    path = tmp_path / "own.yaml"
    path.write_text(
        """format: joinedup-lens/2
title: Own
abuot: What one sees.
source: Made up
groups:
  children: Children first
  nobody: Nobody
items:
  one:
    title: A claim
    cite: page 1
    group: childrun
    rules: [power/unfundet, power/unfunded, power/unfunded]
  two:
    title: Another claim
    group: children
    statements: [people/trusst]
  one:
    title: Twice
    cite: page 2
    group: children
    ask: Who?
  three: {title: Nothing to go by, cite: page 3, group: children}
  Four: {title: No heading, cite: page 4, ask: "Who?"}
  five:
    title: A claim that goes on and on until nobody who reads it can still remember how it began at all
    cite: page 5
    group: children
    ask: Tell us.
  six: {title: Wrong place, cite: page 6, group: children, rules: [people/trust-survey], outcome: staying-safe}
"""
    )
    assert problems_of(path) == [
        'own.yaml:1:1: "about" is missing',
        'own.yaml:1:9: format: "joinedup-lens/2" is not a word this field knows; did you mean "joinedup-lens/1"?',
        'own.yaml:3:1: abuot: "abuot" is not a field; did you mean "about"?',
        "own.yaml:7:3: groups.nobody: no item names this group",
        'own.yaml:12:12: items.one.group: no group "childrun"; did you mean "children"?',
        'own.yaml:13:13: items.one.rules[1]: no rule "power/unfundet"; did you mean "power/unfunded"?',
        'own.yaml:13:45: items.one.rules[3]: "power/unfunded" is listed twice',
        'own.yaml:15:5: items.two: "cite" is missing',
        'own.yaml:17:18: items.two.statements[1]: no barrier "people/trusst"; did you mean "people/trust"?',
        'own.yaml:18:3: one: "one" is given twice',
        "own.yaml:23:10: items.three: it has neither rules nor statements nor ask: give one of them",
        'own.yaml:24:3: items.Four: "Four" is no id: use lower-case words with hyphens; did you mean "four"?',
        'own.yaml:24:9: items.Four: "group" is missing: the lens has groups',
        "own.yaml:26:12: items.five.title: the title has 92 characters: at most 89",
        "own.yaml:29:10: items.five.ask: a question ends in a question mark",
        'own.yaml:30:68: items.six.rules[1]: "people/trust-survey" reads the survey: '
        "name people/trust under statements",
        "own.yaml:30:99: items.six.outcome: a list is needed here: write [staying-safe]",
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "own.yaml: the file is empty"),
        ("- a list", "own.yaml:1:1: a mapping is needed here, such as {format: …}"),
        (f"{HEAD}items: {{}}\n", "own.yaml:5:1: items: name at least one item"),
        (f"{HEAD}items: [one]\n", "own.yaml:5:8: items: a mapping is needed here"),
        (
            f"{HEAD}items:\n  one: {{title: [A], cite: p, rules: [[x]], ask: {{a: b}}}}\n",
            "own.yaml:6:16: items.one.title: ",
        ),
        (
            f"{HEAD}groups: {{a: [x]}}\nitems:\n  one: {{title: A, cite: p, group: [a], ask: 'Who?'}}\n",
            "own.yaml:7:35: items.one.group: an id is needed here",
        ),
        (
            f"{HEAD}groups: {{a: [x]}}\nitems:\n  one: {{title: A, cite: p, group: b, ask: 'Who?'}}\n",
            "own.yaml:5:13: groups.a: a single value is needed here",
        ),
        (f"{HEAD}items:\n  one: A claim\n", "own.yaml:6:8: items.one: a mapping is needed here"),
        (f"{HEAD}items:\n  one: {{title: A, cite: p\n", "own.yaml:7:1: not readable as YAML"),
        (
            f"{HEAD}items:\n  one: {{title: A, cite: p, group: us, ask: 'Who?'}}\n",
            'own.yaml:6:35: items.one.group: no group "us"',
        ),
        (f"{HEAD}items:\n  one: {{title: A, cite: p, rules: [northby/own]}}\n", 'no rule "northby/own"'),
    ],
)
def test_what_is_no_lens_is_refused(text: str, says: str, tmp_path: Path) -> None:
    """With one clear message; a local rule is known only where the ruleset brings it."""
    path = tmp_path / "own.yaml"
    path.write_text(text)
    with pytest.raises(UnreadableFile) as caught:
        read_lens(path, known(load_themes(), STANDARD))
    assert says in str(caught.value)


def test_a_lens_may_name_the_local_rules_of_the_ruleset(tmp_path: Path) -> None:
    """What they find bears on its items."""
    path = tmp_path / "own.yaml"
    path.write_text(
        """local_rules:
  northby/police-not-core:
    title: The police are not a core partner
    barrier: people/relationships
    severity: high
    for_each: agencies
    where: [{field: core, is: is, value: false}]
    because: "{name} is not a core partner."
    why: They are often the first to meet a child.
    do: Ask who will sign.
"""
    )
    told = item(
        tmp_path,
        "rules: [northby/police-not-core]",
        {"agencies": [{"id": "police", "name": "Police"}]},
        read_ruleset(str(path), THEMES).ruleset,
    )
    assert [finding.because for finding in told.records[0].findings] == ["Police is not a core partner."]


def test_a_broken_plugin_makes_no_lens_wrong(tmp_path: Path) -> None:
    """Nobody knows which rules it would have had: its items are not assessed, and nothing is refused."""
    from joinedup.entry_points import EntryPoint

    plugins: Plugins = load_themes([EntryPoint("power", "nowhere_at_all")])
    path = tmp_path / "own.yaml"
    path.write_text(
        f"{HEAD}items:\n  one: {{title: A, cite: p, rules: [power/unfunded], statements: [power/budgets]}}\n"
    )
    from joinedup.assess import assess
    from joinedup.lenses.look import look
    from joinedup.rulesets import resolve

    result, _ = through("minimal")
    empty = assess(result.partnership, (), resolve(()), plugins.failures)
    told = look(read_lens(path, known(plugins, resolve(()))), empty, 10).items[0]
    assert told.standing == "not-assessed"
    assert told.records[0].said == told.people[0].said == "not assessed: its plugin could not be used"


DAY, LATER, TOMORROW = "2025-08-31", "2026-08-31", "2026-10-01"
OUTCOME = 'outcome: [staying-safe, Stay  SAFE], ask: "Do they?"'
SERVED: dict[str, Any] = {
    "agencies": [*AGENCIES, {"id": "school", "name": "School"}],
    "outcomes": [{"id": "safety", "name": "Stay safe"}, {"id": "health", "name": "Be healthy"}],
    "targets": [
        {
            **TARGET, "outcome": "safety", "contributors": ["council"], "cohort_size": 41, "unit": "per cent",
            "readings": [{"value": 30, "on": DAY}, {"value": 34.5, "on": LATER}, {"value": 40, "on": TOMORROW}],
            "comparison": {
                "with": "others",
                "readings": [{"value": 60, "on": DAY}, {"value": 61.2, "on": LATER}, {"value": 62, "on": TOMORROW}],
            },
        },
        {"id": "nights", "title": "Quiet nights", "outcome": "safety", "cohort": "Care leavers"},
        {"id": "teeth", "title": "Healthy teeth", "outcome": "health"},
        {"id": "loose", "title": "A loose end"},
    ],
    "services": [
        {"id": "walk", "title": "Walks", "supports": ["fewer"], "agencies": ["police"], "cohort": "Pupils"},
        {"id": "old", "title": "Old", "supports": ["fewer"], "agencies": ["school"], "ends": "2026-01-31"},
    ],
    "budgets": [
        {"id": "own", "title": "Own", "funds": ["walk"], "amount": 100000},
        {"id": "both", "title": "Both", "funds": ["fewer", "teeth"]},
        {"id": "past", "title": "Past", "funds": ["fewer"], "amount": 5, "ends": "2026-01-31"},
        {"id": "free", "title": "Free", "amount": 7},
    ],
}  # fmt: skip


def test_the_facts_of_an_outcome(tmp_path: Path) -> None:
    """Found by name whatever its case and spaces; only what is current; the newest gap on one day up to today."""
    facts = item(tmp_path, OUTCOME, SERVED).outcome
    assert facts is not None
    assert (facts.outcomes, facts.targets, facts.services) == (("safety",), ("fewer", "nights"), ("walk",))
    assert (facts.budgets, facts.pounds, facts.missing) == (("both", "own"), Decimal(100000), ())
    assert (facts.groups, facts.agencies) == (
        ("Care leavers", "Looked-after children", "Pupils"),
        ("council", "police"),
    )
    assert dict(facts.rows) == {
        "Targets": '2 targets: "Fewer exclusions" and "Quiet nights". 1 more target names no outcome at all.',
        "Services": '1 current service: "Walks".',
        "Money": "£100,000 in 2 current budgets, each for its whole period. 1 budget gives no amount. "
        "1 budget funds other work too. 1 more current budget names nothing to fund.",
        "Groups": "Care leavers, Looked-after children, Pupils.",
        "Gaps": '"Fewer exclusions": 34.5 for Looked-after children, 41 children, and 61.2 for other children, on '
        "31 August 2026 (per cent). "
        'No day has readings of the group and of others for 1 target: "Quiet nights".',
        "Agencies": "Council and Police.",
    }


@pytest.mark.parametrize(
    ("left_out", "rows"),
    [
        (("outcomes",), {"Outcome": "Not described: the description gives no outcomes."}),
        (("targets", "services", "budgets"), {"Targets": "Not described, and so neither is what serves them."}),
        (("services",), {"Services": "Not described."}),
        (("budgets",), {"Money": "Not described."}),
    ],
)
def test_facts_that_are_not_described_say_so(left_out: tuple[str, ...], rows: dict[str, str], tmp_path: Path) -> None:
    """A section that is absent never reads as none."""
    given = {name: value for name, value in SERVED.items() if name not in left_out}
    if "outcomes" in left_out:
        given["targets"] = [{k: v for k, v in target.items() if k != "outcome"} for target in given["targets"]]
    if "services" in left_out:
        given["budgets"] = [{"id": "b", "title": "B", "funds": ["fewer"]}] if "targets" not in left_out else []
    facts = item(tmp_path, OUTCOME, {k: v for k, v in given.items() if k not in left_out}).outcome
    assert facts is not None
    assert rows.items() <= dict(facts.rows).items()
    assert facts.missing == left_out


def test_local_names_of_things_are_kept(tmp_path: Path) -> None:
    """Words of ours are said as the authority says them; its own stay as they are."""
    path = tmp_path / "own.yaml"
    path.write_text("terms: {agency: partner}\n")
    told = item(tmp_path, f"{OUTCOME}, rules: [power/single-payer]", SERVED, read_ruleset(str(path), THEMES).ruleset)
    assert told.outcome is not None
    assert told.outcome.rows[-1] == ("Partners", "Council and Police.")
    assert told.records[0].title == "One partner pays nearly all of a pooled budget"


def test_an_outcome_that_a_description_does_not_list_is_said_to_be_missing(tmp_path: Path) -> None:
    """None of the names fits: nothing is said of money or agencies as if there were none."""
    facts = item(tmp_path, 'outcome: [being-heard], ask: "Do they?"', SERVED).outcome
    assert facts is not None
    assert (facts.outcomes, facts.pounds) == ((), None)
    assert facts.rows == (
        ("Outcome", 'No outcome of the description goes by the name "being-heard" or another that this lens knows.'),
    )


def test_an_outcome_with_nothing_behind_it_says_none(tmp_path: Path) -> None:
    """Sections that are there and empty are an answer."""
    given = {**SERVED, "targets": [], "services": [], "budgets": []}
    facts = item(tmp_path, OUTCOME, given).outcome
    assert facts is not None
    assert [said for _, said in facts.rows] == [
        "No target.",
        "No current service.",
        "No current budget.",
        "No target or service names a group.",
        "No target is for a group, so there is no gap to measure.",
        "None is named.",
    ]
