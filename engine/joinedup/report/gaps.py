"""The gaps in words: how many narrow, and which could not be told."""

from collections import Counter
from collections.abc import Mapping, Sequence

from joinedup.facts import Course, Gap, count, gaps, in_turn, listed
from joinedup.frozen import Frozen
from joinedup.partnership import Partnership

CAUTIONS = (
    "Read each with care. These groups are small beside all children, so chance moves their figures. Each year's "
    "children are different ones. Where all children do better, the gap can stay as wide (Narrowing the Gap in "
    "Outcomes: Leadership, chapter 2)."
)
"""The three cautions of the source, in our own words."""
SAID = {
    Course.GREW: "grew",
    Course.STAYED: "stayed",
    Course.UNMOVED: "stayed",
    Course.NARROWED: "narrowed",
    Course.CLOSED: "closed",
}


class GapPart(Frozen):
    """The part of a report about the gaps.

    Attributes:
        summary: How many targets are for a vulnerable group, and what becomes of their gaps.
        told: The gaps of which both groups were measured.
        untold: For each reason why a gap is not assessed, the targets' titles in one text.
    """

    summary: str
    told: Sequence[Gap]
    untold: Mapping[str, str]

    cautions = CAUTIONS


def gap_part(partnership: Partnership) -> GapPart | None:
    """What the report says of the gaps; None where no target is for a vulnerable group."""
    found = gaps(partnership)
    if not found:
        return None
    told = [gap for gap in found if gap.own and gap.theirs]
    reasons: dict[str, list[str]] = {}
    for gap in found:
        if gap not in told:
            reasons.setdefault(gap.lack, []).append(f'"{gap.target}"')
    return GapPart(_summary(found), told, {why: listed(titles) for why, titles in sorted(reasons.items())})


def _summary(found: Sequence[Gap]) -> str:
    counted = Counter(SAID[gap.course] for gap in found if gap.course)
    courses = [f"{said} for {counted[said]}" for said in dict.fromkeys(SAID.values()) if counted[said]]
    untold = len(found) - counted.total()
    said = f"{count(len(found), 'target')} {'is' if len(found) == 1 else 'are'} for a named vulnerable group. "
    if not courses:
        return f"{said}For none of them a trend of the gap can be told."
    rest = f" For {untold} of them no trend can be told." if untold else ""
    return f"{said}The gap {in_turn(courses)}.{rest}"
