"""Tree -> frozen models, with every problem on the way noted and none of them ending the reading."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any, get_origin

from joinedup.frozen import Frozen
from joinedup.partnership.base import Record, Ref, out_of_order

from .kinds import Take, of_field
from .problems import MOST_PROBLEMS, Problem, brief, nearest
from .scalars import shown
from .tree import REFUSED, Quoted, Step, Tree


class Shape(Frozen):
    """What the reader needs to know of a model.

    Attributes:
        fields: For each name in the file: the name in the model, and how its value is taken.
        required: Names without which a record is not one.
    """

    fields: Mapping[str, tuple[str, Take]]
    required: tuple[str, ...]


@cache
def shape(model: type[Record]) -> Shape:
    """The shape of a model, worked out once."""
    fields = {info.alias or name: (name, of_field(info)) for name, info in model.declared.items()}
    required = tuple(info.alias or name for name, info in model.declared.items() if info.required)
    return Shape(fields, required)


class Building:
    """One reading of one tree.

    Args:
        tree: What is read.
        ids: For each section, its ids with the names people know them by: what references may name.

    Attributes:
        problems: What was wrong, in the order met.
    """

    def __init__(self, tree: Tree, ids: Mapping[str, Mapping[str, str]]) -> None:
        self.tree = tree
        self.ids = ids
        self.problems: list[Problem] = []
        self.refused = 0
        self.meant: dict[tuple[str, Ref], str] = {}
        self.comparisons = 0
        self.steps: list[Step] = []
        self.of_key = False

    def record(self, model: type[Record], value: Any) -> Any:
        """A record of `model` from a mapping; None, with problems, where that is not possible."""
        if not isinstance(value, dict):
            return self.wrong(f"a mapping is needed here, such as {{{next(iter(shape(model).fields))}: …}}")
        before = len(self.problems) + self.refused
        fields = shape(model).fields
        values: dict[str, Any] = {}
        for key, given in value.items():
            known = fields.get(key)
            if known is None:
                self.step(key, key, lambda name, _: self._no_field(name, model), of_key=True)
            elif given is None:
                several = get_origin(model.declared[known[0]].annotation) is tuple
                self.step(key, several, lambda many, _: self._no_value(many), of_key=True)
            else:
                values[known[0]] = self.step(key, given, known[1])
        for key in shape(model).required:
            if key not in value:
                self.wrong(f'"{key}" is missing')
        if len(self.problems) + self.refused > before:
            self._in_order(model, values)
            return None
        made = model.made(values)
        for field, what in made.contradictions():
            if field:
                self.step(field, what, lambda said, _: self.wrong(said))
            else:
                self.wrong(what)
        return made

    def _in_order(self, model: type[Record], values: Mapping[str, Any]) -> None:
        """Days in the wrong order are said even where something else of the record is wrong."""
        for first, last in model.in_order:
            what = out_of_order(values.get(first), values.get(last), first)
            if what:
                self.step(last, what, lambda said, _: self.wrong(said))

    def step(self, step: Step, value: Any, take: Take, of_key: bool = False) -> Any:
        """Takes a value one step deeper, so that a problem with it knows its place."""
        if value is REFUSED:
            self.refused += 1
            return None
        self.steps.append(step)
        self.of_key, before = of_key, self.of_key
        taken = take(value, self)
        self.of_key = before
        self.steps.pop()
        return taken

    def wrong(self, what: str, meant: str = "") -> None:
        """Notes a problem at the place reached."""
        if len(self.problems) >= MOST_PROBLEMS:
            self.refused += 1
            return
        self.problems.append(problem_at(self.tree, self.steps, what, meant, self.of_key))

    def nearest(self, word: str, choices: Collection[str]) -> str:
        """The choice that a word is most likely a slip of, as long as looking for it takes no longer than seconds."""
        self.comparisons += len(choices)
        return nearest(word, choices) if self.comparisons <= MOST_COMPARISONS else ""

    def note(self, steps: Sequence[Step], what: str, meant: str = "", of_key: bool = False) -> None:
        """Notes a problem at another place than the one reached."""
        before = self.steps, self.of_key
        self.steps, self.of_key = list(steps), of_key
        self.wrong(what, meant)
        self.steps, self.of_key = before

    def wrong_within(self, offset: int, what: str, meant: str = "") -> None:
        """Notes a problem inside the text reached, `offset` code points into it.

        The column is that of the character in the file as long as the text stands on one line and has no escapes.
        """
        quote = 1 if isinstance(self.tree.get(self.steps), Quoted) else 0
        found = problem_at(self.tree, self.steps, what, meant)
        self.problems.append(found.but(column=found.column + quote + offset))

    def unknown(self, value: str, ref: Ref) -> None:
        """Notes a reference to a record that is not there."""
        cached = self.meant.get((value, ref))
        if cached is None:
            cached = self.meant[value, ref] = self._meant(value, ref)
        self.wrong(f"no {' or '.join(NOUNS.get(section, section) for section in ref.sections)} {shown(value)}", cached)

    def _meant(self, value: str, ref: Ref) -> str:
        if self.comparisons + 2 * sum(len(self.ids[section]) for section in ref.sections) > MOST_COMPARISONS:
            return ""
        known = {id: name for section in ref.sections for id, name in self.ids[section].items()}
        by_name = {name.casefold(): id for id, name in known.items()}
        words = [*known, ref.word] if ref.word else list(known)
        meant = by_name.get(value.strip().casefold()) or self.nearest(value, words)
        if not meant:
            near_name = self.nearest(value, known.values())
            meant = next((id for id, name in known.items() if near_name and name == near_name), "")
        return meant

    def no_doubles(self, values: Iterable[Any]) -> None:
        """Notes an item that a list gives twice, and a record whose id is taken."""
        seen: dict[str, int] = {}
        for position, value in enumerate(values):
            id = value.get("id") if isinstance(value, dict) else value
            if not isinstance(id, str):
                continue
            if id in seen and isinstance(value, dict):
                first = self.tree.place([*self.steps, seen[id], "id"])[0]
                self.step(position, id, partial(self._taken, line=first))
            elif id in seen and self.steps[-1] not in MAY_REPEAT:
                self.step(position, id, lambda twice, _: self.wrong(f"{shown(twice)} is listed twice"))
            seen.setdefault(id, position)

    def _taken(self, id: str, _: "Building", line: int) -> None:
        place = f"{'row' if self.tree.sheets else 'line'} {line}"
        self.step("id", id, lambda taken, _: self.wrong(f"the id {shown(taken)} is taken already, in {place}"))

    def _no_field(self, name: str, model: type[Record]) -> None:
        owner = getattr(model, "noun", None)
        of = f" of {'an' if owner[0] in 'aeiou' else 'a'} {owner}" if owner else ""
        self.wrong(f"{shown(name)} is not a field{of}", self.nearest(name, shape(model).fields))

    def _no_value(self, several: bool) -> None:
        if len(self.steps) == 1 and not several:
            self.wrong("the section has no value: write {} if there is nothing to say, or leave it out")
        elif len(self.steps) == 1:
            self.wrong("the section has no value: write [] if there are none, or leave it out if it is not described")
        else:
            self.wrong("the field has no value: leave it out where nothing is known")


MOST_COMPARISONS = 50_000
"""How many words are compared, over all mistakes of a file, to find the nearest right one: that takes long."""
MAY_REPEAT = frozenset(("answers",))

NOUNS = {
    "agencies": "agency", "roles": "role", "boards": "board", "targets": "target", "services": "service",
    "outcomes": "outcome", "policies": "policy", "data_sharing": "sharing agreement",
    "indicators": "indicator", "barriers": "barrier", "rules": "rule",
    "solutions": "solution", "groups": "group",
}  # fmt: skip


def problem_at(tree: Tree, steps: Sequence[Step], what: str, meant: str = "", of_key: bool = False) -> Problem:
    """A problem with the value that steps lead to, or with the key of it."""
    line, column = tree.place(steps, of_key)
    path, file, cell = where(tree, steps), tree.file(steps), tree.cell(steps, of_key)
    return Problem(line, column, path, what, meant, file=file, cell=cell)


def where(tree: Tree, steps: Iterable[Step]) -> str:
    """A path in the file's own words: `boards.trust-board.meetings[3].on`."""
    path, value = "", tree.root
    for step in steps:
        inner = value.get(step) if isinstance(value, dict) else None
        if isinstance(step, int):
            inner = value[step] if isinstance(value, list) and step < len(value) else None
            id = inner.get("id") if isinstance(inner, dict) else None
            path += f".{brief(id)}" if isinstance(id, str) else f"[{step + 1}]"
        else:
            path += f".{brief(step)}" if path else brief(step)
        value = inner
    return path
