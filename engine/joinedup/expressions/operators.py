"""What can be done with values: each operation checks the kinds first and returns something that runs."""

from collections.abc import Callable, Mapping, Sequence
from operator import ge, gt, le, lt
from typing import Any

from .agreement import agree, needs_truth, wrong_kind
from .errors import ExpressionError
from .kinds import DATE, LIST, NUMBER, PERIOD, TABLE, TEXT, TRUTH, Kind
from .values import Between, Env, Typed, Unknown, all_of, any_of, items_of, unknown

YES_NO = Kind(TRUTH)
ORDERS: Mapping[str, Callable[[Any, Any], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}


def together(parts: Sequence[Typed], every: bool) -> Typed:
    """`and` (every) or `or`: unknown only where the known parts do not settle it.

    Raises:
        ExpressionError: a part is not yes or no.
    """
    for part in parts:
        needs_truth(part, "and" if every else "or")
    runs = [part.run for part in parts]
    work = all_of if every else any_of
    return Typed(YES_NO, lambda env: work(run(env) for run in runs), parts[0].at, size=_size(*parts))


def negated(part: Typed) -> Typed:
    """`not`: what is unknown stays so.

    Raises:
        ExpressionError: the part is not yes or no.
    """
    needs_truth(part, "not")
    run = part.run

    def opposite(env: Env) -> Any:
        value = run(env)
        return value if isinstance(value, Unknown) else not value

    return Typed(YES_NO, opposite, part.at, size=part.size + 1)


def is_absent(part: Typed) -> Typed:
    """`field == null`, which is always known.

    Raises:
        ExpressionError: it is not a field, or one that is always there.
    """
    if not part.path:
        raise ExpressionError(part.at, "only a field can be compared with null")
    if not part.kind.absent:
        raise ExpressionError(part.at, f'"{part.said}" is always given, so it is never absent')
    run = part.run

    def absent(env: Env) -> bool:
        value = run(env)
        return value is None or isinstance(value, Unknown)

    return Typed(YES_NO, absent, part.at, size=part.size + 1)


def equal(left: Typed, right: Typed) -> Typed:
    """`==`. Two things that both do not exist are equal; one that does not exist equals nothing else.

    Raises:
        ExpressionError: the two can never be the same.
    """
    agree(left, right)

    def same(one: Any, other: Any) -> Any:
        if isinstance(one, Between) or isinstance(other, Between):
            return all_of((_ordered(le, one, other), _ordered(ge, one, other)))
        return bool(one == other)

    return asked(left, right, YES_NO, same, lambda one, other: one is other)


def ordered(sign: str, left: Typed, right: Typed) -> Typed:
    """`<`, `<=`, `>` or `>=`, of numbers, dates or lengths of time.

    Raises:
        ExpressionError: the two have no order.
    """
    agree(left, right)
    for part in (left, right):
        if part.kind.name not in (NUMBER, DATE, PERIOD):
            raise wrong_kind(part, f'"{sign}" compares numbers and dates')
    work = ORDERS[sign]
    return asked(left, right, YES_NO, lambda one, other: _ordered(work, one, other), lambda *_: False)


def _ordered(work: Callable[[Any, Any], bool], one: Any, other: Any) -> Any:
    if isinstance(one, Between) or isinstance(other, Between):
        a, b = _ends(one), _ends(other)
        answers = {work(x, y) for x in a for y in b}
        return answers.pop() if len(answers) == 1 else unknown(v.why for v in (one, other) if isinstance(v, Between))
    if isinstance(one, str) or isinstance(other, str):
        return False  # a word in the place of a date: `dpia: not-needed`
    return work(one, other)


def _ends(value: Any) -> tuple[Any, ...]:
    return (value.low, value.high) if isinstance(value, Between) else (value,)


def within(item: Typed, container: Typed) -> Typed:
    """`in`: whether a list has an item, a table an entry, or a text another text in it.

    Raises:
        ExpressionError: it can never be in there.
    """
    kind = container.kind
    if kind.name == TEXT and not kind.words and not kind.ref:
        agree(container.but(literal=None), item)
        return asked(item, container, YES_NO, lambda one, whole: one in whole, lambda *_: False)
    held = kind.item if kind.name == LIST else kind.key if kind.name == TABLE else None
    if kind.name not in (LIST, TABLE):
        raise wrong_kind(container, '"in" looks into a list, a table or free text')
    for one in container.items or ((container.but(kind=held, literal=None),) if held else ()):
        agree(item, one)
    run, inside = item.run, container.run

    def member(env: Env) -> Any:
        one, held = run(env), inside(env)
        gone = unknown((one, held))
        if gone or held is None:
            return gone or False
        items, why, _ = items_of(held)
        env.spend(len(items) + 1)
        return any_of((other if isinstance(other, Unknown) else other == one for other in items), why)

    return Typed(YES_NO, member, item.at, size=_size(item, container))


def asked(
    left: Typed,
    right: Typed,
    kind: Kind,
    work: Callable[[Any, Any], Any],
    gone: Callable[[Any, Any], Any] = lambda *_: None,
) -> Typed:
    """Works on two values: unknown if one of them is, `gone` if one of them does not exist."""
    first, second = left.run, right.run

    def run(env: Env) -> Any:
        one, other = first(env), second(env)
        missing = unknown((one, other))
        if missing:
            return missing
        return gone(one, other) if one is None or other is None else work(one, other)

    return Typed(kind, run, left.at, size=_size(left, right))


def _size(*parts: Typed) -> int:
    return 1 + sum(part.size for part in parts)
