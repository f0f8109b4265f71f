"""A ruleset's files -> what applies, with every problem in them at its file, line and column."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from joinedup.assessment import Look
from joinedup.errors import PluginError, fault
from joinedup.frozen import Frozen
from joinedup.limits import Limits
from joinedup.partnership import SECTIONS
from joinedup.reading import Problem, UnreadableFile
from joinedup.reading.build import Building, shape
from joinedup.reading.files import File
from joinedup.reading.kinds import of_type
from joinedup.reading.scalars import Wrong, choice, local_identifier, shown, yes_or_no
from joinedup.reading.tree import Tree
from joinedup.rules import Rule
from joinedup.severity import WORDS, Severity
from joinedup.themes import Theme

from . import Ruleset, resolve
from .contents import Contents, LocalRule, SolutionId
from .files import chain
from .look import WrongLook, checked_accent, embedded_logo
from .merging import merged

if TYPE_CHECKING:
    from joinedup.plugins import Plugins

Changes = Mapping[str, Mapping[str, object]]
"""For each rule that a ruleset names, the fields it gives."""


class Read(Frozen):
    """A ruleset that was read.

    Attributes:
        ruleset: What applies.
        files: The files it was read from, what it extends first.
        tree: What they say, merged; each value knows its file and line.
        changes: For each rule they name, the fields they give.
        lenses: The files of the lenses that every check looks through.
    """

    ruleset: Ruleset
    files: tuple[File, ...]
    tree: Tree
    changes: Changes
    lenses: tuple[Path, ...] = ()


def read_ruleset(name: str, themes: Sequence[Theme], plugins: "Plugins | None" = None) -> Read:
    """The ruleset of a name or path, resolved for these themes.

    Args:
        name: The name or path.
        themes: The themes whose rules are set.
        plugins: Where lenses may come from, beside those that come with joinedup.

    Raises:
        UnreadableFile: with every problem of every file.
    """
    files = chain(name)
    broken = [problem for file in files for problem in file.quoted((*file.problems, *_no_mapping(file)))]
    if broken:
        raise UnreadableFile(name, broken)
    tree = merged([file.tree for file in files], tuple(str(file.path) for file in files))
    building = Building(tree, _ids(tree.root, themes))
    contents = building.record(Contents, tree.root)
    given = tree.root.get("rules") if isinstance(tree.root, dict) else None
    local = _local_rules(building, themes)
    every_local = {rule.name: rule for rules in local.values() for rule in rules}
    changes = building.step("rules", given, _Rules(themes, every_local).take) if given is not None else {}
    look = _look(building, contents, files)
    lenses = _lenses(building, plugins)
    _own_solutions(building, themes)
    if building.problems:
        by_path = {str(file.path): file for file in files}
        own = {path: [p for p in building.problems if p.file == path] for path in by_path}
        problems = [problem for path, file in by_path.items() for problem in file.quoted(own[path])]
        raise UnreadableFile(name, problems)
    digest = sha256(b"".join(file.source.data for file in files)).hexdigest()
    named = resolve(themes, contents, changes, local).but(sha256=digest, look=look)
    return Read(named.but(name=_own_name(files[-1])), tuple(files), tree, changes, lenses)


def _no_mapping(file: File) -> Iterator[Problem]:
    """What is wrong with a file that is no mapping: it would take away all that it extends."""
    if not isinstance(file.tree.root, dict) and not file.tree.broken:
        yield Problem(1, 1, "", "a mapping is needed here, such as {name: …}")


def _own_name(file: File) -> str:
    """What a ruleset calls itself; the name of one that it extends is not its own."""
    return str(file.tree.root.get("name") or file.path.stem)


def _look(building: Building, contents: Contents | None, files: Sequence[File]) -> Look:
    """How the report looks. A logo's path starts from the file that names it."""
    given = contents.report if contents is not None else None
    if given is None:
        return Look()

    def attempt(name: str, make: Callable[[str], str]) -> str:
        value = getattr(given, name)
        try:
            return make(value) if value else ""
        except WrongLook as error:
            building.note(["report", name], str(error))
            return ""

    folder = Path(building.tree.file(["report", "logo"]) or files[-1].path).parent
    return Look(
        title=given.title or "",
        introduction=given.introduction or "",
        marking=given.marking or "",
        logo=attempt("logo", lambda name: embedded_logo(folder / name)),
        accent=attempt("accent", checked_accent),
    )


def _lenses(building: Building, plugins: "Plugins | None") -> tuple[Path, ...]:
    """The files of the lenses that every check looks through; what finds them is loaded only where there are any."""
    root = building.tree.root
    given = root.get("lenses") if isinstance(root, dict) else None
    if not given or not isinstance(given, list):
        return ()
    from joinedup.lenses.of_ruleset import places

    return places(given, building, plugins)


def _own_solutions(building: Building, themes: Sequence[Theme]) -> None:
    """A solution of its own needs words of its own; the labels of the source's are quoted and stay."""
    root = building.tree.root
    given = root.get("solutions") if isinstance(root, dict) else None
    ours = {id: solution for theme in themes for id, solution in theme.each_solution()}
    for id, words in given.items() if isinstance(given, dict) else ():
        fields = words if isinstance(words, dict) else {}
        if id in ours:
            if "label" in fields:
                building.note(["solutions", id, "label"], "the label is quoted from its source and cannot be changed")
        elif isinstance(local_identifier(id), Wrong) or id.partition("/")[0] in {theme.id for theme in themes}:
            what = f"no solution {shown(id)}: one of your own begins with a word of yours, such as northby/walk-round"
            building.note(["solutions", id], what, building.nearest(id, ours), of_key=True)
        else:
            for name in ("label", "meaning", "first_steps"):
                if name not in fields:
                    building.note(["solutions", id], f'"{name}" is missing: a solution of your own needs it')


