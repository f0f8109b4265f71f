"""The responsibility matrix: which agency, through which roles, plays which part in each task of a partnership.

Tasks are its targets, current services, current budgets and boards. Whether nobody or several answer for a target,
service or budget is judged by the same facts as the rules power/nobody-accountable and power/many-accountable, so
that they always agree; whatever the ruleset switches off, the matrix still shows. A board is judged by its chair.
"""

from collections.abc import Mapping, Sequence

from joinedup.facts import (
    Led,
    answering,
    can_be_led,
    covering,
    current_budgets,
    current_services,
    is_vacant,
    listed,
    nobody_in_post,
    remembered,
    several_answer,
)
from joinedup.partnership import Board, Partnership, Role, Service, Target

from .parts import MEANINGS, Part, players, unsaid
from .table import SECTIONS, Duty, Mark, Matrix, Row

__all__ = ["MEANINGS", "SECTIONS", "Duty", "Mark", "Matrix", "Part", "Row", "matrix", "with_vacancy"]


@remembered
def matrix(partnership: Partnership) -> Matrix:
    """The responsibility matrix of a partnership; without rows where it describes no task."""
    tasks: Mapping[str, Sequence[Led]] = {
        "targets": partnership.targets,
        "services": current_services(partnership),
        "budgets": current_budgets(partnership),
        "boards": partnership.boards,
    }
    rows: list[Row] = []
    for section in SECTIONS:
        rows += sorted((_row(partnership, section, task) for task in tasks[section]), key=_place)
    return Matrix(partnership, tuple(rows))


def with_vacancy(partnership: Partnership, one: Role | Board) -> str:
    """A role or board by its name; a vacant role with that, and with the deputy in post who can stand in."""
    if not (isinstance(one, Role) and is_vacant(partnership, one)):
        return str(one)
    deputy = covering(partnership, one)
    return f"{one} (vacant; {deputy} can stand in)" if deputy else f"{one} (vacant)"


def _row(partnership: Partnership, section: str, task: Led) -> Row:
    marks, leads, silent = _marks(partnership, task), answering(partnership, task), unsaid(partnership, task)
    who = listed(with_vacancy(partnership, one) for one in leads)
    joint = " (joint duty)" if len(leads) > 1 and Mark.DOUBLE not in marks else ""
    parts = tuple(part for part in Part if part in silent)
    return Row(section, task, marks, leads, who + joint, _duties(partnership, task), parts)


def _place(row: Row) -> tuple[int, str, str]:
    """Where a row stands among those of its section."""
    worst = min(map(list(Mark).index, row.marks), default=len(Mark))
    return worst, row.task.label.casefold(), row.task.id


def _marks(partnership: Partnership, task: Led) -> tuple[Mark, ...]:
    if not can_be_led(partnership, task):
        return (Mark.NOT_DESCRIBED,)
    gap = (Mark.GAP,) if nobody_in_post(partnership, task) else ()
    double = (Mark.DOUBLE,) if isinstance(task, Target | Service) and several_answer(task) else ()
    return (*gap, *double)


def _duties(partnership: Partnership, task: Led) -> Mapping[str, Sequence[Duty]]:
    found: dict[str, list[Duty]] = {}
    for part in Part:
        by_agency: dict[str, dict[str, Role | None]] = {}
        for player in players(partnership, task, part):
            if isinstance(player, Role):
                by_agency.setdefault(player.agency, {})[player.id] = player
            else:
                by_agency.setdefault(player, {})[""] = None
        for agency, by_id in by_agency.items():
            roles = tuple([role for id in sorted(by_id) if (role := by_id[id])])
            vacant = "" not in by_id and all(is_vacant(partnership, role) for role in roles)
            found.setdefault(agency, []).append(Duty(part, roles, vacant))
    return found
