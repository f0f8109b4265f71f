"""The records of a description by what people call them."""

from collections.abc import Iterable, Sequence

from joinedup.partnership import Partnership
from joinedup.partnership.base import Entry
from joinedup.reading.build import MOST_COMPARISONS
from joinedup.reading.problems import nearest
from joinedup.reading.scalars import Wrong, shown

from .columns import WORDS, key

HOLDER = "(who holds the role)"
"""Said in the place of a person's name."""


class Names:
    """The records of a description by what people call them.

    Args:
        partnership: The description.
    """

    def __init__(self, partnership: Partnership) -> None:
        self.ids: dict[str, dict[str, list[str]]] = {}
        self.labels: dict[str, dict[str, str]] = {}
        self.meant: dict[str, str] = {}
        self.compared = 0
        agencies = {agency.id: agency.name for agency in partnership.agencies}
        for section in ("agencies", "roles", "boards", "targets", "services", "outcomes", "policies", "data_sharing"):
            records: Sequence[Entry] = getattr(partnership, section)
            self.labels[section] = {record.id: record.label for record in records}
            for record in records:
                self._name(section, record.id, record.id)
                self._name(section, record.label, record.id)
        for role in partnership.roles:
            self._name("roles", f"{role.title} {agencies[role.agency]}", role.id)
            if role.holder:
                self._name("roles", role.holder, role.id)
        self.holders = {key(role.holder) for role in partnership.roles if role.holder}
        self.agency_of = {role.id: role.agency for role in partnership.roles}

    def find(self, text: str, sections: Iterable[str]) -> str | Wrong:
        """The id of the record that a text names."""
        words, sections = key(text) or text.casefold(), tuple(sections)
        found = sorted({id for section in sections for id in self.ids.get(section, {}).get(words, ())})
        exact = [id for id in found if id == text.strip()]
        if len(exact or found) == 1:
            return (exact or found)[0]
        if found:
            return Wrong(
                f"{shown(self.shown(text))} can be {' or '.join(found)}: write the id of the one that is meant"
            )
        noun = " or ".join(section.replace("_", " ") for section in sections)
        labels = [label for section in sections for label in (*self.labels[section].values(), *self.labels[section])]
        agency = self.ids["agencies"].get(words)
        if agency and "roles" in sections:
            theirs = [self.labels["roles"][id] for id, of in self.agency_of.items() if of in agency]
            listed = f": {', '.join(theirs[:6])}" if theirs else ""
            return Wrong(f"{shown(text)} is an agency, and one of its roles is needed{listed}")
        return Wrong(f"{shown(text)} is not among the {noun} of the description", self._nearest(text, labels))

    def _nearest(self, text: str, labels: Sequence[str]) -> str:
        """The name that is most likely meant, as long as looking for it takes no longer than seconds."""
        if text not in self.meant:
            self.compared += len(labels)
            self.meant[text] = nearest(text, labels) if self.compared <= MOST_COMPARISONS else ""
        return self.meant[text]

    def shown(self, text: str) -> str:
        """A text as it is said again: who holds a role is named nowhere."""
        return HOLDER if key(text) in self.holders else text

    def is_exact(self, text: str, id: str, sections: Iterable[str]) -> bool:
        """Whether a text is the id of a record, or its name."""
        return key(text) in {key(id), *(key(self.labels[section].get(id, id)) for section in sections)}

    def _name(self, section: str, name: str, id: str) -> None:
        for words in {key(name), " ".join(WORDS.findall(name.casefold()))}:
            held = self.ids.setdefault(section, {}).setdefault(words, [])
            if id not in held:
                held.append(id)
