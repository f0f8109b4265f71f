"""Records that keep what they were made with."""

import pickle
from typing import ClassVar

import pytest

from joinedup.frozen import Frozen


class Seat(Frozen):
    """A seat at a board."""

    noun: ClassVar[str] = "seat"

    board: str
    agency: str
    deputy: str = ""


class VotingSeat(Seat):
    """A seat with a vote."""

    votes: int = 1


class Visit(Frozen, eq=False):
    """Each visit is itself alone."""

    board: str


def test_a_record_holds_what_it_was_given_and_its_presets() -> None:
    """By place or by name, as a dataclass would."""
    seat = VotingSeat("trust-board", agency="police", votes=2)
    assert (seat.board, seat.agency, seat.deputy, seat.votes, seat.noun) == ("trust-board", "police", "", 2, "seat")
    assert repr(seat) == "VotingSeat(board='trust-board', agency='police', deputy='', votes=2)"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (("trust-board",), {}),
        (("trust-board", "police", "", "more"), {}),
        (("trust-board", "police"), {"chair": "dcs"}),
        (("trust-board",), {"chair": "dcs"}),
        (("trust-board", "police"), {"agency": "police"}),
    ],
)
def test_what_does_not_fit_is_refused(given: tuple[str, ...], named: dict[str, str]) -> None:
    """A field missing, too many, unknown, unknown instead of another, given twice."""
    with pytest.raises(TypeError, match="Seat has the fields board, agency, deputy; it was given 'trust-board'"):
        Seat(*given, **named)


def test_nobody_changes_a_record() -> None:
    """Another one is made instead, and only with fields that there are."""
    seat = Seat("trust-board", "police")
    with pytest.raises(AttributeError, match="agency cannot be set"):
        seat.agency = "nhs"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="agency cannot be taken out"):
        del seat.agency
    assert seat.but(agency="nhs") == Seat("trust-board", "nhs")
    with pytest.raises(TypeError, match="chair"):
        seat.but(chair="dcs")


def test_records_with_the_same_values_are_the_same() -> None:
    """Of one class, and unless they are declared to be themselves alone; also in another process."""
    seat = Seat("trust-board", "police")
    assert len({seat, Seat("trust-board", "police"), Seat("trust-board", "nhs")}) == 2
    assert seat != VotingSeat("trust-board", "police")
    assert pickle.loads(pickle.dumps(seat)) == seat  # noqa: S301
    visit = Visit("trust-board")
    assert visit == visit  # noqa: PLR0124
    assert visit != Visit("trust-board")
    assert len({visit, Visit("trust-board")}) == 2
