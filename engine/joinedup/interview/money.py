"""Where the money is."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from joinedup.writing.changes import Add, Change, Put

from . import Question, Tree
from .answers import pounds
from .parts import NUMBERS, chosen, id_from, listed, name_of, new_name, records
from .people import of, post

ARRANGEMENTS = (
    ("pooled", "One pot that they spend together"),
    ("aligned", "Each keeps its own, and they plan it together"),
    ("single", "One agency's money"),
)
POUNDS = "Pounds in figures, such as 120000."


def questions(tree: Tree) -> Iterator[Question]:
    """The budgets, and what a check needs to know of each."""
    for budget in records(tree, "budgets"):
        yield from _about(tree, budget)
    yield from _next_budget(tree)


def _next_budget(tree: Tree) -> Iterator[Question]:
    budgets = records(tree, "budgets")

    def take(said: str) -> Sequence[Change]:
        title = new_name(said, budgets)
        return [Add("budgets", {"id": id_from(title, tree, "budget"), "title": title})]

    if "budgets" not in tree:
        yield Question(
            "budgets+0",
            "Is there money for this shared work? What is that budget called?",
            "For example: Inclusion fund. If there is no money for it: none.",
            take,
            none=[Put("budgets", [])],
        )
    elif budgets:
        how = f"So far: {'; '.join(map(name_of, budgets))}. Press Enter when there is none that you want to add now."
        yield Question(f"budgets+{len(budgets)}", "Is there another budget? What is it called?", how, take)


def _about(tree: Tree, budget: Mapping[str, Any]) -> Iterator[Question]:
    place, title = f"budgets.{budget['id']}", name_of(budget)
    if "amount" not in budget:
        yield _amount(f"{place}.amount", f'How much is in "{title}" for the whole of its time?')
    if "arrangement" not in budget:
        yield chosen(f"{place}.arrangement", f'How do the agencies hold "{title}"?', ARRANGEMENTS)
    given = budget.get("contributions")
    for id, name in of(records(tree, "agencies")):
        if not (isinstance(given, Mapping) and id in given):
            yield _amount(f"{place}.contributions.{id}", f'How much of "{title}" does {name} pay?')
    targets = of(records(tree, "targets"))
    if targets and "funds" not in budget:
        yield listed(
            f"{place}.funds",
            f'Which targets does "{title}" pay for?',
            NUMBERS,
            targets,
            lambda ids: [Put(f"{place}.funds", ids)],
            [Put(f"{place}.funds", [])],
        )
    if "controlled_by" not in budget:
        how = "Write a number, or the title of another post. If nobody does: none."
        yield post(tree, f"{place}.controlled_by", f'Which post decides how "{title}" is spent?', how)


def _amount(path: str, asks: str) -> Question:
    return Question(path, asks, POUNDS, lambda said: [Put(path, pounds(said))])
