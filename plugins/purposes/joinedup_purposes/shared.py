"""What several barriers of this theme share: names in a sentence, and questions asked in the same words."""

from collections.abc import Iterable
from decimal import Decimal

from joinedup import Action, Partnership, Question, Record, Target
from joinedup.facts import answers_for, listed, owner_agency, percent

MOST_NAMES = 5
"""How many titles a sentence names before it says how many more there are."""


def quoted(records: Iterable[Record]) -> str:
    """Titles in double quotes and alphabetical order; of a long list the first few, and how many more."""
    names = sorted((f'"{record}"' for record in records), key=lambda name: (name.casefold(), name))
    if len(names) <= MOST_NAMES + 1:
        return listed(names)
    return f"{', '.join(names[:MOST_NAMES])} and {len(names) - MOST_NAMES} more"


def series(clauses: Iterable[str]) -> str:
    """Clauses in the order given: "A, B and C"."""
    *first, last = clauses
    return f"{', '.join(first)} and {last}" if first else last


def as_limit(share: Decimal) -> str:
    """A share as people say a limit: "half", "a third", "1 in 4"; others in per cent."""
    for parts, word in enumerate(("half", "a third", "1 in 4", "1 in 5"), start=2):
        if share * parts == 1:
            return word
    return percent(share)


def way(target: Target) -> str | None:
    """Which way a measure should go; None where that is not said, or where the goal says the opposite."""
    if target.baseline and target.goal:
        change = target.goal.value - target.baseline.value
        if (target.direction == "increase" and change < 0) or (target.direction == "decrease" and change > 0):
            return None
    return target.direction


def ask_way(partnership: Partnership, target: Target) -> Question:
    """Which way a measure should go, where `way` cannot tell."""
    asks = f'Which way should the measure of "{target}" go?'
    return Question(asks=asks, of=answers_for(partnership, target), at=(target,))


def ask_contributors(partnership: Partnership, target: Target) -> Question:
    """Who works towards a target that does not say."""
    asks = f'Which agencies work towards "{target}"?'
    return Question(asks=asks, of=answers_for(partnership, target), at=(target,))


def lacks_status(action: Action) -> bool:
    """Whether nobody can tell if an action is open; one with a day of closing is not."""
    return action.status is None and action.closed is None


def ask_status(partnership: Partnership, action: Action) -> Question:
    """Where an action stands that does not say."""
    owner = owner_agency(partnership, action)
    of = (owner,) if owner else answers_for(partnership, action)
    return Question(asks=f'What is the status of "{action}"?', of=of, at=(action,))
