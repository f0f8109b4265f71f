"""The words that rules share, each by itself."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from cases import describe
from joinedup import facts
from joinedup.facts import words

HEAD: Mapping[str, Any] = {
    "format": "joinedup/1",
    "name": "Northby",
    "as_of": "2026-09-30",
    "agencies": [{"id": id, "name": id.title()} for id in ("council", "nhs", "police", "schools", "youth")],
}


def trust(**sections: Any) -> Any:
    """A partnership with these sections."""
    return describe({**HEAD, **sections})


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2026-09-30", 12, "2025-09-30"),
        ("2024-02-29", 12, "2023-02-28"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2026-01-31", 2, "2025-11-30"),
        ("2026-09-30", 0, "2026-09-30"),
    ],
)
def test_months_are_calendar_months_clamped_to_the_end(day: str, months: int, before: str) -> None:
    assert facts.months_before(date.fromisoformat(day), months) == date.fromisoformat(before)


def test_the_last_12_months_include_both_ends() -> None:
    today = date(2026, 9, 30)
    assert facts.in_last(12, date(2025, 9, 30), today)
    assert facts.in_last(12, today, today)
    assert not facts.in_last(12, date(2025, 9, 29), today)
    assert not facts.in_last(12, date(2026, 10, 1), today)


def test_due_today_is_not_overdue_and_closed_never_is() -> None:
    partnership = trust(
        actions=[
            {"id": "today", "title": "T", "status": "open", "due": "2026-09-30"},
            {"id": "yesterday", "title": "T", "status": "blocked", "due": "2026-09-29"},
            {"id": "done", "title": "T", "status": "done", "due": "2026-01-01"},
            {"id": "unknown", "title": "T", "due": "2026-01-01"},
        ]
    )
    assert [facts.overdue(action, partnership.as_of) for action in partnership.actions] == [0, 1, 0, 0]
    assert [action.id for action in facts.open_actions(partnership)] == ["today", "yesterday"]


def test_services_and_budgets_count_while_current() -> None:
    partnership = trust(
        services=[
            {"id": "ends-today", "title": "S", "ends": "2026-09-30"},
            {"id": "ended", "title": "S", "ends": "2026-09-29"},
            {"id": "to-come", "title": "S", "starts": "2026-10-01"},
            {"id": "starts-today", "title": "S", "starts": "2026-09-30"},
            {"id": "undated", "title": "S"},
        ]
    )
    assert [service.id for service in facts.current_services(partnership)] == ["ends-today", "starts-today", "undated"]


def test_an_agency_works_on_a_target_through_its_accountable_role_too() -> None:
    partnership = trust(
        roles=[{"id": "chief", "title": "Chief", "agency": "police"}],
        targets=[{"id": "t", "title": "T", "contributors": ["council"], "accountable": ["chief"]}],
        budgets=[{"id": "b", "title": "B", "contributions": {"nhs": 5, "schools": 0}}],
    )
    assert facts.working_on(partnership, partnership.targets[0]) == {"council", "police"}
    assert facts.working_on(partnership, partnership.budgets[0]) == {"nhs"}
    assert facts.shared_work(partnership)["police"] == {"targets.t"}
    assert facts.shared_work(partnership)["youth"] == frozenset()


def test_money_reaches_a_target_through_a_current_service() -> None:
    partnership = trust(
        targets=[{"id": "t", "title": "T"}],
        services=[
            {"id": "now", "title": "N", "supports": ["t"]},
            {"id": "past", "title": "P", "supports": ["t"], "ends": "2026-01-01"},
        ],
        budgets=[
            {"id": "b1", "title": "B", "funds": ["now", "t"]},
            {"id": "b2", "title": "B", "funds": ["past"]},
            {"id": "b3", "title": "B", "funds": ["now"], "ends": "2026-09-29"},
        ],
    )
    assert [budget.id for budget in facts.money_for(partnership, partnership.targets[0])] == ["b1"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (None, None, True),
        ("Year 8  Pupils", " year 8 pupils", True),
        (None, "year 8", False),
        ("year 8", "year 9", False),
    ],
)
def test_same_cohort(one: str | None, other: str | None, same: bool) -> None:
    assert facts.same_cohort(one, other) is same


def test_an_agreement_is_live_until_the_end_of_its_review_day_and_needs_both_signatures() -> None:
    def agreement(id: str, **more: Any) -> Mapping[str, Any]:
        signed = {"council": "2026-01-01", "police": "2026-01-01"}
        return {"id": id, "title": id, "parties": ["council", "police"], "covers": ["t"], "signed": signed, **more}

    partnership = trust(
        targets=[{"id": "t", "title": "T"}],
        data_sharing=[
            agreement("today", review_by="2026-09-30"),
            agreement("lapsed", review_by="2026-09-29"),
            agreement("to-come", starts="2026-10-01"),
            agreement("half", signed={"council": "2026-01-01"}),
            agreement("undated"),
            agreement("other-work", covers=[]),
        ],
    )
    live = facts.live_between(partnership, "police", "council", "t")
    recorded = facts.recorded_between(partnership, "council", "police", "t")
    assert [agreement.id for agreement in live] == ["today", "undated"]
    assert [agreement.id for agreement in recorded] == ["today", "lapsed", "to-come", "half", "undated"]


def test_a_parent_covers_what_the_agreements_under_it_cover() -> None:
    partnership = trust(
        services=[{"id": "s", "title": "S"}],
        data_sharing=[
            {"id": "top", "title": "T", "parties": ["council", "nhs"], "under": "leaf"},
            {"id": "middle", "title": "M", "parties": ["council", "nhs"], "under": "top"},
            {"id": "leaf", "title": "L", "parties": ["council", "nhs"], "under": "middle", "covers": ["s"]},
        ],
    )
    assert all(facts.covers(partnership, agreement, "s") for agreement in partnership.data_sharing)


def test_information_flows_one_way_between_giver_and_receiver_only() -> None:
    partnership = trust(
        data_sharing=[
            {
                "id": "a",
                "title": "A",
                "parties": ["police", "schools", "nhs"],
                "one_way": {"giver": ["police"], "receiver": ["schools", "nhs"]},
            }
        ]
    )
    (agreement,) = partnership.data_sharing
    assert facts.flows(agreement, "schools", "police")
    assert not facts.flows(agreement, "schools", "nhs")
    assert not facts.flows(agreement, "schools", "council")


def test_the_network_its_parts_and_its_bridges() -> None:
    """Council - nhs - police hang on nhs; schools stands alone; a past event joins nobody."""
    partnership = trust(
        services=[{"id": "s1", "title": "S", "agencies": ["council", "nhs"]}],
        targets=[{"id": "t1", "title": "T", "contributors": ["nhs", "police"]}],
        budgets=[{"id": "b1", "title": "B", "arrangement": "single", "contributions": {"police": 1, "schools": 1}}],
        development=[
            {"id": "d1", "title": "D", "on": "2024-09-29", "agencies": ["youth", "schools"]},
            {"id": "d2", "title": "D", "on": "2024-09-30", "agencies": ["youth", "police"]},
        ],
    )
    assert facts.parts(partnership) == (frozenset({"council", "nhs", "police", "youth"}), frozenset({"schools"}))
    pieces = facts.bridges(partnership)
    assert set(pieces) == {"nhs", "police"}
    assert pieces["nhs"] == (frozenset({"police", "youth"}), frozenset({"council"}))


def test_what_a_role_leads() -> None:
    partnership = trust(
        roles=[{"id": "dcs", "title": "Director", "agency": "council"}],
        targets=[{"id": "t", "title": "T", "accountable": ["dcs"]}],
        services=[{"id": "s", "title": "S", "accountable": ["dcs"], "ends": "2020-01-01"}],
        boards=[{"id": "b", "name": "B", "chair": "dcs"}],
        budgets=[{"id": "m", "title": "M", "controlled_by": "dcs"}, {"id": "n", "title": "N", "controlled_by": "b"}],
    )
    assert [thing.id for thing in facts.leads(partnership)["dcs"]] == ["b", "m", "t"]


def test_attendance_counts_from_the_day_an_agency_joined() -> None:
    meetings = [
        {"on": "2026-10-14", "present": []},
        {"on": "2026-07-14", "present": ["council"], "deputies": ["police"]},
        {"on": "2026-05-12", "present": ["council"], "apologies": ["police"]},
        {"on": "2026-03-10"},
        {"on": "2025-11-10", "present": ["council"]},
    ]
    partnership = trust(
        roles=[{"id": "c", "title": "C", "agency": "council"}, {"id": "p", "title": "P", "agency": "police"}],
        boards=[
            {"id": "b", "name": "B", "members": ["c", "p"], "joined": {"police": "2026-01-01"}, "meetings": meetings}
        ],
    )
    (board,) = partnership.boards
    seen = facts.attendance(partnership, board, "police", 4)
    assert [meeting.on.isoformat() for meeting in seen.meetings] == ["2026-07-14", "2026-05-12"]
    assert (len(seen.empty), len(seen.deputised)) == (1, 1)
    assert facts.member_agencies(partnership, board) == ("council", "police")


def test_a_deputy_covers_only_where_the_post_is_filled() -> None:
    partnership = trust(
        roles=[
            {"id": "a", "title": "A", "agency": "council", "deputy": "b", "vacant_since": "2026-09-30"},
            {"id": "b", "title": "B", "agency": "council", "deputy": "c"},
            {"id": "c", "title": "C", "agency": "council", "vacant_since": "2026-01-01"},
        ]
    )
    a, b, c = partnership.roles
    assert [facts.is_vacant(partnership, role) for role in (a, b, c)] == [True, False, True]
    assert [facts.covering(partnership, role) for role in (a, b, c)] == [b, None, None]


def test_how_figures_are_said() -> None:
    assert [words.count(1, "agency"), words.count(2, "agency"), words.count(1200, "day")] == [
        "1 agency",
        "2 agencies",
        "1,200 days",
    ]
    assert words.plural("piece of evidence") == "pieces of evidence"
    assert words.listed(["nhs", "Council", "Agency"]) == "Agency, Council and nhs"
    assert [words.listed([]), words.listed(["A"]), words.listed(["B", "A"], "or")] == ["", "A", "A or B"]
    assert words.listed(["Head", "Chair", "Head"]) == "Chair, Head and Head"
    assert [words.in_turn(["b", "a", "c"]), words.in_turn([])] == ["b, a and c", ""]
    assert [words.lately(12), words.lately(1)] == ["the last 12 months", "the last month"]
    assert (
        words.days_listed([date(2026, 7, 14), date(2026, 5, 12), date(2026, 7, 14)]) == "12 May 2026 and 14 July 2026"
    )
    assert [words.pounds(Decimal(180000)), words.pounds(Decimal("1250.5"))] == ["£180,000", "£1,250.50"]
    assert [words.figure(Decimal("12.50")), words.figure(1000), words.figure(Decimal(-3))] == ["12.5", "1,000", "-3"]
    assert [words.percent(Decimal("0.005")), words.percent(Decimal("0.25"))] == ["0.5%", "25%"]
    assert words.day(date(2026, 7, 1)) == "1 July 2026"


@pytest.mark.parametrize(
    ("share", "said"),
    [("0", "none"), ("0.5", "half"), ("0.3334", "a third"), ("0.25", "1 in 4"), ("0.2", "1 in 5"), ("0.3", "30%")],
)
def test_a_share_as_people_say_a_limit(share: str, said: str) -> None:
    assert facts.as_limit(Decimal(share)) == said


def test_records_are_named_each_once_and_a_long_list_is_cut_short() -> None:
    """Two posts with one title are two; the same post given twice is one. Only what has a title is quoted."""
    partnership = trust(
        roles=[{"id": id, "title": "Head Teacher", "agency": "schools"} for id in ("a", "b")],
        targets=[{"id": f"t{number}", "title": f"Target {number}"} for number in range(1, 8)],
    )
    head, other = partnership.roles
    assert facts.named([head, other, head]) == "Head Teacher and Head Teacher"
    six = '"Target 1", "Target 2", "Target 3", "Target 4", "Target 5"'
    assert facts.named(partnership.targets[:6]) == f'{six} and "Target 6"'
    assert facts.named(reversed(partnership.targets), "or") == f"{six} or 2 more"
    assert facts.agencies_named(partnership, ["police", "nhs", "police"]) == "Nhs and Police"
    assert [facts.titled(partnership.agencies[0]), facts.titled(partnership.targets[0])] == ["Council", '"Target 1"']


def test_the_order_of_the_file_never_shows() -> None:
    partnership = trust(
        targets=[{"id": "b", "title": "B"}, {"id": "a", "title": "A"}],
        services=[{"id": "z", "title": "Z"}, {"id": "over", "title": "O", "ends": "2026-09-29"}],
        budgets=[{"id": "m", "title": "M"}],
    )
    assert [work.id for work in facts.by_id(partnership.targets)] == ["a", "b"]
    assert [work.id for work in facts.current_work(partnership)] == ["m", "z", "a", "b"]
    assert [work.id for work in facts.targets_and_services(partnership)] == ["z", "a", "b"]
    assert facts.has_ended(partnership.services[1], partnership.as_of)


def test_whom_to_ask() -> None:
    """Those nearest to a record, and the lead agency where nobody is."""
    agencies = [{**agency, "lead": agency["id"] == "council"} for agency in HEAD["agencies"]]
    partnership = trust(
        agencies=agencies,
        roles=[{"id": "chief", "title": "Chief", "agency": "police"}],
        targets=[
            {"id": "led", "title": "T", "accountable": ["chief"], "contributors": ["nhs"]},
            {"id": "shared", "title": "T", "contributors": ["youth", "nhs"]},
        ],
        budgets=[{"id": "hosted", "title": "B", "hosted_by": "nhs"}],
        boards=[{"id": "chaired", "name": "B", "chair": "chief"}, {"id": "unchaired", "name": "B"}],
        actions=[{"id": "owned", "title": "A", "owner": "chief"}, {"id": "nobodys", "title": "A"}],
        policies=[{"id": "kept", "title": "P", "owner": "chief"}],
        development=[{"id": "event", "title": "E", "agencies": ["schools", "nhs"]}],
        stakeholders=[{"id": "office", "name": "O", "role": "chief"}],
        evidence=[{"id": "audit", "title": "E"}],
        disputes={"open": 1},
    )
    sections = (
        "roles",
        "targets",
        "budgets",
        "boards",
        "actions",
        "policies",
        "development",
        "stakeholders",
        "evidence",
    )
    records = [record for section in sections for record in getattr(partnership, section)]
    asked = {record.id: facts.answers_for(partnership, record) for record in records}
    assert asked == {
        **dict.fromkeys(("chief", "led", "chaired", "owned", "kept", "office"), ("police",)),
        **dict.fromkeys(("unchaired", "nobodys", "audit"), ("council",)),
        "shared": ("nhs", "youth"),
        "hosted": ("nhs",),
        "event": ("nhs", "schools"),
    }
    question = facts.ask(partnership, partnership.disputes, "How many are open?")
    assert (question.of, question.at) == (("council",), (partnership.disputes,))


def test_common_questions_are_asked_in_one_wording() -> None:
    partnership = trust(
        targets=[{"id": "t", "title": "T"}, {"id": "none", "title": "N", "contributors": []}],
        services=[{"id": "s", "title": "S"}],
        budgets=[{"id": "b", "title": "B"}],
        actions=[{"id": "a", "title": "A"}, {"id": "c", "title": "C", "closed": "2026-01-01"}],
        evidence=[{"id": "audit", "title": "Audit"}, {"id": "forum", "title": "Forum", "kind": "consultation"}],
        development=[{"id": "d", "title": "D", "on": "2026-01-01"}],
        boards=[{"id": "trust", "name": "Trust Board"}],
    )
    works = (*partnership.targets, *partnership.services, *partnership.budgets)
    asked = [facts.ask_who_works(partnership, work) for work in works]
    assert [question and question.asks for question in asked] == [
        'Which agencies work towards "T"?',
        None,
        'Which agencies run "S"?',
        'Who pays how much towards "B"?',
    ]
    assert [question.asks for question in facts.ask_statuses(partnership)] == ['What is the status of "A"?']
    assert [facts.ask_day(partnership, evidence).asks for evidence in partnership.evidence] == [
        'What is the day of "Audit"?',
        'When was "Forum" held?',
    ]
    (event,) = partnership.development
    assert [question.asks for question in facts.ask_about_event(partnership, event, "kind", "on", "agencies")] == [
        'What kind of event was "D"?',
        'Which agencies took part in "D"?',
    ]
    assert facts.ask_kind(partnership, partnership.services[0]).asks == 'Is "S" a service, a project or a pilot?'
    assert facts.ask_members(partnership, partnership.boards[0]).asks == "Who are the members of Trust Board?"


def test_actions_are_gathered_by_the_agency_of_their_owner() -> None:
    partnership = trust(
        roles=[{"id": "chief", "title": "Chief", "agency": "police"}],
        actions=[
            {"id": "b", "title": "B", "owner": "chief"},
            {"id": "loose", "title": "L"},
            {"id": "a", "title": "A", "owner": "chief"},
        ],
    )
    held = {
        holder.name: (holder.agencies, [a.id for a in own])
        for holder, own in facts.by_holder(partnership, partnership.actions)
    }
    assert held == {"Police": (("police",), ["a", "b"]), "Without an owner": ((), ["loose"])}
    assert facts.owner_agencies(partnership, partnership.actions) == {"police"}


@pytest.mark.parametrize(
    ("said", "goal", "which"),
    [
        ("increase", 5, "increase"),
        ("increase", 1, None),
        ("decrease", 5, None),
        ("maintain", 5, "maintain"),
        (None, 5, None),
    ],
)
def test_a_direction_that_the_goal_contradicts_is_none(said: str | None, goal: int, which: str | None) -> None:
    target = {
        "id": "t",
        "title": "T",
        "baseline": {"value": 3, "on": "2025-01-01"},
        "goal": {"value": goal, "on": "2027-01-01"},
        "readings": [
            {"value": 4, "on": "2026-01-01"},
            {"value": 9, "on": "2026-12-01"},
            {"value": 5, "on": "2026-06-01"},
        ],
        "risk": 16,
        **({"direction": said} if said else {}),
    }
    partnership = trust(targets=[target])
    (target_read,) = partnership.targets
    assert facts.direction(target_read) == which
    assert [reading.value for reading in facts.past_readings(target_read, partnership.as_of)] == [5, 4]
    assert facts.high_risk(target_read, 16) == "its risk score is 16 (high from 16)"
    assert facts.high_risk(target_read, 17) == ""


def test_what_a_budget_comes_to_and_who_controls_it() -> None:
    partnership = trust(
        roles=[{"id": "chief", "title": "Chief", "agency": "police"}],
        boards=[{"id": "trust", "name": "Trust", "chair": "chief"}],
        budgets=[
            {"id": "a", "title": "A", "amount": 7, "contributions": {"nhs": 5}, "controlled_by": "trust"},
            {"id": "b", "title": "B", "contributions": {"nhs": 5, "police": 1}, "controlled_by": "chief"},
            {"id": "c", "title": "C"},
        ],
    )
    assert [facts.budget_value(budget) for budget in partnership.budgets] == [7, 6, None]
    assert [facts.controller(partnership, budget) for budget in partnership.budgets] == [
        partnership.boards[0],
        partnership.roles[0],
        None,
    ]
    assert facts.at_the_table(partnership, partnership.boards[0]) == {"police"}
    assert facts.working_on(partnership, *partnership.budgets) == {"nhs", "police"}


def test_the_agreements_for_a_piece_of_work_are_those_that_cover_it_themselves_or_from_above() -> None:
    parties = ["council", "nhs"]
    partnership = trust(
        services=[{"id": "s", "title": "S"}],
        data_sharing=[
            {"id": "top", "title": "T", "parties": parties},
            {"id": "leaf", "title": "L", "parties": parties, "under": "top", "covers": ["s"]},
            {"id": "wide", "title": "W", "parties": parties, "covers": ["all"]},
        ],
    )
    found = facts.agreements_for(partnership)
    assert [agreement.id for agreement in found["s"]] == ["top", "leaf"]
    assert [agreement.id for agreement in found[facts.ALL_WORK]] == ["wide"]
    between = facts.recorded_between(partnership, "council", "nhs", "s")
    assert [agreement.id for agreement in between] == ["top", "leaf", "wide"]


def test_loops_are_those_who_stand_above_themselves_whatever_the_lines() -> None:
    """Every way in which three can report to each other and to themselves, against a plain walk upwards."""
    for lines in product((True, False), repeat=9):
        above = {one: [high for high, line in zip("abc", lines[n : n + 3], strict=True) if line]
                 for one, n in zip("abc", (0, 3, 6), strict=True)}  # fmt: skip
        reach = {one: set(highers) for one, highers in above.items()}
        for middle, one in product("abc", repeat=2):
            if middle in reach[one]:
                reach[one] |= reach[middle]
        groups = {tuple(sorted(o for o in reach[one] if one in reach[o])) for one in "abc" if one in reach[one]}
        assert facts.loops(above) == tuple(sorted(groups)), above
