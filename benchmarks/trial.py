"""One description, checked by joinedup and by Spectral in fresh processes."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from same import RULESET

PACKAGE = Path(__file__).parent.parent / "build" / "npm-peers" / "node_modules" / "@stoplight" / "spectral-cli"
KILOBYTE = 1 if sys.platform == "darwin" else 1024
"""Bytes in the unit in which the system gives the peak memory of a process."""


@dataclass(frozen=True)
class Run:
    """One fresh process.

    Attributes:
        seconds: From start to end.
        processor: Seconds of processor time, over all its threads.
        memory: Peak memory in bytes.
    """

    seconds: float
    processor: float
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
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * KILOBYTE)


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
