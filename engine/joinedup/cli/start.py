"""joinedup start [FILE]: a first description by questions, and the first check of it."""

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from shlex import quote

import click

from joinedup.advice_words import HEADING, advised
from joinedup.checker import Checker, Options, prepare
from joinedup.errors import UserError
from joinedup.facts.words import count
from joinedup.interview import open_questions
from joinedup.interview.dialogue import HELP_TEXT, Turn, dialogue
from joinedup.interview.kept import KeptFile
from joinedup.outputs.text import wrap
from joinedup.reading import Source
from joinedup.terminal import printable
from joinedup.verdict import counts, ran, verdict
from joinedup.writing import refuse_suffix

from .main import BROKEN, INTERRUPTED, OK
from .options import PATH
from .publish import Wanted, publish

FILE = "trust.yaml"
TITLE, LONGEST_HEAD = b"<title>Health check of ", 2000
"""What a report of ours begins with, within so many bytes."""
INTRODUCTION = """\
This asks you about your partnership, and gives it a first health check at the end. For two or three agencies it is
about thirty questions and half an hour.

What you answer is saved in {file} on this computer after each question, and goes nowhere else. Write posts and
agencies, not the names of persons."""


@click.command("start", short_help="Answer questions, and get a first health check.")
@click.argument("file", type=PATH, default=FILE)
def command(file: str) -> int:
    """Ask the questions that a first health check needs, and give it.

    The answers are saved in FILE after each question; left out, it is trust.yaml. You can stop at any time and go on
    later with the same command: it asks only what is not there yet.

    \b
    joinedup start
    joinedup start our-trust.yaml
    joinedup start our-trust.xlsx
    """
    refuse_suffix(file)
    checker = prepare(Options(today=date.today()))
    kept = KeptFile(file, checker.options.today, checker.plugins.barriers)
    known = dict(checker.ruleset.vocabulary.indicators)
    if kept.source:
        left = len(list(open_questions(kept.tree, known)))
        _say(f"{file} is there already. What it does not say yet is asked: {count(left, 'question')} to begin with.")
    else:
        _say(INTRODUCTION.format(file=file))
    _say(HELP_TEXT)
    try:
        whole = _ask(kept, known)
    except KeyboardInterrupt:
        print()
        _stopped(kept)
        return INTERRUPTED
    if not whole or kept.source is None:
        _stopped(kept)
        return OK
    return _first_check(checker, kept.source)


def _first_check(checker: Checker, source: Source) -> int:
    """Writes the report beside the file, says what it comes to and what to do next; returns the exit code."""
    result, _ = checker.check(source)
    report = _report_of(source.path)
    publish(result, source, Wanted(formats={report: "html"}, quiet=True), (source.path,))
    _say("That is all for a first check. Here it is:")
    print("\n".join(map(wrap, (verdict(result), f"{counts(result)} {ran(result)}"))))
    lines, rest = advised(result)
    if lines:
        print(f"\n{HEADING}")
        print("\n".join(wrap(line, "  ") for line in (*lines, *filter(None, [rest]))))
    _say(
        f"The report is in {report}: open it in your browser. Its findings rest on what you know so far. What you left "
        f"out was not assessed, and a gap in the file may be only a gap in the file.\n\n"
        f"  joinedup check {quote(source.path)}    when you have added something\n"
        f"  joinedup start {quote(source.path)}    to answer what you left out"
    )
    return BROKEN if result.failures else OK


def _ask(kept: KeptFile, known: Mapping[str, str]) -> bool:
    """Holds the dialogue; returns whether it came to its end."""
    talk = dialogue(kept, known)
    try:
        turn = next(talk)
        while True:
            _show(turn)
            turn = talk.send(_typed())
    except StopIteration as end:
        return bool(end.value)
    except EOFError:
        print()
        return False


def _typed() -> str:
    """A line from the terminal, in which the arrow keys work where the system has what that needs."""
    with suppress(ImportError):
        import readline  # noqa: F401
    try:
        return input("> ")
    except UnicodeDecodeError:
        return "\0"  # refused as any control character is


def _show(turn: Turn) -> None:
    """A question with its choices and how to answer it."""
    question = turn.question
    if turn.said:
        _say(turn.said)
    print(f"\n{wrap(f'{turn.number}. {question.asks}')}")
    for number, choice in enumerate(question.choices, start=1):
        print(wrap(f"{number:>2}  {choice}", "     ").replace("     ", "  ", 1))
    print(wrap(question.how, "   "))


def _say(text: str) -> None:
    """Paragraphs, each in lines that fit; one that begins with spaces is a command and stays as it is."""
    for paragraph in text.split("\n\n"):
        print(f"\n{printable(paragraph) if paragraph.startswith(' ') else wrap(paragraph)}")


def _stopped(kept: KeptFile) -> None:
    """Says what became of the answers, and how to go on."""
    if kept.source:
        _say(f"Stopped. Your answers are in {kept.path}. To go on where you were:")
        _say(f"  joinedup start {quote(kept.path)}")
    else:
        _say("Stopped before the first agency was named: nothing was saved.")


def _report_of(file: str) -> str:
    """Where the report is written: beside the file, and over no page that is not one of ours."""
    place = Path(file)
    names = [place.with_suffix(".html"), *(place.with_name(f"{place.stem}-{n}.html") for n in range(2, 100))]
    for name in names:
        if not os.path.lexists(name) or TITLE in name.read_bytes()[:LONGEST_HEAD]:
            return str(name)
    raise UserError(f"{names[0]}: this is no report of joinedup, and was left alone")
