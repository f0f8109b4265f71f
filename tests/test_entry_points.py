"""Entry points: found in plain folders as Python's own search finds them, and left to it everywhere else."""

import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from zipfile import ZipFile

import pytest

from joinedup.entry_points import EntryPoint, entry_points

OTHER = "[console_scripts]\nzzz = zzz:main\n"


def package(folder: Path, name: str, text: str, version: str = "1.0") -> Path:
    """What an installer writes of a package."""
    home = folder / name
    home.mkdir(parents=True)
    (home / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name.partition('-')[0]}\nVersion: {version}\n")
    (home / "entry_points.txt").write_text(text, "utf-8")
    return home


def found(points: Sequence[EntryPoint]) -> set[tuple[str, str, str]]:
    """What tells entry points apart, with the package of each."""
    return {(point.name, point.value, point.origin) for point in points}


def by_python() -> set[tuple[str, str, str]]:
    """The same from Python's own search."""
    points = metadata.entry_points(group="joinedup")
    return {(point.name, point.value, f"{point.dist.name} {point.dist.version}") for point in points if point.dist}


def test_what_is_installed_here() -> None:
    names = {name for name, _, _ in found(entry_points("joinedup"))}
    assert {"people", "processes", "purposes", "power"} <= names
    assert found(entry_points("joinedup")) == by_python()


def test_every_kind_of_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    package(first, "new-1.0.dist-info", f"{OTHER}\n[joinedup]\n# note\n new = new_one : thing [extra] \n[other]\na = b")
    package(first, "Old_Way-2.0.egg-info", "[joinedup]\nold=old_way\n", "2.0")
    package(second, "old.way-3.0.dist-info", "[joinedup]\nhidden = hidden_by_the_first\n")
    package(second, "none-1.0.dist-info", OTHER)
    package(second, "Broken-1.0.dist-info", "")
    (second / "Broken-1.0.dist-info" / "entry_points.txt").unlink()
    (second / "flat-1.0.egg-info").write_text("Name: flat\n")
    monkeypatch.setattr(sys, "path", [str(first), str(second), str(tmp_path / "nowhere"), ""])
    monkeypatch.chdir(tmp_path)
    expected = {("new", "new_one : thing [extra]", "new 1.0"), ("old", "old_way", "Old_Way 2.0")}
    assert found(entry_points("joinedup")) == by_python() == expected


def test_a_zip_is_left_to_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "packed.zip"
    with ZipFile(archive, "w") as packed:
        packed.writestr("packed-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: packed\nVersion: 1.0\n")
        packed.writestr("packed-1.0.dist-info/entry_points.txt", "[joinedup]\npacked = packed\n")
    monkeypatch.setattr(sys, "path", [str(archive)])
    assert found(entry_points("joinedup")) == by_python() == {("packed", "packed", "packed 1.0")}


def test_a_finder_of_ones_own_is_left_to_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = package(tmp_path, "elsewhere-1.0.dist-info", "[joinedup]\nelsewhere = elsewhere\n")

    class Finder(metadata.DistributionFinder):
        def find_distributions(self, context: object = None) -> list[metadata.Distribution]:
            return [metadata.Distribution.at(home)]

    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
    assert found(entry_points("joinedup")) == {("elsewhere", "elsewhere", "elsewhere 1.0")}


@pytest.mark.parametrize(
    ("value", "thing"),
    [("json", "module"), ("json : JSONEncoder.encode", "function"), ("json:loads [fast]", "function")],
)
def test_loading(value: str, thing: str) -> None:
    assert type(EntryPoint("a", value).load()).__name__ == thing
    assert EntryPoint("a", value).module == "json"


def test_a_file_that_is_no_text_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = package(tmp_path, "odd-1.0.dist-info", "")
    (home / "entry_points.txt").write_bytes(b"\xff\xfe[joinedup]\n")
    package(tmp_path, "good-1.0.dist-info", "[joinedup]\ngood = good\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert found(entry_points("joinedup")) == {("good", "good", "good 1.0")}
