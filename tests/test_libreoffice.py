"""LibreOffice opens a workbook of ours and saves it as its own: it says the same."""

import shutil
import subprocess
from pathlib import Path

import pytest

from joinedup.reading import read
from joinedup.writing import plain, written
from workbooks import TODAY, read_bytes

WESTMARSH = Path(__file__).parent.parent / "examples" / "westmarsh.yaml"


def test_a_workbook_that_libreoffice_saved_says_the_same(tmp_path: Path) -> None:
    """Every cell of Westmarsh: days, money, lists, and texts that look like something else."""
    office = shutil.which("soffice")
    if office is None:
        pytest.fail(
            "LibreOffice is missing: run `make tools` (Debian: apt-get install libreoffice-calc)", pytrace=False
        )
    root = plain(read(str(WESTMARSH), TODAY).partnership)
    root["agencies"][0]["brings"] = "=1+1"
    root["agencies"][1]["brings"] = "30/09/2026 _x0041_ £ é"
    root["bids"] = []
    made = tmp_path / "trust.xlsx"
    made.write_bytes(written(root, "trust.xlsx"))
    saved = tmp_path / "saved"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    done = subprocess.run(
        [office, "--headless", profile, "--convert-to", "xlsx", "--outdir", str(saved), str(made)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    again = saved / "trust.xlsx"
    assert again.exists(), done.stderr
    assert again.read_bytes() != made.read_bytes()
    assert plain(read_bytes(again.read_bytes()).partnership) == root
