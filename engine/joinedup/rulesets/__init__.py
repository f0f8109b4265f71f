"""What applies in a check: which rules run, with which limits and severities, what was accepted, and in which words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from joinedup.assessment import Look
from joinedup.facts.answers import LEAST_ANSWERS
from joinedup.frozen import Frozen
from joinedup.limits import Limits
from joinedup.rules import Rule
from joinedup.severity import Severity
from joinedup.themes import Theme
from joinedup.vocabulary import Vocabulary
from joinedup.waivers import Waiver

from .contents import Contents
from .digests import digests


class Settings(Frozen):
    """What applies to one rule.

    Attributes:
        enabled: Whether it runs.
        severities: The severity of each of its tiers.
        limits: Its parameters; None where it has none.
        solutions: Ids of the solutions its findings show, best first; none means its barrier's.
        why: Why the authority set it so.
    """

    enabled: bool
    severities: Mapping[str, Severity]
    limits: Limits | None
    solutions: tuple[str, ...] = ()
    why: str = ""


class Ruleset(Frozen):
    """Everything that an authority can change.

    Attributes:
        name: What it calls itself.
        sha256: Digest of the files it is made of, in order.
        fail_on: The severity from which a finding makes a check fail.
        in_the_way: The severity from which a finding puts its barrier in the way.
        settings: What applies to each rule, by its id.
        digests: For each rule a short digest of what bends it: equal where the same applies.
        barriers: For barriers whose matches were changed, the ids of the solutions, best first.
        vocabulary: The indicators it knows and the tensions between them.
        least_answers: Fewer survey answers than this are not shown and not used on their own.
        waivers: Risks that were accepted.
        local: The authority's own rules, by the id of their barrier.
        look: How the report opens and looks.
        contents: All that the files say, merged.
    """

    name: str
    settings: Mapping[str, Settings]
    sha256: str = ""
    fail_on: Severity = Severity.HIGH
    in_the_way: Severity = Severity.HIGH
    digests: Mapping[str, str] = MappingProxyType({})
    barriers: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    vocabulary: Vocabulary = Vocabulary()
    least_answers: int = LEAST_ANSWERS
    waivers: tuple[Waiver, ...] = ()
    local: Mapping[str, Sequence[Rule]] = MappingProxyType({})
    look: Look = Look()
    contents: Contents = Contents.made()


NOTHING: Mapping[str, Mapping[str, object]] = MappingProxyType({})


def resolve(
    themes: Iterable[Theme],
    contents: Contents | None = None,
    changes: Mapping[str, Mapping[str, object]] = NOTHING,
    local: Mapping[str, Sequence[Rule]] = MappingProxyType({}),
) -> Ruleset:
    """Puts what a ruleset says on top of the rules' own defaults.

    Args:
        themes: The themes whose rules are set.
        contents: What the merged files say.
        changes: For each rule they name, the fields they give.
        local: The authority's own rules, by the id of their barrier.
    """
    said = contents or Contents.made()
    words = Vocabulary(indicators=tuple(sorted((said.indicators or {}).items())), tensions=said.tensions or ())
    every = [one for theme in themes for one in _all_rules(theme)]
    every += ((rule.name, rule) for rules in local.values() for rule in rules)
    settings = {id: _settings(rule, changes.get(id, {})) for id, rule in every}
    made = Ruleset(
        name=said.name or "",
        settings=MappingProxyType(settings),
        fail_on=Severity[(said.fail_on or "high").upper()],
        in_the_way=Severity[(said.in_the_way or "high").upper()],
        barriers={id: words.solutions for id, words in (said.barriers or {}).items() if words.solutions},
        vocabulary=words,
        least_answers=said.least_answers or LEAST_ANSWERS,
        waivers=said.waivers or (),
        local=local,
        contents=said,
    )
    return made.but(digests=digests(every, made))


def _all_rules(theme: Theme) -> Iterable[tuple[str, Rule]]:
    """Everything that has settings: the rules of a theme, and the cross-checks."""
    yield from ((id, rule) for id, _, rule in theme.each_rule())
    yield from theme.each_cross_check()


def every_rule(themes: Iterable[Theme], *rulesets: Ruleset) -> Iterator[tuple[str, Rule]]:
    """Everything that has settings in all of these rulesets: rules, cross-checks, and local rules they share."""
    for theme in themes:
        yield from _all_rules(theme)
    first, *others = rulesets
    for rules in first.local.values():
        yield from ((rule.name, rule) for rule in rules if all(rule.name in other.settings for other in others))


def exact(value: object) -> str:
    """A setting in words, never rounded: "0.005", "true"."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _settings(rule: Rule, given: Mapping[str, Any]) -> Settings:
    severities = dict(rule.tiers)
    changed = given.get("severity", {})
    if isinstance(changed, Severity):
        severities = dict.fromkeys(severities, changed)
    else:
        severities.update(changed)
    limits = None
    if rule.limits is not None:
        own: dict[str, Any] = {name: value for name, value in given.items() if name in rule.limits.declared}
        limits = rule.limits.made(own)
    solutions = given.get("solutions") or rule.solutions
    enabled, why = bool(given.get("enabled", True)), given.get("why") or ""
    return Settings(enabled, MappingProxyType(severities), limits, solutions, why)
