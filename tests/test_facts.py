"""The words that rules share, each by itself."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
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
    assert [thing.id for thing in facts.leads(partnership)["dcs"]] == ["t", "b", "m"]


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
            {"id": "c", "title": "C", "agency": "council", "vacant_since": "2026-01-01", "deputy": "c"},
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
    assert [words.pounds(Decimal(180000)), words.pounds(Decimal("1250.5"))] == ["£180,000", "£1,250.50"]
    assert [words.figure(Decimal("12.50")), words.figure(1000), words.figure(Decimal(-3))] == ["12.5", "1,000", "-3"]
    assert [words.percent(Decimal("0.005")), words.percent(Decimal("0.25"))] == ["0.5%", "25%"]
    assert words.day(date(2026, 7, 1)) == "1 July 2026"
