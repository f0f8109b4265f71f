"""An earlier check, as the JSON says it that was written of it."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from joinedup.assessment import WAIVED, Status
from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.severity import WORDS, Severity

FORMAT = "joinedup-assessment/1"


class Before(Frozen):
    """A finding of an earlier check.

    Attributes:
        ref: Its reference.
        rule: The id of its rule.
        barrier: The id of its barrier.
        severity: Its severity then.
        title: What it is called, without a word of the description.
        because: What was seen then.
        waived: Whether it was accepted.
        records: Ids of the records that it was about; none where it was about the partnership.
    """

    ref: str
    rule: str
    barrier: str
    severity: Severity
    title: str
    because: str
    waived: bool
    records: tuple[str, ...]


class Earlier(Frozen):
    """An earlier check.

    Attributes:
        place: Where it was read from, for messages.
        partnership: Whose check it is.
        day: The day of the check.
        ruleset_sha256: The digest of what applied.
        input_sha256: The digest of the description.
        version: The joinedup that made it.
        findings: Its findings, by their references.
        statuses: How each barrier stood, by its id.
        rules: What became of each rule, by its id: ran, not-assessed, failed or off.
    """

    place: str
    partnership: str
    day: date
    ruleset_sha256: str
    input_sha256: str
    version: str
    findings: Mapping[str, Before]
    statuses: Mapping[str, Status]
    rules: Mapping[str, str]


def earlier(place: str, text: str) -> Earlier:
    """The check that a text says.

    Args:
        place: Where it was read from, for messages.
        text: What `joinedup check --format json` wrote.

    Raises:
        UserError: it is no assessment.
    """
    data = _read(place, text)
    try:
        barriers = [barrier for theme in data["themes"] for barrier in theme["barriers"]]
        return Earlier(
            place,
            data["partnership"]["name"],
            date.fromisoformat(data["as_of"]),
            data["ruleset"]["sha256"],
            data["input"]["sha256"],
            data["joinedup"],
            {finding["ref"]: _before(finding) for finding in data["findings"]},
            {barrier["id"]: Status(barrier["status"]) for barrier in barriers},
            {rule["id"]: rule["state"] for barrier in barriers for rule in barrier["rules"]},
        )
    except (KeyError, TypeError, ValueError):  # right in its outline, and wrong within
        raise _no_assessment(place) from None


def _read(place: str, text: str) -> Any:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise UserError(
            f"--since {place}: not readable as JSON; give what `joinedup check -o check.json` wrote"
        ) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise _no_assessment(place)
    return data


def _no_assessment(place: str) -> UserError:
    return UserError(f"--since {place}: no assessment; give what `joinedup check -o check.json` wrote")


def _before(finding: Mapping[str, Any]) -> Before:
    severity = Severity(WORDS.index(finding["severity"]) + 1)
    kind, ids = finding["subject"]["kind"], finding["subject"]["ids"]
    records = 0 if kind == "partnership" else 2 if kind == "pair" else 1  # behind them may stand words
    return Before(
        finding["ref"], finding["rule"], finding["barrier"], severity, finding["title"], finding["because"],
        finding["status"] == WAIVED, tuple(ids[:records]),
    )  # fmt: skip
