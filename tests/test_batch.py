"""A set of descriptions in one go: what is written and told of it, what is not done twice, and what goes wrong."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from playwright.sync_api import Browser

import joinedup.cli.batch as command
import joinedup_people
from cases import THEMES
from chromium import Opened, axe
from joinedup.batch.finding import Task, tasks
from joinedup.batch.outcome import Outcome, broke
from joinedup.batch.roll_up import roll_up
from joinedup.batch.work import Done, Job, digest_of, work
from joinedup.batch.workers import handed, in_processes
from joinedup.checker import Options, prepare
from joinedup.cli.main import main
from joinedup.reading import Source, load
from joinedup.report.roll_up import render
from probes import AXE, CONTRAST, CUT_OFF, DEAD_LINKS, HEADINGS, PICTURES, TOO_WIDE, TWICE

EXAMPLES = Path(__file__).parent.parent / "examples"
MINIMAL = (EXAMPLES / "minimal.yaml").read_text("utf-8")
WESTMARSH = (EXAMPLES / "westmarsh.yaml").read_text("utf-8")
DAY = "as_of: 2026-09-30\n"
SAID = "1 of 24 barriers is in the way, 4 are forming, 0 are clear, and 19 are not assessed."
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with no worker processes: most of what a batch does needs none."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "in_processes", here)
    return tmp_path


class InThisProcess(Executor):
    """An executor that does what it is given at once."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The result, at once."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def here(job: Job, given: Sequence[Task], workers: int) -> Iterator[tuple[Task, Done]]:
    """Checks files in this process, the last first."""
    for task in reversed(given):
        (back,) = handed(InThisProcess(), job, deque([task]), 1)
        yield back


SCHEMA = jsonschema.Draft202012Validator(
    json.loads((Path(__file__).parent.parent / "docs" / "roll-up.schema.json").read_text("utf-8"))
)


def written(folder: Path, *names: str, text: str = MINIMAL + DAY) -> None:
    """Partnerships that differ in their names."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("Harbour Street", name.partition(".")[0]), "utf-8")


def rolled_up(folder: Path) -> Any:
    """The roll-up of the set, which keeps to its schema."""
    made = json.loads((folder / "reports" / "roll-up.json").read_text("utf-8"))
    SCHEMA.validate(made)
    return made


def stamps(folder: Path) -> dict[str, int]:
    """When each report was written."""
    return {path.name: path.stat().st_mtime_ns for path in (folder / "reports").rglob("*.html")}


def done_again(folder: Path, *more: str) -> set[str]:
    """The reports that another batch writes anew."""
    before = stamps(folder)
    main(["batch", "set", *more])
    after = stamps(folder)
    return {name for name in after if after[name] != before.get(name)} - {"roll-up.html"}


def test_one_bad_file_stops_nothing(folder: Path, capsys: Capture) -> None:
    """Each file has its line, in the order of the files; the others have their reports, and the exit code is 2."""
    written(folder / "set", "a.yaml", "c.yaml")
    written(folder / "set", "b.yaml", text="format: [")
    assert main(["batch", "set", "--out", "reports"]) == 2
    said = capsys.readouterr()
    bad = "set/b.yaml: could not be used: line 2: not readable as YAML: did not find expected node content"
    lines = said.out.splitlines()
    assert (lines[0], lines[2]) == (f"set/a.yaml: {SAID}", f"set/c.yaml: {SAID}")
    assert lines[1] == bad
    assert said.err == "written: reports/roll-up.html\nwritten: reports/roll-up.json\n"
    assert sorted(path.name for path in (folder / "reports").glob("[abc].*")) == [
        "a.html", "a.json", "c.html", "c.json",
    ]  # fmt: skip
    (refused,) = rolled_up(folder)["not_checked"]
    assert refused["path"] == "set/b.yaml"
    assert bad.endswith(refused["why"][0])


def test_worker_processes_write_the_same_bytes_as_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Report and JSON, whichever worker made them."""
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "set", "a.yaml", "b.yaml")
    written(tmp_path / "set", "w.yaml", text=WESTMARSH)
    assert main(["batch", "set", "--workers", "2", "--lens", "setting", "--public"]) == 1
    for name in "abw":
        main(["check", f"set/{name}.yaml", "-o", "x.html", "-o", "x.json", "--lens", "setting", "--public", "--quiet"])
        for suffix in ("html", "json"):
            assert (tmp_path / "reports" / f"{name}.{suffix}").read_bytes() == (tmp_path / f"x.{suffix}").read_bytes()


