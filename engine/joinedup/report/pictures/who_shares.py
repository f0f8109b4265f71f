"""Who shares with whom: a ring of agencies, a solid line where an agreement is live, a dashed one where none is."""

from collections import Counter
from collections.abc import Mapping, Sequence

from joinedup.facts import count, in_turn, listed, named
from joinedup.facts.words import alphabetical
from joinedup.partnership import Partnership

from .drawing import Picture, Say, Table, write
from .pairs import Pair, Sharing, State, sharing_of
from .ring import ring
from .text import clean, wrap

NAME = "sharing"
TITLE = "Who shares with whom"
MOST_AGENCIES = 40
"""How many agencies are drawn."""
MOST_LINES = 200
"""From so many lines on those that work are left to the table, if there are others."""
NAME_ROOM = 700
"""How long a name may be in the note, in the units of the picture."""
STATES = {
    State.LIVE: "live",
    State.UNCLEAR: "not clear",
    State.NOT_LIVE: "not live",
    State.MISSING: "none recorded",
}
FIGURES = {
    State.LIVE: ("has a live agreement for all of it", "have a live agreement for all of it"),
    State.UNCLEAR: ("may have an agreement that does not say what it covers",) * 2,
    State.NOT_LIVE: (
        "has an agreement that is not live for some or all of it",
        "have an agreement that is not live for some or all of it",
    ),
    State.MISSING: ("has none recorded for some or all of it", "have none recorded for some or all of it"),
}


def sharing(partnership: Partnership, say: Say = str) -> Picture | None:
    """The picture of who shares with whom.

    Args:
        partnership: What is described.
        say: Puts words of the report's own into an authority's words.

    Returns:
        The picture; None where agreements, or the work they would be for, are not described, or where no two
        agencies are known to work together on data about named children.
    """
    if "data_sharing" not in partnership.described:
        return None
    found = sharing_of(partnership)
    if not found.pairs:
        return None
    worst: Counter[str] = Counter()
    for pair in found.pairs:
        worst[pair.one] += 1 + 1000 * pair.state
        worst[pair.other] += 1 + 1000 * pair.state
    drawn = _in_order(partnership, sorted(worst, key=lambda id: (-worst[id], id))[:MOST_AGENCIES])
    pairs = [pair for pair in found.pairs if pair.one in drawn and pair.other in drawn]
    if len(pairs) > MOST_LINES:
        pairs = [pair for pair in pairs if pair.state is not State.LIVE] or pairs
    title, description = say(TITLE), say(_description(found.pairs))
    sheet = ring(drawn, pairs)
    sheet.key(list(sheet.lines), (), say)
    note = _note(partnership, found, len(found.pairs) - len(pairs), len(worst) - len(drawn), say)
    return Picture(
        NAME, title, description, write(NAME, title, description, [sheet]), _table(partnership, found, say), note
    )


def _in_order(partnership: Partnership, ids: Sequence[str]) -> Mapping[str, str]:
    """The names of agencies, in alphabetical order."""
    named = {id: clean(partnership.agency(id).name) for id in ids}
    return dict(sorted(named.items(), key=lambda item: (item[1].casefold(), item[0])))


def _description(pairs: Sequence[Pair]) -> str:
    states = Counter(pair.state for pair in pairs)
    one = len(pairs) == 1
    parts = [f"{states[state]} {FIGURES[state][states[state] != 1]}" for state in State if states[state]]
    return (
        f"{count(len(pairs), 'pair')} of agencies {'works' if one else 'work'} together on data about named children. "
        f"Of these pairs, {in_turn(parts)}."
    )


def _note(partnership: Partnership, found: Sharing, lines: int, agencies: int, say: Say) -> str:
    said = []
    if lines or agencies:
        folded = [count(agencies, "agency")] if agencies else []
        folded += [count(lines, "line")] if lines else []
        stands = "stands" if agencies + lines == 1 else "stand"
        said.append(say(f"To keep the picture readable, {in_turn(folded)} {stands} only in the table."))
    drawn = {id for pair in found.pairs for id in (pair.one, pair.other)}
    rest = [wrap(clean(agency.name), NAME_ROOM, 1)[0] for agency in partnership.agencies if agency.id not in drawn]
    if rest:
        not_drawn = say("Not drawn, as no recorded work with others needs data on named children:")
        said.append(f"{not_drawn} {listed(rest)}.")
    if found.silent:
        one = len(found.silent) == 1
        kinds = f"{count(len(found.silent), 'target or service', 'targets and services')}"
        said.append(say(f"{kinds} {'does' if one else 'do'} not say whether such data is needed."))
    if found.nobody:
        one = len(found.nobody) == 1
        kinds = f"{count(len(found.nobody), 'target or service', 'targets and services')}"
        said.append(say(f"{kinds} {'needs' if one else 'need'} such data without saying who works on it."))
    return " ".join(said)


def _table(partnership: Partnership, found: Sharing, say: Say) -> Table:
    def names(pair: Pair) -> list[str]:
        return alphabetical(clean(partnership.agency(id).name) for id in (pair.one, pair.other))

    ordered = sorted(found.pairs, key=lambda pair: (-pair.state, *map(str.casefold, names(pair)), pair.one, pair.other))
    rows = tuple((*names(pair), say(STATES[pair.state]), _details(pair, say)) for pair in ordered)
    return Table(tuple(map(say, ("Agency", "With", "Agreement", "For what"))), rows)


def _details(pair: Pair, say: Say) -> str:
    """For each state, the works; for what is recorded but not live, why."""
    parts = []
    for state in sorted(pair.works, reverse=True):
        works = clean(named(pair.works[state]))
        why = in_turn(f'"{clean(title)}" {say(reason)}' for title, reason in pair.why.items())
        said = f"{say(STATES[state])} for {works}"
        parts.append(f"{said}, as {why}" if state is State.NOT_LIVE else said)
    return "; ".join(parts)
