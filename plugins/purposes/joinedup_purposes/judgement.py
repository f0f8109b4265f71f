"""Purposes, row 5 of Table 1: boundaries of personal judgement not clear."""

from collections.abc import Iterable, Iterator
from datetime import date

from joinedup import (
    GOOD_PRACTICE, HIGH, LESS, LOW, MEDIUM, Barrier, Board, Budget, Days, Development, Limits, Months, NotAssessed,
    Partnership, Policy, Risk, Role, Service, Table1, Target, Yielded, guidance, limit, needs,
)  # fmt: skip
from joinedup.facts import (
    ask, ask_about_event, ask_kind, by_id, count, day, days_past, in_last, lately, leads, listed, owner_agencies,
)  # fmt: skip

barrier = Barrier(
    "Boundaries of personal judgement not clear",
    cite=Table1(row=5),
    statement="I know which decisions about a child are mine to take.",
    solutions=("purposes/explain-thresholds", "processes/define-roles"),
    development=("simulation", "workshop"),
)


@barrier.rule(
    HIGH,
    needs=needs("policies"),
    basis=guidance("Working Together to Safeguard Children (2023), chapter 3, on the threshold document"),
    main=True,
)
def no_thresholds(partnership: Partnership) -> Iterator[Yielded]:
    """No shared policy on thresholds is on record.

    A threshold says how great a child's need must be before an agency acts, refers or steps in. Policies that do not
    say what they are about are asked about before the finding is made.

    ## Why it matters

    Without agreed thresholds each worker has to draw the line alone. One child is referred three times for what another
    is turned away with.

    ## What to do

    Ask the safeguarding partners for the threshold document they publish, and adopt it. If there is none, have them
    agree one, with an example of a child at each level.
    """
    if any(policy.kind == "thresholds" for policy in partnership.policies):
        return
    unsure = [policy for policy in partnership.policies if policy.kind is None]
    if unsure:
        yield from (ask_kind(partnership, policy) for policy in unsure)
        yield NotAssessed(because=f"the kind of {count(len(unsure), 'policy')} is not given")
        return
    number = len(partnership.policies)
    none = f"None of the {number} policies on record is" if number > 1 else "The only policy on record is not"
    yield Risk(
        subject=partnership,
        because=f"{none} about thresholds." if number else "No policy is on record, and so none about thresholds.",
        at=((partnership, "policies"),),
        remedy="Add the policy under `policies`, with `kind: thresholds`.",
    )


@barrier.rule(
    MEDIUM,
    needs=needs("roles", any_of=("targets", "services", "budgets")),
    basis=GOOD_PRACTICE,
)
def authority_unstated(partnership: Partnership) -> Iterator[Yielded]:
    """Roles that answer for something do not say what they may spend or decide.

    A role answers for the targets and current services it is accountable for, and the current budgets it controls.
    One of the two is enough: what it may spend, £0 included, or what else it may decide. Gathered by agency.

    ## Why it matters

    Staff who do not know what they may decide have to ask. While the question travels up and down, a family waits for
    an answer that could have been given on the day.

    ## What to do

    Ask each line manager for two lines a role: how much it may spend, and what it may decide, without asking. Read
    them out at the board, so that partners know whom they can settle things with.
    """
    led = {role: [work for work in works if not isinstance(work, Board)] for role, works in leads(partnership).items()}
    silent: dict[str, list[Role]] = {}
    for role in partnership.roles:
        if led[role.id] and role.may_spend is None and role.may_decide is None:
            silent.setdefault(role.agency, []).append(role)
    for id, unsorted in silent.items():
        agency, roles = partnership.agency(id), by_id(unsorted)
        names = listed(f"{role} ({_things(led[role.id])})" for role in roles)
        do = "does not" if len(roles) == 1 else "do not"
        yield Risk(
            subject=agency,
            because=f"{agency}: {count(len(roles), 'role')} that {'answers' if len(roles) == 1 else 'answer'} for "
            f"shared work {do} say what may be spent or decided without asking: {names}.",
            at=roles,
            agencies=(id,),
            remedy="Say in `may_spend` or `may_decide` of each role what it can settle without asking.",
        )
    if not any(led.values()) and (partnership.targets or partnership.services or partnership.budgets):
        yield NotAssessed(because="no role is accountable for a target, current service or current budget")


