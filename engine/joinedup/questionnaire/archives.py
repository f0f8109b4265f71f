"""Workbooks and Word documents of strangers, looked at before a library opens them."""

import io
import zipfile

from . import NotAReply

MOST_PARTS = 1_000
LARGEST_INSIDE = 8 * 1024 * 1024
"""Bytes of all parts unpacked. A form that is filled in has less than one megabyte."""
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
