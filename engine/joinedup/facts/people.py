"""Who leads what, who stands in, who sits where, who came."""

from collections.abc import Mapping

from joinedup.frozen import Frozen
from joinedup.partnership import Agency, Board, Budget, Meeting, Partnership, Role, Service, Target

from .memory import remembered
from .names import by_id, by_kind
from .time import months_before
from .work import current_budgets, targets_and_services

Led = Target | Service | Budget | Board
"""What a role can lead."""


@remembered
def lead_agency(partnership: Partnership) -> tuple[str, ...]:
    """The id of the lead agency, as a tuple to ask: it is empty where none is named."""
    return tuple(agency.id for agency in partnership.agencies if agency.lead)


@remembered
def core_agencies(partnership: Partnership) -> tuple[Agency, ...]:
    """The core agencies in the order of their ids."""
    return by_id(agency for agency in partnership.agencies if agency.core)


@remembered
def leads(partnership: Partnership) -> Mapping[str, tuple[Led, ...]]:
    """For the id of each role, what it leads, by kind and id: what it is accountable for, chairs or controls.

    Services and budgets count while they are current.
    """
    found: dict[str, list[Led]] = {role.id: [] for role in partnership.roles}
    for work in targets_and_services(partnership):
        for role in work.accountable or ():
            found[role].append(work)
    for board in partnership.boards:
        if board.chair:
            found[board.chair].append(board)
    for budget in current_budgets(partnership):
        control = controller(partnership, budget)
        if isinstance(control, Role):
            found[control.id].append(budget)
    return {role: by_kind(things) for role, things in found.items()}


def controller(partnership: Partnership, budget: Budget) -> Role | Board | None:
    """The role or board that controls a budget, or None. Where a board and a role have one id, it is the board."""
    return _controllers(partnership).get(budget.controlled_by or "")


@remembered
def _controllers(partnership: Partnership) -> Mapping[str, Role | Board]:
    controls: tuple[Role | Board, ...] = (*partnership.roles, *partnership.boards)
    return {control.id: control for control in controls}


def is_vacant(partnership: Partnership, role: Role) -> bool:
    """Whether nobody is in post today."""
    return role.vacant_since is not None and role.vacant_since <= partnership.as_of


def covering(partnership: Partnership, role: Role) -> Role | None:
    """The deputy of a role, if that post is filled."""
    deputy = partnership.role(role.deputy) if role.deputy else None
    return deputy if deputy and deputy.id != role.id and not is_vacant(partnership, deputy) else None


def member_agencies(partnership: Partnership, board: Board) -> tuple[str, ...]:
    """The agencies with a role on a board, each once, in the order of the members."""
    return tuple(dict.fromkeys(partnership.role(role).agency for role in board.members or ()))


def at_the_table(partnership: Partnership, board: Board) -> frozenset[str]:
    """The agencies that sit on a board: those of its members and that of its chair."""
    seats = (*(board.members or ()), board.chair)
    return frozenset(partnership.role(role).agency for role in seats if role)


def past_meetings(partnership: Partnership, board: Board) -> tuple[Meeting, ...]:
    """The meetings of a board up to today, the newest first."""
    return _past_meetings(partnership)[board.id]


@remembered
def _past_meetings(partnership: Partnership) -> Mapping[str, tuple[Meeting, ...]]:
    held = {
        board.id: [meeting for meeting in board.meetings or () if meeting.on <= partnership.as_of]
        for board in partnership.boards
    }
    return {id: tuple(sorted(own, key=lambda meeting: meeting.on, reverse=True)) for id, own in held.items()}


class Attendance(Frozen):
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
