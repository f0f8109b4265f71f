"""The targets that records lead to, with what was measured before a day and after it."""

from collections.abc import Iterator, Set
from datetime import date

from joinedup.facts.words import figure
from joinedup.partnership import Action, Budget, Partnership, Reading, Service, Target
from joinedup.partnership.base import Entry

from .ledger import Read

SECTIONS = ("targets", "services", "budgets", "actions")
"""The sections whose records are targets, or are for some."""


def readings_of(partnership: Partnership, records: Set[str], on: date, today: date) -> Iterator[Read]:
    """The targets that records are, or serve, each with its readings; last those that are no longer described.

    Args:
        partnership: The description.
        records: `targets.fewer-exclusions`, `services.crossroads`.
        on: The day up to which a reading counts as before.
        today: The day after which a reading does not count.
    """
    there = {f"{section}.{one.id}": one for section in SECTIONS for one in getattr(partnership, section)}
    found: dict[str, Target] = {}
    for record in sorted(records, key=lambda record: (not record.startswith("targets."), record)):
        for target in _served(partnership, there.get(record)):
            found.setdefault(target.id, target)
    for target in found.values():
        yield _read(target, on, today)
    for record in sorted(records - there.keys()):
        section, _, id = record.partition(".")
        if section == "targets" and id:
            yield Read(id, "", None, (), described=False)


def _served(partnership: Partnership, record: Entry | None) -> Iterator[Target]:
    """The targets that a record is, or serves."""
    if isinstance(record, Target):
        yield record
        return
    served = record.supports if isinstance(record, Service | Action) else ()
    served = record.funds if isinstance(record, Budget) else served
    for id in served or ():
        yield from _served(partnership, partnership.work(id))


def _read(target: Target, on: date, today: date) -> Read:
    read = {one.on: _value(one) for one in (target.baseline, *(target.readings or ())) if one and one.on <= today}
    before = [(day, read[day]) for day in sorted(read) if day <= on]
    return Read(
        target.title,
        target.unit or "",
        before[-1] if before else None,
        tuple((day, read[day]) for day in sorted(read) if day > on),
        target.direction or "",
        (target.goal.on, _value(target.goal)) if target.goal else None,
    )


def _value(reading: Reading) -> str:
    return figure(reading.value)
