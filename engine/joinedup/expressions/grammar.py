"""Tokens -> tree: the one place that knows the rule-engine package, and all that changes if it is exchanged.

Of rule-engine we use the grammar: which operator binds first, what a list is, where a text is no expression. What
names mean, which kinds agree, what an absent value does and how long it may take is ours, because the library has no
places in its errors, no budget, takes a missing value for null, and works out literals while it parses.
So each name and literal reaches it as a name of our own that tells its place (`n0 == n1`), and nothing of an
author's text is ever run by it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from joinedup.frozen import Frozen
from joinedup.reading.scalars import shown

from .errors import ExpressionError
from .syntax import KEYWORDS, Token, scan

SIGNS = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "add": "+", "sub": "-", "mul": "*",
         "tdiv": "/", "and": "and", "or": "or"}  # fmt: skip
COMPARISONS = frozenset(("==", "!=", "<", "<=", ">", ">="))
SLIPS = {"AND": "and", "OR": "or", "NOT": "not", "IN": "in", "is": "==", "IS": "==", "equals": "==", "contains": "in"}


class Node(Frozen):
    """A part of an expression as it is written.

    Attributes:
        what: `name`, `text`, `number`, `date`, `attribute`, `item`, `call`, `list`, `each`, `not`, `minus`, `in`, or
            the sign of an operator.
        at: Where it starts.
        parts: What it is made of.
        text: The name or literal.
    """

    what: str
    at: int
    parts: tuple["Node", ...] = ()
    text: str = ""


def parse(text: str) -> Node:
    """The tree of an expression.

    Raises:
        ExpressionError: it is not written as expressions are.
    """
    tokens = scan(text)
    from rule_engine import Context, Rule, errors  # type: ignore[import-untyped]  # slow: only where it is needed

    written, places = _for_library(tokens)
    try:
        tree = Rule(written, context=Context(default_timezone="utc")).statement.expression
        return _Reading(tokens).node(tree)
    except errors.RuleSyntaxError as error:
        place = places.get(error.token.lexpos) if error.token else None
        raise _misplaced(tokens, place, len(text)) from None
    except (errors.EngineError, RecursionError):
        raise ExpressionError(0, "the parts of the expression do not go together: put brackets around each") from None


def _for_library(tokens: list[Token]) -> tuple[str, dict[int, int]]:
    """The text that the library sees, and the token at each place of it.

    Brackets reach it as calls, of which it cannot tell the kind, so that it leaves the checking of kinds to us.
    """
    written, places = "", {}
    closing: list[str] = []
    after_value = False
    for index, token in enumerate(tokens):
        places[len(written) + 1] = index
        opens = token.kind == "sign" and token.text in ("(", "[")
        if token.kind == "attribute":
            written += f".n{index}"
        elif opens and not after_value:
            places[len(written) + len(f" n{index}")] = index
            written += f" n{index}(" + token.text.strip("(")
            closing.append(")" if token.text == "(" else "])")
        elif opens:
            written += token.text
            closing.append(")" if token.text == "(" else "]")
        elif token.text in (")", "]") and token.kind == "sign":
            closes = closing.pop() if closing else token.text
            written += " " + (closes if closes[0] == token.text else token.text)
        elif token.kind == "sign" or (token.kind == "name" and token.text in KEYWORDS):
            written += f" {token.text}"
        else:
            written += f" n{index}"
        after_value = token.text in (")", "]") if token.kind == "sign" else token.text not in KEYWORDS
    return written, places


def _misplaced(tokens: list[Token], index: int | None, end: int) -> ExpressionError:
    if index is None:
        return ExpressionError(end, "the expression ends too early")
    token = tokens[index]
    before = tokens[index - 1] if index else None
    for slip in (token, before):
        if slip and slip.kind == "name" and slip.text in SLIPS:
            return ExpressionError(slip.at, f"{shown(slip.text)} is not an operator", SLIPS[slip.text])
    if token.text in COMPARISONS and token.kind == "sign" and index:
        return ExpressionError(token.at, 'join two comparisons with "and", as in 1 < risk and risk < 5')
    written = f'"{token.text}"' if token.kind in ("text", "date") else token.text
    return ExpressionError(token.at, f"{written[:60]} cannot stand here")


class _Reading:
    """Turns the library's tree into ours."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens

    def node(self, tree: Any) -> Node:
        """The same part of the tree as a node of ours."""
        read = READERS.get(type(tree).__name__)
        if read is None:
            raise ExpressionError(0, "the expression has something in it that is not allowed")
        return read(self, tree)

    def token(self, name: str) -> Token:
        """The token that a name of ours stands for."""
        return self.tokens[int(name[1:])]

    def symbol(self, tree: Any) -> Node:
        token = self.token(tree.name)
        return Node(token.kind, token.at, text=token.text)

    def pair(self, tree: Any) -> Node:
        left = self.node(tree.left)
        return Node(SIGNS[tree.type], left.at, (left, self.node(tree.right)))

    def contains(self, tree: Any) -> Node:
        member = self.node(tree.member)
        return Node("in", member.at, (member, self.node(tree.container)))

    def turned(self, tree: Any) -> Node:
        part = self.node(tree.right)
        return Node("not" if tree.type == "not" else "minus", part.at, (part,))

    def attribute(self, tree: Any) -> Node:
        token = self.token(tree.name)
        return Node("attribute", token.at, (self.node(tree.object),), token.text)

    def item(self, tree: Any) -> Node:
        container = self.node(tree.container)
        return Node("item", container.at, (container, self.node(tree.item)))

    def call(self, tree: Any) -> Node:
        named = type(tree.function).__name__ == "SymbolExpression"
        opened = self.token(tree.function.name) if named else None
        if opened and opened.kind == "sign":
            if len(tree.arguments) != 1:
                raise ExpressionError(opened.at, "round brackets hold one thing; a list stands in square brackets")
            return self.node(tree.arguments[0])
        function = self.node(tree.function)
        return Node("call", function.at, (function, *(self.node(argument) for argument in tree.arguments)))

    def listing(self, tree: Any) -> Node:
        parts = tuple(self.node(part) for part in tree.value)
        return Node("list", parts[0].at if parts else 0, parts)

    def each(self, tree: Any) -> Node:
        variable = self.token(tree.variable)
        if variable.kind != "name" or variable.text.startswith("$"):
            raise ExpressionError(variable.at, "after for comes a name for the items, as in [m.on for m in meetings]")
        condition = (self.node(tree.condition),) if tree.condition is not None else ()
        return Node("each", variable.at, (self.node(tree.result), self.node(tree.iterable), *condition), variable.text)


READERS: Mapping[str, Callable[[_Reading, Any], Node]] = {
    "SymbolExpression": _Reading.symbol, "LogicExpression": _Reading.pair, "ComparisonExpression": _Reading.pair,
    "ArithmeticComparisonExpression": _Reading.pair, "AddExpression": _Reading.pair,
    "SubtractExpression": _Reading.pair, "ArithmeticExpression": _Reading.pair,
    "ContainsExpression": _Reading.contains, "UnaryExpression": _Reading.turned,
    "GetAttributeExpression": _Reading.attribute, "GetItemExpression": _Reading.item,
    "FunctionCallExpression": _Reading.call, "ArrayExpression": _Reading.listing,
    "ComprehensionExpression": _Reading.each,
}  # fmt: skip
