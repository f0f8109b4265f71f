"""What changed since an earlier check, in words: the same in the terminal, on the page and on paper."""

from collections.abc import Iterator, Mapping, Sequence

from joinedup.facts.words import count, day, in_turn

from .origin import RULESET
from .since import GONE, PRUNED, Change, Since

KINDS: Mapping[str, tuple[str, str]] = {
    "new": ("New", ""),
    "came-back": (
        "Came back",
        "An earlier check found it, and a later one did not count it. It was not settled for good.",
    ),
    "worse": ("Worse", ""),
    "better": ("Better", ""),
    "accepted": ("Accepted", "The risk was accepted since. What was found is still there."),
    "no-longer-found": (
        "No longer found",
        "This is not the same as mended. A finding is also gone when its record was taken out of the description.",
    ),
    "no-longer-assessed": (
        "No longer assessed",
        "The rule could not run this time, or could tell less than before. This is not the same as no longer found.",
    ),
    "still-there": ("Still there", ""),
}
"""What may have become of a finding, with its heading and what to bear in mind."""


def counted(since: Since) -> str:
    """How many findings changed, and how: "Since 30 June 2026: 2 new, 1 worse, 3 still there."."""
    said = ", ".join(_numbers(since.changes)) or "no finding then, and none now"
    whole = f"Since {day(since.day)}: {said}."
    bent = [change for change in since.changes if change.of_ruleset]
    if not bent:
        return whole
    come = "come" if all(change.comes_from == (RULESET,) for change in bent) else "may come"
    return f"{whole} Of these, {in_turn(_numbers(bent))} {come} from the ruleset."


def _numbers(changes: Sequence[Change]) -> Iterator[str]:
    for kind, (heading, _) in KINDS.items():
        number = sum(change.kind == kind for change in changes)
        if number:
            yield f"{number} {heading.lower()}"


def no_longer_found(since: Since) -> tuple[str, str]:
    """The figure at the head of the report, with its words: what the ruleset or time took away is no success."""
    changes = since.of("no-longer-found")
    bent = sum(change.of_ruleset for change in changes)
    aged = sum(change.of_time for change in changes)
    out = sum(change.note.startswith((GONE, PRUNED)) for change in changes)
    known = {
        "only taken out of the description": out, "because of the ruleset": bent, "because time passed": aged
    }  # fmt: skip
    said = ", ".join(f"{number} perhaps {why}" for why, number in known.items() if number)
    return str(len(changes)), f"no longer found since {day(since.day)}" + (f" ({said})" if said else "")


def stood(since: Since | None, barrier: str) -> str:
    """How a barrier stood that stands otherwise now: "was forming"; empty where it stands as it did."""
    if since is None or barrier not in since.statuses:
        return ""
    said = [f"was {since.statuses[barrier].words}"]
    if barrier in since.of_ruleset:
        said.append("the ruleset changed for this barrier")
    if barrier in since.less_told:
        said.append("less could be told this time")
    if barrier in since.accepted:
        said.append("a risk was accepted since")
    return "; ".join(said)


def cautions(since: Since, partnership: str) -> Iterator[str]:
    """What else than the partnership may have changed the result.

    Args:
        since: The difference.
        partnership: What the authority calls its partnership.
    """
    changed = [] if since.same_ruleset else ["The ruleset or its files"]
    if changed and since.told_apart:
        yield _told_apart(since)
        changed = []
    changed += [] if since.same_version else ["joinedup itself"]
    if not changed:
        return
    what = " and ".join(changed)
    if since.same_description:
        yield (
            f"{what} changed in between, and the description did not. What follows comes from that, or from the "
            "day of the check."
        )
    else:
        yield f"{what} changed in between. Some of what follows may come from that, and not from the {partnership}."


def _told_apart(since: Since) -> str:
    """What the ruleset had a hand in, where that is known of each finding."""
    what = "The ruleset or its files changed in between"
    if any(change.of_ruleset for change in since.changes) or since.of_ruleset:
        return f"{what}. What may come from that says so. What does not say so rests on rules that stayed as they were."
    return f"{what}, but not for the rules on which these changes rest."


def mark(change: Change) -> str:
    """The word that stands at a change that comes from the ruleset, or may do so; empty at any other."""
    return "ruleset" if change.of_ruleset else ""


def said_of(change: Change) -> str:
    """How long a finding has been there, and what to bear in mind; empty where there is nothing to say."""
    there = ""
    if change.first is not None:
        there = f"There since {day(change.first)}, in {count(change.checks, 'check')}."
    return " ".join(filter(None, (there, change.note)))


def noted(changes: Sequence[Change]) -> Mapping[str, Sequence[Change]]:
    """Changes by what has to be borne in mind of them."""
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(change.note, []).append(change)
    return groups


def still_there(since: Since) -> Mapping[str, Sequence[Change]]:
    """The findings that are still there by how long they have been, the longest first."""
    groups: dict[str, list[Change]] = {}
    for change in sorted(since.of("still-there"), key=lambda change: (change.first or since.day, -change.checks)):
        groups.setdefault(said_of(change), []).append(change)
    return groups
