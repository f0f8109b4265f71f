"""What a batch costs: processor time for each file, and what a second worker brings."""

import gc
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

import yaml

from joinedup.batch.work import Job, digest_of, work
from joinedup.checker import Options, prepare
from joinedup.reading import load

FILES = 24
RUNS = 3


def per_file(path: Path, runs: int = 9) -> tuple[float, float]:
    """Median seconds of the processor for a file with report and JSON, as in a worker, and for PyYAML's C loader."""
    options = Options(today=date(2026, 9, 30))
    job = Job(options, digest_of(prepare(options)))
    text = path.read_text("utf-8")
    gc.collect()
    gc.disable()
    try:
        work(job, load(str(path)))
        pairs = [
            (_spent(lambda: work(job, load(str(path)))), _spent(lambda: yaml.load(text, yaml.CSafeLoader)))
            for _ in range(runs)
        ]
    finally:
        gc.enable()
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def _spent(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def two_and_one(path: Path, folder: Path) -> tuple[float, float]:
    """Median seconds of a batch of 24 partnerships of different names, with two workers and with one."""
    text = path.read_text("utf-8")
    (folder / "set").mkdir()
    for number in range(FILES):
        (folder / "set" / f"{number:02}.yaml").write_text(text.replace("Westmarsh", f"Westmarsh {number}"), "utf-8")
    pairs = [(_batch(folder, 2), _batch(folder, 1)) for _ in range(RUNS)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def _batch(folder: Path, workers: int) -> float:
    out = folder / "reports"
    shutil.rmtree(out, ignore_errors=True)
    words = [sys.executable, "-m", "joinedup", "batch", str(folder / "set"), "--out", str(out)]
    start = time.perf_counter()
    subprocess.run([*words, "--workers", str(workers)], capture_output=True, check=False)
    return time.perf_counter() - start
