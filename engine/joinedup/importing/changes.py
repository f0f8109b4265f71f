"""Records of a tracker beside those of the description -> what is to be different, and what is said of it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from joinedup.frozen import Frozen
from joinedup.partnership import Action, Partnership
from joinedup.partnership.base import Record
from joinedup.writing import plain
from joinedup.writing.changes import Add, Change, Plain, Put

from .proposal import Proposal, Taken

NEW, CHANGED, SAME = "new", "changed", "the same"


class Effect(Frozen):
    """What becomes of one record.

    Attributes:
        kind: new, changed, or the same.
        path: Where it stands: `actions.a-014`.
        said: For a new record its name; for a changed one what is different.
        changes: What is to be different in the file.
    """

    kind: str
    path: str
    said: tuple[str, ...]
    changes: tuple[Change, ...] = ()


def effects(proposal: Proposal, partnership: Partnership) -> list[Effect]:
    """What becomes of each record of a tracker, in its order."""
    return [_effect(taken, partnership) for taken in proposal.taken]


def staying(found: Sequence[Effect], partnership: Partnership, sections: Sequence[str]) -> int:
    """How many records of the description a tracker does not hold: they stay as they are."""
    held = {f"{section}.{record.id}" for section in sections for record in getattr(partnership, section)}
    return len(held - {effect.path for effect in found})


def _effect(taken: Taken, partnership: Partnership) -> Effect:
    path = f"{taken.section}.{taken.id}"
    record: Mapping[str, Plain] = plain(taken.record)
    try:
        before: Record = partnership.find(taken.section, taken.id)
    except KeyError:
        return Effect(NEW, path, (str(taken.record),), (Add(taken.section, record),))
    held, given = plain(before), taken.given
    was_due = _put_off(before, taken.record)
    if was_due is not None and "earlier_due" not in given:
        record = {**record, "earlier_due": [*getattr(before, "earlier_due", ()), was_due]}
        given |= {"earlier_due"}
    differing = [
        change
        for name in record
        if name in given
        for change in _differing(f"{path}.{name}", held.get(name), record[name])
    ]
    said = tuple(f"{put.path.removeprefix(path + '.')}: {_shown(old)} -> {_shown(put.value)}" for put, old in differing)
    return Effect(CHANGED if differing else SAME, path, said, tuple(put for put, _ in differing))


def _put_off(before: Record, after: Record) -> date | None:
    """The day that an action was due, where a tracker moves it to a later one: it is kept."""
    if not isinstance(before, Action) or not isinstance(after, Action) or before.due in (None, *before.earlier_due):
        return None
    return before.due if before.due and after.due and after.due > before.due else None


def _differing(path: str, before: Plain | None, after: Plain) -> Iterator[tuple[Put, Plain | None]]:
    """What is to be put where, each with what stands there now: as little as says it."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name, value in after.items():
            yield from _differing(f"{path}.{name}", before.get(name), value)
    elif isinstance(before, list) and isinstance(after, list) and before and after[: len(before)] == before:
        for number, item in enumerate(after[len(before) :], len(before) + 1):
            yield Put(f"{path}[{number}]", item), None
    elif before != after:
        yield Put(path, after), before


def _shown(value: Plain | None) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_shown(inner)}" for name, inner in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(_shown, value)) or "none"
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:59]}…"
