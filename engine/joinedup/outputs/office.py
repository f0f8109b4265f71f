"""What files of Word and Excel have in common: text that XML can hold, and the same bytes for the same input."""

import io
import re
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MOMENT = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*")
PROPERTIES = "docProps/core.xml"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The moment that every part of a file is of: the first that a ZIP archive can name."""


def one_line(text: str) -> str:
    """A text on one line, with the mark for unknown characters in place of those that XML cannot hold."""
    return NOT_IN_XML.sub("\ufffd", " ".join(text.split()))


def settled(data: bytes, on: date) -> bytes:
    """A file of Word or Excel without the moment it was made at.

    Args:
        data: The file as the library wrote it.
        on: The day that its properties give instead: that of the check.
    """
    made = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as given, ZipFile(made, "w", ZIP_DEFLATED) as written:
        for name in given.namelist():
            part = given.read(name)
            if name == PROPERTIES:
                part = MOMENT.sub(rb"\g<1>%sT00:00:00Z" % on.isoformat().encode(), part)
            info = ZipInfo(name, EARLIEST)
            info.create_system = 0  # else that of this computer
            info.compress_type = ZIP_DEFLATED
            written.writestr(info, part)
    return made.getvalue()
