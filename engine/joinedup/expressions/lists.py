"""Lists in expressions: written out, looked into, and made from other lists."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from joinedup.reading.scalars import shown

from .agreement import agree, needs_truth, wrong_kind
from .errors import ExpressionError
from .functions import FUNCTIONS
from .grammar import Node
from .kinds import LIST, MAY, NULL, NUMBER, RECORD, TABLE, TEXT, Kind
from .operators import asked
from .paths import Compiling
from .scope import NAMES
from .values import Env, Partly, Run, Typed, Unknown, items_of, unknown

Check = Callable[[Node, Compiling], Typed]


def listing(node: Node, compiling: Compiling, check: Check) -> Typed:
    """`["police", "nhs"]`.

    Raises:
        ExpressionError: it is empty, or its items are of different kinds.
    """
    parts = tuple(check(part, compiling) for part in node.parts)
    if not parts:
        raise ExpressionError(node.at, "an empty list holds nothing: ask whether a list's length is 0")
    for part in parts:
        if part.kind.name == NULL:
            raise ExpressionError(part.at, "null stands only beside == and != and a field")
        if part.kind.name != parts[0].kind.name or part.kind.name in (LIST, TABLE, RECORD):
            raise wrong_kind(part, f"the items of a list are alike, here {parts[0].kind.name}")
    runs = [part.run for part in parts]
    size = 1 + sum(part.size for part in parts)
    kind = Kind(LIST, item=Kind(parts[0].kind.name))
    return Typed(kind, lambda env: tuple(run(env) for run in runs), node.at, size=size, items=parts)


def item(node: Node, compiling: Compiling, check: Check) -> Typed:
    """`signed["police"]` or `meetings[0]`: unknown where there is no such item.

    Raises:
        ExpressionError: it is no list or table, or has no such places or keys.
    """
    held, key = (check(part, compiling) for part in node.parts)
    if held.kind.name == TABLE and held.kind.key:
        agree(held.but(kind=held.kind.key), key)
    elif held.kind.name != LIST or key.kind.name != NUMBER:
        raise wrong_kind(held if held.kind.name != LIST else key, "brackets take a place in a list or a key of a table")
    said = f'{held.said}["{key.said}"]' if held.kind.name == TABLE else f"{held.said}[{key.said}]"
    gone = Unknown((said,))

    def find(values: Any, wanted: Any) -> Any:
        if isinstance(values, Partly):
            return values.why
        try:
            return values[int(wanted) if isinstance(wanted, Decimal | int) else wanted]
        except (IndexError, KeyError, TypeError):
            return gone

    return asked(held, key, (held.kind.item or Kind(TEXT)).left_out(MAY), find).but(said=said, path=held.path)


def each(node: Node, compiling: Compiling, check: Check) -> Typed:
    """`[m.on for m in meetings if m.mostly == "operational"]`.

    An item of which the condition is unknown may belong to the list or not: what depends on it is unknown in turn.

    Raises:
        ExpressionError: a part of it is wrong.
    """
    over = check(node.parts[1], compiling)
    held = over.kind.item if over.kind.name == LIST else over.kind.key if over.kind.name == TABLE else None
    if held is None:
        raise wrong_kind(over, '"for" goes through a list or a table')
    name = node.text
    if name in (*compiling.names, *compiling.scope.fields, *NAMES, *FUNCTIONS, "true", "false", "null"):
        raise ExpressionError(node.at, f"{shown(name)} means something already: give the items another name")
    said = over.said if held.name == RECORD and over.said else name
    compiling.names[name] = Typed(held, lambda env: env.names[name], node.at, said, path=True)
    condition = check(node.parts[2], compiling) if len(node.parts) > 2 else None
    if condition:
        needs_truth(condition, "if")
    result = check(node.parts[0], compiling)
    del compiling.names[name]
    run = _loop(name, over.run, result, condition)
    inner = result.kind if result.kind.absent != MAY else result.kind.left_out("")
    return Typed(Kind(LIST, item=inner), run, result.at, result.said, size=over.size + 1)


def _loop(name: str, over: Run, result: Typed, condition: Typed | None) -> Run:
    cost = 1 + result.size + (condition.size if condition else 0)
    wanted: Run = condition.run if condition else lambda _: True
    made = result.run

    def run(env: Env) -> Any:
        values = over(env)
        if values is None or isinstance(values, Unknown):
            return values
        items, why, more = items_of(values)
        kept, doubts = [], [why]
        for one in items:
            env.spend(cost)
            env.names[name] = one
            answer = wanted(env)
            if answer is True:
                kept.append(made(env))
            elif isinstance(answer, Unknown):
                doubts.append(answer)
        unsure = unknown(doubts)
        return Partly(kept, more + len(doubts) - 1, unsure) if unsure else tuple(kept)

    return run
