"""The development plan: every barrier knows its forms, and the plan says for whom and what there was of each."""

from typing import Any, get_args

import pytest

from cases import STANDARD, THEMES, describe
from joinedup import Barrier, Citation
from joinedup.assess import assess
from joinedup.assessment import WAIVED, Assessment, Evidence, Status
from joinedup.catalogue import Catalogue
from joinedup.citations import NC, NFER
from joinedup.development import FORMS, FormId
from joinedup.development_plan import Held, Recommended, development_plan
from joinedup.outputs.as_json import as_dict
from joinedup.partnership.work import DevelopmentKind
from joinedup.report.development import MOST_ROLES, development_part
from test_outputs import Page, check, text

BARRIERS = {id: barrier for theme in THEMES for id, barrier in theme.each_barrier()}
EXAMPLES = ("westmarsh", "case-studies/partners-in-prevention-before", "minimal")
TODAY = "2026-09-30"


def test_every_barrier_names_a_form_and_every_form_helps_a_barrier() -> None:
    """Each once; no form stands about that nothing recommends."""
    for id, barrier in BARRIERS.items():
        assert barrier.development, id
        assert len(set(barrier.development)) == len(barrier.development), id
    assert {form for barrier in BARRIERS.values() for form in barrier.development} == FORMS.keys()
    assert FORMS.keys() == set(get_args(FormId))


def test_every_form_has_its_source_and_can_be_recorded() -> None:
    """Each is recommended by the first report; a description has a kind for each, and no kind is of two forms."""
    for form in FORMS.values():
        assert form.cites[0].source == NC
        assert {cite.source for cite in form.cites} <= {NC, NFER}
        assert all(cite.place for cite in form.cites)
        assert form.about.endswith(".")
    kinds = [kind for form in FORMS.values() for kind in form.kinds]
    assert all(form.kinds for form in FORMS.values())
    assert len(set(kinds)) == len(kinds)
    assert set(kinds) == {*get_args(DevelopmentKind)} - {"secondment"}, "the reports list secondments apart"


def test_a_form_that_there_is_not_is_refused() -> None:
    """With the forms that there are."""
    with pytest.raises(ValueError, match='no form of development "sleeping"; there are induction, workshop'):
        Barrier("Made up", Citation("Made up"), "All is well.", (), ("sleeping",))  # type: ignore[arg-type]


def test_the_page_of_a_barrier_names_its_forms() -> None:
    """And says whose the matching is."""
    page = "\n".join(Catalogue(THEMES).page("people/silos"))
    assert "Development (the matching is ours)\n  Work-shadowing: Somebody spends some days" in page


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_plan_answers_the_barriers_in_the_way(name: str) -> None:
    """Each form with all of these barriers that name it, and all agencies that their findings name; nothing more."""
    result, _ = check(f"examples/{name}.yaml")
    in_the_way = {barrier.id for barrier in result.by_status(Status.IN_THE_WAY)}
    plan = development_plan(result)
    assert {item.form.id for item in plan} == {form for id in in_the_way for form in BARRIERS[id].development}
    for item in plan:
        ids = {barrier.id for barrier in item.barriers}
        assert ids == {id for id in in_the_way if item.form.id in BARRIERS[id].development}
        found = [finding for finding in result.open_findings if finding.barrier in ids]
        assert set(item.agencies) == {agency for finding in found for agency in finding.agencies}
    counts = [len(item.barriers) for item in plan]
    assert counts == sorted(counts, reverse=True)


GIVEN: dict[str, Any] = {
    "format": "joinedup/1", "name": "Northby", "as_of": TODAY,
    "agencies": [{"id": name.lower(), "name": name} for name in ("Council", "NHS", "Police")],
    "roles": [{"id": f"r{n}", "title": f"Role {n}", "agency": "council" if n == 2 else "nhs"} for n in range(10)],
    "targets": [{"id": "t", "title": "T", "accountable": ["r1", "r2"], "contributors": ["council"]}],
    "development": [],
}  # fmt: skip
"""A target that two roles answer for, which lacks all but that: responsibility and targets are in the way."""


def made(**sections: Any) -> Assessment:
    """The assessment of that partnership with other sections."""
    return assess(describe({**GIVEN, **sections}), THEMES, STANDARD)


def item(form: str, result: Assessment) -> Recommended:
    """What the plan says of a form."""
    return next(item for item in development_plan(result) if item.form.id == form)


def test_the_roles_are_those_behind_the_evidence() -> None:
    """Accountable for a target or service, owner of an action or policy, chair of a board, in control of a budget."""
    simulation = item("simulation", made())
    assert [barrier.id for barrier in simulation.barriers] == ["power/responsibility"]
    assert simulation.roles == ("r1", "r2")
    overdue = {"agreed": "2025-01-01", "due": "2025-02-01", "status": "open", "updated": TODAY, "level": "operational"}
    actions = [{"id": "x", "title": "X", "owner": "r3", **overdue}]
    assert item("mentoring", made(actions=actions)).roles == ("r3",)
    actions = [{"id": f"x{n}", "title": "X", "owner": f"r{n % 9 or 7}", **overdue} for n in range(10)]
    part = development_part(made(actions=actions))
    assert part
    row = next(row for row in part.rows if row.form.id == "mentoring")
    assert row.roles.count("Role ") == MOST_ROLES
    assert row.roles.endswith("; 2 more")


