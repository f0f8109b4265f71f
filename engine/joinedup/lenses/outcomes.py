"""What a description says of one outcome: its targets, services, money, vulnerable groups, gaps and agencies."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import cached_property

from joinedup import facts
from joinedup.facts import budget_value, fold, gaps, money_for, services_for, working_on
from joinedup.frozen import Frozen
from joinedup.partnership import Budget, Outcome, Partnership, Service, Target

from .outcome_facts import Gap, OutcomeFacts
from .outcome_rows import rows

READ = ("outcomes", "targets", "services", "budgets")
"""The sections that the facts come from, each of use only where those before it are described."""


def facts_of(partnership: Partnership, names: Collection[str]) -> OutcomeFacts:
    """The facts of the outcome that a description lists under one of these ids or names, and of those that serve it."""
    wanted = {fold(name) for name in names}
    named = {o.id for o in partnership.outcomes if fold(o.id) in wanted or fold(o.name) in wanted}
    meant = tuple(o for o in partnership.outcomes if o.id in named or o.serves in named)
    found = Served(partnership, meant)
    missing = tuple(section for section in READ if section not in partnership.described)
    return OutcomeFacts(
        outcomes=tuple(outcome.id for outcome in meant),
        targets=tuple(target.id for target in found.targets),
        services=tuple(service.id for service in found.services),
        budgets=tuple(budget.id for budget in found.budgets),
        pounds=found.pounds,
        groups=found.groups,
        gaps=tuple(found.gaps),
        agencies=tuple(sorted(found.agencies)),
        missing=missing,
        rows=tuple(rows(found, missing, next(iter(names), ""))),
    )


class Served(Frozen):
    """The records that serve an outcome.

    Attributes:
        partnership: Where they stand.
        outcomes: The outcome, and those that serve it; more where one is listed under several names.
    """

    partnership: Partnership
    outcomes: Sequence[Outcome]

    @cached_property
    def targets(self) -> Sequence[Target]:
        """Its targets."""
        ids = {outcome.id for outcome in self.outcomes}
        return [target for target in self.partnership.targets if target.outcome in ids]

    @cached_property
    def services(self) -> Sequence[Service]:
        """The current services that support them."""
        by_target = services_for(self.partnership)
        return list({service.id: service for target in self.targets for service in by_target[target.id]}.values())

    @property
    def works(self) -> Sequence[Target | Service]:
        """Its targets and services."""
        return [*self.targets, *self.services]

    @cached_property
    def budgets(self) -> Sequence[Budget]:
        """The current budgets that fund a target or service of it."""
        found = {budget.id: budget for target in self.targets for budget in money_for(self.partnership, target)}
        return list(found.values())

    @cached_property
    def amounts(self) -> Sequence[Decimal]:
        """What they come to, in pounds, where they say."""
        values = [budget_value(budget) for budget in self.budgets]
        return [value for value in values if value is not None]

    @property
    def pounds(self) -> Decimal | None:
        """Their sum; None where none of them says."""
        return sum(self.amounts, Decimal(0)) if self.amounts else None

    @cached_property
    def agencies(self) -> frozenset[str]:
        """Ids of the agencies that work on any of it."""
        return working_on(self.partnership, *self.works, *self.budgets)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The vulnerable groups that a target or service is for."""
        named = {fold(work.cohort): work.cohort for work in self.works if work.cohort}
        return tuple(sorted(named.values(), key=str.casefold))

    @cached_property
    def gaps(self) -> Sequence[Gap]:
        """The newest gap of each target that has one."""
        ids = {target.id for target in self.targets}
        return [newest(gap) for gap in gaps(self.partnership) if gap.target.id in ids and gap.days]

    @property
    def shared(self) -> int:
        """How many budgets fund other work as well."""
        own = {work.id for work in self.works}
        return sum(not own.issuperset(budget.funds or ()) for budget in self.budgets)


def newest(gap: facts.Gap) -> Gap:
    """A gap on the newest day on which both were measured."""
    on, target = gap.days[-1], gap.target
    against = target.comparison.against if target.comparison else None
    return Gap(target.id, on, gap.own[on].value, gap.theirs[on].value, against or "", target.unit or "")
