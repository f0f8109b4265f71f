"""What an import would do, in words: columns, guesses, rows that do not fit, and what becomes of each record."""

from collections.abc import Iterator, Mapping, Sequence

from joinedup.errors import UserError
from joinedup.facts.words import count
from joinedup.frozen import Frozen
from joinedup.partnership import Partnership
from joinedup.reading import Described
from joinedup.writing.changes import Change

from . import changes, meetings
from .attendance import register
from .changes import CHANGED, NEW, SAME, Effect, staying
from .columns import matched
from .how import How
from .kinds import ATTENDANCE, IMPORTS
from .proposal import Misfit
from .records import proposed
from .tables import Row, Rows

MOST_SHOWN = 40
"""Records and guesses that are listed one by one; the rest is counted."""


class Plan(Frozen):
    """What an import would do.

    Attributes:
        lines: How the tracker was understood.
        headings: Its headings, for the rows that are left over.
        misfits: The rows that do not fit.
        effects: What becomes of each record.
        staying: How many records of the description the tracker does not hold.
        noun: What one record is called.
    """

    lines: tuple[str, ...]
    headings: Row
    misfits: tuple[Misfit, ...]
    effects: tuple[Effect, ...]
    staying: int
    noun: str

    @property
    def changes(self) -> Sequence[Change]:
        """What is to be different in the description."""
        return [change for effect in self.effects for change in effect.changes]

    @property
    def summary(self) -> str:
        """How many records became what, and how many rows did not fit."""
        numbers = [(sum(effect.kind == kind for effect in self.effects), kind) for kind in (NEW, CHANGED, SAME)]
        said = f"{count(len(self.effects), self.noun)}: {', '.join(f'{number} {kind}' for number, kind in numbers)}."
        if self.misfits:
            number = len(self.misfits)
            said += f" {count(number, 'row')} {'does' if number == 1 else 'do'} not fit: left out."
        if self.staying:
            said += f" {count(self.staying, self.noun)} of the description not in the tracker: left as they are."
        return said

    def told(self) -> Iterator[str]:
        """Everything, line by line."""
        yield from self.lines
        if self.misfits:
            yield "\nRows that do not fit"
        for misfit in self.misfits:
            yield from (f"  row {misfit.row.number}: {why}" for why in misfit.why)
        different = [effect for effect in self.effects if effect.kind != SAME]
        if different:
            yield "\nWhat becomes different"
        for effect in different[:MOST_SHOWN]:
            yield f"  {effect.kind:8} {effect.path}{f': {effect.said[0]}' if effect.kind == NEW else ''}"
            yield from (f"             {said}" for said in effect.said if effect.kind == CHANGED)
        if different[MOST_SHOWN:]:
            yield f"  and {len(different) - MOST_SHOWN:,} more"
        yield f"\n{self.summary}"


def plan(rows: Rows, kind: str, described: Described, how: How) -> Plan:
    """What an import of a tracker would do.

    Args:
        rows: What the tracker holds.
        kind: actions, targets, attendance, budgets or agreements.
        described: The description it is for.
        how: How it is to be read.

    Raises:
        UserError: it cannot be made out; with everything that is wrong.
    """
    return _attendance(rows, described.partnership, how) if kind == ATTENDANCE else _records(rows, kind, described, how)


def _records(rows: Rows, kind: str, described: Described, how: How) -> Plan:
    if how.board is not None:
        raise UserError("--board is for attendance alone")
    partnership, sections = described.partnership, IMPORTS[kind].sections
    agencies = {agency.id: agency.name for agency in partnership.agencies}
    columns = matched(rows.rows, IMPORTS[kind], how.columns, agencies)
    found = proposed(rows.rows, IMPORTS[kind], columns, described, how)
    above = [row.number for row in rows.rows if row.number < columns.row]
    lines = [*rows.notes, f"row {columns.row} holds the headings" + (_above(above) if above else "")]
    lines += ["\nColumns"]
    width = min(max(len(column.heading) for column in columns.columns), 40)
    for column in columns.columns:
        says = f"{column.field}{'  (a guess)' if column.guessed else ''}" if column.field else "left out"
        lines.append(f"  {column.heading[:width]:{width}} -> {says}")
    lines += _guesses(found.guesses)
    effects = tuple(changes.effects(found, partnership))
    headings = next(row for row in rows.rows if row.number == columns.row)
    noun = "agreement" if kind == "agreements" else kind.removesuffix("s")
    return Plan(tuple(lines), headings, found.misfits, effects, staying(effects, partnership, sections), noun)


def _attendance(rows: Rows, partnership: Partnership, how: How) -> Plan:
    found = register(rows.rows, partnership, how)
    lines = [*rows.notes, found.shape, *_guesses(found.guesses)]
    lines += ["\nLeft out", *(f"  {name}" for name in found.left_out)] if found.left_out else []
    silent = meetings.unsaid(found, partnership)
    if silent:
        lines += ["\nMember agencies that the tracker does not name, recorded as having said nothing"]
        lines += [f"  {said}" for said in silent]
    effects = tuple(meetings.effects(found, partnership))
    boards = {board for board, _ in found.marks}
    held = sum(len(partnership.find("boards", board).meetings or ()) for board in boards)
    known = sum(effect.kind != NEW for effect in effects)
    return Plan(tuple(lines), rows.rows[0], (), effects, held - known, "meeting")


def _guesses(guesses: Mapping[tuple[str, str, str], int]) -> list[str]:
    if not guesses:
        return []
    listed = sorted(guesses.items(), key=lambda item: (item[0][0], -item[1], item[0]))
    times = [f" ({number} times)" if number > 1 else "" for _, number in listed]
    lines = [
        f"  {heading}: {text[:60]} -> {value}{often}"
        for ((heading, text, value), _), often in zip(listed, times, strict=True)
    ]
    more = [f"  and {len(lines) - MOST_SHOWN:,} more"] if lines[MOST_SHOWN:] else []
    return ["\nTaken to mean", *lines[:MOST_SHOWN], *more]


def _above(numbers: Sequence[int]) -> str:
    return f"; {'row' if len(numbers) == 1 else 'rows'} {', '.join(map(str, numbers))} above them: left out"
