"""What changed since an earlier check, and how long each finding has been there."""

from collections.abc import Mapping, Sequence
from datetime import date

from joinedup.assessment import WAIVED, Assessment, Finding, Status
from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.severity import Severity

from .earlier import Before, Earlier

KINDS = (
    "new", "came-back", "worse", "better", "accepted", "no-longer-found", "no-longer-assessed", "still-there",
)  # fmt: skip
CROSS_CHECKS = "than-the-record"
"""How the ids of the engine's own rules end, which are not listed among those that ran."""
SURVEY = "-survey"
"""How the id of the rule ends that reads what the survey says of a barrier."""

NOT_LOOKED = "Its rule could not run in the earlier check, so it may have been there then."
OFF_THEN = "Its rule did not apply in the earlier check: this comes from the ruleset or from joinedup."
OFF_NOW = "Its rule does not apply any more: this comes from the ruleset or from joinedup."
LEFT = "Its rule could not judge everything this time."
GONE = "What it is about is no longer in the description."
ENDED = "It was accepted then, and is not now."


class Change(Frozen):
    """What became of a finding between two checks.

    Attributes:
        kind: One of `KINDS`. no-longer-assessed: its rule did not run this time, which is not the same as
            no-longer-found. came-back: an earlier check found it, a later one looked and did not. accepted: it is
            accepted now, and was not before.
        ref: Its reference.
        because: What was seen, in the newer check where it is still there.
        severity: Its severity, in the newer check where it is still there.
        first: The day of the first check that found it, without one since that looked and did not; None where it is
            new, or gone.
        checks: How many checks found it since then, this one among them; 0 where it is gone.
        note: What to bear in mind, as a sentence or two; empty where there is nothing.
    """

    kind: str
    ref: str
    because: str
    severity: Severity
    first: date | None = None
    checks: int = 0
    note: str = ""


class Since(Frozen):
    """The difference between two checks of one partnership.

    Attributes:
        day: The day of the earlier check.
        changes: Each finding of either, in the order of `KINDS`.
        statuses: For barriers that stand otherwise than before, how they stood.
        same_ruleset: Whether both checks applied the same ruleset.
        same_version: Whether the same joinedup made both.
        same_description: Whether both are of the same file, byte for byte.
    """

    day: date
    changes: tuple[Change, ...]
    statuses: Mapping[str, Status]
    same_ruleset: bool
    same_version: bool = True
    same_description: bool = False

    def of(self, *kinds: str) -> tuple[Change, ...]:
        """The changes of some kinds."""
        return tuple(change for change in self.changes if change.kind in kinds)


def since(assessment: Assessment, run: Sequence[Earlier], version: str, sha256: str, public: bool = False) -> Since:
    """Compares an assessment with an earlier one.

    Args:
        assessment: The newer one.
        run: Earlier ones, a day each, oldest first. The last is the one that is compared; those before it tell how
            long a finding has been there, and whether it was there before.
        version: The joinedup that made the newer one.
        sha256: The digest of the description of the newer one.
        public: Whether it is for the version to publish, which quotes nothing of the earlier check.

    Raises:
        UserError: one is of another partnership, or the last of a later day.
    """
    last = run[-1]
    _refuse(assessment, run)
    was = last.statuses
    changed = {b.id: was[b.id] for b in assessment.barriers if was.get(b.id, b.status) is not b.status}
    same = last.ruleset_sha256 == assessment.ruleset_sha256
    changes = [_of_found(finding, run) for finding in assessment.findings]
    now = {finding.ref for finding in assessment.findings}
    changes += [_of_gone(assessment, one, public) for ref, one in last.findings.items() if ref not in now]
    changes.sort(key=lambda change: (KINDS.index(change.kind), -change.severity, change.ref))
    return Since(last.day, tuple(changes), changed, same, last.version == version, last.input_sha256 == sha256)


def _refuse(assessment: Assessment, run: Sequence[Earlier]) -> None:
    name = assessment.partnership.name
    for one in run:
        if one.partnership != name:
            raise UserError(f'--since {one.place}: this is a check of "{one.partnership}", not of "{name}"')
    if run[-1].day > assessment.as_of:
        raise UserError(
            f"--since {run[-1].place}: this check is of {run[-1].day}, after the day of the description "
            f"({assessment.as_of})"
        )


def _of_found(finding: Finding, run: Sequence[Earlier]) -> Change:
    """What became of a finding that is there now."""
    before, looked = run[-1].findings.get(finding.ref), _ran(run[-1].rules, finding.rule, finding.barrier)
    seen = _unbroken(finding, run)
    note = ""
    if before is None:
        back = any(finding.ref in one.findings for one in run)
        kind = "still-there" if seen else "came-back" if back else "new"
        if not looked:
            off = not finding.rule.endswith(CROSS_CHECKS) and run[-1].rules.get(finding.rule, "off") == "off"
            note = OFF_THEN if off else NOT_LOOKED
    elif finding.severity != before.severity:
        kind = "worse" if finding.severity > before.severity else "better"
    else:
        kind = "still-there"
    if before is not None and before.waived and finding.status != WAIVED:
        kind, note = "came-back", ENDED
    if finding.status == WAIVED and not (before and before.waived):
        kind = "accepted"
    first = seen[0].day if seen else None
    return Change(kind, finding.ref, finding.because, finding.severity, first, len(seen) + 1, note)


def _unbroken(finding: Finding, run: Sequence[Earlier]) -> list[Earlier]:
    """The checks that found it, back to the last that looked and did not; one that could not look breaks nothing."""
    found: list[Earlier] = []
    for one in reversed(run):
        if finding.ref in one.findings:
            found.insert(0, one)
        elif _ran(one.rules, finding.rule, finding.barrier):
            break
    return found


def _ran(states: Mapping[str, str], rule: str, barrier: str) -> bool:
    """Whether a rule looked. One that lays the survey beside the record did where the survey was asked about that."""
    return states.get(barrier.replace("_", "-") + SURVEY if rule.endswith(CROSS_CHECKS) else rule) == "ran"


def _of_gone(assessment: Assessment, before: Before, public: bool) -> Change:
    """What became of a finding of the earlier check that is not there now."""
    rules = {rule.id: rule for barrier in assessment.barriers for rule in barrier.rules}
    rule = rules.get(before.rule)
    looked = _ran({id: rule.state for id, rule in rules.items()}, before.rule, before.barrier)
    notes = [] if assessment.partnership.ids.issuperset(before.records) else [GONE]
    crossed = before.rule.endswith(CROSS_CHECKS)
    if not (looked or crossed) and (rule is None or rule.state == "off"):
        notes.append(OFF_NOW)
    elif looked and rule is not None and (rule.because or rule.left_out):
        notes.append(LEFT)
    said = before.title if public else before.because
    kind = "no-longer-found" if looked else "no-longer-assessed"
    return Change(kind, before.ref, said, before.severity, note=" ".join(notes))
