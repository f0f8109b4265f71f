"""What a tracker would bring: the rows that fit as records, and the others with what is wrong with them."""

from collections.abc import Mapping

from joinedup.frozen import Frozen
from joinedup.partnership.base import Record as Model

from .tables import MERGED, UNSAVED, Row


class Misfit(Frozen):
    """A row that was not brought over, with all that is wrong with it."""

    row: Row
    why: tuple[str, ...]


class Taken(Frozen):
    """A row that is a record now.

    Attributes:
        row: Its number in the tracker.
        section: The section it belongs to.
        id: Its id.
        given: The names of the fields that the row gives.
        record: The record, with what the description said of it before.
    """

    row: int
    section: str
    id: str
    given: frozenset[str]
    record: Model


class Proposal(Frozen):
    """What a tracker would bring.

    Attributes:
        taken: The rows that fit.
        misfits: Those that do not.
        guesses: What was taken for what, and how often: heading, text, value.
    """

    taken: tuple[Taken, ...]
    misfits: tuple[Misfit, ...]
    guesses: Mapping[tuple[str, str, str], int]


def hint(meant: str) -> str:
    """The nearest right answer, as every message gives it."""
    return f'; did you mean "{meant}"?' if meant else ""


def unreadable(text: str) -> str:
    """Why a cell that shows an error, or a formula without its value, cannot be read."""
    if text == UNSAVED:
        return "a formula whose value was not saved: open the file in Excel or LibreOffice and save it"
    if text == MERGED:
        return "the cell is merged with the one above: split them, and fill in both"
    return f"the cell shows {text} and not a value: mend it"