def test_the_record_of_a_place_in_the_file() -> None:
    """What a role can answer for is found from the path of the evidence."""
    places = {
        "targets.x.goal.on": "targets.x", "boards.b.meetings[3]": "boards.b", "vision": "vision",
        "survey[2]": "survey", "budgets.p.contributions.nhs": "budgets.p",
    }  # fmt: skip
    assert {path: Evidence(path).record for path in places} == places


EVENT = {"id": "e", "title": "Talk", "kind": "simulation", "on": "2026-01-31", "agencies": ["council", "police"]}


@pytest.mark.parametrize(
    ("events", "held", "said"),
    [
        (None, Held.NOT_DESCRIBED, "Not known: development is not described."),
        ([], Held.NEVER, "None is on record."),
        ([{**EVENT, "kind": "mentoring"}], Held.NEVER, "None is on record."),
        ([EVENT], Held.LATELY, 'Last on 31 January 2026: "Talk".'),
        ([{**EVENT, "on": TODAY}, {**EVENT, "id": "f", "on": "2026-02-01"}], Held.LATELY,
         'Last on 30 September 2026: "Talk".'),
        ([{**EVENT, "on": "2024-09-30"}], Held.LATELY, 'Last on 30 September 2024: "Talk".'),
        ([{**EVENT, "on": "2024-09-29"}], Held.EARLIER,
         'None in the last 24 months. Last on 29 September 2024: "Talk".'),
        ([{**EVENT, "on": "2026-10-01"}, {**EVENT, "id": "f", "on": "2020-01-01"}], Held.PLANNED,
         'None in the last 24 months. Planned for 1 October 2026: "Talk".'),
        ([{"id": "e", "title": "Talk"}], Held.UNCLEAR, 'Not clear: "Talk" lacks its kind or day.'),
        ([{"id": "e", "title": "Talk", "kind": "simulation"}], Held.UNCLEAR,
         'Not clear: "Talk" lacks its kind or day.'),
        ([{"id": "e", "title": "Talk", "on": "2020-01-01"}], Held.NEVER, "None is on record."),
    ],
)  # fmt: skip
def test_what_there_was_of_a_form(events: Any, held: Held, said: str) -> None:
    """Lately, planned, unclear, long ago, never - or not described, which never reads as never."""
    given = {key: value for key, value in GIVEN.items() if key != "development"}
    sections = {} if events is None else {"development": events}
    result = assess(describe({**given, **sections}), THEMES, STANDARD)
    assert item("simulation", result).held is held
    part = development_part(result)
    assert part
    assert next(row.held for row in part.rows if row.form.id == "simulation") == said


def test_who_took_part_lately() -> None:
    """An agency that needs a form has had it, or not yet; one that findings do not name is left at a dash."""
    part = development_part(made(development=[EVENT, {**EVENT, "id": "f", "on": "2020-01-01", "agencies": ["nhs"]}]))
    assert part
    place = [row.form.id for row in part.rows].index("simulation")
    cells = {name: row[place] for name, row in part.agencies}
    assert cells == {"Council": "took part", "NHS": "yes"}


def test_the_part_of_the_report() -> None:
    """A heading after the action plan, a card a form, every agency in the table, and the sources once."""
    result, context = check("examples/westmarsh.yaml")
    page = Page(text("html", result, context))
    words = " ".join(page.text.split())
    part = development_part(result)
    assert part
    assert page.ids.index("findings") < page.ids.index("plan") < page.ids.index("development")
    for row in part.rows:
        for said in (row.form.title, row.form.about, "; ".join(row.against), row.roles, row.held):
            assert said in words
    assert {name for name, _ in part.agencies} == {name for row in part.rows for name in row.agencies}
    sources = words[words.index("Sources: ") :]
    assert all(f"{cite} (" in sources for cite, _ in part.sources)
    paper = text("markdown", result, context)
    assert "- **Case review** against Individual responses are not followed through; " in paper
    assert "The matching to barriers is ours." in paper


def test_the_plan_as_json() -> None:
    """Ids of what the plan names."""
    result, context = check("examples/westmarsh.yaml")
    given = {entry["form"]: entry for entry in as_dict(result, context)["development"]}
    assert given["induction"]["barriers"] == ["people/staff_commitment"]
    assert (given["induction"]["held"], given["induction"]["event"]) == ("lately", "new-starters")
    assert given["induction"]["on"] == "2025-10-08"
    assert given["induction"]["took_part"] == ["community-health", "council", "voluntary"]
    assert (given["case-review"]["held"], given["case-review"]["event"], given["case-review"]["on"]) == (
        "never", None, None,
    )  # fmt: skip


def test_where_nothing_is_in_the_way_there_is_no_plan() -> None:
    """Not in any output."""
    result, context = check("examples/northby.yaml")
    assert not result.by_status(Status.IN_THE_WAY)
    assert development_plan(result) == ()
    assert "development" not in Page(text("html", result, context)).ids
    assert "Development plan" not in text("markdown", result, context)


def test_what_was_accepted_names_nobody() -> None:
    """Agencies and roles come from open findings."""
    result = made()
    accepted = result.but(findings=tuple(finding.but(status=WAIVED) for finding in result.findings))
    assert item("simulation", result).agencies == ("council", "nhs")
    assert (item("simulation", accepted).agencies, item("simulation", accepted).roles) == ((), ())
