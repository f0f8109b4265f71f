"""The project's own rules: what is installed, who may import whom, and that each row of the tables has its place."""

import ast
import subprocess
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import pytest

import joinedup
from joinedup import facts
from joinedup.plugins import load_themes
from joinedup.themes import Theme

ROOT = Path(__file__).parent.parent
ENGINE = ROOT / "engine" / "joinedup"
THEMES = {theme.id: theme for theme in load_themes().themes}
TOP_LEVEL = {
    "README.md", "SECURITY.md", "setup.cfg", "pyproject.toml", "Makefile", "LICENSE", "CHANGELOG.md", "engine",
    "plugins", "rulesets", "lenses", "examples", "tests", "benchmarks", "docs", ".ci", ".gitignore",
}  # fmt: skip


def config() -> ConfigParser:
    """setup.cfg as it is installed from."""
    parser = ConfigParser()
    parser.read(ROOT / "setup.cfg")
    return parser


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, relative ones resolved within their package."""
    package = path.relative_to(ENGINE.parent).parent.parts if path.is_relative_to(ENGINE) else (path.parent.name,)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module or "") if part)
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def python_files(folder: Path) -> list[Path]:
    """The Python files below a folder."""
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def test_setup_cfg_lists_every_package() -> None:
    """An unlisted package works in editable mode and is missing from the wheel."""
    listed = set(config()["options"]["packages"].split())
    places = dict(line.split(" = ") for line in config()["options"]["package_dir"].strip().splitlines())
    in_tree = {"joinedup_lenses", "joinedup_rulesets"}
    for root in (ROOT / "engine", *(ROOT / "plugins").iterdir()):
        for init in root.rglob("__init__.py"):
            in_tree.add(".".join(init.parent.relative_to(root).parts))
    assert listed == in_tree
    assert all((ROOT / place).is_dir() for place in places.values())
    assert {name for name in listed if "." not in name} == set(places)


def test_setup_cfg_ships_every_data_file() -> None:
    """Templates, styles, rulesets, lenses and the marker of typed packages are in the wheel."""
    data = {name: globs.replace(",", " ").split() for name, globs in config()["options.package_data"].items()}
    places = {"joinedup": ENGINE, "joinedup_lenses": ROOT / "lenses", "joinedup_rulesets": ROOT / "rulesets"}
    places |= {f"joinedup_{name}": ROOT / "plugins" / name / f"joinedup_{name}" for name in THEMES}
    for package, folder in places.items():
        for path in folder.rglob("*"):
            if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts:
                name = ".".join((package, *path.parent.relative_to(folder).parts))
                assert any(path.match(glob) for glob in data.get(name, ())), f"{path} is not in package_data"


def test_each_dependency_has_a_reason() -> None:
    """A comment above each requirement says why it is there."""
    lines = (ROOT / "setup.cfg").read_text("utf-8").splitlines()
    explained = False
    for line in lines[lines.index("install_requires =") :]:
        if line.startswith("    ") and ">=" in line and not line.lstrip().startswith(("python", "#")):
            assert explained or line.strip() in ("mypy>=1.11", "types-jsonschema>=4.21", "pytest>=8.2", "ruff>=0.6"), (
                line
            )
        explained = line.lstrip().startswith("#")


def test_the_top_level_is_fixed() -> None:
    """Nothing else lies beside the folders of the design."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.split("/")[0] for line in listed.splitlines()} <= TOP_LEVEL


def test_plugins_import_only_public_names() -> None:
    """The built-in themes use nothing that an outside plugin could not: the public names of joinedup and its facts."""
    for path in python_files(ROOT / "plugins"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").startswith("joinedup"):
                assert node.module in ("joinedup", "joinedup.facts"), f"{path.name} imports {node.module}"
                public = joinedup.__all__ if node.module == "joinedup" else facts.__all__
                assert {alias.name for alias in node.names} <= set(public), path.name


def test_the_engine_knows_no_theme() -> None:
    """The engine imports no plugin, and nothing but the way in imports the command line."""
    for path in python_files(ENGINE):
        found = set(imports(path))
        assert not any(name.startswith(tuple(f"joinedup_{theme}" for theme in THEMES)) for name in found), path
        if "cli" not in path.parts and path.name != "__main__.py":
            assert not any(name.startswith("joinedup.cli") for name in found), path


def test_assessing_is_pure() -> None:
    """What `assess` and `look` import, however far away, is no output, command line, reader, clock or file."""
    outer = ("joinedup.outputs", "joinedup.cli", "joinedup.reading", "joinedup.report", "joinedup.locate")
    edge = ("os", "pathlib", "io", "time", "random", "socket", "subprocess")
    waiting, seen = ["joinedup.assess", "joinedup.lenses.look"], set[str]()
    while waiting:
        module = waiting.pop()
        path = ENGINE.parent.joinpath(*module.split("."))
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        if module in seen or not file.exists() or module == "joinedup":
            continue
        seen.add(module)
        for name in imports(file):
            assert name.split(".")[0] not in edge, f"{module} imports {name}"
            assert not name.startswith(outer), f"{module} imports {name}"
            waiting.append(name)
    assert {"joinedup.rules", "joinedup.partnership.base", "joinedup.remedies"} <= seen


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.id)
def test_the_tree_is_table_1(theme: Theme) -> None:
    """A theme is a column: its six barriers stand in the order of the rows and cite them, and so do its solutions."""
    rows = [getattr(barrier.cite, "row", None) for _, barrier in theme.each_barrier()]
    assert rows == [1, 2, 3, 4, 5, 6]
    assert [getattr(solution.cite, "row", None) for solution in theme.solutions] == [1, 2, 3, 4, 5]
    stems = {path.stem for path in (ROOT / "tests" / theme.id).glob("*.yaml")}
    assert stems == {id.partition("/")[2] for id, _ in theme.each_barrier()}


def test_there_are_24_barriers_and_20_solutions() -> None:
    """Both tables are whole, and every solution can be reached from a barrier."""
    barriers = [barrier for theme in THEMES.values() for _, barrier in theme.each_barrier()]
    solutions = {id for theme in THEMES.values() for id, _ in theme.each_solution()}
    assert (len(barriers), len(solutions)) == (24, 20)
    assert solutions == {id for barrier in barriers for id in barrier.solutions}


def test_labels_are_quoted_word_for_word() -> None:
    """The labels of Tables 1 and 2, as the source prints them, row by row."""
    column = [barrier.label for _, barrier in THEMES["power"].each_barrier()]
    assert column == [
        "Lines of responsibility unclear",
        "Managers not lowering the drawbridge to let others in",
        "Poor co-ordination of budgets",
        "Element of competition between agencies",
        "Influential people not convinced by the message",
        "Information and knowledge are not shared",
    ]
    assert [solution.label for solution in THEMES["people"].solutions][2] == (
        "Build resilience in people and their communities so they can tackle problems"
    )


def test_solutions_and_statements_are_written_out() -> None:
    """Each solution says what it means and how to begin; each barrier has one statement to agree with."""
    for theme in THEMES.values():
        for id, solution in theme.each_solution():
            assert solution.meaning.endswith("."), id
            assert 2 <= len(solution.first_steps) <= 4, id
            assert all(step.endswith(".") for step in solution.first_steps), id
        for id, barrier in theme.each_barrier():
            assert barrier.statement.endswith("."), id
            assert len(barrier.statement) > 20, id
