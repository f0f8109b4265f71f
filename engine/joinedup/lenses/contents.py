"""What a lens's file holds, as the reader takes it and `schema --lens` describes it."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from joinedup.frozen import Frozen
from joinedup.partnership.base import BarrierId, Id, Record, Ref, Table, required, unknown

FORMAT = "joinedup-lens/1"
LONGEST_TITLE = 89
"""Characters of an item's title: a claim that fits on a line or two."""
CHECKED, ASKED, NOT_CHECKABLE = "checked", "asked", "not-checkable"
KINDS: Mapping[str, str] = {
    CHECKED: "checked by rules",
    ASKED: "asked of staff",
    NOT_CHECKABLE: "not checkable from here",
}
"""How far an item can be known, with its words."""

RuleId = Annotated[str, Ref(("rules",))]
GroupId = Annotated[str, Ref(("groups",))]


class Item(Record):
    """One claim about what good looks like, and what could show it."""

    title: str = required("What good looks like: a claim in your own words, under 90 characters.")
    cite: str = required("Where the claim comes from: the section, box or page.")
    group: GroupId | None = unknown("Its heading, by id; needed where the lens has groups.")
    about: str | None = unknown("More about it, in a sentence or two.")
    rules: tuple[RuleId, ...] | None = unknown("Ids of rules: what the records can say.")
    statements: tuple[BarrierId, ...] | None = unknown("Ids of barriers whose survey statement fits: what people say.")
    ask: str | None = unknown("What nobody can tell from here: a question to people, with a question mark.")
    outcome: tuple[str, ...] | None = unknown("Ids or names under which a description may list this outcome.")

    @property
    def kind(self) -> str:
        """Checked if it has rules, asked if it has statements alone, else not checkable."""
        return CHECKED if self.rules else ASKED if self.statements else NOT_CHECKABLE

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """A title is short, and what asks is a question."""
        if len(self.title) > LONGEST_TITLE:
            yield "title", f"the title has {len(self.title)} characters: at most {LONGEST_TITLE}"
        if self.ask and not self.ask.endswith("?"):
            yield "ask", "a question ends in a question mark"


class Contents(Record):
    """Everything a lens can say."""

    format: Literal["joinedup-lens/1"] = required("The version of this format.")
    title: str = required("What the lens is called.")
    about: str = required("What one sees through it, and for whom, in one to three sentences.")
    source: str = required("Where its claims come from: the whole citation.")
    groups: Table[Id, str] | None = unknown("Headings by id, in their order; then every item names one.")
    items: Table[Id, Item] = required("The claims by id, in their order.")


class Lens(Frozen):
    """A lens that was read.

    Attributes:
        name: What it goes by: its file's name without the suffix.
        contents: What its file says.
        plugin: The plugin that brings it; empty for one that ships with joinedup, or an authority's own.
    """

    name: str
    contents: Contents
    plugin: str = ""

    @property
    def groups(self) -> Mapping[str, str]:
        """The headings by id; one without words where the lens has none."""
        return self.contents.groups or {"": ""}

    def items(self, group: str) -> Mapping[str, Item]:
        """The items of a group by id, in their order."""
        return {id: item for id, item in self.contents.items.items() if (item.group or "") == group}

    @property
    def counts(self) -> Mapping[str, int]:
        """How many items are of each kind."""
        kinds = [item.kind for item in self.contents.items.values()]
        return {kind: kinds.count(kind) for kind in KINDS}


def counted(counts: Mapping[str, int]) -> str:
    """How many items are checked, asked and not checkable: "3 items: 1 checked by rules, …"."""
    total = sum(counts.values())
    each = ", ".join(f"{counts[kind]} {words}" for kind, words in KINDS.items())
    return f"{total} {'item' if total == 1 else 'items'}: {each}"
