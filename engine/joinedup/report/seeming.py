"""Barriers that stand better than in an earlier check, where that is not because anything was mended."""

from collections.abc import Collection, Iterator

from joinedup.standing import Standing, better
from joinedup.telling import told


def less_told(barriers: Collection[str], now: Standing, last: Standing) -> Iterator[str]:
    """Barriers of which a finding can no longer be told, or of which not all that showed one is described any more.

    Args:
        barriers: The ids of the barriers that stand otherwise.
        now: The newer check, with its description.
        last: The earlier one.
    """
    for ref, before in last.findings.items():
        after = now.findings.get(ref)
        lessened = after is None or after.severity < before.severity
        known = now.describes(before) and now.shows(before) and (after is not None or told(before, last, now))
        if lessened and not known and _better(before.barrier, barriers, now, last):
            yield before.barrier


def accepted(barriers: Collection[str], now: Standing, last: Standing) -> Iterator[str]:
    """Barriers of which a finding was accepted since; see `less_told`."""
    for ref, after in now.findings.items():
        before = last.findings.get(ref)
        newly = after.waived and not (before and before.waived)
        if newly and _better(after.barrier, barriers, now, last):
            yield after.barrier


def _better(barrier: str, barriers: Collection[str], now: Standing, last: Standing) -> bool:
    return barrier in barriers and better(last.statuses[barrier], now.statuses[barrier])
