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
        "told_apart": since.told_apart,
        "statuses": {id: status.value for id, status in since.statuses.items()},
        "of_ruleset": sorted(since.of_ruleset),
        "less_told": sorted(since.less_told),
        "accepted": sorted(since.accepted),
        "changes": [
            {
                "kind": change.kind,
                "ref": change.ref,
                "severity": change.severity.word,
                "because": change.because,
                "first": change.first.isoformat() if change.first else None,
                "checks": change.checks,
                "note": change.note or None,
                "comes_from": None if change.comes_from is None else list(change.comes_from),
            }
            for change in since.changes
        ],
    }
