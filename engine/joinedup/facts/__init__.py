"""The words that rules share: what they mean is written once, here, and in docs/description.md.

Public: plugins may import everything this module names.
"""

from .actions import (
    Holder, by_holder, is_open, lacks_status, open_actions, overdue, owner_agencies, owner_agency, without_status,
)  # fmt: skip
from .answering import answering, can_be_led, nobody_in_post, several_answer
from .answers import Wave, newest_waves, pooled, shown
from .asking import (
    answers_for, ask, ask_amount, ask_arrangement, ask_contributors, ask_deciders, ask_direction, ask_heard, ask_kind,
    ask_level, ask_members, ask_payers, ask_status, ask_statuses, ask_what_for, ask_who_runs, ask_who_works,
)  # fmt: skip
from .asking_when import (
    ask_about_event, ask_agreed, ask_closed, ask_dates, ask_day, ask_due, ask_end, ask_how_often, ask_meetings,
    ask_review, ask_start,
)  # fmt: skip
from .gaps import Course, Gap, gaps
from .loops import Above, loops
from .measures import direction, gain, past_readings
from .memory import remembered
from .money import budget_value, budgets_for, money_for
from .names import agencies_named, by_id, by_kind, named, titled
from .networks import RECENT_DEVELOPMENT, Link, bridges, links, links_of, parts
from .people import (
    Attendance, Led, at_the_table, attendance, controller, core_agencies, covering, in_post_less_than, is_vacant,
    lead_agency, leads, member_agencies, past_meetings,
)  # fmt: skip
from .sharing import (
    ALL_WORK, agreements_for, covered_work, covers, flows, is_live, live_between, past_review, recorded_between,
    signers, started,
)  # fmt: skip
from .time import YEAR, current, days_past, has_ended, in_last, months_before
from .words import as_limit, count, day, days_listed, figure, in_turn, lately, listed, percent, plural, pounds
from .work import (
    Work, accountable_agencies, current_budgets, current_services, current_work, fold, high_risk, is_evaluated,
    same_cohort, says_who_works, services_for, shared_work, targets_and_services, working_on,
)  # fmt: skip

__all__ = [
    "ALL_WORK", "RECENT_DEVELOPMENT", "YEAR", "Above", "Attendance", "Course", "Gap", "Holder", "Led", "Link",
    "Wave", "Work", "accountable_agencies", "agencies_named", "agreements_for", "answering", "answers_for",
    "as_limit", "ask", "ask_about_event", "ask_agreed", "ask_amount", "ask_arrangement", "ask_closed",
    "ask_contributors", "ask_dates", "ask_day", "ask_deciders", "ask_direction", "ask_due", "ask_end", "ask_heard",
    "ask_how_often", "ask_kind", "ask_level", "ask_meetings", "ask_members", "ask_payers", "ask_review",
    "ask_start", "ask_status", "ask_statuses", "ask_what_for", "ask_who_runs", "ask_who_works", "at_the_table",
    "attendance", "bridges", "budget_value", "budgets_for", "by_holder", "by_id", "by_kind", "can_be_led",
    "controller", "core_agencies", "count", "covered_work", "covering", "covers", "current", "current_budgets",
    "current_services", "current_work", "day", "days_listed", "days_past", "direction", "figure", "flows", "fold",
    "gain", "gaps", "has_ended", "high_risk", "in_last", "in_post_less_than", "in_turn", "is_evaluated", "is_live",
    "is_open", "is_vacant", "lacks_status", "lately", "lead_agency", "leads", "links", "links_of", "listed",
    "live_between", "loops", "member_agencies", "money_for", "months_before", "named", "newest_waves",
    "nobody_in_post", "open_actions", "overdue", "owner_agencies", "owner_agency", "parts", "past_meetings",
    "past_readings", "past_review", "percent", "plural", "pooled", "pounds", "recorded_between", "remembered",
    "same_cohort", "says_who_works", "services_for", "several_answer", "shared_work", "shown", "signers", "started",
    "targets_and_services", "titled", "without_status", "working_on",
]  # fmt: skip
