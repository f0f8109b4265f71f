"""Plugins that misbehave: each is named, the others' results are whole, and the check exits with 3."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import Path
from textwrap import indent
from types import MappingProxyType
from typing import Any

import pytest

from cases import STANDARD, THEMES
from hostile import EXAMPLES
from joinedup.assess import assess
from joinedup.cli.main import main
from joinedup.errors import Stopped
from joinedup.frozen import Frozen
from joinedup.guard import guarded
from joinedup.reading import read
from test_lens_plugins import MINIMAL, Capture, Installed, _clean_modules, installed
from test_plugins import good

__all__ = ["_clean_modules", "installed"]

HEAD = """
import ctypes, io, itertools, os, re, signal, subprocess, sys, time
from joinedup import NotAssessed, Question

class Odd(BaseException):
    pass

class Mute(Exception):
    def __str__(self):
        raise ValueError("no words")
"""
LIMIT = "0.5"
LATE = "it did not end within 0.5 seconds"
STUBBORN = "while True:\n    try:\n        time.sleep(60)\n    except BaseException:\n        pass"


def plugin(body: str) -> str:
    """The source of a plugin whose one rule does this."""
    return HEAD + good(arguments="partnership: object").replace("    yield from ()\n", indent(body, "    ") + "\n")


def checked(capsys: Capture, *options: str) -> tuple[int, Any, str]:
    """Exit code, result and messages of a check, whatever it printed."""
    code = main(["check", MINIMAL, "--format", "json", *options])
    said = capsys.readouterr()
    return code, json.loads(said.out), said.err


def ours(result: Any) -> list[Any]:
    """Everything that the built-in themes found."""
    return [finding for finding in result["findings"] if not finding["rule"].startswith("outside/")]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("raise ValueError('no luck')\nyield", "ValueError: no luck"),
        ("yield NotAssessed(because='a reason')\nraise ValueError('half-way')", "ValueError: half-way"),
        ("sys.exit(0)\nyield", "SystemExit: 0"),
        ("raise KeyboardInterrupt\nyield", "it raised KeyboardInterrupt"),
        ("raise GeneratorExit\nyield", "GeneratorExit"),
        ("raise Odd('of its own kind')\nyield", "Odd: of its own kind"),
        ("raise Mute\nyield", "Mute"),
        ("yield [0] * 10**15", "MemoryError"),
        ("def deeper(): return deeper()\nyield deeper()", "RecursionError: maximum recursion depth exceeded"),
        ("return 5", "TypeError: 'int' object is not iterable"),
        ("while True: yield NotAssessed(because='still not')", "ValueError: it yielded more than 100,000 items"),
        ("return itertools.repeat(NotAssessed(because='still not'))", "ValueError: it yielded more than 100,000 items"),
        ("while True: pass\nyield", LATE),
        ("time.sleep(60)\nyield", LATE),
        ("re.match('(a+)+$', 'a' * 40 + 'b')\nyield", LATE),
        ("try: time.sleep(60)\nexcept Exception: pass\nyield", LATE),
        ("try: time.sleep(60)\nexcept BaseException: pass\nyield NotAssessed(because='late')", LATE),
        ("try: time.sleep(60)\nfinally: return\nyield", LATE),
        (
            "yield Risk(subject=partnership, because='x', at=itertools.repeat(partnership))",
            "ValueError: it yielded more than 100,000 items",
        ),
        (
            "yield Risk(subject=partnership, because='x', at=(partnership,), agencies=itertools.repeat('x'))",
            "ValueError: it yielded more than 100,000 items",
        ),
        (
            "yield Risk(subject=partnership, because='x', at=(partnership,), remedy=5)",
            "TypeError: text is needed, not 5",
        ),
        ("yield NotAssessed(because=5)", "TypeError: text is needed, not 5"),
        ("yield NotAssessed(because='')", "ValueError: what is not assessed lacks its reason"),
        ("yield Question(asks=5)", "TypeError: text is needed, not 5"),
        ("yield Risk(subject=5, because='x', at=(partnership,))", "TypeError: a risk cannot be about 5"),
        ("yield Risk(subject=partnership, because='x', at=(5,))", "TypeError: a place cannot be 5"),
        (
            "yield Risk(subject=partnership, because='x', at=((partnership, 'agencies', 99),))",
            "ValueError: agencies has no place 99: it has ",
        ),
        (
            "yield Risk(subject=partnership, because='x', at=((partnership, 'agencies', None),))",
            "TypeError: a place in agencies cannot be None",
        ),
        ("partnership.agencies[0].name = 'Mine'\nyield", "AttributeError: Agency is frozen: name cannot be set"),
        ("del partnership.agencies[0].name\nyield", "AttributeError: Agency is frozen: name cannot be taken out"),
        ("partnership.agencies.append(5)\nyield", "AttributeError: 'tuple' object has no attribute 'append'"),
    ],
)  # fmt: skip
def test_a_rule_that_misbehaves_has_failed_alone(body: str, says: str, installed: Installed, capsys: Capture) -> None:
    """It is named with what it did, its barrier is not assessed, and the others found what they find without it."""
    _, without, _ = checked(capsys)
    installed.plugin("zzz", plugin(body))
    code, result, err = checked(capsys, *(("--time-limit", LIMIT) if says == LATE else ()))
    assert code == 3
    ((rule, error),) = [(failure["rule"], failure["error"]) for failure in result["failures"]]
    assert rule == "outside/a-rule"
    assert error.startswith(says)
    assert ours(result) == ours(without)
    assert [barrier["status"] for theme in result["themes"][4:] for barrier in theme["barriers"]] == ["not-assessed"]
    assert f"failed: outside/a-rule: {' '.join(error.split())}" in err


@pytest.mark.parametrize("format", ["text", "html", "markdown", "json"])
def test_every_report_says_that_it_is_incomplete(format: str, installed: Installed, capsys: Capture) -> None:
    """And which rule failed: a result without it is not passed on for a whole one."""
    installed.plugin("zzz", plugin("time.sleep(60)\nyield"))
    assert main(["check", MINIMAL, "--format", format, "--time-limit", LIMIT]) == 3
    said = capsys.readouterr().out
    assert "outside/a-rule" in said
    assert LATE in said
    assert format == "json" or "1 part of the check failed, so this result is incomplete." in said


@pytest.mark.parametrize("where", ["import", "hook"])
@pytest.mark.parametrize(
    ("does", "says"),
    [
        ("raise ValueError('no luck')", "it cannot be used: ValueError: no luck"),
        ("sys.exit(0)", "it cannot be used: SystemExit: 0"),
        ("raise KeyboardInterrupt", "it cannot be used: it raised KeyboardInterrupt"),
        ("raise Odd('of its own kind')", "it cannot be used: Odd: of its own kind"),
        ("while True: pass", f"it cannot be used: {LATE}"),
    ],
)
def test_a_plugin_that_cannot_be_loaded_is_named(
    where: str, does: str, says: str, installed: Installed, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """At its import or at its hook: the check goes on without it."""
    monkeypatch.setattr("joinedup.guard.SECONDS", float(LIMIT))
    _, without, _ = checked(capsys)
    hook = "\n@hookimpl\ndef joinedup_theme():"
    source = HEAD + does if where == "import" else (HEAD + good()).replace(hook, f"{hook}\n    {does}")
    installed.plugin("zzz", source)
    code, result, err = checked(capsys)
    assert (code, [failure["plugin"] for failure in result["failures"]]) == (3, ["zzz"])
    assert result["failures"][0]["error"].startswith(says)
    assert ours(result) == ours(without)
    assert f"failed: plugin zzz: {says}" in err


@pytest.mark.parametrize(
    ("source", "line"),
    [("def setup(): raise ValueError\nsetup()\n", "in setup"), (plugin("time.sleep(60)\nyield"), "in a_rule")],
)
def test_debug_shows_where_a_plugin_failed(source: str, line: str, installed: Installed, capsys: Capture) -> None:
    """Also where it hung; without --debug no user sees a traceback."""
    installed.plugin("zzz", source)
    assert line not in checked(capsys, "--time-limit", LIMIT)[2]
    said = checked(capsys, "--time-limit", LIMIT, "--debug")[2]
    assert 'outside_zzz.py", line' in said
    assert line in said


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ("itertools.repeat(module)", "it cannot be used: TypeError: barriers and solutions must be tuples, not repeat"),
        ("(module, None)", "its theme is not put together as it should be: AttributeError: "),
    ],
)
def test_a_theme_that_is_no_theme_is_named(changed: str, says: str, installed: Installed, capsys: Capture) -> None:
    """What it is made of is looked at before anything is checked."""
    installed.plugin("zzz", HEAD + good().replace('"From elsewhere", (module,)', f'"From elsewhere", {changed}'))
    code, result, _ = checked(capsys)
    assert (code, [failure["plugin"] for failure in result["failures"]]) == (3, ["zzz"])
    assert result["failures"][0]["error"].startswith(says)


def test_prints_go_to_standard_error_with_the_name_of_what_printed(installed: Installed, capsys: Capture) -> None:
    """Standard output is what was asked for, to the byte; a print is no failure."""
    body = "print('a line\\x1b[2J')\nprint('its start', end='')\nsys.stdout.close()\nsys.stdout = None\nyield from ()"
    installed.plugin("quiet", plugin("yield from ()").replace('"outside"', '"other"').replace("outside/", "other/"))
    installed.plugin("zzz", f"print('loading')\n{plugin(body)}")
    code, result, err = checked(capsys, "--fail-on", "never")
    assert (code, result["failures"]) == (0, [])
    assert "plugin zzz prints: loading\n" in err
    assert "outside/a-rule prints: a line[2J\noutside/a-rule prints: its start\n" in err


def in_its_own_process(folder: Path, source: str, *options: str) -> subprocess.CompletedProcess[bytes]:
    """A check in a process of its own, with a plugin installed as packages are."""
    (folder / "outside_zzz.py").write_text(source, "utf-8")
    metadata = folder / "outside_zzz-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: outside-zzz\nVersion: 1.0\n", "utf-8")
    (metadata / "entry_points.txt").write_text("[joinedup]\nzzz = outside_zzz\n", "utf-8")
    return subprocess.run(
        [sys.executable, "-m", "joinedup", "check", MINIMAL, *options],
        env={**os.environ, "PYTHONPATH": str(folder)}, capture_output=True, check=False, timeout=30,
    )  # fmt: skip


def test_what_c_code_and_other_programs_print_stays_off_standard_output(tmp_path: Path) -> None:
    """It cannot be named; it goes to standard error."""
    body = (
        "os.write(1, b'from C')\nsubprocess.run([sys.executable, '-c', 'print(5 * 1111)'])\n"
        "sys.__stdout__.write('past the guard')\nyield from ()"
    )
    done = in_its_own_process(tmp_path, plugin(body), "--format", "json", "--fail-on", "never")
    assert (done.returncode, json.loads(done.stdout)["failures"]) == (0, [])
    assert all(words in done.stderr for words in (b"from C", b"5555", b"past the guard"))


def test_a_rule_that_will_not_be_stopped_ends_the_check(tmp_path: Path) -> None:
    """The last resort: it is named, nothing is written, the old report stays, and the exit code is 3."""
    board = tmp_path / "board.html"
    board.write_text("the old one", "utf-8")
    done = in_its_own_process(tmp_path, plugin(f"{STUBBORN}\nyield"), "-o", str(board), "--time-limit", "1.5")
    assert done.returncode == 3
    late = LATE.replace("0.5", "1.5")
    assert done.stderr.decode() == f"failed: outside/a-rule: {late}, and would not be stopped. Nothing was written.\n"
    assert board.read_text("utf-8") == "the old one"


@pytest.mark.parametrize("swallows", ["", "\nexcept BaseException:\n    pass", "\nfinally:\n    return"])
def test_ctrl_c_is_the_users_also_where_a_rule_swallows_it(
    swallows: str, installed: Installed, capsys: Capture
) -> None:
    """It interrupts the check, and is no rule's failure."""
    press = "signal.raise_signal(signal.SIGINT)"
    installed.plugin("zzz", plugin(f"try:\n    {press}{swallows}\nyield" if swallows else f"{press}\nyield"))
    assert main(["check", MINIMAL]) == 130
    said = capsys.readouterr()
    assert (said.out, said.err.strip()) == ("", "interrupted")


