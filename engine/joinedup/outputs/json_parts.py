"""Parts of the JSON that are worked out from the assessment: the gaps, the development plan, and the advice."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from joinedup.advice import advice
from joinedup.advice_words import said
from joinedup.assessment import Assessment
from joinedup.development_plan import Recommended
from joinedup.facts import Gap, gaps


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
