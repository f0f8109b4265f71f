"""The action plan as a table for a spreadsheet: a row a finding, worst first."""

import csv
import io
from collections.abc import Sequence

from joinedup.assessment import Assessment, Finding
from joinedup.verdict import names, what_to_do

from . import Context

HEADINGS = (
    "Reference", "Severity", "Barrier", "What was seen", "What to do", "Solution", "Agencies", "Owner", "Due", "Status",
    "Line",
)  # fmt: skip
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula and run it."""


def render(assessment: Assessment, context: Context) -> str:
    """Comma-separated values, with a byte order mark so that Excel reads them as UTF-8."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    titles = {barrier.id: barrier.title for barrier in assessment.barriers}
    for finding in assessment.open_findings:
        writer.writerow([inert(cell) for cell in _row(assessment, finding, titles[finding.barrier])])
    return "\ufeff" + file.getvalue()


def _row(assessment: Assessment, finding: Finding, barrier: str) -> Sequence[str]:
    labels = [assessment.solutions[id].label for id in finding.solutions if id in assessment.solutions]
    owner = names(assessment, finding.agencies) if len(finding.agencies) == 1 else ""
    line = str(finding.evidence[0].line) if finding.evidence[0].line else ""
    return (
        finding.ref, finding.severity.word, barrier, finding.because, what_to_do(finding), labels[0] if labels else "",
        names(assessment, finding.agencies), owner, "", "open", line,
    )  # fmt: skip


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = " ".join(cell.split())
    return f"'{text}" if text.startswith(FORMULAS) else text
