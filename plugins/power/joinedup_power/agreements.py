"""Which agreements cover which work, and which pairs of agencies they leave out."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations

from joinedup import Partnership, Question, Service, SharingAgreement, Target
from joinedup.facts import answers_for, covers, day, flows, is_live, listed, remembered, signers, working_on

ALL = "all"


def ask_for_personal_data(partnership: Partnership, work: Target | Service) -> Question:
    """Asks whether work needs data on named children."""
    asks = f'Does "{work}" need data on named children?'
    return Question(asks=asks, of=answers_for(partnership, work), at=(work,))


def uncovered(partnership: Partnership, work: Target | Service) -> list[tuple[str, str]]:
    """The pairs of agencies that work together without a recorded agreement for it."""
    agencies = working_on(partnership, work)
    recorded = _recorded(partnership)
    agreements = (*recorded.get(work.id, ()), *recorded.get(ALL, ()))
    if any(agreement.one_way is None and agencies <= {*agreement.parties} for agreement in agreements):
        return []
    return [
        (one, other)
        for one, other in combinations(sorted(agencies), 2)
        if not any(flows(agreement, one, other) for agreement in agreements)
    ]


def said(partnership: Partnership, agencies: frozenset[str], pairs: Sequence[tuple[str, str]]) -> str:
    """The pairs in words: all of them at once, or each agency once with those it cannot share with."""
    if len(pairs) == len(agencies) * (len(agencies) - 1) // 2:
        names = listed(partnership.agency(id) for id in agencies)
        return f"any two of {names}" if len(agencies) > 2 else names
    left = {frozenset(pair) for pair in pairs}
    groups = []
    while left:
        often = Counter(id for pair in left for id in pair)
        one = min(often, key=lambda id: (-often[id], partnership.agency(id).name, id))
        own = {pair for pair in left if one in pair}
        others = listed((partnership.agency(id) for pair in own for id in pair if id != one), "or")
        groups.append(f"{partnership.agency(one)} and {others}")
        left -= own
    return "; ".join(groups)


@remembered
def _recorded(partnership: Partnership) -> Mapping[str, tuple[SharingAgreement, ...]]:
    """For the id of each target and service, and for `all`, the agreements that cover it or sit above one that does."""
    by_id = {agreement.id: agreement for agreement in partnership.data_sharing}
    found: dict[str, dict[str, SharingAgreement]] = defaultdict(dict)
    for agreement in partnership.data_sharing:
        above: str | None = agreement.id
        seen: set[str] = set()
        while above and above not in seen:
            seen.add(above)
            for work in agreement.covers or ():
                found[work][above] = by_id[above]
            above = by_id[above].under
    return {work: tuple(agreements.values()) for work, agreements in found.items()}


def succeeded(partnership: Partnership, lapsed: SharingAgreement) -> bool:
    """Whether a live agreement lets the same parties share for the same work."""
    covered = lapsed.covers or (ALL,)
    return any(
        is_live(partnership, other)
        and signers(partnership, other).issuperset(lapsed.parties)
        and (other.one_way is None or other.one_way == lapsed.one_way)
        and (ALL in (other.covers or ()) or all(covers(partnership, other, work) for work in covered))
        for other in partnership.data_sharing
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
    return " and ".join(filter(None, (", ".join(came[:-1]), *came[-1:])))


def sides(partnership: Partnership, agreement: SharingAgreement) -> tuple[frozenset[str], frozenset[str]]:
    """Of those who have signed, the agencies that give to another and those that receive from another."""
    signed = signers(partnership, agreement)
    way = agreement.one_way
    givers = signed.intersection(way.giver) if way else signed
    receivers = signed.intersection(way.receiver) if way else signed
    return (
        frozenset(giver for giver in givers if receivers - {giver}),
        frozenset(receiver for receiver in receivers if givers - {receiver}),
    )
