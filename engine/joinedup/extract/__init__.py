"""What one agency should check of a description: the records that name it or its roles, and nothing else."""

from collections.abc import Iterator, Sequence

from joinedup.facts.words import count, day
from joinedup.partnership import SECTIONS, Agency, Partnership
from joinedup.partnership.base import PRESET, Record
from joinedup.partnership.fields import Explained, fields
from joinedup.report.blocks import Block, Heading, listing, table, words

from .concern import Concern, each_field
from .values import Said

PASSED_OVER = frozenset(("survey", "disputes", "confirmed_by"))
"""Sections that no agency can check for itself."""
NOT_SHOWN = frozenset(("id", "holder"))
"""Fields that are for the file alone. Who holds a role is not sent round."""
WIDTHS = (24, 62, 14)
TO_SIGN = ("Post", "Signature", "Day")


def title(partnership: Partnership, agency: Agency) -> str:
    """The title of an extract."""
    return f"{partnership.name}: for {agency.name} to check"


def extract(partnership: Partnership, agency: Agency) -> Iterator[Block]:
    """The extract for an agency, with room to say what is wrong and to sign.

    Values that are other agencies' own, such as what each has paid, are left out of records that it shares.

    Args:
        partnership: The description.
        agency: One of its agencies.
    """
    concern = Concern(partnership, agency.id)
    said = Said(partnership, concern)
    yield Heading(title(partnership, agency), 1)
    yield words(
        f"This is what the description of {partnership.name}, as it stands on {day(partnership.as_of)}, says about "
        f"{agency.name}. A health check of the partnership is made from it. Please tick what is right, write beside "
        "it what is wrong, and say what is missing. It shows only what concerns you; names of persons are left out."
    )
    sections = {field.name: field for field in fields(Partnership)}
    empty = []
    for name in SECTIONS:
        if name in PASSED_OVER:
            continue
        records = concern.records(name)
        if records:
            yield Heading(said.label(name))
            for record in records:
                yield from _record(record, sections[name], said)
        elif name in partnership.described:
            empty.append(said.label(name).lower())
    yield Heading("What names you nowhere")
    yield from _nowhere(empty, agency)
    yield from _to_sign(agency)


def _record(record: Record, section: Explained, said: Said) -> Iterator[Block]:
    """A record: a row for each field that is given, and the fields that are not."""
    label = getattr(record, "label", None)
    if label:
        yield Heading(str(label), 3)
    rows, missing = [], []
    for field, value in each_field(record):
        if field.name in NOT_SHOWN or (label is not None and value == label):
            continue
        shown = "" if value is None else said.value(value, field)
        if shown:
            rows.append((said.label(field.name), shown, ""))
        elif field.absent != PRESET and not _needless(record, field.name):
            missing.append(said.label(field.name).lower())
    yield table(("", "What the description says", "Right?"), rows, WIDTHS)
    if missing:
        yield words(f"Nothing is recorded about: {', '.join(missing)}.")


def _needless(record: Record, name: str) -> bool:
    """Whether what the record says elsewhere answers what this field would say."""
    answered = {
        "reports_to": bool(getattr(record, "top", False)),
        "dpia_reason": getattr(record, "dpia", None) != "not-needed",
        "blocked_since": getattr(record, "status", None) != "blocked",
        "blocked_by": getattr(record, "status", None) != "blocked",
        "closed": getattr(record, "status", None) in ("open", "blocked"),
        "result": getattr(record, "status", None) in ("open", "blocked"),
        "updated": getattr(record, "status", None) in ("done", "dropped"),
    }
    return answered.get(name, False)


def _nowhere(empty: Sequence[str], agency: Agency) -> Iterator[Block]:
    if empty:
        yield words(f"These parts of the description do not name {agency.name} or its roles. Should they?")
        yield listing(empty)
    else:
        yield words(f"Each part of the description names {agency.name} or one of its roles.")


def _to_sign(agency: Agency) -> Iterator[Block]:
    yield Heading("To sign")
    yield words("What is missing, or wrong and has no room above:")
    yield table(("Where", "What it should say"), [("", "")] * 4, (30, 70))
    yield words(f"I have checked this for {agency.name}. With the corrections above it is true.")
    yield table(TO_SIGN, [[""] * len(TO_SIGN)], (40, 35, 25))


def summary(partnership: Partnership, agency: Agency) -> str:
    """How much there is to check: "31 records of 9 sections"."""
    concern = Concern(partnership, agency.id)
    found = [len(concern.records(name)) for name in SECTIONS if name not in PASSED_OVER]
    return f"{count(sum(found), 'record')} of {count(sum(map(bool, found)), 'section')}"


def agency_of(partnership: Partnership, said: str) -> Agency | str:
    """The agency that goes by an id or name; else the nearest id, or nothing."""
    from joinedup.reading.problems import nearest

    by_name = {agency.name.casefold(): agency for agency in partnership.agencies}
    given = by_name | {agency.id: agency for agency in partnership.agencies}
    found = given.get(" ".join(said.split()).casefold())
    if found is None:
        meant = nearest(said, given)
        return given[meant].id if meant else ""
    return found
