"""The ledger of a check: how each decision stands on its day, and what became of the findings and targets behind it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from joinedup.assessment import Assessment
from joinedup.facts.words import figure
from joinedup.history.decision import Decision, Terms
from joinedup.partnership import Action, Budget, Partnership, Reading, Service, Target
from joinedup.partnership.base import Entry
from joinedup.standing import Found, Standing

from .ledger import OPEN, STATES, Decided, Followed, Ledger, Read
from .listing import state_of
from .since import Change, since

SECTIONS = {"target": "targets", "service": "services", "budget": "budgets", "action": "actions"}
"""The kinds of record behind a finding that lead to targets, each with its section."""
AGAIN = "It was gone in between."


class Past:
    """The recorded checks up to an assessment, and what became of their findings.

    Args:
        assessment: The check that is made now.
        standing: The same, as a comparison needs it.
        checks: The recorded ones, a day each, oldest first, up to the day of the assessment.
    """

    def __init__(self, assessment: Assessment, standing: Standing, checks: Sequence[Standing]) -> None:
        self.assessment, self.standing, self.checks = assessment, standing, checks
        self._changes: dict[int, Mapping[str, Change]] = {}

    def followed(self, ref: str, on: date) -> Followed:
        """What became of a finding since the check that a decision was taken on.

        Args:
            ref: Its reference.
            on: The day of the decision.
        """
        found = [number for number, one in enumerate(self.checks) if ref in one.findings]
        now = self.standing.findings.get(ref)
        if not found:
            return Followed(ref, now.because if now else "", "", "not-compared", now.severity.word if now else "")
        then = max((number for number in found if self.checks[number].day <= on), default=found[0])
        was = self.checks[then]
        change = self._since(then)[ref]
        kind, note = change.kind, change.note
        first = self._since(len(self.checks) - 1)[ref].first if now else None
        if now and kind != "accepted" and (first is None or first > was.day):
            kind, note = "came-back", AGAIN
        return Followed(
            ref,
            change.because,
            was.findings[ref].severity.word,
            kind,
            now.severity.word if now else "",
            note,
            was.day,
            self.assessment.as_of if now else self.checks[found[-1]].day,
        )

    def _since(self, number: int) -> Mapping[str, Change]:
        """What became of each finding since a check, with those before it in mind."""
        if number not in self._changes:
            made = since(self.standing, self.checks[: number + 1])
            self._changes[number] = {change.ref: change for change in made.changes}
        return self._changes[number]

    def records(self, ref: str) -> frozenset[str]:
        """The records behind a finding, in any check and now."""
        found = [one.findings[ref] for one in (*self.checks, self.standing) if ref in one.findings]
        return frozenset().union(*map(_records, found))


def ledger_of(past: Past, decisions: Sequence[Decision]) -> Ledger:
    """The decisions up to the day of a check, each as it stood at the end of that day.

    Args:
        past: The check, and those before it.
        decisions: Every decision that was recorded.
    """
    day = past.assessment.as_of
    taken = [one.as_of(day) for one in decisions if one.on <= day]
    return Ledger(tuple(sorted((_decided(past, one) for one in taken), key=_order)), len(decisions) - len(taken))


def _order(one: Decided) -> tuple[int, int, int]:
    if one.state in OPEN:
        return STATES.index(one.state), one.by.toordinal(), one.number
    there = one.state == "done" and one.there
    return len(OPEN) + (not there), -(one.closed or one.on).toordinal(), one.number


def _decided(past: Past, decision: Decision) -> Decided:
    partnership, terms = past.assessment.partnership, decision.now
    state = state_of(decision, past.assessment.as_of)
    name, agency = shown(partnership, terms)
    return Decided(
        number=decision.number,
        text=decision.text,
        owner=name,
        agency=agency,
        by=terms.by,
        on=decision.on,
        refs=decision.refs,
        state=state,
        closed=decision.closed,
        note=decision.note,
        moved=decision.moved,
        findings=tuple(past.followed(ref, decision.on) for ref in decision.refs),
        targets=tuple(_targets(past, decision)),
    )


def shown(partnership: Partnership, terms: Terms) -> tuple[str, str]:
    """What an owner is called, and the id of the agency that answers, as the description has both now.

    An owner that is no longer described keeps the name it had; the agency is empty where it is not described.
    """
    section, _, id = terms.owner.partition(".")
    if id in {record.id for record in getattr(partnership, section, ())}:
        return owner_name(partnership, section, id), partnership.role(id).agency if section == "roles" else id
    return terms.name, terms.agency if terms.agency in {one.id for one in partnership.agencies} else ""


def owner_name(partnership: Partnership, section: str, id: str) -> str:
    """What an owner is called: "Director of Children's Services (Westmarsh Council)", or the name of an agency."""
    if section == "agencies":
        return partnership.agency(id).name
    role = partnership.role(id)
    return f"{role.title} ({partnership.agency(role.agency).name})"


def _targets(past: Past, decision: Decision) -> Iterator[Read]:
    """The targets that the findings of a decision are about, or whose work they stand in the way of."""
    partnership = past.assessment.partnership
    records = sorted(frozenset().union(*(past.records(ref) for ref in decision.refs)))
    there = {f"{section}.{one.id}": one for section in SECTIONS.values() for one in getattr(partnership, section) or ()}
    found: dict[str, Target] = {}
    for record in records:
        for target in _behind(partnership, there.get(record)):
            found.setdefault(target.id, target)
    for target in found.values():
        yield _read(target, decision.on, past.assessment.as_of)
    for record in records:
        section, _, id = record.partition(".")
        if section == "targets" and id and record not in there:
            yield Read(id, "", None, (), described=False)


def _behind(partnership: Partnership, record: Entry | None) -> Iterator[Target]:
    """The targets that a record is, or serves."""
    if isinstance(record, Target):
        yield record
    served: Sequence[str] = ()
    if isinstance(record, Service | Action):
        served = record.supports or ()
    elif isinstance(record, Budget):
        served = record.funds or ()
    for id in served:
        yield from _behind(partnership, partnership.work(id))


def _read(target: Target, on: date, today: date) -> Read:
    """The readings of a target up to a day and after it."""
    read = {one.on: _value(one) for one in (target.baseline, *(target.readings or ())) if one and one.on <= today}
    days = sorted(read)
    before = [(day, read[day]) for day in days if day <= on]
    return Read(
        target.title,
        target.unit or "",
        before[-1] if before else None,
        tuple((day, read[day]) for day in days if day > on),
        target.direction or "",
        (target.goal.on, _value(target.goal)) if target.goal else None,
    )


def _value(reading: Reading) -> str:
    return figure(reading.value)


def _records(found: Found) -> frozenset[str]:
    """The records behind a finding: `targets.fewer-exclusions`."""
    return found.shown.union(f"{SECTIONS[kind]}.{id}" for kind, id in found.records if kind in SECTIONS)
