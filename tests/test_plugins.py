"""Plugins: found like outside ones, checked at the start, and the broken one is named."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from joinedup.entry_points import EntryPoint
from joinedup.plugins import Plugins, load_themes

GOOD = '''
from types import ModuleType
from joinedup import Barrier, Citation, GOOD_PRACTICE, LOW, Risk, Solution, Theme, hookimpl, needs

module = ModuleType("outside.barrier")
module.barrier = Barrier("A barrier", Citation("Made up"), "All is well.", ("{solution}",))

@module.barrier.rule(LOW, needs=needs(), basis=GOOD_PRACTICE, main={main})
def {name}({arguments}):
    """A rule.

    ## Why it matters

    It does.

    ## {heading}

    Mend it.
    """
    yield from ()
{more}

@hookimpl
def joinedup_theme():
    helps = Solution("help", "Help", Citation("Made up"), "It helps.", ("Begin.", "Go on."))
    return Theme("{theme}", "Outside", "From elsewhere", (module,), (helps,))
'''
DEFAULTS = {
    "solution": "outside/help",
    "main": "True",
    "name": "a_rule",
    "arguments": "partnership",
    "heading": "What to do",
    "more": "",
    "theme": "outside",
}


@pytest.fixture(autouse=True)
def _clean_modules() -> Iterator[None]:
    yield
    for name in [name for name in sys.modules if name.startswith("outside_")]:
        del sys.modules[name]


def load(folder: Path, monkeypatch: pytest.MonkeyPatch, **sources: str) -> Plugins:
    """What becomes of plugins with these sources, beside the built-in themes."""
    monkeypatch.syspath_prepend(folder)
    points = [EntryPoint(theme, f"joinedup_{theme}") for theme in ("people", "processes", "purposes", "power")]
    for name, source in sources.items():
        (folder / f"outside_{name}.py").write_text(source, encoding="utf-8")
        points.append(EntryPoint(name, f"outside_{name}"))
    return load_themes(points)


def good(**changes: str) -> str:
    """The source of a plugin in which everything is right but for the changes."""
    return GOOD.format(**{**DEFAULTS, **changes})


SECOND_RULE = '''
@module.barrier.rule(LOW, needs=needs(), basis=GOOD_PRACTICE)
def a_rule(partnership):
    """A rule.

    ## Why it matters

    It does.

    ## What to do

    Mend it.
    """
    yield from ()
'''
UNUSABLE_LIMIT = """
from joinedup import Limits, Count, limit
class Bad(Limits):
    severity: Count = limit(1, "how bad")
"""


def test_an_outside_theme_stands_beside_the_built_in_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its barrier and rule are there, after the columns of Table 1."""
    plugins = load(tmp_path, monkeypatch, good=good())
    assert [theme.id for theme in plugins.themes] == ["people", "processes", "purposes", "power", "outside"]
    assert [id for id, _, _ in plugins.themes[-1].each_rule()] == ["outside/a-rule", "outside/barrier-survey"]
    assert plugins.failures == ()


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("raise RuntimeError('no luck')", "it cannot be used: RuntimeError: no luck"),
        ("import nonsense_that_is_not_there", "it cannot be used: ModuleNotFoundError"),
        ("", "it has no joinedup_theme"),
        (good().replace("@hookimpl", ""), "joinedup_theme is not marked with @joinedup.hookimpl"),
        (good().replace("def joinedup_theme", "def joinedup_tehme"), "a hook is not one of joinedup's"),
        (
            good().replace("return Theme", "return dict() or (lambda *a: 'x')"),
            "must return one joinedup.Theme, not str",
        ),
        (good(solution="power/let-goo"), 'outside/barrier names a solution that nobody has: "power/let-goo"'),
        (good(more=SECOND_RULE), 'the rule "outside/a-rule" is there twice'),
        (good(heading="What to think"), "the page of outside/a-rule lacks What to do"),
        (good(main="False"), "outside/barrier needs exactly one main rule"),
        (good(theme="power"), 'the theme "power" is another plugin\'s already'),
        (good(arguments="partnership: object, clock: object"), 'outside/a-rule asks for "clock"'),
    ],
)
def test_a_broken_plugin_is_named_and_the_others_work(
    source: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each fault is found at the start, with the plugin's name; no theme that works is lost."""
    plugins = load(tmp_path, monkeypatch, zzz=source)
    assert [failure.plugin for failure in plugins.failures] == ["zzz"]
    assert says in plugins.failures[0].error
    assert [theme.id for theme in plugins.themes] == ["people", "processes", "purposes", "power"]


def test_a_limit_may_not_take_a_name_that_every_rule_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A parameter called severity could not be told from the severity."""
    source = good(arguments="partnership, limits: Bad").replace("module = ", UNUSABLE_LIMIT + "\nmodule = ", 1)
    plugins = load(tmp_path, monkeypatch, zzz=source)
    assert 'has a limit called "severity"' in plugins.failures[0].error


def test_a_broken_theme_does_not_make_the_others_look_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """Barriers name solutions of all themes; those of a theme that failed to import are not held against them."""
    points = [EntryPoint(theme, f"joinedup_{theme}") for theme in ("people", "processes", "purposes")]
    plugins = load_themes([*points, EntryPoint("power", "nowhere_at_all")])
    assert [theme.id for theme in plugins.themes] == ["people", "processes", "purposes"]
    assert [failure.plugin for failure in plugins.failures] == ["power"]
