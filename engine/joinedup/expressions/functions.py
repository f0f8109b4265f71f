"""The functions that an expression may call: the whole list, none of which knows a clock, chance or a file."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from joinedup.reading.problems import nearest
from joinedup.reading.scalars import shown

from .agreement import agree, wrong_kind
from .arithmetic import ARITHMETIC, EXACT
from .attributes import length
from .days import days_from, months_ago
from .errors import ExpressionError
from .kinds import DATE, LIST, NUMBER, TABLE, TRUTH, Kind
from .values import Between, Env, Typed, Unknown, all_of, any_of, items_of, unknown

Work = Callable[[Env, Sequence[Any], Unknown | None], Any]


def call(name: str, at: int, given: Sequence[Typed]) -> Typed:
    """A call of a function.

    Raises:
        ExpressionError: there is no such function, or it takes other arguments.
    """
    if name not in FUNCTIONS:
        meant = nearest(name, FUNCTIONS)
        listed = "" if meant else f": it can be {', '.join(FUNCTIONS)}"
        raise ExpressionError(at, f"no function {shown(name)}{listed}", meant)
    needed = 2 if name == "otherwise" else 1
    if len(given) != needed:
        many = "arguments" if needed == 2 else "argument"
        raise ExpressionError(at, f"{name} takes {needed} {many}, as in {EXAMPLES[name]}")
    return FUNCTIONS[name](name, *given).but(at=at)


def _over_list(kinds: Sequence[str], work: Work, result: str = "") -> Callable[[str, Typed], Typed]:
    """A function over the items of a list."""

    def make(name: str, given: Typed) -> Typed:
        item = given.kind.item
        if given.kind.name != LIST or (item and item.name not in kinds):
            what = f"a list of which each item is {item.name}" if item else given.kind.name
            needed = f"a list of which each item is {' or '.join(kinds)}"
            raise ExpressionError(given.at, f"{name} needs {needed}, as in {EXAMPLES[name]}, and this is {what}")
        run = given.run
        kind = Kind(result) if result else Kind(item.name if item else NUMBER, money=bool(item and item.money))

        def over(env: Env) -> Any:
            value = run(env)
            if isinstance(value, Unknown):
                return value
            items, why, _ = items_of(value)
            env.spend(len(items) + 1)
            return work(env, items, why)

        return Typed(kind, over, given.at, size=given.size + 1)

    return make


def _settled(work: Callable[[Sequence[Any]], Any]) -> Work:
    """Works on a list only where all of it is known; what is not there, or a word for a date, is left out."""

    def known(_: Env, items: Sequence[Any], why: Unknown | None) -> Any:
        unsure = [item.why if isinstance(item, Between) else item for item in items]
        return unknown((why, *unsure)) or work([item for item in items if not isinstance(item, str | None)])

    return known


def _sum(items: Sequence[Any]) -> Decimal:
    total = Decimal(0)
    for item in items:
        total = ARITHMETIC["+"](total, Decimal(item))
    return total


def _count(_: str, given: Typed) -> Typed:
    if given.kind.name not in (LIST, TABLE):
        raise wrong_kind(given, "count needs a list or a table")
    return _mapped(given, Kind(NUMBER), lambda value, _: length(value))


def _abs(_: str, given: Typed) -> Typed:
    if given.kind.name != NUMBER:
        raise wrong_kind(given, "abs needs a number")
    return _mapped(given, given.kind, lambda value, _: EXACT.abs(Decimal(value)))


def _day(work: Callable[[date, int], date]) -> Callable[[str, Typed], Typed]:
    """A day so many days or months from the day of the check."""

    def make(name: str, given: Typed) -> Typed:
        if given.kind.name != NUMBER:
            raise wrong_kind(given, f"{name} needs a number")
        literal = given.literal
        if literal is not None and (literal != int(literal) or literal < 0):
            raise ExpressionError(given.at, f"{name} needs a whole number, 0 or more")
        return _mapped(given, Kind(DATE), lambda value, env: work(env.today, int(value)))

    return make


def _mapped(given: Typed, kind: Kind, work: Callable[[Any, Env], Any]) -> Typed:
    run = given.run

    def mapped(env: Env) -> Any:
        value = run(env)
        if isinstance(value, Between) and kind.name != NUMBER:
            return value.why
        if isinstance(value, Between | Unknown) or value is None:
            return value
        return work(value, env)

    return Typed(kind, mapped, given.at, size=given.size + 1)


def _otherwise(_: str, given: Typed, instead: Typed) -> Typed:
    if not given.path or not given.kind.absent:
        raise ExpressionError(given.at, "otherwise needs a field that may be absent, as in " + EXAMPLES["otherwise"])
    agree(given, instead)
    first, second = given.run, instead.run

    def run(env: Env) -> Any:
        value = first(env)
        return second(env) if value is None or isinstance(value, Unknown) else value

    return Typed(given.kind.left_out(instead.kind.absent), run, given.at, size=given.size + instead.size + 1)


FUNCTIONS: Mapping[str, Callable[..., Typed]] = {
    "any": _over_list((TRUTH,), lambda _, items, why: any_of(items, why), TRUTH),
    "all": _over_list((TRUTH,), lambda _, items, why: all_of(items, why), TRUTH),
    "sum": _over_list((NUMBER,), _settled(_sum)),
    "max": _over_list((NUMBER, DATE), _settled(lambda items: max(items, default=None))),
    "min": _over_list((NUMBER, DATE), _settled(lambda items: min(items, default=None))),
    "count": _count,
    "abs": _abs,
    "otherwise": _otherwise,
    "days_ago": _day(lambda today, days: days_from(today, -days)),
    "in_days": _day(days_from),
    "months_ago": _day(months_ago),
}
"""Every function. rule-engine's own (now, today, random, range, split, map …) cannot be reached."""

EXAMPLES: Mapping[str, str] = {
    "any": 'any([m.mostly == "operational" for m in meetings])',
    "all": "all([m.on < today for m in meetings])",
    "sum": "sum(contributions.values)",
    "max": "max([m.on for m in meetings])",
    "min": "min([m.on for m in meetings])",
    "count": "count(members)",
    "abs": "abs(amount - 500)",
    "otherwise": "otherwise(risk, 0)",
    "days_ago": "days_ago(90)",
    "in_days": "in_days(30)",
    "months_ago": "months_ago(12)",
}
