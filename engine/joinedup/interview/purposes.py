"""What the partnership wants, and what it has promised to change."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from joinedup.writing.changes import Add, Change, Put

from . import Question, Tree
from .answers import figure_and_day, words
from .parts import NUMBERS, chosen, id_from, in_words, listed, name_of, new_name, records
from .people import of, post

DIRECTIONS = (("decrease", "Down"), ("increase", "Up"), ("maintain", "It should stay as it is"))
FIGURE = "A figure and its day, such as: 48 on 31 August 2024."


def questions(tree: Tree, known: Mapping[str, str]) -> Iterator[Question]:
    """The vision, the targets, and what a check needs to know of each."""
    vision = tree.get("vision")
    if not (isinstance(vision, Mapping) and vision.get("statement")):
        yield in_words(
            "vision.statement",
            "What do you want for children together? If a vision is agreed, write its sentence.",
            "For example: Every child in Westmarsh is safe, well and hopeful. If none is agreed: none.",
        )
    for target in records(tree, "targets"):
        yield from (ask for field, ask in _about(tree, target, known) if field not in target)
    yield from _next_target(tree)


def _next_target(tree: Tree) -> Iterator[Question]:
    targets = records(tree, "targets")

    def take(said: str) -> Sequence[Change]:
        title = new_name(said, targets)
        return [Add("targets", {"id": id_from(title, tree, "target"), "title": title})]

    if "targets" not in tree:
        yield Question(
            "targets+0",
            "What have you promised to change for children? Write one target in a sentence.",
            "For example: Fewer pupils are excluded. If you have no targets: none.",
            take,
            none=[Put("targets", [])],
        )
    elif targets:
        so_far = "; ".join(map(name_of, targets))
        how = f"So far: {so_far}. Press Enter when there is none that you want to add now."
        yield Question(f"targets+{len(targets)}", "What else have you promised to change?", how, take)


def _about(tree: Tree, target: Mapping[str, Any], known: Mapping[str, str]) -> Iterator[tuple[str, Question]]:
    """Each fact of a target, by its field, with the question that asks for it."""
    place, title = f"targets.{target['id']}", name_of(target)
    agencies = of(records(tree, "agencies"))
    how = "Write a number, or the title of another post. If nobody does: none."
    yield "accountable", post(tree, f"{place}.accountable", f'Who answers for "{title}"?', how)
    yield (
        "contributors",
        listed(
            f"{place}.contributors",
            f'Which agencies work on "{title}"?',
            NUMBERS,
            agencies,
            lambda ids: [Put(f"{place}.contributors", ids)],
            [Put(f"{place}.contributors", [])],
        ),
    )
    yield (
        "cohort",
        in_words(
            f"{place}.cohort",
            f'Is "{title}" for one group of children? Which?',
            "For example: Looked-after children. If it is for all children: none.",
        ),
    )
    yield "indicator", _indicator(place, title, known)
    yield "direction", chosen(f"{place}.direction", f'Should the figure of "{title}" go up or down?', DIRECTIONS)
    yield (
        "source",
        in_words(
            f"{place}.source", f'Where do the figures for "{title}" come from?', "For example: The school census."
        ),
    )
    yield "baseline", _figure(f"{place}.baseline", f'What was the figure when "{title}" began?')
    yield "goal", _figure(f"{place}.goal", f'Where should the figure of "{title}" be, and by when?')


def _indicator(place: str, title: str, known: Mapping[str, str]) -> Question:
    by_name = {name.casefold(): id for id, name in known.items()}

    def take(said: str) -> Sequence[Change]:
        measure = words(said)
        return [Put(f"{place}.indicator", by_name.get(measure.casefold()) or id_from(measure, {}, "measure"))]

    how = "A few words. For example: pupils excluded in a year."
    return Question(f"{place}.indicator", f'What do you count, to know about "{title}"?', how, take)


def _figure(path: str, asks: str) -> Question:
    return Question(path, asks, FIGURE, lambda said: [Put(path, figure_and_day(said))])
