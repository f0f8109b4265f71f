"""Text -> tokens: what may be written at all, before any parser sees it."""

import re
from collections.abc import Mapping

from joinedup.frozen import Frozen
from joinedup.reading.scalars import NUMBER, Wrong, day, shown

from .errors import ExpressionError

LONGEST = 1_000
DEEPEST = 20
MOST_OPERATORS = 100
"""A chain of operators is a deep tree, however few brackets it has."""

TOKEN = re.compile(
    r"""\s+
    |(?P<date>d(?:"[^"\\\n]*"|'[^'\\\n]*'))
    |(?P<text>"[^"\\\n]*"|'[^'\\\n]*')
    |(?P<number>[0-9][0-9A-Za-z_.]*)
    |(?P<attribute>\.[ \t]*[A-Za-z_][A-Za-z0-9_]*)
    |(?P<name>\$?[A-Za-z_][A-Za-z0-9_]*)(?!["'])
    |(?P<sign>==|!=|<=(?!=)|>=(?!=)|<(?![<>])|>(?!>)|\+|-|\*(?!\*)|/(?!/)|[()\[\],])""",
    re.VERBOSE | re.ASCII,
)
KEYWORDS = frozenset(("and", "or", "not", "in", "for", "if"))
OPERATORS = frozenset(("==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "and", "or", "not", "in"))

REFUSED: Mapping[str, tuple[str, str]] = {
    "=~": ('patterns are not allowed: write "word" in title, or title.starts_with("word")', ""),
    "!~": ('patterns are not allowed: write "word" not in title', ""),
    "**": ("powers are not allowed", ""),
    "//": ("there is one division", "/"),
    "<<": ("shifts are not allowed", ""),
    ">>": ("shifts are not allowed", ""),
    "<>": ('"<>" is not an operator', "!="),
    "&&": ('"&&" is not an operator', "and"),
    "&.": ('"&." is not needed: what lies behind an absent field is unknown', "."),
    "||": ('"||" is not an operator', "or"),
    "??": ("write otherwise(risk, 0) for a value to use where the field is absent", ""),
    "=": ('"=" does not compare', "=="),
    "!": ('"!" is not an operator', "not"),
    "?": ('"?" is not allowed: write the condition with and, or and not', ""),
    "%": ("a share is written as a figure, such as 0.25", ""),
    "{": ("braces are not allowed: a list stands in square brackets", ""),
    "“": ("quotes are straight", '"'), "”": ("quotes are straight", '"'),
    "‘": ("quotes are straight", '"'), "’": ("quotes are straight", '"'),
    "£": ("an amount is written without a pound sign", ""),
    "\\": ("a backslash has no meaning here", ""),
    '"': ("the quotes are not closed", ""), "'": ("the quotes are not closed", ""),
}  # fmt: skip
"""What authors who know other languages write, and what to write instead."""


class Token(Frozen):
    """A word of an expression: its kind (`date`, `text`, `number`, `attribute`, `name`, `sign`), text and place."""

    kind: str
    text: str
    at: int


def scan(text: str) -> list[Token]:
    """The tokens of an expression.

    Raises:
        ExpressionError: it is too long, nested too deeply, or has something in it that is not allowed.
    """
    if len(text) > LONGEST:
        raise ExpressionError(LONGEST, f"the expression has {len(text):,} characters: at most {LONGEST:,} are allowed")
    tokens, at = [], 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise _refused(text, at)
        if match.lastgroup:
            tokens.append(_token(match.lastgroup, match[match.lastgroup], at))
        at = match.end()
    if not tokens:
        raise ExpressionError(0, "the expression is empty")
    _not_too_deep(tokens)
    return tokens


def _token(kind: str, text: str, at: int) -> Token:
    if kind == "number" and not NUMBER.fullmatch(text):
        raise ExpressionError(at, f"{shown(text)} is not a number: write figures alone, such as 1000 or 12.5")
    if kind in ("text", "date"):
        written = text[2:-1] if kind == "date" else text[1:-1]
        taken = day(written) if kind == "date" else written
        if isinstance(taken, Wrong):
            raise ExpressionError(at, taken.what, f'd"{taken.meant}"' if taken.meant else "")
        return Token(kind, written, at)
    name = text.lstrip(". \t") if kind == "attribute" else text
    return Token(kind, name, at + len(text) - len(name))


def _refused(text: str, at: int) -> ExpressionError:
    for length in (2, 1):
        if text[at : at + length] in REFUSED:
            return ExpressionError(at, *REFUSED[text[at : at + length]])
    if text[at].isascii() and (text[at].isalpha() or text[at] == "$"):
        return ExpressionError(at, 'only d may stand before quotes, for a date: d"2026-09-30"')
    return ExpressionError(at, f"{shown(text[at])} is not allowed here")


def _not_too_deep(tokens: list[Token]) -> None:
    depth = turned = operators = 0
    for token in tokens:
        depth += (token.text in ("(", "[")) - (token.text in (")", "]")) if token.kind == "sign" else 0
        turned = turned + 1 if token.text in ("not", "-") and token.kind in ("name", "sign") else 0
        operators += token.kind == "attribute" or (token.kind in ("name", "sign") and token.text in OPERATORS)
        if depth > DEEPEST or turned > DEEPEST:
            raise ExpressionError(token.at, f"the expression is nested too deeply: at most {DEEPEST} levels")
        if operators > MOST_OPERATORS:
            raise ExpressionError(token.at, f"the expression has too many operators: at most {MOST_OPERATORS}")
