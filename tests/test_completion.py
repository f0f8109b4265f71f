"""What the Tab key offers, asked for as a shell asks."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from joinedup.cli.commands import COMMANDS, joinedup
from joinedup.cli.main import main
from joinedup.cli.options import PATH

ROOT = Path(__file__).parent.parent
OFFERED = r"""
eval "$(joinedup completion bash)"
compopt() { echo "files"; }
ask() {
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
    _joinedup_completion joinedup "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    for word in "${COMPREPLY[@]}"; do echo "$word"; done
}
ask "$@"
"""
"""bash with our script switched on. `compopt` exists only while somebody presses Tab, so what it was asked is said."""


def offered(*words: str) -> list[str]:
    """What bash offers for the last of some words."""
    bash = shutil.which("bash")
    assert bash, "the tests need bash"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [bash, "--norc", "-c", OFFERED, "bash", "joinedup", *words], env={**os.environ, "PATH": path},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "some"),
    [
        ([""], list(COMMANDS)),
        (["ad"], ["advise"]),
        (["survey", ""], ["form", "add"]),
        (["check", "trust.yaml", "--as"], ["--as-of"]),
        (["check", "trust.yaml", "--fail-on", "n"], ["never"]),
        (["check", "trust.yaml", "--ruleset", "st"], ["files", "standard", "strict"]),
        (["check", "trust.yaml", "--lens", "nar"], ["files", "narrowing-the-gap"]),
        (["init", "--template", "b"], ["blank"]),
        (["explain", "purposes/no-v"], ["files", "purposes/no-vision"]),
        (["explain", "processes/pilot-"], ["files", "processes/pilot-together"]),
        (["explain", "leadership-behaviours/"], ["files", "leadership-behaviours/no-blame"]),
        (["check", "tr"], ["files"]),
        (["survey", "add", "trust.yaml", "rep"], ["files"]),
        (["chekc", ""], list(COMMANDS)),
    ],
)
def test_it_offers_what_may_come_next(words: list[str], some: list[str]) -> None:
    """Commands, options, names and ids; `files` stands for those of the folder, which bash adds itself."""
    found = offered(*words)
    assert set(some) <= set(found)
    assert "files" in some or "files" not in found
    assert all(word.startswith(words[-1]) for word in found if word != "files")


def test_the_name_of_a_command_imports_no_command_and_no_plugin() -> None:
    """Tab answers at once."""
    program = "import sys; from joinedup.cli.main import run\ntry: run()\nfinally: print(sorted(sys.modules))"
    asked = {**os.environ, "_JOINEDUP_COMPLETE": "bash_complete", "COMP_WORDS": "joinedup ch", "COMP_CWORD": "1"}
    done = subprocess.run([sys.executable, "-c", program], env=asked, capture_output=True, text=True, check=True)
    first, *_, imported = done.stdout.splitlines()
    assert first == "plain,check"
    assert not any(name in imported for name in ("joinedup.cli.check'", "joinedup.plugins", "joinedup.reading'"))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_script_says_where_to_put_it(shell: str, capfd: pytest.CaptureFixture[str]) -> None:
    """As its help does."""
    assert main(["completion", shell]) == 0
    said = capfd.readouterr().out
    line = said.splitlines()[-1].removeprefix("#   ")
    assert "_JOINEDUP_COMPLETE" in said
    assert f"joinedup completion {shell}" in line
    assert main(["completion", "--help"]) == 0
    shown = " ".join(capfd.readouterr().out.split())
    assert all(" ".join(part.split()) in shown for part in line.split("; "))


def test_every_file_is_completed() -> None:
    """No argument or option that names a file is left out."""
    import click

    def every(group: click.Group) -> list[tuple[str, click.Parameter]]:
        context, found = click.Context(group), []
        for name in group.list_commands(context):
            one = group.get_command(context, name)
            assert one is not None
            found += every(one) if isinstance(one, click.Group) else [(name, parameter) for parameter in one.params]
        return found

    named = {"file", "files", "outputs", "output", "since", "paths", "source", "target", "replies", "rest", "into"}
    for command, parameter in every(joinedup):
        if parameter.name in named:
            assert parameter.type is PATH, f"{command}: {parameter.name}"
