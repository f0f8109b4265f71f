"""What the workbook says of itself: the first sheet, and a note on each heading."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from joinedup.partnership.base import GAP, PRESET, Ref
from joinedup.partnership.fields import Either, Kind, Nested, Plain, Several, Words
from joinedup.partnership.sections import HOLDERS

from .layout import VALUES, Column, by_section, sheets
from .values import BARE, NO, NONE, YES, holds_day

EXAMPLE = "example: "
"""What the first cell of a row begins with that shows how a row is filled in."""

INTRODUCTION = (
    ("# Your partnership", ""),
    ("", "joinedup reads this workbook, and gives the partnership a health check."),
    ("", "Save it, and type:  joinedup validate FILE.xlsx   It says every mistake, with its cell."),
    ("", "Then type:  joinedup check FILE.xlsx   It is the health check."),
    ("# How it is filled in", ""),
    ("Sheets", f"Each is about one thing. Begin with {VALUES}, Agencies and Roles; add the others as you can."),
    ("Rows", "One row for each. Empty rows do no harm. You may sort and filter; hidden rows are read too."),
    ("Headings", "Rest the mouse on one: a note says what belongs below it. A dark one is needed in each row."),
    ("Ids", "An id is a short name that you choose, such as council or a-014: lower-case words with hyphens. "
            "Other sheets point to a row by its id, so do not change it later."),
    ("Several", "Where a cell can hold several, write commas between them: council, police"),
    ("Days", "Type a day as you always do. joinedup asks where a day typed as text can be read in two ways."),
    ("Money", "Pounds, as a number."),
    ("Your own", "Add sheets and columns of your own: begin their name or heading with # or with the word note. "
                 "joinedup does not read those, nor anything behind an empty column."),
    ("# What you do not know", ""),
    ("Empty", "An empty cell says that it is not known. An empty sheet says that it is not described: the checks "
              "that need it are not made, and nothing is taken to be good."),
    ("None", f"Where there are none, write {NONE}: in the first cell of a sheet, or in a cell that can hold several. "
             "joinedup then knows that somebody looked."),
    ("Examples", f'A row that begins with "{EXAMPLE.strip()}" shows how a row is filled in, and is never read. Delete '
                 "it when you like. joinedup stops at an example that was changed, so that nothing of yours is lost."),
    ("# The sheets", ""),
)  # fmt: skip
"""A line each: what it is about, or a heading after a #, and what there is to say."""


def index() -> Iterator[tuple[str, str, str]]:
    """The sheets: name, what each is for, who usually knows."""
    for sheet in sheets():
        yield sheet.name, plainly(sheet.about), f"Usually known by {HOLDERS.get(sheet.section, 'the trust manager')}."


def note(column: Column) -> str:
    """What belongs into a column, in a sentence or two for each: what, how, and what an empty cell means."""
    if isinstance(column.kind, Nested):
        return (
            f'Leave this empty. Only where all that begins with "{column.name}" is empty, and you want to say that '
            f"nothing of it is known, write: {BARE}"
        )
    return "\n".join(part for part in (plainly(column.about), hint(column.kind), _empty(column)) if part)


def hint(kind: Kind) -> str:
    """How a value is written."""
    if isinstance(kind, Several):
        inner = hint(kind.item)
        return f'{inner} Several with commas between them. The word "{NONE}" says that there are none.'.strip()
    if isinstance(kind, Words):
        return f"One of: {', '.join(kind.words)}." if len(kind.words) > 1 else f"The word {kind.words[0]}."
    if isinstance(kind, Ref):
        return f"An id from {pointed(kind)}."
    if isinstance(kind, Either):
        days = "A day, or " if holds_day(kind) else ""
        return days + " ".join(
            f"the word {word}." for one in kind.choices if isinstance(one, Words) for word in one.words
        )
    return _of_plain(kind) if isinstance(kind, Plain) else ""


def pointed(ref: Ref) -> str:
    """The sheets that an id is from."""
    names = [f"the sheet {by_section()[name].name}" for name in ref.sections if name in by_section()]
    return " or ".join([*(names or ["the list"]), *([f"the word {ref.word}"] if ref.word else [])])


def is_money(kind: Kind) -> bool:
    """Whether a cell holds pounds: a number that cannot be negative."""
    return kind == Plain(Decimal, least=0)


def plainly(about: str) -> str:
    """What a model says, in the words of a workbook."""
    return about.replace("[]", NONE).replace("left out", "left empty")


def _of_plain(kind: Plain) -> str:
    if is_money(kind):
        return "A number of pounds."
    words = {bool: f"{YES} or {NO}.", int: "A whole number.", Decimal: "A number.", date: "A day."}
    return words.get(kind.of, "")


def _empty(column: Column) -> str:
    if column.needed:
        return "It must be filled in."
    if column.absent == GAP:
        return "Left empty: not in place, which joinedup may report."
    if column.absent != PRESET:
        return "Left empty: not known."
    word = {"false": NO, "true": YES}.get(column.preset or "", column.preset)
    return f"Left empty: {word}." if word else ""
