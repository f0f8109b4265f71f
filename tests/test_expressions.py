"""Conditions and messages of a ruleset, from outside: what each text says of a record, and what is wrong with it."""

import ast
import json
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.expressions import (
    OPERATORS,
    BudgetError,
    ExpressionError,
    Scope,
    compiled,
    every,
    plain,
    template,
)
from joinedup.expressions.kinds import DATE, LIST, NUMBER
from joinedup.partnership import SECTIONS, Partnership
from joinedup.reading import Source, read_source

ENGINE = Path(__file__).parent.parent / "engine" / "joinedup"

GIVEN: Mapping[str, Any] = {
    "format": "joinedup/1",
    "name": "Northby",
    "as_of": "2026-09-30",
    "agencies": [
        {"id": "council", "name": "The Council", "kind": "local-authority", "core": True, "represents": 3},
        {"id": "police", "name": "Northby Police", "kind": "police"},
        {"id": "nhs", "name": "NHS"},
    ],
    "roles": [
        {"id": "chief", "title": "Chief", "agency": "police", "since": "2020-01-01", "may_spend": 1250.5,
         "deputy": "deputy"},
        {"id": "deputy", "title": "Deputy chief", "agency": "nhs", "vacant_since": "2026-09-01"},
    ],
    "boards": [
        {"id": "board", "name": "Trust Board", "chair": "chief", "members": ["chief", "deputy"],
         "quorum": {"at_least": 2}, "voices": ["young-people", "parents"], "joined": {"police": "2026-01-01"},
         "meetings": [{"on": "2026-01-10", "mostly": "operational", "present": ["council"]},
                      {"on": "2026-02-10", "present": []}, {"on": "2026-03-10", "mostly": "strategic"}]},
        {"id": "group", "name": "Group", "meetings": []},
    ],
    "targets": [
        {"id": "target", "title": "Fewer", "risk": 16, "comparison": {"with": "others"}, "cohort": "Year 8"},
        {"id": "other", "title": "More"},
    ],
    "budgets": [
        {"id": "pool", "title": "Pool", "amount": 0.3, "contributions": {"council": 0.1, "police": 0.2}},
        {"id": "bare", "title": "Bare"},
    ],
    "data_sharing": [
        {"id": "one", "title": "One", "parties": ["council", "police"], "dpia": "not-needed", "covers": "all"},
        {"id": "two", "title": "Two", "parties": ["council", "nhs"], "dpia": "2025-01-01"},
        {"id": "three", "title": "Three", "parties": ["council", "nhs"]},
    ],
}  # fmt: skip


def describe(data: Mapping[str, Any]) -> Partnership:
    """A description, through the real reader."""
    text = json.dumps(data)
    found = read_source(Source("case.json", text.encode(), text), today=date(2026, 9, 30)).partnership
    assert isinstance(found, Partnership)
    return found


TRUST = describe(GIVEN)


def answers(text: str, section: str) -> list[bool | None]:
    """What an expression says of each record of a section."""
    scope = Scope(section)
    return [compiled(text, scope).evaluate(record, TRUST) for record in scope.records(TRUST)]


def wrong(text: str, section: str = "agencies", **more: Any) -> tuple[int, str, str]:
    """What is wrong with an expression."""
    with pytest.raises(ExpressionError) as caught:
        compiled(text, Scope(section), **more)
    return caught.value.offset, caught.value.what, caught.value.meant


