"""Checks of Westmarsh on earlier days, each as it was or changed, for tests of what a history shows."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from joinedup.assessment import Assessment
from joinedup.outputs.as_json import as_dict
from joinedup.report.earlier import earlier
from joinedup.report.trend import Trend, trend
from joinedup.standing import Standing, standing
from test_outputs import text
from test_since import CONTEXT, DATA, RESULT, compared

Data = dict[str, Any]
NOW = RESULT.as_of


def ago(days: int) -> date:
    """A day before the newest check."""
    return NOW - timedelta(days)


def then(on: date, *changes: Callable[[Data], object], **more: Any) -> Standing:
    """An earlier check: the newest one, of another day and changed."""
    data = json.loads(json.dumps({**DATA, "as_of": on.isoformat(), **more}))
    for change in changes:
        change(data)
    return earlier("then.json", json.dumps(data))


def barriers(data: Data) -> Iterator[Data]:
    """The barriers of a check."""
    return (barrier for theme in data["themes"] for barrier in theme["barriers"])


def unassessed(theme: str, most: int = 99) -> Callable[[Data], object]:
    """Makes barriers of a theme those that could not be assessed, and takes their findings out."""

    def change(data: Data) -> None:
        for barrier in [barrier for barrier in barriers(data) if barrier["id"].startswith(f"{theme}/")][:most]:
            barrier["status"] = "not-assessed"
            data["findings"] = [one for one in data["findings"] if one["barrier"] != barrier["id"]]

    return change


def without(theme: str) -> Callable[[Data], object]:
    """Takes a theme out, as before its plugin was installed."""

    def change(data: Data) -> None:
        data["themes"] = [one for one in data["themes"] if one["id"] != theme]
        data["findings"] = [one for one in data["findings"] if one["theme"] != theme]

    return change


def over(*run: Standing, now: Assessment = RESULT) -> Trend:
    """The trend from earlier checks to the newest."""
    made = standing(as_dict(now, CONTEXT), now.partnership)
    return trend(made, run, compared(*run, now=now).changes, bool(now.waivers))


def with_history() -> str:
    """A report with a long trend, breaks, a theme nobody could assess, and much that is stuck."""
    run = [then(ago(30 * number)) for number in range(24, 3, -1)]
    run += [then(ago(90), unassessed("power"), joinedup="0.0.1"), then(ago(60), unassessed("people", 1))]
    context = CONTEXT.but(since=compared(*run), trend=over(*run))
    return text("html", RESULT, context)
