"""What one ruleset changes against another: `joinedup ruleset diff`."""

from collections.abc import Iterator, Sequence
from typing import Any

from joinedup.assessment import Assessment
from joinedup.catalogue import parameters
from joinedup.frozen import Frozen
from joinedup.rules import Rule
from joinedup.themes import Theme

from . import Ruleset, Settings, every_rule, exact

STRICTER, LOOSER, OTHER = "stricter", "looser", "other"
DIRECTIONS = (STRICTER, LOOSER, OTHER)


class Difference(Frozen):
    """One setting that differs.

    Attributes:
        direction: stricter (the second finds more, or weighs it more), looser, or other.
        name: What is set.
        before: Its value in the first ruleset.
        after: Its value in the second.
    """

    direction: str
    name: str
    before: str
    after: str


def differences(one: Ruleset, other: Ruleset, themes: Sequence[Theme]) -> Iterator[Difference]:
    """Every setting in which two rulesets differ, in the order of the rules."""
    yield from _ordered("fail_on", one.fail_on, other.fail_on, more_is_stricter=False)
    yield from _ordered("in_the_way", one.in_the_way, other.in_the_way, more_is_stricter=False)
    for id, rule in every_rule(themes, one, other):
        yield from _of_rule(id, rule, one.settings[id], other.settings[id])
    yield from _of_waivers(one, other)
    first, second = one.contents, other.contents
    for name in ("least_answers", "barriers", "solutions", "indicators", "tensions", "local_rules", "terms", "report"):
        before, after = getattr(first, name), getattr(second, name)
        if before != after:
            yield Difference(OTHER, name, _size(before), _size(after))
    if first.lenses != second.lenses:
        yield Difference(OTHER, "lenses", *(", ".join(said.lenses or ()) or "none" for said in (first, second)))


def _of_rule(id: str, rule: Rule, one: Settings, other: Settings) -> Iterator[Difference]:
    if one.enabled != other.enabled:
        words = ("off", "on")
        direction = STRICTER if other.enabled else LOOSER
        yield Difference(direction, id, words[one.enabled], words[other.enabled])
    for tier, severity in one.severities.items():
        yield from _ordered(f"{id} severity {tier}", severity, other.severities[tier], more_is_stricter=True)
    for name, _, _, direction in parameters(rule):
        before, after = getattr(one.limits, name), getattr(other.limits, name)
        more = {"less": False, "more": True}.get(direction)
        yield from _ordered(f"{id} {name}", before, after, more_is_stricter=more)
    if one.solutions != other.solutions:
        yield Difference(OTHER, f"{id} solutions", ", ".join(one.solutions), ", ".join(other.solutions))


def _of_waivers(one: Ruleset, other: Ruleset) -> Iterator[Difference]:
    for waiver in other.waivers:
        if waiver not in one.waivers:
            yield Difference(LOOSER, f"waiver of {waiver.rule or waiver.finding}", "none", f"until {waiver.until}")
    for waiver in one.waivers:
        if waiver not in other.waivers:
            yield Difference(STRICTER, f"waiver of {waiver.rule or waiver.finding}", f"until {waiver.until}", "none")


def _ordered(name: str, before: Any, after: Any, more_is_stricter: bool | None) -> Iterator[Difference]:
    if before != after:
        stricter = (after > before) == more_is_stricter
        direction = OTHER if more_is_stricter is None else STRICTER if stricter else LOOSER
        yield Difference(direction, name, _word(before), _word(after))


def _word(value: Any) -> str:
    return str(value.word) if hasattr(value, "word") else exact(value)


def _size(value: Any) -> str:
    return (
        "none"
        if value is None
        else str(value)
        if isinstance(value, int)
        else f"{len(value) if hasattr(value, '__len__') else 1}"
    )


def effects(one: Assessment, other: Assessment) -> Iterator[tuple[str, str]]:
    """What the second ruleset changes on one description: appears, vanishes, or changes, with the finding in words."""
    before = {finding.ref: finding for finding in one.findings}
    after = {finding.ref: finding for finding in other.findings}
    for ref in sorted({*before, *after}):
        first, second = before.get(ref), after.get(ref)
        if first is None and second is not None:
            yield "appears", f"{second.severity.word} {ref} {second.rule}: {second.because}"
        elif first is not None and second is None:
            yield "vanishes", f"{first.severity.word} {ref} {first.rule}: {first.because}"
        elif first and second and (first.severity, first.status) != (second.severity, second.status):
            change = f"{first.severity.word}, {first.status} → {second.severity.word}, {second.status}"
            yield "changes", f"{change} {ref} {second.rule}: {second.because}"
    first_status = {barrier.id: barrier.status for barrier in one.barriers}
    for barrier in other.barriers:
        was = first_status[barrier.id]
        if was is not barrier.status:
            yield "barrier", f"{barrier.title}: {was.words} → {barrier.status.words}"