def test_the_roll_up_counts_what_the_reports_say(folder: Path) -> None:
    """How each barrier stands, and in how many it was assessed; where fewer than five could tell, nothing."""
    written(folder / "set", *(f"{name}.yaml" for name in "abcde"))
    written(folder / "set", "w.yaml", text=WESTMARSH)
    main(["batch", "set"])
    found = [json.loads((folder / "reports" / f"{name}.json").read_text("utf-8")) for name in "abcdew"]
    told = 0
    for barrier in rolled_up(folder)["barriers"]:
        statuses = [
            b["status"] for one in found for t in one["themes"] for b in t["barriers"] if b["id"] == barrier["id"]
        ]
        assessed = [status for status in statuses if status != "not-assessed"]
        if len(assessed) < 5:
            assert (barrier["assessed"], barrier["standing"]) == (None, None)
        else:
            told += 1
            assert barrier["assessed"] == len(assessed)
            assert all(number == assessed.count(status) for status, number in barrier["standing"].items())
    assert 0 < told < 24
    known = sum(b["status"] != "not-assessed" for one in found for t in one["themes"] for b in t["barriers"])
    assert rolled_up(folder)["assessed_percent"] == round(100 * known / (24 * 6))


def test_under_five_partnerships_nothing_is_told_of_barriers(folder: Path) -> None:
    """Neither on the page nor in its JSON: one of them could be told apart."""
    written(folder / "set", *(f"{name}.yaml" for name in "abcd"))
    main(["batch", "set"])
    made = rolled_up(folder)
    assert (made["checked"], made["assessed_percent"]) == (4, None)
    assert all(barrier["assessed"] is None and barrier["standing"] is None for barrier in made["barriers"])
    page = (folder / "reports" / "roll-up.html").read_text("utf-8")
    assert "4 partnerships are too few to say anything." in page
    assert "Nothing is said of fewer than 5 partnerships" in page
    assert "<svg" not in page
    assert "Lack of vision" not in page


def test_the_page_names_no_partnership_that_was_checked(folder: Path) -> None:
    """It counts barriers: nobody is ranked, and nobody is shown."""
    names = [f"{name}shire.yaml" for name in ("north", "south", "east", "west", "mid", "holl")]
    written(folder / "set", *names)
    main(["batch", "set"])
    for kind in ("html", "json"):
        assert "shire" not in (folder / "reports" / f"roll-up.{kind}").read_text("utf-8")
    assert "No partnership is ranked" in (folder / "reports" / "roll-up.html").read_text("utf-8")


def test_what_is_done_and_unchanged_is_not_done_again(folder: Path) -> None:
    """Only what changed: a description, a report that is gone or was altered; with other options, everything."""
    written(folder / "set", "a.yaml", "b.yaml", "c.yaml", "d.yaml")
    assert done_again(folder) == {"a.html", "b.html", "c.html", "d.html"}
    first = rolled_up(folder)
    assert done_again(folder) == set()
    assert rolled_up(folder) == first
    written(folder / "set", "a.yaml", text=MINIMAL + DAY + "# changed\n")
    (folder / "reports" / "b.json").unlink()
    (folder / "reports" / "c.html").write_text("half a rep")
    assert done_again(folder) == {"a.html", "b.html", "c.html"}
    everything = {"a.html", "b.html", "c.html", "d.html"}
    for more in (["--fail-on", "low"], ["--as-of", "2026-10-01"], ["--ruleset", "strict"], ["--lens", "setting"]):
        assert done_again(folder, *more) == everything
        assert done_again(folder, *more) == set()


