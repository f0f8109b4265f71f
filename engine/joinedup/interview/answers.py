"""Answers as people type them, taken as strictly as the reader takes a file."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from joinedup.reading.problems import nearest
from joinedup.reading.scalars import Wrong, day, number, shown, text
from joinedup.workbook.days import iso_day
from joinedup.writing.changes import Plain

from . import Unclear


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
