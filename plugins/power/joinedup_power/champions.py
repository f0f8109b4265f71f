"""Who speaks for a vulnerable group where decisions are made."""

from collections.abc import Iterator, Sequence

from joinedup import Board, NotAssessed, Partnership, Question, Risk, Role, Target, Yielded
from joinedup.facts import ask_level, ask_members, by_id, count, fold, listed, named


def groups_without_champion(partnership: Partnership) -> Iterator[Yielded]:
    """One risk a vulnerable group for which no role on a strategic board is accountable."""
    strategic = [board for board in partnership.boards if board.level == "strategic"]
    heard = {role for board in strategic for role in _seats(board)}
    unsure = [board for board in partnership.boards if _may_hear(board)]
    groups, unled, judged, unclear = _groups(partnership), [], False, False
    for group, targets in groups:
        roles = by_id(map(partnership.role, {role for target in targets for role in target.accountable or ()}))
        if not roles:
            unled.append(group)
        elif any(role.id in heard for role in roles):
            judged = True
        elif questions := list(_ask_who_sits(partnership, unsure, roles)):
            unclear = True
            yield from questions
        elif strategic:
            judged = True
            yield _unheard(partnership, group, targets, roles)
    if not groups:
        yield NotAssessed(because="no target is for a named vulnerable group")
    elif unclear and not judged:
        yield NotAssessed(because="the levels and members of the boards are not all recorded")
    elif not strategic:
        yield NotAssessed(because="no board is described as strategic")
    elif unled:
        yield NotAssessed(because=f"no role answers for a target for {listed(unled)}", part=judged)


def _groups(partnership: Partnership) -> Sequence[tuple[str, list[Target]]]:
    """The vulnerable groups that targets name, each with its targets, however its name is spaced and cased."""
    found: dict[str, list[Target]] = {}
    for target in by_id(partnership.targets):
        if fold(target.cohort):
            found.setdefault(fold(target.cohort), []).append(target)
    return [(str(targets[0].cohort), targets) for _, targets in sorted(found.items())]


def _seats(board: Board) -> set[str]:
    return {role for role in (*(board.members or ()), board.chair) if role}


def _may_hear(board: Board) -> bool:
    """Whether more may sit on a strategic board than is said: its level or its members are not given."""
    return board.level is None or (board.level == "strategic" and board.members is None)


def _ask_who_sits(partnership: Partnership, unsure: Sequence[Board], roles: Sequence[Role]) -> Iterator[Question]:
    """Asks about the boards of which nobody can tell whether they are strategic and one of some roles sits there."""
    for board in unsure:
        if board.level is not None:
            yield ask_members(partnership, board)
        elif board.members is None or any(role.id in _seats(board) for role in roles):
            yield ask_level(partnership, board)


def _unheard(partnership: Partnership, group: str, targets: Sequence[Target], roles: Sequence[Role]) -> Risk:
    theirs = f"the {count(len(targets), 'target')} for this group" if len(targets) > 1 else "the target for this group"
    alone = f"{roles[0]} alone answers for {theirs}, and sits on no strategic board"
    several = f"{count(len(roles), 'role')} answer for {theirs}, and none of them sits on a strategic board"
    return Risk(
        subject=(partnership, fold(group).replace(" ", "-")),
        because=f"{group}: {alone}." if len(roles) == 1 else f"{group}: {several}: {named(roles)}.",
        at=tuple((target, field) for target in targets for field in ("cohort", "accountable")),
        agencies={role.agency for role in roles},
        remedy="Give a role that answers for this group a seat on a strategic board, or name one that has a seat in "
        "`accountable`.",
    )
