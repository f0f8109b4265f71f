"""Local names of things: an authority may say "partner" where joinedup says "agency"."""

import re
from collections.abc import Iterable, Mapping

from .assessment import Asked, Assessment, Finding, SolutionText
from .facts.words import plural
from .partnership import Partnership
from .partnership.base import Entry

QUOTED = r'"[^"]*"|“[^”]*”|`[^`]*`'


class Terms:
    """Says texts with local names of things.

    What stands in quotes or backticks, and the names that records have in the description, stay as they are.

    Args:
        words: For each of our words its local name, both for one: {"agency": "partner"}.
        names: Names in which one of our words may stand: "Homes Agency".
    """

    def __init__(self, words: Mapping[str, str], names: Iterable[str]) -> None:
        self.words: dict[str, str] = {}
        for ours, local in words.items():
            self.words |= {ours: local, plural(ours): plural(local)}
        kept = [name for name in names if any(word in name.lower() for word in self.words)]
        parts = [QUOTED, *map(re.escape, sorted(set(kept), key=len, reverse=True))]
        ours = "|".join(sorted(map(re.escape, self.words), key=len, reverse=True))
        self.pattern = re.compile(f"({'|'.join(parts)})|\\b(an? )?({ours})\\b", re.IGNORECASE) if ours else None

    def __call__(self, text: str) -> str:
        """The text with local names."""
        return self.pattern.sub(self._local, text) if self.pattern else text

    def _local(self, match: re.Match[str]) -> str:
        kept, article, ours = match.groups()
        if kept is not None:
            return str(kept)
        local = self.words[ours.lower()]
        local = local[:1].upper() + local[1:] if ours[:1].isupper() else local
        if not article:
            return local
        fitting = "an " if local[:1].lower() in "aeiou" else "a "
        return (fitting.capitalize() if article[:1].isupper() else fitting) + local


def terms_of(partnership: Partnership, words: Mapping[str, str]) -> Terms:
    """The terms for texts about a partnership."""
    names = [partnership.name]
    for section in partnership.described:
        held = getattr(partnership, section)
        names += [record.label for record in held if isinstance(record, Entry)] if isinstance(held, tuple) else []
    return Terms(words, names if words else ())


def localised(assessment: Assessment, words: Mapping[str, str]) -> Assessment:
    """The assessment in an authority's own words. The labels of the source's tables are quoted and stay."""
    if not words:
        return assessment
    say = terms_of(assessment.partnership, words)

    def finding(found: Finding) -> Finding:
        return found.but(
            title=say(found.title),
            because=say(found.because),
            remedy=say(found.remedy),
            why=say(found.why),
            do=say(found.do),
        )

    def solution(text: SolutionText) -> SolutionText:
        return text.but(meaning=say(text.meaning), first_steps=tuple(map(say, text.first_steps)))

    def asked(question: Asked) -> Asked:
        return question.but(asks=say(question.asks))

    return assessment.but(
        findings=tuple(map(finding, assessment.findings)),
        questions=tuple(map(asked, assessment.questions)),
        solutions={id: solution(text) for id, text in assessment.solutions.items()},
    )
