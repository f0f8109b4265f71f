"""How a partnership stood in one check, from the JSON of it: all that a comparison of two checks needs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from joinedup.assessment import WAIVED, Status
from joinedup.frozen import Frozen
from joinedup.partnership import SECTIONS, Entry, Partnership
from joinedup.severity import WORDS, Severity

FORMAT = "joinedup-assessment/1"


class Found(Frozen):
    """A finding of one check.

    Attributes:
        records: The records that it is about, each as its kind and id; of a pair, whose kinds are not said, "" and id.
        waived: Whether it was accepted.
    """

    ref: str
    rule: str
    barrier: str
    theme: str
    severity: Severity
    because: str
    records: tuple[tuple[str, str], ...]
    waived: bool


class Ran(Frozen):
    """What became of one rule in one check.

    Attributes:
        state: ran, not-assessed, failed or off.
        because: Why it did not run, or not on everything.
        left_out: The sections it did without.
        questions: How many questions it asked.
        asked: Those that no other rule asked before it.
    """

    state: str
    because: str
    left_out: frozenset[str]
    questions: int
    asked: frozenset[str]


class Stood(Frozen):
    """How one barrier stood in one check, with the ids of its rules."""

    id: str
    title: str
    theme: str
    status: Status
    rules: tuple[str, ...]


class Standing(Frozen):
    """One check.

    Attributes:
        name: The name of the partnership.
        day: The day of the check.
        ruleset: The name of the ruleset.
        ruleset_sha256: Its digest.
        version: The version of joinedup.
        findings: By reference.
        barriers: By id.
        themes: The titles of the themes, by id.
        rules: By id.
        failures: How many rules and plugins failed.
        records: All records of the description, each as its kind and id, and as "" and id; None where only the
            check is known.
    """

    name: str
    day: date
    ruleset: str
    ruleset_sha256: str
    version: str
    findings: Mapping[str, Found]
    barriers: Mapping[str, Stood]
    themes: Mapping[str, str]
    rules: Mapping[str, Ran]
    failures: int
    records: frozenset[tuple[str, str]] | None = None

    def count(self, status: Status) -> int:
        """How many barriers stood so."""
        return sum(barrier.status is status for barrier in self.barriers.values())


def standing(data: Any, partnership: Partnership | None = None) -> Standing:
    """A check from its JSON.

    Args:
        data: The JSON as plain values.
        partnership: The description that was checked, where it is at hand.

    Raises:
        ValueError: it is no assessment.
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError("no assessment")
    try:
        return _standing(data, partnership)
    except (KeyError, TypeError, AttributeError) as error:  # right in its outline, and wrong within
        raise ValueError("no assessment") from error


def _standing(data: Mapping[str, Any], partnership: Partnership | None) -> Standing:
    asked: dict[str, set[str]] = {}
    for question in data["questions"]:
        asked.setdefault(question["rule"], set()).add(question["asks"])
    barriers = [(theme["id"], barrier) for theme in data["themes"] for barrier in theme["barriers"]]
    rules = {
        rule["id"]: Ran(
            rule["state"],
            rule["because"] or "",
            frozenset(rule["left_out"]),
            rule["questions"],
            frozenset(asked.get(rule["id"], ())),
        )
        for _, barrier in barriers
        for rule in barrier["rules"]
    }
    return Standing(
        data["partnership"]["name"],
        date.fromisoformat(data["as_of"]),
        data["ruleset"]["name"],
        data["ruleset"]["sha256"],
        data["joinedup"],
        {finding["ref"]: _found(finding) for finding in data["findings"]},
        {barrier["id"]: _stood(theme, barrier) for theme, barrier in barriers},
        {theme["id"]: theme["title"] for theme in data["themes"]},
        rules,
        len(data["failures"]),
        _every(partnership) if partnership else None,
    )


def _found(data: Mapping[str, Any]) -> Found:
    return Found(
        data["ref"],
        data["rule"],
        data["barrier"],
        data["theme"],
        Severity(WORDS.index(data["severity"]) + 1),
        data["because"],
        _records(data["subject"]),
        data["status"] == WAIVED,
    )


def _records(subject: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The records that a finding is about: their ids come first, and what else tells it apart after them."""
    kind = subject["kind"]
    number = {"partnership": 0, "pair": 2}.get(kind, 1)
    return tuple(("" if kind == "pair" else kind, id) for id in subject["ids"][:number])


def _stood(theme: str, data: Mapping[str, Any]) -> Stood:
    rules = tuple(rule["id"] for rule in data["rules"])
    return Stood(data["id"], data["title"], theme, Status(data["status"]), rules)


def _every(partnership: Partnership) -> frozenset[tuple[str, str]]:
    sections = (getattr(partnership, section) for section in SECTIONS)
    listed = (record for section in sections if isinstance(section, tuple) for record in section)
    entries = [record for record in listed if isinstance(record, Entry)]
    return frozenset((kind, entry.id) for entry in entries for kind in ("", entry.noun))
