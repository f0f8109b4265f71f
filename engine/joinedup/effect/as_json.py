"""The difference between two checks as JSON, for other programs. Names are added, never changed: docs/whatif.md."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from joinedup.assessment import Status
from joinedup.standing import Found, Standing

from .difference import Change, Difference

FORMAT = "joinedup-difference/1"


def text(made: Difference, tried: Sequence[str] | None = None) -> str:
    """The difference as JSON; the same bytes for the same input.

    Args:
        made: The difference.
        tried: What was tried out, where it is not two descriptions that are compared.
    """
    return json.dumps(as_dict(made, tried), ensure_ascii=False, indent=1) + "\n"


def as_dict(made: Difference, tried: Sequence[str] | None = None) -> Mapping[str, Any]:
    """The difference as plain values; see `text`."""
    return {
        "format": FORMAT,
        "before": _standing(made.before),
        "after": _standing(made.after),
        **({"tried": list(tried)} if tried is not None else {}),
        "same_ruleset": made.same_ruleset,
        "changes": [_change(made, change) for change in made.changes],
        "barriers": [_barrier(made, id) for id in made.barriers],
    }


def _standing(standing: Standing) -> Mapping[str, Any]:
    return {
        "partnership": standing.name,
        "as_of": standing.day.isoformat(),
        "ruleset": {"name": standing.ruleset, "sha256": standing.ruleset_sha256},
        "joinedup": standing.version,
        "barriers": {status.value: standing.count(status) for status in Status},
        "findings": len(standing.findings),
        "failures": standing.failures,
    }


def _change(made: Difference, change: Change) -> Mapping[str, Any]:
    found = change.found
    names = {"ref": found.ref, "rule": found.rule, "barrier": found.barrier, "theme": found.theme}
    sides = {"before": _side(change.before), "after": _side(change.after)}
    comes_from = None if change.comes_from is None else list(change.comes_from)
    return {"kind": change.kind, **names, **sides, "comes_from": comes_from, "less_shown": made.pruned(change)}


def _side(found: Found | None) -> Mapping[str, Any] | None:
    if found is None:
        return None
    return {"severity": found.severity.word, "because": found.because, "accepted": found.waived}


def _barrier(made: Difference, id: str) -> Mapping[str, Any]:
    before, after = (status.value if status else None for status in made.statuses(id))
    return {"id": id, "before": before, "after": after, "less_told": id in made.flattered}
