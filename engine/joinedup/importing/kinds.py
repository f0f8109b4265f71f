"""What can be imported: which sections a tracker feeds, and what people call their fields in a spreadsheet."""

from collections.abc import Mapping

from joinedup.frozen import Frozen
from joinedup.partnership import Partnership
from joinedup.partnership.base import Entry
from joinedup.partnership.fields import Kind, Nested, Plain, Several, Table, Words, fields, record_of


class Import(Frozen):
    """A kind of tracker.

    Attributes:
        sections: The sections its rows become records of; several where the kind of a row decides.
        also: For each field what else its column may be headed, beside its own name.
        by_agency: The field that a column headed with the name of an agency gives; empty for none.
    """

    sections: tuple[str, ...]
    also: Mapping[str, str]
    by_agency: str = ""


IDS = "ref, reference, number, no, code, identifier, # "
ENTRY = {
    "id": IDS, "title": "name, description, what",
    "starts": "start, start date, from, first day", "ends": "end, end date, to, until, last day",
}  # fmt: skip
IMPORTS: Mapping[str, Import] = {
    "actions": Import(
        ("actions",),
        {
            "id": f"{IDS}, action no, action number, action ref, action id",
            "title": "action, what to do, task, action agreed, description, what, name",
            "owner": "lead, lead officer, action owner, responsible, responsible officer, person responsible, "
            "assigned to, who, by whom",
            "due": "due date, date due, deadline, by when, due by, target date, complete by, when",
            "supports": "target, service, supports target, links to, for target",
            "agreed": "date agreed, agreed on, date raised, raised, raised on, date of action",
            "agreed_at": "board, meeting, raised at, agreed by",
            "updated": "last updated, last update, update date, date updated, updated on",
            "status": "progress status, state, action status",
            "closed": "closed on, date closed, completed, completed on, date completed, completion date, done on",
            "result": "outcome, what came of it, outcome of action",
            "blocked_since": "blocked since, stuck since",
            "blocked_by.other": "blocked by, reason blocked, what blocks it, barrier to progress",
        },
    ),
    "targets": Import(
        ("targets",),
        {
            **ENTRY, "title": "target, priority, objective, name, description",
            "accountable": "owner, lead, lead officer, accountable officer, accountable role, responsible",
            "contributors": "partners, partner agencies, agencies, contributing agencies",
            "indicator": "measure, kpi, performance indicator", "source": "data source, source of data",
            "unit": "unit of measure, units", "direction": "direction of travel, polarity, good is",
            "baseline.value": "baseline", "baseline.on": "baseline date, date of baseline",
            "goal.value": "goal, target value, target figure", "goal.on": "goal date, target date, by when",
            "readings.value": "latest, latest value, current, current value, latest figure, actual",
            "readings.on": "latest date, date of latest, as at, current date, date of figure",
            "risk": "risk score", "cohort": "group, cohort of children",
            "cohort_size": "size of cohort, number in cohort",
        },
    ),
    "budgets": Import(
        ("budgets",),
        {
            **ENTRY, "title": "budget, budget line, fund, name, description",
            "funds": "funds, for, pays for, supports, project, service, target",
            "arrangement": "type, type of budget, kind",
            "amount": "total, total budget, total amount, value, budget amount, pounds",
            "contributions": "contributors, contributions, agency contributions",
            "received": "paid, paid so far, income received", "hosted_by": "host, host agency, held by",
            "controlled_by": "budget holder, budget manager, controlled by",
            "renewal": "after the last day, what next, exit plan, future funding",
        },
        by_agency="contributions",
    ),
    "agreements": Import(
        ("data_sharing", "agreements"),
        {
            **ENTRY, "title": "agreement, name of agreement, name, description",
            "kind": "type, type of agreement", "parties": "partners, agencies, between, signatories",
            "covers": "for, service, project, purpose", "lawful_basis": "legal basis, lawful basis for sharing",
            "dpia": "dpia date, date of dpia, impact assessment", "dpia_reason": "why no dpia, reason for no dpia",
            "signed": "signed by, signatures, date signed", "review_by": "review, review date, review due, next review",
            "under": "parent, parent agreement, sits under",
        },
        by_agency="signed",
    ),
}  # fmt: skip
"""Every kind but attendance, which has a shape of its own."""
ATTENDANCE = "attendance"

MEANINGS: Mapping[str, Mapping[str, str]] = {
    "status": {
        "open": "in progress, ongoing, on going, on track, started, not started, not yet started, outstanding, "
        "overdue, active, new, underway, under way, delayed, pending, to do",
        "blocked": "on hold, stalled, stuck, paused, waiting",
        "done": "complete, completed, closed, finished, achieved, delivered, implemented",
        "dropped": "cancelled, canceled, withdrawn, abandoned, no longer needed, superseded, not taken forward",
    },
    "direction": {
        "increase": "up, higher, rise, rising, higher is better, high",
        "decrease": "down, lower, reduce, fall, falling, lower is better, low",
        "maintain": "same, stable, hold, keep",
    },
    "arrangement": {"pooled": "pool, pooled budget", "aligned": "aligned budget", "single": "single agency, own, sole"},
    "kind": {
        "agreement": "dsa, isa, data sharing agreement, information sharing agreement, sharing agreement",
        "memorandum": "mou, memorandum of understanding", "protocol": "information sharing protocol, isp",
        "partnership": "partnership agreement", "terms-of-reference": "tor",
        "section-75": "s75, section 75 agreement, s 75",
    },
    "dpia": {"not-needed": "not required, none needed, n/a, na"},
}  # fmt: skip
"""For a field that holds one of a few words, what else people write for each."""


def fields_of(kind: Import) -> Mapping[str, Kind]:
    """What a column may give, by its path in a record: `due`, `baseline.value`, `signed`."""
    found: dict[str, Kind] = {}
    for section in kind.sections:
        for field in fields(model_of(section)):
            model = record_of(field.kind)
            if model is None:
                found[field.name] = _either(found.get(field.name), field.kind)
                continue
            inner = {f"{field.name}.{one.name}": one.kind for one in fields(model)}
            found |= {path: held for path, held in inner.items() if _fits_a_cell(held)}
    return {path: held for path, held in found.items() if _fits_a_cell(held)}


def _either(held: Kind | None, more: Kind) -> Kind:
    """What a field may hold that two sections have."""
    return Words((*held.words, *more.words)) if isinstance(held, Words) and isinstance(more, Words) else held or more


def model_of(section: str) -> type[Entry]:
    """The model of a section's records."""
    model = record_of(next(field.kind for field in fields(Partnership) if field.name == section))
    assert model is not None and issubclass(model, Entry)  # noqa: S101 - every section above is a list of entries
    return model


def _fits_a_cell(kind: Kind) -> bool:
    inner = kind.item if isinstance(kind, Several) else kind.value if isinstance(kind, Table) else kind
    return not isinstance(inner, Nested | Several | Table) and not (isinstance(inner, Plain) and inner.of is object)
