"""What the exception report holds: what became worse or better or cannot be told any more, and for whom."""

from collections.abc import Callable, Collection, Mapping, Sequence

from joinedup.assessment import Assessment
from joinedup.frozen import Frozen
from joinedup.report.ledger import Ledger
from joinedup.report.since import STILL, Change, Since
from joinedup.report.then import Then
from joinedup.severity import Severity

from .lights import ORDER, Light, worst
from .notice import OVERDUE, Notice
from .notices import notices
from .whom import AGENCY, GROUP, TARGET, Subjects, Whom

NOBODY = ""
"""Stands for the agency of what names none."""
NOBODYS = {NOBODY: "No agency named"}


class Look(Frozen):
    """Whose exceptions a part shows.

    Attributes:
        noun: What they are.
        concerned: The ids of those that something concerns.
        names: What each of the description is called, by id, in its order.
        others: Likewise those that the description does not have.
    """

    noun: str
    concerned: Callable[[Whom], Collection[str]]
    names: Mapping[str, str]
    others: Mapping[str, str]


class Row(Frozen):
    """What there is to tell about an agency, a target or a group of children.

    Attributes:
        light: The worst light of what is told; never green beside something high that is as it was.
        name: What people call it.
        notices: What is told, the worst first.
        still: The findings that are as they were.
    """

    light: Light
    name: str
    notices: Sequence[Notice]
    still: Sequence[Change]


class Part(Frozen):
    """One look at the exceptions.

    Attributes:
        noun: What its rows are: "agency".
        rows: Those with something to tell: by light, and then as the description has them.
        quiet: How many of the description have nothing to tell.
        number: How many the description has.
    """

    noun: str
    rows: Sequence[Row]
    quiet: int
    number: int


class Exceptions(Frozen):
    """What is told, and about whom.

    Attributes:
        notices: Everything that is told, the worst first.
        parts: By agency, by target and by group of children; each notice is in a row of the first.
        still: The findings that are as they were.
    """

    notices: Sequence[Notice]
    parts: Sequence[Part]
    still: Sequence[Change]

    def of(self, light: Light) -> Sequence[Notice]:
        """What has a light."""
        return [notice for notice in self.notices if notice.light is light]


def exceptions(
    assessment: Assessment, since: Since, then: Then, ledger: Ledger | None = None, *, public: bool = False
) -> Exceptions:
    """What leaders have to be told.

    Args:
        assessment: The check.
        since: What became of each finding since an earlier check.
        then: What the earlier check knew.
        ledger: The decisions; None where none were read.
        public: Whether it is for the version to publish, in which no decision is quoted.
    """
    subjects = Subjects(assessment, then)
    told = notices(assessment, since, subjects, ledger.of(OVERDUE) if ledger else (), public=public)
    still = since.of(STILL)
    looks = (
        Look(AGENCY, lambda whom: whom.agencies or (NOBODY,), subjects.agencies, {**subjects.left[AGENCY], **NOBODYS}),
        Look(TARGET, lambda whom: whom.targets, subjects.targets, subjects.left[TARGET]),
        Look(GROUP, lambda whom: whom.groups, subjects.groups, subjects.left[GROUP]),
    )
    concerned = [(change, subjects.of(change.ref)) for change in still]
    return Exceptions(told, [_part(look, told, concerned) for look in looks], still)


def _part(look: Look, told: Sequence[Notice], still: Sequence[tuple[Change, Whom]]) -> Part:
    about: dict[str, list[Notice]] = {id: [] for id in (*look.names, *look.others)}
    unchanged: dict[str, list[Change]] = {id: [] for id in about}
    for notice in told:
        for id in look.concerned(notice.whom):
            about[id].append(notice)
    for change, whom in still:
        for id in look.concerned(whom):
            unchanged[id].append(change)
    named = {**look.names, **look.others}
    rows = [_row(named[id], listed, unchanged[id]) for id, listed in about.items() if listed]
    rows.sort(key=lambda row: ORDER.index(row.light))
    return Part(look.noun, rows, sum(not about[id] for id in look.names), len(look.names))


def _row(name: str, told: Sequence[Notice], still: Sequence[Change]) -> Row:
    light = worst(notice.light for notice in told)
    if light is Light.GREEN and any(change.severity >= Severity.HIGH for change in still):
        light = Light.AMBER
    return Row(light, name, told, still)
