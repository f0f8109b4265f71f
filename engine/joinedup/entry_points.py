"""The entry points of installed packages, found as `importlib.metadata` finds them, without its import.

That import brings a reader of mail and one of zip files with it, a twelfth of a check. It is left to what is no plain
folder.
"""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import reduce
from importlib import import_module
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

from .frozen import Frozen

INFO = (".dist-info", ".egg-info")
"""How the folders end in which packages say what they are."""
FILE = "entry_points.txt"


class EntryPoint(Frozen):
    """A name under which a package offers something.

    Attributes:
        name: The name.
        value: What it stands for: `package.module`, or `package.module:thing`.
        home: The folder in which the package says what it is; None where that is no plain folder, or nobody knows.
        package: The package's name and version, where they were asked for already.
    """

    name: str
    value: str
    home: Path | None = None
    package: str = ""

    @property
    def module(self) -> str:
        """The module it is in."""
        return self._place[0]

    @property
    def origin(self) -> str:
        """The package it came with, and its version. It takes a file to tell, and few ask."""
        if self.home is None:
            return self.package or "no package"
        from importlib.metadata import Distribution

        package = Distribution.at(self.home)
        return f"{package.name} {package.version}"

    def load(self) -> Any:
        """What it stands for. Its module is imported, which may raise anything."""
        module, names = self._place
        return reduce(getattr, filter(None, names.split(".")), import_module(module))

    @property
    def _place(self) -> tuple[str, str]:
        module, _, names = self.value.partition("[")[0].partition(":")
        return module.strip(), names.strip()


def entry_points(group: str) -> list[EntryPoint]:
    """The entry points of a group, of all packages that Python can import; where one is there twice, of the first.

    Args:
        group: The name of the group.
    """
    plain = all(_is_plain(place) for place in sys.path) and not any(map(_finds_more, sys.meta_path))
    return [*(_in_folders(group) if plain else _by_python(group))]


def _is_plain(place: str) -> bool:
    return not (place.lower().endswith(".egg") or os.path.isfile(place))  # noqa: PTH113 - pathlib is six times slower


def _finds_more(finder: object) -> bool:
    """Whether a package may be elsewhere than in the folders of the path."""
    return finder is not PathFinder and hasattr(finder, "find_distributions")


def _by_python(group: str) -> Iterator[EntryPoint]:
    import importlib.metadata

    for point in importlib.metadata.entry_points(group=group):
        package = f"{point.dist.name} {point.dist.version}" if point.dist else ""
        yield EntryPoint(point.name, point.value, None, package)


def _in_folders(group: str) -> Iterator[EntryPoint]:
    seen: set[str] = set()
    for place in sys.path:
        children: list[str] = []
        with suppress(OSError):
            children = os.listdir(place or ".")  # noqa: PTH208 - pathlib is six times slower
        for child in children:
            low = child.lower()
            if low.endswith(INFO):
                name = re.sub(r"[-_.]+", "_", low.rpartition(".")[0].partition("-")[0])
                if name not in seen:
                    seen.add(name)
                    yield from _of_package(os.path.join(place, child), group)  # noqa: PTH118 - as above


def _of_package(home: str, group: str) -> Iterator[EntryPoint]:
    try:
        with open(os.path.join(home, FILE), encoding="utf-8", errors="replace") as file:  # noqa: PTH118, PTH123 - as above
            text = file.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError):  # as Python does
        return
    if f"[{group}]" in text:
        for name, value in _pairs(text, group):
            yield EntryPoint(name, value, Path(home))


def _pairs(text: str, group: str) -> Iterator[tuple[str, str]]:
    section = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            section = line.strip("[]")
        elif line and not line.startswith("#") and section == group:
            name, _, value = line.partition("=")
            yield name.strip(), value.strip()
