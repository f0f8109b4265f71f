"""Makes a year of six checks of Westmarsh, as a trust manager would: `python examples/year/make.py FOLDER`.

Before each check the file is brought up to date: with what goes on anyway (upkeep.py), and with what somebody decided
or forgot (a file of changes a check, such as 2026-11-30.txt, written as `joinedup whatif --changes` reads them). After
each check some decisions are recorded. All of it goes through the command line, and each command is printed.
"""

import shlex
import sys
from datetime import date
from os import chdir
from pathlib import Path
from shutil import copy

from joinedup.cli.main import main as joinedup
from joinedup.effect.typed import change_of, of_file
from joinedup.reading import load, read
from joinedup.writing.changes import changed
from upkeep import upkeep

HERE = Path(__file__).resolve().parent
FILE = "westmarsh.yaml"
RULESETS = {
    "2026-09-30": "standard",
    "2026-11-30": "standard",
    "2027-01-31": "stricter.yaml",
    "2027-03-31": "accepting.yaml",
    "2027-06-30": "accepting.yaml",
    "2027-09-30": "accepting.yaml",
}
"""The days of the checks, with the ruleset of each."""
DECISIONS = HERE / "decisions.txt"


def bring_up_to_date(day: str) -> None:
    """Writes the file as it is on the day of a check."""
    source = load(FILE)
    partnership = read(FILE, date.fromisoformat(day)).partnership
    typed = of_file(str(HERE / f"{day}.txt"))
    changes = [*upkeep(partnership, date.fromisoformat(day)), *map(change_of, typed)]
    Path(FILE).write_bytes(changed(source, changes))


def run(*words: str) -> None:
    """Runs a command of joinedup, and says so; the year ends with the first that goes wrong."""
    print(f"$ joinedup {shlex.join(words)}", flush=True)
    code = joinedup(words)
    if code > 1:
        raise SystemExit(f"the year stops here: exit code {code}")


def decide(day: str) -> None:
    """Records what was decided on a check, and what became of decisions before the next."""
    for line in DECISIONS.read_text("utf-8").splitlines():
        when, _, command = line.partition(" ")
        if when == day:
            run(*shlex.split(command))


def main(folder: Path) -> None:
    """Makes the year in an empty folder, with a report of the last check."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise SystemExit(f"{folder} is not empty: give a folder for the year alone")
    chdir(folder)
    for given in (HERE.parent / FILE, *(HERE / "rulesets").iterdir()):
        copy(given, given.name)
    for day, ruleset in RULESETS.items():
        if Path(HERE / f"{day}.txt").exists():
            bring_up_to_date(day)
        run(
            "check", FILE, "--record", "--since", "last", "--ruleset", ruleset, "-o", f"{day}.html", "-o", f"{day}.json"
        )
        decide(day)
    run("check", FILE, "--since", "last", "--ruleset", ruleset, "-o", "exceptions.html", "--only", "changes")
    print(f"The report of the last check: {folder / day}.html, and on one page {folder / 'exceptions.html'}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
