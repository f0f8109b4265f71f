"""What changed since an earlier check, as plain values."""

from collections.abc import Mapping
from typing import Any

from joinedup.report.since import Since


def as_dict(since: Since) -> Mapping[str, Any]:
    """The difference, each finding of either check with what became of it."""
    return {
        "day": since.day.isoformat(),
        "same_ruleset": since.same_ruleset,
        "same_joinedup": since.same_version,
        "same_description": since.same_description,
        "statuses": {id: status.value for id, status in since.statuses.items()},
        "changes": [
            {
                "kind": change.kind,
                "ref": change.ref,
                "severity": change.severity.word,
                "because": change.because,
                "first": change.first.isoformat() if change.first else None,
                "checks": change.checks,
                "note": change.note or None,
            }
            for change in since.changes
        ],
    }
