"""Whether a check that does not have a finding could have told it, and whether the ruleset had a hand in that."""

from collections.abc import Iterable, Sequence

from joinedup.standing import Asking, Found, Ran, Standing
from joinedup.survey import CROSS_CHECKS

CROSSING = frozenset(rule.name for rule in CROSS_CHECKS)


def crosses(found: Found) -> bool:
    """Whether a finding holds answers of staff against the records: its rule is not among those that are listed."""
    return found.rule.partition("/")[2] in CROSSING


def told(found: Found, here: Standing, there: Standing) -> bool:
    """Whether a check that does not have a finding could tell as much as the one that has it.

    A rule that ran and asked more, or left more aside, may have missed what it saw before: taking out the day on which
    an action is due is no way to do it in time.

    Args:
        found: The finding.
        here: The check that has it.
        there: The check that does not.
    """
    if crosses(found) and not _same_crossing(found, here, there):
        return False
    return all(_as_much(found, here.rules.get(rule), there.rules.get(rule)) for rule in _rests_on(found, here))


def same_settings(found: Found, here: Standing, there: Standing) -> bool | None:
    """Whether the ruleset made the same in both checks of all that a finding rests on; None where nobody can tell."""
    rules = {found.rule, *_rests_on(found, here), *_rests_on(found, there)}
    return _same(rules, here, there, weighed=crosses(found))


def same_rules(barrier: str, here: Standing, there: Standing) -> bool | None:
    """Whether the ruleset made the same in both checks of all that says how a barrier stands; None as above."""
    known = [one.barriers[barrier] for one in (here, there) if barrier in one.barriers]
    rules = {rule for one in known for rule in (*one.rules, *(f"{one.theme}/{name}" for name in CROSSING))}
    return _same(rules, here, there, weighed=True)


def _same(rules: Iterable[str], here: Standing, there: Standing, weighed: bool) -> bool | None:
    if here.ruleset_sha256 == there.ruleset_sha256:
        return True
    if not (here.settings and there.settings):  # written before checks said so
        return None
    same = all(here.settings.get(rule) == there.settings.get(rule) for rule in rules)
    return same and (not weighed or here.in_the_way == there.in_the_way)


def _same_crossing(found: Found, here: Standing, there: Standing) -> bool:
    """Whether a cross-check was on in both: whether it ran is not on record, only what the ruleset made of it."""
    if here.settings and there.settings:
        return here.settings.get(found.rule) == there.settings.get(found.rule)
    return here.ruleset_sha256 == there.ruleset_sha256


def _rests_on(found: Found, check: Standing) -> Sequence[str]:
    """The rules that a finding rests on: of one that holds answers against the records, all of its barrier."""
    if not crosses(found):
        return (found.rule,)
    barrier = check.barriers.get(found.barrier)
    return barrier.rules if barrier else ()


def _as_much(found: Found, here: Ran | None, there: Ran | None) -> bool:
    if here is None or there is None:
        return False
    if here.state != "ran":  # of a rule beside the finding's own: it told nothing here either
        return True
    new = [asking for asking in there.asked if not _asked(asking, here)]
    return (
        there.state == "ran"
        and (not there.because or there.because == here.because)
        and there.left_out <= here.left_out
        and there.questions <= here.questions + len(new)
        and not any(_bears(asking, found) for asking in new)
    )


def _asked(asking: Asking, here: Ran) -> bool:
    """Whether the same was asked, in these words or, where names are shown or hidden, of these places."""
    return any(asking.asks == one.asks or (one.paths and asking.paths == one.paths) for one in here.asked)


def _bears(asking: Asking, found: Found) -> bool:
    """Whether an open question may hide a finding: not if each is about a record of its own, of one section."""
    if len(found.records) != 1 or len(found.shown) != 1 or not asking.paths:
        return True
    (shown,) = found.shown
    section, _, id = shown.partition(".")
    beside = all(record.partition(".")[0] == section and record != shown for record in asking.records)
    return not (beside and id == found.records[0][1])
