"""The fuzzer runs a fixed number of times over each reader; what it ever found stays a case."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz import SEEDS, TARGETS

RUNS = {"description": 3_000, "ruleset": 300, "lens": 1_000}
"""Inputs of each target here; `make fuzz` tries more."""
FOUND: list[tuple[str, bytes]] = [
    ("ruleset", b'extends: "a\\0b.yaml"\n'),
    ("ruleset", b'{"extends": "\\ud800.yaml"}'),
    ("ruleset", b"extends: " + b"a" * 5_000),
    ("ruleset", b"lenses: [" + b"a" * 5_000 + b"]"),
    ("description", b"%TAG !e! tag:" + b"x" * 500_000 + b"\n---\n[" + b"!e!a x, " * 2_000 + b"]"),
]
"""A target, and what once was more than it could take."""


@pytest.mark.parametrize(("target", "data"), FOUND)
def test_what_was_found_stays_mended(target: str, data: bytes) -> None:
    """On every version of Python, with the fuzzer or without."""
    TARGETS[target]()(data)


@pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None,
    reason="atheris has no wheel for this version of Python: only the cases above were run, no new input was tried",
)
@pytest.mark.parametrize("target", TARGETS)
def test_no_input_is_more_than_a_reader_can_take(target: str, tmp_path: Path) -> None:
    """A fixed number of inputs, from a fixed start, guided by what they reach."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    folder, pattern = SEEDS[target]
    for path in folder.glob(pattern):
        shutil.copy(path, corpus)
    options = (f"-runs={RUNS[target]}", "-seed=1", "-max_len=4096", f"-artifact_prefix={tmp_path}/")
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("fuzz.py")), target, *options, str(corpus)],
        capture_output=True, text=True, check=False, timeout=120, env={**os.environ, "PYTHONPATH": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3_000:]
    runs = re.search(r"Done (\d+) runs", done.stderr)
    assert runs, done.stderr[-3_000:]
    assert int(runs[1]) >= RUNS[target]  # the fuzzer may finish a change that it has begun
