"""Files are written whole or not at all: a full disk, a folder that cannot be written to, a process that is killed."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from joinedup.errors import UserError
from joinedup.outputs.files import ABANDONED, PART, write_all
from test_cli import MINIMAL, WESTMARSH

OLD = b"the old report"
NOBODY = 65_534
KILLED_AT_EACH_STEP = """
import os, signal, sys
from joinedup.outputs import files

board, findings = sys.argv[1:]
files.write_all({board: b"warm", findings: b"warm"})

def write_until(step):
    left = [step]
    def trace(frame, event, _):
        if frame.f_code.co_filename != files.__file__:
            return None
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace
    sys.settrace(trace)
    files.write_all({board: b"new" * 50_000, findings: b"new" * 10})
    os._exit(0)

step, killed = 0, True
while killed:
    step += 1
    for path in (board, findings):
        with open(path, "wb") as file:
            file.write(b"the old report")
    child = os.fork()
    if not child:
        write_until(step)
    killed = os.waitpid(child, 0)[1] == signal.SIGKILL
    for path, new in ((board, b"new" * 50_000), (findings, b"new" * 10)):
        with open(path, "rb") as file:
            print(step, file.read() in (b"the old report", new))
"""


def check(*arguments: str) -> list[str]:
    """The command line of a check."""
    return [sys.executable, "-m", "joinedup", "check", *arguments]


def left_in(folder: Path) -> list[Path]:
    """The files in a folder that are not whole."""
    return [path for path in folder.iterdir() if PART.fullmatch(path.name)]


def aged(paths: list[Path], seconds: int) -> None:
    """Makes files as old as if a process had been killed so long ago."""
    then = time.time() - seconds
    for path in paths:
        os.utime(path, (then, then))


def test_killed_at_any_step_each_file_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    """At every line of the code that writes. What is left over has a name of its own, and the next run removes it."""
    board, findings = tmp_path / "board.html", tmp_path / "findings.json"
    done = subprocess.run(
        [sys.executable, "-c", KILLED_AT_EACH_STEP, str(board), str(findings)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    steps = done.stdout.splitlines()
    assert len(steps) > 80
    assert all(line.endswith(" True") for line in steps)
    left = left_in(tmp_path)
    assert left
    assert {path.name for path in tmp_path.iterdir()} == {"board.html", "findings.json", *(path.name for path in left)}
    assert all(path.name.startswith((".board.html.", ".findings.json.")) for path in left)
    aged(left, ABANDONED + 60)
    write_all({str(board): b"whole"})
    assert left_in(tmp_path) == []


def test_a_check_that_is_killed_leaves_the_old_report_or_the_new_one(tmp_path: Path) -> None:
    """At moments spread over the whole of it."""
    board = tmp_path / "board.html"
    whole = check(WESTMARSH, "-o", str(board), "--fail-on", "never")
    begun = time.monotonic()
    subprocess.run(whole, check=True, capture_output=True)
    takes, new = time.monotonic() - begun, board.read_bytes()
    for moment in range(1, 9):
        board.write_bytes(OLD)
        running = subprocess.Popen(whole, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(takes * moment / 8)
        running.kill()
        running.wait()
        assert board.read_bytes() in (OLD, new)
    assert len(left_in(tmp_path)) <= 8


def test_what_another_process_may_be_writing_is_let_be(tmp_path: Path) -> None:
    """Only what is long abandoned is removed, and only what is ours by its name."""
    names = (".board.html.0123456789ab.joinedup.part", ".other.html.0123456789ab.joinedup.part", ".notes.part")
    fresh, old, theirs = (tmp_path / name for name in names)
    for path in (fresh, old, theirs):
        path.write_bytes(OLD)
    aged([old, theirs], ABANDONED + 60)
    write_all({str(tmp_path / "board.html"): b"new"})
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted((fresh.name, theirs.name, "board.html"))


def test_ctrl_c_while_writing_leaves_nothing_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old report stays."""
    board = tmp_path / "board.html"
    board.write_bytes(OLD)

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_all({str(board): b"new"})
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [OLD]


def test_a_report_may_have_the_longest_name_there_is(tmp_path: Path) -> None:
    """The name it is written under first is no longer."""
    board = tmp_path / f"{'é' * 125}.html"
    write_all({str(board): b"new"})
    assert board.read_bytes() == b"new"


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of 64 kB, where the system lets us mount one."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a disk can only be mounted here by root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def full(folder: Path, says: str, **process: object) -> None:
    """Two reports of which the second does not fit: neither is written, both old ones stay, nothing is left over."""
    actions, board = folder / "actions.csv", folder / "board.html"
    for path in (actions, board):
        path.write_bytes(OLD)
    done = subprocess.run(
        check(WESTMARSH, "-o", str(actions), "-o", str(board)), capture_output=True, text=True, check=False, **process
    )  # type: ignore[call-overload]
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{board}: cannot be written: {says}\n"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"actions.csv": OLD, "board.html": OLD}


def test_a_full_disk_is_said_and_changes_nothing(tmp_path: Path) -> None:
    """On a disk that is really full."""
    with small_disk(tmp_path) as folder:
        full(folder, "No space left on device")


def test_a_file_that_grows_too_large_is_said_and_changes_nothing(tmp_path: Path) -> None:
    """Where the system limits the size of files; whoever runs this."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    full(tmp_path, "File too large", preexec_fn=limit)


def test_a_full_disk_behind_standard_output_is_said() -> None:
    """What could not be printed is no success."""
    with Path("/dev/full").open("wb") as device:
        done = subprocess.run(
            check(MINIMAL, "--format", "json", "--fail-on", "never"), stdout=device, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (2, b"standard output: cannot be written: No space left on device\n")


def test_a_folder_that_cannot_be_written_to_keeps_its_report() -> None:
    """Also for root, who becomes nobody for it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        board = folder / "board.html"
        board.write_bytes(OLD)
        folder.chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(NOBODY)
        try:
            with pytest.raises(UserError, match="cannot be written: Permission denied"):
                write_all({str(board): b"new"})
        finally:
            os.seteuid(user)
            folder.chmod(0o755)
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"board.html": OLD}


def test_a_report_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    """Who might read the old one may read the new one, and nobody else."""
    board = tmp_path / "board.html"
    board.write_bytes(OLD)
    board.chmod(0o640)
    write_all({str(board): b"new"})
    assert (board.read_bytes(), board.stat().st_mode & 0o777) == (b"new", 0o640)