def test_a_ruleset_that_changed_is_another_one(folder: Path) -> None:
    """Also if its name is the same."""
    written(folder / "set", "a.yaml")
    (folder / "own.yaml").write_text("fail_on: low\n")
    done_again(folder, "--ruleset", "own.yaml")
    assert done_again(folder, "--ruleset", "own.yaml") == set()
    (folder / "own.yaml").write_text("fail_on: high\n")
    assert done_again(folder, "--ruleset", "own.yaml") == {"a.html"}


def test_a_plugin_that_changed_is_another_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While its author works on it, its version stays the same."""
    own = shutil.copytree(Path(joinedup_people.__file__).parent, folder / "people")
    monkeypatch.setattr(joinedup_people, "__file__", str(own / "__init__.py"))
    written(folder / "set", "a.yaml")
    done_again(folder)
    assert done_again(folder) == set()
    with (own / "trust.py").open("a") as file:
        file.write("# another rule\n")
    assert done_again(folder) == {"a.html"}


def test_another_day_is_another_check_where_the_file_says_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A description that says its day has the same result tomorrow; one that does not may have another."""
    written(folder / "set", "dated.yaml")
    written(folder / "set", "undated.yaml", text=MINIMAL)
    done_again(folder)

    class Tomorrow(date):
        @classmethod
        def today(cls) -> "Tomorrow":
            return cls.fromordinal(date.today().toordinal() + 1)

    monkeypatch.setattr(command, "date", Tomorrow)
    assert done_again(folder) == {"undated.html"}


def test_a_kept_result_that_was_altered_counts_for_nothing(folder: Path) -> None:
    """Whatever stands in it, the file is checked again and the batch goes on."""
    written(folder / "set", "a.yaml")
    main(["batch", "set"])
    record = folder / "reports" / ".done" / "a.json"
    whole = record.read_text("utf-8")
    for text in ("", "[]", "{}", "null", whole[:50], whole.replace('"path"', '"paths"'), whole.replace('"a.y', '"z.y')):
        record.write_text(text, "utf-8")
        assert main(["batch", "set"]) == 1
        assert record.read_text("utf-8") == whole


def test_reports_of_the_same_name_do_not_meet(folder: Path) -> None:
    """In folders of their own where a folder is given; else eight letters more tell them apart."""
    written(
        folder,
        "set/north/trust.yaml",
        "set/south/trust.yaml",
        "set/south/trust.json.yml",
        "x/trust.yaml",
        "roll-up.yaml",
    )
    assert [task.name for task in tasks(["set"], Path("reports"))] == ["north/trust", "south/trust.json", "south/trust"]
    one, two = tasks(["set/north/trust.yaml", "x/trust.yaml"], Path("reports"))
    assert one.name != two.name
    assert {one.name[:6], two.name[:6]} == {"trust-"}
    assert tasks(["x/trust.yaml", "set/north/trust.yaml"], Path("reports")) == [one, two]
    assert tasks(["roll-up.yaml"], Path("reports"))[0].name.startswith("roll-up-")
    main(["batch", "set/north/trust.yaml", "x/trust.yaml", "set/south"])
    assert rolled_up(folder)["checked"] == 4
    assert len(stamps(folder)) == 5


def test_a_file_counts_once_however_often_it_is_named(folder: Path) -> None:
    """By itself, by its folder and by a link."""
    written(folder / "set", "a.yaml")
    (folder / "set" / "b.yaml").symlink_to("a.yaml")
    main(["batch", "set", "set/a.yaml", "./set/../set/a.yaml"])
    assert rolled_up(folder)["checked"] == 1


