"""Where the decisions of a partnership are kept, and what they may name."""

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from joinedup.deciding.background import Background
from joinedup.deciding.tracker import Tracker
from joinedup.errors import UserError
from joinedup.facts.words import listed
from joinedup.frozen import Frozen
from joinedup.guard import installed
from joinedup.history.address import NAME, Address
from joinedup.history.decisions import Decisions
from joinedup.history.store import Store
from joinedup.partnership import Partnership
from joinedup.reading import read

from .import_ import rows_of
from .recording import place_of


class Known(Frozen):
    """The decisions of a partnership, and what a new one may name."""

    decisions: Decisions
    background: Background


def address(file: str | None, history: str | None) -> tuple[Address, str | None]:
    """Where decisions are kept, and whose are meant: None for all.

    Args:
        file: The description; None for whatever is kept there.
        history: Where the history is kept; None for the one beside the description, or in this folder.
    """
    return place_of(file or NAME, history), _described(file).name if file else None


def known(file: str | None, history: str | None) -> Known:
    """What a new decision may name.

    Args:
        file: The description; None for that of the last recorded check.
        history: Where the history is kept; None for the one beside the description, or in this folder.

    Raises:
        UserError: no check is recorded, or the description is not where it was.
    """
    place = place_of(file or NAME, history)
    partnership = _described(file or _last_described(place))
    run = Store(place, partnership.name).run(date.max)
    if not run:
        raise UserError(
            f'{place.place}: no check of "{partnership.name}" is recorded here; `joinedup check FILE --record` does it'
        )
    return Known(Decisions(place, partnership.name), Background(partnership, run))


def at_hand(file: str | None, history: str | None) -> Known | None:
    """The same, where nothing needs to be named and the description is there; None where it is not.

    Args:
        file: The description; None for that of the last recorded check.
        history: Where the history is kept; None for the one beside the description, or in this folder.
    """
    with suppress(UserError):
        return known(file, history)
    return None


def _described(file: str) -> Partnership:
    return read(file, date.today(), barriers=installed().barriers).partnership


def _last_described(place: Address) -> str:
    """The description of the last recorded check, which lies beside the history, or in this folder."""
    store = Store(place)
    kept = store.list()
    names = {one.partnership for one in kept}
    if len(names) > 1:
        raise UserError(f"{place.place}: this is the history of {listed(names)}: --file says whose decision it is")
    if not kept:
        raise UserError(f"{place.place}: no check is recorded here; `joinedup check FILE --record` does it")
    path = json.loads(store.get(kept[-1].number))["input"]["path"]
    found = (place.file.parent if place.file else Path()) / Path(path).name
    if not found.is_file():
        raise UserError(
            f"{found}: the last recorded check was of this file, which is not there: --file says where it is"
        )
    return str(found)


def read_tracker(of: Known, path: str, sheet: str | None, dates: str | None, on: date) -> tuple[Tracker, Sequence[str]]:
    """A tracker that was filled in, and what to know of how it was read.

    Args:
        of: What it may name.
        path: The workbook, or a file of separated values.
        sheet: The name of the sheet; None for the first that holds something.
        dates: dmy or mdy, as 03/04/2026 is to be read; None where it was not said.
        on: The day on which it is read, or its decisions were taken.

    Raises:
        UserError: it cannot be read.
    """
    rows = rows_of(path, sheet)
    return Tracker(path, rows, of.background, on, None if dates is None else dates == "dmy"), rows.notes
