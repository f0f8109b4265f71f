"""What the README and the plugin guide claim is true: their commands run, and what they quote is what is said."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^\$ (.+?)(?:\s+#.*)?$", README, re.MULTILINE)


def blocks(language: str, text: str = README) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the README's own trust.yaml and the examples."""
    (tmp_path / "trust.yaml").write_text(blocks("yaml")[0], "utf-8")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    return tmp_path


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command of the README, with this interpreter's joinedup."""
    words = shlex.split(command)
    assert words[0] == "joinedup"
    arguments = [sys.executable, "-m", "joinedup", *words[1:]]
    return subprocess.run(arguments, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def test_each_command_runs(folder: Path) -> None:
    """One after the other, as a reader types them: exit code 0, or 1 where findings are what it shows."""
    for command in COMMANDS:
        if not command.startswith("joinedup"):
            continue
        done = run(command, folder)
        assert done.returncode in (0, 1), f"{command}: {done.stderr}"
        assert not done.stderr or "written: " in done.stderr
        for name in re.findall(r"-o (\S+)", command):
            assert (folder / name).stat().st_size > 300


def test_what_it_quotes_is_what_is_said(folder: Path) -> None:
    """The excerpt of the output, and the answer to a slip, line by line."""
    excerpt, slip = blocks("text")
    said = run("joinedup check examples/case-studies/partners-in-prevention-before.yaml", folder).stdout
    assert excerpt in said
    path = folder / "trust.yaml"
    path.write_text(path.read_text("utf-8").replace("kind: police", "kind: polis"), "utf-8")
    assert run("joinedup check trust.yaml", folder).stderr == slip


def test_the_two_commands_are_there(tmp_path: Path) -> None:
    """`make demo` makes the report and prints where it is; `make test` is what runs this."""
    assert {"make demo", "make test"} <= set(COMMANDS)
    done = subprocess.run(["make", "demo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (place,) = re.findall(r"^The whole report: (.+)$", done.stdout, re.MULTILINE)
    assert Path(place).read_text("utf-8").startswith("<!doctype html>")


def test_links_lead_somewhere() -> None:
    """Each page the README and the docs name is there."""
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
            assert link.startswith("https://") or (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_plugin_guide_is_a_plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its blocks, put into files, are found as a theme that works, with a folder of lenses."""
    from joinedup.entry_points import EntryPoint
    from joinedup.plugins import load_themes

    init, barrier, lenses = blocks("python", (ROOT / "docs" / "plugins.md").read_text("utf-8"))
    package = tmp_path / "joinedup_housing"
    package.mkdir()
    (package / "__init__.py").write_text(init + lenses, "utf-8")
    (package / "lenses").mkdir()
    (package / "overcrowding.py").write_text(barrier, "utf-8")
    (package / "solutions.py").write_text("SOLUTIONS = ()\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    people = EntryPoint("people", "joinedup_people")
    plugins = load_themes([people, EntryPoint("housing", "joinedup_housing")])
    housing = next(plugin for plugin in plugins.found if plugin.name == "housing")
    assert (housing.error, housing.lenses) == ("", package / "lenses")
    assert "housing/few-services" in [id for id, _, _ in plugins.themes[-1].each_rule()]
