"""The ledger of a check: how each decision stands on its day, and what became of the findings and targets behind it."""

from collections.abc import Mapping, Sequence
from datetime import date

from joinedup.history.decision import TRACKER, Decision, Terms
from joinedup.partnership import Partnership
from joinedup.standing import Standing

from .ledger import OPEN, STATES, Decided, Followed, Ledger
from .listing import state_of
from .readings import readings_of
from .since import ACCEPTED, BACK, RAN_OUT, Change, since

NOT_COMPARED = "not-compared"
AGAIN = "It was gone in between."
NOT_KEPT = "No check up to the day of the decision is kept that has it; this is the first since."


class Past:
    """The recorded checks up to one that is made now, and what became of their findings.

    Args:
        now: The check that is made now.
        run: The recorded ones, a day each, oldest first, up to the day of that check.
    """

    def __init__(self, now: Standing, run: Sequence[Standing]) -> None:
        self.now, self._run = now, run
        self._changes: dict[int, Mapping[str, Change]] = {}

    def followed(self, ref: str, on: date) -> Followed:
        """What became of a finding since the check that a decision was taken on.

        Args:
            ref: Its reference.
            on: The day of the decision.
        """
        found = [number for number, check in enumerate(self._run) if ref in check.findings]
        now = self.now.findings.get(ref)
        if not found:
            return Followed(ref, now.because if now else "", "", NOT_COMPARED, now.severity.word if now else "")
        then = max((number for number in found if self._run[number].day <= on), default=found[0])
        was = self._run[then]
        change = self._since(then)[ref]
        kind, note = change.kind, change.note
        first = self._since(len(self._run) - 1)[ref].first if now else None
        if now and now.waived:
            kind = ACCEPTED
        elif now and (first is None or first > was.day):
            kind, note = BACK, AGAIN
        if not now and not self._ran_out(found[-1], ref):
            note = note.replace(RAN_OUT, "").strip()
        note = " ".join(filter(None, (NOT_KEPT if was.day > on else "", note)))
        return Followed(
            ref,
            change.because,
            was.findings[ref].severity.word,
            kind,
            now.severity.word if now else "",
            note,
            was.day,
            self.now.day if now else self._run[found[-1]].day,
            "" if was.findings[ref].because == change.because else was.findings[ref].because,
        )

    def _ran_out(self, last: int, ref: str) -> bool:
        """Whether a finding may be gone because its time ran out, between the last check that found it and the next."""
        was, following = self._run[last], self._run[last + 1 :]
        return self.now.ran_out(was.findings[ref], was.day, following[0].day if following else self.now.day)

    def _since(self, number: int) -> Mapping[str, Change]:
        """What became of each finding since a check, with those before it in mind."""
        if number not in self._changes:
            made = since(self.now, self._run[: number + 1])
            self._changes[number] = {change.ref: change for change in made.changes}
        return self._changes[number]

    def records(self, refs: Sequence[str]) -> frozenset[str]:
        """The records behind some findings, in any check: `targets.fewer-exclusions`."""
        found = (check.findings.get(ref) for check in (*self._run, self.now) for ref in refs)
        return frozenset().union(*(one.shown for one in found if one))


def ledger_of(past: Past, partnership: Partnership, decisions: Sequence[Decision]) -> Ledger:
    """The decisions up to the day of a check, each as it stood at the end of that day.

    Args:
        past: The check, and those before it.
        partnership: The description that was checked.
        decisions: Every decision that was recorded.
    """
    taken = [one.as_of(past.now.day) for one in decisions if one.on <= past.now.day]
    made = sorted((_decided(past, partnership, one) for one in taken), key=_order)
    return Ledger(tuple(made), len(decisions) - len(taken))


def _order(one: Decided) -> tuple[int, int, int]:
    if one.state in OPEN:
        return STATES.index(one.state), one.by.toordinal(), one.number
    there = one.state == "done" and one.there
    return len(OPEN) + (not there), -(one.closed or one.on).toordinal(), one.number


def _decided(past: Past, partnership: Partnership, decision: Decision) -> Decided:
    name, agency = shown(partnership, decision.now)
    return Decided(
        number=decision.number,
        text=decision.text,
        owner=name,
        agency=agency,
        by=decision.now.by,
        on=decision.on,
        refs=decision.refs,
        state=state_of(decision, past.now.day),
        closed=decision.closed,
        note=decision.note,
        moved=decision.moved,
        findings=tuple(past.followed(ref, decision.on) for ref in decision.refs),
        targets=tuple(readings_of(partnership, past.records(decision.refs), decision.on, past.now.day)),
        tracked=decision.now.owner if decision.origin == TRACKER else "",
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
