"""What a decision may name: the findings of the recorded checks, and the roles and agencies of the description."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from joinedup.facts.words import day
from joinedup.frozen import Frozen
from joinedup.history.decision import Terms
from joinedup.importing.columns import WORDS, key
from joinedup.importing.names import Names
from joinedup.importing.proposal import hint
from joinedup.partnership import Partnership
from joinedup.reading.problems import nearest
from joinedup.reading.scalars import Wrong, shown
from joinedup.report.following import owner_name

REFERENCE = re.compile(r"[A-Z]{2}-[2-9A-HJ-NP-Z]{6}", re.IGNORECASE)
OWNERS = ("roles", "agencies")
LISTED = 6
"""How many references are named where none is near the one that was given."""
LONGEST = 2_000
"""Characters of what was decided, or said of it."""


class Seen(Frozen):
    """A finding as the last check has it that found it.

    Attributes:
        title: What it is called.
        day: The day of that check.
        accepted: Whether it was accepted then.
    """

    title: str
    day: date
    accepted: bool


class Background:
    """What a decision may name.

    Args:
        partnership: The description.
        run: The JSON of its recorded checks, oldest first; at least one.
    """

    def __init__(self, partnership: Partnership, run: Iterable[str]) -> None:
        self.partnership = partnership
        self.names = Names(partnership)
        self.seen: dict[str, Seen] = {}
        self.last = date.min
        for text in run:
            data: Mapping[str, Any] = json.loads(text)
            self.last = date.fromisoformat(data["as_of"])
            for finding in data["findings"]:
                self.seen[finding["ref"]] = Seen(finding["title"], self.last, finding["status"] == "waived")
        self.holders = {f" {name} ": role.id for role in partnership.roles for name in _names(role.holder or "")}

    def ref(self, typed: str) -> str | Wrong:
        """The reference of a finding of a recorded check."""
        ref = typed.strip().upper()
        if ref in self.seen:
            return ref
        near = nearest(ref, self.seen)
        latest = [ref for ref, seen in self.seen.items() if seen.day == self.last][:LISTED]
        listed = f": the last one, of {day(self.last)}, has {', '.join(latest)}" if latest and not near else ""
        return Wrong(f"no recorded check has the finding {shown(typed)}{listed}", near)

    def remark(self, ref: str) -> str:
        """What to know of a finding before something is decided on it; empty where there is nothing."""
        seen = self.seen[ref]
        if seen.day < self.last:
            return f"{ref} was last found on {day(seen.day)}, and not in the last check ({day(self.last)})"
        return f"{ref} is accepted as a risk; the decision is recorded all the same" if seen.accepted else ""

    def owner(self, typed: str, by: date) -> Terms | Wrong:
        """Who sees to a decision until a day: a role or an agency, by its id or by what people call it."""
        any_owner = self.names.find(typed, OWNERS)
        section, dot, id = typed.partition(".")
        given = {section: id} if dot and section in OWNERS else dict.fromkeys(OWNERS, typed)
        found = {one: taken for one, text in given.items() if isinstance(taken := self.names.find(text, (one,)), str)}
        if not found:
            return any_owner if isinstance(any_owner, Wrong) else Wrong(f"{shown(typed)} is no role or agency")
        if len(found) > 1:
            which = " or ".join(f"{one}.{id}" for one, id in found.items())
            return Wrong(f"{shown(typed)} can be a role or an agency: write {which}")
        section, id = next(iter(found.items()))
        agency = self.partnership.role(id).agency if section == "roles" else id
        return Terms(f"{section}.{id}", owner_name(self.partnership, section, id), agency, by)

    def said(self, text: str) -> str | Wrong:
        """What was decided, or said of a decision, on one line. Who holds a role is named nowhere."""
        held = one_line(text)
        if len(held) > LONGEST:
            return Wrong(f"it has {len(held):,} characters: at most {LONGEST:,} are kept")
        for holder, role in self.holders.items():
            if holder in f" {' '.join(WORDS.findall(held.casefold()))} ":
                return Wrong(f'it names who holds the role "{role}", and the history keeps no names: name the role')
        return held


def _names(holder: str) -> Iterator[str]:
    """How somebody may be named: in full, without what stands before the name, and the last name first."""
    words = key(holder).split()
    if len(words) < 2:  # one word may mean anything
        return
    yield " ".join(words)
    if min(map(len, words[-2:])) > 1:
        yield " ".join(words[-2:])
        yield " ".join(reversed(words[-2:]))


def one_line(text: str) -> str:
    """A text on one line, without characters that cannot be seen or kept."""
    seen = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(seen.encode("utf-8", "replace").decode().split())


def problem(where: str, wrong: Wrong) -> str:
    """What is wrong, and where, with the nearest right answer."""
    return f"{where}: {wrong.what}{hint(wrong.meant)}"
