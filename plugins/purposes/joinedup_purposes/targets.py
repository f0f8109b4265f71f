"""Purposes, row 4 of Table 1: no clarity about targets."""

from collections.abc import Iterator, Sequence

from joinedup import (
    GOOD_PRACTICE, HIGH, LESS, LOW, MEDIUM, Action, Barrier, Count, Limits, NotAssessed, Partnership, Reading, Risk,
    Table1, Target, Yielded, limit, nc, needs, nfer, tiers,
)  # fmt: skip
from joinedup.facts import (
    Course, Gap, ask, ask_direction, ask_status, count, day, fold, gaps, high_risk, in_turn, is_open, lacks_status,
    listed, named, services_for, working_on,
)  # fmt: skip

from .service_targets import served_by_targets, targets_adrift, without_service_target

barrier = Barrier(
    "No clarity about targets",
    cite=Table1(row=4),
    statement="I can say which targets our partnership is working towards.",
    solutions=("purposes/connected-targets", "purposes/realistic-expectations", "processes/outcomes-first"),
    development=("workshop", "action-learning"),
)

ON_OUTCOMES = nc("Appendix 1, Outcomes and resourcing")


@barrier.rule(
    tiers(LOW, two_lacking=MEDIUM, three_lacking=HIGH),
    needs=needs("targets", helped_by=("roles",)),
    basis=GOOD_PRACTICE,
    main=True,
)
def not_smart(partnership: Partnership) -> Iterator[Yielded]:
    """A target does not say what is measured, which way it should go, how far, by when or who answers for it.

    Five things are looked for: an indicator, a direction, the value of the goal, its date, and an accountable role.
    The more are lacking, the more it weighs. Where roles are not described, no target can name one, and none is missed.

    ## Why it matters

    A target that cannot be missed cannot be met either. Nobody can tell whether children are better off, and nobody
    is asked.

    ## What to do

    Give one person the task of filling in what is named here, and bring the target back to the next meeting. If
    nobody can say what would be measured, it is a hope: keep it in the vision and strike it from the targets.
    """
    for target in partnership.targets:
        found = {
            "indicator": target.indicator,
            "direction": target.direction,
            "goal value": target.goal,
            "goal date": target.goal,
            "accountable role": target.accountable or "roles" not in partnership.described,
        }
        lacking = [name for name, value in found.items() if not value]
        if lacking:
            yield Risk(
                subject=target,
                because=f'"{target}" has no {listed(lacking, "or")}.',
                at=(target,),
                agencies=working_on(partnership, target),
                tier=("usual", "two_lacking", "three_lacking")[min(len(lacking), 3) - 1],
                remedy="Give the target its `indicator`, `direction`, `goal` (a `value` and the day `on` which it is "
                "due) and `accountable` role.",
            )


class IdleLimits(Limits):
    """When a target that nobody works on weighs more."""

    high_risk: Count = limit(15, "the score in the risk register from which it is high", stricter=LESS)


@barrier.rule(
    tiers(MEDIUM, high_risk=HIGH),
    needs=needs("targets", "services", "actions"),
    basis=GOOD_PRACTICE,
)
def target_without_work(partnership: Partnership, limits: IdleLimits) -> Iterator[Yielded]:
    """No work on record supports a target.

    A target is looked at while the day of its goal has not passed. Current services and open actions that name it in
    `supports` count as work. Both must be described: what one of them does not show, the other may.

    ## Why it matters

    A figure does not move because it stands in a plan. Each month without work is a month in which the children it is
    for see no difference.

    ## What to do

    Ask those who are accountable what they will do in the next three months, and record it as actions. If existing
    work serves the target, tie it in with `supports`. If nothing will be done, tell the board so.
    """
    actions: dict[str, list[Action]] = {}
    for action in partnership.actions:
        for work in action.supports or ():
            actions.setdefault(work, []).append(action)
    judged, undated = False, []
    for target in partnership.targets:
        if target.goal is None:
            undated.append(target)
            continue
        own = actions.get(target.id, [])
        over = target.goal.on < partnership.as_of
        unsure = [action for action in own if lacks_status(action)]
        if over or services_for(partnership)[target.id] or any(is_open(action) for action in own):
            judged = True
        elif unsure:
            yield from (ask_status(partnership, action) for action in unsure)
        else:
            judged = True
            yield _idle(partnership, limits, target, target.goal)
    if partnership.targets and not judged:
        yield NotAssessed(because="no target says both when it is due and what is done for it")
    elif undated:
        yield NotAssessed(because=f"nothing says when {named(undated)} {_is_or_are(undated)} due", part=True)


