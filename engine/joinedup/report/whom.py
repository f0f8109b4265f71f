"""Whom what was found in two checks concerns: agencies, targets and groups of children, with their names."""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from joinedup.assessment import Assessment
from joinedup.facts.work import fold
from joinedup.frozen import Frozen
from joinedup.partnership import Service, Target

from .concerns import Concerns
from .then import Then


class Whom(Frozen):
    """Whom something concerns.

    Attributes:
        agencies: Their ids.
        targets: Their ids.
        groups: The groups of children, as `fold` writes them.
    """

    agencies: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()


class Subjects:
    """The agencies, targets and groups of children of a description, and those that an earlier check knew.

    Args:
        assessment: The check.
        then: What the earlier check knew.
    """

    def __init__(self, assessment: Assessment, then: Then) -> None:
        self.then = then
        self.partnership = assessment.partnership
        self._named = {finding.ref: finding.agencies for finding in assessment.findings}
        self._records = Concerns(assessment).records

    @cached_property
    def agencies(self) -> Mapping[str, str]:
        """The name of each agency of the description, by id."""
        return {agency.id: agency.name for agency in self.partnership.agencies}

    @cached_property
    def targets(self) -> Mapping[str, str]:
        """The title of each target of the description, by id."""
        return {target.id: target.title for target in self.partnership.targets}

    @cached_property
    def groups(self) -> Mapping[str, str]:
        """What the description calls each of its groups of children first, by the folded name."""
        named: dict[str, str] = {}
        for work in self._works.values():
            if work.cohort:
                named.setdefault(fold(work.cohort), work.cohort)
        return named

    @cached_property
    def left(self) -> Mapping[str, str]:
        """The title of each target that the earlier check knew and the description has no longer, by id."""
        return {id: title for id, title in self.then.targets.items() if id not in self.targets}

    @cached_property
    def left_groups(self) -> Mapping[str, str]:
        """The groups of such targets that the description names nowhere any more, by the folded name."""
        cohorts = (cohort for id, cohort in self.then.groups.items() if id in self.left)
        return {fold(cohort): cohort for cohort in cohorts if fold(cohort) not in self.groups}

    def knows(self, ref: str) -> bool:
        """Whether one of the two checks has a finding."""
        return ref in self._named or ref in self.then.agencies

    def of(self, ref: str) -> Whom:
        """Whom a finding of either check concerns: as the newer says it, where that has it."""
        if ref in self._named:
            return self.about(self._named[ref], self._records[ref])
        return self.about(self.then.agencies[ref], self.then.standing.findings[ref].shown)

    def about(self, agencies: Iterable[str], records: Collection[str]) -> Whom:
        """Whom records concern, beside the agencies that are named.

        Args:
            agencies: Their ids; those that the description has no longer are left out.
            records: As `targets.fewer-exclusions`.
        """
        targets = {record.removeprefix("targets.") for record in records if record.startswith("targets.")}
        cohorts = {work.cohort for record in records if (work := self._works.get(record))}
        cohorts |= {self.then.groups.get(id) for id in targets & self.left.keys()}
        return Whom(
            frozenset(self.agencies.keys() & set(agencies)),
            frozenset(targets & (self.targets.keys() | self.left.keys())),
            frozenset(fold(cohort) for cohort in cohorts if cohort),
        )

    @cached_property
    def _works(self) -> Mapping[str, Target | Service]:
        works: tuple[Target | Service, ...] = (*self.partnership.targets, *self.partnership.services)
        return {self.partnership.path(work): work for work in works}
