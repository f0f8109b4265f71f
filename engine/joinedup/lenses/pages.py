"""The page of a lens and of an item, as paragraphs of plain text: `joinedup explain`."""

from collections.abc import Iterator, Mapping, Sequence

from joinedup.catalogue import Catalogue

from .contents import KINDS, Item, Lens, counted


class Pages:
    """The pages of some lenses.

    Args:
        lenses: The lenses.
        catalogue: The rules and barriers that they name.
    """

    def __init__(self, lenses: Sequence[Lens], catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.lenses = {lens.name: lens for lens in lenses}
        self.items: Mapping[str, tuple[Lens, Item]] = {
            f"{lens.name}/{id}": (lens, item) for lens in lenses for id, item in lens.contents.items.items()
        }

    @property
    def ids(self) -> tuple[str, ...]:
        """The names of the lenses, and each item behind the name of its lens."""
        return (*self.lenses, *self.items)

    def page(self, id: str) -> Iterator[str]:
        """The page of a lens or item.

        Raises:
            KeyError: nothing has this id.
        """
        return self._lens(self.lenses[id]) if id in self.lenses else self._item(id, *self.items[id])

    def _lens(self, lens: Lens) -> Iterator[str]:
        yield f"{lens.name}{f' (plugin {lens.plugin})' if lens.plugin else ''}\n{lens.contents.title}"
        yield lens.contents.about
        yield f"Source: {lens.contents.source}"
        yield f"{counted(lens.counts)}."
        for group, heading in lens.groups.items():
            rows = (f"  {lens.name}/{id}: {item.title} ({KINDS[item.kind]})" for id, item in lens.items(group).items())
            yield "\n".join([heading or "Items", *rows])

    def _item(self, id: str, lens: Lens, item: Item) -> Iterator[str]:
        yield f"{id} ({KINDS[item.kind]})\n{item.title}"
        yield f"Lens: {lens.contents.title} ({lens.name})"
        yield f"Source: {lens.contents.source}. Cited: {item.cite}"
        if item.about:
            yield item.about
        if item.rules:
            yield "Rules\n" + "\n".join(f"  {rule}: {self._title(rule)}" for rule in item.rules)
        if item.statements:
            yield "Survey statements\n" + "\n".join(f"  {id}: {self._statement(id)}" for id in item.statements)
        if item.outcome:
            yield f"Facts shown of the outcome: {', '.join(item.outcome)}"
        if item.ask:
            yield f"Ask: {item.ask}"

    def _title(self, rule: str) -> str:
        found = self.catalogue.rules.get(rule)
        return found[2].title if found else "a rule that no theme here has: a ruleset may bring it"

    def _statement(self, barrier: str) -> str:
        found = self.catalogue.barriers.get(barrier)
        return found[1].statement if found else "no theme here has this barrier"
