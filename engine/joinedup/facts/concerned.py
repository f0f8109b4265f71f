"""Which agencies a record of any kind is about."""

from joinedup.partnership import Action, Agency, Board, Budget, Partnership, Policy, Role, Service, Target
from joinedup.partnership.base import Record

from .people import member_agencies
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
