"""A change of a description changes that, and nothing else: no other value, no other line, no comment."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup import scaffold
from joinedup.catalogue import Catalogue
from joinedup.errors import UserError
from joinedup.guard import installed
from joinedup.reading import Source, read_source, read_tree
from joinedup.writing.changes import Add, Change, Plain, Put, changed

EXAMPLES = Path(__file__).parent.parent / "examples"
PATHS = ("westmarsh.yaml", "westmarsh.json", "flat.json", "scaffold.yaml")
TODAY = date(2026, 9, 30)

TRUST = """\
# The trust.
format: joinedup/1
name: Westmarsh   # as on the letterhead

agencies:
  # the lead
  - id: council
    name: Council
    # represents: 2
  - {id: police, name: Police}

boards:
- id: board
  name: Board
  quorum: {at_least: 5}
  meetings:
    - on: 2026-07-14   # in the town hall
      present: [council]
    - on: 2026-09-14
      present:
        - council
        - police

bids: []  # nobody tried
"""


@cache
def text_of(path: str) -> str:
    """The text of a description to change."""
    if path.endswith(".yaml"):
        if path == "scaffold.yaml":
            return scaffold.description(path, Catalogue(installed().themes))
        return (EXAMPLES / path).read_text("utf-8")
    whole = values_of("westmarsh.yaml", text_of("westmarsh.yaml"))
    some = {name: whole[name] for name in ("format", "name", "vision", "agencies", "boards", "budgets")}
    return json.dumps(some, indent=None if path == "flat.json" else 4)


def values_of(path: str, text: str) -> Any:
    """The values that the reader finds in a text."""
    tree, problems = read_tree(Source(path, text.encode(), text))
    assert not problems
    return tree.root


def after(text: str, *changes: Change, path: str = "trust.yaml") -> str:
    """A text with some changes."""
    return changed(Source(path, text.encode(), text), changes).decode()


def lines_changed(before: str, text: str) -> tuple[list[str], list[str]]:
    """The lines that went and those that came, between what is the same at both ends."""
    old, new = before.split("\n"), text.split("\n")
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[start : len(old) - end], new[start : len(new) - end]


def ways(value: Any, path: str = "") -> list[tuple[str, Any]]:
    """The path of each value inside of a value."""
    found = [(path, value)] if path else []
    if isinstance(value, Mapping):
        for name, inner in value.items():
            found += ways(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            named = isinstance(inner, Mapping) and "id" in inner
            found += ways(inner, f"{path}.{inner['id']}" if named else f"{path}[{number}]")
    return found


@cache
def ways_of(path: str) -> list[tuple[str, Any]]:
    """The path of each value of a description to change."""
    return ways(values_of(path, text_of(path)))


def plain(value: Any) -> Any:
    """A value as the reader's tree has it once it is written."""
    if isinstance(value, Mapping):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return " ".join(value.split())
    return [plain(inner) for inner in value] if isinstance(value, Sequence) else str(value)


TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=40).filter(str.strip)
WORDS = st.sampled_from(
    ["yes", "null", "~", "12", "2026-09-30", "a: b", "a #b", "- a", "[a", "x, y", "'", "it's", "a:"]
)
SCALARS = st.one_of(TEXTS, WORDS, st.booleans(), st.integers(0, 10**9), st.dates(), st.just(Decimal("0.250")))
NAMES = st.sampled_from(["on", "title", "council", "due"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=6,
)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(PATHS), st.integers(0, 10**6), VALUES)
def test_a_value_put_in_changes_that_value_and_no_other(path: str, number: int, value: Any) -> None:
    """Whatever is put in, wherever."""
    before = text_of(path)
    every = ways_of(path)
    fields = [way for way, one in every if not way.endswith("id") and not (isinstance(one, Mapping) and "id" in one)]
    way = fields[number % len(fields)]
    made = after(before, Put(way, value), path=path)
    found = dict(ways(values_of(path, made)))
    inside = (f"{way}.", f"{way}[")
    assert found[way] == plain(value)
    elsewhere = {at: one for at, one in every if isinstance(one, str) and not at.startswith(inside) and at != way}
    assert {at: found.get(at) for at in elsewhere} == elsewhere


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(PATHS), st.integers(0, 10**6))
def test_a_field_taken_out_takes_nothing_else(path: str, number: int) -> None:
    """A field or an item; one that is the only one leaves an empty list or mapping."""
    before = text_of(path)
    every = ways_of(path)
    fields = [way for way, _ in every if "." in way and not way.endswith("id") and not way.endswith("]")]
    way = fields[number % len(fields)]
    found = ways(values_of(path, after(before, Put(way, None), path=path)))
    inside = (f"{way}.", f"{way}[")
    leaves = [(at, one) for at, one in every if isinstance(one, str) and not at.startswith(inside) and at != way]
    assert [(at, one) for at, one in found if isinstance(one, str)] == leaves


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(PATHS), st.lists(st.integers(0, 10**6), max_size=6), st.lists(TEXTS, min_size=6, max_size=6))
def test_changes_in_one_go_are_those_changes_one_by_one(path: str, numbers: list[int], texts: list[str]) -> None:
    """They may be to one record, or to one that was just added."""
    every = [way for way, one in ways_of(path) if isinstance(one, Mapping)]
    changes: list[Change] = [Add("actions", {"id": "new", "title": texts[0]}), Put("actions.new.result", texts[1])]
    for number, text in zip(numbers, texts, strict=False):
        changes.append(Put(f"{every[number % len(every)]}.{['added', 'title', 'on'][number % 3]}", text))
    step = text_of(path)
    for change in changes:
        step = after(step, change, path=path)
    assert after(text_of(path), *changes, path=path) == step


@pytest.mark.parametrize(
    ("change", "gone", "come"),
    [
        (Put("name", "Northby: a trust"), ["name: Westmarsh   # as on the letterhead"],
         ['name: "Northby: a trust"   # as on the letterhead']),
        (Put("agencies.council.core", True), [], ["    core: true"]),
        (Put("agencies.police.core", True), ["  - {id: police, name: Police}"],
         ["  - {id: police, name: Police, core: true}"]),
        (Put("boards.board.meetings[1].on", date(2026, 7, 15)), ["    - on: 2026-07-14   # in the town hall"],
         ["    - on: 2026-07-15   # in the town hall"]),
        (Put("boards.board.meetings[1].on", None),
         ["    - on: 2026-07-14   # in the town hall", "      present: [council]"], ["    - present: [council]"]),
        (Put("boards.board.meetings[2].present", ["council"]),
         ["      present:", "        - council", "        - police"], ["      present: [council]"]),
        (Put("boards.board.meetings[2].present[3]", "nhs"), [], ["        - nhs"]),
        (Put("boards.board.meetings[3]", {"on": date(2026, 11, 14)}), [], ["    - on: 2026-11-14"]),
        (Put("boards.board.meetings[1]", None),
         ["    - on: 2026-07-14   # in the town hall", "      present: [council]"], []),
        (Put("boards.board.quorum.agencies", ["council"]), ["  quorum: {at_least: 5}"],
         ["  quorum: {at_least: 5, agencies: [council]}"]),
        (Put("boards.board.quorum", None), ["  quorum: {at_least: 5}"], []),
        (Put("boards.board.quorum.at_least", None), ["  quorum: {at_least: 5}"], ["  quorum: {}"]),
        (Put("confirmed_by.police", date(2026, 9, 28)), [], ["confirmed_by:", "  police: 2026-09-28", ""]),
        (Put("as_of", date(2026, 9, 30)), [], ["as_of: 2026-09-30"]),
        (Add("agencies", {"id": "nhs", "name": "No"}), [], ['  - {id: nhs, name: "No"}']),
        (Add("boards", {"id": "two", "members": []}), [], ["- id: two", "  members: []"]),
        (Add("bids", {"id": "f", "fund": "Fund"}), ["bids: []  # nobody tried"],
         ["bids:  # nobody tried", "  - id: f", "    fund: Fund"]),
        (Add("roles", {"id": "dcs", "title": "12"}), [], ["roles:", "  - id: dcs", '    title: "12"', ""]),
    ],
)  # fmt: skip
def test_only_the_lines_that_change_change(change: Change, gone: list[str], come: list[str]) -> None:
    """Each beside the lines that it belongs to, in their way of writing."""
    assert lines_changed(TRUST, after(TRUST, change)) == (gone, come)


