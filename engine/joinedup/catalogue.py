"""Everything the installed plugins bring, by id: for `rules`, `explain` and the docs."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from joinedup.frozen import Frozen

from .development import FORMS
from .limits import LESS
from .pages import paragraphs
from .rules import USUAL, Rule
from .themes import Barrier, Solution, Theme


class Catalogue(Frozen):
    """The themes, with their parts by id.

    Attributes:
        themes: The themes, in the order in which they are shown.
    """

    themes: Sequence[Theme]

    @cached_property
    def rules(self) -> Mapping[str, tuple[Theme, str, Rule]]:
        """Each rule by its id, with its theme and the id of its barrier."""
        return {id: (theme, barrier, rule) for theme in self.themes for id, barrier, rule in theme.each_rule()}

    @cached_property
    def barriers(self) -> Mapping[str, tuple[Theme, Barrier]]:
        """Each barrier by its id, with its theme."""
        return {id: (theme, barrier) for theme in self.themes for id, barrier in theme.each_barrier()}

    @cached_property
    def solutions(self) -> Mapping[str, tuple[Theme, Solution]]:
        """Each solution by its id, with its theme."""
        return {id: (theme, solution) for theme in self.themes for id, solution in theme.each_solution()}

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all barriers, rules and solutions."""
        return (*self.barriers, *self.rules, *self.cross_checks, *self.solutions)

    @cached_property
    def cross_checks(self) -> Mapping[str, Rule]:
        """Each cross-check of the survey by its id; it belongs to every barrier of its theme."""
        return {id: rule for theme in self.themes for id, rule in theme.each_cross_check()}

    def page(self, id: str) -> Iterator[str]:
        """The page of a barrier, rule or solution, as paragraphs of plain text.

        Raises:
            KeyError: nothing has this id.
        """
        if id in self.rules:
            yield from self._rule(id)
        elif id in self.cross_checks:
            yield from self._cross_check(id)
        elif id in self.barriers:
            yield from self._barrier(id)
        else:
            yield from self._solution(id)

    def _cross_check(self, id: str) -> Iterator[str]:
        rule = self.cross_checks[id]
        yield f"{id} (cross-check of the survey with the records)\n{rule.title}."
        yield from ("Why it matters", *paragraphs(rule.page.why), "What to do", *paragraphs(rule.page.do))
        yield "Settings\n" + "\n".join(f"  {line}" for line in facts_of(rule))

    def _rule(self, id: str) -> Iterator[str]:
        _, barrier_id, rule = self.rules[id]
        barrier = self.barriers[barrier_id][1]
        yield f"{id}{' (main rule)' if rule.main else ''}\n{rule.title}."
        yield f"Barrier: {barrier.label} ({barrier_id})"
        yield from paragraphs(rule.page.intro)
        yield from ("Why it matters", *paragraphs(rule.page.why), "What to do", *paragraphs(rule.page.do))
        yield "Settings\n" + "\n".join(f"  {line}" for line in facts_of(rule))
        yield "Solutions\n" + self._labels(rule.solutions or barrier.solutions)

    def _barrier(self, id: str) -> Iterator[str]:
        theme, barrier = self.barriers[id]
        yield f"{id}\n{barrier.label}"
        yield f"Source: {barrier.cite.within(theme.title)}"
        yield f"Survey statement: {barrier.statement}"
        own = (f"  {theme.id}/{rule.name}: {rule.title}" for rule in theme.rules_of(id, barrier))
        yield "Rules\n" + "\n".join(own)
        yield "Solutions, best first\n" + self._labels(barrier.solutions)
        if barrier.development:
            forms = (f"  {FORMS[form].title}: {FORMS[form].about}" for form in barrier.development)
            yield "Development (the matching is ours)\n" + "\n".join(forms)

    def _solution(self, id: str) -> Iterator[str]:
        theme, solution = self.solutions[id]
        yield f"{id}\n{solution.label}"
        yield f"Source: {solution.cite.within(theme.title)}"
        yield solution.meaning
        yield "First steps\n" + "\n".join(f"  - {step}" for step in solution.first_steps)
        if solution.seen_in:
            yield f"Seen in: {solution.seen_in}"
        fits = (
            f"  {other}: {barrier.label}" for other, (_, barrier) in self.barriers.items() if id in barrier.solutions
        )
        yield "Fits these barriers (the matching is ours)\n" + "\n".join(fits)

    def _labels(self, ids: Sequence[str]) -> str:
        return "\n".join(f"  {id}: {self.solutions[id][1].label}" for id in ids if id in self.solutions)


def facts_of(rule: Rule) -> Iterator[str]:
    """A rule's severity, needs, parameters and basis, a line each."""
    words = [s.word if tier == USUAL else f"{s.word} ({tier})" for tier, s in rule.tiers.items()]
    yield f"Severity: {', '.join(words)}"
    if rule.needs.every or rule.needs.any_of:
        some = " or ".join(rule.needs.any_of)
        yield f"Needs: {' and '.join([*rule.needs.every, *([some] if some else [])])}"
    if rule.needs.helped_by:
        yield f"Reads where described: {', '.join(rule.needs.helped_by)}"
    for name, about, default, direction in parameters(rule):
        stricter = f"; {direction} is stricter" if direction else ""
        yield f"{name}: {about} (default {default}{stricter})"
    yield f"Basis: {rule.basis}"


def parameters(rule: Rule) -> Iterator[tuple[str, str, Any, str]]:
    """The parameters of a rule: name, meaning, default, and which direction is stricter ("", "less" or "more")."""
    for name, info in rule.limits.declared.items() if rule.limits else ():
        yield name, info.about, info.default, "less" if info.stricter == LESS else info.stricter or ""
