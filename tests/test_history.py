"""`check --record` and `joinedup history`: what is typed, what is said, and that the report comes whatever happens."""

import json
import os
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pytest

from joinedup.cli.main import main
from joinedup.history import database
from test_cli import MINIMAL, WESTMARSH
from test_files import NOBODY, small_disk

Capture = pytest.CaptureFixture[str]
HOLDER = "Ada Featherstonehaugh"


@pytest.fixture
def trust(tmp_path: Path) -> str:
    """A description of its own folder."""
    path = tmp_path / "trust.yaml"
    path.write_text(Path(MINIMAL).read_text("utf-8"), "utf-8")
    return str(path)


def check(trust: str, *more: str) -> int:
    """A check that is recorded."""
    return main(["check", trust, "--record", "--fail-on", "never", "--quiet", *more])


def days(trust: str, capsys: Capture) -> list[str]:
    """The days that the list says."""
    capsys.readouterr()
    assert main(["history", trust]) == 0
    return [line.split()[1] for line in capsys.readouterr().out.splitlines()]


def test_a_check_is_recorded_beside_its_description(trust: str, capsys: Capture) -> None:
    """Once, however often it is made; the list says its day, how the barriers stood, and by what."""
    assert main(["check", trust, "--record", "--fail-on", "never"]) == 0
    assert main(["check", trust, "--record", "--fail-on", "never"]) == 0
    place = Path(trust).with_name("joinedup.db")
    said = capsys.readouterr().err
    assert said == f"{place}: recorded as number 1\n{place}: this check is there already, as number 1\n"
    assert main(["history", trust]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert re.match(r"  1  \d{4}-\d\d-\d\d  \d", line)
    assert " in the way, " in line
    assert " · standard · joinedup 0." in line


def test_a_history_elsewhere_may_hold_several_partnerships(trust: str, tmp_path: Path, capsys: Capture) -> None:
    """A line says whose a check is, where the list is of several."""
    kept = tmp_path / "all.db"
    for file, address in ((trust, str(kept)), (WESTMARSH, f"sqlite:///{kept}")):
        assert check(file, "--history", address) == 0
    assert main(["history", "--history", str(kept)]) == 0
    assert capsys.readouterr().out.count("  Westmarsh Children's Trust · ") == 1
    assert main(["history", "list", WESTMARSH, "--history", str(kept)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_check_is_shown_and_exported(trust: str, tmp_path: Path, capsys: Capture) -> None:
    """By number or day; every check as `check -o check.json` writes it."""
    out = tmp_path / "check.json"
    assert check(trust, "-o", str(out)) == 0
    data = json.loads(out.read_text("utf-8"))
    for which in ("1", data["as_of"]):
        assert main(["history", "show", which, trust]) == 0
        shown = capsys.readouterr().out
        assert shown.startswith(f"{data['partnership']['name']} · {data['as_of']} · ruleset standard\n")
        assert all(finding["ref"] in shown for finding in data["findings"])
    assert main(["history", "export", trust, "-o", str(tmp_path / "all.json")]) == 0
    exported = json.loads((tmp_path / "all.json").read_text("utf-8"))
    data["input"]["path"] = "trust.yaml"
    assert (exported["format"], [one["assessment"] for one in exported["checks"]]) == ("joinedup-history/1", [data])
    assert main(["history", "export", trust]) == 0
    assert json.loads(capsys.readouterr().out) == exported


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["show", "9"], "no check has the number 9; `joinedup history` lists those that are there"),
        (["show", "9" * 30], f"no check has the number {'9' * 30}; `joinedup history` lists those that are there"),
        (["show", "2020-01-01"], "no check is of 2020-01-01"),
        (["show", "first"], '"first" is neither a number nor a day such as 2026-09-30'),
        (["forget", "--before", "2030-01-01"], "1 check would be deleted for good: add --yes to do it"),
    ],
)
def test_what_is_not_there_is_said(trust: str, capsys: Capture, typed: list[str], says: str) -> None:
    """With what to type instead, and nothing is deleted."""
    assert check(trust) == 0
    name, *rest = typed
    assert main(["history", name, *rest, trust]) == 2
    assert says in capsys.readouterr().err
    assert len(days(trust, capsys)) == 1


