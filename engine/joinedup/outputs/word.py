"""A Word document in our look: fonts, headings, lists, tables and numbered pages; python-docx does the rest."""

import io
from collections.abc import Mapping
from datetime import date
from importlib import import_module
from typing import Any

from joinedup.errors import UserError

from .office import one_line, settled

EXTRA = (
    "A Word file needs python-docx, which is not installed. Install it: pip install 'joinedup[docx]'. "
    "The other formats need nothing more; what -o paper.md writes can be pasted into Word."
)
FONT = "Arial"
NAVY = "12436D"
HEAD_FILL = "E3EEF8"
SIZES = {"Normal": 11, "Title": 24, "Heading 1": 17, "Heading 2": 13}
"""Points."""
SMALL_SIZES = {"Normal": 8.5, "Title": 15, "Heading 1": 10.5, "Heading 2": 9.5}
"""Points of a paper that is to fit one sheet."""
AFTER, SMALL_AFTER = 8, 2
"""Points below a paragraph."""
SMALL_BEFORE = 5
"""Points above a heading of such a paper; above others Word has its own."""
TINTS = {
    "red": ("FFFFFF", "8C1D18"), "amber": ("7A3E00", "FDEBD9"), "grey": ("505A5F", "FFFFFF"),
    "green": ("0B5C3B", "DFF2E8"),
}  # fmt: skip
"""The colour of the letters of each tag and of what is behind them: those of the page."""
A4 = (21.0, 29.7)
MARGIN = 2.0
"""Centimetres."""
SMALL = 9
"""Points of a table's text."""
LANGUAGE = "en-GB"
PADDING = 40
"""Twentieths of a point between a table's lines and its text: a matrix has many columns."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def tint(run: Any, look: str) -> None:
    """Gives words the colours of a tag."""
    ink, fill = TINTS[look]
    run.font.color.rgb = import_module("docx.shared").RGBColor.from_string(ink)
    properties = run._r.get_or_add_rPr()
    properties.append(properties.makeelement(f"{W}shd", {f"{W}val": "clear", f"{W}color": "auto", f"{W}fill": fill}))


class Word:
    """A document that is being written.

    Args:
        title: The title in its properties.
        on: The day in its properties.
        small: Whether it is to fit one sheet of paper, with small print.

    Raises:
        UserError: python-docx is not installed.
    """

    def __init__(self, title: str, on: date, *, small: bool = False) -> None:
        try:
            docx = import_module("docx")
        except ImportError:
            raise UserError(EXTRA) from None
        self.on = on
        self.oxml: Any = import_module("docx.oxml")
        self.length: Any = import_module("docx.shared")
        self.document: Any = docx.Document()
        properties = self.document.core_properties
        properties.title, properties.language, properties.author = one_line(title)[:255], LANGUAGE, "joinedup"
        properties.comments = ""
        self._styles(SMALL_SIZES if small else SIZES, SMALL_AFTER if small else AFTER)
        if small:
            for name in ("Title", "Heading 1", "Heading 2"):
                format = self.document.styles[name].paragraph_format
                format.space_before, format.space_after = self.length.Pt(SMALL_BEFORE), self.length.Pt(SMALL_AFTER)
        self._page()

    def bytes(self) -> bytes:
        """The file: the same for the same input."""
        made = io.BytesIO()
        self.document.save(made)
        return settled(made.getvalue(), self.on)

    def table(self, columns: int, caption: str, widths: tuple[float, ...]) -> Any:
        """An empty table with a row of headings that is said again on each page.

        Args:
            columns: How many.
            caption: What it shows, for screen readers.
            widths: The share of the page that each column takes, in percent.
        """
        table = self.document.add_table(0, columns, style="Table Grid")
        table.autofit = False
        margins = self._below(table._tbl.tblPr, "tblCellMar")
        for side in ("top", "left", "bottom", "right"):
            self._below(margins, side).attrib.update({f"{W}w": str(PADDING), f"{W}type": "dxa"})
        self._below(table._tbl.tblPr, "tblCaption", one_line(caption))
        for column, share in zip(table.columns, widths, strict=True):
            column.width = self.length.Cm((A4[0] - 2 * MARGIN) * share / 100)
        return table

    def row(self, table: Any, *, head: bool = False) -> list[Any]:
        """A further row of a table, which no page break cuts in two: the paragraph of each cell."""
        row = table.add_row()
        self._below(row._tr.get_or_add_trPr(), "cantSplit")
        if head:
            self._below(row._tr.trPr, "tblHeader")
        paragraphs = []
        for cell, column in zip(row.cells, table.columns, strict=True):
            cell.width = column.width
            if head:
                fill = self._below(cell._tc.get_or_add_tcPr(), "shd", "clear")
                fill.set(f"{W}fill", HEAD_FILL)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = 0
            paragraph.paragraph_format.line_spacing = 1
            paragraphs.append(paragraph)
        return paragraphs

    def numbering(self) -> Any:
        """A list of numbers that begins at 1: what a paragraph's `numId` is to be."""
        parts = self.document.part.numbering_part.element
        style = self.document.styles["List Number"].element
        own = next(num for num in parts.num_lst if num.numId == style.pPr.numPr.numId.val)
        num = parts.add_num(own.abstractNumId.val)
        num.add_lvlOverride(ilvl=0).add_startOverride(1)
        return num.numId

    def _styles(self, sizes: Mapping[str, float], after: float) -> None:
        styles = self.document.styles
        language = styles.element.find(f".//{W}lang")
        language.set(f"{W}val", LANGUAGE)
        for name, points in sizes.items():
            style = styles[name]
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for attribute in list(fonts.attrib):
                del fonts.attrib[attribute]
            for script in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(f"{W}{script}", FONT)
            style.font.size = self.length.Pt(points)
            if name != "Normal":
                style.font.color.rgb = self.length.RGBColor.from_string(NAVY)
        styles["Normal"].paragraph_format.space_after = self.length.Pt(after)

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = map(self.length.Cm, A4)
        for side in ("left", "right", "top", "bottom"):
            setattr(section, f"{side}_margin", self.length.Cm(MARGIN))
        footer = section.footer.paragraphs[0]
        for word, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
            footer.add_run(word)
            code = self.oxml.OxmlElement("w:fldSimple")
            code.set(f"{W}instr", field)
            shown = self.oxml.OxmlElement("w:r")
            shown.append(self.oxml.OxmlElement("w:t"))
            shown[0].text = "1"
            code.append(shown)
            footer._p.append(code)

    def _below(self, parent: Any, name: str, value: str | None = None) -> Any:
        """A further element at the end of another."""
        element = self.oxml.OxmlElement(f"w:{name}")
        if value is not None:
            element.set(f"{W}val", value)
        parent.append(element)
        return element
