"""The form for a browser, which works without a network, and the small file that it saves."""

import re
from base64 import b64encode
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from joinedup.reading import UnreadableFile, read_tree, refuse
from joinedup.reading.problems import nearest
from joinedup.reading.scalars import shown
from joinedup.reading.source import of_bytes
from joinedup.reading.tree import Quoted
from joinedup.report.templates import FOLDER, environment

from . import CHOICES, HOW_TO, NOT_APPLICABLE, NotAReply, Questionnaire, Reply, answered

FORMAT = "joinedup-reply/1"
NOT = "not-applicable"
ID = re.compile(r"[0-9a-f]{32}")
FIELDS = ("format", "reply", "survey", "agency", "answers")


def form(asked: Questionnaire) -> bytes:
    """One HTML file with a script of its own, which may do nothing but make a file of what was chosen."""
    script = (FOLDER / "survey_form.js").read_text("utf-8")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    style = (FOLDER / "board.css").read_text("utf-8") + (FOLDER / "survey_form.css").read_text("utf-8")
    template = environment().get_template("survey_form.html.jinja")
    page = template.render(
        asked=asked,
        choices=[(str(number), said) for number, said in enumerate(CHOICES, 1)] + [(NOT, NOT_APPLICABLE)],
        how_to=HOW_TO,
        format=FORMAT,
        style=Markup(style),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704
        digest=digest,
    )
    return page.encode()


def reply(path: str, data: bytes, asked: Questionnaire) -> Reply:
    """Reads a reply that the form has saved.

    Raises:
        NotAReply: it is none, or was changed into what the form does not save.
    """
    given = _values(path, data)
    if not isinstance(given, dict) or given.get("format") != FORMAT or set(given) != set(FIELDS):
        raise NotAReply("it was not saved by a survey form of joinedup")
    id, survey, agency, answers = (given[name] for name in FIELDS[1:])
    if not isinstance(id, str) or not ID.fullmatch(id):
        raise NotAReply("the mark of its own, by which doubles are told, is not what a form makes")
    if survey not in ("", asked.name):
        raise NotAReply(f"it answers another survey: {shown(survey)}")
    if not isinstance(agency, str) or not isinstance(answers, dict):
        raise NotAReply("its agency or its answers are not what a form saves")
    known = [statement.barrier for statement in asked.statements]
    return Reply(
        id, asked.agency(agency), answered({name: _answer(name, said, known) for name, said in answers.items()})
    )


def _values(path: str, data: bytes) -> Any:
    try:
        source = of_bytes(path, data)
        tree, problems = read_tree(source)
        refuse(source, tree, problems)
    except UnreadableFile as error:
        raise NotAReply(error.problems[0].what) from None
    return tree.root


def _answer(barrier: str, said: object, known: list[str]) -> int | None:
    if barrier not in known:
        meant = nearest(barrier, known)
        raise NotAReply(f"no barrier {shown(barrier)}" + (f'; did it mean "{meant}"?' if meant else ""))
    if isinstance(said, Quoted) and said == NOT:
        return None
    if isinstance(said, Quoted) or said not in ("1", "2", "3", "4", "5"):
        raise NotAReply(f"{shown(said)} is no answer to {barrier}: it can be 1 to 5, or {NOT}")
    return int(str(said))
