"""The words that rules share: what they mean is written once, here, and in docs/description.md.

Public: plugins may import everything this module names.
"""

from .answers import Wave, newest_waves, pooled, shown
from .memory import remembered
from .networks import Link, bridges, links, links_of, parts
from .people import (
    Attendance,
    attendance,
    covering,
    in_post_less_than,
    is_vacant,
    leads,
    member_agencies,
    owner_agency,
    past_meetings,
)
from .sharing import covers, flows, is_live, live_between, past_review, recorded_between, signers, started
from .time import current, days_past, in_last, is_open, months_before, open_actions, overdue
from .words import count, day, figure, listed, percent, plural, pounds
from .work import (
    accountable_agencies,
    answers_for,
    budgets_for,
    current_budgets,
    current_services,
    fold,
    money_for,
    same_cohort,
    services_for,
    shared_work,
    working_on,
)

__all__ = [
    "Attendance", "Link", "Wave", "accountable_agencies", "answers_for", "attendance", "bridges", "budgets_for",
    "count", "covering", "covers", "current", "current_budgets", "current_services", "day", "days_past", "figure",
    "flows", "fold", "in_last", "in_post_less_than", "is_live", "is_open", "is_vacant", "leads", "links", "links_of",
    "listed", "live_between", "member_agencies", "money_for", "months_before", "newest_waves", "open_actions",
    "overdue", "owner_agency", "parts", "past_meetings", "past_review", "percent", "plural", "pooled", "pounds",
    "recorded_between", "remembered", "same_cohort", "services_for", "shared_work", "shown", "signers", "started",
    "working_on",
]  # fmt: skip
