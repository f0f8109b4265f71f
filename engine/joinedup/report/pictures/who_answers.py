"""Who answers to whom: the roles as a tree that grows to the right, second lines and loops dashed."""

from collections import Counter
from collections.abc import Sequence

from joinedup.facts import count, in_turn, is_vacant
from joinedup.partnership import Partnership

from .drawing import Picture, Say, Table, write
from .forest import Forest, forest
from .lines import Kind, Line, Lines, lines_of, standing
from .text import clean
from .tree import draw

NAME = "accountability"
TITLE = "Who answers to whom"
KINDS = {Kind.LINE: "line", Kind.SECOND: "further line", Kind.LOOP: "part of a loop"}


def accountability(partnership: Partnership, say: Say = str) -> Picture | None:
    """The picture of who answers to whom.

    Args:
        partnership: What is described.
        say: Puts words of the report's own into an authority's words.

    Returns:
        The picture, or None where no role says whom it reports to: then there is no line to draw.
    """
    lines = lines_of(partnership)
    if not lines.all:
        return None
    trees = forest(partnership, lines)
    drawn = draw(partnership, trees, lines, say)
    description = say(_description(partnership, lines))
    note = say(_note(len(partnership.roles) - len(drawn.roles), lines.all, drawn.lines))
    title, table = say(TITLE), _table(partnership, trees, lines, say)
    return Picture(NAME, title, description, write(NAME, title, description, drawn.sheets), table, note)


def _description(partnership: Partnership, lines: Lines) -> str:
    roles = partnership.roles
    answering = sum(any(manager != role.id for manager in role.reports_to or ()) for role in roles)
    tops = sum(role.top for role in roles)
    unled = sum(not role.reports_to and not role.top for role in roles)
    more = sum(len(set(role.reports_to or ())) > 1 for role in roles)
    looped = len({id for line in lines.all if line.kind is Kind.LOOP for id in (line.role, line.manager)})
    vacant = sum(is_vacant(partnership, role) for role in roles)
    first = [
        f"{answering} {_verb(answering, 'answers', 'answer')} to another role",
        f"{tops} {_verb(tops, 'stands', 'stand')} at the top" if tops else "",
        f"{unled} {_verb(unled, 'answers', 'answer')} to nobody" if unled else "",
    ]
    second = [
        f"{count(more, 'role')} {_verb(more, 'answers', 'answer')} to more than one" if more else "",
        f"{count(looped, 'role')} {_verb(looped, 'stands', 'stand')} in a loop" if looped else "",
        f"{count(vacant, 'post')} {_verb(vacant, 'is', 'are')} vacant" if vacant else "",
    ]
    rest = f" {in_turn(filter(None, second))}." if any(second) else ""
    agencies = count(len({role.agency for role in roles}), "agency")
    return f"{count(len(roles), 'role')} of {agencies}: {in_turn(filter(None, first))}.{rest}"


def _verb(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def _note(folded: int, lines: Sequence[Line], drawn: Counter[Kind]) -> str:
    dashed = sum(line.kind is not Kind.LINE for line in lines) - drawn[Kind.SECOND] - drawn[Kind.LOOP]
    said = [count(folded, "role")] if folded else []
    said += [count(dashed, "dashed line")] if dashed else []
    stand = _verb(folded + dashed, "stands", "stand")
    return f"To keep the picture readable, {in_turn(said)} {stand} only in the table." if said else ""


def _table(partnership: Partnership, trees: Forest, lines: Lines, say: Say) -> Table:
    by_role: dict[str, list[Line]] = {}
    for line in lines.all:
        by_role.setdefault(line.role, []).append(line)
    rows = []
    for id in trees.preorder():
        role = partnership.role(id)
        vacant = f" ({say('vacant')})" if is_vacant(partnership, role) else ""
        title, agency = clean(role.title) + vacant, clean(partnership.agency(role.agency).name)
        for line in sorted(by_role.get(id, ()), key=lambda line: line.manager != lines.under[line.role]):
            higher = partnership.role(line.manager)
            manager = clean(higher.title)
            if higher.agency != role.agency:
                manager += f", {clean(partnership.agency(higher.agency).name)}"
            rows.append((title, agency, manager, say(KINDS[line.kind])))
        if id not in by_role:
            rows.append((title, agency, say("nobody"), say(standing(role))))
    return Table(tuple(map(say, ("Role", "Agency", "Answers to", "Kind of line"))), tuple(rows))
