"""What changed since an earlier check, from the JSON that it wrote."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from joinedup.assessment import Assessment, Status
from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.severity import WORDS, Severity

FORMAT = "joinedup-assessment/1"


class Before(Frozen):
    """A finding of the earlier check."""

    ref: str
    rule: str
    severity: Severity
    because: str
    waived: bool


class Change(Frozen):
    """What became of a finding between two checks.

    Attributes:
        kind: new, worse, better, still-there, no-longer-found, or no-longer-assessed: its rule did not run this time,
            which is not the same as "no longer found".
        ref: Its reference.
        because: What was seen, in the newer check where it is still there.
        severity: Its severity, in the newer check where it is still there.
    """

    kind: str
    ref: str
    because: str
    severity: Severity


class Since(Frozen):
    """The difference between two checks of one partnership.

    Attributes:
        day: The day of the earlier check.
        changes: Each finding of either, in the order new, worse, better, no longer found, not assessed, still there.
        statuses: For barriers that stand otherwise than before, how they stood.
        same_ruleset: Whether both checks applied the same ruleset.
    """

    day: date
    changes: tuple[Change, ...]
    statuses: Mapping[str, Status]
    same_ruleset: bool

    def of(self, *kinds: str) -> tuple[Change, ...]:
        """The changes of some kinds."""
        return tuple(change for change in self.changes if change.kind in kinds)


KINDS = ("new", "worse", "better", "no-longer-found", "no-longer-assessed", "still-there")


def since(assessment: Assessment, path: str, text: str) -> Since:
    """Compares an assessment with an earlier one.

    Args:
        assessment: The newer one.
        path: Where the earlier one was read from, for messages.
        text: The earlier one as `joinedup check --format json` wrote it.

    Raises:
        UserError: it is no assessment, of another partnership, or of a later day.
    """
    data = _read(path, text)
    try:
        name, digest = data["partnership"]["name"], data["ruleset"]["sha256"]
        day = date.fromisoformat(data["as_of"])
        before = {finding["ref"]: _before(finding) for finding in data["findings"]}
        statuses = {b["id"]: Status(b["status"]) for theme in data["themes"] for b in theme["barriers"]}
    except (KeyError, TypeError, ValueError):  # right in its outline, and wrong within
        raise UserError(f"--since {path}: no assessment; give what `joinedup check -o check.json` wrote") from None
    if name != assessment.partnership.name:
        raise UserError(f'--since {path}: this is a check of "{name}", not of "{assessment.partnership.name}"')
    if day > assessment.as_of:
        raise UserError(
            f"--since {path}: this check is of {day}, after the day of the description ({assessment.as_of})"
        )
    changed = {b.id: statuses[b.id] for b in assessment.barriers if statuses.get(b.id, b.status) is not b.status}
    same = digest == assessment.ruleset_sha256
    return Since(day, tuple(_changes(assessment, before)), changed, same)


def _read(path: str, text: str) -> Any:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise UserError(
            f"--since {path}: not readable as JSON; give what `joinedup check -o check.json` wrote"
        ) from None
    needed = ("partnership", "as_of", "findings", "themes", "ruleset")
    if not isinstance(data, dict) or data.get("format") != FORMAT or any(key not in data for key in needed):
        raise UserError(f"--since {path}: no assessment; give what `joinedup check -o check.json` wrote")
    return data


def _before(finding: Mapping[str, Any]) -> Before:
    severity = Severity(WORDS.index(finding["severity"]) + 1)
    return Before(finding["ref"], finding["rule"], severity, finding["because"], finding["status"] == "waived")


def _changes(assessment: Assessment, before: Mapping[str, Before]) -> list[Change]:
    ran = {rule.id for barrier in assessment.barriers for rule in barrier.rules if rule.state == "ran"}
    ran |= {finding.rule for finding in assessment.findings}
    found = []
    for finding in assessment.findings:
        earlier = before.get(finding.ref)
        kind = "still-there"
        if earlier is None:
            kind = "new"
        elif finding.severity != earlier.severity:
            kind = "worse" if finding.severity > earlier.severity else "better"
        found.append(Change(kind, finding.ref, finding.because, finding.severity))
    now = {finding.ref for finding in assessment.findings}
    for ref, earlier in before.items():
        if ref not in now:
            gone = earlier.rule in ran or earlier.rule.endswith("than-the-record")
            kind = "no-longer-found" if gone else "no-longer-assessed"
            found.append(Change(kind, ref, earlier.because, earlier.severity))
    return sorted(found, key=lambda change: (KINDS.index(change.kind), -change.severity, change.ref))
