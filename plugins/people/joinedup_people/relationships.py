"""People, row 2 of Table 1: relationships not secure or established."""

from collections.abc import Iterator
from datetime import date

from joinedup import (
    GOOD_PRACTICE, HIGH, LESS, LOW, MEDIUM, Agency, Agreement, Barrier, Board, Count, Limits, Months, NotAssessed,
    Partnership, Question, Risk, Role, Share, Table1, Yielded, limit, needs, tiers,
)  # fmt: skip
from joinedup.facts import (
    Work, as_limit, ask, ask_kind, ask_members, ask_review, ask_who_works, at_the_table, core_agencies, count,
    current_work, day, days_past, in_post_less_than, is_vacant, named, past_review, signers, working_on,
)  # fmt: skip

barrier = Barrier(
    "Relationships not secure or established",
    cite=Table1(row=2),
    statement="I know whom to call in the other agencies.",
    solutions=("people/bridges", "people/key-players", "processes/meeting-structures"),
    development=("induction", "shadowing"),
)


@barrier.rule(tiers(MEDIUM, none=HIGH), needs=needs("agreements"), basis=GOOD_PRACTICE, main=True)
def unsigned_agreement(partnership: Partnership) -> Iterator[Yielded]:
    """The partnership agreement is missing, not fully signed or past its review.

    It is the agreement of `kind: partnership`, and every core agency is to sign it. Where there are several, those past
    their review date count only if all of them are. An agency is bound if it has signed any that counts. Without a
    review date an agreement counts as in force, and the date is asked for.

    ## Why it matters

    Without an agreement that all have signed, what each agency promised rests on memory. When money is short or a child
    is harmed, nobody can show who promised what.

    ## What to do

    Put the agreement on the next board's agenda with a space for each signature. Ask an agency that has not signed
    what holds it back. Review the agreement in the same meeting if its date has passed, and set the next one.
    """
    yield from _ask_about_agreements(partnership)
    agreements = [agreement for agreement in partnership.agreements if agreement.kind == "partnership"]
    if not agreements:
        yield _none_known(partnership)
        return
    in_force = [agreement for agreement in agreements if not past_review(partnership, agreement)]
    counting = sorted(in_force or agreements, key=lambda one: _newness(partnership, one))
    judged = counting[-1]
    signed = {agency for agreement in counting for agency in signers(partnership, agreement)}
    core = core_agencies(partnership)
    unsigned = [agency for agency in core if agency.id not in signed]
    if not core:
        yield NotAssessed(because="no agency is marked as core, so nobody has to sign")
    if unsigned or not in_force:
        yield Risk(
            subject=judged,
            because=_what_is_wrong(partnership, judged, unsigned),
            at=(judged, *unsigned) if in_force else ((judged, "review_by"), *unsigned),
            agencies=[agency.id for agency in unsigned] or [agency.id for agency in core],
            remedy="Add each core agency with its date to `signed`, and a `review_by` that is still to come.",
        )


def _ask_about_agreements(partnership: Partnership) -> Iterator[Question]:
    for agreement in partnership.agreements:
        if agreement.kind is None:
            yield ask_kind(partnership, agreement)
        elif agreement.kind == "partnership" and agreement.review_by is None:
            yield ask_review(partnership, agreement)


def _none_known(partnership: Partnership) -> Yielded:
    if any(agreement.kind is None for agreement in partnership.agreements):
        return NotAssessed(because="no agreement says that it is the partnership agreement")
    return Risk(
        subject=partnership,
        because=f"{partnership} has no partnership agreement on record.",
        at=((partnership, "agreements"),),
        agencies=[agency.id for agency in core_agencies(partnership)],
        tier="none",
        remedy="Agree one and add it under `agreements` with `kind: partnership`, `signed` and `review_by`.",
    )


def _newness(partnership: Partnership, agreement: Agreement) -> tuple[date, str]:
    return agreement.review_by or date.max, agreement.id


def _what_is_wrong(partnership: Partnership, agreement: Agreement, unsigned: list[Agency]) -> str:
    said = []
    if unsigned:
        have = "has" if len(unsigned) == 1 else "have"
        of = count(len(core_agencies(partnership)), "core agency")
        said.append(f'{named(unsigned)} {have} not signed "{agreement}" ({len(unsigned)} of {of}).')
    if agreement.review_by and past_review(partnership, agreement):
        late = count(days_past(agreement.review_by, partnership.as_of), "day")
        what = "Its review" if unsigned else f'The review of "{agreement}"'
        said.append(f"{what} was due on {day(agreement.review_by)}, {late} ago.")
    return " ".join(said)


class NewFacesLimits(Limits):
    """How many members of a board may be new."""

    new_months: Months = limit(6, "for how many months somebody is new in post")
    new_share: Share = limit("0.3334", "the share of members who may be new (set so that a third may)", stricter=LESS)
    new_members: Count = limit(3, "the number of new members from which it counts", stricter=LESS)


