"""What changed since an earlier check, and how long each finding has been there."""

from collections.abc import Mapping, Sequence
from datetime import date

from joinedup.assessment import Status
from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.severity import Severity
from joinedup.standing import Found, Standing
from joinedup.telling import same_rules, told

from .origin import DAY, LACKED_NOW, LACKED_THEN, OFF_NOW, OFF_THEN, RULESET, Origin, origin, unapplied
from .seeming import accepted, less_told

NEW, BACK, WORSE, BETTER = "new", "came-back", "worse", "better"
ACCEPTED, FOUND_NO_LONGER, UNTOLD, STILL = "accepted", "no-longer-found", "no-longer-assessed", "still-there"
KINDS = (NEW, BACK, WORSE, BETTER, ACCEPTED, FOUND_NO_LONGER, UNTOLD, STILL)

NOT_LOOKED = "Its rule could not run in the earlier check, or could tell less, so it may have been there then."
LEFT = "Its rule leaves more aside this time, or asks more, and may miss it."
GONE = "What it is about is no longer in the description."
PRUNED = "Not all that showed it is in the description any more."
RAN_OUT = "What it is about has ended or fallen due since, so its rule may look at it no longer."
AGED = "The description did not change: this comes from the day alone."
ENDED = "It was accepted then, and is not now."


class Change(Frozen):
    """What became of a finding between two checks.

    Attributes:
        kind: One of `KINDS`. no-longer-assessed: its rule did not run this time or could tell less, which is not the
            same as no-longer-found. came-back: an earlier check found it, a later one looked and did not. accepted:
            it is accepted now, and was not before.
        ref: Its reference.
        because: What was seen, in the newer check where it is still there.
        severity: Its severity, in the newer check where it is still there.
        first: The day of the first check that found it, without one since that looked and did not; None where no
            check before did, and where it is gone.
        checks: How many checks found it since then, this one among them; 0 where it is gone.
        note: What to bear in mind, as a sentence or two; empty where there is nothing.
        comes_from: What it can have come from: what differed between the two checks, as far as the finding rests on
            it (`description`, `day`, `ruleset`, `joinedup`). None where nothing changed but its acceptance, and where
            the earlier check was written by a joinedup that did not say what its ruleset made of each rule.
    """

    kind: str
    ref: str
    because: str
    severity: Severity
    first: date | None = None
    checks: int = 0
    note: str = ""
    comes_from: tuple[str, ...] | None = None

    @property
    def of_ruleset(self) -> bool:
        """Whether it comes from the ruleset, or may do so, and not from the partnership."""
        return RULESET in (self.comes_from or ())

    @property
    def of_time(self) -> bool:
        """Whether it comes from the passing of time, or may do so, and not from anything that was done."""
        return AGED in self.note or RAN_OUT in self.note


class Since(Frozen):
    """The difference between two checks of one partnership.

    Attributes:
        day: The day of the earlier check.
        changes: Each finding of either, in the order of `KINDS`; of a kind, those that may be of the ruleset last.
        statuses: For barriers that stand otherwise than before, how they stood.
        same_ruleset: Whether both checks applied the same ruleset.
        same_version: Whether the same joinedup made both.
        same_description: Whether both are of the same file, byte for byte.
        told_apart: Whether it is known of each finding whether the ruleset had a hand in its change.
        of_ruleset: The ids of barriers that stand otherwise, and of which the ruleset made something else.
        less_told: The ids of barriers that seem to stand better, and of which less could be told.
        accepted: The ids of barriers that stand better, and of which a finding was accepted since.
    """

    day: date
    changes: tuple[Change, ...]
    statuses: Mapping[str, Status]
    same_ruleset: bool
    same_version: bool = True
    same_description: bool = False
    told_apart: bool = True
    of_ruleset: frozenset[str] = frozenset()
    less_told: frozenset[str] = frozenset()
    accepted: frozenset[str] = frozenset()

    def of(self, *kinds: str) -> tuple[Change, ...]:
        """The changes of some kinds."""
        return tuple(change for change in self.changes if change.kind in kinds)


