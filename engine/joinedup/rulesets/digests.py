"""A short digest of what applies to each rule, so that two checks can tell whether its settings changed in between."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING

from joinedup.rules import Rule

if TYPE_CHECKING:
    from . import Ruleset

LENGTH = 12
"""How many hexadecimal digits of a digest are kept: enough for the settings of one rule in a few rulesets."""


def digests(rules: Iterable[tuple[str, Rule]], ruleset: "Ruleset") -> Mapping[str, str]:
    """For each rule the digest of all that bends what it finds: not of its solutions, which bend what is said of it.

    Args:
        rules: Everything that has settings, with its id.
        ruleset: What applies to it.
    """
    return MappingProxyType({id: _digest(_bends(id, rule, ruleset)) for id, rule in rules})


def _digest(parts: Iterable[object]) -> str:
    return sha256("\0".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()[:LENGTH]


def _bends(id: str, rule: Rule, ruleset: "Ruleset") -> Iterator[object]:
    settings = ruleset.settings[id]
    yield settings.enabled
    for tier, severity in settings.severities.items():
        yield f"{tier}={severity.name}"
    if settings.limits is not None:
        for name in type(settings.limits).declared:
            value = getattr(settings.limits, name)
            yield f"{name}={value.normalize() if isinstance(value, Decimal) else value}"
    if "least_answers" in rule.wants:
        yield ruleset.least_answers
    if "vocabulary" in rule.wants:
        yield ruleset.vocabulary
    own = (ruleset.contents.local_rules or {}).get(id)
    if own is not None:
        yield from (own.for_each, own.when, own.where)
