"""Answers as people type them into a cell."""

from . import CHOICES, NOT_APPLICABLE, NotAReply

SHORT = {"n/a": None, "na": None, "not applicable": None}
WORDS: dict[str, int | None] = {said.casefold(): number for number, said in enumerate(CHOICES, 1)} | SHORT
SAID = (*(f"{number} {said}" for number, said in enumerate(CHOICES, 1)), NOT_APPLICABLE)
"""The answers as a drop-down offers them."""


def answer(said: str, number: int) -> int | None:
    """The answer that a text stands for: a number from 1 to 5, the words for it, or both.

    Args:
        said: What stands in the cell.
        number: The number of the statement, for the message.

    Raises:
        NotAReply: it stands for none.
    """
    given = " ".join(said.split()).casefold()
    figure, _, words = given.partition(" ")
    if figure in ("1", "2", "3", "4", "5") and words in ("", CHOICES[int(figure) - 1].casefold()):
        return int(figure)
    if given in WORDS:
        return WORDS[given]
    raise NotAReply(f"the answer to statement {number} is none that the form offers")
