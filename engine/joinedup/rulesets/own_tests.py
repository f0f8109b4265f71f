"""A ruleset's own cases: `joinedup ruleset test`."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import date

from joinedup.assess import assess
from joinedup.assessment import Assessment
from joinedup.errors import Guard
from joinedup.frozen import Frozen
from joinedup.partnership import Partnership
from joinedup.reading import UnreadableFile, describe
from joinedup.reading.problems import nearest
from joinedup.reading.tree import Tree
from joinedup.reading.yaml_text import parse
from joinedup.themes import Theme

from . import Ruleset
from .contents import Case
from .merging import merged
from .reader import Read

HEAD = """
format: joinedup/1
name: A partnership
agencies: [{id: council, name: Council, kind: local-authority}]
"""
"""What every description needs, filled in where a case leaves it out."""


class Outcome(Frozen):
    """What became of one case.

    Attributes:
        case: The case.
        failures: What differs from what it expects, a line each; none if it passes.
    """

    case: Case
    failures: tuple[str, ...]


def run_tests(read: Read, themes: Sequence[Theme], today: date, guard: Guard = nullcontext) -> Iterator[Outcome]:
    """Runs the cases of the ruleset's own file, each rule in `guard`. Cases of what it extends are tested there."""
    barriers = {id: barrier.label for theme in themes for id, barrier in theme.each_barrier()}
    for case in _cases(read):
        try:
            result = assess(_given(case, read, today, barriers), themes, read.ruleset, guard=guard)
        except UnreadableFile as error:
            said = ("given cannot be read:", *str(error).splitlines())
            yield Outcome(case, said)
        else:
            yield Outcome(case, tuple(_differences(case, result, read.ruleset)))


def untested(read: Read) -> list[str]:
    """The rules that the ruleset's own file sets or adds, and that no case of it names."""
    root = read.files[-1].tree.root
    named = {rule for case in _cases(read) for rule in (*case.finds, *case.not_finds)}
    own = [id for section in ("rules", "local_rules") for id in (root.get(section) or {})]
    return [id for id in own if id not in named]


def _cases(read: Read) -> Sequence[Case]:
    return (read.ruleset.contents.tests or ()) if read.files[-1].tree.root.get("tests") else ()


def _given(case: Case, read: Read, today: date, barriers: Mapping[str, str]) -> Partnership:
    """The partnership of a case: its values, each still at its line of the ruleset's file.

    Raises:
        UnreadableFile: with every problem of `given`.
    """
    file = read.files[-1]
    head, _ = parse(HEAD)
    given = Tree(case.given, file.tree.places)
    tree = merged([head, given], (str(file.path),) * 2)
    return describe(file.source, tree, (), today, barriers=barriers).partnership


def _differences(case: Case, result: Assessment, rules: Ruleset) -> Iterator[str]:
    found = {finding.rule: finding for finding in sorted(result.open_findings, key=lambda one: one.severity)}
    states = {rule.id: rule for barrier in result.barriers for rule in barrier.rules}
    for failure in result.failures:
        yield f"! {failure.rule} failed: {failure.error}"
    for sign, ids in (("-", case.finds), ("+", case.not_finds)):
        yield from (f"{sign} {rule}: {_unknown(rule, rules)}" for rule in ids if rule not in rules.settings)
    for rule in case.finds:
        if rule in rules.settings and rule not in found:
            state = states.get(rule)  # a cross-check has none: it is no rule of one barrier
            why = state.because if state and state.state != "ran" else "ran and found nothing"
            yield f"- {rule} should find something: {why}"
        elif rule in found and case.severity and case.severity != found[rule].severity.word:
            yield f"- {rule} should weigh {case.severity}: it weighs {found[rule].severity.word}"
    for rule in case.not_finds:
        if rule in found:
            yield f"+ {rule} should find nothing: {found[rule].because}"
    if case.asks is not None and case.asks != bool(result.questions):
        yield f"{'-' if case.asks else '+'} {'a question should be asked' if case.asks else result.questions[0].asks}"


def _unknown(rule: str, rules: Ruleset) -> str:
    meant = nearest(rule, rules.settings)
    return "there is no such rule" + (f'; did you mean "{meant}"?' if meant else "")