def test_what_was_just_put_in_can_be_taken_out() -> None:
    """In one go, as one by one."""
    for path in ("agencies.council.kind", "vision.agreed", "boards.board.meetings[3]"):
        holder = path.rpartition(".")[0]
        made = after(TRUST, Put(path, date(2026, 1, 2)), Put(path, None))
        assert made in (TRUST, after(TRUST, Put(holder, {})))


def test_the_line_ends_and_the_byte_order_mark_of_windows_stay() -> None:
    """A file that Notepad saved is one that Notepad reads."""
    data = b"\xef\xbb\xbf" + TRUST.replace("\n", "\r\n").encode()
    made = changed(Source("t.yaml", data, data.decode("utf-8-sig")), [Add("actions", {"id": "a", "title": "A"})])
    assert made.startswith(b"\xef\xbb\xbf# The")
    assert made.count(b"\n") == made.count(b"\r\n") == TRUST.count("\n") + 4


def test_a_field_that_is_switched_off_stays_with_its_record() -> None:
    """Whoever switches it on later has it where it was."""
    made = after(TRUST, Put("agencies.council.kind", "other"))
    assert "    name: Council\n    # represents: 2\n    kind: other\n  - {id: police" in made


def test_json_keeps_its_order_and_indentation() -> None:
    """Nested values are indented as the file is."""
    text = '{\n\t"name": "A",\n\t"agencies": [\n\t\t{"id": "b"}\n\t]\n}\n'
    changes: list[Change] = [Put("vision.agreed", date(2026, 1, 2)), Add("agencies", {"id": "c", "name": 'Tom\'s "c"'})]
    assert after(text, *changes, path="t.json") == (
        '{\n\t"name": "A",\n\t"agencies": [\n\t\t{"id": "b"},\n\t\t{"id": "c", "name": "Tom\'s \\"c\\""}\n\t],\n'
        '\t"vision": {\n\t\t"agreed": "2026-01-02"\n\t}\n}\n'
    )


@pytest.mark.parametrize("path", ["actions.a-1.due", "boards.nobody.name", "boards.board.meetings[4]", "name.first"])
def test_a_change_to_what_is_not_there_is_refused(path: str) -> None:
    """It names the place."""
    with pytest.raises(UserError, match=path.replace("[", r"\[")):
        after(TRUST, Put(path, "x"))


def test_a_record_that_is_changed_reads_as_it_should() -> None:
    """What the reader makes of every kind of value."""
    record: dict[str, Plain] = {
        "id": "no", "title": "null: [1] # 2 \u2028 3", "amount": Decimal("1200.50"),
        "contributions": {"council": 5}, "starts": date(2026, 1, 1), "renewal": "012",
    }  # fmt: skip
    made = after(TRUST, Add("budgets", record), Put("agencies.council.lead", True))
    partnership = read_source(Source("t.yaml", made.encode(), made), TODAY).partnership
    budget = partnership.budgets[0]
    assert (budget.title, budget.amount, budget.renewal) == ("null: [1] # 2 3", Decimal("1200.50"), "012")
    assert budget.contributions == {"council": Decimal(5)}
    assert partnership.agencies[0].lead is True