def since(now: Standing, run: Sequence[Standing], public: bool = False, later: Sequence[Standing] = ()) -> Since:
    """Compares a check with an earlier one.

    Args:
        now: The newer one, with its description.
        run: Earlier ones, a day each, oldest first. The last is the one that is compared; those before it tell how
            long a finding has been there, and whether it was there before.
        public: Whether it is for the version to publish, which quotes nothing of the earlier check.
        later: Checks between the two that are compared, which also tell how long a finding has been there.

    Raises:
        UserError: one is of another partnership, or the last of a later day.
    """
    last = run[-1]
    _refuse(now, run)
    was = last.statuses
    statuses = {id: was[id] for id, status in now.statuses.items() if was.get(id, status) is not status}
    changes = [_of_found(found, now, run, later) for found in now.findings.values()]
    changes += [_of_gone(found, now, last, public) for ref, found in last.findings.items() if ref not in now.findings]
    changes.sort(key=lambda change: (KINDS.index(change.kind), change.of_ruleset, -change.severity, change.ref))
    return Since(
        last.day,
        tuple(changes),
        statuses,
        same_ruleset=last.ruleset_sha256 == now.ruleset_sha256,
        same_version=last.version == now.version,
        same_description=last.input_sha256 == now.input_sha256,
        told_apart=last.ruleset_sha256 == now.ruleset_sha256 or bool(last.settings and now.settings),
        of_ruleset=frozenset(id for id in statuses if same_rules(id, now, last) is False),
        less_told=frozenset(less_told(statuses, now, last)),
        accepted=frozenset(accepted(statuses, now, last)),
    )


def _refuse(now: Standing, run: Sequence[Standing]) -> None:
    for one in run:
        if one.name != now.name:
            raise UserError(f'--since {one.place}: this is a check of "{one.name}", not of "{now.name}"')
    if run[-1].day > now.day:
        raise UserError(
            f"--since {run[-1].place}: this check is of {run[-1].day}, after the day of the description ({now.day})"
        )


def _of_found(found: Found, now: Standing, run: Sequence[Standing], later: Sequence[Standing]) -> Change:
    """What became of a finding that is there now."""
    last = run[-1]
    before, seen = last.findings.get(found.ref), _unbroken(found, now, (*run, *later))
    unbroken = bool(seen) and seen[0].day <= last.day
    notes, source = [], Origin(None)
    if before is None:
        kind = STILL if unbroken else BACK if any(found.ref in one.findings for one in run) else NEW
        untold = not told(found, now, last)
        unruled = unapplied(found, last, OFF_THEN, LACKED_THEN) if untold else None
        if untold and not unruled:
            notes.append(NOT_LOOKED)
        source = unruled or origin(found, now, last)
    elif before.waived and not found.waived:
        kind, notes = BACK, [ENDED]
    elif found.severity != before.severity:
        kind, source = WORSE if found.severity > before.severity else BETTER, origin(found, now, last)
        notes += [PRUNED] if kind == BETTER and not now.shows(before) else []
    elif unbroken:
        kind = STILL
    else:
        kind, source = BACK, origin(found, now, last)
    if found.waived and not (before and before.waived):
        kind = ACCEPTED
    if kind == BETTER and source.causes == (DAY,):
        notes.append(AGED)
    if kind in (ACCEPTED, STILL):
        source = Origin(None, source.note if source.note.startswith((OFF_THEN, LACKED_THEN)) else "")
    note = " ".join(filter(None, (*notes, source.note)))
    first = seen[0].day if seen else None
    return Change(kind, found.ref, found.because, found.severity, first, len(seen) + 1, note, source.causes)


def _unbroken(found: Found, now: Standing, run: Sequence[Standing]) -> list[Standing]:
    """The checks that found it, back to the last that looked and did not; one that could not tell breaks nothing."""
    there: list[Standing] = []
    for one in reversed(run):
        if found.ref in one.findings:
            there.insert(0, one)
        elif told(found, now, one):
            break
    return there


def _of_gone(before: Found, now: Standing, last: Standing, public: bool) -> Change:
    """What became of a finding of the earlier check that is not there now."""
    looked = told(before, last, now)
    notes = [GONE] if not now.describes(before) else [PRUNED] if looked and not now.shows(before) else []
    unruled = None if looked else unapplied(before, now, OFF_NOW, LACKED_NOW)
    ran = now.rules.get(before.rule)
    if not looked and ran is not None and ran.state == "ran":
        notes.append(LEFT)
    source = unruled or origin(before, now, last)
    if looked and source.causes == (DAY,):
        notes.append(AGED)
    elif looked and now.ran_out(before, last.day, now.day):
        notes.append(RAN_OUT)
    note = " ".join(filter(None, (*notes, source.note)))
    said = before.title if public else before.because
    kind = FOUND_NO_LONGER if looked else UNTOLD
    return Change(kind, before.ref, said, before.severity, note=note, comes_from=source.causes)
