"""The command line as a user types it: what is printed where, and the exit codes."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from joinedup.cli.commands import COMMANDS, joinedup
from joinedup.cli.main import main

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
WESTMARSH = str(EXAMPLES / "westmarsh.yaml")
MINIMAL = str(EXAMPLES / "minimal.yaml")
Capture = pytest.CaptureFixture[str]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Joinedup in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "joinedup", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
    )


def test_version_loads_nothing() -> None:
    """Neither click nor pydantic is imported for it."""
    program = "import sys; from joinedup.cli.main import main; main(['--version']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("joinedup 0.")
    assert not any(name in done.stdout for name in ("'click'", "'pydantic'", "'ruamel", "'pluggy'", "'jinja2'"))


def every_command(group: click.Group = joinedup, before: str = "") -> Iterator[str]:
    """Each command as it is typed, and each command of a group of commands."""
    context = click.Context(group)
    for name in group.list_commands(context):
        one = group.get_command(context, name)
        yield before + name
        if isinstance(one, click.Group):
            yield from every_command(one, f"{name} ")


@pytest.mark.parametrize("command", list(every_command()))
def test_help_shows_each_example_on_a_line_of_its_own(command: str, capsys: Capture) -> None:
    """As it would be typed, and without a sign of how that was asked for."""
    assert main([*command.split(), "--help"]) == 0
    shown = capsys.readouterr().out
    assert "\\b" not in shown
    examples = [line for line in shown.splitlines() if line.startswith("  joinedup ")]
    assert examples
    assert [line for line in examples if line.count("joinedup ") > 1] == []


def test_help_names_every_command_with_its_own_words(capsys: Capture) -> None:
    """The short helps that stand in the list are those of the commands."""
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    for name, short in COMMANDS.items():
        assert short in shown
        command = joinedup.commands.get(name) or joinedup.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        assert (command.name, command.short_help) == (name, short)


def test_a_misspelt_command_or_option_is_answered(capsys: Capture) -> None:
    """Exit code 2 and the nearest name."""
    assert main(["chekc"]) == 2
    assert 'did you mean "check"?' in capsys.readouterr().err
    assert main(["check", MINIMAL, "--as-off", "2026-01-01"]) == 2
    assert "--as-of" in capsys.readouterr().err
    assert main(["check", MINIMAL, "--as-of", "31/07/2026"]) == 2
    assert 'did you mean "2026-07-31"?' in capsys.readouterr().err


@pytest.mark.parametrize("command", list(every_command()))
def test_a_command_typed_wrongly_is_answered_with_an_example(command: str, capsys: Capture) -> None:
    """The first of its help, last and on a line of its own."""
    assert main([*command.split(), "--no-such-option"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert said[-1].startswith(f"For example: joinedup {command}")
    assert [line for line in said if line.startswith("For example")] == said[-1:]


def test_joinedup_alone_says_how_to_begin(capsys: Capture) -> None:
    """With the list of commands, and without an error."""
    assert main([]) == 2
    said = capsys.readouterr().err
    assert "joinedup start" in said
    assert "joinedup init trust.xlsx" in said
    assert "Error" not in said


def test_a_file_of_another_folder_is_missed_in_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Whoever has opened a new window is in the wrong folder."""
    monkeypatch.chdir(tmp_path)
    assert main(["check", "trust.xlsx"]) == 2
    assert capsys.readouterr().err == "trust.xlsx: there is no such file in this folder\n"


def test_exit_codes_follow_the_fail_on_level(tmp_path: Path) -> None:
    """1 at or above the level, 0 below it, 0 for never."""
    assert main(["check", WESTMARSH, "--quiet"]) == 1
    assert main(["check", WESTMARSH, "--quiet", "--fail-on", "never"]) == 0
    only = tmp_path / "only.yaml"
    only.write_text("fail_on: critical\n")
    assert main(["check", WESTMARSH, "--quiet", "--ruleset", str(only)]) in (0, 1)


def test_text_comes_in_the_order_a_reader_needs(capsys: Capture) -> None:
    """The verdict, findings worst first, what was not assessed and who could tell, counts."""
    main(["check", str(EXAMPLES / "case-studies" / "partners-in-prevention-before.yaml")])
    shown = capsys.readouterr().out
    marks = [
        "of 24 barriers",
        "Conflicting objectives slow or stall activity",
        "Not assessed",
        "Who could tell",
        " answer ",
    ]
    places = [shown.index(mark) for mark in marks]
    assert places == sorted(places)
    assert " rules ran, " in shown.splitlines()[-1]
    severities = [
        line.split()[0] for line in shown.splitlines() if line.startswith(("CRITICAL", "HIGH", "MEDIUM", "LOW"))
    ]
    assert severities == sorted(severities, key=["CRITICAL", "HIGH", "MEDIUM", "LOW"].index)
    assert all(len(line) <= 100 or "yaml:" in line for line in shown.splitlines())
    assert "\x1b" not in shown


