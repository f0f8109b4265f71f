"""The staff survey as people meet it: a form to fill in, and the reply that comes back.

The forms are made in three formats, and replies in all three are read back. No reply is kept: a description holds
counts alone.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from joinedup.catalogue import Catalogue
from joinedup.facts.answers import LEAST_ANSWERS, NEVER_FEWER
from joinedup.frozen import Frozen
from joinedup.partnership import Partnership
from joinedup.reading.problems import nearest
from joinedup.reading.scalars import shown
from joinedup.themes import Theme

CHOICES = ("Disagree strongly", "Disagree", "Neither agree nor disagree", "Agree", "Agree strongly")
"""What an answer from 1 to 5 says."""
NOT_APPLICABLE = "Not applicable"
NAMED_BY_PROGRAM = (
    "The program that you fill this in with may put your name into the file. Nobody needs it, and it is not read."
)
"""What people are told beside how answers are kept, where the form is a file of Office."""
AGENCY = "Your agency"
LONG_AGO = date(2000, 1, 1)
"""The day that a form says it was made on, so that it is the same whenever it is made."""
HOW_TO = (
    "Think of how agencies work together for children here, not of one person or one agency. Choose one answer for "
    f"each statement. Choose “{NOT_APPLICABLE}” where a statement is not about your work. You can leave any out."
)


class NotAReply(Exception):
    """A file that is no reply to this survey, or none that can be counted; the message says why, as a clause."""


class Statement(Frozen):
    """One statement of the survey.

    Attributes:
        number: Its number on the form, from 1.
        barrier: The id of the barrier that it asks about.
        text: The statement.
    """

    number: int
    barrier: str
    text: str


class Reply(Frozen):
    """What one person answered.

    Attributes:
        id: What tells it from every other one: made in the browser, or the digest of a file that has no such mark.
        agency: The id of the person's agency.
        answers: The answer to the statement of each barrier, from 1 to 5; None for "not applicable".
    """

    id: str
    agency: str
    answers: Mapping[str, int | None]


class Questionnaire(Frozen):
    """A survey: what is asked, of whom, and how the answers are kept.

    Attributes:
        name: The partnership whose survey it is; empty for a form that any may use.
        agencies: Name of each agency by its id; none where people write theirs themselves.
        themes: The statements by the title of their theme, in order.
        least: Fewer answers of an agency than this are not shown.
    """

    name: str
    agencies: Mapping[str, str]
    themes: Mapping[str, Sequence[Statement]]
    least: int = LEAST_ANSWERS

    @property
    def title(self) -> str:
        """The heading of the form."""
        return f"How well do we work together? {self.name}".rstrip()

    @property
    def kept(self) -> Sequence[str]:
        """How the answers are kept, as sentences for those who give them."""
        return (
            "Nobody is asked for a name. What you send back holds your agency and your answers, and nothing else that "
            "you typed. Whoever collects the replies can see whom each came from, but must only count them.",
            "Only counts are kept: how many in each agency chose each answer. The replies are deleted when the "
            f"survey is over. Counts of an agency with fewer than {NEVER_FEWER} replies are not kept at all.",
            f"No report shows the answers of an agency to a statement if fewer than {self.least} people gave one.",
        )

    @cached_property
    def statements(self) -> Sequence[Statement]:
        """All statements, in order."""
        return tuple(statement for theme in self.themes.values() for statement in theme)

    def statement(self, text: str) -> Statement | None:
        """The statement that reads so, whatever its spaces."""
        return next((statement for statement in self.statements if statement.text == " ".join(text.split())), None)

    def agency(self, said: str) -> str:
        """The id of the agency that goes by a name or id.

        Raises:
            NotAReply: none does.
        """
        given = " ".join(said.split()).casefold()
        if not given:
            raise NotAReply("it names no agency")
        for id, name in self.agencies.items():
            if given in (id, name.casefold()):
                return id
        meant = nearest(said, [*self.agencies.values(), *self.agencies])
        raise NotAReply(f"no agency {shown(said)}" + (f'; did they mean "{meant}"?' if meant else ""))


def questionnaire(themes: Sequence[Theme], partnership: Partnership | None, least: int) -> Questionnaire:
    """The survey of a partnership.

    Args:
        themes: The themes, whose barriers each have a statement.
        partnership: Whose survey it is; None for a form that any may use.
        least: Fewer answers of an agency than this are not shown.
    """
    asked: dict[str, list[Statement]] = {theme.title: [] for theme in themes}
    for number, (barrier, (theme, said)) in enumerate(Catalogue(themes).barriers.items(), 1):
        asked[theme.title].append(Statement(number, barrier, said.statement))
    agencies = {agency.id: agency.name for agency in partnership.agencies} if partnership else {}
    return Questionnaire(partnership.name if partnership else "", agencies, asked, least)


def answered(answers: Mapping[str, int | None]) -> Mapping[str, int | None]:
    """The answers of a reply.

    Raises:
        NotAReply: there is none.
    """
    if not answers:
        raise NotAReply("no statement is answered")
    return answers
