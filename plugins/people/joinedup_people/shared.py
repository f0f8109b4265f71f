"""What the barriers of this theme share: how names and limits are said, and what is asked about boards and work."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from operator import attrgetter

from joinedup import (
    Action,
    Agency,
    Board,
    Budget,
    Development,
    Meeting,
    Partnership,
    Question,
    Record,
    Role,
    Service,
    Target,
)
from joinedup.facts import answers_for, current_budgets, current_services, day, owner_agency, past_meetings, percent

BY_ID = attrgetter("id")
"""The order in which records are gone through, so that the order of the file never shows."""
MOST_NAMES = 6


def named(things: Iterable[Record]) -> str:
    """Names in alphabetical order, titles of things in quotes; a long list is cut short and says by how many."""
    plain = (Agency, Board, Role)
    names = sorted((str(thing) if isinstance(thing, plain) else f'"{thing}"' for thing in things), key=str.casefold)
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], f"{len(names) - MOST_NAMES + 1} others"]
    return in_turn(names)


def agencies_named(partnership: Partnership, ids: Iterable[str]) -> str:
    """The names of agencies, from their ids."""
    return named(partnership.agency(id) for id in ids)


def in_turn(words: Sequence[str]) -> str:
    """Words joined in the order in which they come: "a, b and c"."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def days_named(days: Iterable[date]) -> str:
    """Days in their order: "12 May 2026 and 14 July 2026"."""
    return in_turn([day(when) for when in sorted(set(days))])


def as_limit(share: Decimal) -> str:
    """A share as people say a limit: "none", "half", "a third", "1 in 4"; others in per cent."""
    if not share:
        return "none"
    for parts, word in enumerate(("half", "a third", "1 in 4", "1 in 5"), start=2):
        if abs(share * parts - 1) < Decimal("0.001"):
            return word
    return percent(share)


def core_agencies(partnership: Partnership) -> tuple[Agency, ...]:
    """The core agencies in the order of their ids."""
    return tuple(sorted((agency for agency in partnership.agencies if agency.core), key=BY_ID))


def ask_for_members(partnership: Partnership, board: Board) -> Question:
    """Who sits on a board that does not say."""
    return Question(asks=f"Who are the members of {board}?", of=answers_for(partnership, board), at=(board,))


def keepers(partnership: Partnership, board: Board) -> tuple[str, ...]:
    """Whom to ask about the meetings of a board: the agency of its chair, else the lead agency."""
    return (partnership.role(board.chair).agency,) if board.chair else answers_for(partnership, board)


def ask_who_came(partnership: Partnership, board: Board, last: int) -> Iterator[Question]:
    """What is missing to know who came to the last `last` meetings of a board."""
    of = keepers(partnership, board)
    if board.meetings is None:
        yield Question(asks=f"When did {board} meet?", of=of, at=(board,))
    for meeting in past_meetings(partnership, board)[:last]:
        if meeting.present is None:
            asks = f"Who was present at the {board} meeting on {day(meeting.on)}?"
            yield Question(asks=asks, of=of, at=(meeting,))


def in_date_order(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Meetings, the oldest first."""
    return sorted(meetings, key=attrgetter("on"))


def shareable(partnership: Partnership) -> list[Target | Service | Budget]:
    """The targets, current services and current budgets: what agencies can work on together."""
    things: list[Target | Service | Budget] = [*partnership.targets, *current_services(partnership)]
    things += current_budgets(partnership)
    return sorted(things, key=lambda thing: (thing.noun, thing.id))


def ask_who_works(partnership: Partnership, thing: Target | Service | Budget) -> Question | None:
    """Which agencies work on something that does not say; None if it does."""
    if isinstance(thing, Target):
        unsaid, asks = thing.contributors is None, f'Which agencies work towards "{thing}"?'
    elif isinstance(thing, Service):
        unsaid, asks = thing.agencies is None, f'Which agencies run "{thing}"?'
    else:
        unsaid, asks = thing.contributions is None, f'Who pays how much towards "{thing}"?'
    return Question(asks=asks, of=answers_for(partnership, thing), at=(thing,)) if unsaid else None


def ask_about_event(partnership: Partnership, event: Development, *fields: str) -> Iterator[Question]:
    """Which of the fields a development event does not give."""
    of = event.agencies or answers_for(partnership, event)
    asks = {
        "kind": f'What kind of event was "{event}"?',
        "on": f'When was "{event}" held?',
        "agencies": f'Which agencies took part in "{event}"?',
    }
    for field in fields:
        if getattr(event, field) is None:
            yield Question(asks=asks[field], of=of, at=(event,))


def ask_about_action(partnership: Partnership, action: Action, asks: str) -> Question:
    """A question about an action, to the agency of the role that owns it."""
    owner = owner_agency(partnership, action)
    of = (owner,) if owner else answers_for(partnership, action)
    return Question(asks=asks.format(f'"{action}"'), of=of, at=(action,))
