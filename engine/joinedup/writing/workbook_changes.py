"""Changes of a description that is a workbook: some of its cells, everything else kept as it is."""

from collections.abc import Sequence
from typing import Any

from joinedup.reading import Source, refuse
from joinedup.reading.problems import Problem
from joinedup.reading.tree import REFUSED, Tree
from joinedup.workbook.archive import Refused
from joinedup.workbook.edit import edited, texts
from joinedup.workbook.grid import pages
from joinedup.workbook.layout import sheets
from joinedup.workbook.positions import wanted
from joinedup.workbook.read import parse, read

from .changes import Change
from .plain_changes import changed_data


def changed(source: Source, changes: Sequence[Change]) -> bytes:
    """The bytes of a workbook with some changes, one after the other.

    Looks, notes, drop-down lists, formulas, other sheets and columns of one's own stay as they are, byte for byte.

    Args:
        source: The workbook, of which every cell can be read. Nothing else of it is checked, neither before nor after.
        changes: What is to be different.

    Raises:
        UnreadableFile: the workbook cannot be read.
        UserError: a change is to a record that is not there, to a sheet that is not there, or to a formula.
    """
    try:
        tree, problems, tables = read(pages(source.data))
    except Refused as error:
        tree, problems, tables = Tree(), [Problem(0, 0, "", str(error))], []
    refuse(source, tree, problems)
    before = _filled_in(tree.root)
    after = changed_data(before, changes)
    made = edited(source.data, tables, before, after)
    again = _filled_in(parse(made)[0].root)
    for sheet in sheets():
        if texts(wanted(sheet, again)) != texts(wanted(sheet, after)):
            raise RuntimeError(f"the sheet {sheet.name} does not say what it should; nothing was changed")
    return made


def _filled_in(value: Any) -> Any:
    """The same without what must still be filled in."""
    if isinstance(value, dict):
        return {name: _filled_in(inner) for name, inner in value.items() if inner is not REFUSED}
    return [_filled_in(inner) for inner in value] if isinstance(value, list) else value
