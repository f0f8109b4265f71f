"""Whatever a tracker holds: each row is brought over or said not to fit, and a second import changes nothing."""

from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.importing.changes import SAME
from joinedup.importing.how import How
from joinedup.importing.plan import plan
from joinedup.importing.tables import Row, Rows, rows
from joinedup.reading import load, read_source
from joinedup.writing.edits import edited

TRUST = str(Path(__file__).parent.parent / "examples" / "trackers" / "trust.yaml")
TODAY = date(2026, 9, 30)
HEADINGS = ("Ref", "Action", "Lead officer", "Date raised", "Due", "Status", "Outcome", "Links to", "Comments")
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
OWNERS = st.sampled_from(["", "Head of Early Help", "dcs", "Northby Police", "nobody known", "TBC"])
DAYS = st.sampled_from(["", "2026-11-30", "03/04/2026", "31/12/2026", "1 May 2026", "soon", "30/02/2026", "-"])
STATUSES = st.sampled_from(["", "open", "Complete", "In progress", "On hold", "#REF!", "half"])
LINKS = st.sampled_from(["", "fewer-absent", "Fewer children are persistently absent", "none", "this; that"])
CELLS = st.tuples(
    st.one_of(st.just(""), st.just("a-001"), TEXTS), TEXTS, OWNERS, DAYS, DAYS, STATUSES, TEXTS, LINKS, TEXTS
)


@settings(max_examples=25, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=8), st.sampled_from([None, True]))
def test_nothing_is_lost_and_a_second_import_changes_nothing(table: list[tuple[str, ...]], order: bool | None) -> None:
    """The file that comes of it is read without a problem."""
    numbered = [(number, cells) for number, cells in enumerate([HEADINGS, *table], start=1)]
    tracker = Rows(tuple(rows("tracker.csv", numbered)))
    how = How({}, {}, order)
    source = load(TRUST)
    described = read_source(source, TODAY)
    first = plan(tracker, "actions", described, how)
    said = {misfit.row.number for misfit in first.misfits}
    assert len(first.effects) + len(first.misfits) == len(tracker.rows) - 1
    assert all(misfit.why for misfit in first.misfits)
    after = edited(source, first.changes, TODAY, None)
    second = plan(tracker, "actions", after, how)
    assert {effect.kind for effect in second.effects} <= {SAME}
    now = {misfit.row.number for misfit in second.misfits}
    assert said <= now  # a title that the tracker gave to a second record names none of the two any more
    kept = Rows((tracker.rows[0], *(misfit.row for misfit in first.misfits))) if first.misfits else None
    if kept is not None:  # what --rest writes is refused for the same reasons
        again = plan(Rows(tuple(Row(one.number, one.cells) for one in kept.rows)), "actions", after, how)
        assert len(again.misfits) + len(again.effects) == len(first.misfits)
