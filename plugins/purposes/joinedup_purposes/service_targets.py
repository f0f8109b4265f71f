"""Outcomes for all children, outcomes for those whom a service reaches, and the targets under each."""

from collections.abc import Iterator, Mapping, Sequence

from joinedup import NotAssessed, Outcome, Partnership, Question, Risk, Target, Yielded
from joinedup.facts import ask_kind, count, lead_agency, named, working_on


def targets_under(partnership: Partnership) -> Mapping[str, Sequence[Target]]:
    """For the id of each outcome, the targets that name it."""
    found: dict[str, list[Target]] = {outcome.id: [] for outcome in partnership.outcomes}
    for target in partnership.targets:
        if target.outcome:
            found[target.outcome].append(target)
    return found


def served_by_targets(partnership: Partnership) -> set[str]:
    """The ids of the outcomes that a target names, and of those that such an outcome serves."""
    under = targets_under(partnership)
    named_by_targets = {id for id, targets in under.items() if targets}
    return named_by_targets | {str(one.serves) for one in partnership.outcomes if one.id in named_by_targets}


def targets_adrift(partnership: Partnership) -> Iterator[Yielded]:
    """One risk a service outcome that has targets and serves no population outcome."""
    under = targets_under(partnership)
    yield from _ask_kinds(partnership, under)
    with_targets = [outcome for outcome in partnership.outcomes if under[outcome.id]]
    if with_targets and all(map(_is_unsaid, with_targets)):
        yield NotAssessed(because="no outcome with a target says whether it is for all children")
    for outcome in _adrift(partnership, under):
        yield _risk_adrift(partnership, outcome, under[outcome.id])


def without_service_target(partnership: Partnership) -> Iterator[Yielded]:
    """One risk a population outcome that has targets, and under which no service outcome stands."""
    under = targets_under(partnership)
    yield from _ask_kinds(partnership, under)
    services = [outcome for outcome in partnership.outcomes if _is_of_a_service(outcome)]
    loose = _adrift(partnership, under)
    if partnership.outcomes and not services:
        yield NotAssessed(because="no outcome is said to be for those whom a service reaches")
    elif loose:
        says = f"{named(loose)} {'serves' if len(loose) == 1 else 'serve'}"
        yield NotAssessed(because=f"nothing says which outcome for all children {says}")
    else:
        served = {outcome.serves for outcome in services}
        for outcome in partnership.outcomes:
            if outcome.kind == "population" and under[outcome.id] and outcome.id not in served:
                yield _risk_without(partnership, outcome, under[outcome.id])


def _is_of_a_service(outcome: Outcome) -> bool:
    """Whether an outcome is for those whom a service reaches: it says so, or says which outcome it serves."""
    return outcome.kind == "service" or outcome.serves is not None


def _is_unsaid(outcome: Outcome) -> bool:
    return outcome.kind is None and outcome.serves is None


def _ask_kinds(partnership: Partnership, under: Mapping[str, Sequence[Target]]) -> Iterator[Question]:
    """Asks of which kind the outcomes are that matter; once for all of them where nobody tells them apart."""
    unsaid = [outcome for outcome in partnership.outcomes if _is_unsaid(outcome)]
    if not any(under.values()):
        return
    if unsaid and len(unsaid) == len(partnership.outcomes):
        asks = "Which outcomes are for all children, and which for those whom a service reaches?"
        yield Question(asks=asks, of=lead_agency(partnership), at=tuple(unsaid))
        return
    served = {outcome.serves for outcome in partnership.outcomes}
    for outcome in unsaid:
        if under[outcome.id] or outcome.id in served:
            yield ask_kind(partnership, outcome)


def _adrift(partnership: Partnership, under: Mapping[str, Sequence[Target]]) -> Sequence[Outcome]:
    """The service outcomes with targets that serve no population outcome; one whose kind nobody says may be one."""
    kinds = {outcome.id: _is_of_a_service(outcome) for outcome in partnership.outcomes}
    return [
        outcome
        for outcome in partnership.outcomes
        if under[outcome.id] and kinds[outcome.id] and (outcome.serves is None or kinds[outcome.serves])
    ]


def _risk_adrift(partnership: Partnership, outcome: Outcome, targets: Sequence[Target]) -> Risk:
    served = f'"{partnership.find("outcomes", outcome.serves)}", which is not' if outcome.serves else "no outcome"
    hang = "hangs" if len(targets) == 1 else "hang"
    return Risk(
        subject=outcome,
        because=f'The service outcome "{outcome}" serves {served} for all children. {count(len(targets), "target")} '
        f"{hang} on it: {named(targets)}.",
        at=((outcome, "serves") if outcome.serves else outcome, *((target, "outcome") for target in targets)),
        agencies=working_on(partnership, *targets),
        remedy="Name in `serves` of the outcome the one of `kind: population` that it brings nearer.",
    )


def _risk_without(partnership: Partnership, outcome: Outcome, targets: Sequence[Target]) -> Risk:
    return Risk(
        subject=outcome,
        because=f'No service outcome serves "{outcome}". It has {count(len(targets), "target")} of its own: '
        f"{named(targets)}.",
        at=(outcome, *((target, "outcome") for target in targets)),
        agencies=working_on(partnership, *targets),
        remedy="Name the outcome in `serves` of one of `kind: service`, and put the targets of that service under it.",
    )
