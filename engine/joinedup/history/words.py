"""The checks of a history in words; the whole of it as JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from joinedup.facts.words import count

from .decision import Decision, Terms
from .kept import Kept

FORMAT = "joinedup-history/1"
STATUSES = ("in-the-way", "forming", "clear", "not-assessed")


def line(kept: Kept, named: bool) -> str:
    """A check on a line: its number, day, how its barriers stood, and by what.

    Args:
        kept: The check.
        named: Whether to say whose it is.
    """
    whose = f"{kept.partnership} · " if named else ""
    made = f"{kept.ruleset} · joinedup {kept.version}" + (" · part of it failed" if kept.failed else "")
    return f"{kept.number:>3}  {kept.as_of}  {whose}{_stood(kept.statuses)} · {made}"


def page(text: str) -> Iterator[str]:
    """A check as lines: how its barriers stood, then each finding.

    Args:
        text: Its JSON.
    """
    data: Mapping[str, Any] = json.loads(text)
    summary = data["summary"]
    yield f"{data['partnership']['name']} · {data['as_of']} · ruleset {data['ruleset']['name']}"
    yield f"Made by joinedup {data['joinedup']} from {data['input']['path']}"
    yield ""
    if data["failures"]:
        yield f"{count(len(data['failures']), 'part')} of the check failed, so this result is incomplete."
    yield f"Barriers: {_stood(summary['barriers'])}."
    for theme in data["themes"]:
        yield ""
        yield theme["title"]
        for barrier in theme["barriers"]:
            yield f"  {barrier['title']}: {barrier['status'].replace('-', ' ')}"
    yield ""
    yield f"{count(len(data['findings']), 'finding')}:" if data["findings"] else "No finding."
    for finding in data["findings"]:
        accepted = " (accepted)" if finding["status"] == "waived" else ""
        yield f"  {finding['severity']} {finding['ref']}{accepted}: {finding['because']}"


def as_json(exported: Sequence[tuple[Kept, str]], decisions: Sequence[Decision]) -> str:
    """A history as JSON, a check or a decision a line.

    Args:
        exported: The checks, each with what `joinedup check -o check.json` wrote of it.
        decisions: The decisions that were taken.
    """
    checks = [
        {"number": kept.number, "recorded": kept.recorded.isoformat(), "assessment": json.loads(text)}
        for kept, text in exported
    ]
    parts = (f'"checks": {_lines(checks)}', f'"decisions": {_lines(list(map(_decision, decisions)))}')
    return f'{{"format": "{FORMAT}", {", ".join(parts)}}}\n'


def _lines(items: Sequence[Mapping[str, Any]]) -> str:
    """A list with an item a line."""
    return "[\n" + ",\n".join(json.dumps(item, ensure_ascii=False) for item in items) + "\n]"


def _decision(decision: Decision) -> Mapping[str, Any]:
    return {
        "number": decision.number,
        "partnership": decision.partnership,
        "text": decision.text,
        "findings": list(decision.refs),
        "on": decision.on.isoformat(),
        "recorded": decision.recorded.isoformat(),
        "origin": decision.origin,
        **_terms(decision.terms),
        "events": [
            {
                "kind": event.kind,
                "on": event.on.isoformat(),
                "recorded": event.recorded.isoformat(),
                **_terms(event.terms),
                "note": event.note,
            }
            for event in decision.events
        ],
    }


def _terms(terms: Terms) -> Mapping[str, str]:
    return {"owner": terms.owner, "owner_name": terms.name, "agency": terms.agency, "by": terms.by.isoformat()}


def _stood(statuses: Mapping[str, int]) -> str:
    """How many barriers stood how: "8 in the way, 3 forming, 10 clear, 3 not assessed"."""
    return ", ".join(f"{statuses.get(status, 0)} {status.replace('-', ' ')}" for status in STATUSES)
