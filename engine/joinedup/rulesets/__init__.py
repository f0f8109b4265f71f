"""A ruleset -> what applies: which rules run, with which limits and severities, and which words are known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from .facts.answers import LEAST_ANSWERS
from .limits import Limits
from .rules import Rule
from .severity import Severity
from .themes import Theme
from .vocabulary import Vocabulary

STANDARD = "standard"


@dataclass(frozen=True, slots=True)
class Settings:
    """What applies to one rule.

    Attributes:
        enabled: Whether it runs.
        severities: The severity of each of its tiers.
        limits: Its parameters; None where it has none.
    """

    enabled: bool
    severities: Mapping[str, Severity]
    limits: Limits | None


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Everything that an authority can change.

    Attributes:
        name: What it calls itself.
        sha256: Digest of the files it is made of, in order.
        fail_on: The severity from which a finding makes a check fail.
        settings: What applies to each rule, by its id.
        vocabulary: The indicators it knows and the tensions between them.
        least_answers: Fewer survey answers than this are not shown and not used on their own.
    """

    name: str
    sha256: str
    fail_on: Severity
    settings: Mapping[str, Settings]
    vocabulary: Vocabulary
    least_answers: int = LEAST_ANSWERS


@dataclass(frozen=True, slots=True)
class Layer:
    """What one file says, and nothing of what it leaves open.

    Attributes:
        rules: For each rule it names, the fields it gives: `enabled`, `severity` (by tier), and parameters.
        indicators: Names of indicators by id.
        tensions: A vocabulary's tensions, or None.
    """

    name: str
    data: bytes
    fail_on: Severity | None
    rules: Mapping[str, Mapping[str, object]]
    indicators: Mapping[str, str]
    vocabulary: Vocabulary | None
    least_answers: int | None = None


def resolve(themes: Iterable[Theme], layers: Iterable[Layer] = ()) -> Ruleset:
    """Puts layers on top of the rules' own defaults; the last one wins, field by field."""
    name, fail_on, digest = "defaults of the rules", Severity.HIGH, sha256()
    rules: dict[str, dict[str, object]] = {}
    indicators: dict[str, str] = {}
    vocabulary, least_answers = Vocabulary(), LEAST_ANSWERS
    for layer in layers:
        name, fail_on = layer.name, layer.fail_on or fail_on
        least_answers = layer.least_answers or least_answers
        digest.update(layer.data)
        indicators.update(layer.indicators)
        vocabulary = layer.vocabulary or vocabulary
        for id, given in layer.rules.items():
            rules.setdefault(id, {}).update(given)
    words = Vocabulary.model_construct(indicators=tuple(sorted(indicators.items())), tensions=vocabulary.tensions)
    settings = {id: _settings(rule, rules.get(id, {})) for theme in themes for id, _, rule in theme.each_rule()}
    return Ruleset(name, digest.hexdigest(), fail_on, MappingProxyType(settings), words, least_answers)


def _settings(rule: Rule, given: Mapping[str, object]) -> Settings:
    severities = dict(rule.tiers)
    changed = given.get("severity", {})
    if isinstance(changed, Severity):
        severities = dict.fromkeys(severities, changed)
    elif isinstance(changed, Mapping):
        severities.update(changed)
    limits = None
    if rule.limits is not None:
        own: dict[str, Any] = {name: value for name, value in given.items() if name in rule.limits.model_fields}
        limits = rule.limits.model_construct(**own)
    return Settings(bool(given.get("enabled", True)), MappingProxyType(severities), limits)
