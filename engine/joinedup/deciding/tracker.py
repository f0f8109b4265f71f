"""The tracker workbook, filled in -> decisions, and what became of them since it was last read."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from joinedup.errors import UserError
from joinedup.history.decision import CHANGED, DONE, DROPPED, REOPENED, TRACKER, Decision, Event, Terms
from joinedup.history.decisions import Orders
from joinedup.importing.tables import Rows
from joinedup.reading.scalars import Wrong

from .background import Background
from .tracker_rows import Filled, TrackerRows

BLOCKED, UNBLOCKED = "blocked", "no longer blocked"
UNFINISHED = "no owner, or no day"
OUTDATED = "what was recorded before, and is otherwise now (if it holds again, give the day under Updated)"


class Tracker:
    """A tracker that was filled in.

    Args:
        path: The file, for messages.
        rows: What it holds.
        background: What it may name.
        on: The day on which it is read, or its decisions were taken.
        day_first: Whether 03/04/2026 is 3 April; None where the column alone can tell.

    Raises:
        UserError: it has no row of headings, or lacks a column.
    """

    def __init__(self, path: str, rows: Rows, background: Background, on: date, day_first: bool | None = None) -> None:
        self._rows = TrackerRows(path, rows, background, day_first)
        self._background, self._on = background, on

    @property
    def left_out(self) -> Mapping[str, Sequence[int]]:
        """For each reason the numbers of the rows that are no decisions."""
        return self._rows.left_out

    def orders(self, held: Sequence[Decision], recorded: datetime) -> Orders:
        """What is to be recorded: each row with an owner and a day is a decision; of those there, what changed.

        Args:
            held: The decisions that are there.
            recorded: When it is recorded.

        Raises:
            UserError: with every cell that cannot be read.
        """
        there = {one.refs[0]: one for one in held if one.origin == TRACKER}
        new: list[Decision] = []
        events: list[tuple[int, Event]] = []
        for filled in self._rows.filled:
            before = there.get(filled.ref)
            terms = self._terms(filled, before)
            if terms is None:
                continue
            decision = before or self._decision(filled, terms, recorded)
            if terms.by < decision.on:
                early = f"{terms.by} is before the day of the decision ({decision.on}); --on says when it was decided"
                self._rows.say(filled.number, "due", Wrong(early))
            event = self._event(filled, terms, decision, recorded)
            if before and event and not self._is_new(filled, before, event):
                self._rows.left_out.setdefault(OUTDATED, []).append(filled.number)
                continue
            if before is None:
                new.append(decision.but(events=(event,)) if event else decision)
            elif event:
                events.append((before.number, event))
        if self._rows.wrong:
            raise UserError("\n".join(self._rows.wrong))
        return Orders(new, events)

    def _terms(self, filled: Filled, before: Decision | None) -> Terms | None:
        """The owner and day of a row; what it leaves blank is as it was. None where it is no decision yet."""
        terms = filled.owner or (before.now if before else None)
        by = filled.due or (before.now.by if before else None)
        if terms is None or by is None:
            self._rows.left_out.setdefault(UNFINISHED, []).append(filled.number)
            return None
        return terms.but(by=by)

    def _decision(self, filled: Filled, terms: Terms, recorded: datetime) -> Decision:
        on = min(self._on, filled.updated or self._on)
        text = filled.text or self._background.seen[filled.ref].title
        return Decision(self._background.partnership.name, text, (filled.ref,), on, recorded, terms, TRACKER)

    def _event(self, filled: Filled, terms: Terms, before: Decision, recorded: datetime) -> Event | None:
        """What is different from what is recorded; None where nothing is."""
        note = ": ".join(filter(None, (BLOCKED if filled.status == BLOCKED else "", filled.result)))
        if not note and filled.status == "open" and before.note.startswith(BLOCKED):
            note = UNBLOCKED
        on = filled.updated if filled.updated and filled.updated >= before.last else max(self._on, before.last)
        state = _state(filled, before)
        if state != before.state:
            return Event(state or REOPENED, on, recorded, terms, note)
        same = (terms.owner, terms.by) == (before.now.owner, before.now.by) and note in ("", before.note)
        return None if same else Event(CHANGED, on, recorded, terms, note)

    def _is_new(self, filled: Filled, before: Decision, event: Event) -> bool:
        """Whether a row says something new, or is dated after all that is recorded: not so in a tracker of old."""
        dated = filled.updated is not None and filled.updated >= before.last
        return dated or not _stood(before, event, _state(filled, before))


def _state(filled: Filled, before: Decision) -> str:
    return filled.status if filled.status in (DONE, DROPPED) else "" if filled.status else before.state


def _stood(before: Decision, event: Event, state: str) -> bool:
    """Whether a decision stood so when it was recorded at an earlier time: an old tracker takes nothing back."""
    wanted = (event.terms.owner, event.terms.by, state, event.note)
    for number, later in enumerate(before.events):
        then = before.but(events=before.events[:number])
        recorded = then.events[-1].recorded if then.events else then.recorded
        if recorded < later.recorded and wanted == (then.now.owner, then.now.by, then.state, then.note):
            return True
    return False
