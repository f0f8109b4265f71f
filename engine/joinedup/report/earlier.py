"""An earlier check, as the JSON says it that was written of it."""

import json

from joinedup.errors import UserError
from joinedup.standing import Standing, standing


def earlier(place: str, text: str) -> Standing:
    """The check that a text says.

    Args:
        place: Where it was read from, for messages.
        text: What `joinedup check --format json` wrote.

    Raises:
        UserError: it is no assessment.
    """
    wanted = "give what `joinedup check -o check.json` wrote"
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise UserError(f"--since {place}: not readable as JSON; {wanted}") from None
    try:
        return standing(data, place=place)
    except ValueError:
        raise UserError(f"--since {place}: no assessment; {wanted}") from None
