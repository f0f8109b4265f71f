"""Who leads what, who stands in, who sits where, who came."""

from collections.abc import Mapping
from dataclasses import dataclass

from joinedup.partnership import Action, Board, Budget, Meeting, Partnership, Role, Service, Target

from .memory import remembered
from .time import months_before
from .work import current_budgets, current_services

Led = Target | Service | Budget | Board


@remembered
def leads(partnership: Partnership) -> Mapping[str, tuple[Led, ...]]:
    """For the id of each role, what it leads: what it is accountable for, chairs or controls.

    Services and budgets count while they are current.
    """
    found: dict[str, list[Led]] = {role.id: [] for role in partnership.roles}
    works: tuple[Target | Service, ...] = (*partnership.targets, *current_services(partnership))
    for work in works:
        for role in work.accountable or ():
            found[role].append(work)
    for board in partnership.boards:
        if board.chair:
            found[board.chair].append(board)
    for budget in current_budgets(partnership):
        if budget.controlled_by in found:
            found[budget.controlled_by].append(budget)
    return {role: tuple(things) for role, things in found.items()}


def is_vacant(partnership: Partnership, role: Role) -> bool:
    """Whether nobody is in post today."""
    return role.vacant_since is not None and role.vacant_since <= partnership.as_of


def covering(partnership: Partnership, role: Role) -> Role | None:
    """The deputy of a role, if that post is filled."""
    deputy = partnership.role(role.deputy) if role.deputy else None
    return deputy if deputy and deputy.id != role.id and not is_vacant(partnership, deputy) else None


def owner_agency(partnership: Partnership, action: Action) -> str | None:
    """The agency of the role that owns an action."""
    return partnership.role(action.owner).agency if action.owner else None


def member_agencies(partnership: Partnership, board: Board) -> tuple[str, ...]:
    """The agencies with a role on a board, each once, in the order of the members."""
    return tuple(dict.fromkeys(partnership.role(role).agency for role in board.members or ()))


def past_meetings(partnership: Partnership, board: Board) -> tuple[Meeting, ...]:
    """The meetings of a board up to today, the newest first."""
    held = [meeting for meeting in board.meetings or () if meeting.on <= partnership.as_of]
    return tuple(sorted(held, key=lambda meeting: meeting.on, reverse=True))


@dataclass(frozen=True, slots=True)
class Attendance:
    """What a member agency did at the last meetings of a board since it joined.

    Attributes:
        meetings: The meetings looked at, newest first; those that do not say who was present are left out.
        empty: Those at which its seat was empty: neither its member nor a deputy came.
        deputised: Those to which it sent somebody else.
    """

    meetings: tuple[Meeting, ...]
    empty: tuple[Meeting, ...]
    deputised: tuple[Meeting, ...]


def attendance(partnership: Partnership, board: Board, agency: str, last: int) -> Attendance:
    """How an agency attended the last `last` meetings of a board, counted from the day it joined."""
    joined = (board.joined or {}).get(agency)
    held = [meeting for meeting in past_meetings(partnership, board) if meeting.present is not None]
    counted = tuple(meeting for meeting in held if joined is None or meeting.on >= joined)[:last]
    return Attendance(
        counted,
        tuple(m for m in counted if agency not in (m.present or ()) and agency not in m.deputies),
        tuple(m for m in counted if agency in m.deputies),
    )


def in_post_less_than(partnership: Partnership, role: Role, months: int) -> bool:
    """Whether a role's holder came less than `months` ago."""
    return role.since is not None and role.since > months_before(partnership.as_of, months)
