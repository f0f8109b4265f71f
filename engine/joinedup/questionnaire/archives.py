"""Workbooks and Word documents: those of strangers looked at before a library opens them, ours the same each time."""

import io
import re
import zipfile
from datetime import datetime

from . import NotAReply

MOST_PARTS = 1_000
LARGEST_INSIDE = 20 * 1024 * 1024
"""Bytes of all parts unpacked. A form that is filled in has less than one megabyte."""
LONG_AGO = datetime(2000, 1, 1)
MOMENT = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
"""When a file was saved, which openpyxl writes whatever it is told."""
OLE = b"\xd0\xcf\x11\xe0"


def refuse_bombs(data: bytes) -> None:
    """Lets through only a sound archive of a bearable size, without macros.

    Raises:
        NotAReply: it is none.
    """
    if data.startswith(OLE):
        raise NotAReply("it is protected by a password, or of an old kind: save it as .xlsx or .docx, without one")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise NotAReply("it is damaged, or no workbook and no Word document") from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_INSIDE:
        raise NotAReply(f"it unpacks to more than {LARGEST_INSIDE // 2**20} MB")
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise NotAReply("it holds macros, which no form of ours does")


def steady(data: bytes) -> bytes:
    """The same archive with each part of the same day, so that it does not depend on when it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name in archive.namelist():
            info = zipfile.ZipInfo(name, LONG_AGO.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(info, MOMENT.sub(rb"\g<1>2000-01-01T00:00:00Z", archive.read(name)))
    return made.getvalue()
