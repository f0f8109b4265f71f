"""Which forms of development are recommended against the barriers in the way, for whom, and what there was of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum

from joinedup.frozen import Frozen

from .assessment import Assessment, BarrierResult, Finding, Status
from .development import FORMS, DevelopmentForm
from .facts import RECENT_DEVELOPMENT, in_last
from .facts.concerned import roles_of
from .partnership import Development, Entry, Partnership


class Held(StrEnum):
    """What the description shows of a form of development."""

    LATELY = "lately"
    PLANNED = "planned"
    UNCLEAR = "unclear"
    EARLIER = "earlier"
    NEVER = "never"
    NOT_DESCRIBED = "not-described"


class Recommended(Frozen):
    """A form of development that is recommended.

    Attributes:
        form: The form.
        barriers: The barriers in the way that it helps against, in the order of the tables.
        agencies: The ids of the agencies that the findings of these barriers name.
        roles: The ids of the roles that answer for the records behind these findings, the most concerned first.
        held: What the description shows of it.
        event: The event that shows it: the newest one, or the next; None where there is none.
        came: The ids of the agencies that took part lately, as far as the events say.
    """

    form: DevelopmentForm
    barriers: tuple[BarrierResult, ...]
    agencies: tuple[str, ...]
    roles: tuple[str, ...]
    held: Held
    event: Development | None
    came: frozenset[str]


def development_plan(assessment: Assessment) -> tuple[Recommended, ...]:
    """The forms that help against the barriers in the way, those against most of them first."""
    in_the_way = assessment.by_status(Status.IN_THE_WAY)
    roles = {finding.ref: _roles(assessment.partnership, finding) for finding in assessment.open_findings}
    plan = []
    for form in FORMS.values():
        barriers = tuple(barrier for barrier in in_the_way if form.id in barrier.development)
        if barriers:
            ids = {barrier.id for barrier in barriers}
            findings = [finding for finding in assessment.open_findings if finding.barrier in ids]
            plan.append(_recommended(assessment.partnership, form, barriers, findings, roles))
    return tuple(sorted(plan, key=lambda item: -len(item.barriers)))


def _recommended(
    partnership: Partnership,
    form: DevelopmentForm,
    barriers: tuple[BarrierResult, ...],
    findings: Sequence[Finding],
    roles: Mapping[str, set[str]],
) -> Recommended:
    agencies = tuple(sorted({agency for finding in findings for agency in finding.agencies}))
    concerned = Counter(role for finding in findings for role in roles[finding.ref])
    most = tuple(sorted(concerned, key=lambda role: (-concerned[role], role)))
    held, events = _held(partnership, form)
    came = frozenset(agency for event in events if held is Held.LATELY for agency in event.agencies or ())
    return Recommended(form, barriers, agencies, most, held, events[0] if events else None, came)


def _roles(partnership: Partnership, finding: Finding) -> set[str]:
    """The roles that answer for the records behind a finding."""
    found = set[str]()
    for evidence in finding.evidence:
        section, _, id = evidence.record.partition(".")
        record = partnership.find(section, id) if id and isinstance(getattr(partnership, section), tuple) else None
        found.update(roles_of(partnership, record) if isinstance(record, Entry) else ())
    return found


def _held(partnership: Partnership, form: DevelopmentForm) -> tuple[Held, list[Development]]:
    """What the description shows of a form, and the events that show it, the one to name first."""
    if "development" not in partnership.described:
        return Held.NOT_DESCRIBED, []
    today = partnership.as_of
    own = [event for event in partnership.development if event.kind in form.kinds]
    dated = sorted((event.on, event.id, event) for event in own if event.on)
    past = [event for on, _, event in reversed(dated) if on <= today]
    recent = [event for event in past if event.on and in_last(RECENT_DEVELOPMENT, event.on, today)]
    thin = [
        event
        for event in partnership.development
        if (event.kind is None and (event.on is None or in_last(RECENT_DEVELOPMENT, event.on, today)))
        or (event.kind in form.kinds and event.on is None)
    ]
    found = (
        (Held.LATELY, recent),
        (Held.PLANNED, [event for on, _, event in dated if on > today]),
        (Held.UNCLEAR, thin),
        (Held.EARLIER, past),
    )
    return next(((held, events) for held, events in found if events), (Held.NEVER, []))
