"""What the user says of a tracker, beside what is in it."""

from collections.abc import Mapping

from joinedup.frozen import Frozen


class How(Frozen):
    """How a tracker is to be read.

    Attributes:
        columns: For some headings the field that the column gives; nothing to leave it out.
        words: What words of the tracker stand for: {"nearly done": "open"}.
        day_first: Whether the day stands before the month where a date can be read in two ways; None for not known.
        board: Of attendance the board, where the tracker does not say it.
    """

    columns: Mapping[str, str]
    words: Mapping[str, str]
    day_first: bool | None = None
    board: str | None = None
