"""Which records concern an agency: those that name it, or a role that it fills."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from joinedup.partnership import Partnership
from joinedup.partnership.base import Record, Ref
from joinedup.partnership.fields import Either, Explained, Kind, Nested, Several, Table, fields


def each_field(record: Record) -> Iterator[tuple[Explained, Any]]:
    """Each field of a record as its model explains it, with its value; None where the file does not give it."""
    for name, field in zip(type(record).declared, fields(type(record)), strict=True):
        yield field, getattr(record, name) if name in record.stated else None


class Concern:
    """What concerns an agency.

    Args:
        partnership: The description.
        agency: The id of the agency.
    """

    def __init__(self, partnership: Partnership, agency: str) -> None:
        self.partnership, self.agency = partnership, agency
        self.roles = frozenset(role.id for role in partnership.roles if role.agency == agency)
        self.core = any(one.core for one in partnership.agencies if one.id == agency)

    def records(self, section: str) -> Sequence[Record]:
        """The records of a section that concern it."""
        value = getattr(self.partnership, section)
        records = value if isinstance(value, tuple) else (value,) if value is not None else ()
        return [record for record in records if self.with_record(record, section)]

    def with_record(self, record: Record, section: str = "") -> bool:
        """Whether a record does. A core partner is expected to sign each agreement, and should see that it has not."""
        own = section in ("agencies", "roles") and getattr(record, "id", None) in {self.agency, *self.roles}
        expected = section == "agreements" and self.core
        return own or expected or any(self.with_value(value, field.kind) for field, value in each_field(record))

    def with_value(self, value: Any, kind: Kind) -> bool:
        """Whether a value names it."""
        if value is None:
            return False
        if isinstance(kind, Ref):
            return self.names(value, kind)
        if isinstance(kind, Several):
            return any(self.with_value(item, kind.item) for item in value)
        if isinstance(kind, Table) and isinstance(value, Mapping):
            return any(self.with_value(key, kind.key) or self.with_value(value[key], kind.value) for key in value)
        if isinstance(kind, Nested):
            return self.with_record(value)
        return isinstance(kind, Either) and any(self.with_value(value, choice) for choice in kind.choices)

    def names(self, id: Any, ref: Ref) -> bool:
        """Whether an id of a section is the agency's, or that of one of its roles."""
        return ("agencies" in ref.sections and id == self.agency) or ("roles" in ref.sections and id in self.roles)