def test_what_is_forgotten_is_gone_from_the_disk(trust: str, tmp_path: Path, capsys: Capture) -> None:
    """Not a byte of what those checks said is left in the file; later ones stay."""
    text = Path(trust).read_text("utf-8")
    Path(trust).write_text(text.replace("name: ", "name: Zanzibarquay ", 1), "utf-8")
    for day in ("2026-01-31", "2026-03-31", "2026-05-31"):
        assert check(trust, "--as-of", day) == 0
    assert b"Zanzibarquay" in (tmp_path / "joinedup.db").read_bytes()
    assert days(trust, capsys) == ["2026-01-31", "2026-03-31", "2026-05-31"]
    assert main(["history", "forget", trust, "--before", "2026-05-01", "--yes"]) == 0
    assert "2 checks of days before 1 May 2026 deleted" in capsys.readouterr().out
    assert b"2026-01-31" not in (tmp_path / "joinedup.db").read_bytes()
    assert days(trust, capsys) == ["2026-05-31"]
    assert main(["history", "forget", trust, "--before", "2027-01-01", "--yes"]) == 0
    assert b"Zanzibarquay" not in b"".join(path.read_bytes() for path in tmp_path.glob("joinedup.db*"))


def test_no_holder_of_a_post_is_kept(tmp_path: Path, capsys: Capture) -> None:
    """Nor can they be asked to be."""
    path = tmp_path / "trust.yaml"
    text = Path(WESTMARSH).read_text("utf-8")
    assert "holder: A. Example" in text
    path.write_text(text.replace("holder: A. Example", f"holder: {HOLDER}"), "utf-8")
    assert check(str(path)) == 0
    assert HOLDER.encode() not in (tmp_path / "joinedup.db").read_bytes()
    for option in ("--show-names", "--public", "--ignore-waivers"):
        assert check(str(path), option) == 2
        assert f"--record and {option} contradict each other" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "it is empty"),
        ("sqlite://", "it names no file"),
        ("nothing://root:secret@server/x", 'nothing://root:***@server/x: SQLAlchemy knows no database "nothing"'),
        (
            "mysql+mysqldb://a:secret@server/x",
            "this database needs one more package: python -m pip install mysqlclient",
        ),
        ("mysql://a:secret@127.0.0.1:1/x?init_command=secret", "mysql://a:***@127.0.0.1:1/x: Can't connect to MySQL"),
        ("postgresql://a:secret@server:port/x", "it cannot be read as an address"),
        ("postgresql://a:secret@127.0.0.1:1/x", "postgresql://a:***@127.0.0.1:1/x: "),
    ],
)
def test_an_address_that_is_none_is_said_without_its_password(
    trust: str, capsys: Capture, typed: str, says: str
) -> None:
    """Of what may hold a password, no more than that is quoted."""
    assert check(trust, "--history", typed) == 2
    said = capsys.readouterr().err
    assert says in said
    assert "secret" not in said


def test_a_history_that_is_named_must_be_there(trust: str, capsys: Capture) -> None:
    """Its decisions are shown, so a slip in its name must not look like a board that decided nothing."""
    before = Path(trust).with_name("last-time.json")
    assert main(["check", trust, "--fail-on", "never", "--quiet", "-o", str(before)]) == 0
    for since in ([], ["--since", str(before)]):
        assert main(["check", trust, "--history", "x.db", "--quiet", *since]) == 2
        assert "x.db: no check was recorded here" in capsys.readouterr().err