@pytest.mark.parametrize(
    ("section", "text", "expected"),
    [
        ("agencies", 'kind == "police" and not core', [False, True, None]),
        ("agencies", 'kind == "police" or core', [True, True, None]),
        ("agencies", "kind != 'police'", [True, False, None]),
        ("agencies", 'not (kind == "police")', [True, False, None]),
        ("agencies", 'core and kind == "police"', [False, False, False]),
        ("agencies", 'kind in ["police", "nhs"]', [False, True, None]),
        ("agencies", 'kind not in ["police", "nhs"]', [True, False, None]),
        ("agencies", "kind == null", [False, False, True]),
        ("agencies", "null != kind", [True, True, False]),
        ("agencies", 'otherwise(kind, "nhs") == "nhs"', [False, False, True]),
        ("agencies", "represents * 2 - 1 > 4 / 1", [True, False, False]),
        ("agencies", "-represents < -2", [True, False, False]),
        ("agencies", "represents==3", [True, False, False]),
        ("agencies", 'name.starts_with("The") or name.ends_with("lice")', [True, True, False]),
        ("agencies", '"north" in name.as_lower', [False, True, False]),
        ("agencies", "name.length == 3", [False, False, True]),
        ("agencies", "core == true", [True, False, False]),
        ("agencies", "$any([r.agency == id for r in partnership.roles])", [False, True, True]),
        ("agencies", "id in [r.agency for r in partnership.roles]", [False, True, True]),
        ("roles", "(today - since).days > 365", [True, None]),
        ("roles", "since < months_ago(12)", [True, None]),
        ("roles", "since.year == 2020 and since.month == 1 and since.day == 1", [True, None]),
        ("roles", 'since == d"2020-01-01"', [True, None]),
        ("roles", "vacant_since < today", [False, True]),
        ("roles", "not (vacant_since < today)", [True, False]),
        ("roles", "(today - vacant_since).days > 10", [False, True]),
        ("roles", "vacant_since > days_ago(29)", [False, False]),
        ("roles", "vacant_since >= days_ago(29)", [False, True]),
        ("roles", "vacant_since < in_days(1)", [False, True]),
        ("roles", "vacant_since == null", [True, False]),
        ("roles", 'deputy.agency == "nhs"', [True, None]),
        ("roles", 'deputy.agency.kind == "nhs"', [None, None]),
        ("roles", "deputy != null and deputy.agency != agency", [True, False]),
        ("roles", "may_spend > 1250.49 and may_spend < 1250.51", [True, None]),
        ("roles", "abs(may_spend - 1251) == 0.5", [True, None]),
        ("boards", "meetings.length == 3", [True, False]),
        ("boards", "meetings.is_empty", [False, True]),
        ("boards", 'count([m for m in meetings if m.mostly == "operational"]) > 1', [None, False]),
        ("boards", 'count([m for m in meetings if m.mostly == "operational"]) >= 1', [True, False]),
        ("boards", '[m for m in meetings if m.mostly == "operational"].length == 3', [False, False]),
        ("boards", '[m for m in meetings if m.mostly == "operational"].length != 3', [True, True]),
        ("boards", '[m for m in meetings if m.mostly == "operational"].is_empty', [False, True]),
        ("boards", 'any([m.mostly == "operational" for m in meetings])', [True, False]),
        ("boards", 'any([m.mostly == "mixed" for m in meetings])', [None, False]),
        ("boards", 'all([m.mostly == "operational" for m in meetings])', [False, True]),
        ("boards", 'all([m.mostly != "mixed" for m in meetings])', [None, True]),
        ("boards", 'any(["council" in m.present for m in meetings])', [True, False]),
        ("boards", "max([m.on for m in meetings]) < days_ago(180)", [True, False]),
        ("boards", 'min([m.on for m in meetings]) == d"2026-01-10"', [True, False]),
        ("boards", 'meetings[0].mostly == "operational"', [True, None]),
        ("boards", "meetings[-1].on > meetings[0].on", [True, None]),
        ("boards", "quorum.at_least > 1", [True, None]),
        ("boards", "quorum == null or quorum.at_least < 2", [False, True]),
        ("boards", '"parents" in voices', [True, None]),
        ("boards", 'joined["police"] > days_ago(365)', [True, False]),
        ("boards", '"police" in joined', [True, False]),
        ("targets", "otherwise(risk, 0) > 15", [True, False]),
        ("targets", 'comparison.with == "others"', [True, None]),
        ("targets", 'cohort == "Year 8"', [True, False]),
        ("targets", 'cohort != "Year 8"', [False, True]),
        ("budgets", "sum(contributions.values) == amount", [True, None]),
        ("budgets", 'contributions["police"] < 0.25', [True, None]),
        ("budgets", 'contributions["nhs"] < 1000', [None, None]),
        ("budgets", '"nhs" not in contributions', [True, None]),
        ("budgets", "any([a not in contributions for a in contributions.keys])", [False, None]),
        ("budgets", "amount / (amount - amount) > 1", [None, None]),
        ("data_sharing", 'dpia == "not-needed"', [True, False, None]),
        ("data_sharing", "dpia < today", [False, True, None]),
        ("data_sharing", "dpia.year == 2025", [False, True, None]),
        ("partnership", "agencies.length > 2 and partnership.boards.length == 2", [True]),
        ("partnership", 'any([a.kind == "police" for a in agencies])', [True]),
        ("partnership", "actions.length > 0", [None]),
        ("partnership", "actions == null and boards != null", [True]),
        ("partnership", "max([d.dpia for d in data_sharing if d.dpia != null]) < today", [True]),
        ("partnership", "sum([sum(b.contributions.values) for b in budgets]) > 0", [None]),
        (
            "partnership",
            "sum([sum(b.received.values) for b in budgets if b.received != null]) == 0",
            [True],
        ),
    ],
)
def test_what_an_expression_says(section: str, text: str, expected: list[bool | None]) -> None:
    assert answers(text, section) == expected


