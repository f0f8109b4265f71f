"""How the measure of a target moves: what was read up to today, and which way it should go."""

from datetime import date
from decimal import Decimal

from joinedup.partnership import Reading, Target


def past_readings(target: Target, today: date) -> list[Reading]:
    """The readings of a target up to today, the newest first; the baseline is none of them."""
    known = [reading for reading in target.readings or () if reading.on <= today]
    return sorted(known, key=lambda reading: (reading.on, reading.value), reverse=True)


def gain(target: Target, start: Decimal, end: Decimal) -> Decimal:
    """How far a measure goes from `start` to `end` in the direction the target wants; negative the other way."""
    return end - start if target.direction == "increase" else start - end


def direction(target: Target) -> str | None:
    """Which way a measure should go; None where that is not said, or where the goal says the opposite."""
    start, goal = target.baseline, target.goal
    moves = target.direction in ("increase", "decrease")
    away = moves and start is not None and goal is not None and gain(target, start.value, goal.value) < 0
    return None if away else target.direction
