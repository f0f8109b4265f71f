"""The form as a Word document with a table to tick, and the document that comes back."""

import io
from collections.abc import Sequence
from hashlib import sha256
from importlib import import_module
from typing import Any

from joinedup.errors import UserError
from joinedup.outputs.office import one_line
from joinedup.outputs.word import EXTRA, SMALL, W, Word

from . import (
    AGENCY,
    CHOICES,
    HOW_TO,
    LONG_AGO,
    NAMED_BY_PROGRAM,
    NOT_APPLICABLE,
    NotAReply,
    Questionnaire,
    Reply,
    Statement,
    answered,
)
from .archives import refuse_bombs

TICK = "Put an X into one box of each row."
MOST_ROWS = 200
LONGEST = 1_000
"""Characters of a cell that are read: a statement has fewer."""
WIDTHS = (6, 34, 10, 10, 10, 8, 10, 12)
"""Percent of the page for each column: the number, the statement, and a box for each answer."""


def form(asked: Questionnaire) -> bytes:
    """A document that can also be printed and filled in by hand.

    Raises:
        UserError: python-docx is not installed.
    """
    word = Word(asked.title, LONG_AGO)
    document = word.document
    document.add_paragraph(one_line(asked.title), style="Title")
    document.add_paragraph(f"{HOW_TO} {TICK}")
    document.add_paragraph("How your answers are kept", style="Heading 1")
    for sentence in (*asked.kept, NAMED_BY_PROGRAM):
        document.add_paragraph(sentence, style="List Bullet")
    if asked.agencies:
        names = one_line("; ".join(asked.agencies.values()))
        document.add_paragraph(f"Write your agency below as it stands here: {names}.")
    label, _ = word.row(word.table(2, AGENCY, (30, 70)))
    label.add_run(AGENCY).bold = True
    for theme, statements in asked.themes.items():
        document.add_paragraph(one_line(theme), style="Heading 1")
        _table(word, theme, statements)
    return word.bytes()


def _table(word: Word, theme: str, statements: Sequence[Statement]) -> None:
    table = word.table(len(WIDTHS), theme, WIDTHS)
    for cell, said in zip(word.row(table, head=True), ("No.", "Statement", *CHOICES, NOT_APPLICABLE), strict=True):
        run = cell.add_run(said)
        run.bold, run.font.size = True, word.length.Pt(SMALL)
    for statement in statements:
        number, text, *_ = word.row(table)
        number.add_run(str(statement.number))
        text.add_run(one_line(statement.text))


def reply(path: str, data: bytes, asked: Questionnaire) -> Reply:
    """Reads a form that somebody has filled in.

    Raises:
        NotAReply: it is none.
        UserError: python-docx is not installed.
    """
    refuse_bombs(data)
    rows = _rows(data)
    agency = next((row[1] for row in rows if len(row) == 2 and row[0] == AGENCY), None)
    if agency is None:
        raise NotAReply("it is not the survey form")
    answers: dict[str, int | None] = {}
    for number, text, *boxes in (row for row in rows if len(row) == len(WIDTHS)):
        statement = asked.statement(text)
        if statement is None and number.isdigit():
            raise NotAReply(f"statement {number} is not one of this survey's: was it changed, or is the form older?")
        ticked = [place for place, box in enumerate(boxes, 1) if box]
        if statement and len(ticked) > 1:
            raise NotAReply(f"statement {statement.number} has {len(ticked)} answers: one is needed, or none")
        if statement and ticked:
            answers[statement.barrier] = ticked[0] if ticked[0] <= len(CHOICES) else None
    return Reply(sha256(data).hexdigest(), asked.agency(agency), answered(answers))


def _rows(data: bytes) -> list[list[str]]:
    """The rows of all tables, as text. Taken from the XML: what a cell says of its width may be a lie."""
    try:
        docx = import_module("docx")
    except ImportError:
        raise UserError(EXTRA) from None
    try:
        body = docx.Document(io.BytesIO(data)).element.body
        rows = [row for _, row in zip(range(MOST_ROWS), body.iter(f"{W}tr"), strict=False)]
        return [[_said(cell) for cell in row.findall(f"{W}tc")] for row in rows]
    except Exception:  # the library raises whatever a damaged part leads it to
        raise NotAReply("it cannot be read as a Word document") from None


def _said(cell: Any) -> str:
    return " ".join("".join(text.text or "" for text in cell.iter(f"{W}t"))[:LONGEST].split())
