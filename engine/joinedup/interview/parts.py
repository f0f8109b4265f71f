"""What questions are made of: records of the tree, ids made from names, and the kinds of answer."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from joinedup.reading.problems import nearest
from joinedup.reading.scalars import LONGEST_ID, Wrong, day, number, shown, text
from joinedup.workbook.days import iso_day
from joinedup.writing.changes import Change, Plain, Put

from . import Question, Tree, Unclear

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


def words(said: str) -> str:
    """An answer in words, as the reader takes it.

    Raises:
        Unclear: the reader would refuse it, or it only says yes.
    """
    if said.casefold() in ("yes", "y"):
        raise Unclear("Please write it in a few words.")
    taken = text(said)
    if isinstance(taken, Wrong):
        raise Unclear(f"That cannot be kept: {taken.what}.")
    return taken


def new_name(said: str, there: Sequence[Mapping[str, Any]]) -> str:
    """The name of a new record.

    Raises:
        Unclear: see `words`; or one of this name is there already.
    """
    name = words(said)
    if name.casefold() in {name_of(record).casefold() for record in there}:
        raise Unclear(f"{shown(name)} is there already.")
    return name


def pounds(said: str) -> Decimal:
    """An amount of money: 120000, £120,000, 120 000.

    Raises:
        Unclear: it is none.
    """
    plain = said.replace("£", "").replace("pounds", "").replace(",", "").replace(" ", "")
    taken = number(plain)
    if isinstance(taken, Wrong) or taken < 0:
        raise Unclear(f"{shown(said)} is no amount of money. Write pounds in figures, such as 120000.")
    return taken


def figure_and_day(said: str) -> Mapping[str, Plain]:
    """A figure with its day: "48 on 31 August 2024".

    Raises:
        Unclear: the figure, the day or the word between them is missing, or the day can be read in two ways.
    """
    first, on, last = said.partition(" on ")
    taken = number(first.replace(",", "").replace("£", "").rstrip("% "))
    if isinstance(taken, Wrong) or not on:
        raise Unclear(f"{shown(said)} is no figure with its day. Write it so: 48 on 31 August 2024.")
    iso = iso_day(last)
    on_day = iso if isinstance(iso, Wrong) else day(iso)
    if isinstance(on_day, Wrong):
        raise Unclear(f"{on_day.what}.")
    return {"value": taken, "on": on_day}


def one_of(choices: Sequence[tuple[str, str]], said: str) -> str | None:
    """The id of a choice that was given by its number or its name; None where it is neither.

    Raises:
        Unclear: there is no such number.
    """
    if said.isdecimal():
        if 1 <= int(said) <= len(choices):
            return choices[int(said) - 1][0]
        raise Unclear(f"There is no number {said[:10]} here. Write a number from 1 to {len(choices)}.")
    named = {name.casefold(): id for id, name in choices} | {id: id for id, _ in choices}
    return named.get(said.casefold())


def several_of(choices: Sequence[tuple[str, str]], said: str) -> list[str]:
    """The ids of choices, given by their numbers or names: "1, 3", "all".

    Raises:
        Unclear: one of them is not there.
    """
    if said.casefold() in ("all", "all of them", "both"):
        return [id for id, _ in choices]
    whole = one_of(choices, said)
    parts = [said] if whole else [part for part in re.split(r"\s*(?:[,;&]|\band\b)\s*|(?<=\d)\s+(?=\d)", said) if part]
    found = []
    for part in parts:
        id = one_of(choices, part)
        if id is None:
            meant = nearest(part, [name for _, name in choices])
            hint = f" Did you mean {meant}?" if meant else ""
            raise Unclear(f"{shown(part)} is not in the list.{hint} Write numbers from 1 to {len(choices)}.")
        found.append(id)
    return list(dict.fromkeys(found))


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
