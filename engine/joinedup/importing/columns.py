"""Which column of a tracker gives which field: by its name, by what people call the field, or as it is told."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.partnership.fields import Table
from joinedup.reading.problems import nearest
from joinedup.reading.scalars import shown

from .kinds import Import, fields_of
from .tables import Row

WORDS = re.compile(r"[^\W_]+")
IN_BRACKETS = re.compile(r"\([^()]*\)")
SEARCHED = 20
"""Rows in which the headings are looked for: above them stand titles and dates."""
ALIKE = 0.87
"""How much a heading must be like a name that is known, from 0 to 1, before it is taken for a slip of it."""


class Column(Frozen):
    """A column of a tracker.

    Attributes:
        number: Which one, from 0.
        heading: What stands at its head, or "column C" where nothing does.
        field: The path of the field that it gives; empty where it is left out.
        guessed: Whether nobody said so, and it is not the name of the field.
    """

    number: int
    heading: str
    field: str
    guessed: bool = False


class Columns(Frozen):
    """The columns of a tracker.

    Attributes:
        row: The number of the row of headings.
        columns: Every column that has a heading or holds something.
    """

    row: int
    columns: tuple[Column, ...]

    @property
    def used(self) -> Sequence[Column]:
        """Those that give a field."""
        return [column for column in self.columns if column.field]

    @property
    def left_out(self) -> Sequence[Column]:
        """The others."""
        return [column for column in self.columns if not column.field]

    def of(self, field: str) -> Column | None:
        """The column of a field."""
        return next((column for column in self.columns if column.field == field), None)


def key(text: str) -> str:
    """A heading or name without what makes no difference: case, signs, and what stands in brackets."""
    return " ".join(WORDS.findall(IN_BRACKETS.sub(" ", text).casefold()))


def matched(rows: Sequence[Row], kind: Import, given: Mapping[str, str], agencies: Mapping[str, str]) -> Columns:
    """The columns of a tracker, with the field of each.

    Args:
        rows: The rows, that of the headings among the first.
        kind: What is imported.
        given: For some headings the field, or nothing where the column is to be left out.
        agencies: The names of the agencies by id.

    Raises:
        UserError: no row of headings is found; or what is given names a column or field that is not there.
    """
    known = _known(kind, agencies)
    told = {key(heading): field for heading, field in given.items()}
    head = heading_row(rows, set(known) | set(told))
    if head is None:
        listed = ", ".join(fields_of(kind))
        raise UserError(
            f"no row of headings was found: one of the first {SEARCHED} rows must name the columns. "
            f'A column can give {listed}; --map "Heading=field" says which does'
        )
    _check(head, given, kind, agencies)
    return Columns(head.number, tuple(_columns(head, rows, known, told, agencies)))


def heading_row(rows: Sequence[Row], known: set[str]) -> Row | None:
    """The row with the most headings that are known; None where none has any."""
    scores = [(sum(key(cell) in known for cell in set(row.cells)), row) for row in rows[:SEARCHED]]
    best = max((score for score, _ in scores), default=0)
    return next((row for score, row in scores if score == best), None) if best else None


def letter(number: int) -> str:
    """What a spreadsheet calls a column: 0 is A, 26 is AA."""
    before, last = divmod(number, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def _known(kind: Import, agencies: Mapping[str, str]) -> Mapping[str, str]:
    """Every heading that is understood, with its field."""
    known: dict[str, str] = {}
    if kind.by_agency:
        known = {key(name): f"{kind.by_agency}.{id}" for id, name in agencies.items()}
    fields = fields_of(kind)
    for field in fields:
        for name in kind.also.get(field, "").split(","):
            known.setdefault(key(name), field)
    known |= {key(field): field for field in fields}
    known.pop("", None)
    return known


def _columns(
    head: Row, rows: Sequence[Row], known: Mapping[str, str], told: Mapping[str, str], agencies: Mapping[str, str]
) -> Iterator[Column]:
    taken = set(told.values())
    below = [row.cells for row in rows if row.number > head.number]
    width = max(len(cells) for cells in (head.cells, *below))
    for exact in (True, False):  # the name of a field goes before what people call it
        taken |= {known[key(cell)] for cell in head.cells if exact and known.get(key(cell), "") == field_name(cell)}
    for number in range(width):
        heading = head.cells[number] if number < len(head.cells) else ""
        if not heading:
            if any(number < len(cells) and cells[number] for cells in below):
                yield Column(number, f"column {letter(number)}", "")
            continue
        name = key(heading)
        if name in told:
            yield Column(number, heading, path(told[name], agencies))
            continue
        field = known.get(name) or known.get(_near(name, known), "")
        own = field_name(heading) == field
        if field in taken and not own:
            field = ""
        taken.add(field)
        yield Column(number, heading, field, guessed=bool(field) and not own)


def field_name(heading: str) -> str:
    """A heading as the name of a field is written: "Blocked since" is `blocked_since`."""
    return key(heading).replace(" ", "_")


def path(field: str, agencies: Mapping[str, str]) -> str:
    """The path of a field as it was told; an agency may go by its name."""
    first, dot, rest = field.strip().partition(".")
    by_name = {key(name): id for id, name in agencies.items()}
    return f"{first}{dot}{by_name.get(key(rest), rest)}"


def _near(name: str, known: Mapping[str, str]) -> str:
    """The heading that one is most likely a slip of, or nothing: a guess that is shown."""
    return next(iter(get_close_matches(name[:80], known, n=1, cutoff=ALIKE)), "")


def _check(head: Row, given: Mapping[str, str], kind: Import, agencies: Mapping[str, str]) -> None:
    """Says all that is wrong with the headings, and with what was told of them."""
    wrong, fields, names = [], fields_of(kind), [cell for cell in head.cells if cell]
    for heading, field in given.items():
        if key(heading) not in map(key, names):
            meant = nearest(heading, names)
            also = f'; did you mean "{meant}"?' if meant else f": the columns are {', '.join(names)}"
            wrong.append(f"--map: there is no column {shown(heading)}{also}")
        first, dot, agency = path(field, agencies).partition(".")
        by_agency = isinstance(fields.get(first), Table) and agency in agencies
        if field and field not in fields and not (dot and by_agency):
            meant = nearest(field, fields)
            also = f'; did you mean "{meant}"?' if meant else f": it can be {', '.join(fields)}"
            wrong.append(f"--map: there is no field {shown(field)}{also}")
    told = [field for field in given.values() if field]
    wrong += [f"--map: {field} is given by two columns" for field in dict.fromkeys(told) if told.count(field) > 1]
    known = _known(kind, agencies)
    for name in dict.fromkeys(key(cell) for cell in names):
        twice = sum(key(cell) == name for cell in names) > 1
        if twice and name not in map(key, given) and name in known:
            wrong.append(f"two columns are headed {shown(name)}: rename one of them")
    if wrong:
        raise UserError("\n".join(wrong))
