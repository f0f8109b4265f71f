"""How a partnership stood in one check, from the JSON of it: all that a comparison of two checks needs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import Any

from joinedup.assessment import WAIVED, Evidence, Status
from joinedup.described import is_described
from joinedup.facts.actions import is_open
from joinedup.frozen import Frozen
from joinedup.partnership import SECTIONS, Action, Entry, Partnership, Target
from joinedup.partnership.base import Period
from joinedup.severity import WORDS, Severity

FORMAT = "joinedup-assessment/1"


class Found(Frozen):
    """A finding of one check.

    Attributes:
        title: What it is called, without a word of the description.
        because: What was seen.
        records: The records that it is about, each as its kind and id; of a pair, whose kinds are not said, "" and id.
        paths: The places in the description that show it: `actions.a-041.due`.
        waived: Whether it was accepted.
    """

    ref: str
    rule: str
    barrier: str
    theme: str
    severity: Severity
    title: str
    because: str
    records: tuple[tuple[str, str], ...]
    paths: frozenset[str]
    waived: bool

    @property
    def shown(self) -> frozenset[str]:
        """The records that show it, as they stand in the description: `actions.a-041`."""
        return frozenset(Evidence(path).record for path in self.paths)


class Asking(Frozen):
    """A question that a rule asked.

    Attributes:
        asks: What it asks.
        paths: The places in the description that raised it.
    """

    asks: str
    paths: frozenset[str]

    @property
    def records(self) -> frozenset[str]:
        """The records that raised it: `actions.a-041`."""
        return frozenset(Evidence(path).record for path in self.paths)


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
    asked: tuple[Asking, ...]


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
        in_the_way: The severity from which a finding put its barrier in the way; empty in an older check.
        settings: For each rule a digest of what the ruleset made of it; none in an older check.
        input_sha256: The digest of the description.
        version: The version of joinedup.
        findings: By reference.
        barriers: By id.
        themes: The titles of the themes, by id.
        rules: By id.
        failures: How many rules and plugins failed.
        records: All records of the description, each as its kind and id, and as "" and id; None where only the
            check is known.
        partnership: What is described; None where only the check is known.
        over: The day from which rules may pass by a record, as its kind and id: of a target the day of its goal, of an
            open action the day after it is due, of what has a last day the day after that. Empty where only the check
            is known.
        place: Where it was read from, for messages.
    """

    name: str
    day: date
    ruleset: str
    ruleset_sha256: str
    in_the_way: str
    settings: Mapping[str, str]
    input_sha256: str
    version: str
    findings: Mapping[str, Found]
    barriers: Mapping[str, Stood]
    themes: Mapping[str, str]
    rules: Mapping[str, Ran]
    failures: int
    records: frozenset[tuple[str, str]] | None = None
    partnership: Partnership | None = None
    over: Mapping[tuple[str, str], date] = MappingProxyType({})
    place: str = ""

    @cached_property
    def statuses(self) -> Mapping[str, Status]:
        """How each barrier stood, by its id."""
        return MappingProxyType({id: barrier.status for id, barrier in self.barriers.items()})

    def count(self, status: Status) -> int:
        """How many barriers stood so."""
        return sum(barrier.status is status for barrier in self.barriers.values())

    def describes(self, found: Found) -> bool:
        """Whether the description has what a finding of another check is about; True where nobody can tell."""
        return self.records is None or self.records.issuperset(found.records)

    def shows(self, found: Found) -> bool:
        """Whether the description still has all that shows a finding of another check; True where nobody can tell."""
        return self.partnership is None or all(is_described(self.partnership, path) for path in found.paths)

    def ran_out(self, found: Found, on: date, until: date) -> bool:
        """Whether what a finding is about, or all actions that show it, may be passed by from a day in between."""
        actions = [("action", record.partition(".")[2]) for record in found.shown if record.startswith("actions.")]
        about = (*found.records, *(actions if len(actions) == len(found.shown) else ()))
        return on < until and any(on <= self.over[one] <= until for one in about if one in self.over)


WORST_FIRST = (Status.IN_THE_WAY, Status.FORMING, Status.CLEAR)


def better(before: Status | None, after: Status | None) -> bool:
    """Whether a barrier stands better after than before; never, where one of them could not be assessed."""
    return after in WORST_FIRST and before in WORST_FIRST[: WORST_FIRST.index(after)]


