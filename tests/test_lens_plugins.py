"""Lenses that plugins bring: found, listed, and the plugin that is broken is named while the others go on."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from joinedup.cli.main import main
from joinedup.entry_points import EntryPoint
from joinedup.plugins import Plugins, load_themes
from looking import HEAD
from test_outputs import ROOT
from test_plugins import good

MINIMAL = str(ROOT / "examples" / "minimal.yaml")
HOMES = f"{HEAD}items:\n  one: {{title: Homes are dry, cite: page 1, rules: [power/unfunded]}}\n"
BUILT_IN = [EntryPoint(name, f"joinedup_{name}") for name in ("people", "processes", "purposes", "power")]
BRINGS = """
from pathlib import Path
from joinedup import hookimpl

@hookimpl
def joinedup_lenses():
    return Path(__file__).parent / "{folder}"
"""
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _clean_modules() -> Iterator[None]:
    yield
    for name in [name for name in sys.modules if name.startswith("outside_")]:
        del sys.modules[name]


class Installed:
    """Plugins in a folder, installed beside the built-in themes."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.points: list[EntryPoint] = [*BUILT_IN]
        monkeypatch.syspath_prepend(folder)
        monkeypatch.setattr("joinedup.plugins.entry_points", lambda group: self.points)

    def plugin(self, name: str, source: str, **lenses: str) -> None:
        """Adds a plugin with this source, and a folder of its name with lenses."""
        (self.folder / f"outside_{name}.py").write_text(source, "utf-8")
        for lens, text in lenses.items():
            (self.folder / name).mkdir(exist_ok=True)
            (self.folder / name / f"{lens}.yaml").write_text(text, "utf-8")
        self.points.append(EntryPoint(name, f"outside_{name}"))

    def load(self) -> Plugins:
        """What becomes of them."""
        return load_themes()


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installed:
    """Nothing but the built-in themes, to begin with."""
    return Installed(tmp_path, monkeypatch)


def ran(capsys: Capture, arguments: Sequence[str]) -> tuple[int, str, str]:
    """Exit code, output and messages of a command."""
    code = main(list(arguments))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_plugin_brings_lenses_with_a_theme_or_alone(installed: Installed, capsys: Capture) -> None:
    """They go by name in every command, and say whose they are."""
    installed.plugin("homes", BRINGS.format(folder="homes"), damp=HOMES)
    installed.plugin("both", good(arguments="partnership: object") + BRINGS.format(folder="both"), dry=HOMES)
    plugins = installed.load()
    assert plugins.failures == ()
    assert [theme.id for theme in plugins.themes][-1] == "outside"
    code, out, _ = ran(capsys, ["plugins"])
    assert code == 0
    assert "homes (no package): 1 lens (damp)" in out
    assert "1 barrier, 2 rules, 1 solution, 1 lens (dry)" in out
    code, out, _ = ran(capsys, ["lenses"])
    assert code == 0
    assert "damp (plugin homes): A lens: 1 item: 1 checked by rules" in out
    code, out, _ = ran(capsys, ["explain", "damp/one"])
    assert (code, out.splitlines()[1]) == (0, "Homes are dry")
    assert ran(capsys, ["explain", "dry"])[1].startswith("dry (plugin both)\nA lens\n")
    code, out, _ = ran(capsys, ["check", MINIMAL, "--lens", "damp", "--format", "json", "--fail-on", "never"])
    assert (code, [told["name"] for told in json.loads(out)["lenses"]]) == (0, ["damp"])
    assert 'did you mean "damp"?' in ran(capsys, ["check", MINIMAL, "--lens", "dmap"])[2]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (BRINGS.format(folder="nowhere"), "joinedup_lenses must return a folder; there is none at "),
        (
            BRINGS.format(folder="homes").replace("Path(__file__).parent / ", ""),
            "must return one pathlib.Path, not str",
        ),
        (BRINGS.format(folder="homes").replace("@hookimpl", ""), "joinedup_lenses is not marked with @joinedup.hook"),
        (BRINGS.format(folder="homes").replace("return", "raise ValueError() or"), "it cannot be used: ValueError"),
        (BRINGS.format(folder="homes").replace("_lenses", "_lense"), "a hook is not one of joinedup's"),
        ("", "it has no joinedup_theme and no joinedup_lenses"),
    ],
)
def test_a_hook_that_gives_no_folder_breaks_its_plugin_alone(
    source: str, says: str, installed: Installed, capsys: Capture
) -> None:
    """It is named, the check goes on and exits with 3; a lens that it may have had is not silently left out."""
    installed.plugin("homes", source, damp=HOMES)
    installed.plugin("other", BRINGS.format(folder="other"), dry=HOMES)
    (failure,) = installed.load().failures
    assert failure.plugin == "homes"
    assert says in failure.error
    code, out, err = ran(capsys, ["check", MINIMAL, "--lens", "dry", "--format", "json"])
    assert (code, [told["name"] for told in json.loads(out)["lenses"]]) == (3, ["dry"])
    assert "failed: plugin homes: " in err
    code, out, err = ran(capsys, ["check", MINIMAL, "--lens", "damp"])
    assert (code, out) == (2, "")
    assert "damp: no lens of this name" in err
    assert "It may belong to a plugin that is broken: homes" in err
    assert ran(capsys, ["lenses"])[0] == 3