def test_what_a_driver_lacks_is_said(trust: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the driver says it."""

    def connect(_self: object, *_given: object) -> None:
        raise RuntimeError("'cryptography' package is required for caching_sha2_password auth methods")

    monkeypatch.setattr("pymysql.connections.Connection.connect", connect)
    assert check(trust, "--history", "mysql://a:secret@server/x") == 2
    said = capsys.readouterr().err
    assert "the check was not recorded: mysql://a:***@server/x: 'cryptography' package is required" in said


def refused(folder: Path, says: str, **process: object) -> None:
    """A check whose report is written although it cannot be recorded, and that says so."""
    board = folder.parent / "board.json"
    board.unlink(missing_ok=True)
    done = subprocess.run(
        [
            sys.executable, "-m", "joinedup", "check", MINIMAL, "--quiet", "-o", str(board), "--record",
            "--history", str(folder / "joinedup.db"),
        ],
        capture_output=True, text=True, check=False, **process,
    )  # type: ignore[call-overload]  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == f"the check was not recorded: {folder / 'joinedup.db'}: {says}\n"
    assert json.loads(board.read_text("utf-8"))["format"] == "joinedup-assessment/1"


def test_a_full_disk_is_said_and_the_report_is_written(tmp_path: Path) -> None:
    """On a disk that is really full. What does not fit is not there by half."""
    folder = tmp_path / "small"
    folder.mkdir()
    with small_disk(folder):
        (folder / "filled").write_bytes(b"x" * 40_000)
        refused(folder, "the disk is full")
        with closing(sqlite3.connect(folder / "joinedup.db")) as left:
            assert left.execute("SELECT name FROM sqlite_master").fetchall() == []


def test_a_file_that_may_not_grow_is_said_and_the_report_is_written(tmp_path: Path) -> None:
    """Where the system limits the size of files; the check before stays."""
    folder = tmp_path / "kept"
    folder.mkdir()
    place = folder / "joinedup.db"
    for day in range(1, 9):
        history = ["--history", str(place), "--as-of", f"2026-01-0{day}"]
        assert main(["check", MINIMAL, "--record", "--quiet", "--fail-on", "never", *history]) == 0
    before = place.read_bytes()

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before), len(before)))

    refused(folder, "the disk did not take it (full, or a limit on the size of files)", preexec_fn=limit)
    assert place.read_bytes() == before


def test_a_folder_that_may_not_be_written_to_is_said(trust: str, capsys: Capture) -> None:
    """Also for root, who becomes nobody for it. What was recorded there can be read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = ["--history", str(folder / "joinedup.db")]
        assert check(trust, *kept) == 0
        folder.chmod(0o555)
        (folder / "joinedup.db").chmod(0o444)
        user = os.geteuid()
        if user == 0:
            os.seteuid(NOBODY)
        try:
            assert main(["check", MINIMAL, "--record", "--quiet", "--as-of", "2026-02-02", *kept]) == 2
            assert f"was not recorded: {kept[1]}: it may not be written to" in capsys.readouterr().err
            assert main(["check", MINIMAL, "--record", "--quiet", "--history", str(folder / "new.db")]) == 2
            assert "it cannot be opened; see whether its folder is there" in capsys.readouterr().err
            assert main(["history", *kept]) == 0
            assert len(capsys.readouterr().out.splitlines()) == 1
        finally:
            os.seteuid(user)
            folder.chmod(0o755)


def test_a_locked_history_is_said(trust: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while."""
    assert check(trust) == 0
    monkeypatch.setattr(database, "WAIT", 0.1)
    other = sqlite3.connect(Path(trust).with_name("joinedup.db"), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert check(trust, "--as-of", "2026-02-02") == 2
    assert "the check was not recorded: " in (said := capsys.readouterr().err)
    assert "somebody else is writing to it" in said
    other.close()
    assert check(trust, "--as-of", "2026-02-02") == 0
    assert len(days(trust, capsys)) == 2


def test_a_file_of_something_else_is_left_as_it_is(trust: str, tmp_path: Path, capsys: Capture) -> None:
    """A text, another program's database, a folder; an empty file becomes a history."""
    text, other, empty = (tmp_path / name for name in ("notes.db", "other.db", "empty.db"))
    text.write_text("Minutes of the board. " * 100)
    with closing(sqlite3.connect(other)) as made:
        made.execute("CREATE TABLE recipes (name TEXT)")
    empty.touch()
    before = text.read_bytes(), other.read_bytes()
    for path, says in (
        (text, "this is no history that joinedup wrote, and was left as it is"),
        (other, "this is a database of something else; give one for joinedup alone"),
        (tmp_path, "it cannot be opened"),
    ):
        assert check(trust, "--history", str(path)) == 2
        assert says in capsys.readouterr().err
        assert main(["history", "--history", str(path)]) == 2
        assert says in capsys.readouterr().err
    assert (text.read_bytes(), other.read_bytes()) == before
    assert main(["history", "--history", str(empty)]) == 2
    assert "no check was recorded here" in capsys.readouterr().err
    assert check(trust, "--history", str(empty)) == 0


def test_a_check_that_is_killed_leaves_a_whole_history(tmp_path: Path) -> None:
    """At moments spread over the whole of it."""
    kept = tmp_path / "joinedup.db"
    begun = time.monotonic()
    takes = 0.0
    for moment in range(7):
        command = ["check", MINIMAL, "--record", "--history", str(kept), "--as-of", f"2026-01-1{moment}", "--quiet"]
        running = subprocess.Popen([sys.executable, "-m", "joinedup", *command])
        if moment:
            time.sleep(takes * (0.6 + moment / 12))
            running.kill()
        running.wait()
        takes = takes or time.monotonic() - begun
        with closing(sqlite3.connect(kept)) as made:
            assert made.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            days = [day for (day,) in made.execute("SELECT as_of FROM checks ORDER BY number")]
            whole = made.execute("SELECT count(DISTINCT check_number) FROM barriers").fetchone()
        assert days[0] == "2026-01-10"
        assert whole == (len(days),)


def test_nothing_of_it_is_loaded_for_a_check_that_is_not_recorded() -> None:
    """A check costs what it did."""
    program = (
        "import sys; from joinedup.cli.main import main; main(sys.argv[1:]);"
        "print([name for name in sys.modules if 'sqlalchemy' in name or 'history' in name or 'sqlite' in name])"
    )
    command = [sys.executable, "-c", program, "check", MINIMAL, "--quiet"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"
