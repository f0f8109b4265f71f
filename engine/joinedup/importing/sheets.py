"""A sheet of a workbook -> rows of text, or one clear message why not."""

from collections.abc import Iterator, Sequence
from itertools import islice, product

from joinedup.errors import UserError
from joinedup.reading.problems import nearest
from joinedup.reading.scalars import shown
from joinedup.workbook.archive import Refused
from joinedup.workbook.grid import Page, pages
from joinedup.workbook.notes import EXAMPLE
from joinedup.workbook.scan import MOST_CELLS, REFERENCE, column_of
from joinedup.workbook.values import text_of

from .tables import MERGED, MOST_COLUMNS, UNSAVED, Rows, rows

LISTS = "Lists"
"""The sheet of our own trackers that holds what can be chosen."""


def of_workbook(path: str, data: bytes, name: str | None) -> Rows:
    """The rows of one sheet.

    Args:
        path: The name of the file, for messages.
        data: Its bytes.
        name: The name of the sheet; None for the first that holds something.

    Raises:
        UserError: it is no workbook, has no such sheet, or there is nothing in it.
    """
    try:
        found = pages(data)
    except Refused as error:
        raise UserError(f"{path}: {error}") from None
    page = _page(path, found, name)
    others = [other.name for other in found if other is not page and other.cells and other.name != LISTS]
    notes = [f"sheet {page.name} was read" + (f", and not {', '.join(others)}" if others else "")]
    hidden = sorted({row for row, _ in page.cells}.intersection(page.seen.hidden_rows))
    if hidden:
        notes.append(f"rows that are hidden were read too: {', '.join(map(str, hidden[:20]))}")
    held = list(_numbered(page))
    examples = {number for number, texts in held if texts[0].startswith(EXAMPLE)}
    if examples:
        notes.append(f"rows that are examples of ours were left out: {', '.join(map(str, sorted(examples)[:20]))}")
    return Rows(tuple(rows(path, (row for row in held if row[0] not in examples))), tuple(notes), page.name)


def _page(path: str, found: Sequence[Page], name: str | None) -> Page:
    held = [page for page in found if page.cells]
    if name is None:
        if not held:
            raise UserError(f"{path}: there is nothing in it")
        return held[0]
    named = next((page for page in found if page.name.casefold() == name.strip().casefold()), None)
    if named is None:
        names = [page.name for page in found]
        meant = nearest(name, names)
        also = f'; did you mean "{meant}"?' if meant else f": it has {', '.join(names)}"
        raise UserError(f"{path}: there is no sheet {shown(name)}{also}")
    return named


def _numbered(page: Page) -> Iterator[tuple[int, list[str]]]:
    """The texts of each row that holds something, with its number."""
    texts: dict[int, dict[int, str]] = {}
    for (row, column), value in page.cells.items():
        texts.setdefault(row, {})[column] = text_of(value)
    for cell in page.seen.unvalued:
        if match := REFERENCE.fullmatch(cell):
            texts.setdefault(int(match[2]), {})[column_of(match[1])] = UNSAVED
    for row, column in islice(_covered(page, max(texts, default=0)), MOST_CELLS):
        texts.setdefault(row, {})[column] = MERGED
    for row, held in sorted(texts.items()):
        yield row, [held.get(column, "") for column in range(1, min(max(held), MOST_COLUMNS + 1) + 1)]


def _covered(page: Page, last: int) -> Iterator[tuple[int, int]]:
    """The cells that are merged with one above them, as far down as something stands in the sheet."""
    for merged in page.seen.merged:
        corners = [REFERENCE.fullmatch(corner) for corner in merged.split(":")]
        first, final = corners[0], corners[-1]
        if first and final:
            columns = range(column_of(first[1]), min(column_of(final[1]), MOST_COLUMNS) + 1)
            yield from product(range(int(first[2]) + 1, min(int(final[2]), last) + 1), columns)
