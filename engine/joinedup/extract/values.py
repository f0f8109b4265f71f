"""Values of a description as people read them: names in the place of ids, days and pounds written out."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from joinedup.facts.words import count, day, figure, listed, pounds
from joinedup.partnership import Partnership
from joinedup.partnership.base import PRESET, Record, Ref
from joinedup.partnership.boards import Meeting
from joinedup.partnership.fields import Either, Explained, Kind, Nested, Plain, Several, Table, Words

from .concern import Concern, each_field

ATTENDED = {"present": "came", "deputies": "sent a deputy", "apologies": "sent apologies"}
LABELS = {
    "core": "core partner", "lead": "lead authority", "top": "reports to nobody above", "on": "day",
    "dpia": "data protection impact assessment", "dpia_reason": "why none is needed",
    "since": "in post since", "may_spend": "may spend without asking", "may_decide": "may decide without asking",
}  # fmt: skip
"""Fields whose names need a word more for those who do not know the file."""
PLAINLY = {"value": "", "title": "", "on": "on "}
"""What stands before these values inside of a line, where others have the names of their fields."""
NOTHING = "nothing recorded"


class Said:
    """How values are said to one agency.

    Args:
        partnership: The description.
        concern: What concerns the agency.
    """

    def __init__(self, partnership: Partnership, concern: Concern) -> None:
        self.partnership, self.concern = partnership, concern

    @staticmethod
    def label(name: str) -> str:
        """The name of a section or field as a heading: "Data sharing"."""
        words = LABELS.get(name) or name.replace("_", " ")
        return words[:1].upper() + words[1:]

    def value(self, value: Any, field: Explained | None, kind: Kind | None = None) -> str:
        """A value of a field, on one line; nothing where there is nothing to say."""
        kind = kind or (field.kind if field else None)
        if isinstance(kind, Ref):
            return self.name(value, kind)
        if isinstance(kind, Several):
            return self.several(value, kind)
        if isinstance(kind, Table):
            return self.own(value, kind, expected=field is not None and field.absent != PRESET)
        if isinstance(kind, Nested):
            return self.inner(value)
        if isinstance(kind, Either):
            return self.plain(value, None) if isinstance(value, date) else str(value)
        return self.plain(value, kind)

    def plain(self, value: Any, kind: Kind | None) -> str:
        """A single value."""
        if isinstance(kind, Words):
            return str(value).replace("-", " ")
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, date):
            return day(value)
        if isinstance(value, Decimal):
            return pounds(value) if isinstance(kind, Plain) and kind.least == 0 else figure(value)
        return str(value)

    def name(self, id: str, ref: Ref) -> str:
        """What people call the record that an id stands for."""
        for section in ref.sections:
            if section != "barriers":
                found = next((one for one in getattr(self.partnership, section, ()) if one.id == id), None)
                if found is not None:
                    return str(found.label)
        return id

    def several(self, values: Sequence[Any], kind: Several) -> str:
        """A list. Of roles, those of the agency alone, and how many others there are."""
        if isinstance(kind.item, Nested):
            held = [one for one in values if not isinstance(one, Meeting) or one.on <= self.partnership.as_of]
            said = (self.attendance(one) if isinstance(one, Meeting) else self.inner(one) for one in held)
            return "; ".join(said) or "none"
        own = [one for one in values if isinstance(kind.item, Ref) and one in self.concern.roles]
        if own and isinstance(kind.item, Ref) and kind.item.sections == ("roles",):
            others = len(values) - len(own)
            rest = f", and {count(others, 'role')} of others" if others else ""
            return listed(self.name(one, kind.item) for one in own) + rest
        return listed(self.value(one, None, kind.item) for one in values) if values else "none"

    def own(self, values: Mapping[Any, Any], kind: Table, expected: bool) -> str:
        """The agency's own entry of a table by agency; the others' are not its business.

        Args:
            values: The table.
            kind: What it holds.
            expected: Whether it is said that the agency has none.
        """
        if not (isinstance(kind.key, Ref) and "agencies" in kind.key.sections):
            return "; ".join(f"{key}: {self.value(one, None, kind.value)}" for key, one in values.items())
        given = values.get(self.concern.agency)
        if given is None:
            return f"yours: {NOTHING}" if expected else ""
        return f"yours: {self.value(given, None, kind.value)}"

    def inner(self, record: Record) -> str:
        """A record inside of another, on one line."""
        parts = []
        for field, value in each_field(record):
            shown = self.value(value, field) if value not in (None, ()) else ""
            if shown:
                parts.append((field.name == "on", PLAINLY.get(field.name, f"{self.label(field.name).lower()} "), shown))
        return ", ".join(f"{before}{shown}" for _, before, shown in sorted(parts, key=lambda part: part[0]))

    def attendance(self, meeting: Meeting) -> str:
        """What a meeting's record says of the agency."""
        named = [word for name, word in ATTENDED.items() if self.concern.agency in (getattr(meeting, name, None) or ())]
        return f"{day(meeting.on)} {listed(named) if named else NOTHING}"
