"""What the board is asked to decide: at most five sentences for the minutes, from the solutions that answer most."""

from collections.abc import Sequence
from datetime import date

from joinedup.assessment import Assessment, Finding, SolutionText
from joinedup.facts.words import day, listed
from joinedup.frozen import Frozen
from joinedup.partnership import Board, Partnership
from joinedup.severity import Severity

from .concerns import Concerns

MOST = 5
NO_OWNER = "no owner yet"


class Decision(Frozen):
    """One decision asked of the board.

    Attributes:
        solution: The solution it rests on.
        findings: The findings it answers, worst first.
        minute: The wording for the minutes.
        owner: The agency that should own it, by name, or "no owner yet".
        by: Until when.
        children: Which children it concerns, where a target or service names a group.
        cost: What it costs, where the description says: it has no field for that, and the report says so.
        otherwise: What follows if nothing is decided.
        must: Whether there is a duty, or only good reason.
    """

    solution: SolutionText
    findings: tuple[Finding, ...]
    minute: str
    owner: str
    by: str
    children: str
    cost: str
    otherwise: str
    must: bool


def decisions(assessment: Assessment) -> list[Decision]:
    """The decisions, most useful first. Findings of medium or above ask for one; a list of tidying does not."""
    by_ref = {finding.ref: finding for finding in assessment.findings}
    concerns = Concerns(assessment)
    found: list[Decision] = []
    for remedy in assessment.remedies:
        findings = [by_ref[ref] for ref in remedy.answers]
        if any(finding.severity >= Severity.MEDIUM for finding in findings) and len(found) < MOST:
            found.append(decision(assessment, assessment.solutions[remedy.solution], findings, concerns))
    return found


def deciding_boards(partnership: Partnership) -> Sequence[Board]:
    """The boards that a report is for: those at the top, or where none is, every strategic one."""
    top = [board for board in partnership.boards if board.top]
    return top or [board for board in partnership.boards if board.level == "strategic"]


def next_meeting(partnership: Partnership) -> date | None:
    """The next planned meeting of a board that decides."""
    boards = deciding_boards(partnership)
    days = [meeting.on for board in boards for meeting in board.meetings or () if meeting.on > partnership.as_of]
    return min(days, default=None)


def decision(
    assessment: Assessment, solution: SolutionText, findings: Sequence[Finding], concerns: Concerns
) -> Decision:
    """The decision that a solution asks for.

    Args:
        assessment: The check.
        solution: The solution.
        findings: The findings that it is to answer, worst first; at least one.
        concerns: Who and what these concern.
    """
    partnership = assessment.partnership
    agencies = concerns.agencies(findings)
    owner = partnership.agency(agencies[0]).name if agencies else NO_OWNER
    meeting = next_meeting(partnership)
    by = f"the next meeting, on {day(meeting)}" if meeting else "a day that the board sets"
    worst = findings[0]
    who = owner if agencies else "an owner, to be named today,"
    step = solution.first_steps[0].rstrip(".")
    children = concerns.children(findings)
    return Decision(
        solution=solution,
        findings=tuple(findings),
        minute=f"The board asks {who} to lead on this: {step[:1].lower()}{step[1:]}. The owner reports back by {by}.",
        owner=owner,
        by=by,
        children=listed(children) if children else "no group is named",
        cost="not stated in the description",
        otherwise=worst.why.split("\n\n")[0].replace("\n", " "),
        must=any(finding.must for finding in findings),
    )
