"""The zip file that a workbook is: packed so that the same content gives the same bytes, and opened with care."""

import io
import re
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

EPOCH = (1980, 1, 1, 0, 0, 0)
"""When everything in the zip file was written, as far as it says."""
STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
PROPERTIES = "docProps/core.xml"


def packed(book: Workbook) -> bytes:
    """The bytes of a workbook, in which nothing says when it was written."""
    made, out = io.BytesIO(), io.BytesIO()
    book.save(made)
    with ZipFile(made) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == PROPERTIES:
                data = STAMPS.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            new.writestr(ZipInfo(entry.filename, EPOCH), data, ZIP_DEFLATED)
    return out.getvalue()
