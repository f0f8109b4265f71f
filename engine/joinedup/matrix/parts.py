"""The four parts an agency can play in a task, and which records say that it does.

Services and budgets count while they are current, actions while they are open.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum

from joinedup.facts import (
    Led,
    answering,
    at_the_table,
    budgets_for,
    can_be_led,
    controller,
    current,
    is_open,
    lacks_status,
    remembered,
    says_who_works,
    services_for,
    working_on,
)  # fmt: skip
from joinedup.partnership import Action, Board, Budget, Partnership, Role, Service, Target


class Part(Enum):
    """What an agency can be in a task."""

    ACCOUNTABLE = "accountable"
    RESPONSIBLE = "responsible"
    CONTRIBUTING = "contributing"
    DECIDING = "deciding"

    @property
    def letter(self) -> str:
        """How a narrow column says it."""
        return self.value[0].upper()


MEANINGS: Mapping[Part, str] = {
    Part.ACCOUNTABLE: "It answers for a target or service. It controls a budget, or chairs the board that does. "
    "It chairs a board.",
    Part.RESPONSIBLE: "It owns an open action for a target or service, or one agreed at a board. It keeps the account "
    "of a budget.",
    Part.CONTRIBUTING: "It works on a target, or on a service for it. It runs or sponsors a service. It pays, in money "
    "or in kind. It sits on a board.",
    Part.DECIDING: "The decisions of a service need its agreement. It controls a budget, or sits on the board that "
    "does. The quorum of a board needs it.",
}
"""What each part means, for readers."""

Player = Role | str
"""A role; or the id of an agency that plays a part as a whole."""

FURTHER: Mapping[type, Mapping[Part, Sequence[str]]] = {
    Target: {
        Part.RESPONSIBLE: ("actions",),
        Part.CONTRIBUTING: ("services", "budgets"),
        Part.DECIDING: ("budgets",),
    },
    Service: {Part.RESPONSIBLE: ("actions",), Part.CONTRIBUTING: ("budgets",), Part.DECIDING: ("budgets",)},
    Board: {Part.RESPONSIBLE: ("actions",)},
}
"""The sections beside its own and those with roles that say who plays a part in a kind of task."""


def players(partnership: Partnership, task: Led, part: Part) -> Iterator[Player]:
    """Who plays a part in a task; a player may come more than once."""
    return PLAYERS[part](partnership, task)


def unsaid(partnership: Partnership, task: Led) -> frozenset[Part]:
    """The parts of a task of which the description does not say, or not in full, who plays them."""
    further = FURTHER.get(type(task), {})
    silent = {part for part, sections in further.items() if not partnership.described.issuperset(sections)}
    controls = (controller(partnership, budget) for budget in _budgets(partnership, task))
    seats = [board.members for board in (*controls, task) if isinstance(board, Board)]
    by_part = {
        Part.ACCOUNTABLE: not can_be_led(partnership, task),
        Part.RESPONSIBLE: any(map(lacks_status, _actions(partnership, task))),
        Part.CONTRIBUTING: not (isinstance(task, Board) or says_who_works(task)),
        Part.DECIDING: isinstance(task, Budget) and not can_be_led(partnership, task),
    }
    match task:
        case Service():
            by_part[Part.DECIDING] = task.decided_by is None
        case Budget():
            by_part[Part.RESPONSIBLE] = task.hosted_by is None
        case Board():
            by_part[Part.DECIDING] = task.quorum is None
    if None in seats:
        by_part[Part.CONTRIBUTING if isinstance(task, Board) else Part.DECIDING] = True
    return frozenset(silent.union(part for part, said in by_part.items() if said))


def _accountable(partnership: Partnership, task: Led) -> Iterator[Player]:
    for one in answering(partnership, task):
        if isinstance(one, Role):
            yield one
        elif one.chair:
            yield partnership.role(one.chair)


def _responsible(partnership: Partnership, task: Led) -> Iterator[Player]:
    yield from (partnership.role(a.owner) for a in _actions(partnership, task) if a.owner and is_open(a))
    if isinstance(task, Budget) and task.hosted_by:
        yield task.hosted_by


def _contributing(partnership: Partnership, task: Led) -> Iterator[Player]:
    match task:
        case Target():
            yield from task.contributors or ()
            yield from working_on(partnership, *services_for(partnership)[task.id])
        case Service():
            yield from task.agencies or ()
            yield from (partnership.role(role) for role in (task.sponsor,) if role)
        case Board():
            yield from (partnership.role(role) for role in task.members or () if role != task.chair)
    for budget in _budgets(partnership, task):
        yield from working_on(partnership, budget).union(budget.in_kind or ())


def _deciding(partnership: Partnership, task: Led) -> Iterator[Player]:
    if isinstance(task, Service):
        yield from task.decided_by or ()
    if isinstance(task, Board) and task.quorum:
        yield from task.quorum.agencies
    for budget in _budgets(partnership, task):
        control = controller(partnership, budget)
        if isinstance(control, Role):
            yield control
        elif control:
            yield from at_the_table(partnership, control)


PLAYERS: Mapping[Part, Callable[[Partnership, Led], Iterator[Player]]] = {
    Part.ACCOUNTABLE: _accountable,
    Part.RESPONSIBLE: _responsible,
    Part.CONTRIBUTING: _contributing,
    Part.DECIDING: _deciding,
}


def _budgets(partnership: Partnership, task: Led) -> Iterable[Budget]:
    """The budget itself, or the current budgets that fund a target or service."""
    if isinstance(task, Budget):
        return (task,)
    if isinstance(task, Board):
        return ()
    return [budget for budget in budgets_for(partnership)[task.id] if current(budget, partnership.as_of)]


def _actions(partnership: Partnership, task: Led) -> Sequence[Action]:
    return _actions_by_task(partnership).get(partnership.path(task), ())


@remembered
def _actions_by_task(partnership: Partnership) -> Mapping[str, Sequence[Action]]:
    """For the path of each target, service or board, the actions for it or agreed at it, open or not."""
    found: dict[str, list[Action]] = {}
    for action in partnership.actions:
        paths = [partnership.path(partnership.work(id)) for id in action.supports or ()]
        for path in (*paths, *((f"boards.{action.agreed_at}",) if action.agreed_at else ())):
            found.setdefault(path, []).append(action)
    return found
