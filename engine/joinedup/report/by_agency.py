"""What the report says to each agency: what is asked of it, what others owe it, and what it can tell."""

from collections.abc import Sequence

from joinedup.assessment import Asked, Assessment, Finding
from joinedup.frozen import Frozen

from .cards import by_title
from .concerns import Concerns


class Theirs(Frozen):
    """What the report says to one agency.

    Attributes:
        name: The agency.
        asked: Findings that name it, those together that say the same of several records.
        owed: Findings about its work that others can mend, likewise.
        questions: Questions it can answer.
    """

    name: str
    asked: Sequence[Sequence[Finding]]
    owed: Sequence[Sequence[Finding]]
    questions: Sequence[Asked]


def by_agency(assessment: Assessment, concerns: Concerns) -> list[Theirs]:
    """What there is to say to each agency, by name; those to which there is nothing to say are left out."""
    made = []
    for agency in sorted(assessment.partnership.agencies, key=lambda agency: agency.name.casefold()):
        asked = [finding for finding in assessment.open_findings if agency.id in finding.agencies]
        questions = [question for question in assessment.questions if agency.id in question.of]
        owed = by_title(concerns.owed_to(agency.id), lambda finding: tuple(finding.agencies))
        made.append(Theirs(agency.name, by_title(asked), owed, questions))
    return [theirs for theirs in made if theirs.asked or theirs.owed or theirs.questions]
