"""Replies -> counts by barrier and agency, and the changes that put one wave of them into a description."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from joinedup.facts.answers import NEVER_FEWER
from joinedup.frozen import Frozen
from joinedup.partnership import Partnership
from joinedup.writing.changes import Add, Change, Put

from . import Questionnaire, Reply

Key = tuple[str, str]
"""A barrier and an agency."""


class Counts(Frozen):
    """How many chose 1 to 5, and how many "not applicable"."""

    answers: tuple[int, ...] = (0, 0, 0, 0, 0)
    not_applicable: int = 0

    def plus(self, answers: Sequence[int], not_applicable: int) -> "Counts":
        """With some more."""
        summed = tuple(one + other for one, other in zip(self.answers, answers, strict=True))
        return Counts(summed, self.not_applicable + not_applicable)

    def within(self, other: "Counts") -> bool:
        """Whether the other holds all that is counted here."""
        pairs = zip((*self.answers, self.not_applicable), (*other.answers, other.not_applicable), strict=True)
        return all(one <= more for one, more in pairs)


def counted(replies: Sequence[Reply], asked: Questionnaire) -> Mapping[Key, Counts]:
    """The counts of each statement and agency, in the order of the form.

    An agency with fewer than `NEVER_FEWER` replies is left out: counts of so few are the answers of persons.
    """
    sizes = Counter(reply.agency for reply in replies)
    found: dict[Key, Counts] = {}
    for statement in asked.statements:
        for agency in asked.agencies:
            if sizes[agency] < NEVER_FEWER:
                continue
            given = [
                reply.answers[statement.barrier]
                for reply in replies
                if reply.agency == agency and statement.barrier in reply.answers
            ]
            if given:
                scores = Counter(given)
                found[statement.barrier, agency] = Counts(tuple(scores[n] for n in range(1, 6)), scores[None])
    return found


def recorded(partnership: Partnership, on: date) -> Mapping[Key, Counts]:
    """The counts that a description holds for a day already."""
    found: dict[Key, Counts] = {}
    for row in partnership.survey:
        if row.on == on:
            key = (row.barrier, row.agency)
            found[key] = found.get(key, Counts()).plus(row.answers, row.not_applicable)
    return found


def lost(before: Mapping[Key, Counts], after: Mapping[Key, Counts]) -> Sequence[Key]:
    """What is counted in a description already and would not be any more."""
    return [key for key, counts in before.items() if not counts.within(after.get(key, Counts()))]


def changes(partnership: Partnership, on: date, after: Mapping[Key, Counts]) -> Sequence[Change]:
    """What makes the counts of a day in a description those that were counted now."""
    return [*_put(partnership, on, after), *_added(partnership, on, after)]


def _put(partnership: Partnership, on: date, after: Mapping[Key, Counts]) -> Iterator[Change]:
    """New values in the rows of the day that are there; the last first, because rows are known by their number."""
    seen: set[Key] = set()
    gone = []
    for number, row in enumerate(partnership.survey, 1):
        key = (row.barrier, row.agency)
        if row.on != on:
            continue
        if key not in after or key in seen:
            gone.append(Put(f"survey[{number}]", None))
            continue
        seen.add(key)
        if tuple(row.answers) != after[key].answers:
            yield Put(f"survey[{number}].answers", list(after[key].answers))
        if row.not_applicable != after[key].not_applicable:
            yield Put(f"survey[{number}].not_applicable", after[key].not_applicable or None)
    yield from reversed(gone)


def _added(partnership: Partnership, on: date, after: Mapping[Key, Counts]) -> Iterator[Change]:
    there = recorded(partnership, on)
    for (barrier, agency), counts in after.items():
        if (barrier, agency) not in there:
            some = {"not_applicable": counts.not_applicable} if counts.not_applicable else {}
            yield Add(
                "survey", {"barrier": barrier, "agency": agency, "on": on, "answers": list(counts.answers), **some}
            )
