"""What lenses show, as plain values for the JSON output: docs/assessment.schema.json."""

from collections.abc import Mapping, Sequence
from typing import Any

from joinedup.lenses.outcome_facts import Gap, OutcomeFacts
from joinedup.lenses.view import ItemView, LensView, People, Records


def as_list(lenses: Sequence[LensView]) -> list[Mapping[str, Any]]:
    """Each lens, in the order of the format."""
    return [_lens(lens) for lens in lenses]


def _lens(lens: LensView) -> Mapping[str, Any]:
    return {
        "name": lens.name,
        "title": lens.title,
        "about": lens.about,
        "source": lens.source,
        "counts": dict(lens.counts),
        "groups": [{"id": id, "title": title} for id, title in lens.headings.items() if id],
        "items": [_item(item) for item in lens.items],
    }


def _item(item: ItemView) -> Mapping[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "cite": item.cite,
        "group": item.group or None,
        "about": item.about or None,
        "kind": item.kind,
        "standing": item.standing,
        "records": [_records(told) for told in item.records],
        "people": [_people(told) for told in item.people],
        "ask": item.ask or None,
        "outcome": _outcome(item.outcome) if item.outcome else None,
    }


def _records(told: Records) -> Mapping[str, Any]:
    findings = [finding.ref for finding in told.findings]
    return {"rule": told.rule, "state": told.state, "said": told.said, "findings": findings}


def _people(told: People) -> Mapping[str, Any]:
    return {
        "barrier": told.barrier,
        "statement": told.statement,
        "state": told.state,
        "said": told.said,
        "answers": told.answers,
        "mean": float(told.mean) if told.mean else None,
        "findings": [finding.ref for finding in told.findings],
    }


def _outcome(facts: OutcomeFacts) -> Mapping[str, Any]:
    return {
        "outcomes": list(facts.outcomes),
        "targets": list(facts.targets),
        "services": list(facts.services),
        "budgets": list(facts.budgets),
        "pounds": None if facts.pounds is None else float(facts.pounds),
        "groups": list(facts.groups),
        "gaps": [_gap(gap) for gap in facts.gaps],
        "agencies": list(facts.agencies),
        "missing": list(facts.missing),
        "said": [{"about": heading, "said": said} for heading, said in facts.rows],
    }


def _gap(gap: Gap) -> Mapping[str, Any]:
    return {
        "target": gap.target,
        "on": gap.on.isoformat(),
        "value": float(gap.value),
        "other": float(gap.other),
        "against": gap.against or None,
        "unit": gap.unit or None,
    }
