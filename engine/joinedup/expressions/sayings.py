"""How the values of a description are said in a message: as people say them, names and never ids."""

from collections.abc import Callable
from typing import Any

from joinedup.facts import day, figure, listed, pounds
from joinedup.partnership import Partnership

from .kinds import DATE, LIST, NUMBER, PERIOD, RECORD, TABLE, TRUTH, Kind
from .values import Unknown

NOT_STATED = "not stated"
NONE = "none"
Say = Callable[[Any, Partnership], str]


def saying(kind: Kind) -> Say | None:
    """How a kind of value is said; None where it has no words of its own, such as a reading or a meeting."""
    inner = _known(kind)
    if inner is None:
        return None
    return lambda value, whole: NOT_STATED if value is None or isinstance(value, Unknown) else inner(value, whole)


def _known(kind: Kind) -> Say | None:
    if kind.name == LIST and kind.item:
        return _several(saying(kind.item))
    if kind.name == TABLE and kind.item and kind.key:
        return _entries(saying(kind.key), saying(kind.item))
    if kind.name == RECORD:
        return (lambda value, _: str(value.label)) if hasattr(kind.model, "label") else None
    if kind.ref:
        return lambda value, whole: _label(value, kind, whole)
    if kind.name == NUMBER:
        return (lambda value, _: pounds(value)) if kind.money else (lambda value, _: figure(value))
    if kind.name == DATE:
        return lambda value, _: value.replace("-", " ") if isinstance(value, str) else day(value)
    if kind.name == TRUTH:
        return lambda value, _: "yes" if value else "no"
    if kind.name == PERIOD:
        return None
    return lambda value, _: value.replace("-", " ") if kind.words else str(value)


def _several(say: Say | None) -> Say | None:
    if say is None:
        return None
    return lambda value, whole: listed(say(item, whole) for item in value) or NONE


def _entries(name: Say | None, say: Say | None) -> Say | None:
    if name is None or say is None:
        return None
    return lambda value, whole: (
        listed(f"{name(key, whole)} ({say(held, whole)})" for key, held in value.items()) or NONE
    )


def _label(id: str, kind: Kind, whole: Partnership) -> str:
    for section in kind.ref.sections if kind.ref else ():
        try:
            return str(whole.find(section, id).label)
        except KeyError:
            continue
    return id  # the one word beside the ids, such as `all`
