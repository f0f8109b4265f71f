"""What stands in each row of the tree, and how much room it takes."""

from joinedup.facts import is_vacant
from joinedup.frozen import Frozen
from joinedup.partnership import Partnership

from .drawing import Say
from .forest import Panel, Row
from .text import STEP, clean, reach, width, wrap

TITLE = 17
ROW = 23
INDENT = 24
TEXT = 15
"""From a role's shape to its words."""


def heading(panel: Panel, room: float, say: Say) -> tuple[str, ...]:
    """The name of a panel's agency, in at most two lines."""
    again = f" ({say('continued')})" if panel.again else ""
    name = clean(panel.agency.name) if panel.agency else say("Agencies with one post")
    return wrap(name + again, room, 2, TITLE)


class Label(Frozen):
    """The words of a row: lines of ink, each with what follows it in grey."""

    lines: tuple[tuple[str, str], ...]

    @property
    def height(self) -> float:
        """How tall the row is."""
        return ROW + STEP * (len(self.lines) - 1)

    @property
    def first(self) -> float:
        """How wide its first line is."""
        ink, muted = self.lines[0]
        return reach(ink, TITLE) + reach(muted)


def label(partnership: Partnership, row: Row, manager: str | None, room: float, say: Say) -> Label:
    """What a row says in a width: the title; then, where it needs saying, that the post is vacant, and its agency."""
    room -= TEXT + row.depth * INDENT
    if row.more:
        return Label((("", wrap(say(f"and {row.more:,} more"), room, 1)[0]),))
    role = partnership.role(row.role)
    title = clean(role.title)
    if row.again:
        return Label((("", wrap(f"{title} ({say('continued')})", room, 1)[0]),))
    notes = [say("vacant")] if is_vacant(partnership, role) else []
    if role.id in (role.reports_to or ()):
        notes.append(say("answers to itself"))
    if not role.reports_to and not role.top:
        notes.append(say("answers to nobody"))
    if row.guest or (manager and partnership.role(manager).agency != role.agency):
        notes.append(clean(partnership.agency(role.agency).name))
    lines = wrap(title, room, 2, TITLE)
    said = " · ".join(notes)
    if said and width(lines[-1], TITLE) + width(f" · {said}") <= room:
        return Label((*((line, "") for line in lines[:-1]), (lines[-1], f" · {said}")))
    return Label((*((line, "") for line in lines), *(("", line) for line in wrap(said, room, 2))))
