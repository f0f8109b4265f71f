"""A cell as people fill it in -> the text that a file would hold, or what is wrong with it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from joinedup.frozen import Frozen
from joinedup.partnership.base import ID, Ref
from joinedup.partnership.fields import Either, Kind, Plain, Several, Table, Words
from joinedup.reading.problems import nearest
from joinedup.reading.scalars import NUMBER, Wrong, identifier, shown
from joinedup.workbook.days import iso_day as sure_day

from .columns import key
from .days import iso_day
from .kinds import MEANINGS
from .names import Names

Raw: TypeAlias = str | list[str] | dict[str, str]
"""A value as the reader of a file takes it: texts alone."""
MONEY = re.compile(r"£? ?(-?[0-9][0-9, ]*(?:\.[0-9]+)?) ?([km]|%|bn)?", re.IGNORECASE)
TIMES = {"k": 1_000, "m": 1_000_000}
YES, NO = frozenset(("yes", "y", "true", "1", "✓", "✔")), frozenset(("no", "n", "false", "0"))
NONE = "none"
"""Says of a list that there is nothing in it, which is not the same as nothing known."""
SEPARATOR = re.compile(r"[;,/\n]|\s+(?:and|&)\s+")
GIVEN = re.compile(r"(.+?)\s*[:=]\s*(.+)|(.+?)\s*\(([^()]+)\)|(.+?)\s+(£?[0-9][0-9,./-]*)")
"""An entry of a small table in a cell: "council: 120,000", "Council (£120,000)"."""


class Taking(Frozen):
    """What is needed to take cells, and what was guessed on the way.

    Attributes:
        names: The records that cells may name.
        words: What words of the tracker stand for, as it was told: {"nearly done": "open"}.
        day_first: For each column by its field, whether 03/04/2026 is 3 April; None where nothing tells.
        guesses: How often what was taken for what, by heading.
    """

    names: Names
    words: Mapping[str, str]
    day_first: Mapping[str, bool | None]
    guesses: Counter[tuple[str, str, str]]

    def take(self, heading: str, field: str, kind: Kind, text: str) -> Raw | Wrong:
        """The value of a cell that holds something.

        Args:
            heading: The head of its column, for what is said of guesses.
            field: The path of the field.
            kind: What the field holds.
            text: What stands in it.
        """
        taken = self._taken(field, kind, text)
        if not isinstance(taken, Wrong) and self._guessed(kind, text, taken):
            self.guesses[heading, self.names.shown(text), _listed(taken)] += 1
        return taken

    def _guessed(self, kind: Kind, text: str, taken: Raw) -> bool:
        """Whether a value is to be shown beside what stands in the tracker, so that somebody looks at it."""
        if isinstance(kind, Plain) and kind.of is date:
            return isinstance(sure_day(text), Wrong)
        if isinstance(kind, Plain) and kind.of in (Decimal, int):
            return not text[-1:].isdigit()
        if isinstance(kind, Ref) and isinstance(taken, str):
            return not self.names.is_exact(text, taken, kind.sections)
        return not isinstance(kind, Plain | Either) and key(text) != key(_listed(taken))

    def _taken(self, field: str, kind: Kind, text: str) -> Raw | Wrong:
        if isinstance(kind, Words):
            return self._word(field, kind.words, text)
        if isinstance(kind, Ref):
            return kind.word if kind.word and key(text) == kind.word else self.names.find(text, kind.sections)
        if isinstance(kind, Several):
            return self._several(field, kind.item, text)
        if isinstance(kind, Table):
            return self._table(field, kind, text)
        if isinstance(kind, Either):
            return self._either(field, kind, text)
        return self._plain(field, kind, text) if isinstance(kind, Plain) else Wrong("no cell can hold this field")

    def _word(self, field: str, words: Sequence[str], text: str) -> str | Wrong:
        said = self.words.get(key(text), text)
        for word in words:
            also = map(key, MEANINGS.get(field, {}).get(word, "").split(","))
            if key(said) == key(word) or key(said) in {name for name in also if name}:
                return word
        near = nearest(said, words)
        listed = "" if near else f": it can be {', '.join(words)}"
        return Wrong(f"{shown(text)} is not a word this field knows{listed}", near)

    def _several(self, field: str, item: Kind, text: str) -> list[str] | Wrong:
        if key(text) == NONE:
            return []
        whole = self._taken(field, item, text)
        if isinstance(whole, str):
            return [whole]
        found: list[str] = []
        for part in filter(None, map(str.strip, SEPARATOR.split(text))):
            taken = self._taken(field, item, part)
            if isinstance(taken, Wrong):
                return taken
            found += [one for one in [taken] if isinstance(one, str) and one not in found]
        return found

    def _table(self, field: str, kind: Table, text: str) -> dict[str, str] | Wrong:
        found: dict[str, str] = {}
        for part in filter(None, map(str.strip, re.split(r"[;\n]|,(?!\d{3})", text))):
            match = GIVEN.fullmatch(part)
            if match is None:
                return Wrong(f'{shown(part)} names an agency and no value: write it as "council: …"')
            name, value = (group for group in match.groups() if group is not None)
            of, given = self._taken(field, kind.key, name), self._taken(field, kind.value, value)
            if isinstance(of, Wrong) or isinstance(given, Wrong):
                return of if isinstance(of, Wrong) else given if isinstance(given, Wrong) else Wrong("")
            if not isinstance(of, str) or not isinstance(given, str) or of in found:
                return Wrong(f"{shown(name)} is given twice")
            found[of] = given
        return found

    def _either(self, field: str, kind: Either, text: str) -> Raw | Wrong:
        """A word is tried first, then the rest."""
        taken: Raw | Wrong = Wrong("")
        for choice in sorted(kind.choices, key=lambda one: not isinstance(one, Words)):
            taken = self._taken(field, choice, text)
            if not isinstance(taken, Wrong):
                break
        return taken

    def _plain(self, field: str, kind: Plain, text: str) -> str | Wrong:
        if kind.of is date:
            return iso_day(text, self.day_first.get(field))
        if kind.of in (Decimal, int):
            return number(text)
        if kind.of is bool:
            said = key(self.words.get(key(text), text)) or text
            return "true" if said in YES else "false" if said in NO else Wrong(f"{shown(text)} is neither yes nor no")
        if kind.of is ID:
            return slug(text)
        return text


def _listed(taken: Raw) -> str:
    if isinstance(taken, dict):
        return ", ".join(f"{name}: {value}" for name, value in taken.items())
    return ", ".join(taken) if isinstance(taken, list) else taken


def number(text: str) -> str | Wrong:
    """A number as people write money: £120,000, 1.2m, 120k."""
    match = MONEY.fullmatch(text.strip())
    plain = match[1].replace(",", "").replace(" ", "") if match else ""
    if match is None or not NUMBER.fullmatch(plain) or (match[2] or "").casefold() not in ("", "%", *TIMES):
        return Wrong(f"{shown(text)} is not a number")
    if match[2] == "%":
        return plain
    value = Decimal(plain) * TIMES.get((match[2] or "").casefold(), 1)
    return f"{value.normalize():f}"


def slug(text: str) -> str | Wrong:
    """An id made from a reference or title: "Action 12" is action-12."""
    taken = identifier(text)
    if isinstance(taken, str):
        return taken
    return taken.meant or Wrong(f"{shown(text)} has no letter or figure to make an id of")
