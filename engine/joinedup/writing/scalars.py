"""Single values as both YAML and JSON write them."""

from datetime import date
from decimal import Decimal

LAST_OF_FOUR_DIGITS = 0xFFFF


def one_line(text: str) -> str:
    """A text as the reader takes it: on one line, without spaces around it."""
    return " ".join(text.split())


def plain(value: bool | int | Decimal | date) -> str:
    """A value that is no text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def quoted(text: str) -> str:
    """A text in double quotes, with a number for each character that nobody sees."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable() or ord(character) > LAST_OF_FOUR_DIGITS:  # flags are made of characters nobody sees
        return character
    return f"\\u{ord(character):04x}"