def _is_or_are(targets: Sequence[Target]) -> str:
    return "is" if len(targets) == 1 else "are"


def _idle(partnership: Partnership, limits: IdleLimits, target: Target, goal: Reading) -> Risk:
    risky = high_risk(target, limits.high_risk)
    score = f", and {risky}" if risky else ""
    return Risk(
        subject=target,
        because=f'No current service and no open action supports "{target}", which is due on {day(goal.on)}{score}.',
        at=(target, (target, "risk")) if risky else (target,),
        agencies=working_on(partnership, target),
        tier="high_risk" if risky else "usual",
        remedy="Name the target in `supports` of a current service or an open action.",
    )


@barrier.rule(MEDIUM, needs=needs("outcomes", "targets"), basis=GOOD_PRACTICE)
def outcome_without_target(partnership: Partnership) -> Iterator[Yielded]:
    """No target serves an outcome that the partnership wants for children.

    A target serves the outcome that it names. Where that is an outcome of a service, it serves as well the one that
    this outcome names in `serves`.

    ## Why it matters

    What has no target seldom reaches the agenda. Nobody can see whether children come any closer to the outcome.

    ## What to do

    Agree one target that would show whether the outcome comes nearer, and who answers for it. If an existing target
    serves it already, name the outcome there.
    """
    served = served_by_targets(partnership)
    for outcome in partnership.outcomes:
        if outcome.id not in served:
            yield Risk(
                subject=outcome,
                because=f'No target serves the outcome "{outcome}".',
                at=(outcome,),
                remedy="Name the outcome in `outcome` of a target.",
            )


@barrier.rule(MEDIUM, needs=needs("outcomes", "targets"), basis=ON_OUTCOMES, solutions=("purposes/common-threads",))
def service_target_adrift(partnership: Partnership) -> Iterator[Yielded]:
    """Targets of a service are tied to no outcome for all children.

    An outcome of the kind `population` is for all children of the area, one of the kind `service` for those whom a
    service reaches. Looks at service outcomes that a target names: each must name in `serves` a population outcome.
    Where no outcome says its kind, that is asked, once for all of them. One without a target is another rule's
    business.

    ## Why it matters

    A service can reach every figure it is set while children in the area are no better off. Only the link between the
    two tells the board whether to ask for more of the service or for something else.

    ## What to do

    Ask those who answer for the targets which outcome for all children they bring nearer, and how they would know.
    Write it down as `serves`. If there is none, ask the board what the service is for.
    """
    yield from targets_adrift(partnership)


@barrier.rule(LOW, needs=needs("outcomes", "targets"), basis=ON_OUTCOMES, solutions=("purposes/common-threads",))
def outcome_without_service_target(partnership: Partnership) -> Iterator[Yielded]:
    """No service is said to bring an outcome for all children nearer.

    Looks at outcomes of the kind `population` that have a target. One of the kind `service` must name each of them in
    `serves`. Not assessed where no outcome is of that kind, or while one with targets serves no population outcome: it
    might be the one. Outcomes without a target, of either kind, are found elsewhere.

    ## Why it matters

    An outcome for all children moves slowly and for many reasons. Where nobody has said what a service should change
    on the way to it, nobody can be asked for it, and the board can only watch.

    ## What to do

    Ask which service does most for this outcome, and what should be different for those it reaches within a year. Add
    that as an outcome of the service, and move the targets that measure it there.
    """
    yield from without_service_target(partnership)


class GapLimits(Limits):
    """How few children make a gap uncertain."""

    few_children: Count = limit(30, "how many children a cohort needs before a growing gap is high", stricter=LESS)


