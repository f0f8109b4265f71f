"""Purposes, row 1 of Table 1: unsure about future shape and direction."""

from collections.abc import Iterator
from datetime import date, timedelta

from joinedup import (
    CRITICAL, GOOD_PRACTICE, HIGH, LESS, MEDIUM, MORE, Barrier, Budget, Days, Limits, NotAssessed, Partnership, Plan,
    Question, Risk, Service, Table1, Yielded, limit, needs, tiers,
)  # fmt: skip
from joinedup.facts import (
    ask, ask_end, ask_what_for, budgets_for, by_id, count, current, current_services, day, has_ended, working_on,
)  # fmt: skip

barrier = Barrier(
    "Unsure about future shape and direction",
    cite=Table1(row=1),
    statement="I know where our partnership is heading over the next few years.",
    solutions=("purposes/realistic-expectations", "people/transition-stresses", "purposes/bigger-picture"),
    development=("simulation", "workshop"),
)


class PlanLimits(Limits):
    """How long before its end a plan needs a successor, and when its absence is critical."""

    ahead: Days = limit(180, "how many days before its end a plan needs a successor", stricter=MORE)
    long_ended: Days = limit(
        365, "how many days the newest plan may have been over before it is critical", stricter=LESS
    )


@barrier.rule(
    tiers(HIGH, long_ended=CRITICAL, ending=MEDIUM),
    needs=needs("plans"),
    basis=GOOD_PRACTICE,
    main=True,
)
def plan_running_out(partnership: Partnership, limits: PlanLimits) -> Iterator[Yielded]:
    """The partnership's plan has ended, is about to end, or is not on record.

    The newest plan is the one with the latest last day, whether it has begun or not. Older plans are not judged. A
    successor counts as named when `succeeded_by` says anything, but once the plan has ended a new plan must be
    recorded. While any plan gives no last day, the plans that do are not called out of date.

    ## Why it matters

    Without a plan each agency falls back on its own. Services wait for decisions, and children can be moved from one
    short arrangement to the next.

    ## What to do

    Name who drafts the next plan, who will be asked about it and when the board agrees it. If the old plan is to run on
    for a while, have the board extend it in the minutes. Record the new last day.
    """
    if not partnership.plans:
        yield Risk(
            subject=partnership,
            because=f"No plan is on record for {partnership}.",
            at=((partnership, "plans"),),
            remedy="Add the plan under `plans`, with `starts` and `ends`.",
        )
        return
    endless = [plan for plan in partnership.plans if plan.ends is None]
    for plan in endless:
        yield ask_end(partnership, plan)
    dated = [
        (plan.ends, plan.starts or date.min, plan.succeeded_by is None, plan.id, plan)
        for plan in partnership.plans
        if plan.ends
    ]
    risk = _running_out(partnership, limits, max(dated)[-1], max(dated)[0]) if dated else None
    if endless and (risk or not dated):
        yield NotAssessed(because=f"the last day of {count(len(endless), 'plan')} is not given", at=tuple(endless))
    elif risk:
        yield risk


def _running_out(partnership: Partnership, limits: PlanLimits, plan: Plan, ends: date) -> Risk | None:
    ahead = (ends - partnership.as_of).days
    remedy = "Record the plan that follows under `plans`"
    if ahead < 0:
        old = -ahead > limits.long_ended
        critical = f"; over {count(limits.long_ended, 'day')} is critical" if old else ""
        because = f'The newest plan, "{plan}", ended on {day(ends)}, {count(-ahead, "day")} ago{critical}.'
        tier = "long_ended" if old else "usual"
    elif ahead <= limits.ahead and plan.succeeded_by is None:
        when = f"in {count(ahead, 'day')}" if ahead else "today"
        because = (
            f'The newest plan, "{plan}", ends on {day(ends)}, {when}, and nothing is named to follow it; a successor '
            f"is due {count(limits.ahead, 'day')} before the end."
        )
        tier, remedy = "ending", f"{remedy}, or say in `succeeded_by` what does"
    else:
        return None
    at = ((plan, "ends"),)
    return Risk(subject=plan, because=because, at=at, tier=tier, remedy=f"{remedy}.")


class CliffLimits(Limits):
    """How far ahead the money of a service must reach."""

    ahead: Days = limit(180, "how many days ahead the end of a service's money counts", stricter=MORE)


