"""Processes, row 2 of Table 1: hiding behind policies and procedures."""

from collections.abc import Iterator

from joinedup import (
    GOOD_PRACTICE, HIGH, LESS, LOW, MEDIUM, Barrier, Days, Limits, NotAssessed, Partnership, Policy, Risk, Table1,
    Yielded, limit, needs, tiers,
)  # fmt: skip
from joinedup.facts import ask_kind, ask_review, core_agencies, count, day, days_past, owner_agencies, past_review

from .blocked import blocked_too_long

barrier = Barrier(
    "Hiding behind policies and procedures",
    cite=Table1(row=2),
    statement="Our policies make it easier to act when a child needs us.",
    solutions=("purposes/explain-thresholds", "power/remove-bureaucracy", "processes/outcomes-first"),
    development=("case-review", "simulation"),
)


class StalePolicyLimits(Limits):
    """When a policy past its review date weighs more."""

    long: Days = limit(180, "the days past the review date after which it weighs more", stricter=LESS)


@barrier.rule(
    tiers(LOW, long=MEDIUM, key=MEDIUM, key_long=HIGH), needs=needs("policies"), basis=GOOD_PRACTICE, main=True
)
def stale_policy(partnership: Partnership, limits: StalePolicyLimits) -> Iterator[Yielded]:
    """A policy is past the day of its review.

    A policy due for review today is not past it. Policies on thresholds and on escalation weigh one step more than
    others, because they decide who helps a child and who settles a disagreement.

    ## Why it matters

    Staff cannot be sure that a policy past its review still holds. A child may meet rules that were written for another
    time.

    ## What to do

    Ask the role that keeps the policy to review it with the agencies that use it. If nothing needs to change, say so
    and set the next date. If nobody uses it, withdraw it.
    """
    judged = False
    for policy in partnership.policies:
        if policy.review_by is None:
            yield ask_review(partnership, policy)
            continue
        judged = True
        if past_review(partnership, policy):
            if policy.kind is None:
                yield ask_kind(partnership, policy)
            yield _past_review(partnership, limits, policy)
    if partnership.policies and not judged:
        yield NotAssessed(because="no policy says when it is to be reviewed")


def _past_review(partnership: Partnership, limits: StalePolicyLimits, policy: Policy) -> Risk:
    days = days_past(policy.review_by, partnership.as_of)
    key, long = policy.kind in ("thresholds", "escalation"), days > limits.long
    since = f"{day(policy.review_by or partnership.as_of)}, {count(days, 'day')} ago"
    more = f"; after {count(limits.long, 'day')} it weighs more" if long else ""
    what = f", a policy on {policy.kind}," if key else ""
    return Risk(
        subject=policy,
        because=f'"{policy}"{what} was due for review by {since}{more}.',
        at=((policy, "review_by"), (policy, "kind")) if key else ((policy, "review_by"),),
        agencies=owner_agencies(partnership, (policy,)),
        tier="_".join(("key",) * key + ("long",) * long) or "usual",
        remedy="Review the policy; give the day in `reviewed` and the next one in `review_by`.",
    )


class BlockedLimits(Limits):
    """How long a policy may block an action."""

    most: Days = limit(30, "how many days a policy may block an action", stricter=LESS)


@barrier.rule(HIGH, needs=needs("actions", "policies"), basis=GOOD_PRACTICE)
def blocked_by_policy(partnership: Partnership, limits: BlockedLimits) -> Iterator[Yielded]:
    """A policy has blocked agreed work for weeks.

    Findings are gathered by the agency whose roles own the actions. An action blocked by anything else is looked at
    elsewhere.

    ## Why it matters

    A policy should say how to help safely. While the work stands still, children wait for what the board has already
    agreed they should have.

    ## What to do

    Bring the action and the policy to one meeting, with the role that keeps the policy. Ask what the policy protects,
    and how the work can go on and keep that safe. Minute the answer, and change the policy if it is in the way.
    """
    yield from blocked_too_long(partnership, by_policy=True, most=limits.most)


@barrier.rule(
    MEDIUM,
    needs=needs("policies"),
    basis=GOOD_PRACTICE,
    solutions=("processes/define-roles", "people/bridges"),
)
def no_way_up(partnership: Partnership) -> Iterator[Yielded]:
    """No policy says how disagreements between agencies are taken higher.

    A policy of the kind `escalation` is looked for, whatever its review date.

    ## Why it matters

    Two professionals who disagree about a child need a third who decides, soon. Without a way up the disagreement stays
    where it is, or it comes between their agencies.

    ## What to do

    Agree on one page who is asked at each step, within how many days, and who decides in the end. Teach it to new
    staff of every agency, and count how often it is used.
    """
    if any(policy.kind == "escalation" for policy in partnership.policies):
        return
    unclear = [policy for policy in partnership.policies if policy.kind is None]
    if unclear:
        for policy in unclear:
            yield ask_kind(partnership, policy)
        yield NotAssessed(because=f"the kind of {count(len(unclear), 'policy')} is not given")
        return
    others = count(len(partnership.policies), "policy")
    verb = "is" if len(partnership.policies) == 1 else "are"
    recorded = f"; {others} on other matters {verb}" if partnership.policies else ""
    yield Risk(
        subject=partnership,
        because=f"No policy on escalation is recorded{recorded}.",
        at=((partnership, "policies"),),
        agencies=(agency.id for agency in core_agencies(partnership)),
        remedy="Add the policy to `policies` with `kind: escalation`.",
    )
