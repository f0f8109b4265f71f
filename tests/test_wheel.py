"""The wheel alone, installed outside the checkout, is a working joinedup."""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_wheel_checks_a_partnership(tmp_path: Path) -> None:
    """Built from the checkout, installed into an empty environment, run far from both."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "empty", with_pip=True)
    python = tmp_path / "empty" / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], check=True, capture_output=True)
    trust = tmp_path / "trust.yaml"
    example = ROOT / "examples" / "case-studies" / "partners-in-prevention-before.yaml"
    trust.write_text(example.read_text("utf-8"), "utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [python.with_name("joinedup"), "check", "trust.yaml", "-o", "board.html"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert "of 24 barriers" in done.stderr
    assert (tmp_path / "board.html").read_text("utf-8").startswith("<!doctype html>")
    shipped = [path.stem for path in (ROOT / "lenses").glob("*.yaml")]
    done = subprocess.run(
        [python.with_name("joinedup"), "lenses"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert all(f"{name}: " in done.stdout for name in shipped)
