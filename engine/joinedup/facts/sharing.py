"""Which information may flow between which agencies, and for what."""

from collections.abc import Mapping

from joinedup.partnership import Agreement, Partnership, Policy, SharingAgreement

from .memory import remembered

ALL_WORK = "all"
"""What an agreement or a piece of evidence covers that is for every target and service."""


def started(partnership: Partnership, agreement: SharingAgreement) -> bool:
    """Whether an agreement has begun; one without a first day has."""
    return agreement.starts is None or agreement.starts <= partnership.as_of


def past_review(partnership: Partnership, record: Agreement | Policy | SharingAgreement) -> bool:
    """Whether the day on which an agreement or policy was to be reviewed is over. Due today is not."""
    return record.review_by is not None and record.review_by < partnership.as_of


def signers(partnership: Partnership, agreement: Agreement | SharingAgreement) -> frozenset[str]:
    """The agencies that have signed an agreement by today."""
    return frozenset(agency for agency, on in (agreement.signed or {}).items() if on <= partnership.as_of)


@remembered
def covered_work(partnership: Partnership) -> Mapping[str, frozenset[str]]:
    """For the id of each sharing agreement, the work it covers: its own, and that of the agreements under it."""
    covered = {agreement.id: set(agreement.covers or ()) for agreement in partnership.data_sharing}
    parent = {agreement.id: agreement.under for agreement in partnership.data_sharing}
    for agreement in partnership.data_sharing:
        above, seen = agreement.under, {agreement.id}
        while above and above not in seen:
            covered[above] |= set(agreement.covers or ())
            seen.add(above)
            above = parent[above]
    return {id: frozenset(work) for id, work in covered.items()}


@remembered
def agreements_for(partnership: Partnership) -> Mapping[str, tuple[SharingAgreement, ...]]:
    """For the id of each target and service, and for `ALL_WORK`, the agreements that cover it, live or not."""
    found: dict[str, list[SharingAgreement]] = {}
    for agreement in partnership.data_sharing:
        for work in covered_work(partnership)[agreement.id]:
            found.setdefault(work, []).append(agreement)
    return {work: tuple(agreements) for work, agreements in found.items()}


def covers(partnership: Partnership, agreement: SharingAgreement, work: str) -> bool:
    """Whether an agreement is for a target or service, by its id."""
    covered = covered_work(partnership)[agreement.id]
    return work in covered or ALL_WORK in covered


def flows(agreement: SharingAgreement, one: str, other: str) -> bool:
    """Whether an agreement has both agencies as parties and lets information pass in at least one direction."""
    if one not in agreement.parties or other not in agreement.parties:
        return False
    way = agreement.one_way
    if way is None:
        return True
    return (one in way.giver and other in way.receiver) or (other in way.giver and one in way.receiver)


def is_live(partnership: Partnership, agreement: SharingAgreement) -> bool:
    """Whether an agreement has started and is not past its review date."""
    return started(partnership, agreement) and not past_review(partnership, agreement)


def recorded_between(partnership: Partnership, one: str, other: str, work: str) -> tuple[SharingAgreement, ...]:
    """The agreements that cover a pair for a piece of work, whatever their review dates and signatures."""
    by_work = agreements_for(partnership)
    found = {a.id: a for key in (work, ALL_WORK) for a in by_work.get(key, ()) if flows(a, one, other)}
    return tuple(found.values())


def live_between(partnership: Partnership, one: str, other: str, work: str) -> tuple[SharingAgreement, ...]:
    """Of those, the agreements that are live and signed by both."""
    return tuple(
        agreement
        for agreement in recorded_between(partnership, one, other, work)
        if is_live(partnership, agreement) and {one, other} <= signers(partnership, agreement)
    )