def test_the_guard_leaves_everything_as_it_found_it() -> None:
    """Signals, the timer and standard output are what they were, also after a fault."""

    def state() -> tuple[object, ...]:
        handlers = [signal.getsignal(number) for number in (signal.SIGALRM, signal.SIGINT)]
        return *handlers, signal.getitimer(signal.ITIMER_REAL), sys.stdout, os.fstat(1).st_ino

    before = state()
    with pytest.raises(Stopped, match="did not end within"), guarded(0.05) as guard, guard("a rule"):
        while True:
            pass
    assert state() == before


def test_outside_the_main_thread_there_is_no_limit_and_no_fault() -> None:
    """Python cannot be stopped there: rules run as they are."""
    ran = []

    def work() -> None:
        with guarded(0.01) as guard, guard("a rule"):
            ran.append(threading.Event().wait(0.05))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ran == [False]


def test_parameters_that_cannot_be_checked_are_the_plugins_failure(installed: Installed, capsys: Capture) -> None:
    """A ruleset sets them, and the plugin's own check of them raises: nothing was checked, and the plugin is named."""
    limits = (
        "from joinedup import Count, Limits, limit\nclass Own(Limits):\n    least: Count = limit(1, 'how many')\n"
        "    def contradictions(self):\n        raise SystemExit('no luck')\n"
    )
    installed.plugin("zzz", limits + good(arguments="partnership: object, limits: Own"))
    own = installed.folder / "own.yaml"
    own.write_text("rules: {outside/a-rule: {least: 2}}\n")
    assert main(["check", MINIMAL, "--ruleset", str(own)]) == 3
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "", "plugin outside: the parameters of outside/a-rule cannot be checked: SystemExit: no luck\n"
    )  # fmt: skip


