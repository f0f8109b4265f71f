"""Measures cold checks of joinedup beside Spectral with the same forty checks on the same file: `make bench-peers`.

First it is proved that both find the same records. Runs take turns, and medians are compared. Both write their report
as HTML; joinedup prints its findings as well.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from grow import write
from results import keep
from ruamel.yaml import YAML
from same import RULESET, Differs, Found, checks, found_by_joinedup, found_by_spectral, only, prove

from joinedup import __version__
from joinedup.catalogue import Catalogue
from joinedup.plugins import load_themes

RUNS = 9
PACKAGE = Path(__file__).parent.parent / "build" / "npm-peers" / "node_modules" / "@stoplight" / "spectral-cli"
MUST, AIM = 2.5, 3.5
"""How many times faster joinedup must be, and the aim."""
KILOBYTE = 1 if sys.platform == "darwin" else 1024
"""Bytes in the unit in which the system gives the peak memory of a process."""


@dataclass(frozen=True)
class Run:
    """One fresh process.

    Attributes:
        seconds: From start to end.
        memory: Peak memory in bytes.
    """

    seconds: float
    memory: int


def run(command: Sequence[str]) -> Run:
    """Runs a command to its end, with its output thrown away.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, usage.ru_maxrss * KILOBYTE)


@dataclass(frozen=True)
class Trial:
    """One description, to be checked by both.

    Attributes:
        path: The description.
        folder: Where rulesets and reports go.
    """

    path: Path
    folder: Path

    def joinedup(self, output: str) -> tuple[str, ...]:
        """The command that checks it with joinedup and writes a report whose ending says its format."""
        ruleset, report = self.folder / "only.yaml", self.folder / f"joinedup.{output}"
        options = ("--ruleset", str(ruleset), "--fail-on", "never", "-o", str(report))
        return (sys.executable, "-m", "joinedup", "check", str(self.path), *options)

    def spectral(self, output: str) -> tuple[str, ...]:
        """The same with Spectral."""
        options = ("--ruleset", str(RULESET), "-f", output, "-o", str(self.folder / f"spectral.{output}"))
        return ("node", str(PACKAGE / "dist" / "index.js"), "lint", str(self.path), *options)


def proved(trial: Trial) -> Found:
    """The records that both find with each check.

    Raises:
        same.Differs: they do not find the same.
    """
    looked_in = checks()
    run(trial.joinedup("json"))
    run(trial.spectral("json"))
    findings = json.loads((trial.folder / "joinedup.json").read_text("utf-8"))["findings"]
    results = json.loads((trial.folder / "spectral.json").read_text("utf-8"))
    ours = found_by_joinedup(findings, looked_in)
    prove(ours, found_by_spectral(results, looked_in, YAML(typ="safe").load(trial.path)))
    return ours


def measured(trial: Trial) -> str:
    """The table of what both need for a report as HTML."""
    pairs = [(run(trial.joinedup("html")), run(trial.spectral("html"))) for _ in range(RUNS + 1)][1:]
    mine, theirs = (median(pair[side].seconds for pair in pairs) for side in (0, 1))
    peak, their_peak = (median(pair[side].memory for pair in pairs) for side in (0, 1))
    faster = theirs / mine
    met = "aim" if faster >= AIM else "must" if faster >= MUST else "**missed**"
    return "\n".join(
        [
            "| what | joinedup | Spectral | times less | must | aim | met |",
            "|---|---|---|---|---|---|---|",
            f"| cold check and HTML | {mine * 1000:.0f} ms | {theirs * 1000:.0f} ms | {faster:.2f} | {MUST} | {AIM} "
            f"| {met} |",
            f"| peak memory of it | {peak / 1e6:.0f} MB | {their_peak / 1e6:.0f} MB | {their_peak / peak:.2f} | | | |",
        ]
    )


def text(lines: int, size: int, found: Found, table: str) -> str:
    """The section of results.md.

    Args:
        lines: Lines of the description.
        size: Its bytes.
        found: What both found.
        table: What was measured.
    """
    spectral = json.loads((PACKAGE / "package.json").read_text("utf-8"))["version"]
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()  # noqa: S607
    versions = f"joinedup {__version__} on Python {platform.python_version()}, Spectral {spectral} on Node.js {node}"
    records = sum(map(len, found.values()))
    each = [f"| {id} | {len(ids)} |" for id, ids in sorted(found.items())]
    return "\n\n".join(
        [
            f"A description of {lines:,} lines ({size // 1000} kB), checked with the same {len(found)} checks in fresh "
            f"processes. Medians of {RUNS} runs that take turns. {versions}, {platform.system()} on "
            f"{platform.machine()}, {os.cpu_count()} cores.",
            table,
            f"Both find the same {records} records, check by check:",
            "\n".join(["| check | records found by both |", "|---|---|", *each]),
        ]
    )


def main() -> None:
    """Proves, measures, prints the table and keeps it."""
    with tempfile.TemporaryDirectory() as name:
        trial = Trial(Path(name) / "trust.yaml", Path(name))
        catalogue = Catalogue(load_themes().themes)
        (trial.folder / "only.yaml").write_text(only(checks(), (*catalogue.rules, *catalogue.cross_checks)), "utf-8")
        lines = write(trial.path, 2)
        try:
            found = proved(trial)
        except Differs as error:
            sys.exit(f"joinedup and Spectral do not find the same:\n{error}")
        section = text(lines, trial.path.stat().st_size, found, measured(trial))
    keep("Against Spectral", section)
    print(section)


if __name__ == "__main__":
    main()
