"""The development plan in words: each form, against what, for whom, and what there was of it."""

from collections.abc import Sequence

from joinedup.assessment import Assessment
from joinedup.development import DevelopmentForm
from joinedup.development_plan import Held, Recommended
from joinedup.facts import RECENT_DEVELOPMENT, day, lately
from joinedup.frozen import Frozen
from joinedup.partnership import Partnership

MOST_ROLES = 6
"""How many roles a form names before it says how many more there are."""


class Row(Frozen):
    """A form of development in words.

    Attributes:
        form: The form.
        against: The barriers in the way that it helps against.
        agencies: The names of the agencies it is for.
        roles: The roles it is for, those with most to answer for first; empty where none is known.
        held: What the description shows of it, in a sentence.
    """

    form: DevelopmentForm
    against: Sequence[str]
    agencies: Sequence[str]
    roles: str
    held: str


class DevelopmentPart(Frozen):
    """The part of a report about development.

    Attributes:
        rows: The forms, those against most barriers first.
        agencies: For each agency that findings name, by name, what each form in turn is to it.
        sources: For each citation, the forms it recommends.
        lately: Which time counts as lately.
    """

    rows: Sequence[Row]
    agencies: Sequence[tuple[str, Sequence[str]]]
    sources: Sequence[tuple[str, str]]

    lately = lately(RECENT_DEVELOPMENT)


def development_part(assessment: Assessment) -> DevelopmentPart | None:
    """What the report says of development; None where no form answers a barrier in the way."""
    partnership, plan = assessment.partnership, assessment.development
    if not plan:
        return None
    ids = {agency for item in plan for agency in item.agencies}
    order = sorted(ids, key=lambda id: (partnership.agency(id).name.casefold(), id))
    rows = [
        Row(
            item.form,
            [barrier.title for barrier in item.barriers],
            [partnership.agency(id).name for id in order if id in item.agencies],
            _roles(partnership, item),
            _held(item),
        )
        for item in plan
    ]
    cells = [(partnership.agency(id).name, [_cell(id, item) for item in plan]) for id in order]
    cited = dict.fromkeys(str(cite) for item in plan for cite in item.form.cites)
    sources = [
        (cite, "; ".join(item.form.title for item in plan if cite in map(str, item.form.cites))) for cite in cited
    ]
    return DevelopmentPart(rows, cells, sources)


def _cell(agency: str, item: Recommended) -> str:
    if agency not in item.agencies:
        return "–"
    return "took part" if agency in item.came else "yes"


def _roles(partnership: Partnership, item: Recommended) -> str:
    roles = [partnership.role(id) for id in item.roles]
    shown = roles if len(roles) <= MOST_ROLES + 1 else roles[:MOST_ROLES]
    said = [f"{role.title} ({partnership.agency(role.agency).name})" for role in shown]
    said += [f"{len(roles) - len(shown)} more"] if len(shown) < len(roles) else []
    return "; ".join(said)


def _held(item: Recommended) -> str:
    event, when = item.event, day(item.event.on) if item.event and item.event.on else ""
    return {
        Held.LATELY: f'Last on {when}: "{event}".',
        Held.PLANNED: f'None in {DevelopmentPart.lately}. Planned for {when}: "{event}".',
        Held.UNCLEAR: f'Not clear: "{event}" lacks its kind or day.',
        Held.EARLIER: f'None in {DevelopmentPart.lately}. Last on {when}: "{event}".',
        Held.NEVER: "None is on record.",
        Held.NOT_DESCRIBED: "Not known: development is not described.",
    }[item.held]
