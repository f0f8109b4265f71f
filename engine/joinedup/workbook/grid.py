"""Bytes -> the cells of each sheet that hold something, as openpyxl reads them."""

import warnings
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, cast

from joinedup.frozen import Frozen

from .archive import SAVE, Refused, opened
from .scan import Seen, scan


class Page(Frozen):
    """A sheet as it was found.

    Attributes:
        name: Its name.
        cells: The value of each cell that holds something, by row and column from 1.
        errors: The cells that show an error such as #REF!
        seen: Its formulas without a value, its merged cells, its hidden rows and columns.
        hidden: Whether the sheet is hidden.
    """

    name: str
    cells: Mapping[tuple[int, int], Any]
    errors: frozenset[tuple[int, int]]
    seen: Seen
    hidden: bool


def pages(data: bytes) -> Sequence[Page]:
    """The sheets of a workbook, in their order. Formulas count with the values that were saved with them.

    Args:
        data: The bytes of the file.

    Raises:
        Refused: it cannot be opened.
    """
    from openpyxl import load_workbook

    with opened(data) as file:
        seen = scan(file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl says which look and which extensions it does not keep: none is read
        try:
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return [_page(page, seen) for page in book.worksheets]
        except Exception as error:  # what openpyxl stumbles over is a fault of the file, which was not written by it
            raise Refused(f"it cannot be read ({type(error).__name__}): {SAVE}") from None


def _page(page: Any, seen: Mapping[str, Seen]) -> Page:
    page.reset_dimensions()  # what a sheet says of its size need not be true
    cells, errors = {}, set()
    for row in page.iter_rows():
        for cell in row:
            if cell.value is not None and cell.value != "":
                cells[cell.row, cell.column] = cell.value
                if cell.data_type == "e":
                    errors.add((cell.row, cell.column))
    path = cast("str", page._worksheet_path)  # which part of the zip file it is
    return Page(page.title, cells, frozenset(errors), seen.get(path, Seen()), page.sheet_state != "visible")
