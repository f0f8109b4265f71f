"""Who takes part, what they bring, and who decides."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from joinedup.writing.changes import Add, Change, Put

from . import Question, Tree
from .answers import one_of, pounds, words
from .parts import NUMBERS, chosen, id_from, in_words, listed, name_of, new_name, records

FIRST_HOW = "Its full name. For example: Westmarsh Council. The others come next."
FIRST_AGENCY = "Which agency are you in?"
LEADING = (("targets", "accountable"), ("budgets", "controlled_by"))
"""Where a role can be named as the one that answers for something."""


def questions(tree: Tree) -> Iterator[Question]:
    """The name, the agencies, and for each agency what it brings and who decides for it."""
    if not tree.get("name"):
        ask = in_words("name", "What is your partnership called?", "For example: Westmarsh Children's Trust.")
        yield ask.but(needed=True)
    agencies = records(tree, "agencies")
    yield _agency(tree, agencies)
    if len(agencies) > 1 and not any("core" in agency for agency in agencies):
        yield listed(
            "agencies.core",
            "Which of them sign your partnership agreement and belong at the board?",
            NUMBERS,
            of(agencies),
            lambda ids: [Put(f"agencies.{id}.core", True) for id in ids],
            [Put(f"agencies.{agency['id']}.core", False) for agency in agencies],
        )
    for agency in agencies:
        if "brings" not in agency:
            yield in_words(
                f"agencies.{agency['id']}.brings",
                f"What does {name_of(agency)} put into the shared work?",
                "A few words: people, places, money or knowledge. For example: a police officer in each school.",
            )
    for agency in agencies:
        if not any(role.get("agency") == agency["id"] for role in records(tree, "roles")):
            yield _post(tree, agency)


def _agency(tree: Tree, agencies: Sequence[Mapping[str, Any]]) -> Question:
    """The next agency; the first one is needed."""

    def take(said: str) -> Sequence[Change]:
        name = new_name(said, agencies)
        return [Add("agencies", {"id": id_from(name, tree, "agency"), "name": name})]

    if not agencies:
        return Question("agencies+0", FIRST_AGENCY, FIRST_HOW, take, needed=True)
    so_far = ", ".join(map(name_of, agencies))
    how = f"So far: {so_far}. One name at a time. Press Enter when there are no more."
    return Question(f"agencies+{len(agencies)}", "Which other agency takes part?", how, take)


def _post(tree: Tree, agency: Mapping[str, Any]) -> Question:
    def take(said: str) -> Sequence[Change]:
        return [role(tree, words(said), agency["id"])]

    return Question(
        f"agencies.{agency['id']}.roles",
        f"Which post decides for {name_of(agency)} in the partnership?",
        "The title of the post, not the name of a person. For example: Director of Children's Services.",
        take,
    )


def role(tree: Tree, title: str, agency: str) -> Add:
    """A new role."""
    return Add("roles", {"id": id_from(title, tree, "role"), "title": title, "agency": agency})


def of(found: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Records as choices: their ids and names."""
    return [(record["id"], name_of(record)) for record in found]


def roles_of(tree: Tree) -> list[tuple[str, str]]:
    """The roles as choices, each with its agency."""
    agencies = dict(of(records(tree, "agencies")))
    return [
        (one["id"], f"{name_of(one)} ({agencies.get(str(one.get('agency')), '')})") for one in records(tree, "roles")
    ]


def post(tree: Tree, path: str, asks: str, how: str, but: str = "") -> Question:
    """A question that is answered by a role: its number, or the title of one that is not there yet.

    Args:
        tree: The description.
        path: The field that names the role.
        asks: The question.
        how: How to answer it.
        but: The id of a role that cannot be the answer.
    """
    choices = [(id, name) for id, name in roles_of(tree) if id != but]
    titles = {name_of(one).casefold(): one["id"] for one in records(tree, "roles") if one["id"] != but}

    def take(said: str) -> Sequence[Change] | Question:
        known = one_of(choices, said) or titles.get(said.casefold())
        return [Put(path, known)] if known else _at_which_agency(tree, path, words(said))

    return Question(path, asks, how, take, [name for _, name in choices])


def _at_which_agency(tree: Tree, path: str, title: str) -> Question:
    """What has to be known of a new post before it can be written down."""
    agencies = of(records(tree, "agencies"))

    def take(agency: str) -> Sequence[Change]:
        added = role(tree, title, agency)
        return [added, Put(path, str(added.record["id"]))]

    return chosen(f"{path}/agency", f'To which agency does the post "{title}" belong?', agencies, take)


def questions_about_leads(tree: Tree) -> Iterator[Question]:
    """Who stands in for those who answer for something, and what they may spend."""
    named = [record.get(field) for section, field in LEADING for record in records(tree, section)]
    leading = {id for one in named for id in (one if isinstance(one, list) else [one])}
    for one in (found for found in records(tree, "roles") if found["id"] in leading):
        place, title = f"roles.{one['id']}", name_of(one)
        if "deputy" not in one:
            how = "Write a number, or the title of another post. If nobody does: none."
            yield post(tree, f"{place}.deputy", f'Who stands in when "{title}" is away?', how, one["id"])
        if "may_spend" not in one and "may_decide" not in one:
            yield Question(
                f"{place}.may_spend",
                f'How much may "{title}" spend without asking anybody?',
                "Pounds in figures, such as 20000. Write 0 if nothing.",
                lambda said, place=place: [Put(f"{place}.may_spend", pounds(said))],  # type: ignore[misc]
                none=[Put(f"{place}.may_spend", 0)],
            )
