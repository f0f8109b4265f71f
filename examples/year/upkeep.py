"""What goes on whatever is decided: boards meet, actions fall due, measures are read, money is paid."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from joinedup.facts import is_open
from joinedup.partnership import Action, Board, Budget, Development, Partnership
from joinedup.partnership.purposes import Reading
from joinedup.writing.changes import Add, Change, Plain, Put

ASLEEP = ("workforce-group",)
"""Boards that stopped meeting long ago."""
DAY = timedelta(days=1)
EVERY = 4
"""Of so many actions that fall due, one is not done."""


def upkeep(partnership: Partnership, until: date) -> Iterator[Change]:
    """What happened from one check to the next.

    Args:
        partnership: As it was at the last check.
        until: The day of the next check.
    """
    yield Put("as_of", until)
    for board in partnership.boards:
        if board.id not in ASLEEP:
            yield from _meetings(board, until)
    for number, action in enumerate(action for action in partnership.actions if is_open(action)):
        yield from _action(action, until, done=bool(number % EVERY))
    for target in partnership.targets:
        yield from _readings(f"targets.{target.id}.readings", target.readings or (), until)
        if target.comparison:
            path = f"targets.{target.id}.comparison.readings"
            yield from _readings(path, target.comparison.readings or (), until)
    for budget in partnership.budgets:
        yield from _paid(budget, partnership.as_of, until)
    for event in partnership.development:
        yield from _again(event, partnership.as_of, until)
    yield from _surveyed(partnership, until)
    yield from _renewed(partnership, until)
    for agency in partnership.confirmed_by or {}:
        yield Put(f"confirmed_by.{agency}", until - timedelta(days=4))


def _meetings(board: Board, until: date) -> Iterator[Change]:
    """A board goes on meeting as often as it means to; whoever came a year ago comes again."""
    held = [*(board.meetings or ())]
    a_year = board.meetings_a_year or 4
    while held and len(held) > a_year:
        template, last = held[-a_year], held[-1]
        planned = last.present is None
        on = last.on if planned else last.on + timedelta(days=364 // a_year)
        if on > until:
            return
        number = len(held) if planned else len(held) + 1
        came: dict[str, Plain] = {"on": on, "present": template.present or ()}
        for name in ("deputies", "apologies"):
            if getattr(template, name):
                came[name] = getattr(template, name)
        came["mostly"] = template.mostly or "mixed"
        yield Put(f"boards.{board.id}.meetings[{number}]", came)
        held[number - 1 :] = [template.but(on=on)]


def _action(action: Action, until: date, done: bool) -> Iterator[Change]:
    """An action that fell due is done, or at least somebody says how it stands."""
    path = f"actions.{action.id}"
    if done and action.due and action.status == "open" and action.owner and action.due < until:
        yield Put(f"{path}.status", "done")
        yield Put(f"{path}.closed", action.due)
        yield Put(f"{path}.result", "Done as agreed")
    elif action.updated:
        yield Put(f"{path}.updated", until - timedelta(days=20))


def _readings(path: str, readings: tuple[Reading, ...], until: date) -> Iterator[Change]:
    """A measure moves on as it did in the year before."""
    if len(readings) < 2:
        return
    (before, last), number = readings[-2:], len(readings) + 1
    on = last.on.replace(year=last.on.year + 1)
    if on <= until:
        yield Put(f"{path}[{number}]", {"value": last.value + (last.value - before.value), "on": on})


def _paid(budget: Budget, today: date, until: date) -> Iterator[Change]:
    """Who paid goes on paying, day by day; a budget that ends begins anew with the same money."""
    starts, ends = budget.starts, budget.ends
    if not (starts and ends and budget.received and budget.contributions and ends >= today):
        return
    path = f"budgets.{budget.id}"
    if ends < until:
        starts, ends = ends + DAY, ends.replace(year=ends.year + 1)
        yield Put(f"{path}.starts", starts)
        yield Put(f"{path}.ends", ends)
    share = Decimal(min((until - starts).days + 1, (ends - starts).days)) / (ends - starts).days
    for agency in budget.received:
        promised = budget.contributions.get(agency, Decimal(0))
        yield Put(f"{path}.received.{agency}", Decimal(round(promised * share)))


def _again(event: Development, today: date, until: date) -> Iterator[Change]:
    """What was learned together is learned together again a year later."""
    if event.on and today < (on := event.on.replace(year=event.on.year + 1)) <= until:
        again: dict[str, Plain] = {"id": f"{event.id}-{on.year}", "title": event.title, "kind": event.kind or "other"}
        yield Add("development", {**again, "on": on, "agencies": event.agencies or ()})


def _surveyed(partnership: Partnership, until: date) -> Iterator[Change]:
    """The survey asks the same of the same agencies each year; here and there somebody has come to agree."""
    last = max((answer.on for answer in partnership.survey if answer.on), default=until)
    on = last.replace(year=last.year + 1)
    if on > until:
        return
    for number, asked in enumerate(partnership.survey):
        if asked.on == last and asked.answers:
            answers = [*asked.answers]
            moved = min(answers[1], number % 3)
            answers[1], answers[3] = answers[1] - moved, answers[3] + moved
            record: dict[str, Plain] = {"barrier": asked.barrier, "agency": asked.agency, "on": on}
            yield Add("survey", {**record, "answers": [Decimal(many) for many in answers]})


def _renewed(partnership: Partnership, until: date) -> Iterator[Change]:
    """Money, agreements and policies that come to their end are renewed for a year, if they were alive before."""
    today = partnership.as_of
    for service in partnership.services:
        if service.ends and today <= service.ends < until:
            yield Put(f"services.{service.id}.ends", service.ends.replace(year=service.ends.year + 1))
    for section in ("data_sharing", "agreements", "policies"):
        for record in getattr(partnership, section):
            by = record.review_by
            if by and today < by <= until:
                yield Put(f"{section}.{record.id}.review_by", by.replace(year=by.year + 1))
