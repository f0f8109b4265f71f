"""An authority's own rules, from YAML: conditions and messages are checked here, before anything runs."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

from joinedup.citations import Basis
from joinedup.expressions import (
    Expression,
    ExpressionError,
    Scope,
    Template,
    compiled,
    every,
    plain,
    template,
)
from joinedup.facts.concerned import agencies_of
from joinedup.facts.words import listed
from joinedup.frozen import Frozen
from joinedup.pages import Page
from joinedup.partnership import Partnership
from joinedup.reading.build import Building
from joinedup.reading.tree import Step
from joinedup.rules import Needs, Question, Risk, Rule, Yielded, tiers
from joinedup.severity import Severity

from .contents import Condition, LocalRule

T = TypeVar("T")


class Check(Frozen):
    """A local rule at work.

    Attributes:
        scope: The records it looks at.
        condition: What is true of a record that it finds.
        because: What it says then.
        remedy: What would clear it.
    """

    scope: Scope
    condition: Expression
    because: Template
    remedy: str

    def look(self, partnership: Partnership) -> Iterator[Yielded]:
        """A risk for each record of which the condition is true, a question where that cannot be told."""
        for record in self.scope.records(partnership):
            holds = self.condition.evaluate(record, partnership)
            agencies = agencies_of(partnership, record)
            if holds:
                because = self.because.render(record, partnership)
                yield Risk(subject=record, because=because, at=(record,), agencies=agencies, remedy=self.remedy)
            elif holds is None:
                lacks = listed(f"`{field}`" for field in set(self.condition.missing(record, partnership)))
                name = record.name if isinstance(record, Partnership) else str(record)
                yield Question(asks=f'What is {lacks} of "{name}"?', of=agencies, at=(record,))


def local_rules(
    given: Mapping[str, LocalRule | None], building: Building, prefixes: Collection[str]
) -> dict[str, list[Rule]]:
    """The rules of each barrier, by its id; what is wrong with one is noted at its place.

    Args:
        given: The rules by id, as the reader took them; None where one is wrong already.
        building: The reading that notes problems.
        prefixes: Ids of themes, which no local rule may take as its prefix.
    """
    found: dict[str, list[Rule]] = {}
    for id, rule in given.items():
        if id.partition("/")[0] in prefixes:
            what = f'the prefix "{id.partition("/")[0]}" belongs to a plugin: use one of your own'
            building.note(["local_rules", id], what, of_key=True)
        elif rule is not None:
            made = _Compiling(building, id, rule).rule()
            if made is not None:
                found.setdefault(rule.barrier, []).append(made)
    return found


class _Compiling:
    """One local rule on its way to a rule of the engine."""

    def __init__(self, building: Building, id: str, given: LocalRule) -> None:
        self.building = building
        self.id = id
        self.given = given
        self.broken = False

    def rule(self) -> Rule | None:
        scope = self.attempt(["for_each"], lambda: Scope(self.given.for_each))
        if scope is None:
            return None
        condition = self.condition(scope)
        because = self.attempt(["because"], lambda: template(self.given.because, scope))
        if self.broken or condition is None or because is None:
            return None
        check = Check(scope, condition, because, self.given.remedy or "")

        def look(partnership: Partnership) -> Iterator[Yielded]:
            yield from check.look(partnership)

        section = () if scope.section == "partnership" else (scope.section,)
        return Rule(
            name=self.id,
            function=look,
            tiers=tiers(Severity[self.given.severity.upper()]),
            needs=Needs(every=tuple(dict.fromkeys((*section, *sorted(condition.needs))))),
            basis=Basis(self.given.basis.replace("-", " "), self.given.citation or ""),
            main=False,
            solutions=self.given.solutions or (),
            wants=("partnership",),
            limits=None,
            page=Page(self.given.title.rstrip("."), why=self.given.why, do=self.given.do),
        )

    def condition(self, scope: Scope) -> Expression | None:
        text = self.given.when
        if text is not None:
            return self.attempt(["when"], lambda: compiled(text, scope))
        made = [self.test(number, one, scope) for number, one in enumerate(self.given.where or ())]
        sound = [one for one in made if one is not None]
        return every(sound) if sound and len(sound) == len(made) else None

    def test(self, number: int, one: Condition, scope: Scope) -> Expression | None:
        return self.attempt(["where", number], lambda: plain(one.field, one.is_, one.value, scope))

    def attempt(self, steps: list[Step], make: Callable[[], T]) -> T | None:
        """Compiles a part; what is wrong with it is noted at its column."""
        try:
            return make()
        except ExpressionError as error:
            self.broken = True
            parts: list[Step] = [error.part] if error.part else []
            parts += [error.item] if error.item is not None else []
            self.note(["local_rules", self.id, *steps, *parts], error)
            return None

    def note(self, steps: list[Step], error: ExpressionError) -> None:
        self.building.steps, before = steps, self.building.steps
        self.building.wrong_within(error.offset, error.what, error.meant)
        self.building.steps = before