@pytest.mark.parametrize(
    ("section", "text", "offset", "meant", "said"),
    [
        ("agencies", 'kimd == "police"', 0, "kind", 'no field "kimd"'),
        ("agencies", "kind == police", 8, '"police"', "in quotes"),
        ("agencies", 'kind == "polise"', 8, "police", "is not a word that"),
        ("agencies", '"polise" == kind', 0, "police", "is not a word that"),
        ("agencies", 'kind == "unicorn"', 8, "", "it can be local-authority, nhs"),
        ("agencies", 'kind in ["police", "fyre"]', 19, "fire", "is not a word that"),
        ("boards", '"parnts" in voices', 0, "parents", "is not a word that"),
        ("boards", "count([m for m in meetings if m.mosty == 1]) > 3", 32, "mostly", 'no field "mosty" of a meeting'),
        ("agencies", 'core == "yes"', 8, "", "write core or not core"),
        ("agencies", "core == yes", 8, "true", "no field"),
        ("actions", "due > 5", 6, "", '"due" is a date and 5 is a number'),
        ("actions", 'due > "2026-01-01"', 6, 'd"2026-01-01"', "write a date as"),
        ("actions", 'due > d"2026-02-30"', 6, "", "a day that does not exist"),
        ("actions", 'due > d"30/09/2026"', 6, 'd"2026-09-30"', "is not a date"),
        ("actions", "due + 30 > today", 6, "", "days_ago(90)"),
        ("targets", 'risk > "15"', 7, "15", "without quotes"),
        ("targets", "level == kind", 0, "", "no field"),
        ("actions", "level == status", 9, "", "no word in common"),
        ("roles", "today - since > 365", 16, "", "ask for its days"),
        ("agencies", 'name < "x"', 0, "", "compares numbers and dates"),
        ("agencies", 'name + "x" == "y"', 0, "", "needs numbers"),
        ("agencies", "kind and core", 0, "", "write kind != null"),
        ("boards", "not members", 4, "", "write members.length > 0"),
        ("agencies", "name == null", 0, "", "is always given"),
        ("agencies", "(1 + 2) == null", 1, "", "only a field"),
        ("agencies", "otherwise(name, 1) == 1", 10, "", "otherwise needs a field that may be absent"),
        ("agencies", "name", 0, "", "comes to text, not yes or no"),
        ("agencies", "1", 0, "", "comes to a number, not yes or no"),
        ("boards", "[m for m in meetings]", 1, "", "comes to a list"),
        ("boards", "any(meetings)", 4, "", "as in any(["),
        ("boards", "sum([m.on for m in meetings]) > 1", 5, "", "as in sum("),
        ("boards", "anny([true])", 0, "any", 'no function "anny"'),
        ("boards", "count() > 1", 0, "", "takes 1 argument"),
        ("boards", "count > 1", 0, "", "count is a function"),
        ("boards", "days_ago(1.5) > today", 9, "", "a whole number"),
        ("boards", "[name for name in members].length > 1", 10, "", "means something already"),
        ("boards", '[1 for "a" in members].length > 1', 7, "", "after for comes a name"),
        ("boards", "meetings.on > today", 9, "", "ask each of its items"),
        ("boards", "[m.on for m in name].length > 1", 15, "", "goes through a list"),
        ("boards", "[] == 1", 0, "", "an empty list"),
        ("boards", '["a", 1].length == 1', 6, "", "alike"),
        ("agreements", "signed.police == null", 7, "", 'signed["police"]'),
        ("agencies", '"x" in kind', 7, "", "free text"),
        ("agencies", "(any)(core)", 6, "", "any needs a list"),
        ("agencies", "(core)(lead)", 1, "", 'no function "core"'),
        ("agencies", "[core](lead)", 1, "", "not a function"),
        ("agencies", "core and ()", 9, "", "round brackets hold one thing"),
        ("agencies", "kind in ('police', 'nhs')", 8, "", "square brackets"),
        ("agencies", "(core]", 5, "", "cannot stand here"),
        ("agencies", "(represents == 3) + 1 == 2", 1, "", "needs numbers"),
        ("agencies", "1 + not core", 0, "", "do not go together"),
        ("agencies", "name()", 0, "", 'no function "name"'),
        ("agencies", "name.length() > 1", 5, "", "not asked with brackets"),
        ("agencies", 'name.starts_with == "x"', 5, "", "in brackets"),
        ("agencies", "name.starts_with(1)", 5, "", "one text"),
        ("agencies", "name[0] == 'x'", 0, "", "brackets take"),
        ("agencies", 'kind = "police"', 5, "==", "does not compare"),
        ("agencies", 'kind is "police"', 5, "==", "is not an operator"),
        ("agencies", 'kind == "police" AND core', 17, "and", "is not an operator"),
        ("agencies", "core && core", 5, "and", "is not an operator"),
        ("agencies", "!core", 0, "not", "is not an operator"),
        ("agencies", 'kind == "police" and', 20, "", "ends too early"),
        ("agencies", "(core", 5, "", "ends too early"),
        ("agencies", "core)", 4, "", "cannot stand here"),
        ("agencies", "1 < represents < 3", 15, "", 'with "and"'),
        ("agencies", 'name == "abc', 8, "", "not closed"),
        ("agencies", "name == “abc”", 8, '"', "straight"),
        ("agencies", "", 0, "", "empty"),
        ("agencies", "represents > 1e5", 13, "", "is not a number"),
        ("agencies", "represents > £500", 13, "", "pound sign"),
        ("agencies", 'name =~ "(a+)+$"', 5, "", "patterns are not allowed"),
        ("agencies", 'name !~~ "a"', 5, "", "patterns are not allowed"),
        ("agencies", "9**9**9 > 1", 1, "", "powers"),
        ("agencies", "1 << 99999999 > 1", 2, "", "shifts"),
        ("agencies", "risk ?? 0 > 15", 5, "", "otherwise(risk, 0)"),
        ("agencies", 'b"x" == name', 0, "", "only d may stand before quotes"),
        ("agencies", "$now > today", 0, "", "no built-in value"),
        ("agencies", "$today > today", 0, "today", "no built-in value"),
        ("agencies", "$random() > 1", 0, "", 'no function "random"'),
        ("agencies", "[x for x in $range(1000000000)].length > 1", 12, "", 'no function "range"'),
        ("agencies", "name.__class__ == null", 5, "", "which has no"),
        ("agencies", "partnership.__dict__ == null", 12, "", "no field"),
        ("agencies", "partnership.model_fields == null", 12, "", "no field"),
        ("agencies", "__import__('os')", 0, "", "no function"),
        ("agencies", "partnership.survey == null", 12, "", "small groups"),
        ("roles", "holder == null", 0, "", "names persons"),
        ("agencies", "partnership.agncies.length > 1", 12, "agencies", "no field"),
        ("actions", "owner.agnecy == 'x'", 6, "agency", "which has no"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_expression(section: str, text: str, offset: int, meant: str, said: str) -> None:
    found = wrong(text, section)
    assert (found[0], found[2]) == (offset, meant)
    assert said in found[1]
    assert not found[1].endswith(".")


def test_other_results_can_be_asked_for() -> None:
    board = TRUST.boards[0]
    newest = compiled("max([m.on for m in meetings])", Scope("boards"), result=DATE)
    assert newest.value(board, TRUST) == date(2026, 3, 10)
    assert compiled("meetings.length + 1", Scope("boards"), result=NUMBER).value(board, TRUST) == 4
    kinds = compiled("[m.mostly for m in meetings]", Scope("boards"), result=LIST)
    assert kinds.value(board, TRUST) is None
    assert kinds.missing(board, TRUST) == ("meetings.mostly",)
    assert wrong("core", result=DATE)[1] == "the expression comes to yes or no, not a date"


@pytest.mark.parametrize(
    ("section", "text", "missing"),
    [
        ("agencies", 'kind == "police" and not core', [(), (), ("kind",)]),
        ("roles", "since < today", [(), ("since",)]),
        ("roles", 'deputy.agency.kind == "nhs"', [("deputy.agency.kind",), ("deputy",)]),
        ("boards", "quorum.at_least > 1 and members.length > 1", [(), ("quorum", "members")]),
        ("boards", 'all([m.mostly != "mixed" for m in meetings])', [("meetings.mostly",), ()]),
        ("boards", 'count([m for m in meetings if m.mostly == "mixed"]) > 0', [("meetings.mostly",), ()]),
        ("budgets", 'contributions["nhs"] < 1', [('contributions["nhs"]',), ("contributions",)]),
        ("budgets", "partnership.actions.length > 1", [("partnership.actions",), ("partnership.actions",)]),
    ],
)
def test_what_keeps_it_from_being_told(section: str, text: str, missing: list[tuple[str, ...]]) -> None:
    expression = compiled(text, Scope(section))
    assert [expression.missing(record, TRUST) for record in Scope(section).records(TRUST)] == missing


@pytest.mark.parametrize(
    ("section", "text", "needs"),
    [
        ("agencies", "core", {"agencies"}),
        ("agencies", "any([r.agency == id for r in partnership.roles])", {"agencies", "roles"}),
        ("partnership", "boards.length > 1 and partnership.vision.agreed < today", {"boards", "vision"}),
        ("partnership", "boards == null", set()),
        ("services", "agencies == null and partnership.vision == null", {"services"}),
    ],
)
def test_sections_that_it_needs(section: str, text: str, needs: set[str]) -> None:
    assert compiled(text, Scope(section)).needs == needs


def test_a_budget_stops_lists_of_lists() -> None:
    many = [{"id": f"a-{n}", "title": "T", "due": "2026-01-01"} for n in range(1_000)]
    trust = describe({**GIVEN, "actions": many})
    nested = "[[[1 for c in partnership.actions].length for b in partnership.actions] for a in partnership.actions]"
    expression = compiled(nested + ".length > 1", Scope("partnership"))
    began = time.perf_counter()
    with pytest.raises(BudgetError, match="100,000 steps"):
        expression.evaluate(trust, trust)
    assert time.perf_counter() - began < 2
    once = compiled("any([a.due > today for a in actions])", Scope("partnership"))
    assert once.evaluate(trust, trust) is False
    with pytest.raises(BudgetError):
        once.evaluate(trust, trust, steps=1_000)
    scan = compiled("all([a.id in [b.id for b in actions] for a in actions])", Scope("partnership"))
    with pytest.raises(BudgetError):
        scan.evaluate(trust, trust)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5_000, "[" * 900, "(" * 400 + "core" + ")" * 400, "not " * 240 + "core", "-" * 900 + "1 > 0",
        "a" * 10_000, "core and " * 110 + "core", "1" + "+1" * 499, "partnership" + ".partnership" * 80,
        "core" + "[0]" * 300, "name" + "()" * 400, "\x00", "\ud800", "core\u2028",
        "[x for x in " * 30, '"' + "a" * 990, "d'0000-00-00'", "1" * 900, "core#" + "x" * 10, "if", "for in if", "$",
        "x" + "[x for x in members]" * 20,
    ],
)  # fmt: skip
def test_hostile_texts_are_refused_at_once(text: str) -> None:
    began = time.perf_counter()
    try:
        compiled(text, Scope("boards"))
    except ExpressionError as error:
        assert 0 <= error.offset <= max(len(text), 1_000)
        assert error.what
    else:
        pytest.fail("accepted")
    assert time.perf_counter() - began < 2


def test_long_chains_are_read_and_run() -> None:
    assert answers(" and ".join(["represents > 0"] * 50), "agencies") == [True, True, True]
    assert answers("1" + "+1" * 90 + " == 91", "agencies") == [True, True, True]
    assert answers("(" * 20 + "core" + ")" * 20, "agencies") == [True, False, False]


WORDS = st.sampled_from(
    [
        "name", "kind", "core", "members", "meetings", "partnership", "today", "quorum", ".", ".length", ".values",
        '"police"', "1", "0", "2.5", "==", "<", ">", "and", "or", "not", "in", "for", "m", "if", "(", ")", "[", "]",
        ",", "+", "-", "*", "/", "null", "true", "any", "all", "sum", "count", "otherwise", "days_ago",
        'd"2026-01-01"', "dpia", "joined", "on", "amount", "contributions", "max", "signed",
    ]
)  # fmt: skip


@given(text=st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join)))
@settings(max_examples=600, deadline=None)
def test_any_text_is_refused_or_runs(text: str) -> None:
    for section in ("boards", "budgets", "data_sharing", "partnership"):
        scope = Scope(section)
        try:
            expression = compiled(text, scope)
        except ExpressionError as error:
            assert 0 <= error.offset <= len(text)
            continue
        for record in scope.records(TRUST):
            answer = expression.evaluate(record, TRUST)
            assert answer in (True, False, None)
            assert (answer is None) == bool(expression.missing(record, TRUST))