def test_json_goes_to_standard_output_and_nothing_else_does() -> None:
    """What was asked for can be piped; the same bytes come twice."""
    first, second = (run("check", WESTMARSH, "--format", "json") for _ in range(2))
    assert first.returncode == 1
    assert first.stdout == second.stdout
    assert json.loads(first.stdout)["format"] == "joinedup-assessment/1"
    assert first.stderr == ""


def test_files_are_written_and_named(tmp_path: Path, capsys: Capture) -> None:
    """Several at once; the place of each is said on standard error."""
    html, data = tmp_path / "board.html", tmp_path / "findings.json"
    assert main(["check", WESTMARSH, "-o", str(html), "-o", str(data)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert f"written: {html}" in said.err
    assert html.read_text("utf-8").startswith("<!doctype html>")
    assert json.loads(data.read_text("utf-8"))["summary"]["fails"] is True
    assert sorted(path.name for path in tmp_path.iterdir()) == ["board.html", "findings.json"]


@pytest.mark.parametrize(
    ("outputs", "says"),
    [
        (["-o", "board.doc"], "the suffix of the file says the format"),
        (["-o", "nowhere/board.html"], "there is no folder nowhere"),
        (["-o", "-"], "-o - needs --format"),
        (["-o", "a.html", "-o", "a.html"], "named twice"),
        (["-o", "folder.html"], "it is a folder"),
        (["-o", "fine.json", "-o", "trust.json"], "this is an input of the check"),
    ],
)
def test_an_output_that_cannot_be_written_leaves_nothing(
    outputs: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Exit code 2, one clear message, and no file but those that were there."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.html").mkdir()
    text = '{"format": "joinedup/1", "name": "Northby", "agencies": [{"id": "a", "name": "A"}]}'
    (tmp_path / "trust.json").write_text(text)
    assert main(["check", "trust.json", *outputs]) == 2
    assert says in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.html", "trust.json"]
    assert (tmp_path / "trust.json").read_text() == text


def test_a_read_only_folder_is_said_and_keeps_what_it_has(tmp_path: Path, capsys: Capture) -> None:
    """The old report is as it was."""
    if os.geteuid() == 0:
        from joinedup.outputs import files

        def refuse(place: Path, data: bytes) -> Path:
            raise PermissionError(13, "Permission denied", str(place))

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(files, "_beside", refuse)
            assert main(["check", MINIMAL, "-o", str(tmp_path / "board.html")]) == 2
    else:
        tmp_path.chmod(0o500)
        assert main(["check", MINIMAL, "-o", str(tmp_path / "board.html")]) == 2
        tmp_path.chmod(0o700)
    assert "cannot be written: Permission denied; if it is open in another program" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_ruleset_with_every_rule_off_checks_nothing(tmp_path: Path, capsys: Capture) -> None:
    """No rule ran: that is exit code 2, never 0."""
    from cases import THEMES

    off = "".join(f"  {id}: {{enabled: false}}\n" for theme in THEMES for id, _, _ in theme.each_rule())
    path = tmp_path / "off.yaml"
    path.write_text(f"rules:\n{off}")
    assert main(["check", MINIMAL, "--ruleset", str(path)]) == 2
    assert "no rule ran: every rule is switched off" in capsys.readouterr().err


def test_problems_of_the_input_are_exit_code_2(tmp_path: Path, capsys: Capture) -> None:
    """All problems of all files, and how many."""
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: joinedup/1\nname: Northby\nagencies: [{id: a, nmae: A}]\n")
    assert main(["check", str(bad)]) == 2
    assert 'did you mean "name"?' in capsys.readouterr().err
    assert main(["validate", str(bad), MINIMAL]) == 2
    said = capsys.readouterr()
    assert f"{bad}:3:" in said.err
    assert "2 problems" in said.err
    assert "minimal.yaml: no problems" in said.out


def test_a_rule_that_raises_is_exit_code_3_and_is_said_first(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """The result says that it is incomplete before it says anything else."""
    from joinedup.rules import Rule

    def broken(partnership: object) -> object:
        raise ValueError("a fault of ours")

    from cases import THEMES

    rule = next(rule for theme in THEMES for id, _, rule in theme.each_rule() if id == "purposes/no-vision")
    assert isinstance(rule, Rule)
    before = rule.function
    object.__setattr__(rule, "function", broken)
    try:
        assert main(["check", MINIMAL]) == 3
    finally:
        object.__setattr__(rule, "function", before)
    said = capsys.readouterr()
    assert said.out.splitlines()[2].startswith("1 part of the check failed, so this result is incomplete.")
    assert "failed: purposes/no-vision: ValueError: a fault of ours" in said.err


def test_a_bug_of_ours_is_named_as_one(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """No traceback reaches a user; --debug shows it."""
    import joinedup.cli.check as module

    def broken(*_: object) -> None:
        raise RuntimeError("oh no")

    monkeypatch.setattr(module, "prepare", broken)
    assert main(["check", MINIMAL]) == 3
    said = capsys.readouterr().err
    assert said.startswith("joinedup itself failed; this says nothing about the partnership.")
    assert "Traceback" not in said
    with pytest.raises(RuntimeError, match="oh no"):
        main(["check", MINIMAL, "--debug"])


def test_interrupting_is_130(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """Nothing is written and nothing more is said."""
    import joinedup.cli.check as module

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "prepare", interrupt)
    assert main(["check", MINIMAL]) == 130
    assert capsys.readouterr().err.strip() == "interrupted"


def test_the_day_of_the_check_can_be_set(capsys: Capture) -> None:
    """--as-of overrides what the file says."""
    main(["check", WESTMARSH, "--as-of", "2026-10-01"])
    assert "1 October 2026" in capsys.readouterr().out.splitlines()[0]


def test_a_reader_that_stops_early_is_no_error() -> None:
    """As in `joinedup check … | head -1`."""
    command = f"{sys.executable} -m joinedup check {WESTMARSH} --format json | head -c 1"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("{", "")


def test_plugins_are_listed(capsys: Capture) -> None:
    """Each with its package and what it adds."""
    assert main(["plugins"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert lines[1].startswith("power (joinedup 0.")
    assert "6 barriers" in lines[1] and "5 solutions" in lines[1]


def test_rules_are_listed_by_barrier(capsys: Capture) -> None:
    """All of them, or those of one theme; as JSON with every parameter."""
    assert main(["rules", "--theme", "power"]) == 0
    shown = capsys.readouterr().out
    assert "  Poor co-ordination of budgets (power/budgets): " in shown
    assert "    ★ power/unfunded: No budget pays for a target" in shown
    assert "people/" not in shown
    assert main(["rules", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    rule = next(rule for rule in data if rule["id"] == "power/sums-do-not-add-up")
    assert (rule["barrier"], rule["severity"]) == ("power/budgets", {"usual": "high"})
    assert rule["parameters"]["tolerance"]["stricter"] == "less"
    assert main(["rules", "--theme", "powr"]) == 2
    assert 'did you mean "power"?' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("id", "says"),
    [
        (
            "power/unfunded",
            ["power/unfunded (main rule)", "Why it matters", "What to do", "high_risk", "good practice"],
        ),
        ("power/budgets", ["Poor co-ordination of budgets", "Table 1, Power, row 3", "Survey statement", "unfunded"]),
        ("processes/pilot", ["processes/pilot-together", "First steps", "Table 2, Processes, row 3", "power/budgets"]),
        ("sums", ["power/sums-do-not-add-up"]),
    ],
)
def test_explain_gives_the_page_of_what_an_id_names(id: str, says: list[str], capsys: Capture) -> None:
    """A rule, a barrier, a solution, or the start of an id."""
    assert main(["explain", id]) == 0
    shown = capsys.readouterr().out
    assert all(words in shown for words in says)


def test_explain_answers_a_slip(capsys: Capture) -> None:
    """The nearest id is named."""
    assert main(["explain", "power/unfundet"]) == 2
    assert 'did you mean "power/unfunded"?' in capsys.readouterr().err


def test_names_are_shown_only_when_asked_for(tmp_path: Path, capsys: Capture) -> None:
    """`--show-names` puts the holder beside the role; references stay as they are."""
    path = tmp_path / "trust.yaml"
    path.write_text(
        "format: joinedup/1\nname: Northby\nagencies: [{id: a, name: A}]\ntargets: []\nboards: []\n"
        "roles: [{id: r, title: Director, agency: a, holder: Jane Example}]\n"
        "services: [{id: s, title: S, accountable: [r], agencies: [a]}]\n"
    )
    main(["check", str(path), "--format", "json"])
    without = capsys.readouterr().out
    main(["check", str(path), "--format", "json", "--show-names"])
    with_names = capsys.readouterr().out
    assert "Jane Example" not in without
    assert "Director (Jane Example)" in with_names
    refs = [[finding["ref"] for finding in json.loads(text)["findings"]] for text in (without, with_names)]
    assert refs[0] == refs[1]
