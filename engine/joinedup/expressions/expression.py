"""An expression that has been checked: what it says of each record."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from joinedup.partnership import Partnership
from joinedup.partnership.base import Record

from .checking import check
from .errors import BudgetError, ExpressionError
from .grammar import parse
from .kinds import TRUTH, Kind
from .operators import together
from .paths import Compiling
from .scope import Scope
from .values import Between, Env, Partly, Run, Typed, Unknown, unknown

STEPS = 100_000
"""How many steps one evaluation may take."""


@dataclass(frozen=True)
class Expression:
    """A checked expression or test. Compile one with `compiled` or `plain`; put several together with `every`.

    Attributes:
        text: As its author wrote it.
        kind: What it comes to: "yes or no", or the kind that was asked for.
        needs: Sections that must be described before it can be judged.
    """

    text: str
    kind: str
    needs: frozenset[str]
    run: Run = field(repr=False, compare=False)

    def evaluate(self, record: Record, partnership: Partnership, steps: int = STEPS) -> bool | None:
        """Whether it holds for a record; None where that cannot be told, because a value it needs is absent.

        Raises:
            BudgetError: it takes more than so many steps.
        """
        value = self.value(record, partnership, steps)
        return value if isinstance(value, bool) else None

    def missing(self, record: Record, partnership: Partnership, steps: int = STEPS) -> tuple[str, ...]:
        """The fields whose absence keeps it from being told, as paths: `due`, `meetings.mostly`; empty if it can be.

        Raises:
            BudgetError: it takes more than so many steps.
        """
        return _doubts(self._run(record, partnership, steps))

    def value(self, record: Record, partnership: Partnership, steps: int = STEPS) -> Any:
        """What it comes to, where something else than yes or no was asked for; None where that cannot be told.

        Raises:
            BudgetError: it takes more than so many steps.
        """
        value = self._run(record, partnership, steps)
        return None if _doubts(value) else value

    def _run(self, record: Record, partnership: Partnership, steps: int) -> Any:
        try:
            return self.run(Env(record, partnership, steps))
        except RecursionError:  # a long chain, run by a caller that is deep itself
            raise BudgetError(steps) from None


def _doubts(value: Any) -> tuple[str, ...]:
    if isinstance(value, Partly | Between):
        return value.why.fields
    if isinstance(value, tuple):
        unsure = unknown(value)
        return unsure.fields if unsure else ()
    return value.fields if isinstance(value, Unknown) else ()


@lru_cache(maxsize=1_000)
def compiled(text: str, scope: Scope, result: str = TRUTH) -> Expression:
    """Checks an expression, so that nothing can be wrong with it when it runs.

    Args:
        text: The expression, at most 1,000 characters.
        scope: What its names mean.
        result: The kind it must come to: one of the names in `joinedup.expressions.kinds`.

    Raises:
        ExpressionError: it is not written as expressions are, names something unknown, or mixes kinds.
    """
    compiling = Compiling(scope)
    try:
        checked = check(parse(text), compiling)
    except RecursionError:
        raise ExpressionError(0, "the expression is nested too deeply: write it in a simpler way") from None
    if checked.kind.name != result:
        hint = f": compare it, as in {checked.said} == …" if checked.path and result == TRUTH else ""
        raise ExpressionError(checked.at, f"the expression comes to {checked.kind.name}, not {result}{hint}")
    return Expression(text, result, frozenset(compiling.needs), checked.run)


def every(expressions: Sequence[Expression]) -> Expression:
    """Several expressions or tests as one that holds where all of them do.

    Raises:
        ValueError: there is none.
    """
    if not expressions:
        raise ValueError("there is no expression to put together")
    parts = [Typed(Kind(one.kind), one.run, 0) for one in expressions]
    needs = frozenset().union(*(one.needs for one in expressions))
    return Expression(" and ".join(one.text for one in expressions), TRUTH, needs, together(parts, every=True).run)
