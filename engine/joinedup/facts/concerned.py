"""Which agencies a record of any kind is about, and which roles answer for it."""

from joinedup.partnership import Action, Agency, Board, Budget, Partnership, Policy, Role, Service, Target
from joinedup.partnership.base import Record

from .people import controller, member_agencies
from .work import working_on


def agencies_of(partnership: Partnership, record: Record) -> tuple[str, ...]:
    """The ids of the agencies that a record concerns: who it is, who works on it, sits on it, owns it or signs it."""
    if isinstance(record, Agency):
        return (record.id,)
    if isinstance(record, Role):
        return (record.agency,)
    if isinstance(record, Board):
        return tuple(sorted(member_agencies(partnership, record)))
    if isinstance(record, Target | Service | Budget):
        return tuple(sorted(working_on(partnership, record)))
    if isinstance(record, Action | Policy):
        return (partnership.role(record.owner).agency,) if record.owner else ()
    named = getattr(record, "parties", None) or getattr(record, "agencies", None) or ()
    return () if isinstance(record, Partnership) else tuple(sorted(named))


def roles_of(partnership: Partnership, record: Record) -> tuple[str, ...]:
    """The ids of the roles that answer for a record: itself, or those accountable, that own, chair or control it."""
    if isinstance(record, Role):
        return (record.id,)
    if isinstance(record, Target | Service):
        return record.accountable or ()
    if isinstance(record, Budget):
        held = controller(partnership, record)
        return roles_of(partnership, held) if held else ()
    role = record.owner if isinstance(record, Action | Policy) else record.chair if isinstance(record, Board) else None
    return (role,) if role else ()
