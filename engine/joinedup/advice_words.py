"""The advice what to add next, in the words that every report and `joinedup advise` share."""

from collections.abc import Iterator, Sequence

from .advice import Advice, advice
from .assessment import Assessment
from .facts.words import count, in_turn
from .partnership.sections import HOLDERS, section_words
from .terms import terms_of
from .verdict import names

HEADING = "What to add next, best value first"
MOST = 5
"""How many a report gives before it counts the rest."""


def said(assessment: Assessment, item: Advice) -> str:
    """Advice in plain words: what to add, what it brings, and who usually knows."""
    text = " ".join(_parts(assessment, item))
    return terms_of(assessment.partnership, assessment.terms)(text) if assessment.terms else text


def _parts(assessment: Assessment, item: Advice) -> Iterator[str]:
    words = [section_words(section) for section in item.sections]
    if item.questions:
        what = f"Answer {count(item.questions, 'question')} to {names(assessment, item.of) or 'the trust manager'}"
    elif item.because:
        what = f"Say more under {in_turn(words)} ({item.because})" if words else f"Say more ({item.because})"
    else:
        what = f"Describe {in_turn(words)}{' together' if len(words) > 1 else ''}"
    brings = [f"{count(len(item.barriers), 'more barrier')} could be assessed"] if item.barriers else []
    brings += [f"{count(item.rules, 'more rule')} could run"] if item.rules and not item.because else []
    yield f"{what}: {in_turn(brings)}." if brings else f"{what}."
    if not item.alone:
        yield f"{'Neither' if len(words) == 2 else 'None of them'} brings a barrier alone."
    if item.sections:
        yield f"Usually known by {in_turn(dict.fromkeys(HOLDERS[section] for section in item.sections))}."


def advised(assessment: Assessment) -> tuple[Sequence[str], str]:
    """The best advice as every report gives it, and how much more there is; empty where there is no more."""
    found = advice(assessment)
    more = len(found) - MOST
    rest = f"And {more} more: joinedup advise lists them all." if more > 0 else ""
    return [said(assessment, item) for item in found[:MOST]], rest
