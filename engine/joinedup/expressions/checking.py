"""Tree -> something that runs: names, kinds and words are checked here, once, when a ruleset is loaded."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from joinedup.reading.scalars import shown

from . import arithmetic, functions, operators
from .attributes import METHODS
from .errors import ExpressionError
from .grammar import Node
from .kinds import DATE, NULL, NUMBER, TEXT, TRUTH, Kind
from .lists import each, item, listing
from .paths import Compiling, attribute, start
from .scope import NAMES
from .values import Typed

CONSTANTS = {"true": (TRUTH, True), "false": (TRUTH, False), "null": (NULL, None)}
LITERALS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "text": (TEXT, str), "number": (NUMBER, Decimal), "date": (DATE, date.fromisoformat)
}  # fmt: skip
SLIPS = {"True": "true", "False": "false", "yes": "true", "no": "false", "None": "null", "none": "null"}


def check(node: Node, compiling: Compiling) -> Typed:
    """A part of an expression, checked.

    Raises:
        ExpressionError: something in it is wrong.
    """
    known = CHECKS.get(node.what)
    return known(node, compiling) if known else _pair(node, compiling)


def _name(node: Node, compiling: Compiling) -> Typed:
    if node.text in compiling.names:
        return start(node.text, node.at, compiling)
    if node.text in CONSTANTS:
        name, value = CONSTANTS[node.text]
        return Typed(Kind(name), lambda _: value, node.at, node.text, literal=value)
    if node.text in SLIPS and node.text not in compiling.scope.fields:
        raise ExpressionError(node.at, f"no field {shown(node.text)} here", SLIPS[node.text])
    if node.text.startswith("$") or node.text in functions.FUNCTIONS:
        name = node.text.lstrip("$")
        meant = name if name in NAMES or name in compiling.scope.fields else ""
        what = f"{name} is a function: write {functions.EXAMPLES[name]}" if name in functions.EXAMPLES else (
            f"no built-in value {shown(node.text)}"
        )  # fmt: skip
        raise ExpressionError(node.at, what, meant)
    return start(node.text, node.at, compiling)


def _literal(node: Node, _: Compiling) -> Typed:
    kind, make = LITERALS[node.what]
    value = make(node.text)
    return Typed(Kind(kind), lambda _: value, node.at, node.text, literal=value)


def _pair(node: Node, compiling: Compiling) -> Typed:
    sign, needed = node.what, set(compiling.needs)
    left, right = (check(part, compiling) for part in node.parts)
    if sign in ("==", "!="):
        if NULL in (left.kind.name, right.kind.name):
            asked = left if right.kind.name == NULL else right
            same = operators.is_absent(asked)
            if asked.section:
                compiling.needs = needed  # whether a section is described can always be told
        else:
            same = operators.equal(left, right)
        return same if sign == "==" else operators.negated(same)
    if sign == "in":
        return operators.within(left, right)
    return (
        operators.ordered(sign, left, right) if sign in operators.ORDERS else arithmetic.calculated(sign, left, right)
    )


def _logic(node: Node, compiling: Compiling) -> Typed:
    parts = [check(part, compiling) for part in _chain(node, node.what)]
    return operators.together(parts, every=node.what == "and")


def _chain(node: Node, sign: str) -> list[Node]:
    """`a and b and c` as one list, however long."""
    waiting, parts = [node], []
    while waiting:
        part = waiting.pop()
        if part.what == sign:
            waiting.extend(reversed(part.parts))
        else:
            parts.append(part)
    return parts


def _attribute(node: Node, compiling: Compiling) -> Typed:
    if node.text in METHODS:
        raise ExpressionError(node.at, f'{node.text} needs a text in brackets: {node.text}("Early")')
    return attribute(check(node.parts[0], compiling), node.text, node.at, compiling)


def _call(node: Node, compiling: Compiling) -> Typed:
    function, *arguments = node.parts
    if function.what == "attribute":
        return _method(function, [check(part, compiling) for part in arguments], compiling)
    if function.what != "name":
        raise ExpressionError(function.at, "this is not a function")
    name = function.text.removeprefix("$")
    if name not in functions.FUNCTIONS:
        arguments = []  # the name is the mistake to mend first
    return functions.call(name, function.at, [check(part, compiling) for part in arguments])


def _method(node: Node, given: list[Typed], compiling: Compiling) -> Typed:
    base = check(node.parts[0], compiling)
    if node.text not in METHODS or base.kind.name != TEXT:
        found = attribute(base, node.text, node.at, compiling)
        raise ExpressionError(node.at, f'"{found.said}" is not asked with brackets')
    if len(given) != 1 or given[0].kind.name != TEXT:
        raise ExpressionError(node.at, f'{node.text} needs one text in brackets: {node.text}("Early")')
    return operators.asked(base, given[0], operators.YES_NO, METHODS[node.text], lambda *_: False)


CHECKS: Mapping[str, Callable[[Node, Compiling], Typed]] = {
    "name": _name, "text": _literal, "number": _literal, "date": _literal, "attribute": _attribute, "call": _call,
    "and": _logic, "or": _logic, "item": lambda node, compiling: item(node, compiling, check),
    "list": lambda node, compiling: listing(node, compiling, check),
    "each": lambda node, compiling: each(node, compiling, check),
    "not": lambda node, compiling: operators.negated(check(node.parts[0], compiling)),
    "minus": lambda node, compiling: arithmetic.minus(check(node.parts[0], compiling)),
}  # fmt: skip
