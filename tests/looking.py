"""Assessments looked at through a lens: the tests' own, or one of a few lines."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cases import STANDARD, THEMES, describe
from joinedup.assess import assess
from joinedup.assessment import Assessment
from joinedup.lenses.chosen import Chosen
from joinedup.lenses.contents import Lens
from joinedup.lenses.look import look
from joinedup.lenses.reader import known, read_lens
from joinedup.lenses.view import ItemView
from joinedup.outputs import Context
from joinedup.plugins import load_themes
from joinedup.rulesets import Ruleset
from test_outputs import ROOT, check

LENS = ROOT / "tests" / "lens.yaml"
HEAD = "format: joinedup-lens/1\ntitle: A lens\nabout: What one sees.\nsource: Made up\n"


def lens(path: Path = LENS, ruleset: Ruleset | None = None) -> Lens:
    """A lens that was read."""
    return read_lens(path, known(load_themes(), ruleset))


def through(example: str, own: Lens | None = None) -> tuple[Assessment, Context]:
    """An example's assessment, looked at through a lens."""
    result, context = check(str(ROOT / "examples" / f"{example}.yaml"))
    return Chosen((own or lens(),), (), ()).shown(result, STANDARD.least_answers), context


def item(folder: Path, fields: str, given: Mapping[str, Any], ruleset: Ruleset = STANDARD) -> ItemView:
    """One item of a lens with these fields, held against a description with these sections."""
    path = folder / "small.yaml"
    path.write_text(f"{HEAD}items:\n  one: {{title: A claim, cite: page 1, {fields}}}\n", "utf-8")
    partnership = describe({"format": "joinedup/1", "name": "Northby", "as_of": "2026-09-30", **given})
    result = assess(partnership, THEMES, ruleset)
    return look(lens(path, ruleset), result, ruleset.least_answers).items[0]
