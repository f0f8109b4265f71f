"""Who answers for a piece of work, and what is said where nobody does."""

from typing import NamedTuple

from joinedup import Budget, Partnership, Place, Risk, Role
from joinedup.facts import (
    Work, answering, count, covering, day, lead_agency, listed, named, nobody_in_post, working_on,
)  # fmt: skip


LEADS = ("roles", "boards")
"""The sections with those who can answer for work."""


class Lack(NamedTuple):
    """A piece of work for which nobody in post answers, and the vacant roles that should."""

    work: Work
    roles: tuple[Role, ...]
    risk: Risk


def undescribed_leads(partnership: Partnership) -> str:
    """The sections that are missing to name who answers for work: "roles and boards"."""
    return listed(section for section in LEADS if section not in partnership.described)


def lack_of(partnership: Partnership, work: Work) -> Lack | None:
    """What is lacking for a piece of work; None where somebody in post answers for it."""
    if not nobody_in_post(partnership, work):
        return None
    roles = tuple(one for one in answering(partnership, work) if isinstance(one, Role))
    field, verb = ("controlled_by", "controls") if isinstance(work, Budget) else ("accountable", "answers for")
    hosts = (work.hosted_by,) if isinstance(work, Budget) and work.hosted_by else ()
    deputies = [deputy for role in roles if (deputy := covering(partnership, role))]
    since = listed(f"{role} has been vacant since {day(role.vacant_since)}" for role in roles if role.vacant_since)
    at: tuple[Place, ...] = ((work, field), *((role, "vacant_since") for role in roles), *deputies)
    because = f'Nobody in post {verb} the {work.noun} "{work}": {since}.' if roles else ""
    covered = f" {named(deputies)} can stand in." if deputies else ""
    risk = Risk(
        subject=work,
        because=because + covered if roles else f'Nobody {verb} the {work.noun} "{work}".',
        at=at if roles else (work,),
        agencies=working_on(partnership, work).union((role.agency for role in roles), hosts),
        tier="covered" if deputies else "usual",
        remedy=f"Name in `{field}` a role that is filled{', or a board' if isinstance(work, Budget) else ''}.",
    )
    return Lack(work, roles, risk)


def finder(partnership: Partnership, lack: Lack) -> str:
    """The agency that should find a lead: that of the vacant role, else a budget's host, else the lead authority."""
    if lack.roles:
        return lack.roles[0].agency
    if isinstance(lack.work, Budget) and lack.work.hosted_by:
        return lack.work.hosted_by
    return next(iter(lead_agency(partnership)), "")


def gathered(partnership: Partnership, agency: str, lacks: list[Lack]) -> Risk:
    """One finding for all the work of one kind for which one agency should find a lead."""
    noun, lacks = lacks[0].work.noun, sorted(lacks, key=lambda lack: lack.work.id)
    number, names = count(len(lacks), noun), named(lack.work for lack in lacks)
    told = f" It is for {partnership.agency(agency)} to find a lead." if agency else ""
    return Risk(
        subject=(partnership.agency(agency) if agency else partnership, noun),
        because=f"Nobody in post answers for {number}: {names}.{told}",
        at=tuple(place for lack in lacks for place in lack.risk.at),
        agencies={agency} if agency else frozenset().union(*(lack.risk.agencies for lack in lacks)),
        tier="covered" if all(lack.risk.tier == "covered" for lack in lacks) else "usual",
        remedy="Name a role that is filled for each of them.",
    )
