"""docs/start.md, typed: each command, and what is answered to each question."""

import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

from guide import Guide, assert_says
from joinedup.partnership import Partnership
from joinedup.reading import load, read_source
from joinedup.templates import shipped, template

GUIDE = Guide("start.md")
PROMPT = re.compile(r"^> ?(.*)$", re.MULTILINE)


def without_empty_lines(text: str) -> str:
    """The lines that say something: what is typed ends a line in a window, and not in a test."""
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())


def test_every_command_works_and_says_what_is_quoted(tmp_path: Path) -> None:
    """In the order of the page; what follows `>` is typed."""
    typed = 0
    for language, block in GUIDE.blocks:
        assert language == "console"
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, expected = step.partition("\n")
            answers = "".join(f"{answer}\n" for answer in PROMPT.findall(expected))
            done = subprocess.run(
                [sys.executable, "-m", *shlex.split(command)], cwd=tmp_path, input=answers, capture_output=True,
                text=True, encoding="utf-8", check=False,
            )  # fmt: skip
            assert "Traceback" not in done.stderr
            said = done.stdout.replace("> \n", ">\n") + done.stderr
            assert_says(without_empty_lines(said), without_empty_lines(PROMPT.sub(">", expected)))
            typed += 1
    assert typed > 5
    assert described(tmp_path / "trust.yaml").targets[0].accountable == ("head-of-inclusion",)
    assert "Health check of Westmarsh" in (tmp_path / "trust.html").read_text("utf-8")


def described(place: Path) -> Partnership:
    """The partnership that a file describes."""
    source = load(str(place))
    return read_source(source, date(2026, 9, 30)).partnership


def test_every_template_is_named() -> None:
    """With the words that the list of templates has."""
    named = GUIDE.first_column("Begin with a template instead")
    assert sorted(named) == sorted(shipped())
    for name in named:
        assert f"| `{name}` | {template(name).title} |" in GUIDE.text
