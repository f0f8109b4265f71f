"""The facts of an outcome in words: a heading and a sentence for each kind.

Records that might belong to it and do not say so are counted: silence about them would look like an answer.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from joinedup.facts import agencies_named, count, current_budgets, current_services, day, figure, named, pounds
from joinedup.partnership import Service, Target

if TYPE_CHECKING:
    from .outcomes import Served

AGAINST = {"all": "all children", "others": "other children", "neighbours": "neighbouring authorities"}
NOT_DESCRIBED = "Not described"


def rows(found: "Served", missing: Sequence[str], name: str) -> Iterator[tuple[str, str]]:
    """A heading and a sentence for each kind of fact; what is not described is said not to be."""
    if "outcomes" in missing:
        yield "Outcome", f"{NOT_DESCRIBED}: the description gives no outcomes."
    elif not found.outcomes:
        yield "Outcome", f'No outcome of the description goes by the name "{name}" or another that this lens knows.'
    elif "targets" in missing:
        yield "Targets", f"{NOT_DESCRIBED}, and so neither is what serves them."
    else:
        unplaced = sum(target.outcome is None for target in found.partnership.targets)
        yield "Targets", _listed("target", found.targets) + _some(unplaced, "more target", "name", "no outcome at all")
        yield "Services", _services(found, missing)
        yield "Money", _money(found, missing)
        looked = "target" if "services" in missing else "target or service"
        yield "Groups", f"{', '.join(found.groups) or f'No {looked} names a group'}."
        yield "Gaps", " ".join(_gaps(found))
        yield "Agencies", f"{agencies_named(found.partnership, found.agencies) or 'None is named'}."


def _services(found: "Served", missing: Sequence[str]) -> str:
    if "services" in missing:
        return f"{NOT_DESCRIBED}."
    unplaced = sum(service.supports is None for service in current_services(found.partnership))
    return _listed("current service", found.services) + _some(unplaced, "more current service", "name", "no target")


def _money(found: "Served", missing: Sequence[str]) -> str:
    if "budgets" in missing:
        return f"{NOT_DESCRIBED}."
    number = len(found.budgets)
    said = "No current budget."
    if number:
        total = "No amount is given" if found.pounds is None else pounds(found.pounds)
        said = f"{total} in {count(number, 'current budget')}, {'' if number == 1 else 'each '}for its whole period."
    said += _some(number - len(found.amounts), "budget", "give", "no amount")
    said += _some(found.shared, "budget", "fund", "other work too")
    core = sum(work.funded_from == "core" for work in found.works)
    said += f" Running costs pay for {count(core, 'target or service', 'targets or services')}." if core else ""
    unplaced = sum(budget.funds is None for budget in current_budgets(found.partnership))
    return said + _some(unplaced, "more current budget", "name", "nothing to fund")


def _gaps(found: "Served") -> Iterator[str]:
    by_id = {target.id: target for target in found.targets}
    for gap in found.gaps:
        target = by_id[gap.target]
        children = f", {count(target.cohort_size, 'child', 'children')}" if target.cohort_size is not None else ""
        unit = f" ({gap.unit})" if gap.unit else ""
        others = AGAINST.get(gap.against, "those they are compared with")
        yield (
            f'"{target}": {figure(gap.value)} for {target.cohort}{children}, and {figure(gap.other)} for {others}, on '
            f"{day(gap.on)}{unit}."
        )
    measured = {gap.target for gap in found.gaps}
    left = [target for target in found.targets if target.cohort and target.id not in measured]
    if left:
        yield f"No day has readings of the group and of others for {count(len(left), 'target')}: {named(left)}."
    if not found.gaps and not left:
        yield "No target is for a group, so there is no gap to measure."


def _listed(noun: str, records: Sequence[Target | Service]) -> str:
    return f"{count(len(records), noun)}: {named(records)}." if records else f"No {noun}."


def _some(number: int, noun: str, verb: str, what: str) -> str:
    """Says " 2 budgets give no amount."; nothing of none."""
    return f" {count(number, noun)} {verb}{'s' if number == 1 else ''} {what}." if number else ""
