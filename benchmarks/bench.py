"""Measures each target of the table beside its yardstick, in one run: `make bench`.

Times drift from machine to machine and minute to minute; the ratios of one run are what counts. Runs of a figure and
of its yardstick alternate, and the medians are compared.
"""

import gc
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median

import yaml
from grow import write
from growth import tables
from results import keep
from sets import per_file, two_and_one

from joinedup import __version__
from joinedup.assess import assess
from joinedup.plugins import load_themes
from joinedup.reading import load, read, read_tree
from joinedup.rulesets.reader import read_ruleset

HERE = Path(__file__).parent
RUNS = 9
Work = Callable[[], object]


@dataclass(frozen=True)
class Row:
    """A figure beside its yardstick.

    Attributes:
        what: What was measured.
        mine: Median seconds of the figure.
        yardstick: Median seconds of what it is held against.
        must: The ratio that must be met.
        aim: The ratio worth aiming at.
    """

    what: str
    mine: float
    yardstick: float
    must: float
    aim: float

    @property
    def ratio(self) -> float:
        """The figure in yardsticks."""
        return self.mine / self.yardstick

    def line(self) -> str:
        """A row of the table."""
        met = "aim" if self.ratio <= self.aim else "must" if self.ratio <= self.must else "**missed**"
        figures = f"{self.mine * 1000:.1f} ms | {self.yardstick * 1000:.1f} ms | {self.ratio:.2f}"
        return f"| {self.what} | {figures} | {self.must} | {self.aim} | {met} |"


def process(*arguments: str) -> Work:
    """A fresh process of this interpreter."""

    def run() -> None:
        subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)

    return run


def timed(work: Work) -> float:
    """Seconds of one run."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def beside(mine: Work, yardstick: Work, runs: int = RUNS) -> tuple[float, float]:
    """Medians of two pieces of work that take turns, after one run of each to warm up."""
    mine()
    yardstick()
    pairs = [(timed(mine), timed(yardstick)) for _ in range(runs)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def rows(path: Path, folder: Path) -> Sequence[Row]:
    """Every figure of the table."""
    joinedup = ("-m", "joinedup")
    nothing = process("-c", "pass")
    stick = process(str(HERE / "yardstick.py"), str(path))
    check = (*joinedup, "check", str(path))
    outputs = ("-o", str(folder / "board.html"), "-o", str(folder / "findings.json"))
    text = path.read_text("utf-8")
    plugins = load_themes()
    ruleset = read_ruleset("standard", plugins.themes).ruleset
    today = date(2026, 9, 30)

    def tree() -> object:
        return read_tree(load(str(path)))

    def rules() -> object:
        return assess(partnership.on(today), plugins.themes, ruleset)

    partnership = read(str(path), today).partnership
    return [
        Row("`--version` / `python -c pass`", *beside(process(*joinedup, "--version"), nothing), 1.5, 1.2),
        Row("`--help` / `python -c pass`", *beside(process(*joinedup, "--help"), nothing), 6, 4.5),
        Row("`check` with HTML and JSON / yardstick", *beside(process(*check, *outputs), stick), 1.0, 0.75),
        Row("`check`, terminal only / yardstick", *beside(process(*check), stick), 0.8, 0.6),
        Row(
            "reading with positions / CSafeLoader", *beside(tree, lambda: yaml.load(text, yaml.CSafeLoader)), 0.6, 0.42
        ),
        Row("all rules / that reading", *beside(rules, tree), 0.4, 0.2),
        Row("batch: processor time of a file with HTML and JSON / CSafeLoader", *per_file(path), 0.85, 0.6),
        Row("batch of 24: two workers / one (1.6 and 1.85 times as fast)", *two_and_one(path, folder), 0.625, 0.54),
    ]


def main() -> None:
    """Prints the table and keeps it."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "trust.yaml"
        lines = write(path, 2)
        table = [row.line() for row in rows(path, Path(name))]
        size = path.stat().st_size
    stack = ("pydantic", "ruamel.yaml", "click", "jinja2", "PyYAML")
    versions = ", ".join(f"{package} {version(package)}" for package in stack)
    head = [
        f"A description of {lines:,} lines ({size // 1000} kB), medians of {RUNS} runs that take turns with their "
        f"yardstick. joinedup {__version__}, Python {platform.python_version()}, {versions}, {platform.machine()}.\n",
        "| what | joinedup | yardstick | ratio | must | aim | met |",
        "|---|---|---|---|---|---|---|",
    ]
    text = "\n".join([*head, *table])
    keep("Against the yardstick", text)
    print(text)
    with tempfile.TemporaryDirectory() as name:
        growth = "\n".join(tables(Path(name)))
    keep("Growth", growth)
    print(growth)


if __name__ == "__main__":
    main()