def standing(data: Any, partnership: Partnership | None = None, place: str = "") -> Standing:
    """A check from its JSON.

    Args:
        data: The JSON as plain values.
        partnership: The description that was checked, where it is at hand.
        place: Where the JSON was read from, for messages.

    Raises:
        ValueError: it is no assessment.
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError("no assessment")
    try:
        return _standing(data, partnership, place)
    except (KeyError, TypeError, AttributeError) as error:  # right in its outline, and wrong within
        raise ValueError("no assessment") from error


def _standing(data: Mapping[str, Any], partnership: Partnership | None, place: str) -> Standing:
    asked: dict[str, list[Asking]] = {}
    for question in data["questions"]:
        paths = _paths(question["evidence"])
        asked.setdefault(question["rule"], []).append(Asking(question["asks"], paths))
    barriers = [(theme["id"], barrier) for theme in data["themes"] for barrier in theme["barriers"]]
    rules = [rule for _, barrier in barriers for rule in barrier["rules"]]
    ruleset = data["ruleset"]
    return Standing(
        name=data["partnership"]["name"],
        day=date.fromisoformat(data["as_of"]),
        ruleset=ruleset["name"],
        ruleset_sha256=ruleset["sha256"],
        in_the_way=ruleset.get("in_the_way", ""),
        settings=dict(ruleset.get("settings", {})),
        input_sha256=data["input"]["sha256"],
        version=data["joinedup"],
        findings={finding["ref"]: _found(finding) for finding in data["findings"]},
        barriers={barrier["id"]: _stood(theme, barrier) for theme, barrier in barriers},
        themes={theme["id"]: theme["title"] for theme in data["themes"]},
        rules={rule["id"]: _ran(rule, asked.get(rule["id"], ())) for rule in rules},
        failures=len(data["failures"]),
        records=_every(partnership) if partnership else None,
        partnership=partnership,
        over=dict(_over(partnership)) if partnership else {},
        place=place,
    )


def _found(data: Mapping[str, Any]) -> Found:
    return Found(
        data["ref"],
        data["rule"],
        data["barrier"],
        data["theme"],
        Severity(WORDS.index(data["severity"]) + 1),
        data["title"],
        data["because"],
        _records(data["subject"]),
        _paths(data["evidence"]),
        data["status"] == WAIVED,
    )


def _paths(evidence: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    paths = frozenset(shown["path"] for shown in evidence)
    if not all(isinstance(path, str) for path in paths):
        raise TypeError("a path that is no text")
    return paths


def _records(subject: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The records that a finding is about: their ids come first, and what else tells it apart after them."""
    kind = subject["kind"]
    number = {"partnership": 0, "pair": 2}.get(kind, 1)
    return tuple(("" if kind == "pair" else kind, id) for id in subject["ids"][:number])


def _ran(data: Mapping[str, Any], asked: Sequence[Asking]) -> Ran:
    because = data["because"] or ""
    return Ran(data["state"], because, frozenset(data["left_out"]), data["questions"], tuple(asked))


def _stood(theme: str, data: Mapping[str, Any]) -> Stood:
    rules = tuple(rule["id"] for rule in data["rules"])
    return Stood(data["id"], data["title"], theme, Status(data["status"]), rules)


def _every(partnership: Partnership) -> frozenset[tuple[str, str]]:
    sections = (getattr(partnership, section) for section in SECTIONS)
    listed = (record for section in sections if isinstance(section, tuple) for record in section)
    entries = [record for record in listed if isinstance(record, Entry)]
    return frozenset((kind, entry.id) for entry in entries for kind in ("", entry.noun))


def _over(partnership: Partnership) -> Iterator[tuple[tuple[str, str], date]]:
    for section in SECTIONS:
        listed = getattr(partnership, section)
        for record in listed if isinstance(listed, tuple) else ():
            if on := _passed_by(record):
                yield (record.noun, record.id), on


def _passed_by(record: Any) -> date | None:
    if isinstance(record, Target):
        return record.goal.on if record.goal else None
    last = record.ends if isinstance(record, Period) else None
    if isinstance(record, Action) and is_open(record):
        last = record.due
    return last + timedelta(1) if last and last < date.max else None
