"""What a rule yielded -> a finding: the engine adds the reference, severity, citation, solutions and paths."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cache

from .assessment import About, Asked, Evidence, Finding
from .partnership import Partnership, Record
from .partnership.base import Entry
from .references import reference
from .rules import Place, Question, Risk, Rule, Subject
from .rulesets import Settings
from .themes import Barrier, Theme


@dataclass(frozen=True, slots=True)
class Sighting:
    """The rule at work, and where it stands."""

    theme: Theme
    barrier_id: str
    barrier: Barrier
    rule: Rule
    solutions: tuple[str, ...]

    @property
    def rule_id(self) -> str:
        """The rule's id: `power/sums-do-not-add-up`, or an authority's own with its prefix."""
        return self.rule.name if "/" in self.rule.name else f"{self.theme.id}/{self.rule.name}"


def finding_of(
    partnership: Partnership, sighting: Sighting, settings: Settings, risk: Risk, taken: Container[str]
) -> Finding:
    """The finding that a risk becomes.

    Raises:
        ValueError: the risk is not one: no text, an unknown tier, agency or record.
    """
    rule, subject = sighting.rule, _about(partnership, risk.subject)
    if not risk.because.strip() or not risk.at:
        raise ValueError(f"the risk about {subject.name} lacks what was seen, or the records that show it")
    if risk.tier not in settings.severities:
        raise ValueError(f'the rule has no severity for "{risk.tier}"')
    attempt = 0
    ref = reference(sighting.theme.id, sighting.rule_id, subject.kind, subject.ids)
    while ref in taken and attempt < 100:
        attempt += 1
        ref = reference(sighting.theme.id, sighting.rule_id, subject.kind, subject.ids, attempt)
    return Finding(
        ref=ref,
        rule=sighting.rule_id,
        barrier=sighting.barrier_id,
        theme=sighting.theme.id,
        severity=settings.severities[risk.tier],
        tier=risk.tier,
        title=rule.title,
        because=risk.because,
        subject=subject,
        agencies=_agencies(partnership, risk.agencies),
        evidence=_evidence(partnership, risk.at),
        solutions=settings.solutions or sighting.solutions,
        remedy=risk.remedy,
        basis=str(rule.basis),
        must=rule.basis.must,
        citation=str(sighting.barrier.cite.within(sighting.theme.title)),
        why=rule.page.why,
        do=rule.page.do,
    )


def question_of(partnership: Partnership, sighting: Sighting, question: Question) -> Asked:
    """A question with the paths of its records."""
    if not question.asks.strip().endswith("?"):
        raise ValueError(f"a question must end in a question mark: {question.asks!r}")
    of = _agencies(partnership, question.of)
    return Asked(question.asks, of, sighting.rule_id, _evidence(partnership, question.at))


def _about(partnership: Partnership, subject: Subject) -> About:
    if isinstance(subject, Entry):
        return About(subject.noun, (subject.id,), subject.label)
    if isinstance(subject, Partnership):
        return About("partnership", (), subject.name)
    parts = subject if isinstance(subject, tuple) else (subject,)
    entries = sorted((part for part in parts if isinstance(part, Entry)), key=lambda entry: entry.id)
    words = tuple(part for part in parts if isinstance(part, str))
    if not entries:
        return About("partnership", words, partnership.name)
    names = " and ".join(entry.label for entry in entries)
    kind = "pair" if len(entries) == 2 else entries[0].noun
    return About(kind, tuple(entry.id for entry in entries) + words, names)


def _agencies(partnership: Partnership, ids: Iterable[str]) -> tuple[str, ...]:
    found = tuple(sorted(set(ids)))
    for id in found:
        partnership.agency(id)
    return found


def _evidence(partnership: Partnership, places: Iterable[Place]) -> tuple[Evidence, ...]:
    paths = dict.fromkeys(_path(partnership, place) for place in places)
    return tuple(Evidence(path) for path in paths)


@cache
def _name_in_file(model: type[Record], field: str) -> str:
    return model.declared[field].alias or field


def _path(partnership: Partnership, place: Place) -> str:
    if isinstance(place, Record):
        return partnership.path(place)
    record, field, *rest = place
    path, name = partnership.path(record), _name_in_file(type(record), field)
    path = f"{path}.{name}" if path else name
    for step in rest:
        path += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return path
