"""Power, row 4 of Table 1: element of competition between agencies."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import TypeVar

from joinedup import (
    GOOD_PRACTICE, LOW, MEDIUM, MORE, Barrier, Bid, Entry, Limits, Months, NotAssessed, Partnership, Question, Risk,
    Service, Table1, Target, Vocabulary, Yielded, limit, needs, tiers,
)  # fmt: skip
from joinedup.facts import (
    accountable_agencies, agencies_named, ask, ask_who_runs, by_id, current_services, day, fold, is_evaluated, listed,
    months_before, named, titled,
)  # fmt: skip

E = TypeVar("E", bound=Entry)

barrier = Barrier(
    "Element of competition between agencies",
    cite=Table1(row=4),
    statement="Our agencies help each other to succeed.",
    solutions=("power/let-go", "purposes/connected-targets", "processes/pilot-together"),
    development=("simulation", "shadowing"),
)


@barrier.rule(tiers(LOW, unevaluated=MEDIUM), needs=needs("services"), basis=GOOD_PRACTICE, main=True)
def twin_services(partnership: Partnership) -> Iterator[Yielded]:
    """Two services for the same children and target share no agency.

    Only current services count, and only those that name whom they are for. It weighs more where neither service has
    been evaluated by today: then nobody can say which of them helps.

    ## Why it matters

    Two services for one group of children split the money and the families. Some children are offered both, and
    others neither.

    ## What to do

    Bring the managers of the two services together. Let them compare whom they see and what it costs. Ask them to
    propose one of three things: join up, divide the work, or stop one.
    """
    yield from _loose(partnership)
    groups: dict[tuple[str, str], list[Service]] = defaultdict(list)
    for service in current_services(partnership):
        for target in service.supports or () if service.cohort else ():
            groups[fold(service.cohort), target].append(service)
    twins = {
        (one.id, other.id): (one, other)
        for group in groups.values()
        for one, other in _apart((service, frozenset(service.agencies or ())) for service in group)
    }
    alike = {service.id: service for group in groups.values() if len(group) > 1 for service in group}
    unknown = [service for service in alike.values() if not service.agencies]
    for service in unknown:
        yield ask_who_runs(partnership, service)
    if unknown and len(alike) - len(unknown) < 2:
        yield NotAssessed(because="no two services for the same children and target say who runs them")
    for pair in twins.values():
        yield _twins(partnership, *pair)


def _loose(partnership: Partnership) -> Iterator[NotAssessed]:
    """Services for children whom another serves too, that do not say which target they support."""
    services = current_services(partnership)
    by_cohort = Counter(fold(service.cohort) for service in services if service.cohort)
    alike = [service for service in services if service.cohort and by_cohort[fold(service.cohort)] > 1]
    loose = [service for service in alike if service.supports is None]
    if loose:
        told = len(alike) - len(loose) > 1 or len(services) > len(alike)
        verb = "supports" if len(loose) == 1 else "support"
        yield NotAssessed(because=f"nothing says which targets {named(loose)} {verb}", part=told)


def _apart(records: Iterable[tuple[E, frozenset[str]]]) -> Iterator[tuple[E, E]]:
    """The pairs of records that have no agency in common, each in the order of ids; those without any are left out.

    Records of the same agencies are never compared one by one, so that a thousand of them take no longer to tell apart.
    """
    by_agencies: dict[frozenset[str], list[E]] = defaultdict(list)
    for record, agencies in records:
        by_agencies[agencies].append(record)
    for some, others in combinations(filter(None, by_agencies), 2):
        if not some & others:
            for pair in product(by_agencies[some], by_agencies[others]):
                one, other = by_id(pair)
                yield one, other


def _twins(partnership: Partnership, one: Service, other: Service) -> Risk:
    shared = sorted({*(one.supports or ())} & {*(other.supports or ())})
    agencies = {*(one.agencies or ()), *(other.agencies or ())}
    unevaluated = not any(is_evaluated(partnership, service) for service in (one, other))
    told = " Neither has been evaluated." if unevaluated else ""
    targets = named(map(partnership.work, shared))
    return Risk(
        subject=(one, other),
        because=f"{named((one, other))} both serve {one.cohort} for {targets}, and no agency is in both.{told}",
        at=tuple((service, field) for service in (one, other) for field in ("cohort", "supports", "agencies")),
        agencies=agencies,
        tier="unevaluated" if unevaluated else "usual",
        remedy="Name an agency of one in `agencies` of the other, or end one of the two.",
    )


class BidLimits(Limits):
    """How near in time two bids are bids side by side."""

    window: Months = limit(12, "how many months two bids may lie apart and still count", stricter=MORE)


@barrier.rule(MEDIUM, needs=needs("bids"), basis=GOOD_PRACTICE)
def separate_bids(partnership: Partnership, limits: BidLimits) -> Iterator[Yielded]:
    """Agencies bid separately for the same fund or the same children.

    Two bids count if no agency is in both, and they lie no more than some months apart. The newer one must be as
    recent as that too, or still to come. Only children who are named count as the same.

    ## Why it matters

    Bids that compete can each look weaker to the funder, and the money may go to another area. If both bids win, two
    projects start with the same children.

    ## What to do

    Keep one list of bids in preparation, and look at it at each meeting. Where two are alike, agree who leads and
    offer the other agency a part.
    """
    groups: dict[tuple[str, str], list[Bid]] = defaultdict(list)
    for bid in partnership.bids:
        groups["fund", fold(bid.fund)].append(bid)
        if bid.cohort:
            groups["cohort", fold(bid.cohort)].append(bid)
    alike = {bid.id: bid for group in groups.values() if len(group) > 1 for bid in group}
    thin = [bid for bid in alike.values() if not (bid.agencies and bid.on)]
    for bid in thin:
        yield _ask_about(partnership, bid)
    if thin and len(alike) - len(thin) < 2:
        yield NotAssessed(because="no two bids for the same fund or children say who made them and when")
    pairs: dict[tuple[str, str], tuple[Bid, Bid]] = {}
    for group in groups.values():
        for one, other in _apart((bid, frozenset(bid.agencies or ())) for bid in group):
            if _side_by_side(partnership, one, other, limits.window):
                pairs[one.id, other.id] = (one, other)
    for pair in pairs.values():
        yield _separate(partnership, *pair)


def _ask_about(partnership: Partnership, bid: Bid) -> Question:
    asks = "When was" if bid.agencies else "Which agencies made"
    said = f"the bid {bid}" if bid.purpose else f"the {bid}"
    return ask(partnership, bid, f"{asks} {said}{' made' if bid.agencies else ''}?")


def _side_by_side(partnership: Partnership, one: Bid, other: Bid, window: int) -> bool:
    if not (one.on and other.on):
        return False
    newer = max(one.on, other.on)
    return newer >= months_before(partnership.as_of, window) and min(one.on, other.on) >= months_before(newer, window)


def _separate(partnership: Partnership, one: Bid, other: Bid) -> Risk:
    same_fund = fold(one.fund) == fold(other.fund)
    same_cohort = bool(one.cohort) and fold(one.cohort) == fold(other.cohort)
    goals = [one.fund] if same_fund else []
    goals += [f'money for the same children ("{one.cohort}")'] if same_cohort else []
    sides = sorted(
        f"{agencies_named(partnership, bid.agencies or ())} on {day(bid.on)}" for bid in (one, other) if bid.on
    )
    fields = ("fund",) * same_fund + ("cohort",) * same_cohort + ("agencies", "on")
    return Risk(
        subject=(one, other),
        because=f"Agencies bid separately for {' and for '.join(goals)}: {'; '.join(sides)}.",
        at=tuple((bid, field) for bid in (one, other) for field in fields),
        agencies={*(one.agencies or ()), *(other.agencies or ())},
        remedy="Put the two together in one bid, with all of their `agencies`.",
    )


@barrier.rule(LOW, needs=needs("targets"), basis=GOOD_PRACTICE)
def parallel_targets(partnership: Partnership, vocabulary: Vocabulary) -> Iterator[Yielded]:
    """Two agencies each answer for a target of their own on the same measure.

    Compares targets with the same indicator, the same direction and the same children. Two that name no group of
    children are both for all of them. No agency may be accountable for both.

    ## Why it matters

    Two agencies count the same child, and each may start again what the other has begun. Time that could help a further
    child goes into doing things twice.

    ## What to do

    Make one target of the two, with one role accountable and the other agency as contributor. If both must stay, let
    each page name the other.
    """
    measures = dict(vocabulary.indicators)
    groups: dict[tuple[str, str, str], list[Target]] = defaultdict(list)
    left = []
    for target in partnership.targets:
        if target.indicator and target.direction and target.accountable:
            groups[target.indicator, target.direction, fold(target.cohort)].append(target)
        else:
            left.append(target)
    if left:
        verb = "lacks" if len(left) == 1 else "lack"
        because = f"{named(left)} {verb} an indicator, a direction or an accountable role"
        yield NotAssessed(because=because, part=bool(groups))
    for group in groups.values():
        for one, other in _apart((target, accountable_agencies(partnership, target)) for target in group):
            sides = accountable_agencies(partnership, one), accountable_agencies(partnership, other)
            names = listed(
                f"{titled(target)} ({agencies_named(partnership, side)})"
                for target, side in zip((one, other), sides, strict=True)
            )
            measure = measures.get(str(one.indicator), one.indicator)
            yield Risk(
                subject=(one, other),
                because=f'{names} are two targets on one measure, "{measure}", in one direction and for the same '
                "children.",
                at=tuple((t, field) for t in (one, other) for field in ("indicator", "direction", "accountable")),
                agencies=sides[0] | sides[1],
                remedy="Make one target of the two, or name a role of one agency in `accountable` of both.",
            )
