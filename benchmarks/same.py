"""Whether joinedup and Spectral find the same records with the same checks."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

SPECTRAL = Path(__file__).parent / "spectral"
RULESET = SPECTRAL / "ruleset.yaml"
Found = Mapping[str, frozenset[str]]
"""For the id of each check, the records that it finds: `actions.plan-the-move`; or a whole section: `disputes`."""
ONE_RECORD = frozenset({"vision", "disputes"})
"""The sections that are one record."""


def checks(path: Path = RULESET) -> Mapping[str, frozenset[str]]:
    """For the id of each check that Spectral makes, the sections in which it looks."""
    rules: Mapping[str, Any] = YAML(typ="safe").load(path)["rules"]
    return {id: frozenset(map(_section, _paths(rule["given"]))) for id, rule in rules.items()}


def _paths(given: str | list[str]) -> list[str]:
    return [given] if isinstance(given, str) else given


def _section(path: str) -> str:
    return path.removeprefix("$.").partition("[")[0].partition(".")[0]


def only(chosen: Iterable[str], known: Iterable[str]) -> str:
    """A ruleset that leaves `chosen` of the `known` rules on, with their usual limits, and switches all others off."""
    off = sorted({*known} - {*chosen})
    return "\n".join(["name: peers", "extends: standard", "rules:", *(f"  {id}: {{enabled: false}}" for id in off), ""])


def found_by_joinedup(findings: Iterable[Mapping[str, Any]], looked_in: Mapping[str, frozenset[str]]) -> Found:
    """What the findings of joinedup's JSON are about.

    That is the subject of a finding; where it gathers records (those of an agency, say), the evidence names them.
    """
    found = defaultdict[str, set[str]](set)
    for finding in findings:
        sections = looked_in[finding["rule"]]
        shown = {record for each in finding["evidence"] for record in _of(each["path"], sections)}
        subjects = {record for record in shown if record.partition(".")[2] in finding["subject"]["ids"]}
        found[finding["rule"]] |= subjects or shown
    return {id: frozenset(found[id]) for id in looked_in}


def _of(path: str, sections: frozenset[str]) -> Iterator[str]:
    section, _, rest = path.partition(".")
    if section in sections:
        id = re.split(r"[.\[]", rest)[0]
        yield f"{section}.{id}" if id and section not in ONE_RECORD else section


def found_by_spectral(
    results: Iterable[Mapping[str, Any]], looked_in: Mapping[str, frozenset[str]], whole: Mapping[str, Any]
) -> Found:
    """What the results of Spectral's JSON are about.

    Args:
        results: What it wrote.
        looked_in: The sections of each check.
        whole: The description, for the ids of the records that the results name by their place.
    """
    found = defaultdict[str, set[str]](set)
    for result in results:
        section, *place = result["path"]
        records = whole[section]
        record = f"{section}.{records[int(place[0])]['id']}" if place and isinstance(records, list) else section
        found[result["code"]].add(record)
    return {id: frozenset(found[id]) for id in {*looked_in, *found}}


@dataclass(frozen=True)
class Differs(Exception):
    """A check finds other records in one than in the other, or nothing where it was to be shown at work.

    Attributes:
        lines: What differs, a check a line.
    """

    lines: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(self.lines)


def prove(ours: Found, theirs: Found, *, each: bool) -> None:
    """Holds both sets of every check against each other.

    Args:
        ours: What joinedup found.
        theirs: What Spectral found.
        each: Whether each check is to find something: two that are silent prove little.

    Raises:
        Differs: they are not the same, or empty against `each`.
    """
    lines = []
    for id in sorted({*ours, *theirs}):
        mine, other = ours.get(id, frozenset()), theirs.get(id, frozenset())
        if mine != other:
            lines.append(f"{id}: only joinedup {sorted(mine - other)}, only Spectral {sorted(other - mine)}")
        elif each and not mine:
            lines.append(f"{id}: finds nothing in either")
    if lines:
        raise Differs(tuple(lines))
