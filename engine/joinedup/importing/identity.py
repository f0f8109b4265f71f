"""Which section a row of a tracker belongs to, and which record of it the row is."""

from collections.abc import Mapping
from typing import Any

from joinedup.partnership import Partnership
from joinedup.partnership.fields import fields, record_of
from joinedup.reading.scalars import Wrong, shown

from .cells import slug
from .columns import key
from .kinds import Import, model_of
from .tables import Row

LONGEST_ID = 60
APART = {"targets": "services", "services": "targets", "roles": "boards", "boards": "roles"}
"""Sections whose records one field may name, so that their ids must differ."""


class Identity:
    """The ids that there are, and those that rows take.

    Args:
        kind: What is imported.
        partnership: The description it is for.
        has_ids: Whether a column of the tracker gives ids.

    Attributes:
        ids: For each section, its ids with the names people know them by; those of rows are added.
    """

    def __init__(self, kind: Import, partnership: Partnership, has_ids: bool) -> None:
        self.sections, self.has_ids = kind.sections, has_ids
        self.ids = {
            field.name: {record.id: record.label for record in getattr(partnership, field.name)}
            for field in fields(Partnership)
            if (model := record_of(field.kind)) is not None and "id" in model.declared
            if isinstance(getattr(partnership, field.name), tuple)
        }
        self.seen: dict[str, int] = {}
        self.titles: dict[str, dict[str, list[str]]] = {section: {} for section in kind.sections}
        for section in kind.sections:
            for id, label in self.ids[section].items():
                self.titles[section].setdefault(key(label), []).append(id)

    def section(self, values: Mapping[str, Any]) -> str:
        """The section that a row belongs to: the one that knows its kind, or alone knows one of its fields."""
        fitting = []
        for section in self.sections:
            of = {field.name: field.kind for field in fields(model_of(section))}
            words = getattr(of.get("kind"), "words", ())
            if set(values) <= of.keys() and ("kind" not in values or values["kind"] in words):
                fitting.append(section)
        return fitting[0] if len(fitting) == 1 else ""

    def which(self) -> str:
        """What to say of a row of which the section cannot be told."""
        known = [
            f"{', '.join(field.kind.words)} for {section.replace('_', ' ')}"  # type: ignore[union-attr]
            for section in self.sections
            for field in fields(model_of(section))
            if field.name == "kind"
        ]
        return f"its kind does not say where it belongs: {'; '.join(known)}"

    def identified(self, row: Row, section: str, values: dict[str, Any]) -> list[str]:
        """Gives a row its id: its own, that of the record of the same title, or one made from the title."""
        title = str(values.get("title", ""))
        if "id" not in values:
            if not title:
                return ["neither an id nor a title: one of the two is needed"]
            same = self.titles[section].get(key(title), [])
            if len(same) > 1:
                return [f"{shown(title)} is the title of {' and '.join(same)}: give the id of the one that is meant"]
            made = slug(title)
            if isinstance(made, Wrong):
                return [made.what]
            values["id"] = same[0] if same else _short(made)
        id = values["id"]
        before = self.seen.setdefault(id, row.number)
        if before != row.number:
            return [f"row {before} is {shown(id)} already: give each row an id of its own"]
        if id in self.ids.get(APART.get(section, ""), {}):
            return [f"{shown(id)} is the id of one of the {APART[section]} already: give this row another"]
        label = self.ids[section].get(id)
        if label is not None and title and key(label) != key(title) and not self.has_ids:
            return [f"{shown(id)} is the id of {shown(label)} already: give this row an id of its own"]
        self.ids[section].setdefault(id, title or id)
        return []


def _short(id: str) -> str:
    """An id made from a title, cut at a word."""
    return id if len(id) <= LONGEST_ID else id[: LONGEST_ID + 1].rpartition("-")[0]
