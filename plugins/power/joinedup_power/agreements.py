"""Which pairs of agencies no agreement covers, what replaced an agreement, and what of it came late."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from joinedup import Partnership, Question, Service, SharingAgreement, Target
from joinedup.facts import (
    ALL_WORK, agencies_named, agreements_for, ask, by_id, covered_work, covers, day, flows, in_turn, is_live,
    remembered, signers, working_on,
)  # fmt: skip


def ask_for_personal_data(partnership: Partnership, work: Target | Service) -> Question:
    """Asks whether work needs data on named children."""
    return ask(partnership, work, f'Does "{work}" need data on named children?')


def uncovered(partnership: Partnership, work: Target | Service) -> list[tuple[str, str]]:
    """The pairs of agencies that work together without a recorded agreement for it."""
    agencies = working_on(partnership, work)
    left = list(combinations(sorted(agencies), 2))
    for agreement in (
        agreement for key in (work.id, ALL_WORK) for agreement in agreements_for(partnership).get(key, ())
    ):
        if left and len(agencies.intersection(agreement.parties)) > 1:
            left = [(one, other) for one, other in left if not flows(agreement, one, other)]
    return left


@remembered
def _silent(partnership: Partnership) -> Mapping[str, tuple[SharingAgreement, ...]]:
    """For each agency, the agreements it is a party to that do not say what they cover."""
    found: dict[str, list[SharingAgreement]] = {}
    for agreement in partnership.data_sharing:
        if agreement.covers is None and not covered_work(partnership)[agreement.id]:
            for party in set(agreement.parties):
                found.setdefault(party, []).append(agreement)
    return {party: tuple(agreements) for party, agreements in found.items()}


def may_cover(partnership: Partnership, pair: tuple[str, str]) -> Iterator[SharingAgreement]:
    """The agreements of a pair of agencies that do not say what they cover: any of them could be the one."""
    return (agreement for agreement in _silent(partnership).get(pair[0], ()) if flows(agreement, *pair))


def may_be_for(partnership: Partnership, service: Service) -> list[SharingAgreement]:
    """The agreements between agencies of a service that do not say what they cover."""
    pairs = combinations(sorted(_silent(partnership).keys() & set(service.agencies or ())), 2)
    return list(
        by_id({agreement.id: agreement for pair in pairs for agreement in may_cover(partnership, pair)}.values())
    )


def ask_what_it_covers(partnership: Partnership, agreement: SharingAgreement) -> Question:
    """Asks what a sharing agreement is for."""
    return ask(partnership, agreement, f'Which targets or services does "{agreement}" cover?')


def said(partnership: Partnership, agencies: frozenset[str], pairs: Sequence[tuple[str, str]]) -> str:
    """The pairs in words: all of them at once, or each agency once with those it cannot share with."""
    if len(pairs) == len(agencies) * (len(agencies) - 1) // 2:
        names = agencies_named(partnership, agencies)
        return f"any two of {names}" if len(agencies) > 2 else names
    left = {frozenset(pair) for pair in pairs}
    groups = []
    while left:
        often = Counter(id for pair in left for id in pair)
        one = min(often, key=lambda id: (-often[id], partnership.agency(id).name, id))
        own = {pair for pair in left if one in pair}
        others = agencies_named(partnership, (id for pair in own for id in pair if id != one), "or")
        groups.append(f"{partnership.agency(one)} and {others}")
        left -= own
    return "; ".join(groups)


def succeeded(partnership: Partnership, lapsed: SharingAgreement) -> bool:
    """Whether a live agreement lets the same parties share for the same work."""
    covered = lapsed.covers or (ALL_WORK,)
    by_work = agreements_for(partnership)
    return any(
        _stands_in(partnership, other, lapsed) and all(covers(partnership, other, work) for work in covered)
        for key in {covered[0], ALL_WORK}
        for other in by_work.get(key, ())
    )


def may_be_succeeded(partnership: Partnership, lapsed: SharingAgreement) -> list[SharingAgreement]:
    """Of which agreements it must be known what they cover, to tell whether a lapsed one was succeeded."""
    party = lapsed.parties[0] if lapsed.parties else ""
    silent = [other for other in _silent(partnership).get(party, ()) if _stands_in(partnership, other, lapsed)]
    if lapsed.covers is None and not covered_work(partnership)[lapsed.id]:
        others = any(_stands_in(partnership, other, lapsed) for other in partnership.data_sharing)
        return [lapsed, *silent] if others else []
    return silent


def _stands_in(partnership: Partnership, other: SharingAgreement, lapsed: SharingAgreement) -> bool:
    """Whether a live agreement lets the parties of a lapsed one share, if it is for the same work."""
    return (
        is_live(partnership, other)
        and signers(partnership, other).issuperset(lapsed.parties)
        and (other.one_way is None or other.one_way == lapsed.one_way)
    )


def ready_after(partnership: Partnership, agreement: SharingAgreement, start: date) -> str:
    """In words, what of an agreement came only after a day; nothing where it was ready."""
    came = []
    if agreement.starts and agreement.starts > start:
        came.append(f"{'started' if agreement.starts <= partnership.as_of else 'starts'} on {day(agreement.starts)}")
    signed = max((on for on in (agreement.signed or {}).values() if on <= partnership.as_of), default=start)
    if signed > start:
        came.append(f"was last signed on {day(signed)}")
    if isinstance(agreement.dpia, date) and start < agreement.dpia <= partnership.as_of:
        came.append(f"was assessed on {day(agreement.dpia)}")
    return in_turn(came)


def sides(partnership: Partnership, agreement: SharingAgreement) -> tuple[frozenset[str], frozenset[str]]:
    """Of those who have signed, the agencies that give to another and those that receive from another."""
    signed = signers(partnership, agreement)
    way = agreement.one_way
    givers = signed.intersection(way.giver) if way else signed
    receivers = signed.intersection(way.receiver) if way else signed
    return (
        frozenset(giver for giver in givers if len(receivers) > (giver in receivers)),
        frozenset(receiver for receiver in receivers if len(givers) > (receiver in givers)),
    )
