"""Power, row 5 of Table 1: influential people not convinced by the message."""

from collections.abc import Iterator

from joinedup import (
    GOOD_PRACTICE, HIGH, LESS, LOW, MEDIUM, Barrier, Count, Limits, Months, NotAssessed, Partnership, Question, Risk,
    Share, Stakeholder, Table1, Yielded, limit, needs, nfer, tiers,
)  # fmt: skip
from joinedup.facts import (
    ask, ask_kind, ask_level, ask_members, by_id, count, current_services, day, in_last, lead_agency, named, working_on,
)  # fmt: skip

from .champions import groups_without_champion

barrier = Barrier(
    "Influential people not convinced by the message",
    cite=Table1(row=5),
    statement="The people with the most influence here back our joint work in public.",
    solutions=("people/key-players", "processes/pilot-together", "power/act-now"),
    development=("mentoring", "shadowing"),
)


class NoCommitmentLimits(Limits):
    """How long a commitment counts, and how many may lack one."""

    window: Months = limit(24, "how many months a commitment counts", stricter=LESS)
    high_share: Share = limit("0.5", "the share of stakeholders without one from which it is high", stricter=LESS)
    high_among: Count = limit(3, "among how many stakeholders that share counts", stricter=LESS)


@barrier.rule(tiers(MEDIUM, many=HIGH), needs=needs("stakeholders"), basis=GOOD_PRACTICE, main=True)
def no_commitment(partnership: Partnership, limits: NoCommitmentLimits) -> Iterator[Yielded]:
    """No lasting commitment is on record from somebody whose backing the work needs.

    A commitment counts for a time, and then has to be renewed. One whose day is not known is asked about. It weighs
    more where many of the stakeholders lack one.

    ## Why it matters

    Joint work is safer in a hard year if those who decide have said that they will stand by it. Without that the
    services children rely on can be the first to go.

    ## What to do

    Ask who knows the office-holder best, and send that person with one story and one figure. Ask for one thing that
    can be minuted, and write it into the file with its day.
    """
    judged, without = 0, []
    for stakeholder in partnership.stakeholders:
        if stakeholder.committed_to and stakeholder.on is None:
            yield ask(partnership, stakeholder, f'When did {stakeholder} commit to "{stakeholder.committed_to}"?')
            continue
        judged += 1
        lately = stakeholder.on and in_last(limits.window, stakeholder.on, partnership.as_of)
        if not (stakeholder.committed_to and lately):
            without.append(stakeholder)
    if partnership.stakeholders and not judged:
        yield NotAssessed(because="no stakeholder's commitment says when it was made")
    many = judged >= limits.high_among and len(without) >= judged * limits.high_share
    have = "has" if len(without) == 1 else "have"
    told = f" {len(without)} of {count(judged, 'stakeholder')} {have} none that counts today." if many else ""
    for stakeholder in without:
        yield _uncommitted(partnership, limits, stakeholder, told)


def _uncommitted(partnership: Partnership, limits: NoCommitmentLimits, stakeholder: Stakeholder, told: str) -> Risk:
    on = stakeholder.on if stakeholder.committed_to else None
    if on is None:
        seen = f"No commitment of {stakeholder} is on record."
    elif on > partnership.as_of:
        seen = f"The commitment of {stakeholder} is for {day(on)}, which is still to come."
    else:
        months = count(limits.window, "month")
        seen = f"The commitment of {stakeholder} is of {day(on)}, and a commitment counts for {months}."
    return Risk(
        subject=stakeholder,
        because=seen + told,
        at=((stakeholder, "on") if on else stakeholder,),
        agencies=(partnership.role(stakeholder.role).agency,) if stakeholder.role else (),
        tier="many" if told else "usual",
        remedy="Write what was promised in `committed_to`, and its day in `on`.",
    )


