"""A short digest of what applies to each rule, so that two checks can tell whether its settings changed in between."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING

from joinedup.rules import Rule

if TYPE_CHECKING:
    from . import Ruleset, Settings

LENGTH = 12
"""How many hexadecimal digits of a digest are kept: enough for the settings of one rule in a few rulesets."""


def digests(rules: Iterable[tuple[str, Rule]], ruleset: "Ruleset") -> Mapping[str, str]:
    """For each rule the digest of all that bends what it finds: not of its solutions, which bend what is said of it.

    Args:
        rules: Everything that has settings, with its id.
        ruleset: What applies to it.
    """
    shared = {"least_answers": str(ruleset.least_answers), "vocabulary": str(ruleset.vocabulary)}
    own = ruleset.contents.local_rules or {}
    found = {}
    for id, rule in rules:
        parts = [*_bends(ruleset.settings[id]), *(shared[name] for name in rule.wants if name in shared)]
        if id in own:
            parts += map(str, (own[id].for_each, own[id].when, own[id].where))
        found[id] = sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:LENGTH]
    return MappingProxyType(found)


def _bends(settings: "Settings") -> Iterator[str]:
    yield str(settings.enabled)
    for tier, severity in settings.severities.items():
        yield f"{tier}={severity.name}"
    if settings.limits is not None:
        for name in type(settings.limits).declared:
            value = getattr(settings.limits, name)
            yield f"{name}={value.normalize() if isinstance(value, Decimal) else value}"
