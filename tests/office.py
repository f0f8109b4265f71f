"""Pictures of what is made for Excel and Word, as LibreOffice shows it."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook
from PIL import Image, ImageChops

from chromium import MissingTool

MARGIN = 12
COLOURS = 64
WIDEST = 24
"""In characters: a picture that is too wide cannot be read on a page."""


def sheet(workbook: Path, name: str, picture: Path) -> None:
    """Takes a picture of one sheet of a workbook, with the letters of its columns and the numbers of its rows.

    Raises:
        MissingTool: LibreOffice or poppler is not there.
    """
    with TemporaryDirectory() as folder:
        book = load_workbook(workbook)
        for one in book:
            one.sheet_state = "visible" if one.title == name else "hidden"
        book.active = book[name]
        shown = book[name]
        shown.print_options.headings = shown.print_options.gridLines = True
        for column in shown.column_dimensions.values():
            column.width = min(column.width, WIDEST)
        alone = Path(folder) / "sheet.xlsx"
        book.save(alone)
        first_page(alone, picture, 130)


def first_page(document: Path, picture: Path, resolution: int = 90) -> None:
    """Takes a picture of the first page of a document, without its margins.

    Args:
        document: What LibreOffice can open.
        picture: Where the picture goes.
        resolution: In dots per inch.

    Raises:
        MissingTool: LibreOffice or poppler is not there.
    """
    office, pages = (shutil.which(name) for name in ("soffice", "pdftoppm"))
    if not office or not pages:
        raise MissingTool(
            "LibreOffice or pdftoppm is missing. Install it: "
            "sudo apt-get install libreoffice-calc libreoffice-writer poppler-utils"
        )
    with TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        subprocess.run(
            [office, "--headless", profile, "--convert-to", "pdf", "--outdir", folder, document],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        paper, page = Path(folder, f"{document.stem}.pdf"), Path(folder, "page")
        subprocess.run([pages, "-r", str(resolution), "-singlefile", "-png", paper, page], check=True)
        with Image.open(f"{page}.png") as whole:
            _trimmed(whole.convert("RGB")).quantize(COLOURS).save(picture, optimize=True)


def _trimmed(page: Image.Image) -> Image.Image:
    """What is not white, and a narrow margin."""
    box = ImageChops.invert(page).getbbox()
    if box is None:
        return page
    left, top, right, bottom = box
    return page.crop(
        (
            max(left - MARGIN, 0),
            max(top - MARGIN, 0),
            min(right + MARGIN, page.width),
            min(bottom + MARGIN, page.height),
        )
    )
