"""Which solutions answer most of what was found."""

from collections.abc import Container, Sequence

from .assessment import Finding, Remedy
from .severity import Severity

WEIGHT = {Severity.LOW: 1, Severity.MEDIUM: 3, Severity.HIGH: 9, Severity.CRITICAL: 27}
"""What answering one finding of a severity counts: one high finding outweighs two medium ones."""


def rank(findings: Sequence[Finding], known: Container[str]) -> tuple[Remedy, ...]:
    """Solutions, most useful first: a greedy cover of the open findings, weighted by severity.

    Each finding is counted with the first solution of the list that answers it. Of two that answer as much, the one
    that stands higher in the findings' own lists comes first. Greedy is not always the smallest set, but each step
    can be explained. Only `known` solutions count: those of a plugin that could not be used have no words to show.
    """
    fitting = {finding.ref: [id for id in finding.solutions if id in known] for finding in findings}
    left = [finding for finding in findings if finding.status == "open" and fitting[finding.ref]]
    chosen = []
    while left:
        scores: dict[str, tuple[int, int]] = {}
        for finding in left:
            for place, solution in enumerate(fitting[finding.ref]):
                weight, rank = scores.get(solution, (0, 0))
                scores[solution] = (weight + WEIGHT[finding.severity], rank - place)
        best = min(scores, key=lambda id: (-scores[id][0], -scores[id][1], id))
        chosen.append(Remedy(best, tuple(finding.ref for finding in left if best in fitting[finding.ref])))
        left = [finding for finding in left if best not in fitting[finding.ref]]
    return tuple(chosen)
