"""What names mean in the expressions about the records of one section."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from joinedup.partnership import SECTIONS, Partnership
from joinedup.partnership.base import Record
from joinedup.reading.problems import nearest
from joinedup.reading.scalars import shown

from .errors import ExpressionError
from .kinds import DATE, LIST, RECORD, WITHHELD, Kind, Known, fields, section

WHOLE = "partnership"
"""The section name for one evaluation over the whole description."""
TODAY = "today"
NAMES: Mapping[str, Kind] = {WHOLE: Kind(RECORD, model=Partnership), TODAY: Kind(DATE)}
"""What every expression sees beside the fields of its record."""


@dataclass(frozen=True)
class Scope:
    """What the records of a section offer to an expression: each field by its name in the file.

    Beside them, `partnership` is the whole description (`partnership.agencies`) and `today` the day of the check.

    Args:
        section: A section of the description that holds records, such as `agencies`; or `partnership`.

    Raises:
        ExpressionError: there is no such section, or it holds no records that a rule could be about.
    """

    section: str

    def __post_init__(self) -> None:
        if self.section in WITHHELD:
            raise ExpressionError(0, f'"{self.section}" {WITHHELD[self.section]}')
        known = [name for name in SECTIONS if name not in WITHHELD and _model(name)]
        if self.section != WHOLE and self.section not in known:
            meant = nearest(self.section, [*known, WHOLE])
            listed = "" if meant else f": it can be {', '.join(known)} or {WHOLE}"
            raise ExpressionError(0, f"no section {shown(self.section)} with records{listed}", meant)

    @property
    def model(self) -> type[Record]:
        """The model of its records."""
        return Partnership if self.section == WHOLE else _model(self.section) or Record

    @property
    def fields(self) -> Mapping[str, Known]:
        """The fields of its records, by name."""
        return fields(self.model)

    def records(self, partnership: Partnership) -> tuple[Record, ...]:
        """The records to evaluate: those of the section, or the partnership itself."""
        if self.section == WHOLE:
            return (partnership,)
        held: Any = getattr(partnership, self.section)
        return held if isinstance(held, tuple) else (held,) if held else ()


def _model(name: str) -> type[Record] | None:
    kind = section(name)
    return kind.item.model if kind.name == LIST and kind.item else kind.model


def no_such(name: str, at: int, of: str, known: Iterable[str], words: Iterable[str] = ()) -> ExpressionError:
    """The error for a name that means nothing here: withheld, a word without quotes, or a slip of another name."""
    if name in WITHHELD:
        return ExpressionError(at, f'"{name}" {WITHHELD[name]}')
    if name in words:
        return ExpressionError(at, f"no field {shown(name)}{of}: a word stands in quotes", f'"{name}"')
    choices = list(known)
    meant = nearest(name, choices)
    listed = "" if meant else f": it can be {', '.join(sorted(choices))}"
    return ExpressionError(at, f"no field {shown(name)}{of}{listed}", meant)
