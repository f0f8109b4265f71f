"""joinedup survey form|add: asks the staff of the agencies, and counts what they answer."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from joinedup.errors import UserError
from joinedup.facts.words import count, day, listed
from joinedup.guard import installed
from joinedup.outputs.files import write_all
from joinedup.questionnaire import questionnaire
from joinedup.questionnaire.counting import changes, counted, lost, recorded
from joinedup.questionnaire.progress import needed, outcome
from joinedup.questionnaire.replies import FORMS, collect
from joinedup.questionnaire.replies import form as made
from joinedup.reading import read
from joinedup.rulesets.reader import read_ruleset
from joinedup.terminal import printable
from joinedup.writing.edits import apply

from .main import OK
from .options import DAY, PATH, RULESET


@click.group("survey", short_help="Ask staff how they work together, and count what they answer.")
def command() -> None:
    """Make the form of the staff survey, and count the replies into a description.

    \b
    joinedup survey form trust.yaml -o survey.html
    joinedup survey add trust.yaml replies/
    """


@command.command("form", short_help="Write the form to send to staff.")
@click.argument("file", type=PATH, required=False)
@click.option(
    "-o",
    "outputs",
    type=PATH,
    multiple=True,
    required=True,
    metavar="PATH",
    help="The form: .html, .xlsx or .docx. Repeatable.",
)
@RULESET
def form(file: str | None, outputs: Sequence[str], ruleset: str) -> int:
    """Write the survey as a form to fill in: a page for the browser, a workbook, or a Word document.

    With FILE, a description, people choose their agency from its list; without, they write its name. Only with FILE
    can a reply to another partnership's survey be told apart.

    \b
    joinedup survey form trust.yaml -o survey.html
    joinedup survey form trust.yaml -o survey.xlsx -o survey.docx
    """
    for path in outputs:
        if Path(path).suffix.lower() not in FORMS:
            raise UserError(f"-o {path}: the suffix of the file says the format; it can be {', '.join(FORMS)}")
    plugins = installed()
    partnership = read(file, date.today(), barriers=plugins.barriers).partnership if file else None
    least = read_ruleset(ruleset, plugins.themes, plugins).ruleset.least_answers
    asked = questionnaire(plugins.themes, partnership, least)
    write_all({path: made(Path(path).suffix.lower(), asked) for path in outputs}, inputs=(file,) if file else ())
    for path in outputs:
        print(f"written: {path}", file=sys.stderr)
    return OK


@command.command("add", short_help="Count the replies of a folder into a description.")
@click.argument("file", type=PATH)
@click.argument("replies", type=PATH)
@click.option("--on", "on", type=DAY, help="The day of the survey. Default: the day that FILE describes, or today.")
@click.option("--skip", is_flag=True, help="Count the others where some files are no replies.")
@click.option("--replace", is_flag=True, help="Let answers go that FILE has for this day and the folder does not.")
@RULESET
def add(file: str, replies: str, on: date | None, skip: bool, replace: bool, ruleset: str) -> int:
    """Count the replies in the folder REPLIES (.json, .xlsx, .docx) into the survey section of FILE.

    Count the whole folder again when more replies have come: the counts of the same day are replaced, and nothing is
    counted twice. If a file is no reply, or the same one twice, nothing is counted and each is told with its reason.

    \b
    joinedup survey add trust.yaml replies/ --on 2026-09-30
    """
    plugins = installed()
    described = read(file, date.today(), barriers=plugins.barriers)
    partnership = described.partnership
    least = read_ruleset(ruleset, plugins.themes, plugins).ruleset.least_answers
    asked = questionnaire(plugins.themes, partnership, least)
    when = on or partnership.as_of
    if when > max(date.today(), partnership.as_of):
        raise UserError(f"--on {when}: this day is still to come")
    collected = collect(replies, asked)
    refused = [f"{path}: {why}" for path, why in collected.refused.items()]
    if refused and not skip:
        files, them = count(len(refused), "file is", "files are"), "it" if len(refused) == 1 else "them"
        advice = f"{files} no reply, so nothing was counted. Take {them} out of the folder, or --skip {them}."
        raise UserError("\n".join([*refused, advice]))
    if not collected.replies:
        raise UserError("\n".join([*refused, f"{replies}: there is no reply in this folder that can be counted"]))
    after = counted(collected.replies, asked)
    gone = lost(recorded(partnership, when), after)
    if gone and not replace:
        raise UserError(_would_be_lost(file, when, sorted({asked.agencies[agency] for _, agency in gone})))
    written = apply(described.source, changes(partnership, when, after), date.today(), plugins.barriers)
    for line in refused:
        print(printable(f"left out: {line}"))
    for line in (outcome(collected.replies, when, written), *needed(collected.replies, asked)):
        print(printable(line))
    if when > partnership.as_of:
        print(printable(_not_read_yet(file, when, partnership.as_of)))
    print(printable(f"Keep the folder until the survey is over, then delete it. {file} holds only counts."))
    return OK


def _not_read_yet(file: str, when: date, as_of: date) -> str:
    return (
        f"{file} describes {day(as_of)}, and a check of that day does not read answers of {day(when)}. "
        f"Change its as_of, or check with --as-of {when}."
    )


def _would_be_lost(file: str, when: date, agencies: Sequence[str]) -> str:
    return (
        f"{file}: it holds answers of {day(when)} that are not in this folder, of {listed(agencies)}. Nothing was "
        "counted. Put all replies of the day into one folder, give the day with --on if it is another survey, or add "
        "--replace to let those answers go."
    )
