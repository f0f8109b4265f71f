"""The zip file that a workbook is, opened with care."""

import io
from zipfile import BadZipFile, ZipFile

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How old Excel files begin, and new ones with a password."""
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ZIP = b"PK"
LARGEST = 64 * 1024 * 1024
"""Bytes that the parts of a workbook may have once they are unpacked: the zip file says how many that are."""
MOST_PARTS = 2_000
SAVE = "open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)"
FOREIGN = {
    "mimetype": f"it is no Excel workbook: {SAVE}",
    "xl/workbook.bin": f"it is a binary workbook (.xlsb): {SAVE}",
    "xl/vbaProject.bin": f"it has macros, which joinedup does not open: {SAVE}, without macros",
}
"""Parts that the zip file of a workbook has not, and what their being there means."""


class Refused(Exception):
    """A file that is no workbook, or none that can be opened; the message says why and what to do, as a clause."""


def opened(data: bytes) -> ZipFile:
    """The zip file of a workbook, found to be one that can be unpacked.

    Args:
        data: The bytes of the file.

    Raises:
        Refused: it is something else, or too large once unpacked. Nothing was unpacked to find that out.
    """
    if data.startswith(OLE) and ENCRYPTED in data:
        raise Refused("it is protected by a password: save it without one")
    if data.startswith(OLE):
        raise Refused(f"it is an old Excel workbook (.xls): {SAVE}")
    if not data.startswith(ZIP):
        raise Refused(f"it is no Excel workbook, whatever its name says: {SAVE}")
    try:
        file = ZipFile(io.BytesIO(data))
    except (BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError):
        raise Refused(f"it is damaged: {SAVE}, or take an earlier copy") from None
    _refuse(file)
    return file


def _refuse(file: ZipFile) -> None:
    """Refuses what no workbook is, by the table of contents alone."""
    parts = file.infolist()
    names = {part.filename for part in parts}
    for name, why in FOREIGN.items():
        if name in names:
            raise Refused(why)
    if "xl/workbook.xml" not in names:
        raise Refused(f"it is no Excel workbook, whatever its name says: {SAVE}")
    if len(names) < len(parts):
        raise Refused(f"it is damaged: {SAVE}, or take an earlier copy")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("it is protected by a password: save it without one")
    size = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or size > LARGEST:
        raise Refused(
            f"it would unpack to {size // 2**20:,} MB in {len(parts):,} parts, and no description is that large: "
            f"take out pictures and sheets that do not belong to it"
        )
