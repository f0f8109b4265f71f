"""People, row 3 of Table 1: silos exist everywhere."""

from collections.abc import Iterator

from joinedup import (
    GOOD_PRACTICE, HIGH, LESS, LOW, MEDIUM, Barrier, Count, Limits, NotAssessed, Partnership, Question, Risk, Share,
    Table1, Yielded, limit, needs, tiers,
)  # fmt: skip
from joinedup.facts import (
    RECENT_DEVELOPMENT, agencies_named, as_limit, ask_about_event, ask_arrangement, ask_who_works, bridges, by_id,
    count, current_budgets, current_services, in_last, links, links_of, listed, named, parts, targets_and_services,
    working_on,
)  # fmt: skip

barrier = Barrier(
    "Silos exist everywhere",
    cite=Table1(row=3),
    statement="Agencies here work as one team around each child.",
    solutions=("people/bridges", "processes/pilot-together", "purposes/bigger-picture", "power/distributed-leadership"),
    development=("shadowing", "induction"),
)

NETWORK = needs("services", "targets", helped_by=("budgets", "data_sharing", "development"))
LINKS = {
    "services": ("current service", "services"),
    "targets": ("target", "targets"),
    "budgets": ("shared budget", "budgets"),
    "data_sharing": ("live sharing agreement", "sharing agreements"),
    "development": ("recent shared training", "training"),
}
"""What joins agencies, by section: one of them, and the section itself in words."""


def _gaps(partnership: Partnership, *, found: bool) -> Iterator[Yielded]:
    """What keeps the network from being known; it is asked only where something was found that it could undo."""
    works = targets_and_services(partnership)
    questions = [question for question in (ask_who_works(partnership, work) for work in works) if question]
    if found:
        yield from questions
        yield from _ask_about_other_links(partnership)
    if len(partnership.agencies) < 2:
        yield NotAssessed(because=f"{count(len(partnership.agencies), 'agency')} described; 2 needed")
    elif works and len(questions) == len(works) and not links(partnership):
        yield NotAssessed(because="no target or current service says which agencies work on it")


def _ask_about_other_links(partnership: Partnership) -> Iterator[Question]:
    """What budgets and events do not say, where it could join agencies."""
    for budget in current_budgets(partnership):
        who = ask_who_works(partnership, budget)
        if budget.arrangement is None and (who or len(working_on(partnership, budget)) > 1):
            yield ask_arrangement(partnership, budget)
        if who and budget.arrangement != "single":
            yield who
    for event in partnership.development:
        recent = event.on is None or in_last(RECENT_DEVELOPMENT, event.on, partnership.as_of)
        if recent and (event.agencies is None or len(set(event.agencies)) > 1):
            yield from ask_about_event(partnership, event, "on", "agencies")


def _undescribed(partnership: Partnership) -> str:
    absent = [words for section, (_, words) in LINKS.items() if section not in partnership.described]
    return f" Not described, and so left out: {listed(absent)}." if absent else ""


@barrier.rule(tiers(MEDIUM, core=HIGH), needs=NETWORK, basis=GOOD_PRACTICE, main=True)
def isolated_agency(partnership: Partnership) -> Iterator[Yielded]:
    """On record, an agency shares nothing with any other.

    Agencies share a current service, a target, or an aligned or pooled budget. They also share a live agreement on
    information that they have signed, or training of the last two years. One of these with one other agency is enough.
    Work that does not say who does it is asked about, and joins nobody.

    ## Why it matters

    An agency on its own sees one side of a child. What it knows reaches the others late, and what they know may not
    reach it at all.

    ## What to do

    Choose one target that the agency's work bears on and name it as a contributor. Start with one shared day of
    training, or one small project with one partner. If it has no part in the partnership, take it out of the file.
    """
    gaps = list(_gaps(partnership, found=len(parts(partnership)) > 1))
    yield from gaps
    if any(isinstance(gap, NotAssessed) for gap in gaps):
        return
    kinds = listed((one for section, (one, _) in LINKS.items() if section in partnership.described), "or")
    for agency in partnership.agencies:
        if links_of(partnership)[agency.id]:
            continue
        core = ", though it is a core agency" if agency.core else ""
        yield Risk(
            subject=agency,
            because=f"On record, {agency} has no {kinds} in common with another agency{core}."
            f"{_undescribed(partnership)}",
            at=(agency,),
            agencies=(agency.id,),
            tier="core" if agency.core else "usual",
            remedy="Name the agency among the `contributors` of a target or the `agencies` of a service.",
        )