@given(
    text=st.one_of(st.text(max_size=60), st.lists(WORDS.map(lambda word: "{" + word + "}"), max_size=5).map(" ".join))
)
@settings(max_examples=300, deadline=None)
def test_any_message_is_refused_or_said(text: str) -> None:
    try:
        made = template(text, Scope("boards"))
    except ExpressionError as error:
        assert 0 <= error.offset <= len(text)
    else:
        assert all(isinstance(made.render(board, TRUST), str) for board in TRUST.boards)


@given(operator=st.one_of(st.sampled_from(sorted(OPERATORS)), st.text(max_size=20)), field=WORDS,
       value=st.one_of(st.none(), st.booleans(), st.integers(), st.decimals(allow_nan=False), st.text(max_size=20),
                       st.dates(), st.lists(st.text(max_size=5), max_size=3), WORDS))  # fmt: skip
@settings(max_examples=600, deadline=None)
def test_any_plain_test_is_refused_or_runs(operator: str, field: str, value: Any) -> None:
    for section in ("boards", "agencies", "data_sharing", "budgets"):
        try:
            made = plain(field, operator, value, Scope(section))
        except ExpressionError as error:
            assert error.part in ("field", "is", "value")
            continue
        for record in Scope(section).records(TRUST):
            assert made.evaluate(record, TRUST) in (True, False, None)


