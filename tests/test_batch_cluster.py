"""A batch on a real Dask cluster of two worker processes, one of which is killed while it works."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from joinedup.cli.main import main

EXAMPLES = Path(__file__).parent.parent / "examples"
FILES = 24


@dataclass(frozen=True)
class Cluster:
    """A scheduler and two workers.

    Attributes:
        address: Where the scheduler is.
        workers: The processes of the workers.
    """

    address: str
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """Processes of their own, without nannies: a worker that is killed does not come back."""
    place = tmp_path / "scheduler.json"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with ExitStack() as stack:

        def started(program: str, *arguments: str) -> subprocess.Popen[bytes]:
            words = [
                sys.executable,
                "-m",
                f"distributed.cli.dask_{program}",
                "--scheduler-file",
                str(place),
                *arguments,
            ]
            process = subprocess.Popen(words, cwd=elsewhere, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        started("scheduler", "--host", "127.0.0.1", "--port", "0", "--dashboard-address", ":0")
        while not place.exists() or not place.read_text("utf-8").endswith("}"):
            time.sleep(0.05)
        workers = [started("worker", "--no-nanny", "--nthreads", "1", "--no-dashboard") for _ in range(2)]
        yield Cluster(json.loads(place.read_text("utf-8"))["address"], workers)


def test_a_worker_that_is_killed_loses_no_file(tmp_path: Path, cluster: Cluster) -> None:
    """All files are done, none twice, and the reports are those that this computer would write."""
    (tmp_path / "set").mkdir()
    westmarsh = (EXAMPLES / "westmarsh.yaml").read_text("utf-8")
    for number in range(FILES):
        (tmp_path / "set" / f"{number:02}.yaml").write_text(westmarsh.replace("Westmarsh", f"Westmarsh {number}"))
    (tmp_path / "set" / "bad.yaml").write_text("format: [")
    (tmp_path / "own.yaml").write_text("name: own\nfail_on: critical\n")
    words = [sys.executable, "-m", "joinedup", "batch", "set", "--ruleset", "own.yaml", "--dask", cluster.address]
    with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as batch:
        assert batch.stdout is not None
        lines = [batch.stdout.readline()]
        cluster.workers[0].kill()
        assert len(list((tmp_path / "reports").glob("*.html"))) < FILES, "it was killed after all was done"
        lines += batch.stdout.readlines()
    assert batch.returncode == 2
    assert [line.partition(":")[0] for line in lines] == [
        *(f"set/{number:02}.yaml" for number in range(FILES)), "set/bad.yaml",
    ]  # fmt: skip
    made = json.loads((tmp_path / "reports" / "roll-up.json").read_text("utf-8"))
    assert (made["checked"], made["checked_in_part"], len(made["not_checked"])) == (FILES, 0, 1)
    assert made["barriers"][0]["assessed"] == FILES
    subprocess.run([*words[:-2], "--out", "here"], cwd=tmp_path, capture_output=True, check=False)
    for report in (tmp_path / "here").glob("[!.]*.*"):
        assert report.read_bytes() == (tmp_path / "reports" / report.name).read_bytes(), report.name


def test_no_cluster_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without Dask what to install; with it, that nobody answers; and that --workers means something else."""
    minimal = str(EXAMPLES / "minimal.yaml")
    monkeypatch.chdir(tmp_path)
    assert main(["batch", minimal, "--dask", "tcp://127.0.0.1:1", "--workers", "2"]) == 2
    assert "--dask and --workers contradict each other" in capsys.readouterr().err
    monkeypatch.setattr("joinedup.batch.cluster.PATIENCE", 0.5)
    assert main(["batch", minimal, "--dask", "tcp://127.0.0.1:1", "--time-limit", "5"]) == 2
    assert "--dask and --time-limit contradict each other" in capsys.readouterr().err
    for address in ("tcp://127.0.0.1:1", "nonsense://x"):
        assert main(["batch", minimal, f"--dask={address}"]) == 2
        assert f"--dask {address}: no cluster can be used there" in capsys.readouterr().err
    assert main(["batch", minimal, "--dask="]) == 2
    assert "--dask needs the address of a scheduler, such as tcp://host:8786" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["batch", minimal, "--dask", "tcp://127.0.0.1:1"]) == 2
    said = capsys.readouterr().err
    assert said == "--dask needs Dask, which is not installed: pip install 'joinedup[dask]'\n"
