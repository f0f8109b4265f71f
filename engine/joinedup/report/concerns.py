"""Which agencies, targets and children a finding concerns, as far as the description says."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from joinedup.assessment import Assessment, Finding
from joinedup.facts import working_on
from joinedup.partnership import Budget, Service, Target
from joinedup.severity import Severity

WEIGHT = {Severity.LOW: 1, Severity.MEDIUM: 3, Severity.HIGH: 9, Severity.CRITICAL: 27}


class Concerns:
    """Looks findings up by the records behind them."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.partnership = assessment.partnership

    @cached_property
    def records(self) -> Mapping[str, frozenset[str]]:
        """For each finding, by its reference, the top records behind it: `targets.fewer-exclusions`."""
        return {f.ref: frozenset(e.record for e in f.evidence) - {""} for f in self.assessment.findings}

    @cached_property
    def related(self) -> Mapping[str, tuple[str, ...]]:
        """For each open finding, the references of others about the same subject or record, the closest first."""
        holders: dict[str, list[str]] = {}
        for finding in self.assessment.open_findings:
            for record in self.records[finding.ref]:
                holders.setdefault(record, []).append(finding.ref)
        found = {}
        for finding in self.assessment.open_findings:
            shared: dict[str, int] = {}
            for record in self.records[finding.ref]:
                if record.split(".")[0] not in ("agencies", "survey"):
                    for ref in holders[record]:
                        shared[ref] = shared.get(ref, 0) + 1
            shared.pop(finding.ref, None)
            found[finding.ref] = tuple(sorted(shared, key=lambda ref: (-shared[ref], ref)))[:3]
        return found

    def work(self, finding: Finding) -> list[Target | Service | Budget]:
        """The targets, services and budgets behind a finding."""
        found: list[Target | Service | Budget] = []
        for record in sorted(self.records[finding.ref]):
            section, _, id = record.partition(".")
            if id and section in ("targets", "services", "budgets"):
                found.append(self.partnership.find(section, id))
        return found

    @cached_property
    def busy(self) -> Mapping[str, frozenset[str]]:
        """For each open finding, the agencies that take part in the work behind it."""
        found = self.assessment.open_findings
        return {finding.ref: working_on(self.partnership, *self.work(finding)) for finding in found}

    def children(self, findings: Iterable[Finding]) -> list[str]:
        """The groups of children that findings concern, by the cohorts of their targets and services."""
        works = (work for finding in findings for work in self.work(finding))
        cohorts = {work.cohort for work in works if isinstance(work, Target | Service) and work.cohort}
        return sorted(cohorts)

    def agencies(self, findings: Sequence[Finding]) -> list[str]:
        """The ids of the agencies that findings name, the most concerned first."""
        scores: dict[str, int] = {}
        for finding in findings:
            for agency in finding.agencies:
                scores[agency] = scores.get(agency, 0) + WEIGHT[finding.severity]
        return sorted(scores, key=lambda agency: (-scores[agency], agency))

    def owed_to(self, agency: str) -> list[Finding]:
        """Findings that do not name an agency but are about work it takes part in: what others owe it."""
        return [
            finding
            for finding in self.assessment.open_findings
            if agency not in finding.agencies and finding.agencies and agency in self.busy[finding.ref]
        ]
