"""Parts of the JSON that are worked out from the assessment, and those that only some checks have."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from joinedup.advice import advice
from joinedup.advice_words import said
from joinedup.assessment import Assessment
from joinedup.development_plan import Recommended
from joinedup.facts import Gap, gaps
from joinedup.matrix import Row, matrix
from joinedup.partnership import Partnership
from joinedup.waivers import Accepted

from . import Context


def gaps_as_dicts(assessment: Assessment) -> Sequence[Mapping[str, Any]]:
    """For each target with a vulnerable group what was measured, and what becomes of the gap."""
    return [_gap(gap) for gap in gaps(assessment.partnership)]


def _gap(gap: Gap) -> Mapping[str, Any]:
    target = gap.target

    def row(on: date) -> Mapping[str, Any]:
        own, theirs = (readings[on].value if on in readings else None for readings in (gap.own, gap.theirs))
        far = None if own is None or theirs is None else gap.behind(on)
        return {"on": on.isoformat(), "own": _number(own), "theirs": _number(theirs), "gap": _number(far)}

    return {
        "target": target.id,
        "cohort": target.cohort,
        "cohort_size": target.cohort_size,
        "compared_with": target.comparison.against if target.comparison else None,
        "unit": target.unit,
        "readings": [row(on) for on in sorted({*gap.own, *gap.theirs})],
        "course": gap.course,
        "verdict": gap.verdict,
        "cautions": list(gap.cautions),
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def development_as_dicts(assessment: Assessment) -> Sequence[Mapping[str, Any]]:
    """The forms of development recommended against the barriers in the way."""
    return [_form(item) for item in assessment.development]


def _form(item: Recommended) -> Mapping[str, Any]:
    event = item.event
    return {
        "form": item.form.id,
        "barriers": [barrier.id for barrier in item.barriers],
        "agencies": list(item.agencies),
        "took_part": sorted(item.came),
        "roles": list(item.roles),
        "held": item.held,
        "event": event.id if event else None,
        "on": event.on.isoformat() if event and event.on else None,
    }


def advice_as_dicts(assessment: Assessment) -> Sequence[Mapping[str, Any]]:
    """What to add next, best value first."""
    return [
        {
            "says": said(assessment, item),
            "sections": list(item.sections),
            "barriers": list(item.barriers),
            "rules": item.rules,
            "questions": item.questions,
            "of": list(item.of),
        }
        for item in advice(assessment)
    ]


def matrix_as_dict(partnership: Partnership) -> Mapping[str, Any]:
    """The responsibility matrix: each task with who plays which part."""
    made = matrix(partnership)
    return {"tasks": [_task(row) for row in made.rows], "not_described": list(made.not_described)}


def _task(row: Row) -> Mapping[str, Any]:
    return {
        "section": row.section,
        "id": row.task.id,
        "title": row.task.label,
        "marks": [mark.value for mark in row.marks],
        "answering": [{"kind": one.noun, "id": one.id} for one in row.answering],
        "parts": [
            {"agency": agency, "part": duty.part.value, "roles": [role.id for role in duty.roles]}
            for agency in sorted(row.duties)
            for duty in row.duties[agency]
        ],
        "unsaid": [part.value for part in row.unsaid],
    }


def waivers_as_dicts(assessment: Assessment) -> Sequence[Mapping[str, Any]]:
    """The accepted risks, each with the findings that it covers."""
    return [_waiver(accepted) for accepted in assessment.waivers]


def _waiver(accepted: Accepted) -> Mapping[str, Any]:
    waiver = accepted.waiver
    return {
        "state": accepted.state,
        "rule": waiver.rule,
        "finding": waiver.finding,
        "covers": list(waiver.covers),
        "reason": waiver.reason,
        "accepted_by": waiver.accepted_by,
        "until": waiver.until.isoformat(),
        "findings": list(accepted.findings),
    }


def asked_for(assessment: Assessment, context: Context) -> Mapping[str, Any]:
    """What only some checks have; what makes it is imported for those alone."""
    made: dict[str, Any] = {"lenses": [], "since": None, "trend": None, "stuck": None, "ledger": None}
    if assessment.lenses:
        from .lenses_json import as_list

        made["lenses"] = as_list(assessment.lenses)
    if context.since is not None:
        from .since_json import as_dict as of_since

        made["since"] = of_since(context.since)
    if context.trend is not None:
        from .trend_json import as_dict as of_trend

        made.update(of_trend(context.trend))
    if context.ledger is not None:
        from .ledger_json import as_dict as of_ledger

        made["ledger"] = of_ledger(context.ledger, context.public)
    return made
