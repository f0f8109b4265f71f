"""Whether two values can ever be the same, and what their author probably meant where they cannot."""

from collections.abc import Sequence

from joinedup.reading.problems import nearest
from joinedup.reading.scalars import ISO, shown
from joinedup.reading.scalars import NUMBER as FIGURE

from .errors import ExpressionError
from .kinds import DATE, LIST, NULL, NUMBER, PERIOD, RECORD, TABLE, TEXT, TRUTH
from .values import Typed


def agree(left: Typed, right: Typed) -> None:
    """Checks that two values may be the same.

    Raises:
        ExpressionError: they never are: of different kinds, or a word that the field cannot be.
    """
    if left.literal is not None and right.literal is None:
        left, right = right, left
    for part in (left, right):
        if part.kind.name in (LIST, TABLE, RECORD):
            raise wrong_kind(part, "this cannot be compared as a whole")
        if part.kind.name == NULL:
            raise ExpressionError(part.at, "null stands only beside == and != and a field")
    if {left.kind.name, right.kind.name} == {DATE, TEXT} and (left.kind.words or right.kind.words):
        dated, text = (left, right) if left.kind.name == DATE else (right, left)
        if dated.kind.words and (text.literal is not None or text.kind.words):
            _words(dated, text)
            return
    if left.kind.name != right.kind.name:
        raise _different(left, right)
    _words(left, right)


def _words(left: Typed, right: Typed) -> None:
    """Checks a literal, or another field with words, against the words of a field."""
    words = left.kind.words
    given = (right.literal,) if isinstance(right.literal, str) else right.kind.words
    if not words or not given or set(given) & set(words):
        return
    if right.literal is None:
        raise ExpressionError(right.at, f'"{left.said}" and "{right.said}" have no word in common')
    raise not_a_word(right.literal, words, right.at, left.said)


def not_a_word(given: str, words: Sequence[str], at: int, field: str) -> ExpressionError:
    """The error for a word that a field cannot be."""
    near = nearest(given, words)
    listed = "" if near else f": it can be {', '.join(words)}"
    return ExpressionError(at, f'{shown(given)} is not a word that "{field}" can be{listed}', near)


def _different(left: Typed, right: Typed) -> ExpressionError:
    what = f"{_named(left)} is {left.kind.name} and {_named(right)} is {right.kind.name}"
    said = left.said or "it"
    if left.kind.name == TRUTH:
        return ExpressionError(right.at, f"{what}: write {said} or not {said}")
    if PERIOD in (left.kind.name, right.kind.name):
        return ExpressionError(right.at, f"{what}: ask for its days, as in (today - since).days > 90")
    if isinstance(right.literal, str) and left.kind.name == DATE:
        meant = f'd"{right.literal}"' if ISO.fullmatch(right.literal) else ""
        return ExpressionError(right.at, f'{what}: write a date as d"2026-09-30"', meant)
    if isinstance(right.literal, str) and left.kind.name == NUMBER:
        number = right.literal.lstrip("£").replace(",", "")
        meant = number if FIGURE.fullmatch(number) else ""
        return ExpressionError(right.at, f"{what}: write a number without quotes", meant)
    return ExpressionError(right.at, what)


def _named(part: Typed) -> str:
    if isinstance(part.literal, str):
        return shown(part.literal)
    return part.said if part.literal is not None else f'"{part.said}"' if part.said else "the other side"


def wrong_kind(part: Typed, what: str) -> ExpressionError:
    """The error for a value of a kind that an operation cannot take."""
    hint = ""
    if part.kind.name in (LIST, TABLE):
        hint = ": ask for its length, or whether something is in it"
    elif part.kind.name == RECORD:
        hint = ": ask for one of its fields"
    elif part.kind.name == PERIOD:
        hint = ": ask for its days, as in (today - since).days"
    return ExpressionError(part.at, f"{what}, and {_named(part)} is {part.kind.name}{hint}")


def needs_truth(part: Typed, word: str) -> None:
    """Checks that something is yes or no.

    Raises:
        ExpressionError: it is something else.
    """
    if part.kind.name == TRUTH:
        return
    hint = ""
    if part.kind.name in (LIST, TABLE):
        hint = f": write {part.said or '(…)'}.length > 0"
    elif part.kind.absent:
        hint = f": write {part.said} != null to ask whether it is there"
    raise ExpressionError(part.at, f'"{word}" needs yes or no, and {_named(part)} is {part.kind.name}{hint}')
