"""Measures cold checks of joinedup beside Spectral with the same forty checks on the same file: `make bench-peers`.

First it is proved that both find the same records: in that file, and in others that lack much of what it says, where a
check must not take a gap for an answer. Runs take turns, and medians are compared. Both write their report
as HTML; joinedup prints its findings as well.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from grow import grown, write
from results import keep
from ruamel.yaml import YAML
from same import Differs, Found, checks, found_by_joinedup, found_by_spectral, only, prove
from thin import write_thinned
from trial import PACKAGE, Trial, run

from joinedup import __version__
from joinedup.catalogue import Catalogue
from joinedup.plugins import load_themes

RUNS = 9
TIMES = 2
"""How many times Westmarsh the description is."""
LEFT_OUT = (0.02, 0.05, 0.1, 0.2, 0.4, 0.6)
"""The shares of its entries that the others lack."""
MUST, AIM = 2.5, 3.5
"""How many times faster joinedup must be, and the aim."""


def proved(trial: Trial, *, each: bool = False) -> Found:
    """The records that both find with each check.

    Args:
        trial: What is checked.
        each: Whether each check is to find something.

    Raises:
        same.Differs: they do not find the same.
    """
    looked_in = checks()
    run(trial.joinedup("json"))
    run(trial.spectral("json"))
    findings = json.loads((trial.folder / "joinedup.json").read_text("utf-8"))["findings"]
    results = json.loads((trial.folder / "spectral.json").read_text("utf-8"))
    ours = found_by_joinedup(findings, looked_in)
    prove(ours, found_by_spectral(results, looked_in, YAML(typ="safe").load(trial.path)), each=each)
    return ours


def records(found: Found) -> int:
    """How often a record was found."""
    return sum(map(len, found.values()))


def proved_with_gaps(folder: Path) -> int:
    """How many records both find in descriptions that lack much; raises as `proved` does."""
    path, whole, number = folder / "thinned.json", grown(TIMES), 0
    for seed, share in enumerate(LEFT_OUT):
        write_thinned(path, whole, share, seed)
        number += records(proved(Trial(path, folder)))
    return number


def measured(trial: Trial) -> str:
    """The table of what both need for a report as HTML."""
    pairs = [(run(trial.joinedup("html")), run(trial.spectral("html"))) for _ in range(RUNS + 1)][1:]
    mine, theirs = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return "\n".join(
        [
            "| what | joinedup | Spectral | times less | must | aim | met |",
            "|---|---|---|---|---|---|---|",
            _row(
                "cold check and HTML", "ms", [[run.seconds * 1e3 for run in runs] for runs in (mine, theirs)], held=True
            ),
            _row("processor time of it", "ms", [[run.processor * 1e3 for run in runs] for runs in (mine, theirs)]),
            _row("peak memory of it", "MB", [[run.memory / 1e6 for run in runs] for runs in (mine, theirs)]),
        ]
    )


def _row(what: str, unit: str, figures: Sequence[Sequence[float]], *, held: bool = False) -> str:
    """A row of the table: the medians of both, and the target if it is held to one."""
    mine, theirs = map(median, figures)
    less = theirs / mine
    met = "aim" if less >= AIM else "must" if less >= MUST else "**missed**"
    target = f" {MUST} | {AIM} | {met} " if held else " | | "
    return f"| {what} | {mine:.0f} {unit} | {theirs:.0f} {unit} | {less:.2f} |{target}|"


def text(lines: int, size: int, found: Found, with_gaps: int, table: str) -> str:
    """The section of results.md.

    Args:
        lines: Lines of the description.
        size: Its bytes.
        found: What both found.
        with_gaps: How many records both found in those that lack much.
        table: What was measured.
    """
    spectral = json.loads((PACKAGE / "package.json").read_text("utf-8"))["version"]
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()  # noqa: S607
    versions = f"joinedup {__version__} on Python {platform.python_version()}, Spectral {spectral} on Node.js {node}"
    each = [f"| {id} | {len(ids)} |" for id, ids in sorted(found.items())]
    return "\n\n".join(
        [
            f"A description of {lines:,} lines ({size // 1000} kB), checked with the same {len(found)} checks in fresh "
            f"processes. Medians of {RUNS} runs that take turns, after one of each to warm up. "
            f"{versions}, {platform.system()} on {platform.machine()}, {os.cpu_count()} cores.",
            table,
            f"Both find the same {records(found)} records in it, check by check. In {len(LEFT_OUT)} more descriptions, "
            f"which lack {min(LEFT_OUT):.0%} to {max(LEFT_OUT):.0%} of what it says, both find the same {with_gaps:,}.",
            "\n".join(["| check | records found by both |", "|---|---|", *each]),
        ]
    )


def main() -> None:
    """Proves, measures, prints the table and keeps it."""
    with tempfile.TemporaryDirectory() as name:
        trial = Trial(Path(name) / "trust.yaml", Path(name))
        catalogue = Catalogue(load_themes().themes)
        (trial.folder / "only.yaml").write_text(only(checks(), (*catalogue.rules, *catalogue.cross_checks)), "utf-8")
        lines = write(trial.path, TIMES)
        try:
            found, with_gaps = proved(trial, each=True), proved_with_gaps(trial.folder)
        except Differs as error:
            sys.exit(f"joinedup and Spectral do not find the same:\n{error}")
        section = text(lines, trial.path.stat().st_size, found, with_gaps, measured(trial))
    keep("Against Spectral", section)
    print(section)


if __name__ == "__main__":
    main()
