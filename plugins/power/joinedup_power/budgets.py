"""Power, row 3 of Table 1: poor co-ordination of budgets."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

from joinedup import (
    GOOD_PRACTICE, HIGH, LESS, LOW, MEDIUM, MORE, Barrier, Budget, Count, Days, Limits, Months, NotAssessed,
    Partnership, Place, Question, Risk, Share, Table1, Target, Yielded, limit, needs, nfer, tiers,
)  # fmt: skip
from joinedup.facts import (
    agencies_named, ask, ask_amount, ask_arrangement, ask_dates, ask_payers, ask_what_for, budget_value, budgets_for,
    by_id, count, current_budgets, current_services, day, has_ended, high_risk, lead_agency, listed, money_for,
    months_before, named, percent, pounds, titled, working_on,
)  # fmt: skip

from .commissioning import commissioned_apart
from .money import (
    silent_among, ask_holder, ask_receipts, behind, exact, holders, in_kind, money_tied, not_said, shared_budgets,
)  # fmt: skip
from .vulnerable import little_for_groups

barrier = Barrier(
    "Poor co-ordination of budgets",
    cite=Table1(row=3),
    statement="Our partners plan and spend their money for children together.",
    solutions=("processes/pilot-together", "power/resources-to-risk", "power/let-go"),
    development=("workshop", "action-learning"),
)


class UnfundedLimits(Limits):
    """When an unfunded target weighs more."""

    high_risk: Count = limit(15, "the score in the risk register from which it is high", stricter=LESS)


@barrier.rule(
    tiers(MEDIUM, high_risk=HIGH),
    needs=needs("targets", "budgets", "services"),
    basis=GOOD_PRACTICE,
    main=True,
)
def unfunded(partnership: Partnership, limits: UnfundedLimits) -> Iterator[Yielded]:
    """No budget pays for a target.

    A target is funded if a current budget funds it, or funds a current service that supports it. It is also funded if
    agencies pay for it out of their own running costs (`funded_from: core`). A current budget that does not say what it
    pays for is asked about where it could be the one. A target that no other budget pays for is then not judged.

    ## Why it matters

    A target without money depends on goodwill. When a year gets hard, goodwill goes to what an agency is judged on. The
    children whom the target is for then wait.

    ## What to do

    Agree which agencies pay, from which budget and for how long. If the work is part of everybody's day, say so in
    the file: `funded_from: core`. If nobody will pay, tell the board that the target cannot be met.
    """
    lacking = [t for t in partnership.targets if t.funded_from != "core" and not money_for(partnership, t)]
    silent = [budget for budget in current_budgets(partnership) if budget.funds is None]
    if lacking and silent:
        yield from (ask_what_for(partnership, budget) for budget in silent)
        if len(lacking) == len(partnership.targets):
            yield NotAssessed(because=not_said(silent))
        return
    for target in lacking:
        risky = high_risk(target, limits.high_risk)
        score = f", and {risky}" if risky else ""
        yield Risk(
            subject=target,
            because=f'No current budget pays for the target "{target}"{score}.',
            at=(target, (target, "risk")) if risky else (target,),
            agencies=working_on(partnership, target),
            tier="high_risk" if risky else "usual",
            remedy="Name the target, or a service that supports it, in `funds` of a current budget; or write "
            "`funded_from: core`.",
        )


class SumsLimits(Limits):
    """How far contributions may be from the amount."""

    tolerance: Share = limit("0.005", "how far the sum may be from the amount, as a share of it", stricter=LESS)


@barrier.rule(HIGH, needs=needs("budgets"), basis=GOOD_PRACTICE, solutions=("processes/define-roles",))
def sums_do_not_add_up(partnership: Partnership, limits: SumsLimits) -> Iterator[Yielded]:
    """A budget's contributions do not add up to its amount.

    Contributions in kind, such as staff time or rooms, carry no amount: they are left out of the sum, and named.

    ## Why it matters

    Two figures for one budget mean that two agencies believe two things. The gap is found when the bills come, and the
    service that depends on the money may be cut in mid-year.

    ## What to do

    Ask the agency that hosts the budget for the amount each agency has agreed, in writing. Correct the figure that
    is wrong, or minute who covers the difference.
    """
    judged = False
    for budget in partnership.budgets:
        if budget.amount is None or budget.contributions is None:
            yield ask_amount(partnership, budget) if budget.amount is None else ask_payers(partnership, budget)
            continue
        judged = True
        promised = sum(budget.contributions.values(), Decimal(0))
        if abs(promised - budget.amount) <= budget.amount * limits.tolerance:
            continue
        differ = "more" if promised > budget.amount else "less"
        yield Risk(
            subject=budget,
            because=f'The contributions to "{budget}" come to {pounds(promised)}; its amount is '
            f"{pounds(budget.amount)}. That is {pounds(abs(promised - budget.amount))} {differ}; the limit is "
            f"{percent(limits.tolerance)} of the amount.{in_kind(partnership, budget)}",
            at=((budget, "contributions"), (budget, "amount")),
            agencies=budget.contributions,
            remedy="Make `contributions` add up to `amount`.",
        )
    if partnership.budgets and not judged:
        yield NotAssessed(because="no budget gives both its amount and the contributions to it")


@barrier.rule(HIGH, needs=needs("services", "budgets"), basis=GOOD_PRACTICE)
def money_ran_out(partnership: Partnership) -> Iterator[Yielded]:
    """A service goes on, and no budget on record pays for it.

    Looks at current services whose budgets have all ended, and at those that never had one. A service paid out of
    agencies' own running costs (`funded_from: core`) is left out. A budget still to come counts as money. One that does
    not say what it pays for is asked about where it could be the one. Such a service is then not judged.

    ## Why it matters

    Nobody is on record as paying for the service. It can stop from one week to the next, and children lose a worker
    they had come to trust.

    ## What to do

    Ask those who run it who is paying now. Bring the board a choice: a budget with an end date, a place in running
    costs, or a planned close with notice to families.
    """
    by_work = budgets_for(partnership)
    services = [service for service in current_services(partnership) if service.funded_from != "core"]
    lacking = [s for s in services if all(has_ended(budget, partnership.as_of) for budget in by_work[s.id])]
    silent = [b for b in partnership.budgets if b.funds is None and not has_ended(b, partnership.as_of)]
    if lacking and silent:
        yield from (ask_what_for(partnership, budget) for budget in silent)
        if len(lacking) == len(services):
            yield NotAssessed(because=not_said(silent))
        return
    for service in lacking:
        budgets = by_work[service.id]
        last = max((budget.ends for budget in budgets if budget.ends), default=None)
        yield Risk(
            subject=service,
            because=f'{named(budgets)} paid for the service "{service}" until {day(last)}; no budget has since.'
            if last
            else f'No budget pays for the service "{service}", and it is not paid from core funds.',
            at=(service, *((budget, "ends") for budget in by_id(budgets))),
            agencies=working_on(partnership, service, *budgets),
            remedy="Name it in `funds` of a current budget, or write `funded_from: core`.",
        )


@barrier.rule(MEDIUM, needs=needs("budgets"), basis=GOOD_PRACTICE)
def parallel_budgets(partnership: Partnership) -> Iterator[Yielded]:
    """Several agencies pay for the same work out of budgets of their own.

    Current budgets held by a single agency are compared where they pay for the same target or service. Aligned budgets,
    which agencies plan together, and pooled ones, which they hold in one, are left out. Two budgets of one agency are
    its own affair. The agency is whoever pays in, or else the host.

    ## Why it matters

    Nobody sees what is spent on these children as a whole. One cut can set off another, and some help may be paid for
    twice and other help not at all.

    ## What to do

    Put the budgets side by side on one page, with what each buys. Then choose: plan them together and call them
    aligned, or pool them under one board.
    """
    silent, untold = silent_among([b for b in current_budgets(partnership) if b.arrangement in (None, "single")])
    yield from (ask_what_for(partnership, budget) for budget in silent)
    judged = left_out = 0
    for work, budgets in shared_budgets(partnership):
        questions = [question for budget in budgets if (question := ask_holder(partnership, budget))]
        yield from questions
        single = [b for b in budgets if b.arrangement == "single" and holders(partnership, b)]
        agencies = frozenset[str]().union(*(holders(partnership, budget) for budget in single))
        if len(agencies) < 2:
            left_out, judged = left_out + bool(questions), judged + (not questions)
            continue
        judged += 1
        names = listed(f"{titled(b)} ({agencies_named(partnership, holders(partnership, b))})" for b in single)
        yield Risk(
            subject=work,
            because=f'{names} pay for the {work.noun} "{work}" side by side, neither aligned nor pooled.',
            at=tuple((budget, field) for budget in by_id(single) for field in ("funds", "arrangement")),
            agencies=agencies,
            remedy="Write `arrangement: aligned` or `pooled` once they are planned or held together.",
        )
    if untold:
        yield NotAssessed(because=not_said(silent))
    elif left_out and not judged:
        yield NotAssessed(because="no two current budgets for the same work say who holds them and how")


@barrier.rule(LOW, needs=needs("budgets"), basis=GOOD_PRACTICE)
def years_out_of_step(partnership: Partnership) -> Iterator[Yielded]:
    """Budgets for the same work run over different periods.

    Current budgets that pay for the same target or service are compared. One that lacks its first or last day is
    asked about and left out.

    ## Why it matters

    Each agency decides in another month, without knowing what the others will give. Staff are held on short contracts,
    and children see workers come and go.

    ## What to do

    Ask the finance officers to agree one financial year for the work. Make the next budget shorter or longer once, so
    that all end on one day.
    """
    silent, untold = silent_among(current_budgets(partnership))
    yield from (ask_what_for(partnership, budget) for budget in silent)
    judged = left_out = 0
    for work, budgets in shared_budgets(partnership):
        undated = [budget for budget in budgets if not (budget.starts and budget.ends)]
        for budget in undated:
            yield ask_dates(partnership, budget)
        dated = [budget for budget in budgets if budget.starts and budget.ends]
        left_out, judged = left_out + (len(dated) < 2), judged + (len(dated) > 1)
        if len({(budget.starts, budget.ends) for budget in dated}) < 2:
            continue
        periods = sorted(f'"{b}" from {day(b.starts)} to {day(b.ends)}' for b in dated if b.starts and b.ends)
        yield Risk(
            subject=work,
            because=f'The budgets for the {work.noun} "{work}" run over different periods: {"; ".join(periods)}.',
            at=tuple((budget, field) for budget in by_id(dated) for field in ("starts", "ends")),
            agencies={agency for budget in dated for agency in holders(partnership, budget)},
            remedy="Give the next budgets the same `starts` and `ends`.",
        )
    if untold:
        yield NotAssessed(because=not_said(silent))
    elif left_out and not judged:
        yield NotAssessed(because="no two current budgets for the same work say when they start and end")


class PaidLimits(Limits):
    """How late a contribution may be, and how long an ended budget is looked at."""

    grace: Days = limit(90, "how many days late a contribution may be", stricter=LESS)
    window: Months = limit(12, "how many months after its end a budget is looked at")


@barrier.rule(MEDIUM, needs=needs("budgets"), basis=GOOD_PRACTICE, solutions=("processes/define-roles",))
def promised_not_paid(partnership: Partnership, limits: PaidLimits) -> Iterator[Yielded]:
    """A joint budget has received less than an agency promised by now.

    What is due grows evenly with the days of the budget's period, less some days' grace. An agency that `received`
    leaves out has paid nothing. Where a pooled budget says nothing of receipts, it is asked about. Other budgets are
    judged where they say what was received. A budget that has ended is looked at for some months more.

    ## Why it matters

    The host may fill the gap from its own money for a while, and then has to stop. The agencies that did pay lose the
    service too, and so do the children.

    ## What to do

    Ask the finance officer of each agency named for the day of payment. If the promise has changed, minute the new
    sum and what the service will do without.
    """
    judged = left_out = 0
    since = months_before(partnership.as_of, limits.window)
    for budget in partnership.budgets:
        apart = budget.received is None and budget.arrangement in ("single", "aligned")
        if apart or (budget.ends and budget.ends < since):
            continue
        question = ask_receipts(partnership, budget, limits.grace)
        if question:
            left_out += 1
            yield question
            continue
        judged += 1
        late = behind(partnership, budget, limits.grace)
        if late:
            said = "; ".join(
                f"{partnership.agency(id)} {pounds(paid)} of {_whole_pounds(due)}" for id, paid, due in late
            )
            yield Risk(
                subject=budget,
                because=f'"{budget}" has received less than is due by now, with {count(limits.grace, "day")} of '
                f"grace: {said}.",
                at=tuple((budget, field) for field in ("contributions", "received")),
                agencies=[id for id, _, _ in late],
                remedy="Enter what was paid in `received`, or what is promised now in `contributions`.",
            )
    if left_out and not judged:
        yield NotAssessed(because="no budget says what was promised, for when, and what was received")


def _whole_pounds(due: Decimal) -> str:
    """What is due for a part of a period, in whole pounds: rounded up, so that it never reads as what was paid."""
    return pounds(due.to_integral_value(ROUND_CEILING))


class SinglePayerLimits(Limits):
    """How much of a pool one agency may pay."""

    most: Share = limit("0.8", "the share of a pooled budget that one agency may pay", stricter=LESS)


@barrier.rule(LOW, needs=needs("budgets"), basis=GOOD_PRACTICE)
def single_payer(partnership: Partnership, limits: SinglePayerLimits) -> Iterator[Yielded]:
    """One agency pays nearly all of a pooled budget.

    Only current budgets count. The share is of the amount, or of the contributions where they come to more. What is
    given in kind carries no amount; it is named, because it can be worth as much.

    ## Why it matters

    A pool with one payer is that agency's budget under another name. When the payer has a bad year, the children lose
    the whole service and not a part of it.

    ## What to do

    Ask each other partner for a sum, however small, so that each has a stake in the rest. Put a value on what partners
    give in kind.
    """
    judged = left_out = 0
    for budget in current_budgets(partnership):
        if budget.arrangement not in (None, "pooled"):
            judged += 1
            continue
        if budget.contributions is None:
            left_out += 1
            yield ask_payers(partnership, budget) if budget.arrangement else ask_arrangement(partnership, budget)
            continue
        risk = _payer(partnership, budget, limits)
        if risk and budget.arrangement is None:
            left_out += 1
            yield ask_arrangement(partnership, budget)
            continue
        judged += 1
        if risk:
            yield risk
    if left_out and not judged:
        yield NotAssessed(because="no current budget says whether it is pooled and who pays how much")


def _payer(partnership: Partnership, budget: Budget, limits: SinglePayerLimits) -> Risk | None:
    """The risk that one agency pays too much of a budget; of several, the one that pays most."""
    promised = budget.contributions or {}
    whole = max(sum(promised.values(), Decimal(0)), budget.amount or Decimal(0))
    most = min(promised, key=lambda id: (-promised[id], id), default="")
    if not most or promised[most] <= whole * limits.most:
        return None
    at: tuple[Place, ...] = ((budget, "contributions", most),)
    return Risk(
        subject=budget,
        because=f'{partnership.agency(most)} pays {pounds(promised[most])} of the {pounds(whole)} of "{budget}" '
        f"({percent(promised[most] / whole)}); the limit is {percent(limits.most)}.{in_kind(partnership, budget)}",
        at=(*at, (budget, "amount")) if budget.amount else at,
        agencies=promised,
        remedy="Share `contributions` out among more agencies.",
    )


class InCommonLimits(Limits):
    """How much of the money should be held or planned together."""

    least: Share = limit("0.1", "the share of the money that should be aligned or pooled", stricter=MORE)


@barrier.rule(LOW, needs=needs("budgets"), basis=GOOD_PRACTICE)
def little_in_common(partnership: Partnership, limits: InCommonLimits) -> Iterator[Yielded]:
    """Little of the money is aligned or pooled.

    Aligned budgets are planned together and held apart; pooled ones are held in one. The share is of the money in
    current budgets. Where a budget gives no amount, its contributions are added up. A budget that lacks both, or does
    not say how it is held, is asked about and left out.

    ## Why it matters

    Money that is held apart is slow to follow a child. When need moves from one service to another the money stays
    where it was, and children can be turned away.

    ## What to do

    Pick one group of children whom several agencies already pay for. Line those budgets up for a year, and pool them
    in the next if it helped.
    """
    judged: list[Budget] = []
    left_out = False
    for budget in current_budgets(partnership) if len(partnership.agencies) > 1 else ():
        if budget_value(budget) is None or budget.arrangement is None:
            left_out = True
            yield (
                ask_amount(partnership, budget)
                if budget_value(budget) is None
                else ask_arrangement(partnership, budget)
            )
        else:
            judged.append(budget)
    whole = sum((budget_value(budget) or Decimal(0) for budget in judged), Decimal(0))
    common = sum((budget_value(b) or Decimal(0) for b in judged if b.arrangement != "single"), Decimal(0))
    if left_out and not whole:
        yield NotAssessed(because="no current budget gives both its amount and how it is held")
    elif common < whole * limits.least:
        yield Risk(
            subject=partnership,
            because=f"{pounds(common)} of the {pounds(whole)} in current budgets is aligned or pooled "
            f"({percent(common / whole)}); it should be at least {percent(limits.least)}.",
            at=tuple((budget, "arrangement") for budget in by_id(judged)),
            agencies={agency for budget in judged for agency in holders(partnership, budget)},
            remedy="Write `arrangement: aligned` or `pooled` where budgets are planned or held together.",
        )


class JointlyLimits(Limits):
    """How much joint work it takes to expect joint commissioning."""

    least_services: Count = limit(2, "how many current services several agencies must run together")


@barrier.rule(MEDIUM, needs=needs("services", "budgets"), basis=nfer("section 3.4"))
def no_joint_commissioning(partnership: Partnership, limits: JointlyLimits) -> Iterator[Yielded]:
    """Agencies run services together, and commission none together.

    A service counts as commissioned together if more than one agency is in `decided_by` and a current pooled budget
    funds it, or a target it supports. One such service is enough. Where the answer hangs on who decides, on how money
    is held or on what it pays for, that is asked, and nothing is found.

    ## Why it matters

    Agencies that only work together can each pull out alone. What a service should do for children may then be
    settled several times over, by each payer for its own part.

    ## What to do

    Take the joint service with the most payers. Bring those payers together to agree what they buy, out of one pooled
    budget, and write down which decisions need all of them.
    """
    yield from commissioned_apart(partnership, limits.least_services)


class GroupsLimits(Limits):
    """How much of the money should go to vulnerable groups."""

    least: Share = limit("0.25", "the share of the money that should go to work for vulnerable groups", stricter=MORE)
    least_budgets: Count = limit(3, "how many current budgets it takes to judge the share")


@barrier.rule(
    MEDIUM,
    needs=needs("targets", "services", "budgets"),
    basis=nfer("section 3.1"),
    solutions=("power/resources-to-risk",),
)
def vulnerable_short_of_money(partnership: Partnership, limits: GroupsLimits) -> Iterator[Yielded]:
    """Little of the money goes to work for vulnerable groups.

    The share is of the money in current budgets that say what they pay for. A budget counts in equal parts for what it
    funds. Money is for a group if the target names a `cohort`; if the service does; or, for other services, in equal
    parts if the targets it supports do. What is paid out of running costs is not seen here.

    The source gives no figure. The limit is a start: nearly one pupil in four in England was eligible for free school
    meals in January 2024 (24.6%; Department for Education, Schools, pupils and their characteristics). Set it to what
    your own needs assessment says.

    A budget that does not say its amount or what it pays for is asked about. Where the share is too low without such a
    budget, it is not judged. Nor is it where no target names a group.

    ## Why it matters

    A gap does not close on goodwill. If the money follows all children alike, those who start behind can stay behind.

    ## What to do

    Put each group beside the money that is tied to it, and ask the board whether that is what it means. Move one sum
    this year to the group with the widest gap.
    """
    yield from little_for_groups(partnership, limits.least, limits.least_budgets)


class AtRiskLimits(Limits):
    """Which targets are those of high risk."""

    high_risk: Count = limit(15, "the score in the risk register from which a target is of high risk")


@barrier.rule(MEDIUM, needs=needs("targets", "budgets", "services"), basis=GOOD_PRACTICE)
def money_not_at_risk(partnership: Partnership, limits: AtRiskLimits) -> Iterator[Yielded]:
    """Targets of high risk get less than their share of the money.

    Compares two shares: how many of the targets are of high risk, and how much of the money goes to them. Money
    counts from current budgets that fund a target, or a current service that supports it. A budget that funds several
    counts in equal parts. Targets paid from core funds, and those without a risk score, are left out.

    ## Why it matters

    Money tends to stay where it went last year. The children for whom most could go wrong then get what is left.

    ## What to do

    Put risk score and money side by side for each target. Ask the board to move one sum this year, to the target of
    highest risk that has least.
    """
    targets = [target for target in partnership.targets if target.funded_from != "core"]
    scored = {target.id: target for target in targets if target.risk is not None}
    if targets and not scored:
        yield Question(asks="What are the risk scores of the targets?", of=lead_agency(partnership))
        yield NotAssessed(because="no target gives its risk score")
        return
    for target in targets:
        if target.risk is None:
            yield ask(partnership, target, f'What is the risk score of "{target}"?')
    for budget in current_budgets(partnership):
        if budget.funds is None:
            yield ask_what_for(partnership, budget)
        elif budget_value(budget) is None and budget.funds:
            yield ask_amount(partnership, budget)
    tied = money_tied(partnership, scored)
    whole = sum(tied.values(), Fraction(0))
    if scored and not whole:
        yield NotAssessed(because="no money is tied to a target with a risk score")
        return
    risky = by_id(target for target in scored.values() if (target.risk or 0) >= limits.high_risk)
    theirs = sum((tied[target.id] for target in risky), Fraction(0))
    if risky and theirs / whole < Fraction(len(risky), len(scored)):
        yield _misplaced(partnership, risky, len(scored), theirs, whole, limits.high_risk)


def _misplaced(
    partnership: Partnership, risky: Sequence[Target], scored: int, theirs: Fraction, whole: Fraction, score: int
) -> Risk:
    has, get = ("has", "gets") if len(risky) == 1 else ("have", "get")
    return Risk(
        subject=partnership,
        because=f"{len(risky)} of {count(scored, 'target')} {has} a risk score of {score} or more "
        f"({percent(exact(Fraction(len(risky), scored)))}), and {get} {pounds(exact(theirs))} of the "
        f"{pounds(exact(whole))} tied to targets ({percent(exact(theirs / whole))}).",
        at=tuple((target, "risk") for target in risky),
        agencies=working_on(partnership, *risky),
        remedy="Name targets of high risk, or services that support them, in `funds` of more or larger budgets.",
    )
