"""What a history holds: a check as it is handed in, and as it is listed."""

from collections.abc import Mapping
from datetime import date, datetime

from joinedup.frozen import Frozen


class Made(Frozen):
    """A check to record.

    Attributes:
        text: Its JSON, as `joinedup check --format json` prints it.
        recorded: When it is recorded, with its time zone.
    """

    text: str
    recorded: datetime


class Recorded(Frozen):
    """What became of a check that was to be recorded.

    Attributes:
        number: Its number in the history.
        before: Whether the same check was there already, so that nothing was added.
    """

    number: int
    before: bool


class Kept(Frozen):
    """A check of the history.

    Attributes:
        number: Its number, by which it is shown.
        partnership: Whose check it is.
        as_of: The day of the check.
        recorded: When it was recorded.
        version: The joinedup that made it.
        ruleset: The name of what applied.
        ruleset_sha256: The digest of what applied.
        input_sha256: The digest of the description.
        failed: Whether part of the check failed, so that it shows less than it should.
        statuses: How many barriers stand how.
    """

    number: int
    partnership: str
    as_of: date
    recorded: datetime
    version: str
    ruleset: str
    ruleset_sha256: str
    input_sha256: str
    failed: bool
    statuses: Mapping[str, int]
