"""The lenses that ship: each reads, says how far it can be known, and leaves no rule out without a reason."""

import pytest

from cases import THEMES
from joinedup.lenses.contents import Contents
from joinedup.lenses.reader import known, read_lens
from joinedup.lenses.shelf import shelf
from joinedup.plugins import load_themes
from joinedup.rulesets import resolve

KNOWN = known(load_themes(), resolve(THEMES))
LENSES: dict[str, Contents] = {name: read_lens(path, KNOWN).contents for name, path in shelf(None).places.items()}

COUNTS = {
    "every-child-matters": (8, 0, 17),
    "growing-leaders": (12, 0, 37),
    "leadership-behaviours": (47, 8, 43),
    "levels": (14, 0, 6),
    "narrowing-the-gap": (35, 2, 8),
    "setting": (11, 0, 6),
    "think-pieces": (21, 3, 16),
}
"""For each lens, how many items are checked by rules, asked of staff, and not checkable from here."""
IN_NO_LENS = {
    "processes/short-notice": "no framework of the sources speaks of how tightly days are set; only Table 1 does",
    "processes/deadline-pile-up": "the same",
    "power/sums-do-not-add-up": "it is about bookkeeping, of which no framework speaks",
}
"""Rules that no lens shows, and why. The rules that read the survey come in by their barrier's statement."""


@pytest.mark.parametrize("name", LENSES)
def test_each_lens_says_how_far_it_can_be_known(name: str) -> None:
    """Every item is checked, asked or not checkable; one without evidence asks a question instead."""
    items = LENSES[name].items.values()
    kinds = [item.kind for item in items]
    assert tuple(kinds.count(kind) for kind in ("checked", "asked", "not-checkable")) == COUNTS[name]
    assert [item.title for item in items if item.kind == "not-checkable" and not item.ask] == []
    assert len({item.title for item in items}) == len(kinds)


def test_the_table_of_counts_names_every_lens() -> None:
    """None ships without being counted here."""
    assert COUNTS.keys() == LENSES.keys()


def test_every_rule_is_in_a_lens_or_has_a_reason_not_to_be() -> None:
    """A new rule has to be put where its claim is made, or said to belong to none."""
    shown = {rule for lens in LENSES.values() for item in lens.items.values() for rule in item.rules or ()}
    rules = {id for theme in THEMES for id, _, _ in theme.each_rule() if id not in KNOWN.surveys}
    assert rules - shown == set(IN_NO_LENS)


def test_every_statement_of_the_survey_is_in_a_lens() -> None:
    """What staff are asked bears on some claim of the sources."""
    asked = {id for lens in LENSES.values() for item in lens.items.values() for id in item.statements or ()}
    assert asked == {id for theme in THEMES for id, _ in theme.each_barrier()}
