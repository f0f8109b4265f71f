"""What a plugin is written in: themes, barriers, their rules, and solutions."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from joinedup.frozen import Frozen

from .citations import Basis, Citation, Table1, Table2
from .development import FORMS, FormId
from .pages import page_of
from .rules import Needs, Rule, Yielded, tiers
from .severity import Severity
from .survey import CROSS_CHECKS, survey_rule


@dataclass(frozen=True, slots=True)
class Barrier:
    """A row of Table 1: what can stand in a partnership's way, and the rules that look for it.

    Attributes:
        label: The barrier in the words of its source.
        cite: Where the label stands.
        statement: What staff are asked whether they agree; phrased so that agreeing is healthy.
        solutions: Ids of the solutions that fit it, best first.
        development: Ids of the forms of development that help against it, best first; see `joinedup.development`.

    Raises:
        ValueError: there is no such form.
    """

    label: str
    cite: Table1 | Citation
    statement: str
    solutions: tuple[str, ...]
    development: tuple[FormId, ...] = ()
    rules: list[Rule] = field(default_factory=list)

    def __post_init__(self) -> None:
        for form in self.development:
            if form not in FORMS:
                raise ValueError(f'no form of development "{form}"; there are {", ".join(FORMS)}')

    def rule(
        self,
        severity: Severity | Mapping[str, Severity],
        *,
        needs: Needs,
        basis: Basis,
        main: bool = False,
        solutions: tuple[str, ...] = (),
    ) -> Callable[[Callable[..., Iterator[Yielded]]], Callable[..., Iterator[Yielded]]]:
        """Makes the decorated generator a rule of this barrier.

        Its name is the function's, its page the docstring, its parameters the `Limits` class that its `limits`
        argument is annotated with. Beside `partnership` it may ask for `limits`, `vocabulary` and `least_answers`.

        Args:
            severity: One for all, or `tiers(…)`.
            needs: The sections without which it is not assessed: `needs("budgets")`.
            basis: Why it asks for this.
            main: Whether the barrier can only be clear if this rule ran; one rule of a barrier.
            solutions: Ids, where the barrier's do not fit what the rule finds.
        """
        named = severity if isinstance(severity, Mapping) else tiers(severity)

        def add(function: Callable[..., Iterator[Yielded]]) -> Callable[..., Iterator[Yielded]]:
            wants = tuple(name for name in function.__annotations__ if name != "return")
            limits = function.__annotations__.get("limits")
            name = function.__name__.replace("_", "-")
            made = Rule(name, function, named, needs, basis, main, solutions, wants, limits, page_of(function.__doc__))
            self.rules.append(made)
            return function

        return add


class Solution(Frozen):
    """A row of Table 2: what helps.

    Attributes:
        name: The last part of its id: "key-players".
        label: The solution in the words of its source.
        cite: Where the label stands.
        meaning: What it means, in one sentence of our own.
        first_steps: Two to four steps that can stand in the minutes.
        seen_in: One line on the case study of the source that shows it, or nothing.
    """

    name: str
    label: str
    cite: Table2 | Citation
    meaning: str
    first_steps: tuple[str, ...]
    seen_in: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """What one plugin adds: a column of Table 1 and of Table 2.

    Attributes:
        id: One word: "power".
        title: The heading of the column: "Power".
        about: The second line of the heading: "Power and advocacy".
        barriers: The modules that hold a barrier each, in the order of the rows; a module's name is the barrier's.
        solutions: The solutions, in the order of the rows.
    """

    id: str
    title: str
    about: str
    barriers: tuple[ModuleType, ...]
    solutions: tuple[Solution, ...]
    _survey_rules: dict[str, Rule] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for given in (self.barriers, self.solutions):
            if not isinstance(given, tuple):
                raise TypeError(f"barriers and solutions must be tuples, not {type(given).__name__}")

    def each_barrier(self) -> Iterator[tuple[str, Barrier]]:
        """Each barrier with its id, such as `power/budgets`."""
        for module in self.barriers:
            barrier: Any = module.barrier
            yield f"{self.id}/{module.__name__.rpartition('.')[2]}", barrier

    def rules_of(self, barrier_id: str, barrier: Barrier) -> tuple[Rule, ...]:
        """The rules of a barrier: its own, and the one that reads the survey."""
        if barrier_id not in self._survey_rules:
            self._survey_rules[barrier_id] = survey_rule(barrier_id, barrier.statement)
        return (*barrier.rules, self._survey_rules[barrier_id])

    def each_rule(self) -> Iterator[tuple[str, str, Rule]]:
        """Each rule with its id, such as `power/sums-do-not-add-up`, and the id of its barrier."""
        for barrier_id, barrier in self.each_barrier():
            for rule in self.rules_of(barrier_id, barrier):
                yield f"{self.id}/{rule.name}", barrier_id, rule

    def each_cross_check(self) -> Iterator[tuple[str, Rule]]:
        """Each cross-check of the survey with its id in this theme, such as `power/rosier-than-the-record`."""
        for rule in CROSS_CHECKS:
            yield f"{self.id}/{rule.name}", rule

    def each_solution(self) -> Iterator[tuple[str, Solution]]:
        """Each solution with its id, such as `power/let-go`."""
        for solution in self.solutions:
            yield f"{self.id}/{solution.name}", solution
