"""Purposes, row 3 of Table 1: lack of vision."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from joinedup import (
    HIGH, LESS, LOW, MEDIUM, Action, Barrier, Count, Limits, Months, NotAssessed, Partnership, Risk, Service, Share,
    Table1, Target, Yielded, limit, needs, nfer,
)  # fmt: skip
from joinedup.facts import (
    as_limit, ask, ask_level, ask_statuses, by_id, core_agencies, count, current_services, day, in_last, in_turn, named,
    open_actions, owner_agencies, working_on,
)  # fmt: skip

barrier = Barrier(
    "Lack of vision",
    cite=Table1(row=3),
    statement="Our partners share one vision for the children of this area.",
    solutions=("purposes/common-threads", "purposes/bigger-picture", "processes/all-views"),
    development=("workshop", "induction"),
)

NO_STATEMENT = "the description gives no vision statement"


@barrier.rule(HIGH, needs=needs(), basis=nfer("section 3.1"), main=True)
def no_vision(partnership: Partnership) -> Iterator[Yielded]:
    """The partnership has no vision statement.

    This is the one rule that takes an absent section for an answer: a partnership without a vision leaves it out.

    ## Why it matters

    Where no vision is written down, each agency is left with what it is inspected on. Children who fit no agency's list
    can be missed.

    ## What to do

    Ask children, parents and staff of every agency what they want to be different in five years. Put the answer in
    one sentence, let the board agree it, and ask each core agency to endorse it.
    """
    vision = partnership.vision
    if vision and vision.statement is not None:
        return
    said = "A vision is described, but not what it says" if vision else f"No vision is on record for {partnership}"
    yield Risk(
        subject=partnership,
        because=f"{said}.",
        at=((vision, "statement"),) if vision else ((partnership, "vision"),),
        remedy="Write the vision down as `statement` under `vision`.",
    )


@barrier.rule(MEDIUM, needs=needs("vision"), basis=nfer("section 3.1"))
def not_everyones_vision(partnership: Partnership) -> Iterator[Yielded]:
    """Some core agencies have not endorsed the vision.

    ## Why it matters

    A vision holds the partnership together only if all have agreed to it. When choices get hard, agencies that have not
    may choose otherwise, and children get help that pulls in two directions.

    ## What to do

    Ask each agency named here what it would need to see changed. Bring the vision back to the board once, with its
    words, and record who endorses it. An agency that cannot is better heard now than later.
    """
    vision = partnership.vision
    core = core_agencies(partnership)
    if vision is None or vision.statement is None:
        yield NotAssessed(because=NO_STATEMENT)
    elif not core:
        yield NotAssessed(because="no agency is described as core")
    else:
        lacking = [agency for agency in core if agency.id not in (vision.endorsed_by or ())]
        if lacking:
            have = "has" if len(lacking) == 1 else "have"
            yield Risk(
                subject=partnership,
                because=f"{named(lacking)} {have} not endorsed the vision: {len(lacking)} of "
                f"{count(len(core), 'core agency')}.",
                at=((vision, "endorsed_by") if vision.endorsed_by is not None else vision,),
                agencies=(agency.id for agency in lacking),
                remedy="Name the agency in `endorsed_by` under `vision` once it has endorsed it.",
            )


class StaleLimits(Limits):
    """How old a vision may grow."""

    months: Months = limit(24, "how many months a vision may go without being agreed or reviewed", stricter=LESS)


@barrier.rule(LOW, needs=needs("vision"), basis=nfer("section 3.6"))
def stale_vision(partnership: Partnership, limits: StaleLimits) -> Iterator[Yielded]:
    """No recent review of the vision is on record.

    The newer of the days on which it was agreed and reviewed counts; days to come do not. Where only the day of the
    agreement is given, no review is assumed.

    ## Why it matters

    People change posts, and children's lives change faster. Those who came since the last review had no part in the
    vision that they are to work towards.

    ## What to do

    Put the vision on a board agenda for half an hour. Ask what has changed for children since, and who at the table
    was not there when it was agreed. Record the day as `reviewed`, even if not a word changes.
    """
    vision = partnership.vision
    if vision is None or vision.statement is None:
        yield NotAssessed(because=NO_STATEMENT)
        return
    days = {field: getattr(vision, field) for field in ("agreed", "reviewed")}
    past = {field: on for field, on in days.items() if on and on <= partnership.as_of}
    if not past:
        yield ask(partnership, vision, "When was the vision agreed?")
        yield NotAssessed(because="nothing says when the vision was agreed or reviewed")
        return
    newest = max(past.values())
    if in_last(limits.months, newest, partnership.as_of):
        return
    last = "reviewed" if past.get("reviewed") == newest else "agreed"
    yield Risk(
        subject=partnership,
        because=f"The vision was last {last} on {day(newest)}; the limit is {count(limits.months, 'month')}.",
        at=tuple((vision, field) for field in past),
        remedy="Record the day of the next review as `reviewed` under `vision`.",
    )


class ThreadLimits(Limits):
    """How many actions may hang loose."""

    loose_share: Share = limit("0.25", "the share of open actions that may support nothing", stricter=LESS)
    least_actions: Count = limit(5, "how many open actions it takes to judge them")


class _Loose(NamedTuple):
    """What hangs on no thread; `judged` tells whether anything could be looked at."""

    targets: Sequence[Target]
    services: Sequence[Service]
    actions: Sequence[Action]
    judged: bool


@barrier.rule(MEDIUM, needs=needs("targets", helped_by=("outcomes", "services", "actions")), basis=nfer("section 3.1"))
def broken_thread(partnership: Partnership, limits: ThreadLimits) -> Iterator[Yielded]:
    """The thread from daily work to what is wanted for children is broken.

    Lists the targets tied to no outcome, the current services that support no target, and the open actions that support
    neither target nor service. Actions are listed only where services are described, since they may be for one. They
    must be enough to judge, and more than the limit. Sections that are not described are left out.

    ## Why it matters

    Work that is tied to no agreed outcome still takes time and money. Staff may not be able to say what it is for, and
    promises made to children wait longer.

    ## What to do

    Take each entry in turn and ask what it is for. Tie it to the target or outcome it serves. If there is none, stop it
    or ask the board to adopt the purpose it does have.
    """
    yield from ask_statuses(partnership)
    loose = _loose(partnership, limits)
    opened = len(open_actions(partnership))
    too_few = f"{count(opened, 'open action')} recorded; {limits.least_actions} needed"
    found = loose.targets or loose.services or loose.actions
    if found:
        yield _broken(partnership, limits, loose)
    if not found and not loose.judged:
        nothing = "the description does not give outcomes or services"
        yield NotAssessed(because=too_few if "services" in partnership.described else nothing)
    elif "services" in partnership.described and 0 < opened < limits.least_actions:
        yield NotAssessed(because=too_few, part=True)


def _loose(partnership: Partnership, limits: ThreadLimits) -> _Loose:
    outcomes, services = "outcomes" in partnership.described, "services" in partnership.described
    opened = open_actions(partnership)
    unsupporting = [action for action in opened if not action.supports]
    enough = services and len(opened) >= max(limits.least_actions, 1)
    many = enough and len(unsupporting) > len(opened) * limits.loose_share
    return _Loose(
        [target for target in partnership.targets if outcomes and not target.outcome],
        [service for service in current_services(partnership) if not service.supports],
        unsupporting if many else [],
        outcomes or enough or bool(current_services(partnership)),
    )


def _broken(partnership: Partnership, limits: ThreadLimits, loose: _Loose) -> Risk:
    said = []
    targets, services, actions = by_id(loose.targets), by_id(loose.services), by_id(loose.actions)
    if targets:
        verb = "serves" if len(targets) == 1 else "serve"
        said.append(f"{count(len(targets), 'target')} {verb} no outcome ({named(targets)})")
    if services:
        verb = "supports" if len(services) == 1 else "support"
        said.append(f"{count(len(services), 'current service')} {verb} no target ({named(services)})")
    if actions:
        verb = "supports" if len(actions) == 1 else "support"
        all_open = count(len(open_actions(partnership)), "open action")
        said.append(f"{len(actions)} of {all_open} {verb} neither target nor service ({named(actions)})")
    most = f"; the limit for actions is {as_limit(limits.loose_share)}" if actions else ""
    return Risk(
        subject=partnership,
        because=f"{in_turn(said)}{most}.",
        at=(*targets, *services, *actions),
        agencies=working_on(partnership, *targets, *services) | owner_agencies(partnership, actions),
        remedy="Name an `outcome` for each target, and what each service and action `supports`.",
    )


@barrier.rule(MEDIUM, needs=needs("outcomes", "targets", "services", "roles"), basis=nfer("section 3.7"))
def vision_stops_short(partnership: Partnership) -> Iterator[Yielded]:
    """No operational role is on record as accountable for work that serves an outcome.

    Looks at the targets tied to an outcome and the current services that support one of them. It is enough if one role
    at the operational level is accountable for one of them. Owners of single actions do not count. Where nobody is
    accountable for any of that work, another rule says so, and this one is not assessed.

    ## Why it matters

    Those who meet children decide every day what comes first. If the vision is not carried to them, they are left with
    what their own agency asks.

    ## What to do

    Ask each director to hand one target or service to somebody who runs it day by day, with the authority it takes.
    Have that person report to the board once a year on what it has changed for children.
    """
    targets = [target for target in partnership.targets if target.outcome]
    tied = {target.id for target in targets}
    services = [service for service in current_services(partnership) if tied.intersection(service.supports or ())]
    serving: list[Target | Service] = [*targets, *services]
    roles = by_id(map(partnership.role, {role for work in serving for role in work.accountable or ()}))
    unknown = [role for role in roles if role.level is None]
    if any(role.level == "operational" for role in roles):
        return
    if unknown:
        yield from (ask_level(partnership, role) for role in unknown)
        yield NotAssessed(
            because=f"nothing says at which level {named(unknown)} {'works' if len(unknown) == 1 else 'work'}"
        )
    elif not roles:
        nobody = "no role is accountable for a target or service that serves an outcome"
        yield NotAssessed(because=nobody if targets else "no target is tied to an outcome")
    else:
        work = "answer for targets or services that serve an outcome, and none works at the operational level"
        yield Risk(
            subject=partnership,
            because=f"{count(len(roles), 'role')} {work}: {named(roles)}."
            if len(roles) > 1
            else f"{roles[0]} alone answers for targets or services that serve an outcome, and works at the "
            f"{roles[0].level} level.",
            at=tuple((role, "level") for role in roles),
            agencies=(role.agency for role in roles),
            remedy="Name in `accountable` of a target or service a role with `level: operational`.",
        )
