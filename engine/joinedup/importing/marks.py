"""How minutes mark who came: a tick, a letter or a word, by what it stands for in a description."""

from collections.abc import Mapping
from enum import StrEnum

from joinedup.reading.problems import nearest
from joinedup.reading.scalars import Wrong, shown

from .columns import key


class Mark(StrEnum):
    """What an agency did at a meeting; where several of its people are listed, the first that applies counts."""

    PRESENT = "present"
    DEPUTY = "deputy"
    APOLOGIES = "apologies"
    NOTHING = "nothing"


MEANINGS: Mapping[Mark, str] = {
    Mark.PRESENT: "present, p, yes, y, attended, in attendance, came, here, 1, ✓, ✔, ☑, √",
    Mark.DEPUTY: "deputy, d, dep, deputies, deputised, sub, substitute, sent deputy, deputy sent, deputy attended",
    Mark.APOLOGIES: "apologies, a, ap, apol, apols, apology, apologies given, apologies sent, sent apologies",
    Mark.NOTHING: "nothing, n, no, absent, did not attend, dna, none, not present, n/a, na, 0, -, –, —, ✗, ✘",
}
BY_WORD = {key(word) or word.strip(): mark for mark, words in MEANINGS.items() for word in words.split(",")}
UNSURE = frozenset(("x", "×", "?", "*"))
"""Signs that some minutes use for those who came, and others for those who did not."""


def mark_of(text: str, words: Mapping[str, str]) -> Mark | Wrong:
    """What a cell stands for; an empty one for nothing.

    Args:
        text: What stands in it.
        words: What words of the tracker stand for, as it was told.
    """
    said = key(words.get(_plain(text), text)) or words.get(_plain(text), text).strip()
    if not said:
        return Mark.NOTHING
    if said in BY_WORD:
        return BY_WORD[said]
    if said in UNSURE:
        return Wrong(
            f'{shown(text)} can mean that somebody came, or that nobody did: say which, as --word "{text}=present"'
        )
    near = nearest(said, list(Mark))
    listed = "" if near else f": it can be {', '.join(Mark)}"
    return Wrong(f"{shown(text)} does not say who came{listed}", near)


def told(words: Mapping[str, str]) -> Mapping[str, str]:
    """What was told of words, by how `mark_of` looks them up."""
    return {_plain(word): meant for word, meant in words.items()}


def _plain(text: str) -> str:
    return key(text) or text.strip()
