"""The part of a report about the trend: in words, pictures and tables."""

from collections.abc import Sequence

from joinedup.frozen import Frozen

from .pictures import Picture
from .pictures.trend import trend_pictures
from .trend import Trend
from .trend_words import breaks, heading, summary, too_few


class TrendPart(Frozen):
    """What the page says of the trend.

    Attributes:
        heading: Its heading.
        too_few: From when on there is a trend; empty where there is one.
        summary: How the barriers developed, and what to bear in mind.
        breaks: Between which checks something else changed.
        pictures: The rows of small pictures, each with its table.
    """

    heading: str
    too_few: str = ""
    summary: str = ""
    breaks: Sequence[str] = ()
    pictures: Sequence[Picture] = ()

    @property
    def named(self) -> Sequence[tuple[str, Picture]]:
        """The pictures, each with the id of its place in the page."""
        return [(picture.name, picture) for picture in self.pictures]


def trend_part(trend: Trend) -> TrendPart:
    """The part. None of its words has a local name."""
    if not trend.drawn:
        return TrendPart(heading(trend), too_few(trend))
    return TrendPart(heading(trend), "", " ".join(summary(trend)), breaks(trend), trend_pictures(trend))
