"""A guide in docs/ that is run: its files saved, its commands typed, and its quotes held against what they print."""

import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"
FILE = re.compile(r"# (added to )?(\S+\.yaml)\n")


@dataclass(frozen=True)
class Guide:
    """A page of docs/, by its file's name."""

    name: str

    @cached_property
    def text(self) -> str:
        """The whole page."""
        return (DOCS / self.name).read_text("utf-8")

    @cached_property
    def blocks(self) -> list[tuple[str, str]]:
        """Each block of code with its language, in order."""
        return re.findall(r"^```(\w+)\n(.*?)^```", self.text, re.DOTALL | re.MULTILINE)

    @property
    def files(self) -> list[str]:
        """The blocks that a reader saves as files."""
        return [block for language, block in self.blocks if language == "yaml" and FILE.match(block)]

    @property
    def fragments(self) -> list[str]:
        """The blocks of YAML that are not saved."""
        return [block for language, block in self.blocks if language == "yaml" and not FILE.match(block)]

    @property
    def commands(self) -> list[str]:
        """The commands of its table."""
        return re.findall(r"^\| `(joinedup .*?)` \|", self.text, re.MULTILINE)

    def follow(self, folder: Path) -> int:
        """Saves each file and types each command, in order; returns how many commands there were."""
        typed = 0
        for language, block in self.blocks:
            if language == "yaml" and FILE.match(block):
                written(block, folder)
            elif language == "console":
                for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                    command, _, expected = step.partition("\n")
                    done = run(command, folder)
                    assert "Traceback" not in done.stderr
                    assert_says(done.stdout + done.stderr, expected)
                    typed += 1
        return typed

    def first_column(self, heading: str) -> list[str]:
        """The words in code of the first column of the first table below a heading."""
        rows = re.search(rf"^#+ {heading}\n.*?^(\|.*?)\n\n", self.text, re.DOTALL | re.MULTILINE)
        assert rows is not None
        return [word for row in rows[1].splitlines()[2:] for word in re.findall("`([^`]+)`", row.split("|")[1])]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command of the guide, with this interpreter's joinedup."""
    words = shlex.split(command)
    assert words[0] == "joinedup"
    arguments = [sys.executable, "-m", "joinedup", *words[1:]]
    return subprocess.run(arguments, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def written(block: str, folder: Path) -> None:
    """Saves the file that a block holds, or adds to it; the comment that names it stays, as it does for a reader."""
    head = FILE.match(block)
    assert head is not None
    path = folder / head[2]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((path.read_text("utf-8") if head[1] else "") + block, "utf-8")


def assert_says(said: str, expected: str) -> None:
    """What is said is what is quoted; … stands for anything."""
    pattern = re.escape(expected.rstrip("\n")).replace("…\\\n", "(?:.*\\\n)?").replace("…", ".*")
    assert re.fullmatch(pattern, said.rstrip("\n"), re.DOTALL), f"expected\n{expected}\nand it says\n{said}"
