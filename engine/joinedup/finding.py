"""What a rule yielded -> a finding: the engine adds the reference, severity, citation, solutions and paths."""

from collections.abc import Container, Iterable, Sequence
from functools import cache, cached_property
from itertools import islice
from typing import TypeVar

from joinedup.frozen import Frozen

from .assessment import About, Asked, Evidence, Finding
from .partnership import Partnership, Record
from .partnership.base import Entry
from .references import reference
from .rules import NotAssessed, Place, Question, Risk, Rule, Subject
from .rulesets import Settings
from .themes import Barrier, Theme

MOST = 100_000
"""How much a rule may yield or name: more than any description has records."""
T = TypeVar("T")


class Sighting(Frozen):
    """The rule at work, and where it stands."""

    theme: Theme
    barrier_id: str
    barrier: Barrier
    rule: Rule
    solutions: tuple[str, ...]

    @cached_property
    def rule_id(self) -> str:
        """The rule's id: `power/sums-do-not-add-up`, or an authority's own with its prefix."""
        return self.rule.name if "/" in self.rule.name else f"{self.theme.id}/{self.rule.name}"

    @cached_property
    def citation(self) -> str:
        """Where the barrier's label is quoted from."""
        return str(self.barrier.cite.within(self.theme.title))

    @cached_property
    def basis(self) -> str:
        """Why the rule asks for what it asks, with where that is said."""
        return str(self.rule.basis)


def bounded(items: Iterable[T]) -> Sequence[T]:
    """What a plugin gave, all of it: what never ends would fill the memory before any time limit.

    Raises:
        ValueError: there is more than any rule can mean.
    """
    found = tuple(islice(items, MOST + 1))
    if len(found) > MOST:
        raise ValueError(f"it yielded more than {MOST:,} items")
    return found


def finding_of(
    partnership: Partnership, sighting: Sighting, settings: Settings, risk: Risk, taken: Container[str]
) -> Finding:
    """The finding that a risk becomes.

    Raises:
        ValueError: the risk is not one: no text, an unknown tier, agency or record.
        TypeError: what should be text or a record is something else.
    """
    rule, subject = sighting.rule, _about(partnership, risk.subject)
    if not _text(risk.because).strip() or not risk.at:
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
        remedy=_text(risk.remedy),
        basis=sighting.basis,
        must=rule.basis.must,
        citation=sighting.citation,
        why=rule.page.why,
        do=rule.page.do,
    )


def question_of(partnership: Partnership, sighting: Sighting, question: Question) -> Asked:
    """A question with the paths of its records."""
    if not _text(question.asks).strip().endswith("?"):
        raise ValueError(f"a question must end in a question mark: {question.asks!r}")
    of = _agencies(partnership, question.of)
    return Asked(question.asks, of, sighting.rule_id, _evidence(partnership, question.at))


def reason_of(left: NotAssessed) -> NotAssessed:
    """Why something was not assessed, in words."""
    if not _text(left.because).strip():
        raise ValueError("what is not assessed lacks its reason")
    return left


def _text(value: str) -> str:
    """A text. Nothing else may reach an output, where it would break the report of all rules."""
    if not isinstance(value, str):
        raise TypeError(f"text is needed, not {value!r:.80}")
    return value


def _about(partnership: Partnership, subject: Subject) -> About:
    if isinstance(subject, Entry):
        return About(subject.noun, (subject.id,), subject.label)
    if isinstance(subject, Partnership):
        return About("partnership", (), subject.name)
    parts = subject if isinstance(subject, tuple) else (subject,)
    for part in parts:
        if not isinstance(part, Record | str):
            raise TypeError(f"a risk cannot be about {part!r:.80}")
    entries = sorted((part for part in parts if isinstance(part, Entry)), key=lambda entry: entry.id)
    words = tuple(part for part in parts if isinstance(part, str))
    if not entries:
        return About("partnership", words, partnership.name)
    names = " and ".join(entry.label for entry in entries)
    kind = "pair" if len(entries) == 2 else entries[0].noun
    return About(kind, tuple(entry.id for entry in entries) + words, names)


def _agencies(partnership: Partnership, ids: Iterable[str]) -> tuple[str, ...]:
    found = tuple(sorted(set(bounded(ids))))
    for id in found:
        partnership.agency(id)
    return found


def _evidence(partnership: Partnership, places: Iterable[Place]) -> tuple[Evidence, ...]:
    paths = dict.fromkeys(_path(partnership, place) for place in bounded(places))
    return tuple(Evidence(path) for path in paths)


def _there(record: Record, field: str, step: str | int) -> None:
    """Refuses a place in a list that the list does not have.

    Raises:
        ValueError: there is no such place.
        TypeError: it is neither a number nor a key.
    """
    if isinstance(step, int):
        length = len(getattr(record, field) or ())
        if not 0 <= step < length:
            raise ValueError(f"{field} has no place {step}: it has {length}, counted from 0")
    elif not isinstance(step, str):
        raise TypeError(f"a place in {field} cannot be {step!r:.80}")


@cache
def _name_in_file(model: type[Record], field: str) -> str:
    return model.declared[field].alias or field


def _path(partnership: Partnership, place: Place) -> str:
    if isinstance(place, Record):
        return partnership.path(place)
    if not isinstance(place, tuple):
        raise TypeError(f"a place cannot be {place!r:.80}")
    record, field, *rest = place
    path, name = partnership.path(record), _name_in_file(type(record), field)
    path = f"{path}.{name}" if path else name
    for step in rest:
        _there(record, field, step)
        path += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return path
