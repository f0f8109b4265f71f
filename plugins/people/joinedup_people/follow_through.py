"""People, row 5 of Table 1: individual responses are not followed through."""

from collections.abc import Iterator

from joinedup import (
    GOOD_PRACTICE, HIGH, LESS, LOW, MEDIUM, Action, Barrier, Count, Days, Evidence, Limits, Months, NotAssessed,
    Partnership, Question, Risk, Share, Table1, Yielded, limit, needs, nfer, tiers,
)  # fmt: skip
from joinedup.facts import (
    ALL_WORK, as_limit, ask_day, ask_due, ask_heard, ask_kind, ask_status, by_holder, by_id, count, day, days_past,
    in_last, is_open, lacks_status, lately, months_before, named, overdue, working_on,
)  # fmt: skip

barrier = Barrier(
    "Individual responses are not followed through",
    cite=Table1(row=5),
    statement="When somebody here says they will do something, it gets done.",
    solutions=("processes/define-roles", "processes/meeting-structures", "people/key-players"),
    development=("case-review", "action-learning"),
)


class PromisesLimits(Limits):
    """How many promises may be overdue."""

    months: Months = limit(12, "how many months back an action that fell due counts")
    overdue_actions: Count = limit(3, "the number of overdue actions from which it counts", stricter=LESS)
    overdue_share: Share = limit("0.5", "the share of the actions that fell due that may be overdue", stricter=LESS)


@barrier.rule(HIGH, needs=needs("actions", "roles"), basis=GOOD_PRACTICE, main=True)
def promises_not_kept(partnership: Partnership, limits: PromisesLimits) -> Iterator[Yielded]:
    """Most of what an agency promised to do by now is overdue.

    An action is the agency's if the role that owns it is. It counts if it fell due in the last 12 months, or
    earlier and is still open. An action done late is done, and one due today is not overdue.

    ## Why it matters

    Partners plan on each other's promises. When most of one agency's promises lie open, the others stop counting on
    them. Children then get only the part of the plan that the rest can carry.

    ## What to do

    Go through the open actions with the agency, one by one. Do, drop or move each, and minute why. If there are too
    many for the posts there are, take some away before adding more.
    """
    since = months_before(partnership.as_of, limits.months)
    fell_due: dict[str, list[Action]] = {}
    judged, unowned = False, 0
    for action in by_id(partnership.actions):
        if action.owner is None:
            unowned += 1
            continue
        question = _unsaid(partnership, action)
        if question:
            yield question
            continue
        judged = True
        late = overdue(action, partnership.as_of)
        if action.due and (late or since <= action.due <= partnership.as_of):
            fell_due.setdefault(partnership.role(action.owner).agency, []).append(action)
    if partnership.actions and not judged:
        yield NotAssessed(because="no action says whose it is, when it is due and where it stands")
    elif unowned:
        yield NotAssessed(because=f"{count(unowned, 'action')} without an owner left out", part=True)
    for agency, actions in fell_due.items():
        late_ones = [action for action in actions if overdue(action, partnership.as_of)]
        if len(late_ones) >= limits.overdue_actions and len(late_ones) > len(actions) * limits.overdue_share:
            yield _most_overdue(partnership, limits, agency, actions, late_ones)


def _unsaid(partnership: Partnership, action: Action) -> Question | None:
    """What is to be asked before an action can be judged."""
    if lacks_status(action) and (action.due is None or action.due < partnership.as_of):
        return ask_status(partnership, action)
    if is_open(action) and action.due is None:
        return ask_due(partnership, action)
    return None


def _most_overdue(
    partnership: Partnership, limits: PromisesLimits, id: str, actions: list[Action], late: list[Action]
) -> Risk:
    agency = partnership.agency(id)
    late = sorted(late, key=lambda action: (-overdue(action, partnership.as_of), action.id))
    older = any(action.due and not in_last(limits.months, action.due, partnership.as_of) for action in late)
    also = " Those that fell due earlier and are still open are counted in." if older else ""
    return Risk(
        subject=agency,
        because=f"Overdue at {agency}: {len(late)} of the {count(len(actions), 'action')} that fell due in "
        f"{lately(limits.months)}, the oldest by {count(overdue(late[0], partnership.as_of), 'day')}; the "
        f"limit is {as_limit(limits.overdue_share)}.{also}",
        at=tuple((action, "due") for action in late),
        agencies=(id,),
        remedy="Close the actions with a `result`, or agree a new `due` and keep the old one under `earlier_due`.",
    )


