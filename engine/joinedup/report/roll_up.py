"""The page of a set of partnerships, in the report's look."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from markupsafe import Markup

from joinedup.assessment import Status
from joinedup.batch.roll_up import LEAST, RollUp, Spread
from joinedup.facts.words import count, day
from joinedup.frozen import Frozen
from joinedup.verdict import be

from .pictures import Picture, Table
from .pictures.spread import Bar, spread
from .squeeze import squeezed
from .templates import FOLDER, environment

TITLE = "How widespread each barrier is"
PICTURE = "Barrier by barrier"
HIDDEN = f"fewer than {LEAST} could tell"
MOST = 3
"""How many of the most widespread barriers are named."""


class View(Frozen):
    """What the template reads.

    Attributes:
        set: The roll-up.
    """

    set: RollUp

    title = TITLE
    least = LEAST
    count = staticmethod(count)
    be = staticmethod(be)

    @property
    def days(self) -> str:
        """When the checks were: a day, or the first and the last."""
        said = [day(date.fromisoformat(one)) for one in dict.fromkeys(self.set.days)]
        return " to ".join(said)

    @cached_property
    def told(self) -> Sequence[Spread]:
        """The barriers that enough partnerships could tell, if there are enough partnerships."""
        return [spread for spread in self.set.spreads if spread.assessed is not None] if self.set.told else ()

    @property
    def foremost(self) -> str:
        """The barriers that are most often in the way, in a sentence."""
        by_share = sorted(self.told, key=lambda spread: -(spread.share or 0))
        said = [f"“{one.title}” ({words(one)})" for one in by_share[:MOST] if one.share]
        return f"Most often in the way: {'; '.join(said)}." if said else "No barrier is in the way in any partnership."

    @cached_property
    def picture(self) -> Picture:
        """Bars, with the table of the same numbers."""
        checked = self.set.checked
        bars = [Bar(one.title, one.theme, _numbers(one, checked), words(one)) for one in self.set.spreads]
        heads = ("Barrier", "In the way", "Forming", "Clear", "Not assessed", "In the way, of those assessed")
        rows = tuple((one.title, *_cells(one, checked)) for one in self.set.spreads)
        return spread(PICTURE, f"Of {count(checked, 'partnership')}. {self.foremost}", bars, Table(heads, rows))


def words(one: Spread) -> str:
    """How often a barrier is in the way: "7 of 12"."""
    return HIDDEN if one.standing is None else f"{one.standing[Status.IN_THE_WAY]} of {one.assessed}"


def _numbers(one: Spread, checked: int) -> tuple[int, ...]:
    if one.standing is None or one.assessed is None:
        return ()
    return (*one.standing.values(), checked - one.assessed)


def _cells(one: Spread, checked: int) -> tuple[str, ...]:
    if one.standing is None or one.assessed is None:
        return (*["hidden"] * 4, HIDDEN)
    return (*map(str, one.standing.values()), str(checked - one.assessed), f"{one.share}%")


def render(made: RollUp) -> str:
    """The page as HTML. Everything that comes from a file or plugin is escaped."""
    style = Markup((FOLDER / "board.css").read_text("utf-8"))  # noqa: S704 - our own file
    return squeezed(environment().get_template("roll_up.html.jinja").render(view=View(made), style=style))
