"""What a finding says is to be done -> the change of the file that does it, where there is one and no other.

A remedy names the fields that it is about, such as `deputy`. Where one such field of one record that the finding shows
can be meant, its value can be put there; everything else is for people to decide, and is asked back.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from joinedup.assessment import Finding
from joinedup.facts.words import in_turn
from joinedup.frozen import Frozen
from joinedup.partnership import SECTIONS, Partnership
from joinedup.partnership.base import Entry, Ref
from joinedup.partnership.fields import Kind, Nested, Several, Table, Words, fields
from joinedup.partnership.fields import Plain as Value
from joinedup.verdict import what_to_do
from joinedup.writing.changes import Change, Put

from .typed import Mistyped, value_of

FIELD = re.compile(r"`([a-z_]+)(?:: ([^`]+))?`")
TAKEN_OUT = re.compile(r"\btake out `|\btake `[a-z_]+` out")
EACH = re.compile(r"\beach (?!with\b)")
OTHERWISE = re.compile(r"\bor\b")
MOST = 6
"""How many places a message names before it counts the rest."""


class Place(Frozen):
    """A field that a remedy can mean.

    Attributes:
        record: The path of its record: `roles.dcs`.
        name: The field.
        kind: What it holds.
        held: What it holds now.
        value: The value that the remedy itself names; empty for none.
    """

    record: str
    name: str
    kind: Kind
    held: Any
    value: str

    @property
    def path(self) -> str:
        """Where a value more goes: behind the last item of a list, or else into the field."""
        listed = isinstance(self.kind, Several) and not self.kind.or_one
        behind = f"[{len(self.held) + 1}]" if listed and self.held else ""
        return f"{self.record}.{self.name}{behind}"


def remedied(finding: Finding, partnership: Partnership, given: str | None) -> Sequence[Change]:
    """The change that does what a finding says.

    Args:
        finding: The finding.
        partnership: The description that it was found in.
        given: The value that somebody decided on; None where none was given.

    Raises:
        Mistyped: there is no such change, more than one, or the value has to be decided; with what can be typed.
    """
    remedy = what_to_do(finding)
    places = list(_places(finding, partnership))
    if not places:
        raise Mistyped(
            f"no one field of the file does it. To do: {remedy} Say with --set or --add what would be different"
        )
    if len(places) > 1 and not _one_decision(places, remedy):
        raise Mistyped(f"more than one change could be meant. To do: {remedy} Say which: {_choice(places)}")
    if isinstance(places[0].kind, Table):
        raise Mistyped(f"it needs a value for each of several. To do: {remedy} Say it: {_choice(places)}")
    if given is None:
        given = _named(places, remedy)
    if not given and not TAKEN_OUT.search(remedy):
        given = None
    if given is None:
        raise Mistyped(f"somebody has to decide. To do: {remedy} {_asked(finding.ref, places, remedy)}")
    value = value_of(given)
    return [Put(one.path if value is not None else f"{one.record}.{one.name}", value) for one in places]


def _named(places: Sequence[Place], remedy: str) -> str | None:
    """The value that a remedy itself names, where it speaks of nothing else."""
    if len(FIELD.findall(remedy)) > 1 or OTHERWISE.search(remedy):
        return None
    return places[0].value or ("" if TAKEN_OUT.search(remedy) else None)


def _asked(ref: str, places: Sequence[Place], remedy: str) -> str:
    """What is to be given, and how."""
    where = in_turn(one.path for one in places)
    out = f", or nothing, which takes it out: --do {ref}=" if TAKEN_OUT.search(remedy) else ""
    return f"Give {kind_words(places[0].kind)}, for {where}: --do {ref}=…{out}"


def _one_decision(places: Sequence[Place], remedy: str) -> bool:
    """Whether one value is asked for in each of several records."""
    return len({place.name for place in places}) == 1 and bool(EACH.search(remedy))


def _places(finding: Finding, partnership: Partnership) -> Iterator[Place]:
    named = FIELD.findall(finding.remedy)
    if any(name in SECTIONS for name, _ in named):  # a record more is needed, and not another field of one
        return
    for path, record in _records(finding, partnership):
        known = {field.name: field for field in fields(type(record))}
        for name, value in dict(named).items():
            if name in known:
                held = getattr(record, name, None)
                yield Place(path, name, known[name].kind, held, value)


def _records(finding: Finding, partnership: Partnership) -> Iterator[tuple[str, Entry]]:
    """The records that a finding is about, or that show it, each once."""
    paths = dict.fromkeys(evidence.record for evidence in finding.evidence)
    for path in paths:
        section, _, id = path.partition(".")
        records = getattr(partnership, section, None) if section in SECTIONS else None
        for record in records if isinstance(records, tuple) else ():
            if isinstance(record, Entry) and record.id == id:
                yield path, record


def _choice(places: Sequence[Place]) -> str:
    """What can be typed instead."""
    typed = [f"--set {one.path}{'.ID' if isinstance(one.kind, Table) else ''}=…" for one in places[:MOST]]
    more = f" and {len(places) - MOST} more" if len(places) > MOST else ""
    return f"{', '.join(typed)}{more}"


SIMPLE = {bool: "true or false", int: "a whole number", Decimal: "a number", date: "a day, such as 2027-01-31"}


def kind_words(kind: Kind) -> str:
    """What a field holds, in a few words: "the id of one of the roles"."""
    if isinstance(kind, Ref):
        return f"the id of one of the {in_turn(kind.sections, 'or')}"
    if isinstance(kind, Words):
        return f"one of {', '.join(map(str, kind.words))}"
    if isinstance(kind, Several):
        return kind_words(kind.item)
    if isinstance(kind, Nested):
        return f"a record in braces, {{{', '.join(field.name for field in fields(kind.model))}}}"
    return SIMPLE.get(kind.of, "a text") if isinstance(kind, Value) else "a value"
