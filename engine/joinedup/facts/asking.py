"""Whom to ask about a record, and who takes part in it and what it is, in the same words everywhere.

Questions about days are in `asking_when`.
"""

from collections.abc import Iterable, Iterator

from joinedup.partnership import (
    Action,
    Agreement,
    Bid,
    Board,
    Budget,
    Change,
    Development,
    Evidence,
    Outcome,
    Partnership,
    Policy,
    Record,
    Role,
    Service,
    SharingAgreement,
    Stakeholder,
    Target,
)
from joinedup.rules import Place, Question

from .actions import without_status
from .measures import direction
from .names import titled
from .people import lead_agency
from .work import Work, accountable_agencies, says_who_works, working_on

KINDS = {
    Agreement: "What kind of agreement is {}?",
    Development: "What kind of event was {}?",
    Evidence: "What kind of evidence is {}?",
    Outcome: "Is {} an outcome for all children, or for those whom a service reaches?",
    Policy: "What kind of policy is {}?",
    Service: "Is {} a service, a project or a pilot?",
    SharingAgreement: "Is {} an agreement, a memorandum or a protocol?",
}
"""How the kind of a record is asked for."""


def answers_for(partnership: Partnership, record: Record) -> tuple[str, ...]:
    """Whom to ask about a record.

    The agencies accountable for a target or service, else those that work on it; the host of a budget; the agency of
    a role or office, of the owner of an action or policy, and of the chair of a board; the agencies in an event,
    change or bid. For all else, and where nobody is named, the lead agency.
    """
    return tuple(sorted(_closest(partnership, record))) or lead_agency(partnership)


def _closest(partnership: Partnership, record: Record) -> Iterable[str]:
    match record:
        case Target() | Service():
            return accountable_agencies(partnership, record) or working_on(partnership, record)
        case Budget():
            return (record.hosted_by,) if record.hosted_by else ()
        case Bid() | Change() | Development():
            return record.agencies or ()
        case Role():
            return (record.agency,)
        case Action() | Policy():
            role = record.owner
        case Board():
            role = record.chair
        case Stakeholder():
            role = record.role
        case _:
            return ()
    return (partnership.role(role).agency,) if role else ()


def ask(partnership: Partnership, record: Record, asks: str, at: tuple[Place, ...] = ()) -> Question:
    """A question about a record, to those who answer for it; `at` where it stands elsewhere than at the record."""
    return Question(asks=asks, of=answers_for(partnership, record), at=at or (record,))


def ask_contributors(partnership: Partnership, target: Target) -> Question:
    """Asks who works towards a target."""
    return ask(partnership, target, f'Which agencies work towards "{target}"?')


def ask_who_runs(partnership: Partnership, service: Service) -> Question:
    """Asks for the agencies of a service."""
    return ask(partnership, service, f'Which agencies run "{service}"?')


def ask_deciders(partnership: Partnership, service: Service) -> Question:
    """Asks for the agencies whose agreement the decisions about a service need."""
    return ask(partnership, service, f'Whose agreement do decisions about "{service}" need?')


def ask_payers(partnership: Partnership, budget: Budget) -> Question:
    """Asks for the contributions to a budget."""
    return ask(partnership, budget, f'Who pays how much towards "{budget}"?')


def ask_who_works(partnership: Partnership, work: Work) -> Question | None:
    """Asks which agencies work on something that does not say; None if it does."""
    if says_who_works(work):
        return None
    if isinstance(work, Target):
        return ask_contributors(partnership, work)
    return ask_who_runs(partnership, work) if isinstance(work, Service) else ask_payers(partnership, work)


def ask_members(partnership: Partnership, board: Board) -> Question:
    """Asks for the members of a board."""
    return ask(partnership, board, f"Who are the members of {board}?")


def ask_level(partnership: Partnership, record: Board | Role) -> Question:
    """Asks for the level of a board or role."""
    return ask(partnership, record, f"At which level does {record} work?")


def ask_kind(
    partnership: Partnership, record: Agreement | Development | Evidence | Outcome | Policy | Service | SharingAgreement
) -> Question:
    """Asks what a record is."""
    return ask(partnership, record, KINDS[type(record)].format(titled(record)))


def ask_heard(partnership: Partnership, evidence: Evidence) -> Question:
    """Asks who was heard."""
    return ask(partnership, evidence, f'Who was heard in "{evidence}"?')


def ask_direction(partnership: Partnership, target: Target) -> Iterator[Question]:
    """Asks which way a measure should go where the goal contradicts the direction.

    Silent where no direction is given: that is a gap, which `purposes/not-smart` names.
    """
    if target.direction is not None and direction(target) is None:
        yield ask(partnership, target, f'Which way should the measure of "{target}" go?')


def ask_amount(partnership: Partnership, budget: Budget) -> Question:
    """Asks for the amount of a budget."""
    return ask(partnership, budget, f'What is the amount of "{budget}"?')


def ask_arrangement(partnership: Partnership, budget: Budget) -> Question:
    """Asks how a budget is held."""
    return ask(partnership, budget, f'Is "{budget}" a single, an aligned or a pooled budget?')


def ask_what_for(partnership: Partnership, budget: Budget) -> Question:
    """Asks what a budget pays for."""
    return ask(partnership, budget, f'What does "{budget}" pay for?')


def ask_status(partnership: Partnership, action: Action) -> Question:
    """Asks where an action stands."""
    return ask(partnership, action, f'What is the status of "{action}"?')


def ask_statuses(partnership: Partnership) -> Iterator[Question]:
    """Asks where each action stands of which nobody can tell whether it is open."""
    return (ask_status(partnership, action) for action in without_status(partnership))