class UnansweredLimits(Limits):
    """How long an answer may take."""

    answer_days: Days = limit(90, "how many days after a consultation an answer may take", stricter=LESS)


@barrier.rule(tiers(MEDIUM, children=HIGH), needs=needs("evidence"), basis=nfer("section 3.2"))
def unanswered_voices(partnership: Partnership, limits: UnansweredLimits) -> Iterator[Yielded]:
    """A consultation has no answer on record.

    An answer says what was heard and what was done about it. A consultation answered late counts as answered. It
    weighs more where children or young people were heard.

    ## Why it matters

    Children who are asked and hear nothing may not come a second time. The board then decides without them.

    ## What to do

    Publish one page: what you told us, what we did, what we could not do and why. Take it back to the same children
    and adults in person. Set the day of the answer before the next consultation begins.
    """
    judged = thin = 0
    for evidence in by_id(partnership.evidence):
        if evidence.answered and evidence.answered <= partnership.as_of:
            judged += 1
            continue
        if evidence.kind not in ("consultation", None):
            judged += 1
            continue
        if evidence.kind is None or evidence.on is None:
            thin += 1
            if evidence.kind is None:
                yield ask_kind(partnership, evidence)
            if evidence.on is None:
                yield ask_day(partnership, evidence)
            continue
        judged += 1
        if days_past(evidence.on, partnership.as_of) <= limits.answer_days:
            continue
        if evidence.heard is None:
            yield ask_heard(partnership, evidence)
        yield _unanswered(partnership, limits, evidence)
    if thin and not judged:
        yield NotAssessed(because="no piece of evidence says what it is and when it was")


def _unanswered(partnership: Partnership, limits: UnansweredLimits, evidence: Evidence) -> Risk:
    young = sorted({"children", "young-people"}.intersection(evidence.heard or ()))
    whom = f" {' and '.join(young).replace('-', ' ').capitalize()} were heard." if young else ""
    since = f" of {day(evidence.on)}" if evidence.on else ""
    days = count(days_past(evidence.on, partnership.as_of), "day")
    covered = [partnership.work(id) for id in evidence.covers or () if id != ALL_WORK]
    return Risk(
        subject=evidence,
        because=f'"{evidence}"{since} has no answer on record after {days}; the limit is '
        f"{count(limits.answer_days, 'day')}.{whom}",
        at=(evidence, (evidence, "heard")) if young else (evidence,),
        agencies=working_on(partnership, *covered),
        tier="children" if young else "usual",
        remedy="Publish the answer and write its day into `answered`.",
    )


@barrier.rule(LOW, needs=needs("actions"), basis=GOOD_PRACTICE)
def dropped_without_reason(partnership: Partnership) -> Iterator[Yielded]:
    """Actions were dropped, and no reason is on record.

    They are gathered by the agency of the role that owned them; those that nobody owned stand together.

    ## Why it matters

    Dropping an action can be right. Without a reason nobody can tell a decision from an oversight. A family that was
    told to expect something gets no explanation.

    ## What to do

    Ask the owner for one sentence on each: what changed, and what happens instead. Have the chair ask for that
    sentence whenever an action is dropped.
    """
    judged = False
    dropped = []
    for action in by_id(partnership.actions):
        if action.status is None:
            yield ask_status(partnership, action)
            continue
        judged = True
        if action.status == "dropped" and not (action.result or "").strip():
            dropped.append(action)
    if partnership.actions and not judged:
        yield NotAssessed(because="no action says where it stands")
    for holder, held in by_holder(partnership, dropped):
        yield Risk(
            subject=holder.subject,
            because=f"{holder.name}: {count(len(held), 'action')} dropped without a reason on record: {named(held)}.",
            at=tuple(held),
            agencies=holder.agencies,
            remedy="Write the reason into `result`.",
        )