def _local_rules(building: Building, themes: Sequence[Theme]) -> Mapping[str, list[Rule]]:
    """The authority's own rules, compiled only where there are any: the library behind them is slow to load.

    They are read once more by themselves, so that their mistakes are said also where something else is wrong.
    """
    root = building.tree.root
    given = root.get("local_rules") if isinstance(root, dict) else None
    if not isinstance(given, dict):
        return {}
    from .local import local_rules

    again = Building(building.tree, building.ids)
    again.steps = ["local_rules"]
    found = {id: again.step(id, raw, lambda value, b: b.record(LocalRule, value)) for id, raw in given.items()}
    return local_rules(found, building, [theme.id for theme in themes])


def _ids(root: Any, themes: Sequence[Theme]) -> Mapping[str, Mapping[str, str]]:
    """What the references in a ruleset may name."""
    given = root if isinstance(root, dict) else {}
    own = {section: given.get(section) for section in ("indicators", "solutions")}
    indicators = own["indicators"] if isinstance(own["indicators"], dict) else {}
    solutions = {id: solution.label for theme in themes for id, solution in theme.each_solution()}
    solutions |= {id: str(id) for id in (own["solutions"] if isinstance(own["solutions"], dict) else {})}
    local = given.get("local_rules")
    rules = {id: rule.title for theme in themes for id, _, rule in theme.each_rule()}
    rules |= {id: rule.title for theme in themes for id, rule in theme.each_cross_check()}
    return {
        "indicators": {id: str(name) for id, name in indicators.items()},
        "solutions": solutions,
        "rules": rules | {str(id): str(id) for id in (local if isinstance(local, dict) else {})},
        "barriers": {id: barrier.label for theme in themes for id, barrier in theme.each_barrier()},
        **{section: {} for section in SECTIONS},
    }


class _Rules:
    """Takes the settings of rules: each has its own parameters."""

    def __init__(self, themes: Sequence[Theme], local: Mapping[str, Rule]) -> None:
        self.rules = {id: rule for theme in themes for id, _, rule in theme.each_rule()}
        self.rules |= {id: rule for theme in themes for id, rule in theme.each_cross_check()}
        self.rules |= local

    def take(self, value: Any, building: Building) -> Changes:
        found = {}
        for id, given in _mapping(value, building, "a rule's id and its settings").items():
            if id not in self.rules:
                building.step(id, id, self.unknown, of_key=True)
            else:
                found[id] = building.step(id, given, partial(self.settings, id, self.rules[id]))
        return MappingProxyType(found)

    def unknown(self, id: str, building: Building) -> None:
        building.wrong(f"no rule {shown(id)}", building.nearest(id, self.rules))

    def settings(self, id: str, rule: Rule, value: Any, building: Building) -> Mapping[str, object]:
        takes: dict[str, Any] = {
            "enabled": _enabled,
            "severity": partial(_severities, rule),
            "solutions": of_type(tuple[SolutionId, ...]),
            "why": of_type(str),
        }
        if rule.limits is not None:
            takes.update({name: take for name, (_, take) in shape(rule.limits).fields.items()})
        found = _fields(value, takes, building)
        if rule.limits is not None:
            own = {name: taken for name, taken in found.items() if name in rule.limits.declared and taken is not None}
            for field, what in _contradictions(id, rule.limits.made(own)):
                building.step(field, what, lambda said, b: b.wrong(said))
        return MappingProxyType(found)


def _contradictions(id: str, limits: Limits) -> Sequence[tuple[str, str]]:
    """What the parameters of a rule say against each other, as its plugin sees it.

    Raises:
        PluginError: the plugin cannot say.
    """
    try:
        return list(limits.contradictions())
    except BaseException as error:
        what = f"the parameters of {id} cannot be checked: {fault(error)}"
        raise PluginError(id.partition("/")[0], what) from error


def _fields(value: Any, takes: Mapping[str, Any], building: Building) -> dict[str, Any]:
    """The fields of a mapping, each taken by its own kind."""
    found = {}
    for key, given in _mapping(value, building, " or ".join(takes)).items():
        if key not in takes:
            meant = building.nearest(key, takes)
            what = f"{shown(key)} is not a field here" + ("" if meant else f": it can be {', '.join(takes)}")
            building.step(key, key, lambda _, b, what=what, meant=meant: b.wrong(what, meant), of_key=True)  # type: ignore[misc]
        elif given is None:
            building.step(key, key, lambda _, b: b.wrong("the field has no value"), of_key=True)
        else:
            found[key] = building.step(key, given, takes[key])
    return found


def _mapping(value: Any, building: Building, of: str) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    building.wrong(f"a mapping is needed here: {of}")
    return {}


def _enabled(value: Any, building: Building) -> bool | None:
    taken = yes_or_no(value) if isinstance(value, str) else Wrong("true or false is needed here")
    if isinstance(taken, Wrong):
        building.wrong(taken.what, taken.meant)
        return None
    return taken


def _severity(value: Any, building: Building) -> Severity | None:
    taken = choice(value, WORDS) if isinstance(value, str) else Wrong("a severity is needed here, or one for each tier")
    if isinstance(taken, Wrong):
        building.wrong(taken.what, taken.meant)
        return None
    return Severity[taken.upper()]


def _severities(rule: Rule, value: Any, building: Building) -> object:
    """One word for all tiers, or one for each that is named."""
    if not isinstance(value, dict):
        return _severity(value, building)
    return MappingProxyType(_fields(value, dict.fromkeys(rule.tiers, _severity), building))