def test_in_a_folder_only_descriptions_are_looked_for(folder: Path) -> None:
    """Neither what is hidden, nor a schema, nor the reports of the batch before."""
    written(folder, "a.yaml", ".hidden.yaml", ".git/b.yaml", "joinedup.schema.json", "notes.txt")
    for _ in range(2):
        main(["batch", "."])
        assert (rolled_up(folder)["checked"], rolled_up(folder)["not_checked"]) == (1, [])


def test_no_report_goes_over_an_input(folder: Path, capsys: Capture) -> None:
    """Before anything is checked."""
    written(folder / "set", "a.json")
    before = (folder / "set" / "a.json").read_text("utf-8")
    assert main(["batch", "set", "--out", "set"]) == 2
    assert "this is the folder of reports" in capsys.readouterr().err
    assert main(["batch", "set/a.json", "--out", "set"]) == 2
    assert "a report would overwrite it" in capsys.readouterr().err
    assert (folder / "set" / "a.json").read_text("utf-8") == before


def test_what_is_no_description_is_said(folder: Path, capsys: Capture) -> None:
    """A file that is not there is one line and exit code 2; an empty folder or a wrong ruleset ends the batch."""
    (folder / "empty").mkdir()
    os.mkfifo(folder / "pipe.yaml")
    assert main(["batch", "empty"]) == 2
    assert "empty: there is no .yaml, .yml, .json or .xlsx file" in capsys.readouterr().err
    assert main(["batch", ""]) == 2
    assert "a path is empty" in capsys.readouterr().err
    assert main(["batch", "nowhere.yaml", "pipe.yaml"]) == 2
    said = capsys.readouterr().out
    assert "nowhere.yaml: could not be used: there is no such file" in said
    assert "pipe.yaml: could not be used: cannot be read: it is no ordinary file" in said
    assert main(["batch", "empty", "--ruleset", "strickt"]) == 2
    assert 'did you mean "strict"?' in capsys.readouterr().err


def test_a_folder_that_cannot_be_looked_into_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Nobody knows what is in it, so the set is not whole; the rest is checked."""
    written(folder / "set", "a.yaml", "closed/b.yaml")
    real = os.scandir

    def guarded(path: Any) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr("os.scandir", guarded)
    assert main(["batch", "set"]) == 2
    assert "set/closed: could not be used: cannot be read: Permission denied" in capsys.readouterr().out
    assert (rolled_up(folder)["checked"], len(rolled_up(folder)["not_checked"])) == (1, 1)


def test_a_report_that_cannot_be_written_is_said(folder: Path, capsys: Capture) -> None:
    """The others are."""
    written(folder / "set", "a.yaml", "b.yaml")
    (folder / "reports" / "a.html").mkdir(parents=True)
    assert main(["batch", "set"]) == 2
    said = capsys.readouterr().out
    assert "set/a.yaml: could not be used: reports/a.html: cannot be written: it is a folder" in said
    assert (folder / "reports" / "b.html").is_file()
    assert rolled_up(folder)["checked"] == 1


def test_exit_codes_are_those_of_check_and_the_gravest_counts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """3 before 2 before 1 before 0."""
    written(folder / "set", "a.yaml", "b.yaml")
    assert main(["batch", "set", "--fail-on", "never"]) == 0
    assert main(["batch", "set"]) == 1
    written(folder / "set", "bad.yaml", text="")
    assert main(["batch", "set"]) == 2

    def raising(partnership: object) -> object:
        raise ValueError("a fault of the plugin")

    rule = next(rule for theme in THEMES for id, _, rule in theme.each_rule() if id == "purposes/no-vision")
    before = rule.function
    object.__setattr__(rule, "function", raising)
    try:
        assert main(["batch", "set", "--fail-on", "critical"]) == 3
        made = rolled_up(folder)
        assert (made["checked"], made["checked_in_part"]) == (2, 2)
        assert made["failures"] == ["purposes/no-vision: ValueError: a fault of the plugin"]
        assert "Part of the check failed in 2 partnerships." in (folder / "reports" / "roll-up.html").read_text("utf-8")
    finally:
        object.__setattr__(rule, "function", before)
    assert done_again(folder, "--fail-on", "critical") == {"a.html", "b.html"}, "what failed in part is done again"


def test_a_rule_that_does_not_end_is_stopped(folder: Path) -> None:
    """In each file, after the time that was asked for; the file has its report."""
    written(folder / "set", "a.yaml")

    def endless(partnership: object) -> object:
        while True:
            pass

    rule = next(rule for theme in THEMES for id, _, rule in theme.each_rule() if id == "purposes/no-vision")
    before = rule.function
    object.__setattr__(rule, "function", endless)
    try:
        assert main(["batch", "set", "--time-limit", "0.2"]) == 3
    finally:
        object.__setattr__(rule, "function", before)
    assert rolled_up(folder)["failures"] == ["purposes/no-vision: it did not end within 0.2 seconds"]
    assert (folder / "reports" / "a.html").is_file()


def test_a_fault_of_ours_at_one_file_is_its_outcome(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named, and the others are checked."""
    written(folder / "set", "a.yaml", "b.yaml")
    real = prepare(Options(today=date(2026, 9, 30)))

    def at_b(source: Source) -> Any:
        if source.path == "set/b.yaml":
            raise RuntimeError("oh\nno")
        return real.check(source)

    monkeypatch.setattr(
        "joinedup.batch.work._ready",
        lambda job: type("Broken", (), {"check": staticmethod(at_b), "options": real.options}),
    )
    job = Job(real.options, "")
    assert work(job, load("set/b.yaml")).outcome == broke("set/b.yaml", RuntimeError("oh no"))
    assert work(job, load("set/a.yaml")).outcome.said == (SAID,)


