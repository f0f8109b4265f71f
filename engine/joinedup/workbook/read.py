"""The cells of a workbook -> the same tree of text values that a YAML file gives, whose places are cells."""

from collections.abc import Sequence

from joinedup.partnership import Partnership
from joinedup.reading.problems import Problem, nearest
from joinedup.reading.tree import REFUSED, Tree

from .archive import Refused
from .fill import Filling
from .grid import Page, pages
from .layout import LISTS, README, Sheet, by_name, folded, sheets
from .table import HEADINGS, Table, is_own

TOO_LIKE = "it is not one of this workbook's sheets; if it is your own, begin its name with #"


def parse(data: bytes) -> tuple[Tree, list[Problem]]:
    """Reads the bytes of a workbook.

    Returns:
        The tree, and what is wrong with the workbook as such. A tree of a file that cannot be opened is broken.
    """
    try:
        found = pages(data)
    except Refused as error:
        return Tree(broken=True), [Problem(0, 0, "", str(error))]
    tree, problems, tables = read(found)
    return tree, [*problems, *(problem for table in tables for problem in table.lacking)]


def read(found: Sequence[Page]) -> tuple[Tree, list[Problem], Sequence[Table]]:
    """Reads the sheets of a workbook.

    Returns:
        The tree, what is wrong, and the sheets as tables, with what they still lack.
    """
    problems: list[Problem] = []
    matched: dict[Sheet, Page] = {}
    own: list[str] = []
    for page in found:
        sheet = by_name().get(folded(page.name))
        if sheet is not None:
            matched[sheet] = page
        elif is_own(page.name) or not _too_like(page):
            own += [page.name] if folded(page.name) not in (folded(README), folded(LISTS)) else []
        else:
            problems.append(Problem(0, 0, f"sheet {page.name}", TOO_LIKE, _too_like(page)))
    tables = [Table(number, sheet, matched[sheet]) for number, sheet in enumerate(filter(matched.get, sheets()))]
    tree = Tree({}, sheets=tuple(table.named for table in tables))
    tree.places[id(tree.root)] = [0]
    if not tables:
        return Tree(broken=True), [*problems, Problem(0, 0, "", NO_SHEET)], tables
    for table in tables:
        filling = Filling(tree, table)
        filling.fill()
        problems += table.problems
    problems += _absent(tree, tables)
    tree.notes = tuple(_notes(tables, own))
    return tree, problems, tables


NO_SHEET = "none of its sheets belongs to a description: joinedup init FILE.xlsx writes a workbook to fill in"


def _absent(tree: Tree, tables: Sequence[Table]) -> list[Problem]:
    """The sections that every description has, where their sheet is empty or not there."""
    lacking = [name for name, field in Partnership.declared.items() if field.required and name not in tree.root]
    problems = []
    for name in lacking:
        tree.root[name] = REFUSED
        tree.places[id(tree.root)] += (0, 0)
        table = next((table for table in tables if table.sheet.section == name), None)
        words = name.replace("_", " ")
        if table is None:
            problems.append(Problem(0, 0, "", f'the sheet for "{words}" is missing, and every description needs it'))
        else:
            row = 1 + max((row for row, _ in table.page.cells), default=1)
            what = f"nothing is filled in here yet, and every description needs its {words}"
            table.lacks(row, 1, what)
    return problems


def _too_like(page: Page) -> str:
    """The sheet that another one is most likely meant to be: by its name, or because it has the same columns."""
    if folded(page.name) in (folded(README), folded(LISTS)):
        return ""
    headings = {folded(str(value)) for (row, _), value in page.cells.items() if row == HEADINGS}
    alike = [(_shared(sheet, headings), sheet.name) for sheet in sheets() if sheet.section]
    shared, name = max(alike, key=lambda one: one[0])
    return name if shared else nearest(page.name, [sheet.name for sheet in sheets()])


def _shared(sheet: Sheet, headings: set[str]) -> int:
    """How many columns of a sheet are among some headings; 0 where a needed one is not."""
    needed = {folded(column.name) for column in sheet.all if column.needed or column is sheet.of}
    if len(needed) < 2 or not needed <= headings:
        return 0
    return len(headings.intersection(folded(column.name) for column in sheet.all))


def _notes(tables: Sequence[Table], own: Sequence[str]) -> list[str]:
    """What was read though nobody sees it, and what was not read though it is there."""
    notes = [f"sheet {table.page.name} is hidden, and was read" for table in tables if table.page.hidden]
    for table in tables:
        seen = table.page.seen
        rows = sorted({row for row, _ in table.page.cells}.intersection(seen.hidden_rows))
        if rows:
            notes.append(f"sheet {table.page.name} has hidden rows, which were read: {', '.join(map(str, rows[:20]))}")
        if any(first <= number <= last for number in table.places.values() for first, last in seen.hidden_columns):
            notes.append(f"sheet {table.page.name} has hidden columns, which were read")
    own_columns = [f"columns {', '.join(table.own)} of {table.page.name}" for table in tables if table.own]
    if own or own_columns:
        notes.append("not read, because they are your own: " + "; ".join([*own, *own_columns]))
    return notes