def test_a_lens_with_problems_is_its_plugins_failure(installed: Installed, capsys: Capture) -> None:
    """The check is made without it, says that a part failed, and exits with 3; `plugins` shows line and column."""
    installed.plugin("homes", BRINGS.format(folder="homes"), damp=HOMES.replace("unfunded", "unfundet"), dry=HOMES)
    said = 'its lens cannot be read: damp.yaml:6:53: items.one.rules[1]: no rule "power/unfundet"'
    assert main(["check", MINIMAL]) == 1
    capsys.readouterr()
    code, out, err = ran(capsys, ["check", MINIMAL, "--lens", "damp", "--lens", "dry"])
    assert code == 3
    assert f"failed: plugin homes: {said}" in err
    assert "1 part of the check failed, so this result is incomplete." in out
    assert "Lens: A lens" in out
    assert str(installed.folder) not in err
    code, out, _ = ran(capsys, ["plugins"])
    assert code == 3
    assert "homes (no package): 1 lens (dry)" in out
    assert f"homes (no package): BROKEN: {said}" in out
    code, out, err = ran(capsys, ["lenses"])
    assert (code, "dry (plugin homes)" in out, f"failed: plugin homes: {said}" in err) == (3, True, True)


def test_a_name_that_two_plugins_bring_is_an_error(installed: Installed, capsys: Capture) -> None:
    """The first keeps it; the second is named as broken wherever lenses are used."""
    installed.plugin("a_homes", BRINGS.format(folder="a_homes"), damp=HOMES)
    installed.plugin("b_homes", BRINGS.format(folder="b_homes"), damp=HOMES.replace("dry", "wet"), mould=HOMES)
    said = 'the name of its lens "damp" is taken already, by plugin a_homes'
    code, out, err = ran(capsys, ["check", MINIMAL, "--lens", "damp"])
    assert (code, f"failed: plugin b_homes: {said}" in err) == (3, True)
    assert "Homes are dry" in out
    assert f"b_homes (no package): BROKEN: {said}" in ran(capsys, ["plugins"])[1]
    assert main(["check", MINIMAL]) == 1


def test_a_name_that_joinedup_has_already_is_an_error(
    installed: Installed, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """No plugin can put its own in the place of ours."""
    ours = installed.folder / "ours.yaml"
    ours.write_text(HOMES, "utf-8")
    monkeypatch.setattr("joinedup.lenses.shelf.shipped_in", lambda package: {"damp": ours})
    installed.plugin("homes", BRINGS.format(folder="homes"), damp=HOMES)
    code, _, err = ran(capsys, ["lenses"])
    assert (code, 'the name of its lens "damp" is taken already, by joinedup' in err) == (3, True)


def test_a_ruleset_may_name_a_plugins_lens(installed: Installed, capsys: Capture) -> None:
    """In `check` and in every command that reads rulesets."""
    installed.plugin("homes", BRINGS.format(folder="homes"), damp=HOMES)
    own = installed.folder / "own.yaml"
    own.write_text("lenses: [damp]\n")
    assert "Lens: A lens" in ran(capsys, ["check", MINIMAL, "--ruleset", str(own)])[1]
    assert "lenses: damp  (" in ran(capsys, ["ruleset", "show", str(own)])[1]
    assert main(["ruleset", "test", str(own)]) == 0
    assert main(["ruleset", "diff", "standard", str(own)]) == 0
