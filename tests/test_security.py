"""What SECURITY.md promises is held by tests that are there, and a check keeps to itself."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from test_cli import ROOT, WESTMARSH

PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
PROMISES = re.findall(r"^\| (.+\.) \| (.+) \|$", PAGE, re.MULTILINE)
WATCHED = """
import json, os, sys
reached, written = [], []

def watch(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.spawn", "os.posix_spawn", "os.system", "os.fork")):
        reached.append(event)
    elif event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        written.append(str(arguments[0]))
    elif event in ("os.rename", "os.remove"):
        written.append(str(arguments[0]))

sys.dont_write_bytecode = True
sys.addaudithook(watch)
from joinedup.cli.main import main
code = main(sys.argv[1:])
json.dump([code, reached, written], sys.stderr)
"""


def test_a_check_reaches_nothing_but_its_files(tmp_path: Path) -> None:
    """No network, no other program; the only files it opens to write, moves or removes are those beside the reports."""
    outputs = [tmp_path / name for name in ("board.html", "findings.json", "actions.csv", "paper.md")]
    named = [word for path in outputs for word in ("-o", str(path))]
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, "check", WESTMARSH, *named, "--fail-on", "never", "--quiet"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    code, reached, written = json.loads(done.stderr)
    assert (code, reached) == (0, [])
    assert len(written) >= len(outputs)
    assert {str(Path(path).parent) for path in written} == {str(tmp_path)}
    assert sorted(tmp_path.iterdir()) == sorted(outputs)


@pytest.mark.parametrize(("promise", "held_by"), PROMISES, ids=[promise[:40] for promise, _ in PROMISES])
def test_each_promise_is_held_by_tests_that_are_there(promise: str, held_by: str) -> None:
    """A file of tests, and in it each test by its name."""
    named = [part.split("` ", 1) for part in held_by.split("; ")]
    assert all(len(part) == 2 for part in named), promise
    for file, tests in named:
        source = (ROOT / file.strip("`")).read_text("utf-8")
        names = re.findall("`(test_[a-z0-9_]+)`", tests)
        assert names, promise
        assert [name for name in names if f"def {name}(" not in source] == [], promise


def test_the_page_promises_something_and_leads_somewhere() -> None:
    """Its links, its commands and its headings; it gives nobody's name or address."""
    assert len(PROMISES) > 10
    assert re.findall(r"^## (.+)$", PAGE, re.MULTILINE) == [
        "Report a weakness", "What is promised", "What is not promised", "What it is made of",
    ]  # fmt: skip
    for link, anchor in re.findall(r"\]\(([^)#]+)#?([^)]*)\)", PAGE):
        text = (ROOT / link).read_text("utf-8")
        assert anchor in {re.sub(r"\s", "-", title.lower()) for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"`make (\w+)`", PAGE)
    assert targets == ["sbom", "audit"]
    assert all(re.search(rf"^{target}:.* ## ", makefile, re.MULTILINE) for target in targets)
    assert "@" not in PAGE
