"""The form as a Word document with a table to tick, and the document that comes back."""

import io
from collections.abc import Sequence
from hashlib import sha256
from types import ModuleType
from typing import Any

from joinedup.errors import UserError

from . import AGENCY, CHOICES, HOW_TO, NOT_APPLICABLE, NotAReply, Questionnaire, Reply, Statement, answered
from .archives import LONG_AGO, refuse_bombs, steady

EXTRA = (
    "Word documents need python-docx, which is not installed. Install it: pip install 'joinedup[docx]'. "
    "The forms .html and .xlsx need nothing more."
)
TICK = "Put an X into one box of each row."
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_ROWS = 200
WIDTHS = (1.2, 11.1, 2.2, 2.2, 2.4, 2.0, 2.2, 2.4)
"""Centimetres of the columns: the number, the statement, and a box for each answer."""
NAVY, SHADE = "12436D", "F3F5F7"


def form(asked: Questionnaire) -> bytes:
    """Two pages on their side, which can also be printed and filled in by hand.

    Raises:
        UserError: python-docx is not installed.
    """
    document = docx().Document()
    properties = document.core_properties
    properties.author, properties.title, properties.language = "joinedup", asked.title, "en-GB"
    properties.created = properties.modified = LONG_AGO
    properties.last_modified_by = properties.comments = ""
    _page(document)
    document.add_heading(asked.title, level=1)
    document.add_paragraph(f"{HOW_TO} {TICK}")
    document.add_heading("How your answers are kept", level=2)
    for sentence in asked.kept:
        document.add_paragraph(sentence, style="List Bullet")
    if asked.agencies:
        names = "; ".join(asked.agencies.values())
        document.add_paragraph(f"Write your agency below as it stands here: {names}.")
    _agency(document)
    for theme, statements in asked.themes.items():
        document.add_heading(theme, level=2)
        _table(document, statements)
    made = io.BytesIO()
    document.save(made)
    return steady(made.getvalue())


def _page(document: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.5)
    for name, size in (("Normal", 11), ("Heading 1", 20), ("Heading 2", 13)):
        style = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string(NAVY)
            style.element.rPr.rFonts.attrib.clear()  # those of the theme, which go before a name
            style.font.name = "Arial"
    style = document.styles["Normal"]
    style.element.rPr.append(_element("w:lang", {"w:val": "en-GB"}))


def _agency(document: Any) -> None:
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    table.cell(0, 0).paragraphs[0].add_run(AGENCY).bold = True
    _widths(table, (5, 15))


def _table(document: Any, statements: Sequence[Statement]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    table = document.add_table(rows=1, cols=len(WIDTHS), style="Table Grid")
    for cell, said in zip(table.rows[0].cells, ("No.", "Statement", *CHOICES, NOT_APPLICABLE), strict=True):
        run = cell.paragraphs[0].add_run(said)
        run.bold, run.font.size = True, Pt(9)
        cell._tc.get_or_add_tcPr().append(_element("w:shd", {"w:val": "clear", "w:fill": SHADE}))
    table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader", {"w:val": "true"}))
    for statement in statements:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(_element("w:cantSplit", {"w:val": "true"}))
        row.cells[0].text, row.cells[1].text = str(statement.number), statement.text
        for cell in row.cells[2:]:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    _widths(table, WIDTHS)


def _widths(table: Any, widths: Sequence[float]) -> None:
    """Gives each column its width in centimetres: Word goes by the cells, LibreOffice by the columns."""
    from docx.shared import Cm

    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _element(name: str, attributes: dict[str, str]) -> Any:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    made = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(qn(attribute), value)
    return made


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
    document = docx()
    try:
        body = document.Document(io.BytesIO(data)).element.body
        rows = [row for _, row in zip(range(MOST_ROWS), body.iter(f"{W}tr"), strict=False)]
        return [[_said(cell) for cell in row.findall(f"{W}tc")] for row in rows]
    except Exception:  # the library raises whatever a damaged part leads it to
        raise NotAReply("it cannot be read as a Word document") from None


def _said(cell: Any) -> str:
    return " ".join(" ".join("".join(text.text or "" for text in cell.iter(f"{W}t")).split())[:500].split())


def docx() -> ModuleType:
    """python-docx.

    Raises:
        UserError: it is not installed; the message says how to get it.
    """
    try:
        import docx as library
    except ImportError:
        raise UserError(EXTRA) from None
    return library
