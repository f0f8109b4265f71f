"""Whom what was found in two checks concerns: agencies, targets and groups of children, with their names."""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from joinedup.assessment import Assessment
from joinedup.facts.work import fold
from joinedup.frozen import Frozen
from joinedup.partnership import Service, Target
from joinedup.report.concerns import Concerns
from joinedup.report.then import Then

AGENCY, TARGET, GROUP = "agency", "target", "group of children"


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
    def left(self) -> Mapping[str, Mapping[str, str]]:
        """The agencies, targets and groups that the earlier check knew and the description has not, each by its noun.

        Each is by its id, or the folded name of a group. Of an agency a check tells the id alone.
        """
        cohorts = {fold(cohort): cohort for cohort in self.then.groups.values()}
        known = {
            AGENCY: ({id: id for id in sorted(self.then.members)}, self.agencies),
            TARGET: (self.then.targets, self.targets),
            GROUP: (cohorts, self.groups),
        }
        return {noun: {id: was[id] for id in was if id not in now} for noun, (was, now) in known.items()}

    def alone(self, noun: str, id: str) -> Whom:
        """Whom it concerns that one of them is not described any more; of a target, also its group."""
        if noun == TARGET:
            return self.about((), (f"targets.{id}",))
        return Whom(agencies=frozenset((id,))) if noun == AGENCY else Whom(groups=frozenset((id,)))

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
            agencies: Their ids.
            records: As `targets.fewer-exclusions`.
        """
        targets = {record.removeprefix("targets.") for record in records if record.startswith("targets.")}
        cohorts = {work.cohort for record in records if (work := self._works.get(record))}
        cohorts |= {self.then.groups.get(id) for id in targets & self.left[TARGET].keys()}
        return Whom(
            frozenset(agencies) & (self.agencies.keys() | self.left[AGENCY].keys()),
            frozenset(targets & (self.targets.keys() | self.left[TARGET].keys())),
            frozenset(fold(cohort) for cohort in cohorts if cohort),
        )

    @cached_property
    def _works(self) -> Mapping[str, Target | Service]:
        works: tuple[Target | Service, ...] = (*self.partnership.targets, *self.partnership.services)
        return {self.partnership.path(work): work for work in works}
