"""What a change would mean, as a paper of blocks: what is solved, caused, and left, by theme."""

from collections import Counter
from collections.abc import Iterator, Sequence

from joinedup.assessment import Status
from joinedup.facts.words import count, day, in_turn
from joinedup.report.blocks import Block, Heading, Item, Strong, listing, table, words
from joinedup.standing import Standing
from joinedup.verdict import be

from .difference import (
    ACCEPTED,
    BETTER,
    DESCRIBED,
    GONE,
    NEW,
    REOPENED,
    STILL,
    TOLD,
    UNDESCRIBED,
    UNTOLD,
    WORSE,
    Change,
    Difference,
)

HEADINGS = {
    GONE: ("Solved", ""),
    NEW: ("Newly caused", ""),
    WORSE: ("Worse", ""),
    BETTER: ("Better", ""),
    ACCEPTED: ("Accepted now", ""),
    REOPENED: ("No longer accepted", ""),
    UNDESCRIBED: (
        "No longer described",
        "What these are about is no longer in the description. They are gone with it, and not mended.",
    ),
    DESCRIBED: ("Found in what is new in the description", ""),
    UNTOLD: (
        "Can no longer be told",
        "The rules of these did not run after the change, or could tell less. They are not solved.",
    ),
    TOLD: (
        "Could not be told before",
        "The rules of these did not run before the change, or could tell less. They may have been there already.",
    ),
}
"""The kinds of changes in the order in which a reader asks for them, with what has to be known of each."""
PRUNED = "not all that showed it is described any more"
ORDER = (Status.IN_THE_WAY, Status.FORMING, Status.CLEAR, Status.NOT_ASSESSED)


def paper(made: Difference) -> Iterator[Block]:
    """What became of barriers and findings."""
    yield words(verdict(made))
    yield from (words(caution) for caution in _cautions(made))
    yield from _barriers(made)
    for kind, (heading, note) in HEADINGS.items():
        changes = made.of(kind)
        if changes:
            yield Heading(f"{heading}: {len(changes)}")
            if note:
                yield words(note)
            yield listing(_item(made, change) for change in _by_theme(made, changes))
    yield from _still(made)
    yield from _themes(made)


def verdict(made: Difference) -> str:
    """The whole in two sentences; it says so where there is no difference at all."""
    if not made.barriers and len(made.of(STILL)) == len(made.changes) and not _reworded(made):
        return f"Nothing changes: {_stands(made.after)}."
    said = [
        (len(made.of(GONE)), "solved"), (len(made.of(NEW)), "newly caused"), (len(made.of(WORSE)), "worse"),
        (len(made.of(BETTER)), "better"), (len(made.of(ACCEPTED)), "accepted now"),
        (len(made.of(REOPENED)), "no longer accepted"), (len(made.of(UNDESCRIBED)), "no longer described"),
        (len(made.of(DESCRIBED)), "in what is new in the description"), (len(made.of(UNTOLD)), "no longer to be told"),
        (len(made.of(TOLD)), "that could not be told before"), (len(made.of(STILL)), "still there"),
    ]  # fmt: skip
    told = in_turn(f"{number} {what}" for number, what in said if number) or "none"
    return f"Barriers: {_stands(made.before)}; after the change {_stands(made.after)}. Findings: {told}."


def _stands(standing: Standing) -> str:
    return in_turn(f"{standing.count(status)} {status.words}" for status in ORDER)


