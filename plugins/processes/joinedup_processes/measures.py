"""How fast measures move: the pace so far and the pace needed."""

from typing import NamedTuple
from datetime import date
from decimal import Decimal

from joinedup import Partnership, Question, Reading, Target
from joinedup.facts import YEAR, ask, day, figure, gain, months_before, past_readings


def ask_readings(partnership: Partnership, target: Target) -> Question:
    """Asks for the readings of a target that says nothing of them."""
    return ask(partnership, target, f'What has the measure of "{target}" shown since its baseline?')


class Course(NamedTuple):
    """How a measure has moved, and how it still must."""

    baseline: Reading
    newest: Reading
    goal: Reading
    moved: Decimal
    left: Decimal

    @property
    def run(self) -> int:
        """Days from the baseline to the newest reading."""
        return (self.newest.on - self.baseline.on).days

    @property
    def to_go(self) -> int:
        """Days from the newest reading to the goal."""
        return (self.goal.on - self.newest.on).days

    def is_out_of_reach(self, faster: Decimal) -> bool:
        """Whether it must move more than `faster` times as fast as it has."""
        if self.left <= 0:
            return False
        return self.moved <= 0 or self.left * self.run > faster * self.moved * self.to_go


def course_of(target: Target, today: date, least_months: int) -> Course | None:
    """The course of a measure up to today; none if its newest reading is too close to its baseline."""
    readings, start, goal = past_readings(target, today), target.baseline, target.goal
    if not readings or not start or not goal or readings[0].on <= start.on:
        return None
    newest = readings[0]
    if start.on > months_before(newest.on, least_months):
        return None
    moved = gain(target, start.value, newest.value)
    return Course(start, newest, goal, moved, gain(target, newest.value, goal.value))


def paces(target: Target, course: Course, faster: Decimal) -> str:
    """Both paces in words, with the limit where the measure moves the right way."""
    up = target.direction == "increase"
    must = "rise" if up else "fall"
    has = ("risen" if up else "fallen") if course.moved > 0 else ("fallen" if up else "risen")
    past = f"has {has} by {_pace(abs(course.moved), course.run)} a year" if course.moved else "has not moved (0 a year)"
    allowed = f"; the limit is {figure(faster)} times as fast" if course.moved > 0 else ""
    return (
        f'The measure of "{target}" {past} from {day(course.baseline.on)} to {day(course.newest.on)}. To reach '
        f"{figure(course.goal.value)} by {day(course.goal.on)} it must {must} by {_pace(course.left, course.to_go)} a "
        f"year{allowed}."
    )


def _pace(change: Decimal, days: int) -> str:
    """A change over some days as a figure a year; small ones keep two digits that mean something."""
    rate = change * YEAR / days
    return figure(rate) if rate >= Decimal("0.1") else f"{Decimal(f'{rate:.2g}'):f}"