@barrier.rule(MEDIUM, needs=needs("roles", "boards"), basis=nfer("section 3.7"))
def no_political_lead(partnership: Partnership) -> Iterator[Yielded]:
    """No politician sits on a strategic board.

    A role at the political level counts, as a member or as the chair. A board or member that does not say its level
    might be the one. It is asked about, and nothing is found.

    ## Why it matters

    Those who vote the budget then learn about the work from papers alone. When money is short they may not have heard
    what families would lose.

    ## What to do

    Offer a seat to the lead member for children, the councillor who answers for children's services. Send the dates for
    the year now, and agree who briefs the lead member before each meeting.
    """
    might: list[Question] = []
    strategic = []
    for board in partnership.boards:
        seats = [partnership.role(id) for id in dict.fromkeys((*(board.members or ()), board.chair)) if id]
        unknown = [role for role in seats if role.level is None]
        political = any(role.level == "political" for role in seats)
        if board.level == "strategic":
            strategic.append(board)
            if political:
                return
            ask_each = (ask_level(partnership, role) for role in unknown)
            might += [ask_members(partnership, board)] if board.members is None else ask_each
        elif board.level is None and (political or unknown or board.members is None):
            might.append(ask_level(partnership, board))
    if might:
        yield from might
        yield NotAssessed(because="the levels or members of the boards are not all recorded")
        return
    names = named(strategic, "or")
    where = f"{names}, {'the only strategic board' if len(strategic) == 1 else 'the strategic boards'}" if names else ""
    yield Risk(
        subject=partnership,
        because=f"No role at the political level sits on {where}."
        if where
        else "There is no strategic board on which a role at the political level sits.",
        at=tuple((board, "members") for board in by_id(strategic)) or ((partnership, "boards"),),
        agencies=lead_agency(partnership),
        remedy="Put a role with `level: political` among the `members` of a strategic board.",
    )


@barrier.rule(MEDIUM, needs=needs("targets", "roles", "boards"), basis=nfer("section 3.2"))
def no_champion(partnership: Partnership) -> Iterator[Yielded]:
    """A vulnerable group has no champion on a strategic board.

    A champion is a role that is accountable for a target for the group, and a member or the chair of a strategic board.
    One finding a group, whatever the number of its targets. A board that does not say its level or members might be the
    one: it is asked about, and the group is not judged. A group for which no role is accountable at all is left to
    `power/nobody-accountable`.

    ## Why it matters

    Where money and places are decided, most needs have somebody at the table to speak for them. A group of children
    without a voice there can come last.

    ## What to do

    Ask each strategic board to name one of its members for each group, answerable for one target that matters to it.
    Let that member meet children of the group twice a year.
    """
    yield from groups_without_champion(partnership)


@barrier.rule(LOW, needs=needs("services", "roles"), basis=GOOD_PRACTICE)
def no_sponsor(partnership: Partnership) -> Iterator[Yielded]:
    """A pilot or project has no senior sponsor.

    Looks at current pilots and projects. A sponsor is a role at the strategic or political level. Standing services
    need none.

    ## Why it matters

    A pilot without a sponsor can end with its money, however well it worked. The next children then do not get what
    helped the first.

    ## What to do

    Ask one director or elected member to sponsor it by name. Invite the sponsor to see it at work within a month.
    """
    judged = left_out = 0
    for service in current_services(partnership):
        sponsor = partnership.role(service.sponsor) if service.sponsor else None
        if service.kind == "service" or (sponsor and sponsor.level in ("strategic", "political")):
            judged += 1
        elif service.kind is None:
            left_out += 1
            yield ask_kind(partnership, service)
        elif sponsor and sponsor.level is None:
            left_out += 1
            yield ask_level(partnership, sponsor)
        else:
            judged += 1
            works = f": its sponsor, {sponsor}, works at the {sponsor.level} level" if sponsor else ""
            yield Risk(
                subject=service,
                because=f'The {service.kind} "{service}" has no sponsor at the strategic or political level{works}.',
                at=((service, "sponsor"), (sponsor, "level")) if sponsor else (service,),
                agencies=working_on(partnership, service),
                remedy="Name a role with `level: strategic` or `level: political` as `sponsor`.",
            )
    if left_out and not judged:
        yield NotAssessed(because="no current service says both what it is and who sponsors it at which level")
