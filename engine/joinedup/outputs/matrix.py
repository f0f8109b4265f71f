"""The responsibility matrix as a table for a spreadsheet: a row a task, a column an agency."""

from collections.abc import Iterator, Sequence

from joinedup.assessment import Assessment
from joinedup.matrix import Duty, Matrix, Row, matrix, with_vacancy
from joinedup.partnership import Partnership
from joinedup.partnership.sections import section_words

from . import Context
from .as_csv import spreadsheet

HEADINGS = ("Section", "Id", "Task", "Mark", "Who answers", "Not described")


def render(assessment: Assessment, context: Context) -> str:
    """Every task and every agency, whatever the report has room for; the parts in words, with the roles."""
    return spreadsheet(_rows(matrix(assessment.partnership)))


def _rows(made: Matrix) -> Iterator[Sequence[str]]:
    agencies = [*made.agencies, *made.idle]
    yield (*HEADINGS, *(made.partnership.agency(id).name for id in agencies))
    for section, rows in made.sections.items():
        for row in rows:
            unsaid = ", ".join(part.value for part in row.unsaid)
            head = (section, row.task.id, row.task.label, ", ".join(row.marked.values()), row.who, unsaid)
            yield (*head, *(_cell(made.partnership, row, id) for id in agencies))
        if not rows:
            yield (section, "", "", "not described", "", section_words(section), *("?" for _ in agencies))


def _cell(partnership: Partnership, row: Row, agency: str) -> str:
    said = [_said(partnership, duty) for duty in row.duties.get(agency, ())]
    return "; ".join([*said, "?"] if row.may_do_more(agency) else said)


def _said(partnership: Partnership, duty: Duty) -> str:
    roles = ", ".join(with_vacancy(partnership, role) for role in duty.roles)
    return f"{duty.part.value}: {roles}" if roles else duty.part.value
