"""The ledger of decisions as plain values."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from joinedup.report.ledger import STATES, Decided, Ledger, Read


def as_dict(ledger: Ledger, public: bool) -> Mapping[str, Any]:
    """The decisions with what became of their findings and targets.

    Args:
        ledger: The decisions.
        public: Whether it is the version to publish, which counts them and quotes none.
    """
    return {
        "counts": {state: len(ledger.of(state)) for state in STATES},
        "later": ledger.later,
        "decisions": None if public else list(map(_decided, ledger.decided)),
    }


def _decided(one: Decided) -> Mapping[str, Any]:
    return {
        "number": one.number,
        "text": one.text,
        "on": one.on.isoformat(),
        "owner": one.owner,
        "agency": one.agency or None,
        "by": one.by.isoformat(),
        "moved_from": [by.isoformat() for by in one.moved],
        "state": one.state,
        "closed": _day(one.closed),
        "note": one.note or None,
        "findings": [
            {
                "ref": followed.ref,
                "because": followed.because or None,
                "found": _day(followed.found),
                "then": followed.then or None,
                "because_then": followed.seen or None,
                "kind": followed.kind,
                "now": followed.now or None,
                "last": _day(followed.last),
                "note": followed.note or None,
            }
            for followed in one.findings
        ],
        "targets": list(map(_target, one.targets)),
    }


def _target(read: Read) -> Mapping[str, Any]:
    return {
        "title": read.title,
        "described": read.described,
        "unit": read.unit or None,
        "direction": read.direction or None,
        "goal": _reading(read.goal),
        "before": _reading(read.before),
        "after": [_reading(one) for one in read.after],
    }


def _reading(one: tuple[date, str] | None) -> Mapping[str, str] | None:
    return None if one is None else {"on": one[0].isoformat(), "value": one[1]}


def _day(when: date | None) -> str | None:
    return None if when is None else when.isoformat()
