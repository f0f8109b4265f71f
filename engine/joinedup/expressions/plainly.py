"""Tests without an expression: a field, an operator in plain words, and a value."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from joinedup.frozen import Frozen
from joinedup.reading.problems import nearest
from joinedup.reading.scalars import shown

from .errors import ExpressionError
from .expression import Expression
from .kinds import DATE, LIST, NUMBER, TABLE, TEXT, TRUTH, Kind
from .operators import equal, is_absent, negated, ordered, together, within
from .paths import Compiling, attribute, dotted
from .plain_values import taken
from .scope import Scope
from .values import Typed

SINGLE = (TEXT, NUMBER, TRUTH, DATE)
MANY = (LIST, TABLE)
Make = Callable[[Typed, Sequence[Typed]], Typed]


class Operator(Frozen):
    """An operator in plain words.

    Attributes:
        kinds: What fields it can be asked of; nothing for all.
        value: Whether it takes `one` value, `several`, a `figure`, or `none`.
        make: Makes the test from the field and the values.
    """

    kinds: tuple[str, ...]
    value: str
    make: Make


def plain(field: str, operator: str, value: Any, scope: Scope) -> Expression:
    """Checks a test in plain words: `plain("due", "is before", "90 days ago", scope)`.

    It answers as an expression does: None where the field is absent, but for `is missing` and `is given`.

    Args:
        field: A field of the record, or a path such as `quorum.at_least`.
        operator: One of `OPERATORS`.
        value: As it stands in the ruleset: a text, number, yes or no, date or list of such; None where there is none.
        scope: What the field means.

    Raises:
        ExpressionError: with `part` telling whether `field`, `is` or `value` is wrong, and `item` which of a list.
    """
    compiling = Compiling(scope)
    found = _field(field, compiling)
    known = OPERATORS.get(" ".join(operator.split()).casefold())
    if known is None:
        fitting = [name for name, one in OPERATORS.items() if not one.kinds or found.kind.name in one.kinds]
        meant = nearest(operator, OPERATORS)
        listed = "" if meant else f": it can be {', '.join(fitting)}"
        raise ExpressionError(0, f"no operator {shown(operator)}{listed}", meant, "is")
    one_word = found.kind.name == TEXT and known in (CONTAINS, LACKS) and (found.kind.words or found.kind.ref)
    if one_word or (known.kinds and found.kind.name not in known.kinds):
        raise _unfit(operator, known, found)
    values = [] if known.value == "none" else _values(known, found, value)
    if known.value == "none" and value is not None:
        raise ExpressionError(0, f'"{operator}" takes no value', part="value")
    try:
        if known.value == "figure":
            found = attribute(found, "length", 0, compiling)
        made = known.make(found, values)
    except ExpressionError as error:
        part = "value" if values and error.offset else "field"
        raise ExpressionError(0, error.what, error.meant, part) from None
    said = f"{field} {operator}" + ("" if value is None else f" {value}")
    return Expression(said, TRUTH, frozenset(compiling.needs), made.run)


def _field(field: str, compiling: Compiling) -> Typed:
    try:
        return dotted(field, compiling)
    except ExpressionError as error:
        raise ExpressionError(error.offset, error.what, error.meant.strip('"'), "field") from None


def _unfit(operator: str, known: Operator, found: Typed) -> ExpressionError:
    fitting = [name for name, one in OPERATORS.items() if not one.kinds or found.kind.name in one.kinds]
    what = f'"{operator}" asks about {" or ".join(known.kinds)}, and "{found.said}" is {found.kind.name}'
    if known in (CONTAINS, LACKS) and found.kind.name == TEXT:
        return ExpressionError(0, f'"{found.said}" is a single word', "is" if known is CONTAINS else "is not", "is")
    meant = "contains" if operator in ("is", "is one of") and found.kind.name in MANY else ""
    return ExpressionError(0, what + ("" if meant else f": it can be {', '.join(fitting)}"), meant, "is")


def _values(known: Operator, found: Typed, value: Any) -> list[Typed]:
    """The values that an operator compares with.

    Raises:
        ExpressionError: there is none, or it is not what the field can be.
    """
    kind = found.kind
    if known.value == "figure":
        kind = Kind(NUMBER)
    elif kind.name == LIST:
        kind = kind.item or Kind(TEXT)
    elif kind.name == TABLE:
        kind = kind.key or Kind(TEXT)
    elif known.make is CONTAINS.make or known.make is LACKS.make:
        kind = Kind(TEXT)
    if known.value != "several":
        return [taken(value, kind, found.said)]
    if not isinstance(value, list | tuple) or not value:
        hint = f": write [{value}]" if isinstance(value, str) and len(value) < 60 else ""
        raise ExpressionError(0, f"a list is needed here{hint}", part="value")
    return [taken(one, kind, found.said, position) for position, one in enumerate(value)]


def _order(sign: str) -> Make:
    return lambda found, values: ordered(sign, found, values[0])


def _one_of(found: Typed, values: Sequence[Typed]) -> Typed:
    return together([equal(found, value) for value in values], every=False)


CONTAINS = Operator((LIST, TABLE, TEXT), "one", lambda found, values: within(values[0], found))
LACKS = Operator((LIST, TABLE, TEXT), "one", lambda found, values: negated(within(values[0], found)))
OPERATORS: Mapping[str, Operator] = {
    "is": Operator(SINGLE, "one", lambda found, values: equal(found, values[0])),
    "is not": Operator(SINGLE, "one", lambda found, values: negated(equal(found, values[0]))),
    "is one of": Operator(SINGLE, "several", _one_of),
    "is none of": Operator(SINGLE, "several", lambda found, values: negated(_one_of(found, values))),
    "is missing": Operator((), "none", lambda found, _: is_absent(found)),
    "is given": Operator((), "none", lambda found, _: negated(is_absent(found))),
    "is more than": Operator((NUMBER,), "one", _order(">")),
    "is less than": Operator((NUMBER,), "one", _order("<")),
    "is at least": Operator((NUMBER,), "one", _order(">=")),
    "is at most": Operator((NUMBER,), "one", _order("<=")),
    "is before": Operator((DATE,), "one", _order("<")),
    "is after": Operator((DATE,), "one", _order(">")),
    "is on or before": Operator((DATE,), "one", _order("<=")),
    "is on or after": Operator((DATE,), "one", _order(">=")),
    "contains": CONTAINS,
    "does not contain": LACKS,
    "has more than": Operator(MANY, "figure", _order(">")),
    "has fewer than": Operator(MANY, "figure", _order("<")),
    "has at least": Operator(MANY, "figure", _order(">=")),
    "has at most": Operator(MANY, "figure", _order("<=")),
}
"""Every operator, by the words a ruleset uses."""
