"""What a health check found: plain frozen values, the same for every output."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from joinedup.frozen import Frozen

from .partnership import Partnership
from .rules import Needs
from .severity import Severity
from .waivers import Accepted, Waiver

if TYPE_CHECKING:
    from .development_plan import Recommended
    from .lenses.view import LensView


class Status(Enum):
    """How a barrier stands."""

    IN_THE_WAY = "in-the-way"
    FORMING = "forming"
    CLEAR = "clear"
    NOT_ASSESSED = "not-assessed"

    @property
    def words(self) -> str:
        """The status as people read it."""
        return self.value.replace("in-the", "in the").replace("the-way", "the way").replace("-", " ")


OPEN, WAIVED = "open", "waived"
"""Whether a finding stands, or was accepted."""


class Evidence(Frozen):
    """A place in the description that shows something.

    Attributes:
        path: The place in the file's own words: `budgets.prevention-pool.contributions`.
        line: Line in the file from 1, and column, once the file was looked up; 0 before. Of a workbook, row and column.
        value: What stands there, on one line; empty where the point is that nothing does.
        sheet: The name of the sheet, where the file is a workbook.
        cell: The cell there: F14.
    """

    path: str
    line: int = 0
    column: int = 0
    value: str = ""
    sheet: str = ""
    cell: str = ""

    @property
    def place(self) -> str:
        """The place in words: "line 12", or "sheet Actions, cell F14"; empty before the file was looked up."""
        return f"sheet {self.sheet}, cell {self.cell}" if self.cell else f"line {self.line}" if self.line else ""

    @property
    def short(self) -> str:
        """The place as a program takes it: "12", or "Actions!F14"."""
        return f"{self.sheet}!{self.cell}" if self.cell else str(self.line) if self.line else ""

    def within(self, path: str) -> str:
        """The place with the file that it is in: "trust.yaml:12", or "trust.xlsx: sheet Actions, cell F14"."""
        return f"{path}: {self.place}" if self.cell else f"{path}:{self.line}"

    @cached_property
    def record(self) -> str:
        """The record that it is part of: `targets.x` of `targets.x.goal.on`; a section where it has none."""
        section, _, rest = self.path.partition(".")
        return f"{section}.{rest.partition('.')[0].partition('[')[0]}" if rest else section.partition("[")[0]


class About(Frozen):
    """What a finding is about.

    Attributes:
        kind: "budget", "agency", …; "pair" for two records; "partnership".
        ids: The ids that name it, in alphabetical order.
        name: What people call it.
    """

    kind: str
    ids: tuple[str, ...]
    name: str


class Finding(Frozen, kw_only=True):
    """One thing that stands in the way, with what shows it and what could be done."""

    ref: str
    rule: str
    barrier: str
    theme: str
    severity: Severity
    tier: str
    status: str = OPEN
    waiver: Waiver | None = None
    title: str
    because: str
    subject: About
    agencies: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    solutions: tuple[str, ...]
    remedy: str
    basis: str
    must: bool
    citation: str
    why: str
    do: str


class Asked(Frozen):
    """A question to those who can answer it."""

    asks: str
    of: tuple[str, ...]
    rule: str
    evidence: tuple[Evidence, ...]


class Failure(Frozen):
    """A rule or plugin that broke. Never the same as "nothing found"."""

    plugin: str
    error: str
    rule: str = ""
    trace: str = ""


class RuleResult(Frozen):
    """What became of one rule.

    Attributes:
        state: ran, not-assessed, failed or off.
        because: Why it did not run, or not on everything.
        missing: The sections it lacked.
        left_out: The sections a partial run did without.
        questions: How many questions it asked, those that another rule asked before among them.
        needs: The sections without which it is not assessed.
    """

    id: str
    title: str
    main: bool
    state: str
    because: str = ""
    missing: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    questions: int = 0
    needs: Needs = Needs()


class BarrierResult(Frozen):
    """How one barrier stands, and how that is known."""

    id: str
    title: str
    citation: str
    statement: str
    status: Status
    rules: tuple[RuleResult, ...]
    findings: tuple[str, ...]
    development: tuple[str, ...] = ()

    @property
    def questions(self) -> int:
        """How many questions its rules asked."""
        return sum(rule.questions for rule in self.rules)

    @property
    def rules_run(self) -> int:
        """How many of its rules ran."""
        return sum(rule.state == "ran" for rule in self.rules)

    @property
    def in_part(self) -> bool:
        """Whether it is clear although its main rule had to leave something aside."""
        partly = any(rule.main and (rule.because or rule.left_out) for rule in self.rules)
        return partly and self.status is Status.CLEAR

    @property
    def because(self) -> str:
        """Why it could not be assessed: its main rule's reason, or those of its other rules; empty where all ran."""
        reasons = [rule.because for rule in sorted(self.rules, key=lambda rule: not rule.main) if rule.state != "ran"]
        return reasons[0] if reasons else ""


