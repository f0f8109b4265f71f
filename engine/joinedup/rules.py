"""What a rule is, what it needs, and what it yields."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from joinedup.frozen import Frozen

from .citations import Basis
from .limits import Limits
from .pages import Page
from .partnership import SECTIONS, Record
from .severity import Severity

USUAL = "usual"
"""The name of a rule's first tier of severity."""

Place: TypeAlias = Record | tuple[Record, str] | tuple[Record, str, str | int]
"""A record, a field of it, or one entry of a field (a key of a mapping, a position from 0 in a list)."""
Subject: TypeAlias = Record | tuple[Record | str, ...]
"""What a finding is about: a record, the partnership, or several together (a pair; the partnership and a word)."""


class Risk(Frozen, kw_only=True):
    """Something a rule saw that stands in the way.

    Attributes:
        subject: What it is about. With the rule it makes the finding's reference: one risk a subject.
        because: What was seen, in a sentence with names and figures.
        at: The records that show it.
        agencies: Ids of the agencies it concerns.
        tier: Which of the rule's severities it has.
        remedy: What would clear it, in the terms of the file.
    """

    subject: Subject
    because: str
    at: tuple[Place, ...]
    agencies: Iterable[str] = ()
    tier: str = USUAL
    remedy: str = ""


class Question(Frozen, kw_only=True):
    """A record too thin to judge, and who could tell.

    Attributes:
        asks: The question, in a sentence that ends in a question mark.
        of: Ids of the agencies that can answer; none means the trust manager.
        at: The records it is about.
    """

    asks: str
    of: Iterable[str] = ()
    at: tuple[Place, ...] = ()


class NotAssessed(Frozen, kw_only=True):
    """The rule could not judge anything: too few records, or none that says what it needs.

    Attributes:
        because: What is missing, as a clause: "2 meetings recorded; 3 needed".
        at: The records it is about.
        part: Only some records could not be judged; the others were.
    """

    because: str
    at: tuple[Place, ...] = ()
    part: bool = False


Yielded: TypeAlias = Risk | Question | NotAssessed


class Needs(Frozen):
    """The sections without which a rule is not assessed.

    Attributes:
        every: Each of these.
        any_of: At least one of these, if there are any.
        helped_by: Sections that the rule reads where they are described; a partial run says which were not.
    """

    every: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    helped_by: tuple[str, ...] = ()

    def missing(self, described: frozenset[str]) -> tuple[str, ...]:
        """The sections that keep the rule from running; none if it can run."""
        lacking = tuple(section for section in self.every if section not in described)
        if self.any_of and not described.intersection(self.any_of):
            lacking += self.any_of
        return lacking

    def left_out(self, described: frozenset[str]) -> tuple[str, ...]:
        """The sections that a run has to do without."""
        return tuple(section for section in (*self.any_of, *self.helped_by) if section not in described)


def needs(*every: str, any_of: Iterable[str] = (), helped_by: Iterable[str] = ()) -> Needs:
    """The sections a rule needs; see `Needs`.

    Raises:
        ValueError: a name is not a section of the description.
    """
    found = Needs(every, tuple(any_of), tuple(helped_by))
    for section in (*found.every, *found.any_of, *found.helped_by):
        if section not in SECTIONS:
            raise ValueError(f'no section "{section}" in the description')
    return found


class Rule(Frozen):
    """One check. Made by `Barrier.rule`; see there.

    Attributes:
        name: The last part of its id; the whole id of an authority's own rule.
        function: The generator that yields what it sees.
        tiers: Its severities by name, the usual one first.
        needs: The sections without which it is not assessed.
        basis: Why it asks for this.
        main: Whether its barrier can only be clear if it ran.
        solutions: Ids of solutions of its own; none means its barrier's.
        wants: The names of the arguments it asks for.
        limits: Its parameters.
        page: What its author says about it.
    """

    name: str
    function: Callable[..., Iterator[Yielded]]
    tiers: Mapping[str, Severity]
    needs: Needs
    basis: Basis
    main: bool
    solutions: tuple[str, ...]
    wants: tuple[str, ...]
    limits: type[Limits] | None
    page: Page

    @property
    def title(self) -> str:
        """What it flags, in a sentence."""
        return self.page.title


def tiers(usual: Severity, **others: Severity) -> Mapping[str, Severity]:
    """Names the severities of a rule: the usual one, and those of its worse or milder cases."""
    return MappingProxyType({USUAL: usual, **others})
