"""The ledger of decisions in words: the same in the terminal, on the page and on paper."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from joinedup.facts.words import count, day, in_turn

from .ledger import STATES, THERE, Decided, Followed, Ledger, Read
from .since_words import KINDS

FIRST_PAGE = "What became of earlier decisions"
HEADING = "Decisions and what followed"
CAUTION = (
    "What follows a decision is not shown to be caused by it. Findings and figures change for many reasons. Some "
    "changes take years to show."
)
NOT_MENDED = f"No longer found: {KINDS['no-longer-found'][1][0].lower()}{KINDS['no-longer-found'][1][1:]}"
MOST = 6
"""How many decisions the first page has room for; the rest is counted."""
SHAPES = {"overdue": "■", "promised": "▲", "done": "✓", "dropped": "–"}
"""A shape beside the words, so that no state is told by colour alone."""
LOOKS = {"overdue": "in-the-way", "promised": "low", "done": "clear", "dropped": "not-assessed"}
"""The class of the style sheet that a state looks like."""
FOLLOWED: Mapping[str, str] = {
    "worse": "still there and worse",
    "came-back": "there again",
    "still-there": "still there",
    "better": "still there and less severe",
    "accepted": "accepted as a risk",
    "no-longer-assessed": "no longer assessed",
    "not-compared": "not compared",
    "no-longer-found": "no longer found",
}
"""What may have become of a finding, what needs a look first."""
AIMS = {"increase": "It is to go up", "decrease": "It is to go down", "maintain": "It is to stay"}
MOST_READ = 6
"""How many readings after a decision are told; of more, the first and the last ones are, and the rest is counted."""


def counted(ledger: Ledger) -> str:
    """How many decisions stand how: "1 overdue, 2 promised, 3 done"."""
    numbers = {state: len(ledger.of(state)) for state in STATES}
    return ", ".join(f"{number} {state}" for state, number in numbers.items() if number)


def summary(ledger: Ledger) -> str:
    """How many decisions there are and how they stand, in a sentence or two."""
    said = f"{count(len(ledger.decided), 'decision')}: {counted(ledger)}." if ledger.decided else ""
    later = f"{count(ledger.later, 'decision')} of a later day {'is' if ledger.later == 1 else 'are'} not shown."
    return " ".join(filter(None, (said, later if ledger.later else "")))


def cautions(ledger: Ledger) -> Sequence[str]:
    """What to bear in mind when decisions and what followed are read."""
    gone = any(followed.kind == "no-longer-found" for one in ledger.decided for followed in one.findings)
    return (CAUTION, NOT_MENDED) if gone else (CAUTION,)


def rest(ledger: Ledger) -> str:
    """What the first page has no room for: "and 3 more: 1 promised, 2 done"; empty where it has."""
    more = Ledger(ledger.decided[MOST:])
    return f"and {len(more.decided)} more: {counted(more)}" if more.decided else ""


def when(one: Decided) -> str:
    """Who sees to a decision and until when, and what was said of it."""
    closed = f"{one.state} on {day(one.closed)}" if one.closed else ""
    said = "; ".join(filter(None, (f"{one.owner}, by {until(one)}", closed)))
    return f"{said}: {one.note}" if one.note else said


def until(one: Decided) -> str:
    """Until when a decision is to be done, and the days until which it was before."""
    moved = f" (moved from {in_turn(day(by) for by in one.moved)})" if one.moved else ""
    return f"{day(one.by)}{moved}"


def became(one: Decided) -> str:
    """What became of the findings of a decision, in a sentence."""
    kinds = Counter(followed.kind for followed in one.findings)
    if len(one.findings) == 1:
        return warning(one) or f"Its finding is {FOLLOWED[one.findings[0].kind]}."
    said = ", ".join(f"{kinds[kind]} {words}" for kind, words in FOLLOWED.items() if kinds[kind])
    return " ".join(filter(None, (f"Of its {len(one.findings)} findings: {said}.", warning(one))))


def warning(one: Decided) -> str:
    """What does not fit: a decision that is done, of which a finding is there all the same."""
    there = one.there
    if one.state != "done" or not there:
        return ""
    if len(one.findings) == 1:
        return f"The decision is done, and its finding is {FOLLOWED[one.findings[0].kind]}."
    return f"The decision is done, and {there} of its findings {'is' if there == 1 else 'are'} there."


def trail(followed: Followed) -> str:
    """A finding as it stood when the decision was taken, and now."""
    then = f"Found on {day(followed.found)} as {followed.then}" if followed.found else "No recorded check has it"
    then += f": {followed.seen.rstrip('.')}" if followed.seen else ""
    now = FOLLOWED[followed.kind]
    if followed.now and followed.kind in THERE:
        now += f", as {followed.now}"
    if not followed.now and followed.last and followed.last != followed.found:
        now += f"; last found on {day(followed.last)}"
    return " ".join(filter(None, (f"{then}. Now: {now}.", followed.note)))


def aim(read: Read) -> str:
    """Where a target should go: "It is to go down, to 220 by 31 March 2027."; empty where it is not said."""
    way = AIMS.get(read.direction, "")
    if not read.goal:
        return f"{way}." if way else ""
    goal = f"{read.goal[1]} by {day(read.goal[0])}"
    joiner = " at" if read.direction == "maintain" else ", to"
    return f"{way}{joiner} {goal}." if way else f"Its goal is {goal}."


def readings(read: Read) -> str:
    """The readings of a target up to the day of a decision and after it."""
    if not read.described:
        return "It is no longer in the description, so no reading is known."
    before = f"Before the decision: {_reading(read.before)}." if read.before else "No reading before the decision."
    if not read.after:
        return f"{before} No reading since."
    return f"{before} Since: {', '.join(_shown(read.after))}."


def _shown(after: Sequence[tuple[date, str]]) -> Iterator[str]:
    left = len(after) - MOST_READ
    for number, one in enumerate(after):
        if left > 0 and number == 1:
            yield f"{count(left, 'reading')} in between"
        if number == 0 or number > left:
            yield _reading(one)


def _reading(one: tuple[date, str]) -> str:
    return f"{one[1]} on {day(one[0])}"


def title(read: Read) -> str:
    """A target with its unit."""
    return f"{read.title} ({read.unit})" if read.unit else read.title


def no_target(one: Decided) -> str:
    """What is said where no target is behind the findings of a decision."""
    return "" if one.targets else "The description names no target behind its findings."