@barrier.rule(HIGH, needs=needs("budgets", "services"), basis=GOOD_PRACTICE)
def funding_cliff(partnership: Partnership, limits: CliffLimits) -> Iterator[Yielded]:
    """The money for a running service ends soon, and the service goes on.

    Looks at the budgets that fund a current service itself. The service is safe if one of them lasts as long as it does
    or ends later than the limit. It is also safe if one says in `renewal` what happens next. A service without a last
    day is taken to go on. One paid out of agencies' own running costs (`funded_from: core`) is left out. Money that has
    ended already is looked at elsewhere.

    ## Why it matters

    People look for other posts months before the money ends. Children can lose a worker they had begun to trust, even
    where the funding is renewed at the last moment.

    ## What to do

    Ask the agencies that pay to decide now: renew, hand over to running costs, or close in good order. Record it as
    `renewal`, and tell staff and families which it is.
    """
    asked: dict[str, Question] = {}
    judged = False
    for budget in partnership.budgets:
        if budget.funds is None and not has_ended(budget, partnership.as_of):
            asked[budget.id] = ask_what_for(partnership, budget)
    for service in current_services(partnership):
        budgets = [
            budget for budget in budgets_for(partnership)[service.id] if not has_ended(budget, partnership.as_of)
        ]
        if service.funded_from == "core" or not budgets:
            continue
        if any(_carries_on(partnership, limits, service, budget) for budget in budgets):
            judged = True
            continue
        unsure = [budget for budget in budgets if budget.ends is None]
        for budget in unsure:
            asked[budget.id] = ask_end(partnership, budget)
        if not unsure:
            judged = True
            yield _cliff(partnership, limits, service, budgets)
    yield from asked.values()
    if asked and not judged:
        yield NotAssessed(because="no budget of a current service says both what it pays for and when it ends")


def _carries_on(partnership: Partnership, limits: CliffLimits, service: Service, budget: Budget) -> bool:
    if budget.renewal is not None:
        return True
    if budget.ends is None:
        return False
    lasts = service.ends is not None and budget.ends >= service.ends
    return lasts or budget.ends > partnership.as_of + timedelta(days=limits.ahead)


def _cliff(partnership: Partnership, limits: CliffLimits, service: Service, budgets: list[Budget]) -> Risk:
    last = max(budget.ends for budget in budgets if budget.ends)
    ahead = (last - partnership.as_of).days
    when = f"in {count(ahead, 'day')}" if ahead else "today"
    until = f"runs until {day(service.ends)}" if service.ends else "has no last day"
    return Risk(
        subject=service,
        because=f'The money for "{service}" ends on {day(last)}, {when}, with no renewal and no later budget on '
        f"record. The service {until}; the limit is {count(limits.ahead, 'day')} ahead.",
        at=((service, "ends") if service.ends else service, *((budget, "ends") for budget in by_id(budgets))),
        agencies=working_on(partnership, service),
        remedy="Say in `renewal` of the budget what happens after its last day, or add the budget that follows.",
    )


@barrier.rule(MEDIUM, needs=needs("changes"), basis=GOOD_PRACTICE)
def unsupported_change(partnership: Partnership) -> Iterator[Yielded]:
    """A change is under way, and no support for staff is on record.

    A change is under way from its first day to its last. One without a last day goes on.

    ## Why it matters

    Staff in a change need time, and answers about where they will stand. Without these some leave, referrals slow down,
    and children meet new faces.

    ## What to do

    Agree with the agencies concerned what staff can turn to: a named contact, regular briefings, time to talk. Record
    it as `support`, and ask staff after a month whether it helps.
    """
    judged = False
    for change in partnership.changes:
        if change.starts is None and change.support is None and not has_ended(change, partnership.as_of):
            yield ask(partnership, change, f'When does the change "{change}" start?')
            continue
        judged = True
        if change.support is not None or change.starts is None or not current(change, partnership.as_of):
            continue
        yield Risk(
            subject=change,
            because=f'"{change}" has been under way since {day(change.starts)}, and nothing is recorded that supports '
            "the staff who live through it.",
            at=(change,),
            agencies=change.agencies or (),
            remedy="Say in `support` what helps staff through the change.",
        )
    if partnership.changes and not judged:
        yield NotAssessed(because="no change says when it starts")