PLAIN = str | int | Decimal | Fraction | date | Enum | None


def changeable(value: Any, path: str, seen: dict[int, Any]) -> Iterator[str]:
    """Where a value, or anything it is made of, could be changed; what was seen is kept, so that ids stay taken."""
    if isinstance(value, PLAIN) or id(value) in seen:
        return
    seen[id(value)] = value
    parts: Mapping[Any, Any]
    if isinstance(value, Frozen):
        parts = {name: getattr(value, name) for name in type(value)._fields}
    elif isinstance(value, tuple | frozenset):
        parts = dict(enumerate(value))
    elif isinstance(value, MappingProxyType):
        parts = {**value, "keys": tuple(value)}
    else:
        yield f"{path}: {type(value).__name__}"
        return
    for name, part in parts.items():
        yield from changeable(part, f"{path}.{name}", seen)


def test_nothing_that_rules_share_can_be_changed() -> None:
    """To the bottom: the description, each rule's parameters, the vocabulary, and what one rule works out for all."""
    partnership = read(str(EXAMPLES / "westmarsh.yaml"), date(2026, 9, 30)).partnership
    assess(partnership, THEMES, STANDARD)
    shared: dict[str, Any] = {"partnership": partnership, "vocabulary": STANDARD.vocabulary}
    shared |= {id: settings.limits for id, settings in STANDARD.settings.items()}
    shared |= {fact.__qualname__: value for fact, value in partnership.memory.items()}  # type: ignore[attr-defined]
    assert len(shared) > 120
    seen: dict[int, Any] = {}
    assert [path for name, value in shared.items() for path in changeable(value, name, seen)] == []