class Deadly(str):
    """A path that ends the worker that is given it."""

    def __reduce__(self) -> Any:
        return os._exit, (1,)


def test_a_worker_that_dies_takes_no_file_with_it(tmp_path: Path) -> None:
    """The file that ends it is tried once more and then named; the others are checked, each once."""
    written(tmp_path, *(f"{name}.yaml" for name in "abcdef"))
    options = Options(today=date(2026, 9, 30))
    job = Job(options, digest_of(prepare(options)))
    given = tasks([str(tmp_path)], tmp_path / "reports")
    written(tmp_path, "deadly.yaml")
    given.insert(2, Task(Deadly(tmp_path / "deadly.yaml"), "deadly"))
    outcomes = [done.outcome for _, done in in_processes(job, given, 2)]
    assert sorted(outcome.path for outcome in outcomes) == sorted(task.path for task in given)
    (dead,) = (outcome for outcome in outcomes if outcome.state != "checked")
    assert (Path(dead.path).name, dead.failures) == ("deadly.yaml", ("WorkerEnded: its worker process ended, twice",))


def test_a_worker_with_something_else_installed_does_no_work(tmp_path: Path) -> None:
    """Its results would look like ours and be others."""
    written(tmp_path, "a.yaml")
    done = work(Job(Options(today=date(2026, 9, 30)), "0" * 64), load(str(tmp_path / "a.yaml")))
    assert (done.outcome.state, done.files) == ("could not be used", {})
    assert "has another joinedup, plugin, ruleset or lens" in done.outcome.line


def test_a_batch_that_was_interrupted_goes_on_where_it_was(tmp_path: Path) -> None:
    """Ctrl-C leaves no half of anything, says one word, and what was done is not done again."""
    written(tmp_path / "set", *(f"{number:02}.yaml" for number in range(16)), text=WESTMARSH)
    arguments = [sys.executable, "-m", "joinedup", "batch", "set", "--workers", "2"]
    with subprocess.Popen(
        arguments, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as started:
        assert started.stdout is not None
        assert started.stdout.readline().startswith("set/00.yaml: 13 of 24 barriers are in the way")
        os.killpg(started.pid, signal.SIGINT)
        _, said = started.communicate(timeout=60)
    assert (started.returncode, said.strip()) == (130, "interrupted")
    assert not list(tmp_path.rglob("*.part"))
    before = stamps(tmp_path)
    assert 1 <= len(before) < 16
    done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 16)
    after = stamps(tmp_path)
    assert len(after) == 17
    kept = [path.stem for path in (tmp_path / "reports" / ".done").iterdir()]
    assert len(kept) == 16
    assert {name: after[name] for name in before} == before
    assert rolled_up(tmp_path)["checked"] == 16


