"""What changed since an earlier check, in words: the same in the terminal, on the page and on paper."""

from collections.abc import Iterator, Mapping, Sequence

from joinedup.facts.words import count, day

from .since import Change, Since

KINDS: Mapping[str, tuple[str, str]] = {
    "new": ("New", ""),
    "came-back": (
        "Came back",
        "An earlier check found it, and the last one did not count it. It was not settled for good.",
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
        "The rule could not run this time. This is not the same as no longer found.",
    ),
    "still-there": ("Still there", ""),
}
"""What may have become of a finding, with its heading and what to bear in mind."""


def counted(since: Since) -> str:
    """How many findings changed, and how: "Since 30 June 2026: 2 new, 1 worse, 3 still there."."""
    numbers = {kind: len(since.of(kind)) for kind in KINDS}
    said = ", ".join(f"{number} {KINDS[kind][0].lower()}" for kind, number in numbers.items() if number)
    return f"Since {day(since.day)}: {said or 'no finding then, and none now'}."


def cautions(since: Since, partnership: str) -> Iterator[str]:
    """What else than the partnership may have changed the result.

    Args:
        since: The difference.
        partnership: What the authority calls its partnership.
    """
    also = [
        what
        for what, same in (("ruleset or its files", since.same_ruleset), ("joinedup itself", since.same_version))
        if not same
    ]
    if not also:
        return
    what = " and ".join(also)
    if since.same_description:
        yield (
            f"The {what} changed in between, and the description did not. What follows comes from that, or from the "
            "day of the check."
        )
    else:
        yield f"The {what} changed in between. Some of what follows may come from that, and not from the {partnership}."


def said_of(change: Change) -> str:
    """How long a finding has been there, and what to bear in mind; empty where there is nothing to say."""
    there = ""
    if change.first is not None:
        there = f"There since {day(change.first)}, in {count(change.checks, 'check')}."
    return " ".join(filter(None, (there, change.note)))


def still_there(since: Since) -> Mapping[str, Sequence[Change]]:
    """The findings that are still there by how long they have been, the longest first."""
    groups: dict[str, list[Change]] = {}
    for change in sorted(since.of("still-there"), key=lambda change: (change.first or since.day, -change.checks)):
        groups.setdefault(said_of(change), []).append(change)
    return groups
