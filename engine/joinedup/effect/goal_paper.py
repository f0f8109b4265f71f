"""The decisions that would reach a goal, as a paper of blocks."""

from collections.abc import Iterator, Sequence

from joinedup.assessment import Assessment, Finding, Status
from joinedup.facts.words import count, in_turn
from joinedup.report.blocks import Block, Heading, Item, Strong, listing, words
from joinedup.report.decisions import Decision
from joinedup.verdict import be, verdict, what_to_do

from .goal import Goal, Plan

HOW = (
    "Chosen step by step: the barriers that take least, and then each time the solution that answers most of what is "
    "left. There may be a smaller set. Nothing was checked again: joinedup whatif says what a change really solves, "
    "and what it newly causes."
)


def paper(assessment: Assessment, goals: Sequence[Goal], made: Plan) -> Iterator[Block]:
    """What to decide, in what order, and what that leaves.

    Args:
        assessment: The check.
        goals: What is to be reached.
        made: What would reach it.
    """
    yield Heading(f"{assessment.partnership.name}: {in_turn(goals)}", 1)
    yield words(verdict(assessment))
    number = sum(len(one.findings) for one in made.decisions) + len(made.unanswered)
    if not number:
        yield words("The goal is reached as it is. No decision is needed for it.")
    else:
        yield Heading(f"Decisions: {len(made.decisions)}")
        yield words(f"{count(number, 'finding')} {be(number)} to be mended.")
        yield listing((_decision(one) for one in made.decisions), numbered=True)
        if made.unanswered:
            yield Heading("To be mended too, and no solution fits")
            yield listing("".join(_finding(finding)) for finding in made.unanswered)
        yield Heading("What it would leave")
        said = in_turn(f"{made.left[status]} {status.words}" for status in Status)
        yield words(f"Barriers: {said}, if all of this is mended and nothing else comes up.")
        yield words(HOW)
    unknown = made.left[Status.NOT_ASSESSED]
    if unknown:
        yield words(f"{count(unknown, 'barrier')} not assessed: whether they are in the way is not known.")


def _decision(one: Decision) -> Item:
    must = " There is a duty." if one.must else ""
    under = ((f"Answers {count(len(one.findings), 'finding')}. Owner: {one.owner}. By: {one.by}.{must}",),)
    return Item((Strong(one.solution.label), f": {one.minute}"), (*under, *map(_finding, one.findings)))


def _finding(finding: Finding) -> tuple[str, ...]:
    return (Strong(f"{finding.ref} {finding.severity.word}"), f" {what_to_do(finding)}")
