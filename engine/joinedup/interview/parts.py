"""What questions are made of: records of the tree, ids made from names, and the kinds of question."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from joinedup.reading.scalars import LONGEST_ID, shown
from joinedup.writing.changes import Change, Put

from . import Question, Tree, Unclear
from .answers import one_of, several_of, words

LONGEST_MADE = 40
"""Characters of an id that is made from a name."""
APOSTROPHES = re.compile("['\u2018\u2019]")
LITTLE = frozenset(("the", "a", "an", "of", "and", "for", "to", "in", "who", "are", "is"))
"""Words that an id does without where it grows long."""
NUMBERS = "Write one or several numbers, such as 1, 3. Or: all, none."


def records(tree: Tree, section: str) -> list[Mapping[str, Any]]:
    """The records of a section that have an id; none where it is absent or no list."""
    held = tree.get(section)
    found = held if isinstance(held, list) else []
    return [record for record in found if isinstance(record, Mapping) and isinstance(record.get("id"), str)]


def name_of(record: Mapping[str, Any]) -> str:
    """What people call a record."""
    return str(record.get("name") or record.get("title") or record["id"])


def id_from(name: str, tree: Tree, noun: str) -> str:
    """An id made from a name, one that no record of the file has.

    Args:
        name: What people call it.
        tree: The description.
        noun: What an id begins with that no letter of the name can be taken for.
    """
    letters = unicodedata.normalize("NFKD", APOSTROPHES.sub("", name)).encode("ascii", "ignore").decode()
    words = re.findall("[a-z0-9]+", letters.casefold())
    if len("-".join(words)) > LONGEST_MADE:
        words = [word for word in words if word not in LITTLE] or words
    made = ""
    for word in words:
        if made and len(made) + len(word) >= LONGEST_MADE:
            break
        made = f"{made}-{word}" if made else word[:LONGEST_ID]
    made = made if made[:1].isalpha() else "-".join(filter(None, (noun, made)))
    taken = {record["id"] for section in tree for record in records(tree, section)}
    numbers = (f"{made}-{number}" for number in range(2, len(taken) + 3))
    return next(id for id in (made, *numbers) if id not in taken)


def new_name(said: str, there: Sequence[Mapping[str, Any]]) -> str:
    """The name of a new record.

    Raises:
        Unclear: see `words`; or one of this name is there already.
    """
    name = words(said)
    if name.casefold() in {name_of(record).casefold() for record in there}:
        raise Unclear(f"{shown(name)} is there already.")
    return name


def in_words(path: str, asks: str, how: str) -> Question:
    """A question whose answer is text."""
    return Question(path, asks, how, lambda said: [Put(path, words(said))])


def listed(
    key: str,
    asks: str,
    how: str,
    choices: Sequence[tuple[str, str]],
    take: Callable[[list[str]], Sequence[Change]],
    none: Sequence[Change] = (),
) -> Question:
    """A question whose answer is one or several of a list."""
    names = [name for _, name in choices]
    return Question(key, asks, how, lambda said: take(several_of(choices, said)), names, none)


def chosen(
    key: str,
    asks: str,
    choices: Sequence[tuple[str, str]],
    take: Callable[[str], Sequence[Change]] | None = None,
) -> Question:
    """A question whose answer is one of a list.

    Args:
        key: The field it is about.
        asks: The question.
        choices: What can be chosen: ids and names.
        take: What the chosen id changes; it goes into the field, where none is given.
    """

    def taken(said: str) -> Sequence[Change]:
        id = one_of(choices, said)
        if id is None:
            raise Unclear(f"{shown(said)} is not in the list. Write a number from 1 to {len(choices)}.")
        return take(id) if take else [Put(key, id)]

    return Question(key, asks, "Write a number.", taken, [name for _, name in choices])
