"""A PostgreSQL server of the tests' own: on loopback, in a temporary folder, gone when they end."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

DEBIAN = Path("/usr/lib/postgresql")
PACKAGE = "postgresql"
MISSING = f"the history's tests need PostgreSQL; install it: sudo apt-get install {PACKAGE}"
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=40")


class MissingServer(Exception):
    """There is no PostgreSQL here; the message says how to install it."""


def binaries() -> Path:
    """The folder of the newest server's programs."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parent.parent.name))
    there = str(found[-1]) if found else shutil.which("initdb")
    if there is None:
        raise MissingServer(MISSING)
    return Path(there).parent


@contextmanager
def server() -> Iterator[str]:
    """A running server; yields the address of its first database."""
    programs, who = binaries(), user()
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    if who:
        shutil.chown(folder, who["user"], who["group"])

    def run(program: str, *arguments: object) -> None:
        command = [str(programs / program), "-D", str(folder / "data"), *map(str, arguments)]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, **who)

    try:
        run("initdb", "-U", "trust", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C")
        port = free_port()
        options = [f"-c{setting}" for setting in (*QUICK, f"port={port}", f"unix_socket_directories={folder}")]
        run("pg_ctl", "-w", "-l", folder / "log", "-o", " ".join(options), "start")
        try:
            yield f"postgresql://trust@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def user() -> dict[str, Any]:
    """Whom the server runs as: it refuses to run as root."""
    if os.geteuid():
        return {}
    entry = pwd.getpwnam("nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
