"""The assessment as JSON, for other programs. Names are added, never changed: docs/assessment.schema.json."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from joinedup.assessment import Assessment, Evidence, Finding, Status
from joinedup.severity import Severity

from . import Context
from .json_parts import (
    advice_as_dicts,
    asked_for,
    development_as_dicts,
    gaps_as_dicts,
    matrix_as_dict,
    waivers_as_dicts,
)

FORMAT = "joinedup-assessment/1"
ENCODER = json.JSONEncoder(ensure_ascii=False)


def render(assessment: Assessment, context: Context) -> str:
    """The assessment as JSON with a finding, a barrier or a question a line; the same bytes for the same input."""
    parts = (f"{_text(key)}: {_lines(value)}" for key, value in as_dict(assessment, context).items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(value: Any) -> str:
    """A list with an item a line, so that two checks can be laid side by side; anything else on one."""
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_text, value)) + "\n]"
    return _text(value)


def _text(value: Any) -> str:
    return ENCODER.encode(value)


def as_dict(assessment: Assessment, context: Context) -> Mapping[str, Any]:
    """The assessment as plain values, in the order of the format."""
    partnership = assessment.partnership
    return {
        "format": FORMAT,
        "partnership": {"name": partnership.name, "authority": partnership.authority},
        "as_of": assessment.as_of.isoformat(),
        "input": {"path": context.path, "sha256": context.sha256},
        "ruleset": {
            "name": assessment.ruleset,
            "sha256": assessment.ruleset_sha256,
            "in_the_way": assessment.in_the_way.word,
            "settings": dict(assessment.settings),
        },
        "joinedup": context.version,
        "summary": _summary(assessment),
        "themes": _themes(assessment),
        "findings": [_finding(finding) for finding in assessment.findings],
        "questions": [
            {"asks": asked.asks, "of": list(asked.of), "rule": asked.rule, "evidence": _evidence(asked.evidence)}
            for asked in assessment.questions
        ],
        "remedies": [
            {
                "solution": remedy.solution,
                "answers": list(remedy.answers),
                "first_steps": list(assessment.solutions[remedy.solution].first_steps),
            }
            for remedy in assessment.remedies
        ],
        "matrix": matrix_as_dict(partnership),
        "development": development_as_dicts(assessment),
        "gaps": gaps_as_dicts(assessment),
        "advice": advice_as_dicts(assessment),
        "failures": [
            {"rule": failure.rule or None, "plugin": failure.plugin, "error": failure.error}
            for failure in assessment.failures
        ],
        "waivers": waivers_as_dicts(assessment),
        "notes": list(assessment.notes),
        **asked_for(assessment, context),
    }


def _summary(assessment: Assessment) -> Mapping[str, Any]:
    return {
        "findings": {s.word: len(assessment.by_severity(s)) for s in reversed(Severity)},
        "barriers": {status.value: len(assessment.by_status(status)) for status in Status},
        "waived": len(assessment.waived_findings),
        "rules_run": len(assessment.rules("ran")),
        "rules_not_assessed": len(assessment.rules("not-assessed")),
        "rules_failed": len(assessment.rules("failed")),
        "rules_off": len(assessment.rules("off")),
        "fail_on": assessment.fail_on.word if assessment.fail_on else "never",
        "fails": assessment.fails,
    }


def _themes(assessment: Assessment) -> Sequence[Mapping[str, Any]]:
    return [
        {
            "id": theme.id,
            "title": theme.title,
            "barriers": [
                {
                    "id": barrier.id,
                    "title": barrier.title,
                    "status": barrier.status.value,
                    "rules_run": barrier.rules_run,
                    "rules_total": len(barrier.rules),
                    "questions": barrier.questions,
                    "findings": list(barrier.findings),
                    "rules": [
                        {
                            "id": r.id,
                            "state": r.state,
                            "because": r.because or None,
                            "missing": list(r.missing),
                            "left_out": list(r.left_out),
                            "questions": r.questions,
                        }
                        for r in barrier.rules
                    ],
                }
                for barrier in theme.barriers
            ],
        }
        for theme in assessment.themes
    ]


def _finding(finding: Finding) -> Mapping[str, Any]:
    return {
        "ref": finding.ref,
        "rule": finding.rule,
        "barrier": finding.barrier,
        "theme": finding.theme,
        "severity": finding.severity.word,
        "status": finding.status,
        "title": finding.title,
        "because": finding.because,
        "agencies": list(finding.agencies),
        "evidence": _evidence(finding.evidence),
        "subject": {"kind": finding.subject.kind, "ids": list(finding.subject.ids), "name": finding.subject.name},
        "solutions": list(finding.solutions),
        "remedy": finding.remedy or None,
        "basis": finding.basis,
        "citation": finding.citation,
    }


def _evidence(evidence: Sequence[Evidence]) -> Sequence[Mapping[str, Any]]:
    return list(map(_place, evidence))


def _place(item: Evidence) -> Mapping[str, Any]:
    place = {"path": item.path, "line": item.line, "column": item.column, "value": item.value or None}
    return {**place, "sheet": item.sheet, "cell": item.cell} if item.cell else place
