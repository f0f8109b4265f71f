"""The trend over the recorded checks, as plain values."""

from collections.abc import Mapping
from typing import Any

from joinedup.report.trend import Point, Trend


def as_dict(trend: Trend) -> Mapping[str, Any]:
    """The checks, oldest first, and the references of findings that do not go away, worst first.

    With fewer checks than a trend needs, nothing can be told to be stuck: that is null, and no empty list.
    """
    checks = [_point(point) for point in trend.points]
    return {
        "trend": {"checks_in_all": trend.checks, "themes": dict(trend.themes), "checks": checks},
        "stuck": [change.ref for change in trend.stuck] if trend.drawn else None,
    }


def _point(point: Point) -> Mapping[str, Any]:
    return {
        "day": point.day.isoformat(),
        "barriers": {status.value: number for status, number in point.statuses.items()},
        "findings": dict(point.findings),
        "partly_assessed": list(point.partial),
        "accepted": point.accepted,
        "rules_run": point.ran,
        "changed": list(point.changed),
        "days_without": point.without,
        "failures": point.failed,
    }