def test_a_terminal_shows_a_bar_and_nothing_else_does(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """It is wiped before a line is printed, and at the end."""
    from joinedup.cli.progress import Progress

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for error, expected in ((io.StringIO(), ""), (Terminal(), "\r\x1b[2K")):
        monkeypatch.setattr("sys.stderr", error)
        with Progress(4) as progress:
            progress.at(1)
            progress.say("a.yaml: \x1b[31mred")
        shown = error.getvalue()
        assert shown.endswith(expected)
        assert ("1 of 4 files" in shown) is bool(expected)
        assert capsys.readouterr().out == "a.yaml: [31mred\n"


def hostile_set(number: int) -> str:
    """The page of a set whose every word is hostile."""
    bad = "<script>alert(1)</script>\"'&{{7*7}}"
    one = Outcome(path="a", state="checked", said=("x",), as_of="2026-09-30", failures=(bad,))
    statuses = ("in-the-way", "forming", "clear")
    ids = [id for theme in THEMES for id, _ in theme.each_barrier()]
    outcomes = [
        replace(one, barriers={id: statuses[(n + m) % 3] for m, id in enumerate(ids[4 * (n % 3) :])})
        for n in range(number)
    ]
    outcomes.append(Outcome(path=bad, state="could not be used", said=(bad, bad)))
    return render(roll_up(outcomes, THEMES, bad, "0"))


@pytest.mark.parametrize("number", [0, 3, 12])
@pytest.mark.parametrize("width", [1100, 320])
def test_the_page_is_for_everybody(number: int, width: int, browser: Browser) -> None:
    """Axe finds nothing, nothing sticks out, nothing runs or is asked for, whatever a file is called."""
    one = Opened(browser, hostile_set(number), width)
    one.page.evaluate(axe())
    assert one.page.evaluate(AXE) == []
    for probe in (TOO_WIDE, CUT_OFF, DEAD_LINKS, PICTURES, TWICE):
        assert one.page.evaluate(probe) == []
    assert [found for found in one.page.evaluate(CONTRAST) if found[1] < found[2]] == []
    levels = [level for level, _ in one.page.evaluate(HEADINGS)]
    assert (levels[0], set(levels[1:])) == (1, {2})
    assert (one.requests, one.said) == ([], [])
    assert one.page.locator("script").count() == 0
    one.page.close()


def test_the_picture_and_the_table_have_the_same_numbers(browser: Browser) -> None:
    """And the picture is named and described."""
    one = Opened(browser, hostile_set(12), 1100)
    drawn = one.page.locator("svg[role=img] text[text-anchor=end]").all_text_contents()
    rows = [row.split("\t") for row in one.page.locator("table tbody tr").all_inner_texts()]
    assert len(drawn) == len(rows) == 24
    hidden = 0
    for said, (_, *numbers, of_those) in zip(drawn, rows, strict=True):
        if said == "fewer than 5 could tell":
            assert (numbers, of_those) == (["hidden"] * 4, said)
            hidden += 1
        else:
            in_the_way, forming, clear, unknown = map(int, numbers)
            assert said == f"{in_the_way} of {in_the_way + forming + clear}"
            assert in_the_way + forming + clear + unknown == 12
    assert 0 < hidden < 24
    assert "12 partnerships" in one.page.locator("svg desc").first.text_content()  # type: ignore[operator]
    one.page.close()
