"""Descriptions made up from the models: every field, what is left out and what is empty among them."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from joinedup.locate import Finder
from joinedup.partnership import Partnership
from joinedup.partnership.base import ID, Entry, Record, Ref
from joinedup.partnership.fields import Either, Explained, Kind, Nested, Plain, Several, Table, Words, fields
from joinedup.reading import Source, UnreadableFile, describe
from joinedup.reading.tree import Quoted, Tree

TODAY = date(2026, 9, 30)
IDS = ("a", "b-2", "none-of-it", "12", "true", "2026-09-30", "c")
"""Ids that look like something else among them."""
ODD_TEXT = (
    "none", "None", "=1+1", "+44 1632", "-", "@all", "'quoted", '"in quotes"', "a: b", "a #b", "[x]", "{x: y}", "0:0",
    "yes", "no", "012", "1.50", "25%", "2026-09-30", "30/09/2026", "null", "~", "nothing to say", "example: mine",
    "# note", "é ü £ – ’", "_x000D_", "_x0041_", "x005F_", "_x0078_0078_", "😀", "a, b; c", "\u2028", "a\ufeffb",
    "https://x.example/?a=b", "---", "a:",
)  # fmt: skip
TEXTS = st.one_of(st.sampled_from(ODD_TEXT), st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
NUMBERS = st.decimals(0, 10**14, allow_nan=False, allow_infinity=False, places=3)
ROUNDS = 8
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def partnerships() -> st.SearchStrategy[Partnership]:
    """Partnerships that the reader takes."""
    made = {field.name: _of_field(field) for field in fields(Partnership)}
    needed = {name: made.pop(name) for name in ("format", "name", "agencies")}
    found = st.fixed_dictionaries(needed, optional=made).map(_held_together)
    return found.filter(lambda made: made is not None)  # type: ignore[return-value]


def _held_together(root: dict[str, Any]) -> Partnership | None:
    """The partnership of a description, from which what the reader refuses is taken out, again and again."""
    held = _referring(root, Nested(Partnership), root)
    for _ in range(ROUNDS):
        tree = Tree(_tree(held))
        try:
            return describe(Source("made", b"", ""), tree, [], TODAY).partnership
        except UnreadableFile as error:
            for problem in error.problems:
                _take_out(held, Finder(tree).follow(problem.where)[0])
    return None


def _referring(value: Any, kind: Kind, root: Mapping[str, Any]) -> Any:
    """The same with each reference to something that is there; None for one that cannot be."""
    if isinstance(kind, Nested):
        kinds = {field.name: field.kind for field in fields(kind.model)}
        found = {name: _referring(inner, kinds[name], root) for name, inner in value.items()}
        return {name: inner for name, inner in found.items() if inner is not None}
    if isinstance(kind, Several):
        items = [_referring(item, kind.item, root) for item in value]
        return list(dict.fromkeys(filter(None, items))) if isinstance(kind.item, Ref) else items
    if isinstance(kind, Table):
        return {_referring(key, kind.key, root) or key: inner for key, inner in value.items()}
    if isinstance(kind, Ref) and value in IDS:
        ids = [record["id"] for section in kind.sections for record in root.get(section, ())]
        return ids[IDS.index(value) % len(ids)] if ids else None
    return value


def _take_out(root: Any, steps: list[Any]) -> None:
    for step in steps[:-1]:
        root = root.get(step, {}) if isinstance(root, dict) else root[step] if step < len(root) else {}
    if isinstance(root, dict):
        root.pop(steps[-1], None)
    elif steps and steps[-1] < len(root):
        root.pop(steps[-1])


def _tree(value: Any) -> Any:
    """Plain data as the reader's tree has it."""
    if isinstance(value, Mapping):
        return {name: _tree(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_tree(inner) for inner in value]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value, "f")
    return Quoted(value) if isinstance(value, str) else str(value)


def _of_field(field: Explained) -> st.SearchStrategy[Any]:
    if isinstance(field.kind, Several) and isinstance(field.kind.item, Nested):
        model = field.kind.item.model
        least = 1 if field.name == "agencies" else 0
        unique = (lambda record: record["id"]) if issubclass(model, Entry) else None
        return st.lists(_record(model), min_size=least, max_size=3, unique_by=unique)
    return _of_kind(field.kind)


def _record(model: type[Record]) -> st.SearchStrategy[dict[str, Any]]:
    made = {field.name: _of_field(field) for field in fields(model)}
    needed = {field.name: made.pop(field.name) for field in fields(model) if field.absent is None}
    return st.fixed_dictionaries(needed, optional=made)


def _of_kind(kind: Kind) -> st.SearchStrategy[Any]:
    if isinstance(kind, Nested):
        return _record(kind.model)
    if isinstance(kind, Several):
        item = _of_kind(kind.item)
        if kind.least is not None and kind.least == kind.most:
            return st.lists(item, min_size=kind.least, max_size=kind.most)
        return st.lists(item, max_size=3, unique=True)
    if isinstance(kind, Table):
        return st.dictionaries(_of_kind(kind.key), _of_kind(kind.value), max_size=3)
    if isinstance(kind, Either):
        return st.one_of(*map(_of_kind, kind.choices))
    if isinstance(kind, Words):
        return st.sampled_from(kind.words)
    if isinstance(kind, Ref):
        ids = ["people/trust"] if "barriers" in kind.sections else list(IDS)
        return st.sampled_from([*ids, *([kind.word] if kind.word else [])])
    return _plain(kind)


def _plain(kind: Plain) -> st.SearchStrategy[Any]:
    if kind.of is ID:
        return st.sampled_from(IDS)
    if kind.of is str:
        return TEXTS.map(lambda text: " ".join(text.split())).filter(lambda text: re.search(r"\S", text))
    if kind.of is int:
        return st.integers(kind.least or 0, kind.most or 10**6)
    return {bool: st.booleans(), Decimal: NUMBERS, date: DAYS}[kind.of]