def _cautions(made: Difference) -> Iterator[str]:
    """What has to be known before any of it is believed."""
    before, after = made.before, made.after
    failed = max(before.failures, after.failures)
    if failed:
        yield f"{count(failed, 'part')} of the check failed, so this result is incomplete."
    if made.flattered:
        titles = in_turn(f"“{made.after.barriers[id].title}”" for id in made.flattered)
        yield (
            f"Less can be told than before, and so these barriers seem to stand better: {titles}. They may stand as "
            "they did."
        )
    if not made.same_ruleset:
        yield (
            "The two checks did not apply the same ruleset with the same version of joinedup: some of this may come "
            "from that, and not from the partnership."
        )
    bent = sum(change.of_ruleset for change in made.changes)
    if bent:
        yield (
            f"{count(bent, 'finding')} {be(bent)} marked (ruleset): what the ruleset makes of the rule differs between "
            "the two checks. None of that is solved or caused by the partnership for sure."
        )
    if before.day != after.day:
        yield (
            f"The first is of {day(before.day)} and the second of {day(after.day)}: some of this may come from the "
            "time in between alone."
        )


def _barriers(made: Difference) -> Iterator[Block]:
    if made.barriers:
        yield Heading(f"Barriers that stand otherwise: {len(made.barriers)}")
        yield table(("Before", "After", "Theme", "Barrier"), (_row(made, id) for id in made.barriers), (14, 14, 16, 56))


def _row(made: Difference, id: str) -> tuple[str, ...]:
    barrier = made.after.barriers.get(id) or made.before.barriers[id]
    statuses = (status.words if status else "not looked for" for status in made.statuses(id))
    return (*statuses, _theme(made, barrier.theme), barrier.title)


def _theme(made: Difference, id: str) -> str:
    return made.after.themes.get(id) or made.before.themes.get(id, id)


def _by_theme(made: Difference, changes: Sequence[Change]) -> Sequence[Change]:
    order = list(dict.fromkeys([*made.after.themes, *made.before.themes]))
    return sorted(changes, key=lambda change: order.index(change.found.theme))


def _item(made: Difference, change: Change) -> Item:
    found, before = change.found, change.before
    severity = found.severity.word
    if before and change.after and before.severity != found.severity:
        severity = f"{before.severity.word} → {severity}"
    notes = [" (accepted)"] if found.waived and change.kind != ACCEPTED else []
    notes += [" (ruleset)"] if change.of_ruleset else []
    notes += [f" ({PRUNED})"] if made.pruned(change) else []
    theme = _theme(made, found.theme)
    return Item((f"{theme}: ", Strong(f"{severity} {found.ref}"), f" {found.because}", *notes))


def _reworded(made: Difference) -> Sequence[Change]:
    """The findings that are still there, and of which something else is seen now."""
    return [one for one in made.of(STILL) if one.before and one.after and one.before.because != one.after.because]


def _still(made: Difference) -> Iterator[Block]:
    still, reworded = made.of(STILL), _reworded(made)
    if reworded:
        yield Heading(f"Still there, with something else to be seen: {len(reworded)}")
        yield listing(_item(made, change) for change in _by_theme(made, reworded))
    rest = len(still) - len(reworded)
    yield Heading("What is left")
    yield words(f"{count(rest, 'finding')} {be(rest)} there as before.")


def _themes(made: Difference) -> Iterator[Block]:
    numbers = Counter((change.found.theme, change.kind) for change in made.changes)
    kinds = [kind for kind in (*HEADINGS, STILL) if made.of(kind)]
    if kinds:
        yield Heading("By theme")
        head = ("Theme", *(HEADINGS[kind][0] if kind in HEADINGS else "Still there" for kind in kinds))
        order = dict.fromkeys([*made.after.themes, *made.before.themes])
        rows = [(_theme(made, id), *(str(numbers[id, kind]) for kind in kinds)) for id in order]
        yield table(head, rows, (100 / len(head),) * len(head))


def outcomes(made: Difference, refs: Sequence[str]) -> Iterator[Block]:
    """What became of the findings that a change was made for: what the new check says, and nothing else."""
    if refs:
        yield Heading("What it was for")
        yield listing(Item((Strong(ref), f" {_outcome(made.became(ref))}")) for ref in refs)


def _outcome(kind: str) -> str:
    return "Still there" if kind == STILL else HEADINGS[kind][0]
