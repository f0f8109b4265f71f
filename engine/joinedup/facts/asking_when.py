"""Questions about days, in the same words everywhere."""

from collections.abc import Iterator

from joinedup.partnership import (
    Action,
    Agreement,
    Board,
    Budget,
    Development,
    Evidence,
    Partnership,
    Plan,
    Policy,
    Service,
    SharingAgreement,
)
from joinedup.rules import Question

from .asking import ask, ask_kind


def ask_agreed(partnership: Partnership, action: Action) -> Question:
    """Asks for the day on which an action was agreed."""
    return ask(partnership, action, f'When was "{action}" agreed?')


def ask_due(partnership: Partnership, action: Action) -> Question:
    """Asks for the day by which an action is to be done."""
    return ask(partnership, action, f'When is "{action}" due?')


def ask_closed(partnership: Partnership, action: Action) -> Question:
    """Asks for the day on which an action was done or dropped."""
    return ask(partnership, action, f'When was "{action}" closed?')


def ask_review(partnership: Partnership, record: Agreement | Policy | SharingAgreement) -> Question:
    """Asks for the day by which an agreement or policy is to be reviewed."""
    return ask(partnership, record, f'When is "{record}" to be reviewed?')


def ask_start(partnership: Partnership, record: Service | SharingAgreement) -> Question:
    """Asks for the first day of a service or sharing agreement."""
    return ask(partnership, record, f'When did "{record}" start?')


def ask_end(partnership: Partnership, record: Budget | Plan) -> Question:
    """Asks for the last day of a budget or plan."""
    return ask(partnership, record, f'When does "{record}" end?')


def ask_dates(partnership: Partnership, budget: Budget) -> Question:
    """Asks for the period of a budget."""
    return ask(partnership, budget, f'When does "{budget}" start and end?')


def ask_meetings(partnership: Partnership, board: Board) -> Question:
    """Asks for the meetings of a board."""
    return ask(partnership, board, f"When did {board} meet?")


def ask_how_often(partnership: Partnership, board: Board) -> Question:
    """Asks how often a board means to meet."""
    return ask(partnership, board, f"How often does {board} mean to meet?")


def ask_day(partnership: Partnership, record: Development | Evidence) -> Question:
    """Asks for the day of an event or piece of evidence. Events and consultations are held; an audit has a day."""
    held = isinstance(record, Development) or record.kind == "consultation"
    return ask(partnership, record, f'When was "{record}" held?' if held else f'What is the day of "{record}"?')


def ask_about_event(partnership: Partnership, event: Development, *fields: str) -> Iterator[Question]:
    """Asks for those of the fields `kind`, `on` and `agencies` that a development event does not give."""
    if "kind" in fields and event.kind is None:
        yield ask_kind(partnership, event)
    if "on" in fields and event.on is None:
        yield ask_day(partnership, event)
    if "agencies" in fields and event.agencies is None:
        yield ask(partnership, event, f'Which agencies took part in "{event}"?')