@barrier.rule(HIGH, needs=NETWORK, basis=GOOD_PRACTICE)
def split_network(partnership: Partnership) -> Iterator[Yielded]:
    """The agencies fall into groups that nothing joins.

    What joins agencies is listed under `people/isolated-agency`. A group has at least two agencies; those that are
    joined to nobody are counted there and not here.

    ## Why it matters

    Each group looks like a partnership from within. A family that needs help from both has to carry its story from
    one to the other.

    ## What to do

    Find one target that needs both groups, and make an agency of each contribute to it. Invite each group to the
    other's next training. Ask the lead authority to hold the two together until something else does.
    """
    groups = [part for part in parts(partnership) if len(part) > 1]
    yield from _gaps(partnership, found=len(groups) > 1)
    if len(groups) < 2:
        return
    said = "; ".join(agencies_named(partnership, group) for group in groups)
    ids = sorted(set().union(*groups))
    yield Risk(
        subject=partnership,
        because=f"The agencies fall into {count(len(groups), 'group')} that nothing joins: "
        f"{said}.{_undescribed(partnership)}",
        at=tuple(partnership.agency(id) for id in ids),
        agencies=ids,
        remedy="Add a service, target, shared budget, sharing agreement or development event with agencies of both.",
    )


@barrier.rule(LOW, needs=NETWORK, basis=GOOD_PRACTICE)
def single_bridge(partnership: Partnership) -> Iterator[Yielded]:
    """One agency alone holds parts of the network together.

    Without it, agencies that are joined today would have nothing in common. The lead authority is left out, since
    holding the others together is its task.

    ## Why it matters

    If this agency is reorganised or loses a key post, others can lose touch with each other overnight. Children known
    to both sides are then known to neither as a whole.

    ## What to do

    Thank the agency, and build a second way. Bring the agencies it joins into one piece of work without it, or train
    them together once a year.
    """
    yield from _gaps(partnership, found=bool(bridges(partnership)))
    for id, pieces in bridges(partnership).items():
        agency = partnership.agency(id)
        if agency.lead:
            continue
        said = "; ".join(agencies_named(partnership, piece) for piece in pieces)
        cut_off = frozenset[str]().union(*pieces[1:])
        joining = {
            partnership.path(link.record): link.record for link in links_of(partnership)[id] if cut_off & link.agencies
        }
        yield Risk(
            subject=agency,
            because=f"Without {agency}, the agencies it joins would fall into {count(len(pieces), 'part')}: "
            f"{said}.{_undescribed(partnership)}",
            at=(agency, *(joining[path] for path in sorted(joining))),
            agencies=(id, *cut_off),
            remedy="Add a service, target, shared budget, sharing agreement or development event that joins these "
            "parts without it.",
        )


class WorkingAloneLimits(Limits):
    """How many services may be run by one agency."""

    alone_share: Share = limit("0.5", "the share of current services that one agency may run alone", stricter=LESS)
    least_services: Count = limit(4, "how many current services that say who runs them are needed to judge")


@barrier.rule(MEDIUM, needs=needs("services"), basis=GOOD_PRACTICE)
def working_alone(partnership: Partnership, limits: WorkingAloneLimits) -> Iterator[Yielded]:
    """Most services are run by one agency alone.

    Services that have ended or not begun are left out.

    ## Why it matters

    Each of these services meets one need. Families with several needs may be sent from door to door.

    ## What to do

    Find the services whose families other agencies know too. Bring a second agency into one or two of them this year:
    with staff, a room or a way in.
    """
    judged, alone = 0, []
    for service in by_id(current_services(partnership)):
        question = ask_who_works(partnership, service)
        if question:
            yield question
            continue
        judged += 1
        if len(working_on(partnership, service)) == 1:
            alone.append(service)
    if judged < limits.least_services:
        say = "says who runs it" if judged == 1 else "say who runs them"
        yield NotAssessed(because=f"{count(judged, 'current service')} {say}; {limits.least_services} needed")
    elif len(alone) > judged * limits.alone_share:
        yield Risk(
            subject=partnership,
            because=f"One agency alone runs {len(alone)} of {count(judged, 'current service')} ({named(alone)}); the "
            f"limit is {as_limit(limits.alone_share)}.",
            at=tuple((service, "agencies") for service in alone),
            agencies=working_on(partnership, *alone),
            remedy="Add a second agency to the `agencies` of services that families of several agencies use.",
        )
