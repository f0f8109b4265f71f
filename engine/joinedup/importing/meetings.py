"""Who came to meetings, beside what the description says of them -> what is to be different."""

from collections.abc import Mapping
from datetime import date

from joinedup.facts.words import count
from joinedup.facts.words import day as in_words
from joinedup.partnership import Board, Meeting, Partnership
from joinedup.writing.changes import Plain, Put

from .attendance import Register
from .changes import CHANGED, NEW, SAME, Effect
from .marks import Mark

FIELDS = {"present": Mark.PRESENT, "deputies": Mark.DEPUTY, "apologies": Mark.APOLOGIES}


def effects(register: Register, partnership: Partnership) -> list[Effect]:
    """What becomes of each meeting of a tracker, by board and day."""
    found: list[Effect] = []
    added: dict[str, int] = {}
    for (board_id, on), marks in sorted(register.marks.items()):
        board: Board = partnership.find("boards", board_id)
        known = [meeting.on for meeting in board.meetings or ()]
        if on in known:
            number = known.index(on) + 1
            found.append(_changed(f"boards.{board_id}.meetings[{number}]", (board.meetings or ())[number - 1], marks))
        else:
            added[board_id] = added.get(board_id, 0) + 1
            path = f"boards.{board_id}.meetings[{len(known) + added[board_id]}]"
            found.append(_new(path, board, on, marks))
    return found


def unsaid(register: Register, partnership: Partnership) -> list[str]:
    """Of new meetings, the member agencies that the tracker does not name: they are taken to have said nothing."""
    said = []
    for (board_id, on), marks in sorted(register.marks.items()):
        board: Board = partnership.find("boards", board_id)
        joined = board.joined or {}
        members = {partnership.role(role).agency for role in board.members or ()}
        silent = sorted(id for id in members - set(marks) if joined.get(id, on) <= on)
        if silent and on not in [meeting.on for meeting in board.meetings or ()]:
            names = ", ".join(partnership.agency(id).name for id in silent)
            said.append(f"{board.name}, {in_words(on)}: nothing is said of {names}")
    return said


def _new(path: str, board: Board, on: date, marks: Mapping[str, Mark]) -> Effect:
    record: dict[str, Plain] = {"on": on}
    for name, mark in FIELDS.items():
        agencies = [id for id, held in marks.items() if held is mark]
        if agencies or name == "present":
            record[name] = agencies
    came = sum(mark in (Mark.PRESENT, Mark.DEPUTY) for mark in marks.values())
    said = f"{board.name}, {in_words(on)}: {count(came, 'agency')} came, of {len(marks)} in the tracker"
    return Effect(NEW, path, (said,), (Put(path, record),))


def _changed(path: str, meeting: Meeting, marks: Mapping[str, Mark]) -> Effect:
    puts, said = [], []
    for name, mark in FIELDS.items():
        before = list(getattr(meeting, name) or ())
        kept = [id for id in before if marks.get(id, mark) is mark]
        after = kept + [id for id, held in marks.items() if held is mark and id not in kept]
        if after != before or (name == "present" and meeting.present is None):
            puts.append(Put(f"{path}.{name}", after if after or name == "present" else None))
            said.append(f"{name}: {', '.join(before) or 'nobody'} -> {', '.join(after) or 'nobody'}")
    return Effect(CHANGED if puts else SAME, path, tuple(said), tuple(puts))
