"""What is no workbook, or was made to do harm: one clear message each, in bounded time and memory."""

import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from joinedup.cli.main import main
from joinedup.reading import Source, UnreadableFile, describe
from joinedup.workbook.grid import Page, pages
from joinedup.workbook.read import read
from workbooks import TODAY, problems, workbook

SHEET = "xl/worksheets/sheet2.xml"
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
MERGED = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
FOOT = b"</sheetData></worksheet>"
Capture = pytest.CaptureFixture[str]


def repacked(change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None) -> bytes:
    """The trust's workbook with other parts; None takes a part out."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook())) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
        for name, data in (more or {}).items():
            new.writestr(name, data)
    return made.getvalue()


def with_sheet(data: bytes) -> bytes:
    """The trust's workbook with another second sheet."""
    return repacked(lambda name, old: data if name == SHEET else old)


def added(**parts: bytes) -> bytes:
    """The trust's workbook with further parts."""
    return repacked(
        lambda _, old: old, {name.replace("__", "/").replace("_dot_", "."): data for name, data in parts.items()}
    )


def encrypted() -> bytes:
    """A workbook whose parts say that they are encrypted, as a zip file can."""
    data = bytearray(workbook())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<H", data, at + 8, 1)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


OLE = bytes.fromhex("d0cf11e0a1b11ae1")
CASES = {
    "an old workbook": (OLE + bytes(5000), "it is an old Excel workbook (.xls): open it in Excel"),
    "a password": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "it is protected by a password"),
    "a zip file's password": (encrypted(), "it is protected by a password"),
    "a table of text": (b"id,name\ncouncil,Council\n", "it is no Excel workbook, whatever its name says"),
    "nothing": (b"", "it is no Excel workbook"),
    "a page of HTML": (b"<html><table></table></html>", "it is no Excel workbook"),
    "half a workbook": (workbook()[:9000], "it is damaged"),
    "another zip file": (repacked(lambda name, old: None if "workbook" in name else old), "it is no Excel workbook"),
    "macros": (added(xl__vbaProject_dot_bin=b"x"), "it has macros, which joinedup does not open"),
    "LibreOffice's own": (added(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "it is no Excel workbook"),
    "a binary workbook": (added(xl__workbook_dot_bin=b"x"), "it is a binary workbook (.xlsb)"),
    "a part that is no XML": (with_sheet(b"\x00\x01"), "its part xl/worksheets/sheet2.xml is damaged"),
    "a part cut off": (with_sheet(HEAD), "its part xl/worksheets/sheet2.xml is damaged"),
    "entities": (with_sheet(DOCTYPE + HEAD + FOOT), "it declares entities"),
    "entities in UTF-16": (
        with_sheet((DOCTYPE + HEAD + FOOT).decode().replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16")),
        "it declares entities",
    ),
    "a row beyond the last": (with_sheet(HEAD + b'<row r="99999999999"><c r="A1"/></row>' + FOOT), "is damaged"),
    "wide rows": (
        with_sheet(HEAD + b"".join(b'<row r="%d"><c r="XFD%d"/></row>' % (n, n) for n in range(1, 600)) + FOOT),
        "its rows reach too far to the right",
    ),
    "many cells": (with_sheet(HEAD + b'<row r="1">' + b"<c/>" * 60_000 + b"</row>" + FOOT), "rows and cells"),
    "a bomb": (added(xl__media__big_dot_png=bytes(80 * 2**20)), "it would unpack to 80 MB"),
    "thousands of parts": (
        repacked(lambda _, old: old, {f"xl/media/{number}.png": b"" for number in range(2100)}),
        "in 2,",
    ),
    "merged cells without end": (
        repacked(
            lambda name, old: old.replace(
                b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
            ) if name == "xl/worksheets/sheet5.xml" else old
        ),
        "the cells A1:XFD1048576 are merged",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_each_has_one_clear_message(
    case: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2, and nothing else is said."""
    monkeypatch.setattr("joinedup.workbook.scan.MOST_CELLS", 50_000)
    data, says = CASES[case]
    path = tmp_path / "trust.xlsx"
    path.write_bytes(data)
    tracemalloc.start()
    start = time.monotonic()
    assert main(["validate", str(path)]) == 2
    assert time.monotonic() - start < 20
    assert tracemalloc.get_traced_memory()[1] < 200 * 2**20
    tracemalloc.stop()
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 2, said
    assert "1 problem\n" in said


@pytest.mark.parametrize("suffix", [".xls", ".xlsm", ".xlsb", ".ods", ".csv"])
def test_other_spreadsheets_are_named(suffix: str, tmp_path: Path, capsys: Capture) -> None:
    """By their names alone; a workbook under another name too."""
    path = tmp_path / f"trust{suffix}"
    path.write_bytes(b"anything")
    assert main(["check", str(path)]) == 2
    assert "save it as an Excel workbook (.xlsx)" in capsys.readouterr().err
    path = tmp_path / "trust.yaml"
    path.write_bytes(workbook())
    assert main(["check", str(path)]) == 2
    assert "its name must end in .xlsx" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--ruleset", "--lens", "--since"])
def test_a_workbook_is_a_description_alone(option: str, tmp_path: Path, capsys: Capture) -> None:
    """Neither a ruleset nor a lens nor an earlier check."""
    path = tmp_path / "trust.xlsx"
    path.write_bytes(workbook())
    assert main(["check", str(path), option, str(path)]) == 2
    assert "YAML or JSON" in (said := capsys.readouterr().err) or "not readable as JSON" in said


STRANGE = (
    "none", "nothing to say", "example: council", "yes", True, 5, -1, 1e20, 0.1, date(2026, 1, 1), "#REF!", " ",
    "council", "board", "pool", "n/a", "03/04/2026", "a,b,,;", "x" * 30_000, "\u202e", "# own", "note", "id", "name",
)  # fmt: skip
"""What is put into cells, whatever they hold."""


def test_any_value_in_any_cell_is_read_or_told() -> None:
    """In the headings too; joinedup itself never fails."""
    sheets = pages(workbook())
    for seed in range(200):
        by = Random(seed)  # noqa: S311 - no secret is made
        tried = []
        for page in sheets:
            cells = dict(page.cells)
            for _ in range(by.choice((0, 0, 0, 1, 4))):
                cells[by.randint(1, 5), by.randint(1, 14)] = by.choice(STRANGE)
            tried.append(Page(page.name, cells, page.errors, page.seen, page.hidden))
        tree, found, tables = read(tried)
        lacking = [problem for table in tables for problem in table.lacking]
        with suppress(UnreadableFile):
            describe(Source("trust.xlsx", b"", ""), tree, [*found, *lacking], TODAY)


def test_parts_that_lie_are_refused() -> None:
    """Every byte of a workbook cut or changed: it reads the same, or it is refused; joinedup itself never fails."""
    data = workbook()
    for at in range(0, len(data), len(data) // 60):
        changed = bytearray(data)
        changed[at] ^= 0xFF
        problems(bytes(changed))
        problems(data[:at])
