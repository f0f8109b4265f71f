"""Actions that a board agreed and did not come back to."""

from collections.abc import Iterator
from typing import NamedTuple
from datetime import date

from joinedup import Action, Board, NotAssessed, Partnership, Risk, Yielded
from joinedup.facts import (
    ask_agreed, ask_meetings, ask_statuses, by_id, count, day, open_actions, owner_agencies, past_meetings,
    without_status,
)  # fmt: skip


class Forgotten(NamedTuple):
    """An open action, and how often its board has met since anybody last said something of it; the oldest first."""

    since: date
    title: str
    id: str
    meetings: int


def forgotten_by_boards(partnership: Partnership, meetings: int) -> Iterator[Yielded]:
    """Open actions of which nobody spoke for `meetings` meetings of the board that agreed them; one risk a board."""
    meetings = max(meetings, 1)
    yield from ask_statuses(partnership)
    agreed_at_boards = [action for action in open_actions(partnership) if action.agreed_at]
    judged, forgotten = False, dict[str, list[Forgotten]]()
    for action in agreed_at_boards:
        board: Board = partnership.find("boards", action.agreed_at or "")
        since = max((when for when in (action.agreed, action.updated) if when), default=None)
        if board.meetings is None:
            yield ask_meetings(partnership, board)
        elif since is None and len(past_meetings(partnership, board)) >= meetings:
            yield ask_agreed(partnership, action)
        else:
            judged = True
            met = sum(since is not None and meeting.on > since for meeting in past_meetings(partnership, board))
            if since and met >= meetings:
                forgotten.setdefault(board.id, []).append(Forgotten(since, action.title, action.id, met))
    for board in by_id(partnership.boards):
        if board.id in forgotten:
            yield _forgot(partnership, board, sorted(forgotten[board.id]), meetings)
    yield from _left_out(partnership, agreed_at_boards, judged=judged)


def _forgot(partnership: Partnership, board: Board, forgotten: list[Forgotten], meetings: int) -> Risk:
    oldest = forgotten[0]
    actions: list[Action] = [partnership.find("actions", one.id) for one in forgotten]
    chair = {partnership.role(board.chair).agency} if board.chair else set[str]()
    return Risk(
        subject=board,
        because=f"{board}: {count(len(actions), 'open action')} agreed there, without an update for {meetings} of its "
        f'meetings or more. For "{oldest.title}" it is {count(oldest.meetings, "meeting")}, since {day(oldest.since)}.',
        at=tuple((action, "updated" if action.updated else "agreed") for action in actions),
        agencies=owner_agencies(partnership, actions) | chair,
        remedy="Go through them at the next meeting and give the day in `updated`; or close them, with their `result`.",
    )


def _left_out(partnership: Partnership, agreed_at_boards: list[Action], *, judged: bool) -> Iterator[NotAssessed]:
    """What could not be judged: nothing at all, or the open actions that name no board."""
    without = len(open_actions(partnership)) - len(agreed_at_boards)
    if judged and without:
        yield NotAssessed(because=f"{count(without, 'open action')} without a board left out", part=True)
    elif not judged and (without or agreed_at_boards or without_status(partnership)):
        yield NotAssessed(because="no open action names the board that agreed it, when, and its meetings since")