@pytest.mark.parametrize("section", [*SECTIONS, "partnership"])
def test_every_field_of_every_section_has_a_kind(section: str) -> None:
    try:
        scope = Scope(section)
    except ExpressionError:
        assert section in ("survey", "confirmed_by")
        return
    for name, known in scope.fields.items():
        if known.kind.absent:
            assert compiled(f"{name} == null", scope).kind == "yes or no"
            assert plain(name, "is missing", None, scope).kind == "yes or no"
        else:
            assert "always given" in wrong(f"{name} == null", section)[1]


def test_unknown_sections_have_a_nearest_name() -> None:
    with pytest.raises(ExpressionError) as caught:
        Scope("agnecies")
    assert caught.value.meant == "agencies"
    with pytest.raises(ExpressionError, match="small groups"):
        Scope("survey")


@pytest.mark.parametrize(
    ("section", "text", "expected"),
    [
        ("agencies", "{name} is a {kind} partner", "The Council is a local authority partner"),
        ("agencies", "{{{id}}} {core} {represents} {brings}", "{council} yes 3 not stated"),
        ("roles", "{title} of {agency} may spend {may_spend}", "Chief of Northby Police may spend £1,250.50"),
        (
            "roles",
            "since {since}, deputy {deputy} of {deputy.agency}",
            "since 1 January 2020, deputy Deputy chief of NHS",
        ),
        ("roles", "on { today } in {partnership.name}", "on 30 September 2026 in Northby"),
        ("boards", "{name}: {members}, led by {chair}", "Trust Board: Chief and Deputy chief, led by Chief"),
        ("boards", "{meetings.length} meetings, {quorum.at_least}", "3 meetings, 2"),
        ("boards", "{voices}; {joined}", "parents and young people; Northby Police (1 January 2026)"),
        ("budgets", "{amount}: {contributions}", "£0.30: Northby Police (£0.20) and The Council (£0.10)"),
        ("data_sharing", "{parties}, {dpia}, {covers}", "Northby Police and The Council, not needed, all"),
        ("partnership", "{name}: {agencies}; {actions}", "Northby: NHS, Northby Police and The Council; not stated"),
        ("partnership", "no fields", "no fields"),
        ("partnership", "", ""),
    ],
)
def test_messages_are_said_as_people_say_them(section: str, text: str, expected: str) -> None:
    scope = Scope(section)
    assert template(text, scope).render(scope.records(TRUST)[0], TRUST) == expected


