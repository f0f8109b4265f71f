"""What applies, each value with the file and line it comes from: `joinedup ruleset show`."""

from collections.abc import Iterator, Sequence
from typing import Any

from joinedup.catalogue import parameters
from joinedup.frozen import Frozen
from joinedup.reading.tree import Step
from joinedup.themes import Theme

from . import every_rule, exact
from .reader import Read

DEFAULT = "default"
LISTS = ("tensions", "waivers", "tests")


class Value(Frozen):
    """One setting.

    Attributes:
        name: What is set: "fail_on", "power/unfunded high_risk".
        value: The value, in words.
        place: Its file and line, or "default".
    """

    name: str
    value: str
    place: str

    @property
    def is_default(self) -> bool:
        """Whether no file sets it."""
        return self.place == DEFAULT


def general(read: Read) -> Iterator[Value]:
    """What is no rule's own."""
    rules, place = read.ruleset, _Places(read)
    yield Value("fail_on", rules.fail_on.word, place("fail_on"))
    yield Value("in_the_way", rules.in_the_way.word, place("in_the_way"))
    yield Value("least_answers", str(rules.least_answers), place("least_answers"))
    for name in LISTS:
        yield Value(name, str(len(getattr(rules.contents, name) or ())), place(name))
    yield Value("lenses", ", ".join(rules.contents.lenses or ()) or "none", place("lenses"))
    for name in ("barriers", "solutions", "indicators", "terms", "report", "local_rules"):
        given = read.tree.root.get(name)
        for key in given if isinstance(given, dict) else ():
            yield Value(f"{name} {key}", _words(given[key]), place(name, key))


def of_rules(read: Read, themes: Sequence[Theme]) -> Iterator[Value]:
    """The settings of every rule, and why it is off where it is."""
    place = _Places(read)
    for id, rule in every_rule(themes, read.ruleset):
        settings = read.ruleset.settings[id]
        why = f": {settings.why}" if settings.why else ""
        yield Value(id, f"{'on' if settings.enabled else 'off'}{why}", place("rules", id, "enabled"))
        by_tier = isinstance(read.tree.get(("rules", id, "severity")), dict)
        for tier, severity in settings.severities.items():
            found = place("rules", id, "severity", *((tier,) if by_tier else ()))
            yield Value(f"{id} severity {tier}", severity.word, found)
        for name, *_ in parameters(rule):
            yield Value(f"{id} {name}", exact(getattr(settings.limits, name)), place("rules", id, name))
        given = place("rules", id, "solutions")
        if given != DEFAULT:
            yield Value(f"{id} solutions", ", ".join(settings.solutions), given)


class _Places:
    """Looks up where a value of the merged rulesets comes from."""

    def __init__(self, read: Read) -> None:
        self.tree = read.tree

    def __call__(self, *steps: Step) -> str:
        if self.tree.get(steps) is None:
            return DEFAULT
        return f"{self.tree.file(steps)}:{self.tree.place(steps, of_key=True)[0]}"


def _words(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_words(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return "; ".join(map(_words, value))
    return exact(value)
