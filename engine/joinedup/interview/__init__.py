"""The questions that `joinedup start` asks: what a first health check needs, worked out from what is there already.

Pure: a description goes in as the reader's tree, and what is to be asked comes out; an answer becomes changes of the
file. `joinedup.cli.start` asks, saves and shows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from joinedup.frozen import Frozen
from joinedup.writing.changes import Change

Tree = Mapping[str, Any]
"""A description as the reader has it before the models: mappings, lists and text."""

NOT_KNOWN = frozenset(("", "?", "don't know", "don’t know", "dont know", "do not know", "not known", "unknown"))
NONE = frozenset(("none", "no", "nobody", "nothing", "no one", "we have none"))


class Unclear(Exception):
    """An answer that cannot be taken; the text says kindly why, and what would do."""


class Question(Frozen):
    """One question.

    Attributes:
        key: What it is about, in the file's own words: `targets.fewer-exclusions.goal`. A question is asked once a
            sitting.
        asks: The question.
        how: How to answer it, with an example.
        choices: What can be chosen by its number, if anything.
        take: What an answer changes, or the question that has to be asked before anything can be changed. Raises
            `Unclear`.
        none: What "none" changes; nothing where that leaves the fact out.
        needed: Whether there is no description without an answer.
    """

    key: str
    asks: str
    how: str
    take: "Callable[[str], Sequence[Change] | Question]"
    choices: Sequence[str] = ()
    none: Sequence[Change] = ()
    needed: bool = False


def answer(question: Question, typed: str) -> Sequence[Change] | Question:
    """What an answer changes, or the question that follows from it.

    Args:
        question: What was asked.
        typed: The answer as it was typed. None, or "don't know", changes nothing.

    Raises:
        Unclear: it cannot be taken.
    """
    said = " ".join(typed.split())
    unknown, none = said.casefold() in NOT_KNOWN, said.casefold().rstrip(".") in NONE
    if question.needed and (unknown or none):
        raise Unclear("This one is needed: without it there is no description. You can change it later.")
    if unknown or none:
        return question.none if none else ()
    return question.take(said)


def open_questions(tree: Tree, known: Mapping[str, str]) -> Iterator[Question]:
    """What is still to be asked of a description, in the order in which people can best answer.

    Args:
        tree: The description so far; it may lack everything.
        known: The measures that the ruleset knows by name, by id.
    """
    from . import money, people, purposes

    yield from people.questions(tree)
    yield from purposes.questions(tree, known)
    yield from money.questions(tree)
    yield from people.questions_about_leads(tree)