@barrier.rule(LOW, needs=needs("boards", "roles"), basis=GOOD_PRACTICE)
def new_faces(partnership: Partnership, limits: NewFacesLimits) -> Iterator[Yielded]:
    """Many members of a board are new in post.

    A vacant post is a member, but not a new one. Some posts do not say since when they are held. Where that day could
    change the answer it is asked for, and the board is not judged.

    ## Why it matters

    New members do not know each other yet, nor what was promised before they came. Help for children that rests on
    people knowing people is then at its weakest.

    ## What to do

    Give the new members an hour together with the chair and the minutes of the last year. Pair each with somebody
    who has been there longer. Go through the open actions, and have each taken on again by name.
    """
    asked: dict[str, Role] = {}
    judged = 0
    for board in partnership.boards:
        if board.members is None:
            yield ask_members(partnership, board)
            continue
        members = [partnership.role(id) for id in sorted(set(board.members))]
        filled = [role for role in members if not is_vacant(partnership, role)]
        new = [role for role in filled if _is_new(partnership, role, limits.new_months)]
        unsaid = [role for role in filled if role.since is None]
        if _too_many(len(new), len(members), limits):
            yield _many_new(board, new, len(members), limits)
        elif _too_many(len(new) + len(unsaid), len(members), limits):
            asked.update({role.id: role for role in unsaid})
            continue
        judged += 1
    for role in asked.values():
        yield ask(partnership, role, f"Since when has {role} been in post?")
    if partnership.boards and not judged:
        yield NotAssessed(because="no board says who its members are and since when they are in post")


def _is_new(partnership: Partnership, role: Role, months: int) -> bool:
    came = role.since is not None and role.since <= partnership.as_of
    return came and in_post_less_than(partnership, role, months)


def _too_many(new: int, members: int, limits: NewFacesLimits) -> bool:
    return new >= limits.new_members and new > members * limits.new_share


def _many_new(board: Board, new: list[Role], members: int, limits: NewFacesLimits) -> Risk:
    return Risk(
        subject=board,
        because=f"{len(new)} of the {count(members, 'member')} of {board} came into post less than "
        f"{count(limits.new_months, 'month')} ago ({named(new)}); the limit is {as_limit(limits.new_share)}.",
        at=((board, "members"), *((role, "since") for role in new)),
        agencies=[role.agency for role in new],
        remedy="Time clears it. Until then, record a shared induction for the new members under `development`.",
    )


@barrier.rule(
    tiers(MEDIUM, core=HIGH),
    needs=needs("boards", "roles", any_of=("targets", "services", "budgets")),
    basis=GOOD_PRACTICE,
)
def absent_from_the_table(partnership: Partnership) -> Iterator[Yielded]:
    """An agency does the work but sits on no board.

    An agency works on a target, on a current service, or on a current budget into which it pays. A chair's agency
    sits on the board. An agency that is part of another sits through it. Where a board does not say who its members
    are, an agency seen on no other board is not judged.

    ## Why it matters

    Those who do the work know first what goes wrong for children. Without a seat they learn what was decided about
    their work, and the board does not learn what they know.

    ## What to do

    Offer the agency a member on the board that steers its work. If too many agencies share the work for one table,
    agree which member speaks for this one, and tell both.
    """
    works: dict[str, list[Work]] = {}
    thin = 0
    things = current_work(partnership)
    for thing in things:
        for id in working_on(partnership, thing):
            works.setdefault(id, []).append(thing)
        question = ask_who_works(partnership, thing)
        if question:
            yield question
            thin += 1
    unsaid = [board for board in partnership.boards if board.members is None]
    yield from (ask_members(partnership, board) for board in unsaid)
    seated = frozenset[str]().union(*(at_the_table(partnership, board) for board in partnership.boards))
    absent = [
        agency for agency in partnership.agencies if agency.id in works and not _sits(partnership, agency, seated)
    ]
    if unsaid and absent:
        yield NotAssessed(because=f"it is not recorded who sits on {named(unsaid)}")
    elif things and thin == len(things) and not works:
        yield NotAssessed(because="no target, service or budget says which agencies work on it")
    else:
        yield from (_without_a_seat(agency, works[agency.id]) for agency in absent)


def _sits(partnership: Partnership, agency: Agency, seated: frozenset[str]) -> bool:
    """Whether an agency, or one that it is part of, has a seat."""
    above, seen = agency, set[str]()
    while above.id not in seated and above.part_of and above.id not in seen:
        seen.add(above.id)
        above = partnership.agency(above.part_of)
    return above.id in seated


def _without_a_seat(agency: Agency, works: list[Work]) -> Risk:
    core = ", though it is a core agency" if agency.core else ""
    return Risk(
        subject=agency,
        because=f"{agency} works on {named(works)} and has no member on any board{core}.",
        at=(agency, *works),
        agencies=(agency.id,),
        tier="core" if agency.core else "usual",
        remedy="Add a role of the agency to the `members` of the board that steers this work.",
    )
