"""The action plan as a table for a spreadsheet: a row a finding, worst first."""

import csv
import io
from collections.abc import Iterable, Sequence

from joinedup.assessment import Assessment, Finding
from joinedup.verdict import names, what_to_do

from . import Context

HEADINGS = (
    "Reference", "Severity", "Barrier", "What was seen", "What to do", "Solution", "Agencies", "Owner", "Due", "Status",
    "Line",
)  # fmt: skip
THROUGH_LENSES = "Lens items"
"""A further column, where the check looked through lenses: the items that a finding bears on."""
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula and run it."""


def render(assessment: Assessment, context: Context) -> str:
    """The open findings as comma-separated values, with the items of lenses that each bears on."""
    headings, rows = plan(assessment)
    return spreadsheet([headings, *rows])


def plan(assessment: Assessment) -> tuple[Sequence[str], list[Sequence[str]]]:
    """The headings of the action plan, and a row for each open finding."""
    titles = {barrier.id: barrier.title for barrier in assessment.barriers}
    rows = [_row(assessment, finding, titles[finding.barrier]) for finding in assessment.open_findings]
    if not assessment.lenses:
        return HEADINGS, rows
    items = [_items(assessment, finding) for finding in assessment.open_findings]
    return (*HEADINGS, THROUGH_LENSES), [(*row, of) for row, of in zip(rows, items, strict=True)]


def spreadsheet(rows: Iterable[Sequence[str]]) -> str:
    """Comma-separated values that no spreadsheet runs, with a byte order mark so that Excel reads them as UTF-8."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows([inert(cell) for cell in row] for row in rows)
    return "\ufeff" + file.getvalue()


def _row(assessment: Assessment, finding: Finding, barrier: str) -> Sequence[str]:
    labels = [assessment.solutions[id].label for id in finding.solutions if id in assessment.solutions]
    owner = names(assessment, finding.agencies) if len(finding.agencies) == 1 else ""
    return (
        finding.ref, finding.severity.word, barrier, finding.because, what_to_do(finding), labels[0] if labels else "",
        names(assessment, finding.agencies), owner, "", "open", finding.evidence[0].short,
    )  # fmt: skip


def _items(assessment: Assessment, finding: Finding) -> str:
    """The items of lenses that a finding bears on: "narrowing-the-gap/named-groups; …"."""
    items = ((lens.name, item) for lens in assessment.lenses for item in lens.items)
    return "; ".join(f"{name}/{item.id}" for name, item in items if item.is_borne_on_by(finding))


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = " ".join(cell.split())
    return f"'{text}" if text.startswith(FORMULAS) else text
