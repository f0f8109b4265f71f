"""Power, row 6 of Table 1: information and knowledge are not shared."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple
from datetime import date

from joinedup import (
    GOOD_PRACTICE, HIGH, LESS, LOW, MEDIUM, Barrier, Days, Limits, NotAssessed, Partnership, Place, Question, Risk,
    Service, SharingAgreement, Table1, Target, Yielded, limit, needs, tiers,
)  # fmt: skip
from joinedup.facts import (
    ALL_WORK, ask_contributors, ask_kind, ask_review, ask_start, ask_who_runs, by_id, count, current, current_services,
    day, days_past, is_live, lead_agency, listed, named, past_review, signers, targets_and_services, working_on,
)  # fmt: skip

from .agreements import (
    ask_for_personal_data, ask_what_it_covers, may_be_for, may_be_succeeded, may_cover, ready_after, said, sides,
    succeeded, uncovered,
)  # fmt: skip

barrier = Barrier(
    "Information and knowledge are not shared",
    cite=Table1(row=6),
    statement="I get the information I need from other agencies in time to help a child.",
    solutions=("people/bridges", "processes/define-roles", "power/remove-bureaucracy"),
    development=("workshop", "case-review"),
)

CHILD_FIRST = " Nothing in this delays sharing what protects a child."
"""How every card of this barrier ends."""


@barrier.rule(HIGH, needs=needs("data_sharing", any_of=("services", "targets")), basis=GOOD_PRACTICE, main=True)
def missing_agreement(partnership: Partnership) -> Iterator[Yielded]:
    """Agencies that need each other's data on children have no agreement to share it.

    Looks at targets and current services that need data on named children. Each two of their agencies should be parties
    to a recorded agreement that covers that work or `all`. An agreement above such a one will do as well. Review dates
    and signatures are looked at elsewhere; one direction is enough. An agreement that does not say what it covers is
    asked about where it could be the one. Its pairs are then not judged.

    ## Why it matters

    Without an agreement staff may hesitate, ask their lawyers or send nothing. A family then tells its story four
    times, and a sign that something is wrong can stay in one agency's files.

    ## What to do

    Ask the data protection officers of the agencies named to extend an agreement you already have. Write down who
    may send what to whom, and why. Until it is signed, tell staff in writing that they may share to protect a child.
    """
    works = targets_and_services(partnership)
    if works and all(work.personal_data is None for work in works):
        yield Question(asks="Which targets and services need data on named children?", of=lead_agency(partnership))
        yield NotAssessed(because="no target or current service says whether it needs data on named children")
        return
    judged, unsure = False, dict[str, SharingAgreement]()
    for work in works:
        if work.personal_data is None:
            yield ask_for_personal_data(partnership, work)
        elif work.personal_data and isinstance(work, Service) and not work.agencies:
            yield ask_who_runs(partnership, work)
        elif work.personal_data and isinstance(work, Target) and work.contributors is None:
            yield ask_contributors(partnership, work)
        else:
            open_pairs = {pair: list(may_cover(partnership, pair)) for pair in _open_pairs(partnership, work)}
            unsure.update({agreement.id: agreement for may in open_pairs.values() for agreement in may})
            pairs = [pair for pair, may in open_pairs.items() if not may]
            judged |= bool(pairs) or not open_pairs
            if pairs:
                yield _missing(partnership, work, pairs)
    yield from (ask_what_it_covers(partnership, agreement) for agreement in unsure.values())
    if works and not judged:
        nobody = "no target or current service with data on named children says who works on it"
        yield NotAssessed(because=_unsaid(unsure.values()) if unsure else nobody)


def _unsaid(silent: Collection[SharingAgreement]) -> str:
    """Why nothing is judged: agreements do not say what they cover, and any of them could be the one."""
    return f"nothing says what {named(silent)} {'covers' if len(silent) == 1 else 'cover'}"


def _open_pairs(partnership: Partnership, work: Target | Service) -> Sequence[tuple[str, str]]:
    return uncovered(partnership, work) if work.personal_data else ()


def _missing(partnership: Partnership, work: Target | Service, pairs: Sequence[tuple[str, str]]) -> Risk:
    fields = ("agencies",) if isinstance(work, Service) else ("contributors", "accountable")
    agencies = working_on(partnership, work)
    return Risk(
        subject=work,
        because=f"No recorded agreement lets {said(partnership, agencies, pairs)} share what "
        f'"{work}" needs.{CHILD_FIRST}',
        at=((work, "personal_data"), *((work, field) for field in fields if getattr(work, field))),
        agencies={id for pair in pairs for id in pair},
        remedy="Add the agencies to `parties`, and the work to `covers`, of an agreement in `data_sharing`.",
    )


class LapsedLimits(Limits):
    """How long past its review an agreement may be."""

    long_past: Days = limit(90, "how many days past its review an agreement may be before it is high", stricter=LESS)


@barrier.rule(tiers(MEDIUM, long_past=HIGH), needs=needs("data_sharing"), basis=GOOD_PRACTICE)
def lapsed_agreement(partnership: Partnership, limits: LapsedLimits) -> Iterator[Yielded]:
    """A sharing agreement is past its review date.

    An agreement past its review is not void: what was agreed still holds. It is left out where a live one covers the
    same parties and work, signed by all of them. One that gives no review date is asked about. So is one that does not
    say what it covers, where that decides whether another took its place.

    ## Why it matters

    Staff and services change, and an old agreement describes people and systems that are gone. Staff may stop sharing
    under it to be careful, and children are no safer for it.

    ## What to do

    Ask each party whether anything has changed. If nothing has, sign for a further period; that is one e-mail each.
    If the work is over, take the agreement out of the file.
    """
    reviewed, unsure = False, dict[str, SharingAgreement]()
    for agreement in partnership.data_sharing:
        if agreement.review_by is None:
            yield ask_review(partnership, agreement)
            continue
        lapsed = past_review(partnership, agreement) and not succeeded(partnership, agreement)
        doubts = may_be_succeeded(partnership, agreement) if lapsed else []
        unsure.update({doubt.id: doubt for doubt in doubts})
        reviewed |= not doubts
        if not lapsed or doubts:
            continue
        days = days_past(agreement.review_by, partnership.as_of)
        yield Risk(
            subject=agreement,
            because=f'"{agreement}" was to be reviewed by {day(agreement.review_by)}, {count(days, "day")} ago; what '
            f"was agreed still holds.{CHILD_FIRST}",
            at=((agreement, "review_by"),),
            agencies=agreement.parties,
            tier="long_past" if days > limits.long_past else "usual",
            remedy="Enter the new `review_by`, or the agreement that took its place.",
        )
    yield from (ask_what_it_covers(partnership, agreement) for agreement in unsure.values())
    if partnership.data_sharing and not reviewed:
        undated = "no agreement says by when it is to be reviewed"
        yield NotAssessed(because=_unsaid(unsure.values()) if unsure else undated)


@barrier.rule(
    tiers(MEDIUM, no_lawful_basis=HIGH, unsigned_in_use=HIGH, memorandum=LOW),
    needs=needs("data_sharing", helped_by=("services",)),
    basis=GOOD_PRACTICE,
)
def incomplete_agreement(partnership: Partnership) -> Iterator[Yielded]:
    """A current sharing agreement is incomplete.

    A current agreement has started and is not past its review. It should state its lawful basis: the ground in data
    protection law on which data may be shared. It should be signed by every party, and have a data protection impact
    assessment or a reason for none. It should be more than a memorandum. The lawful basis is a duty in law; the rest is
    good practice, though risky sharing needs the assessment by law too. A missing signature weighs more where a service
    it covers is running.

    ## Why it matters

    Staff who see gaps in an agreement may not rely on it. They ask for consent they do not need, or wait, and the child
    waits with them.

    ## What to do

    Ask the data protection officers to fill the gaps named, the lawful basis first. Chase a missing signature by
    name and day. An assessment for a small change fits on two pages.
    """
    for agreement in partnership.data_sharing:
        if not is_live(partnership, agreement):
            continue
        if agreement.kind is None:
            yield ask_kind(partnership, agreement)
        lacks = tuple(_lacks(partnership, agreement))
        if lacks:
            yield Risk(
                subject=agreement,
                because=f'"{agreement}" {"; ".join(lack.clause for lack in lacks)}.{CHILD_FIRST}',
                at=(agreement, *(place for lack in lacks for place in lack.at)),
                agencies=agreement.parties,
                tier=min((lack.tier for lack in lacks), key=WORST_FIRST.index),
                remedy=" ".join(lack.remedy for lack in lacks),
            )


WORST_FIRST = ("no_lawful_basis", "unsigned_in_use", "usual", "memorandum")
"""The tiers of an incomplete agreement."""


class _Lack(NamedTuple):
    """Something that an agreement lacks: how grave it is, the words, what would mend it, and what shows it."""

    tier: str
    clause: str
    remedy: str
    at: tuple[Place, ...] = ()


def _lacks(partnership: Partnership, agreement: SharingAgreement) -> Iterator[_Lack]:
    if not (agreement.lawful_basis or "").strip():
        clause = "states no lawful basis, which the law asks for"
        yield _Lack("no_lawful_basis", clause, "Fill in `lawful_basis`.")
    signed = signers(partnership, agreement)
    unsigned = [party for party in agreement.parties if party not in signed]
    if unsigned:
        used = _running(partnership, agreement)
        runs = f", though {named(used)} {'is' if len(used) == 1 else 'are'} running" if used else ""
        clause = f"is not signed by {listed(map(partnership.agency, unsigned), 'or')}{runs}"
        remedy = f"Add the day on which {listed(map(partnership.agency, unsigned))} signed to `signed`."
        yield _Lack("unsigned_in_use" if used else "usual", clause, remedy, used)
    dpia: tuple[Place, ...] = ((agreement, "dpia"),)
    if agreement.dpia is None:
        remedy = "Give the day of the assessment in `dpia`, or write `dpia: not-needed` with a `dpia_reason`."
        yield _Lack("usual", "has no impact assessment, and no reason for none", remedy)
    elif agreement.dpia == "not-needed" and not (agreement.dpia_reason or "").strip():
        yield _Lack("usual", "gives no reason why it needs no impact assessment", "Fill in `dpia_reason`.", dpia)
    elif isinstance(agreement.dpia, date) and agreement.dpia > partnership.as_of:
        clause = f"is to be assessed only on {day(agreement.dpia)}"
        yield _Lack("usual", clause, "Bring the assessment forward, and give its day in `dpia`.", dpia)
    if agreement.kind == "memorandum":
        remedy = "Make it an agreement, and write `kind: agreement`."
        yield _Lack("memorandum", "is only a memorandum", remedy, ((agreement, "kind"),))


def _running(partnership: Partnership, agreement: SharingAgreement) -> tuple[Service, ...]:
    """The current services that an agreement itself covers."""
    if ALL_WORK in (agreement.covers or ()):
        return by_id(current_services(partnership))
    works = map(partnership.work, agreement.covers or ())
    return by_id(work for work in works if isinstance(work, Service) and current(work, partnership.as_of))


@barrier.rule(LOW, needs=needs("data_sharing", "services"), basis=GOOD_PRACTICE)
def sharing_after_start(partnership: Partnership) -> Iterator[Yielded]:
    """A service started before its sharing agreement was ready.

    Looks at current services with data on named children, and at the agreements that name them or cover `all`. An
    agreement is ready once it has started, is assessed and is signed; signatures that are still missing are looked at
    elsewhere. A later one is excused by one that was ready in time, for those of its parties who run the service. One
    that does not say what it covers is asked about where it could be either.

    ## Why it matters

    Until an agreement is ready staff have to make their own rules on what to share. The first children are then helped
    by people who may not know all they need to.

    ## What to do

    It cannot be undone. Ask those who ran the first weeks what was shared and what was not. Make the agreement one of
    the things that must be ready before the next service starts.
    """
    by_work: dict[str, list[SharingAgreement]] = defaultdict(list)
    for agreement in partnership.data_sharing:
        for work in agreement.covers or ():
            by_work[work].append(agreement)
    judged = left_out = 0
    unsure: dict[str, SharingAgreement] = {}
    for service in current_services(partnership):
        own = [*by_work[service.id], *by_work[ALL_WORK]]
        doubts, late = _doubts(partnership, service, own)
        if service.personal_data is False or not (own or doubts):
            continue
        unsure.update({agreement.id: agreement for agreement in doubts})
        if not own:
            left_out += 1
            continue
        undated = [agreement for agreement in own if agreement.starts is None]
        unstarted: tuple[Service | SharingAgreement, ...] = (
            (service, *undated) if service.starts is None else (*undated,)
        )
        for record in unstarted:
            yield ask_start(partnership, record)
        if late and not service.personal_data:
            yield ask_for_personal_data(partnership, service)
        elif late and service.starts:
            yield _before_agreement(partnership, service, service.starts, late)
        unknown = service.starts is None or len(undated) == len(own) or (late and not service.personal_data)
        unknown = unknown or bool(doubts and not late)
        left_out, judged = left_out + bool(unknown), judged + (not unknown)
    yield from (ask_what_it_covers(partnership, agreement) for agreement in unsure.values())
    if left_out and not judged:
        unknown_start = "no service with an agreement says both when it started and what data it needs"
        yield NotAssessed(because=_unsaid(unsure.values()) if unsure else unknown_start)


def _doubts(
    partnership: Partnership, service: Service, own: Sequence[SharingAgreement]
) -> tuple[Sequence[SharingAgreement], list[tuple[SharingAgreement, str]]]:
    """The agreements that could be for a service and matter if they are; and those that came late whatever they are."""
    may = may_be_for(partnership, service)
    dated = [agreement for agreement in own if agreement.starts]
    late = _late(partnership, service, dated)
    if service.starts is None or not may:
        return may, late
    with_them = _late(partnership, service, [*dated, *(agreement for agreement in may if agreement.starts)])
    ids = {agreement.id for agreement, _ in with_them}
    sure = [(agreement, said) for agreement, said in late if agreement.id in ids]
    excused = len(sure) < len(late)
    return [one for one in may if excused or one.starts is None or one.id in ids], sure


def _late(
    partnership: Partnership, service: Service, agreements: Sequence[SharingAgreement]
) -> list[tuple[SharingAgreement, str]]:
    """The agreements that were not ready when a service started, each with what came later."""
    if service.starts is None:
        return []
    said = {agreement.id: ready_after(partnership, agreement, service.starts) for agreement in agreements}
    in_time = [{*agreement.parties} for agreement in agreements if not said[agreement.id]]
    late = []
    for agreement in by_id(agreements):
        concerned = {*agreement.parties}.intersection(service.agencies or agreement.parties)
        if said[agreement.id] and not any(parties >= concerned for parties in in_time):
            late.append((agreement, said[agreement.id]))
    return late


def _before_agreement(
    partnership: Partnership, service: Service, start: date, late: Sequence[tuple[SharingAgreement, str]]
) -> Risk:
    told = "; ".join(sorted(f'"{agreement}" {said}' for agreement, said in late))
    return Risk(
        subject=service,
        because=f'"{service}" started on {day(start)}, before its agreement was ready: {told}.{CHILD_FIRST}',
        at=((service, "starts"), *(agreement for agreement, _ in late)),
        agencies=working_on(partnership, service).union(*(agreement.parties for agreement, _ in late)),
        remedy="Correct the days if they are wrong; otherwise minute what was learned and accept the finding.",
    )


@barrier.rule(LOW, needs=needs("data_sharing"), basis=GOOD_PRACTICE)
def one_way_street(partnership: Partnership) -> Iterator[Yielded]:
    """An agency only ever gives information, or only ever receives it.

    Counts live agreements, and in them the parties that have signed. A two-way agreement between two that have signed
    lets both give and receive.

    ## Why it matters

    An agency that only gives never hears what became of a child it worried about. Where an agency only receives, what
    it knows does not reach those who act.

    ## What to do

    Ask the agency what it would need to hear, or could tell. Often a short reply after each referral is enough; write
    it into the agreement.
    """
    gives: dict[str, list[SharingAgreement]] = defaultdict(list)
    receives: dict[str, list[SharingAgreement]] = defaultdict(list)
    for agreement in partnership.data_sharing:
        if is_live(partnership, agreement):
            givers, receivers = sides(partnership, agreement)
            for giver in givers:
                gives[giver].append(agreement)
            for receiver in receivers:
                receives[receiver].append(agreement)
    if partnership.data_sharing and not gives:
        yield NotAssessed(because="no live agreement is signed by two of its parties")
    for id in gives.keys() ^ receives.keys():
        agreements = by_id(gives.get(id) or receives[id])
        number, takes = count(len(agreements), "live agreement"), "takes" if len(agreements) == 1 else "take"
        if id in gives:
            said = f"only gives: {number} {takes} information from it, and none sends it any"
        else:
            said = f"only receives: {number} {takes.replace('take', 'send')} it information, and none takes any from it"
        yield Risk(
            subject=partnership.agency(id),
            because=f"{partnership.agency(id)} {said}.{CHILD_FIRST}",
            at=tuple((agreement, "one_way") for agreement in agreements),
            agencies=(id,),
            remedy="Add the agency to the other side of `one_way` in an agreement, or take `one_way` out.",
        )