@barrier.rule(
    tiers(HIGH, uncertain=MEDIUM, stayed=MEDIUM),
    needs=needs("targets"),
    basis=nfer("chapter 2"),
)
def gap_not_narrowing(partnership: Partnership, limits: GapLimits) -> Iterator[Yielded]:
    """The gap between a vulnerable group and other children is not closing.

    Looks at targets with a cohort and a comparison, over the days on which both were measured, the baseline among
    them. The gap is how far the cohort is behind, on the first of these days and on the last. It is flagged where it
    grew, or where it stayed while both groups improved or both did worse. A cohort that has caught up is not flagged.
    Where the measure is to be maintained, any distance is a gap, and only growth counts.

    Small numbers swing by chance, and each year's children are different ones. So a gap that grew is at most medium
    where the cohort is small or only two days can be compared.

    ## Why it matters

    Figures for all children can rise while those who need most help fall behind. Only the gap shows whether the
    partnership reaches them.

    ## What to do

    Take the figures to those who work with the group, and ask what they see behind them. Agree one change aimed at
    this group alone, and measure both groups again on the same day.
    """
    judged, left = False, []
    for gap in gaps(partnership):
        target = gap.target
        if target.comparison and target.comparison.readings is None:
            asks = f'What does the measure of "{target}" show for the children it is compared with?'
            yield ask(partnership, target, asks, at=(target.comparison,))
        elif gap.course:
            judged = True
            if gap.course in (Course.GREW, Course.STAYED):
                yield _not_narrowing(partnership, limits, gap)
        elif len(gap.days) < 2 or target.direction is None:
            left.append(target)
        else:
            yield from ask_direction(partnership, target)
    if partnership.targets and not judged:
        yield NotAssessed(
            because="no target for a named cohort has its direction, and 2 days with both groups measured"
        )
    elif left:
        lack = "lacks" if len(left) == 1 else "lack"
        yield NotAssessed(because=f"{named(left)} {lack} a direction or 2 days with both groups measured", part=True)


def _not_narrowing(partnership: Partnership, limits: GapLimits, gap: Gap) -> Risk:
    target, first, last = gap.target, gap.days[0], gap.days[-1]
    few = target.cohort_size is not None and target.cohort_size < limits.few_children
    cautions = ["the children are not the same each year"]
    cautions += [f"the cohort has only {count(target.cohort_size or 0, 'child', 'children')}"] if few else []
    cautions += ["only two days can be compared"] if len(gap.days) == 2 else []
    return Risk(
        subject=target,
        because=f'Between {day(first)} and {day(last)} the gap between "{target.cohort}" and {gap.others} in the '
        f'measure of "{target}" {gap.said}. Read it with care: {in_turn(cautions)}.',
        at=(gap.own[first], gap.theirs[first], gap.own[last], gap.theirs[last]),
        agencies=working_on(partnership, target),
        tier="stayed" if gap.course is Course.STAYED else "uncertain" if few or len(gap.days) == 2 else "usual",
        remedy="Add newer readings of both groups, taken on the same day, in which the gap is smaller.",
    )


@barrier.rule(MEDIUM, needs=needs("targets"), basis=nfer("section 3.1"))
def vulnerable_not_named(partnership: Partnership) -> Iterator[Yielded]:
    """No target is for a named vulnerable group.

    A target names its group in `cohort`; one without is for every child.

    ## Why it matters

    Averages can be met with the children who are easiest to help. A group that no target names is easily left out of
    the plan.

    ## What to do

    Ask which children in the area do worst on what the partnership wants. Agree one target for them, with its own
    baseline, and say how many they are.
    """
    if any(fold(target.cohort) for target in partnership.targets):
        return
    number = len(partnership.targets)
    none = f"None of the {number} targets names" if number > 1 else "The only target does not name"
    yield Risk(
        subject=partnership,
        because=f"{none} a vulnerable group that it is for."
        if number
        else "There are no targets, so none is for a named vulnerable group.",
        at=((partnership, "targets"),),
        remedy="Name the group in `cohort` of a target.",
    )
