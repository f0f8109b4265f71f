"""The table of barriers and agencies: how many findings of each barrier name each agency."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from joinedup.assessment import Assessment
from joinedup.facts.words import listed
from joinedup.frozen import Frozen

from .concerns import Concerns

STEPS = (1, 2, 4)
"""From how many findings a cell is one step darker."""
MOST_COLUMNS = 24
"""Agencies that a table has columns for; more would not fit a page."""


class AgencyTable(Frozen):
    """The open findings by barrier and agency.

    Attributes:
        assessment: What was found.
        concerns: Which agencies the findings name.
    """

    assessment: Assessment
    concerns: Concerns

    @cached_property
    def named(self) -> Sequence[str]:
        """The ids of the agencies that findings name, most first."""
        return self.concerns.agencies(self.assessment.open_findings)

    @property
    def columns(self) -> Sequence[str]:
        """Those of them that there are columns for."""
        return self.named[:MOST_COLUMNS]

    @property
    def beyond(self) -> Sequence[tuple[str, int]]:
        """The names of the others, each with the number of findings that name it."""
        found = self.assessment.open_findings
        return [(self._name(id), sum(id in finding.agencies for finding in found)) for id in self.named[MOST_COLUMNS:]]

    @property
    def unnamed(self) -> str:
        """The names of the agencies that no finding names."""
        named = set(self.named)
        return listed([agency.name for agency in self.assessment.partnership.agencies if agency.id not in named])

    @cached_property
    def cells(self) -> Mapping[tuple[str, str], int]:
        """How many open findings of a barrier name an agency."""
        found: dict[tuple[str, str], int] = {}
        for finding in self.assessment.open_findings:
            for agency in finding.agencies:
                found[finding.barrier, agency] = found.get((finding.barrier, agency), 0) + 1
        return found

    def step(self, number: int) -> int:
        """How dark a cell is, from 0 to 3."""
        return sum(number >= least for least in STEPS)

    def _name(self, id: str) -> str:
        return self.assessment.partnership.agency(id).name