def _things(works: Iterable[Target | Service | Budget]) -> str:
    nouns = [work.noun for work in works]
    return listed(count(nouns.count(noun), noun) for noun in set(nouns))


class TaughtLimits(Limits):
    """How long staff may go without being taught the thresholds."""

    days: Days = limit(90, "how many days after a review staff must have been taught", stricter=LESS)
    months: Months = limit(24, "how many months may pass without an event on thresholds", stricter=LESS)


@barrier.rule(LOW, needs=needs("policies", "development"), basis=GOOD_PRACTICE)
def thresholds_not_taught(partnership: Partnership, limits: TaughtLimits) -> Iterator[Yielded]:
    """No recent training on the thresholds is on record.

    Looks for a development event on thresholds since the policy's last review, once the review is old enough. In any
    case it looks for one in recent years. An event on the day of the review counts.

    ## Why it matters

    A threshold that staff know only from a document is easily read as a limit. Training with examples tells them when
    to act for a child.

    ## What to do

    Hold one workshop for staff of all agencies, with three cases on either side of each line. Record it under
    `development`, and repeat it after each review.
    """
    policies = [policy for policy in partnership.policies if policy.kind == "thresholds"]
    held = [event.on for event in partnership.development if event.kind == "thresholds" and event.on]
    newest = max((on for on in held if on <= partnership.as_of), default=None)
    recent = newest is not None and in_last(limits.months, newest, partnership.as_of)
    unsure = [event for event in partnership.development if _may_count(partnership, event)]
    judged = asked = False
    for policy in policies:
        late = _late(partnership, limits, policy, newest)
        if recent and late is None:
            yield ask(partnership, policy, f'When was the policy "{policy}" last reviewed?')
        elif unsure and (late or not recent):
            asked = True
        else:
            judged = True
            if late or not recent:
                yield _not_taught(partnership, limits, policy, late=bool(late))
    if asked:
        for event in unsure:
            yield from ask_about_event(partnership, event, "kind", "on")
    if not policies:
        yield NotAssessed(because="no policy is recorded as being on thresholds")
    elif not judged:
        yield NotAssessed(because="it is not recorded when the policy was reviewed, or when staff were taught")


def _may_count(partnership: Partnership, event: Development) -> bool:
    """Whether an event that does not say enough could be one on thresholds."""
    thin = event.kind is None or event.on is None
    return thin and event.kind in ("thresholds", None) and (event.on is None or event.on <= partnership.as_of)


def _late(partnership: Partnership, limits: TaughtLimits, policy: Policy, newest: date | None) -> bool | None:
    """Whether staff should have been taught since the review; None where nobody says when that was."""
    if policy.reviewed is None or policy.reviewed > partnership.as_of:
        return None
    due = (partnership.as_of - policy.reviewed).days >= limits.days
    return due and (newest is None or newest < policy.reviewed)


def _not_taught(partnership: Partnership, limits: TaughtLimits, policy: Policy, *, late: bool) -> Risk:
    ago = count(days_past(policy.reviewed, partnership.as_of), "day")
    since = f"since it was reviewed on {day(policy.reviewed)}, {ago} ago" if late and policy.reviewed else ""
    limit = f"within {count(limits.days, 'day')}"
    return Risk(
        subject=policy,
        because=f'No training on "{policy}" is on record {since}; it is due {limit} of a review.'
        if since
        else f'No training on "{policy}" is on record for {lately(limits.months)}.',
        at=((policy, "reviewed") if since else policy, (partnership, "development")),
        agencies=owner_agencies(partnership, (policy,)),
        remedy="Record the workshop under `development`, with `kind: thresholds` and the day.",
    )