@pytest.mark.parametrize(
    ("text", "offset", "meant", "said"),
    [
        ("a {nme}", 3, "name", "no field"),
        ("{name", 0, "{{", "not closed"),
        ("name}", 4, "}}", "not opened"),
        ("{}", 1, "", "the name of a field"),
        ("{name!r}", 1, "", "the name of a field"),
        ("{name:>10}", 1, "", "the name of a field"),
        ("{quorum.at_lest}", 8, "at_least", "no field"),
        ("{quorum}", 1, "", "{quorum.at_least}"),
        ("{meetings}", 1, "", "{meetings.length}"),
        ("{name.__class__}", 6, "", "which has no"),
        ("x" * 1_001, 1_000, "", "at most 1,000"),
    ],
)
def test_what_is_wrong_with_a_message(text: str, offset: int, meant: str, said: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        template(text, Scope("boards"))
    assert (caught.value.offset, caught.value.meant) == (offset, meant)
    assert said in caught.value.what


def test_a_message_never_names_a_person() -> None:
    for text in ("{holder}", "{deputy.holder}"):
        with pytest.raises(ExpressionError):
            template(text, Scope("roles"))


@pytest.mark.parametrize(
    ("section", "field", "operator", "value", "expected"),
    [
        ("agencies", "kind", "is", "police", [False, True, None]),
        ("agencies", "kind", "is not", "police", [True, False, None]),
        ("agencies", "kind", "is one of", ["police", "nhs"], [False, True, None]),
        ("agencies", "kind", "is none of", ["police", "nhs"], [True, False, None]),
        ("agencies", "kind", "is missing", None, [False, False, True]),
        ("agencies", "kind", "is given", None, [True, True, False]),
        ("agencies", "core", "is", "true", [True, False, False]),
        ("agencies", "core", "is", False, [False, True, True]),
        ("agencies", "name", "contains", "North", [False, True, False]),
        ("agencies", "represents", "is more than", "2", [True, False, False]),
        ("agencies", "represents", "is at least", 3, [True, False, False]),
        ("agencies", "represents", "Is  Less Than", 3, [False, True, True]),
        ("roles", "since", "is before", "90 days ago", [True, None]),
        ("roles", "since", "is after", "7 years ago", [True, None]),
        ("roles", "since", "is on or after", "2020-01-01", [True, None]),
        ("roles", "since", "is on or before", date(2020, 1, 1), [True, None]),
        ("roles", "vacant_since", "is after", "1 month ago", [False, True]),
        ("roles", "vacant_since", "is before", "in 2 weeks", [False, True]),
        ("roles", "vacant_since", "is before", "today", [False, True]),
        ("roles", "deputy.agency", "is", "nhs", [True, None]),
        ("boards", "members", "contains", "chief", [True, None]),
        ("boards", "voices", "does not contain", "carers", [True, None]),
        ("boards", "meetings", "has more than", "2", [True, False]),
        ("boards", "meetings", "has fewer than", "1", [False, True]),
        ("boards", "joined", "has at most", "1", [True, False]),
        ("boards", "joined", "contains", "police", [True, False]),
        ("boards", "quorum.at_least", "is at most", "2", [True, None]),
        ("budgets", "amount", "is", "0.3", [True, None]),
        ("data_sharing", "dpia", "is", "not-needed", [True, False, None]),
        ("data_sharing", "dpia", "is before", "today", [False, True, None]),
    ],
)
def test_what_a_plain_test_says(
    section: str, field: str, operator: str, value: Any, expected: list[bool | None]
) -> None:
    made = plain(field, operator, value, Scope(section))
    assert [made.evaluate(record, TRUST) for record in Scope(section).records(TRUST)] == expected


@pytest.mark.parametrize(
    ("section", "field", "operator", "value", "part", "item", "meant", "said"),
    [
        ("agencies", "knd", "is", "police", "field", None, "kind", "no field"),
        ("agencies", "kind", "iss", "police", "is", None, "is", "no operator"),
        ("agencies", "kind", "resembles", "police", "is", None, "", "it can be is, is not"),
        ("agencies", "kind", "is", "polise", "value", None, "police", "is not a word"),
        ("agencies", "kind", "is one of", ["police", "fyre"], "value", 1, "fire", "is not a word"),
        ("agencies", "kind", "is one of", "police", "value", None, "", "write [police]"),
        ("agencies", "kind", "is", ["police"], "value", None, "", "a single value"),
        ("agencies", "kind", "is", None, "value", None, "", "a value is needed"),
        ("agencies", "kind", "is missing", "x", "value", None, "", "takes no value"),
        ("agencies", "kind", "contains", "x", "is", None, "is", "a single word"),
        ("agencies", "name", "is missing", None, "field", None, "", "always given"),
        ("agencies", "core", "is before", "x", "is", None, "", "it can be is, is not"),
        ("agencies", "core", "is", "y", "value", None, "true", "neither true nor false"),
        ("agencies", "represents", "is more than", "1,000", "value", None, "1000", "not a number"),
        ("roles", "since", "is before", "soon", "value", None, "", "90 days ago"),
        ("roles", "since", "is before", "30/09/2026", "value", None, "2026-09-30", "is not a date"),
        ("roles", "holder", "is missing", None, "field", None, "", "names persons"),
        ("boards", "members", "is", "chief", "is", None, "contains", "is a list"),
        ("boards", "voices", "contains", "parnts", "value", None, "parents", "is not a word"),
        ("boards", "meetings", "contains", "x", "value", None, "", "how many"),
        ("boards", "meetings", "has more than", "many", "value", None, "", "not a number"),
    ],
)
def test_what_is_wrong_with_a_plain_test(
    section: str, field: str, operator: str, value: Any, part: str, item: int | None, meant: str, said: str
) -> None:
    with pytest.raises(ExpressionError) as caught:
        plain(field, operator, value, Scope(section))
    error = caught.value
    assert (error.part, error.item, error.meant) == (part, item, meant)
    assert said in error.what


def test_several_tests_hold_together() -> None:
    scope = Scope("agencies")
    both = every([plain("kind", "is", "police", scope), compiled("not core", scope)])
    assert [both.evaluate(agency, TRUST) for agency in TRUST.agencies] == [False, True, None]
    assert both.missing(TRUST.agencies[2], TRUST) == ("kind",)
    assert both.needs == {"agencies"}
    with pytest.raises(ValueError, match="no expression"):
        every([])


def test_the_library_is_known_to_one_file_and_loaded_by_expressions_alone() -> None:
    users = []
    for path in ENGINE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            users += [path.name for name in names if name.split(".")[0] == "rule_engine"]
    assert set(users) == {"grammar.py"}
    script = (
        "import sys; from joinedup.expressions import Scope, plain, template; s = Scope('agencies');"
        "plain('kind', 'is', 'police', s); template('{name}', s); assert 'rule_engine' not in sys.modules;"
        "from joinedup.expressions import compiled; compiled('core', s); assert 'rule_engine' in sys.modules"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", script], check=True)
