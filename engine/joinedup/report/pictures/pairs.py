"""Which agencies work together on data about named children, and what lets them share it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import IntEnum
from itertools import combinations

from joinedup.facts import (
    covered_work,
    day,
    flows,
    live_between,
    past_review,
    recorded_between,
    signers,
    started,
    targets_and_services,
    working_on,
)
from joinedup.frozen import Frozen
from joinedup.partnership import Partnership, Service, SharingAgreement, Target

Work = Target | Service


class State(IntEnum):
    """What lets two agencies share for a piece of work, the worst last."""

    LIVE = 0
    UNCLEAR = 1
    NOT_LIVE = 2
    MISSING = 3


class Pair(Frozen):
    """Two agencies, with the state of each piece of work they do together.

    Attributes:
        one: The id of the first.
        other: The id of the second.
        works: For each state the works, by kind and id.
        why: The agreements that are recorded but not live, each with the reason.
    """

    one: str
    other: str
    works: Mapping[State, Sequence[Work]]
    why: Mapping[str, str]

    @property
    def state(self) -> State:
        """The worst state of any of the works: one line a pair is drawn."""
        return max(self.works)


class Sharing(Frozen):
    """Every pair that works together on such data, and the works about which too little is known.

    Attributes:
        pairs: The pairs, by id.
        silent: Works that do not say whether they need data on named children.
        nobody: Works that need it and do not say who works on them.
    """

    pairs: tuple[Pair, ...]
    silent: tuple[Work, ...]
    nobody: tuple[Work, ...]


def sharing_of(partnership: Partnership) -> Sharing:
    """Judges each pair as the rules on missing and lapsed agreements do."""
    works = targets_and_services(partnership)
    needing = [work for work in works if work.personal_data]
    judged = [work for work in needing if _says_who(work)]
    maybe = [
        agreement
        for agreement in partnership.data_sharing
        if agreement.covers is None and not covered_work(partnership)[agreement.id]
    ]
    found: dict[tuple[str, str], dict[State, list[Work]]] = defaultdict(dict)
    why: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for work in judged:
        for pair in combinations(sorted(working_on(partnership, work)), 2):
            state, recorded = _state(partnership, pair, work, maybe)
            found[pair].setdefault(state, []).append(work)
            if state is State.NOT_LIVE:
                why[pair].update({agreement.title: _lacks(partnership, agreement, pair) for agreement in recorded})
    return Sharing(
        tuple(Pair(*pair, states, dict(sorted(why[pair].items()))) for pair, states in sorted(found.items())),
        tuple(work for work in works if work.personal_data is None),
        tuple(work for work in needing if work not in judged),
    )


def _says_who(work: Work) -> bool:
    return bool(work.agencies) if isinstance(work, Service) else work.contributors is not None


def _state(
    partnership: Partnership, pair: tuple[str, str], work: Work, maybe: Sequence[SharingAgreement]
) -> tuple[State, Sequence[SharingAgreement]]:
    recorded = recorded_between(partnership, *pair, work.id)
    if not recorded:
        return (State.UNCLEAR if any(flows(agreement, *pair) for agreement in maybe) else State.MISSING), ()
    return (State.LIVE if live_between(partnership, *pair, work.id) else State.NOT_LIVE), recorded


def _lacks(partnership: Partnership, agreement: SharingAgreement, pair: Sequence[str]) -> str:
    """Why an agreement is not live between two agencies."""
    if past_review(partnership, agreement) and agreement.review_by:
        return f"was to be reviewed by {day(agreement.review_by)}"
    if not started(partnership, agreement) and agreement.starts:
        return f"starts on {day(agreement.starts)}"
    unsigned = len({*pair} - signers(partnership, agreement))
    return "is signed by neither" if unsigned == 2 else "is signed by one of the two only"
