"""The lenses that a ruleset names: an authority looks through them in every check."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from joinedup.plugins import Plugins
from joinedup.reading import Problem
from joinedup.reading.build import Building
from joinedup.reading.files import there
from joinedup.reading.source import missing
from joinedup.reading.tree import Step

from .shelf import shelf


def places(given: Sequence[Any], building: Building, plugins: Plugins | None) -> tuple[Path, ...]:
    """The file of each lens; what is wrong with a name is noted where it stands.

    Args:
        given: The names and paths; a path starts from the file that names it.
        building: The reading that notes problems.
        plugins: Where lenses may come from, beside those that come with joinedup.
    """
    known, found = shelf(plugins), []
    for position, name in enumerate(given):
        steps: list[Step] = ["lenses", position]
        path = known.find(str(name), Path(building.tree.file(steps)).parent)
        if isinstance(path, Problem):
            building.note(steps, path.what, path.meant)
        elif not there(path):
            building.note(steps, missing(str(path)))
        else:
            found.append(path)
    return tuple(found)
