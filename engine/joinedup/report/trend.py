"""How the barriers and findings developed over the recorded checks, and which findings do not go away."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from joinedup.assessment import Status
from joinedup.frozen import Frozen
from joinedup.standing import Standing
from joinedup.telling import same_rules

from .since import Change

MOST = 24
"""How many checks a trend shows: two years of monthly ones."""
LEAST = 3
"""From how many checks on there is a trend, and a finding is stuck."""
APART = 2.5
"""How many times as long as those around it a time between two checks must be to be told as one without a check."""
AROUND = 2
"""How many of them before it, and after it, are looked at: who checks monthly now may have checked quarterly then."""
RULESET, JOINEDUP, PLUGINS, WAIVERS = "ruleset", "joinedup", "plugins", "waivers"
"""What beside the partnership may have changed between two checks; waivers: the newest counts what they accept."""


class Point(Frozen):
    """A check in the trend.

    Attributes:
        day: The day of the check.
        statuses: How many barriers stood how, every status with its number.
        findings: How many findings that nobody accepted each theme had, by the theme's id; None where none of its
            barriers could be assessed, and where nobody looked for them.
        partial: The ids of themes of which only some barriers could be assessed: there may have been more findings.
        accepted: How many more findings were there, and accepted.
        ran: How many rules ran: of what is described the more, the more of them can.
        changed: What else changed since the check before it in the trend: any of `RULESET`, `JOINEDUP`, `PLUGINS` and
            `WAIVERS`.
        without: How many days there was no check before it, where those are many more than around it; else 0.
        failed: How many parts of the check failed: it shows less than it should.
        beside_failed: Whether part of it, or of the check before it, failed.
    """

    day: date
    statuses: Mapping[Status, int]
    findings: Mapping[str, int | None]
    partial: tuple[str, ...]
    accepted: int
    ran: int
    changed: tuple[str, ...] = ()
    without: int = 0
    failed: int = 0
    beside_failed: bool = False

    @property
    def broken(self) -> bool:
        """Whether its numbers cannot simply be laid beside those of the check before it."""
        return bool(self.changed or self.without or self.beside_failed)


class Trend(Frozen):
    """The recorded checks of a partnership and the newest one.

    Attributes:
        points: The last `MOST` of them, oldest first; the newest is the check that is made now.
        checks: How many there are in all.
        themes: The title of each theme by its id: those of the newest check in their order, then those that are gone.
        stuck: The findings that are there for `LEAST` checks or more and that nobody accepted, worst first.
    """

    points: tuple[Point, ...]
    checks: int
    themes: Mapping[str, str]
    stuck: tuple[Change, ...]

    @property
    def drawn(self) -> bool:
        """Whether there are checks enough to speak of a trend."""
        return len(self.points) >= LEAST


def trend(now: Standing, run: Sequence[Standing], changes: Sequence[Change], waivers: bool) -> Trend:
    """The trend up to a check.

    Args:
        now: The newest check.
        run: The earlier ones of the same partnership, a day each, oldest first.
        changes: What became of each finding since the last of them, in the light of all of them.
        waivers: Whether the newest check knows of any waiver: without one it ignored those of its ruleset.
    """
    checks = [*run[-(MOST - 1) :], now]
    gone = {id: title for check in checks for id, title in check.themes.items() if id not in now.themes}
    themes = {**now.themes, **gone}
    apart = [(after.day - before.day).days for before, after in pairwise(checks)]
    points = [_point(checks[0], themes)]
    for place, (before, after) in enumerate(pairwise(checks)):
        failed = bool(before.failures or after.failures)
        point = _point(after, themes).but(changed=_changed(before, after), without=_without(apart, place))
        points.append(point.but(beside_failed=failed))
    if not waivers and run and _accepted(run[-1]) and run[-1].ruleset_sha256 == now.ruleset_sha256:
        points[-1] = points[-1].but(changed=(*points[-1].changed, WAIVERS))
    return Trend(tuple(points), len(run) + 1, themes, _stuck(now, changes))


def _without(apart: Sequence[int], place: int) -> int:
    """The days between two checks where those are many more than around them; else 0."""
    around = (*apart[max(place - AROUND, 0) : place], *apart[place + 1 : place + 1 + AROUND])
    return apart[place] if around and apart[place] > APART * max(around) else 0


def _point(check: Standing, themes: Iterable[str]) -> Point:
    assessed: dict[str, list[bool]] = {id: [] for id in themes}
    for barrier in check.barriers.values():
        assessed[barrier.theme].append(barrier.status is not Status.NOT_ASSESSED)
    found = Counter(finding.theme for finding in check.findings.values() if not finding.waived)
    return Point(
        check.day,
        {status: check.count(status) for status in Status},
        {id: found[id] if any(known) else None for id, known in assessed.items()},
        tuple(id for id, known in assessed.items() if any(known) and not all(known)),
        len(_accepted(check)),
        sum(rule.state == "ran" for rule in check.rules.values()),
        failed=check.failures,
    )


def _accepted(check: Standing) -> frozenset[str]:
    return frozenset(ref for ref, finding in check.findings.items() if finding.waived)


def _changed(before: Standing, after: Standing) -> tuple[str, ...]:
    """What changed beside the partnership."""
    joinedup = before.version != after.version
    plugins = not joinedup and _looked_for(before) != _looked_for(after)
    known = ((RULESET, _ruled_otherwise(before, after)), (JOINEDUP, joinedup), (PLUGINS, plugins))
    return tuple(what for what, differs in known if differs)


def _ruled_otherwise(before: Standing, after: Standing) -> bool:
    """Whether another ruleset made something else of a barrier that both have, or accepted other findings."""
    if before.ruleset_sha256 == after.ruleset_sha256:
        return False
    both = before.barriers.keys() & after.barriers.keys()
    same = all(same_rules(id, after, before) for id in both)  # None where an older check does not say
    return not same or _accepted(before) != _accepted(after)


def _looked_for(check: Standing) -> frozenset[str]:
    """The barriers and rules of plugins; a ruleset's local rules have no theme."""
    rules = (id for id in check.rules if id.partition("/")[0] in check.themes)
    return frozenset((*check.barriers, *rules))


def _stuck(now: Standing, changes: Sequence[Change]) -> tuple[Change, ...]:
    order = {ref: place for place, (ref, finding) in enumerate(now.findings.items()) if not finding.waived}
    stuck = [change for change in changes if change.checks >= LEAST and change.ref in order]
    return tuple(sorted(stuck, key=lambda one: (-one.severity, one.first or now.day, order[one.ref])))