class ThemeResult(Frozen):
    """A theme with its barriers, in the order of the source's table."""

    id: str
    title: str
    about: str
    barriers: tuple[BarrierResult, ...]


class Remedy(Frozen):
    """A solution, and which findings it answers that no better one does already."""

    solution: str
    answers: tuple[str, ...]


class SolutionText(Frozen):
    """What a reader needs to know of a solution."""

    id: str
    label: str
    citation: str
    meaning: str
    first_steps: tuple[str, ...]
    seen_in: str
    contact: str = ""
    links: tuple[tuple[str, str], ...] = ()


class Look(Frozen):
    """How an authority's report opens and looks; what is empty is as joinedup has it.

    Attributes:
        title: Instead of the partnership's name.
        introduction: A paragraph at the head of the first page.
        marking: The circulation marking.
        logo: A picture as a data address.
        accent: A colour for headings and lines.
    """

    title: str = ""
    introduction: str = ""
    marking: str = ""
    logo: str = ""
    accent: str = ""


class Assessment(Frozen, kw_only=True):
    """The result of a check. Depends on the description, the ruleset and the plugins, and on nothing else.

    Attributes:
        in_the_way: The severity from which a finding put its barrier in the way.
        settings: For each rule a short digest of what the ruleset made of it.
    """

    partnership: Partnership
    as_of: date
    ruleset: str
    ruleset_sha256: str
    in_the_way: Severity = Severity.HIGH
    settings: Mapping[str, str] = MappingProxyType({})
    fail_on: Severity | None
    themes: tuple[ThemeResult, ...]
    findings: tuple[Finding, ...]
    questions: tuple[Asked, ...]
    remedies: tuple[Remedy, ...]
    failures: tuple[Failure, ...]
    solutions: Mapping[str, SolutionText]
    waivers: tuple[Accepted, ...] = ()
    look: Look = Look()
    terms: Mapping[str, str] = MappingProxyType({})
    notes: tuple[str, ...] = ()
    lenses: "tuple[LensView, ...]" = ()

    @cached_property
    def barriers(self) -> tuple[BarrierResult, ...]:
        """All barriers of all themes."""
        return tuple(barrier for theme in self.themes for barrier in theme.barriers)

    def by_status(self, status: Status) -> tuple[BarrierResult, ...]:
        """The barriers that stand so."""
        return tuple(barrier for barrier in self.barriers if barrier.status is status)

    def by_severity(self, severity: Severity) -> tuple[Finding, ...]:
        """The open findings of a severity."""
        return tuple(f for f in self.findings if f.severity is severity and f.status == OPEN)

    def rules(self, state: str) -> tuple[RuleResult, ...]:
        """The rules that ended so: ran, not-assessed, failed or off."""
        return tuple(rule for barrier in self.barriers for rule in barrier.rules if rule.state == state)

    @cached_property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that nobody has accepted."""
        return tuple(finding for finding in self.findings if finding.status == OPEN)

    @cached_property
    def development(self) -> "tuple[Recommended, ...]":
        """The forms of development that help against the barriers in the way."""
        from .development_plan import development_plan

        return development_plan(self)

    @property
    def waived_findings(self) -> tuple[Finding, ...]:
        """The findings that were accepted."""
        return tuple(finding for finding in self.findings if finding.status == WAIVED)

    @property
    def fails(self) -> bool:
        """Whether an open finding reaches the fail-on level; never, where there is none."""
        level = self.fail_on
        return level is not None and any(finding.severity >= level for finding in self.open_findings)
