"""The dialogue: one question after another, each answer kept at once, with a way back."""

from collections.abc import Generator, Mapping
from typing import Any, Protocol

from joinedup.frozen import Frozen

from . import Question, Tree, Unclear, answer, open_questions

BACK, STOP, HELP = frozenset(("back", "go back")), frozenset(("stop", "quit", "exit")), frozenset(("help", "h"))
NOTHING_BEFORE = "This is the first question of this sitting: there is none to go back to."
LEFT_OUT = "Left out."
TAKEN_BACK = "Your last answer is taken back."
HELP_TEXT = """\
Type your answer and press Enter. If you do not know, just press Enter: it is left out, and you can add it later.
If there is none, type: none. To change your last answer, type: back. To stop, type: stop. What you have answered so far
is kept."""


class Store(Protocol):
    """Where the answers are kept."""

    @property
    def tree(self) -> Tree:
        """The description as it is now."""

    @property
    def state(self) -> Any:
        """What `restore` needs, to bring back what is kept now."""

    def change(self, changes: Any) -> None:
        """Keeps changes, all or none. Raises `Unclear` where the description would not be valid with them."""

    def restore(self, state: Any) -> None:
        """Brings back what was kept before."""


class Turn(Frozen):
    """What is shown before the next answer.

    Attributes:
        question: What is asked.
        number: Which question of this sitting it is, from 1.
        said: What is said about the last answer; empty where it was taken as it was.
    """

    question: Question
    number: int
    said: str = ""


def dialogue(store: Store, known: Mapping[str, str]) -> Generator[Turn, str, bool]:
    """Yields each question and is sent what was typed. Returns whether nothing is left to ask; not so after a stop.

    Args:
        store: Where the answers are kept.
        known: The measures that the ruleset knows by name, by id.
    """
    trail: list[tuple[str, Any]] = []
    first: Question | None = None
    said = ""
    while question := first or _next(store, known, trail):
        typed = yield Turn(question, len(trail) + 1, said)
        word, said = " ".join(typed.split()).casefold(), ""
        if word in STOP:
            return False
        if word in HELP:
            said = HELP_TEXT
        elif word in BACK and first:
            first = None
        elif word in BACK:
            said = _back(store, trail)
        else:
            first, said = _taken(store, question, typed, trail)
    return True


def _next(store: Store, known: Mapping[str, str], trail: list[tuple[str, Any]]) -> Question | None:
    asked = {key for key, _ in trail}
    return next((question for question in open_questions(store.tree, known) if question.key not in asked), None)


def _back(store: Store, trail: list[tuple[str, Any]]) -> str:
    """Takes the last answer back; says why not where there is none."""
    if not trail:
        return NOTHING_BEFORE
    try:
        store.restore(trail[-1][1])
    except Unclear as reason:
        return str(reason)
    trail.pop()
    return TAKEN_BACK


def _taken(store: Store, question: Question, typed: str, trail: list[tuple[str, Any]]) -> tuple[Question | None, str]:
    """Keeps an answer. Returns the question that has to be asked before it can be kept, and what is said of it."""
    before = store.state
    try:
        given = answer(question, typed)
        if isinstance(given, Question):
            return given, ""
        if given:
            store.change(given)
    except Unclear as reason:
        return (question if "/" in question.key else None), str(reason)
    trail.append((question.key.partition("/")[0], before))
    return None, "" if given or "+" in question.key else LEFT_OUT
