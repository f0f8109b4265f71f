"""How far a vulnerable group is behind the children it is compared with, and what becomes of that gap.

What makes such figures uncertain is said by Martin, Lord, White and Atkinson (2009), Narrowing the Gap in Outcomes:
Leadership, chapter 2: the groups are small, each year's children are others, and all children can do better at once.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from joinedup.frozen import Frozen
from joinedup.partnership import Partnership, Reading, Target

from .measures import direction, gain
from .memory import remembered
from .names import by_id
from .words import count, day, figure, percent

OTHERS = {"all": "all children", "others": "other children", "neighbours": "children in neighbouring areas"}
ONE_PAIR = "One pair of readings: no trend can be told."
WEIGHS = 100
"""Up to so many children, one of them is a hundredth of the group or more."""


class Course(StrEnum):
    """What becomes of a gap. `UNMOVED` is one that stayed while nothing moved."""

    GREW = "grew"
    STAYED = "stayed"
    UNMOVED = "unmoved"
    NARROWED = "narrowed"
    CLOSED = "closed"


class Gap(Frozen, eq=False):
    """A vulnerable group beside the children it is compared with.

    Attributes:
        target: The target that is for the group.
        own: The group's readings up to today by day, the oldest first; the baseline is one of them
            where nothing else was measured that day.
        theirs: Those of the children it is compared with.
    """

    target: Target
    own: Mapping[date, Reading]
    theirs: Mapping[date, Reading]

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which both were measured, in their order."""
        return tuple(on for on in self.own if on in self.theirs)

    @property
    def others(self) -> str:
        """Whom the group is compared with, in words."""
        against = self.target.comparison.against if self.target.comparison else None
        return OTHERS[against] if against else "those they are compared with"

    def behind(self, on: date) -> Decimal | None:
        """How far the group is behind on a day on which both were measured; negative where it is ahead.

        Where the measure is to be maintained, it is the distance. None where the direction is not known.
        """
        way = direction(self.target)
        if way is None:
            return None
        far = gain(self.target, self.own[on].value, self.theirs[on].value)
        return abs(far) if way == "maintain" else far

    @property
    def ends(self) -> tuple[Decimal, Decimal] | None:
        """The gap on the first day on which both were measured, and on the last; None where no trend can be told."""
        if len(self.days) < 2:
            return None
        then, now = self.behind(self.days[0]), self.behind(self.days[-1])
        return None if then is None or now is None else (then, now)

    @property
    def course(self) -> Course | None:
        """What becomes of the gap from the first day on which both were measured to the last."""
        if self.ends is None:
            return None
        then, now = self.ends
        if now <= 0:
            return Course.CLOSED
        if now != then:
            return Course.GREW if now > then else Course.NARROWED
        return Course.STAYED if self._way(self.own) else Course.UNMOVED

    @property
    def both_improved(self) -> bool:
        """Whether both did better from the first of these days to the last."""
        return self._way(self.own) > 0 and self._way(self.theirs) > 0

    def _way(self, readings: Mapping[date, Reading]) -> Decimal:
        """How far readings went the right way; negative the wrong way, and 0 where there is none to go."""
        first, last = readings[self.days[0]], readings[self.days[-1]]
        return Decimal(0) if self.target.direction == "maintain" else gain(self.target, first.value, last.value)

    @property
    def said(self) -> str:
        """What becomes of the gap, as it follows after "the gap"; empty where no trend can be told."""
        if self.ends is None:
            return ""
        then, now = (figure(end) if end > 0 else "none" for end in self.ends)
        said = {
            Course.GREW: f"grew from {then} to {now}",
            Course.STAYED: f"stayed at {now}, while both {'improved' if self.both_improved else 'did worse'}",
            Course.UNMOVED: f"stayed at {now}",
            Course.NARROWED: f"narrowed from {then} to {now}",
            Course.CLOSED: "stayed at none" if then == now else f"closed from {then} to none",
        }
        unit = f" ({self.target.unit})" if self.target.unit else ""
        return f"{said[self.course or Course.CLOSED]}{unit}"

    @property
    def verdict(self) -> str:
        """What becomes of the gap, or why nobody can tell, in a sentence."""
        if self.course:
            return f"Between {day(self.days[0])} and {day(self.days[-1])} the gap {self.said}."
        return f"Not assessed: {self.lack}." if self.lack else ONE_PAIR

    @property
    def lack(self) -> str:
        """What is missing where not even one gap is known, as a clause; empty where one is."""
        comparison = self.target.comparison
        if comparison is None:
            return "no comparison is given"
        if not self.theirs:
            return "no readings are given of those it is compared with"
        if not self.own:
            return "no readings are given of the group"
        if not self.days:
            return "there is no day on which both were measured"
        if direction(self.target):
            return ""
        return "the direction contradicts the goal" if self.target.direction else "no direction is given"

    @property
    def cautions(self) -> Iterator[str]:
        """What makes this gap uncertain, in sentences.

        That each year's children are others is true of every gap, and is not said again here.
        """
        size = self.target.cohort_size
        if size is None:
            yield "How many children the group has is not given."
        elif size <= WEIGHS:
            weighs = f", so one child is {percent(Decimal(1) / size)} of the group" if size else ""
            yield f"Small numbers: {count(size, 'child', 'children')}{weighs}."
        if self.course and len(self.days) == 2:
            yield "Only two days can be compared."
        if self.course in (Course.GREW, Course.STAYED) and self.both_improved:
            yield "Both did better, and the gap is no smaller."


@remembered
def gaps(partnership: Partnership) -> tuple[Gap, ...]:
    """A gap for each target with a vulnerable group, in the order of their ids."""
    return tuple(_gap(partnership, target) for target in by_id(partnership.targets) if target.cohort is not None)


def _gap(partnership: Partnership, target: Target) -> Gap:
    def past(*readings: Reading) -> Mapping[date, Reading]:
        """Those up to today by day; of two for one day the greater."""
        ordered = sorted(readings, key=lambda reading: (reading.on, reading.value))
        return MappingProxyType({reading.on: reading for reading in ordered if reading.on <= partnership.as_of})

    readings = target.readings or ()
    measured = {reading.on for reading in readings}
    start = (target.baseline,) if target.baseline and target.baseline.on not in measured else ()
    theirs = target.comparison.readings if target.comparison else None
    return Gap(target, past(*start, *readings), past(*(theirs or ())))
