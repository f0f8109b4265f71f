"""Two checks -> what became of each finding and barrier between them. Pure, and the same turned round."""

from collections.abc import Iterator

from joinedup.assessment import Status
from joinedup.frozen import Frozen
from joinedup.report.origin import RULESET, origin, unapplied
from joinedup.standing import Found, Standing, better
from joinedup.telling import told

NEW, GONE = "new", "no-longer-found"
DESCRIBED, UNDESCRIBED = "newly-described", "no-longer-described"
TOLD, UNTOLD = "newly-assessed", "no-longer-assessed"
WORSE, BETTER = "worse", "better"
REOPENED, ACCEPTED = "no-longer-accepted", "accepted"
STILL = "still-there"

KINDS = (NEW, DESCRIBED, WORSE, REOPENED, TOLD, GONE, BETTER, ACCEPTED, UNDESCRIBED, UNTOLD, STILL)
"""What can become of a finding, in the order in which it is told."""
TURNED = {
    NEW: GONE, GONE: NEW, DESCRIBED: UNDESCRIBED, UNDESCRIBED: DESCRIBED, TOLD: UNTOLD, UNTOLD: TOLD, WORSE: BETTER,
    BETTER: WORSE, REOPENED: ACCEPTED, ACCEPTED: REOPENED, STILL: STILL,
}  # fmt: skip
"""What each kind is where the later check is taken for the earlier one."""


class Change(Frozen):
    """What became of a finding between two checks.

    Attributes:
        kind: One of `KINDS`. "newly-assessed" and "no-longer-assessed" say that its rule could tell less in the check
            that does not have it; "newly-described" and "no-longer-described" that what it is about is not in that
            description. None of these is the same as "new" and "no longer found".
        before: The finding in the earlier check; None where it was not there.
        after: The finding in the later check; None where it is not there.
        comes_from: What the change can have come from: what differed between the checks, as far as the finding rests
            on it (`description`, `day`, `ruleset`, `joinedup`). None where nothing changed but its acceptance, and
            where a check was written by a joinedup that did not say what its ruleset made of each rule.
    """

    kind: str
    before: Found | None
    after: Found | None
    comes_from: tuple[str, ...] | None = None

    @property
    def of_ruleset(self) -> bool:
        """Whether it comes from the ruleset, or may do so, and not from the partnership."""
        return RULESET in (self.comes_from or ())

    @property
    def found(self) -> Found:
        """The finding as the later check has it, or else the earlier one."""
        either = self.after or self.before
        if either is None:
            raise ValueError("a change without a finding")
        return either


class Difference(Frozen):
    """The difference between two checks.

    Attributes:
        before: The earlier one.
        after: The later one.
        changes: Each finding of either: by kind, the worst first.
        barriers: The ids of the barriers that stand otherwise, or are in one of them only, in their order.
    """

    before: Standing
    after: Standing
    changes: tuple[Change, ...]
    barriers: tuple[str, ...]

    @property
    def same_ruleset(self) -> bool:
        """Whether both applied the same ruleset, with the same version of joinedup."""
        one, other = self.before, self.after
        return (one.ruleset_sha256, one.version) == (other.ruleset_sha256, other.version)

    def of(self, *kinds: str) -> tuple[Change, ...]:
        """The changes of some kinds."""
        return tuple(change for change in self.changes if change.kind in kinds)

    def became(self, ref: str) -> str:
        """What became of a finding; empty where neither check has it."""
        return next((change.kind for change in self.changes if change.found.ref == ref), "")

    @property
    def flattered(self) -> tuple[str, ...]:
        """The ids of barriers that stand better, and of which less can be told: they may stand as before."""
        lost = (*self.of(UNTOLD, UNDESCRIBED), *filter(self.pruned, self.changes))
        untold = {change.found.barrier for change in lost}
        return tuple(id for id in self.barriers if id in untold and better(*self.statuses(id)))

    def pruned(self, change: Change) -> bool:
        """Whether a finding went, or is less severe, and not all that showed it is in the later description."""
        return change.kind in (GONE, BETTER) and change.before is not None and not self.after.shows(change.before)

    def statuses(self, barrier: str) -> tuple[Status | None, Status | None]:
        """How a barrier stood before and after; None where a check does not know it."""
        one, other = self.before.barriers.get(barrier), self.after.barriers.get(barrier)
        return one.status if one else None, other.status if other else None


def difference(before: Standing, after: Standing) -> Difference:
    """What became of each finding and barrier from one check to another."""
    changes = sorted(_changes(before, after), key=lambda one: (KINDS.index(one.kind), -one.found.severity, _ref(one)))
    made = Difference(before, after, tuple(changes), ())
    every = dict.fromkeys([*after.barriers, *before.barriers])
    differing = (id for id in every if len(set(made.statuses(id))) > 1)
    return made.but(barriers=tuple(differing))


def _ref(change: Change) -> str:
    return change.found.ref


def _changes(before: Standing, after: Standing) -> Iterator[Change]:
    for ref, found in after.findings.items():
        earlier = before.findings.get(ref)
        if earlier is None:
            yield Change(TURNED[_gone(found, after, before)], None, found, _causes(found, after, before))
        else:
            kind = _kind(earlier, found)
            causes = origin(found, after, before).causes if kind in (WORSE, BETTER) else None
            yield Change(kind, earlier, found, causes)
    for ref, earlier in before.findings.items():
        if ref not in after.findings:
            yield Change(_gone(earlier, before, after), earlier, None, _causes(earlier, before, after))


def _causes(found: Found, here: Standing, there: Standing) -> tuple[str, ...] | None:
    """What it can come from that a finding is in one check and not in the other."""
    return (unapplied(found, there) or origin(found, here, there)).causes


def _kind(before: Found, after: Found) -> str:
    if before.waived != after.waived:
        return ACCEPTED if after.waived else REOPENED
    if before.severity != after.severity:
        return WORSE if after.severity > before.severity else BETTER
    return STILL


def _gone(found: Found, here: Standing, there: Standing) -> str:
    """Why a finding of one check is not in another that follows it."""
    if not there.describes(found):
        return UNDESCRIBED
    return GONE if told(found, here, there) else UNTOLD
