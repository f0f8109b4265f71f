"""How time and memory grow with a description, and how large its report is: a part of `make bench`."""

import gc
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from grow import write
from trial import KILOBYTE, run

from joinedup import __version__
from joinedup.assess import assess
from joinedup.locate import locate
from joinedup.outputs import Context, renderer
from joinedup.plugins import load_themes
from joinedup.reading import load, read, read_tree
from joinedup.rulesets.reader import read_ruleset

TODAY = date(2026, 9, 30)
TIMES = (1, 2, 4, 8, 13)
"""Westmarsh so many times over; the last has 50,000 lines."""
RUNS = 5
MEGABYTE, THOUSAND = 1_000_000, 1_000
PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Started from here, a process would count what this one holds: it begins as a copy of it."""
MOST_MEMORY = ("peak memory of a cold check", "MB", 60.0, 45.0)
MOST_GROWTH = ("rule time from 1x to 8x the description / 8", "", 1.3, 1.0)
LARGEST_PAGE = ("HTML of 200 findings", "kB", 500.0, 250.0)


@dataclass(frozen=True)
class Size:
    """What one size of description costs.

    Attributes:
        times: How many times Westmarsh.
        lines: Its lines.
        check: Seconds of a cold check in the terminal.
        memory: Its peak, in bytes.
        reading: Seconds of reading it, in a process that is warm.
        rules: Seconds of all rules.
        findings: How many there are.
        page: The bytes of its report.
    """

    times: int
    lines: int
    check: float
    memory: int
    reading: float
    rules: float
    findings: int
    page: int

    def line(self) -> str:
        """A row of the table."""
        figures = (f"{self.check * 1000:,.0f} ms", f"{self.memory / MEGABYTE:.0f} MB", f"{self.reading * 1000:.0f} ms")
        more = (f"{self.rules * 1000:.0f} ms", f"{self.findings:,}", f"{self.page / THOUSAND:,.0f} kB")
        return f"| {self.times} | {self.lines:,} | {' | '.join((*figures, *more))} |"


def spent(work: Callable[[], object]) -> float:
    """Median seconds of the processor."""
    taken = []
    for _ in range(RUNS):
        gc.collect()
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return median(taken)


def peak(command: Sequence[str]) -> int:
    """The most memory that a fresh process holds at once, in bytes."""
    done = subprocess.run([sys.executable, "-c", PEAK, *command], capture_output=True, text=True, check=True)
    return int(done.stdout) * KILOBYTE


def measured(times: int, folder: Path) -> Size:
    """What Westmarsh so many times over costs."""
    path = folder / f"grown-{times}.yaml"
    lines = write(path, times)
    command = (sys.executable, "-m", "joinedup", "check", str(path), "--fail-on", "never")
    themes = load_themes().themes
    ruleset = read_ruleset("standard", themes).ruleset
    described = read(str(path), TODAY)
    result = locate(assess(described.partnership, themes, ruleset), described)
    page = renderer("html")(result, Context(path.name, "0" * 64, __version__))
    return Size(
        times,
        lines,
        median(run(command).seconds for _ in range(RUNS)),
        max(peak(command) for _ in range(RUNS)),
        spent(lambda: read_tree(load(str(path)))),
        spent(lambda: assess(described.partnership.on(TODAY), themes, ruleset)),
        len(result.open_findings),
        len(page if isinstance(page, bytes) else page.encode()),
    )


def judged(row: tuple[str, str, float, float], found: float) -> str:
    """A row of the table of targets."""
    what, unit, must, aim = row
    met = "aim" if found <= aim else "must" if found <= must else "**missed**"
    said = f"{found:.2f}" if not unit else f"{found:.0f} {unit}"
    return f"| {what} | {said} | {must:g} | {aim:g} | {met} |"


def tables(folder: Path) -> Sequence[str]:
    """Both tables: each size, and the targets that they are held to."""
    sizes = {times: measured(times, folder) for times in TIMES}
    one, two, eight = sizes[1], sizes[2], sizes[8]
    return [
        f"Westmarsh, so many times over. A cold check prints to the terminal: the median of {RUNS} times, and the "
        "highest peak of memory. Reading and rules are processor time, in a process that is warm.\n",
        "| times | lines | cold check | peak memory | reading | all rules | findings | HTML |",
        "|---|---|---|---|---|---|---|---|",
        *(size.line() for size in sizes.values()),
        "",
        "| what | found | must | aim | met |",
        "|---|---|---|---|---|",
        judged(MOST_GROWTH, eight.rules / one.rules / 8),
        judged(MOST_MEMORY, two.memory / MEGABYTE),
        judged(LARGEST_PAGE, two.page / THOUSAND * 200 / two.findings),
    ]
