"""A MariaDB server of the tests' own: on loopback, in a temporary folder, gone when they end."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from postgres import MissingServer, free_port, user

PACKAGE = "mariadb-server"
MISSING = f"the history's tests need MariaDB; install it: sudo apt-get install {PACKAGE}"
QUICK = (
    "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=16M", "--innodb-log-file-size=8M",
    "--innodb-fast-shutdown=2", "--skip-log-bin", "--performance-schema=OFF", "--innodb-flush-method=nosync",
    "--innodb-doublewrite=OFF",
)  # fmt: skip
PATIENCE = 30.0
"""Seconds in which the server has to answer."""


def program(name: str) -> str:
    """A program of the server, which Debian keeps where not everybody looks."""
    found = shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/bin") or shutil.which(name)
    if found is None:
        raise MissingServer(MISSING)
    return found


@contextmanager
def server() -> Iterator[str]:
    """A running server; yields the address of its first database."""
    install, run, who = program("mariadb-install-db"), program("mariadbd"), user()
    folder = Path(tempfile.mkdtemp(prefix="my"))
    if who:
        shutil.chown(folder, who["user"], who["group"])
    data, socket = f"--datadir={folder / 'data'}", folder / "socket"
    try:
        how = ["--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"]
        made = subprocess.run(
            [install, "--no-defaults", data, *how], cwd=folder, capture_output=True, check=False, **who
        )
        assert made.returncode == 0, made.stdout + made.stderr
        port = free_port()
        options = [f"--port={port}", f"--socket={socket}", "--bind-address=127.0.0.1", "--skip-name-resolve", *QUICK]
        with (folder / "log").open("wb") as log:
            running = subprocess.Popen(
                [run, "--no-defaults", data, *options], cwd=folder, stdout=log, stderr=log, **who
            )
        try:
            until = time.monotonic() + PATIENCE
            while not socket.exists():
                assert running.poll() is None and time.monotonic() < until, (folder / "log").read_text("utf-8")
                time.sleep(0.05)
            yield f"mysql://root@127.0.0.1:{port}/mysql"
        finally:
            running.kill()
            running.wait()
    finally:
        shutil.rmtree(folder)
